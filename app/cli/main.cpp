// ain-studio-cli: everything that the window does, for scripts.
#include "app/cli/cliapplication.h"
#include "core/base/processhardening.h"
#include "core/base/secretbytes.h"
#include "core/crypto/selftest.h"

#include <QCoreApplication>
#include <QTextStream>

int main(int argc, char *argv[])
{
    using namespace Qt::StringLiterals;
    const auto hardened = ain::hardenProcess();
    if (!ain::initializeSecretMemory())
        return 70;
    QCoreApplication application(argc, argv);
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
