// ain-studio-cli: everything that the window does, for scripts.
#include "app/cli/cliapplication.h"
#include "core/base/processhardening.h"
#include "core/base/secretbytes.h"
#include "core/crypto/selftest.h"

#include <QGuiApplication>
#include <QTextStream>

#include <memory>
#include <string_view>

namespace {

/// Only what writes words into a picture needs fonts; everything else starts without them.
bool needsFonts(int argc, char *argv[])
{
    for (int i = 1; i + 1 < argc; ++i) {
        if (std::string_view(argv[i]) == "gallery" && std::string_view(argv[i + 1]) == "sheet")
            return true;
    }
    return false;
}

std::unique_ptr<QCoreApplication> makeApplication(int &argc, char *argv[])
{
    if (!needsFonts(argc, argv))
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen"); // no window is opened, and there may be no screen
    return std::make_unique<QGuiApplication>(argc, argv);
}

} // namespace

int main(int argc, char *argv[])
{
    using namespace Qt::StringLiterals;
    const auto hardened = ain::hardenProcess();
    if (!ain::initializeSecretMemory())
        return 70;
    const auto application = makeApplication(argc, argv);
    QCoreApplication::setApplicationName(u"ain-studio"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(AIN_VERSION));
    ain::cli::installTranslation(QCoreApplication::arguments().mid(1));
    for (const auto &check : {hardened, ain::crypto::selfTest()}) {
        if (!check) {
            ain::cli::printError(check.error(), QCoreApplication::arguments().contains(u"--json"_s));
            return 70;
        }
    }
    return ain::cli::runCommandLine(QCoreApplication::arguments().mid(1));
}
