// ain-studio: the window.
#include "app/application.h"
#include "app/services/singleinstance.h"
#include "core/base/processhardening.h"
#include "core/base/secretbytes.h"
#include "core/crypto/selftest.h"
#include "ui/text/errortext.h"

#include <QCommandLineParser>

#include <cstdio>

namespace {

using namespace Qt::StringLiterals;

int fail(const ain::Error &error, int code)
{
    std::fprintf(stderr, "%s\n", ain::text::errorSentence(error).toLocal8Bit().constData());
    return code;
}

/// The program runs already: it gets the link, and this process ends.
int handOver(const QString &dataDirectory, const QString &link, const ain::Error &running)
{
    ain::app::InstanceClient client(dataDirectory, link);
    QObject::connect(&client, &ain::app::InstanceClient::handedOver, qApp, [] { QApplication::exit(0); });
    QObject::connect(&client, &ain::app::InstanceClient::silent, qApp,
                     [&] { QApplication::exit(fail({ain::errors::InstanceSilent, running.args}, 1)); });
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    const auto hardened = ain::hardenProcess();
    if (!ain::initializeSecretMemory())
        return 70;
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"ain-studio"_s);
    QApplication::setApplicationDisplayName(u"AIN Studio"_s);
    QApplication::setApplicationVersion(QStringLiteral(AIN_VERSION));
    QApplication::setDesktopFileName(u"ain-studio"_s);

    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addVersionOption();
    const auto words = [](const char *text) { return QApplication::translate("Main", text); };
    const QCommandLineOption data(u"data"_s, words(QT_TRANSLATE_NOOP("Main", "Data directory.")), u"DIR"_s,
                                  ain::app::Services::defaultDataDirectory());
    const QCommandLineOption safe(
        u"safe-mode"_s,
        words(QT_TRANSLATE_NOOP("Main", "Default settings, no sharing, no tray, no network until you choose one.")));
    const QCommandLineOption minimised(u"minimised"_s,
                                       words(QT_TRANSLATE_NOOP("Main", "Start with the window minimised.")));
    parser.addOptions({data, safe, minimised});
    parser.addPositionalArgument(u"link"_s, words(QT_TRANSLATE_NOOP("Main", "Payment link (ain:…) to fill in.")),
                                 u"[link]"_s);
    parser.process(application);
    const QString link = parser.positionalArguments().value(0);

    const auto instance = ain::app::InstanceServer::take(parser.value(data));
    if (!instance && instance.error().code == ain::errors::FileLocked)
        return handOver(parser.value(data), link, instance.error());
    for (const auto &check : {hardened, ain::crypto::selfTest()}) {
        if (!check)
            return fail(check.error(), 70);
    }
    const ain::app::ServiceOptions options{.dataDirectory = parser.value(data), .defaultSettings = parser.isSet(safe)};
    ain::app::Application studio(application, options);
    if (instance) {
        QObject::connect(instance->get(), &ain::app::InstanceServer::raiseWanted, &studio,
                         &ain::app::Application::raise);
        QObject::connect(instance->get(), &ain::app::InstanceServer::linkOpened, &studio,
                         &ain::app::Application::setPaymentLink);
    }
    studio.setPaymentLink(link);
    studio.show(parser.isSet(minimised));
    return QApplication::exec();
}
