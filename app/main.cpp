// ain-studio: the window.
#include "app/application.h"
#include "core/base/processhardening.h"
#include "core/base/secretbytes.h"
#include "core/crypto/selftest.h"
#include "ui/text/errortext.h"

#include <QCommandLineParser>

#include <cstdio>

int main(int argc, char *argv[])
{
    using namespace Qt::StringLiterals;
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
    const QCommandLineOption data(u"data"_s, QApplication::translate("Main", "Data directory."), u"DIR"_s,
                                  ain::app::Services::defaultDataDirectory());
    parser.addOption(data);
    parser.addPositionalArgument(u"link"_s, QApplication::translate("Main", "Payment link (ain:…) to fill in."),
                                 u"[link]"_s);
    parser.process(application);

    for (const auto &check : {hardened, ain::crypto::selfTest()}) {
        if (!check) {
            std::fprintf(stderr, "%s\n", ain::text::errorSentence(check.error()).toLocal8Bit().constData());
            return 70;
        }
    }
    ain::app::Application studio(application, {.dataDirectory = parser.value(data)});
    studio.setPaymentLink(parser.positionalArguments().value(0));
    studio.show();
    return QApplication::exec();
}
