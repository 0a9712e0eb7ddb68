// The practice network as a program of its own, for tests that kill it.
#include "app/cli/sandbox/sandboxrun.h"
#include "core/base/secretbytes.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (!ain::initializeSecretMemory())
        return 2;
    const QStringList arguments = QCoreApplication::arguments();
    ain::cli::SandboxRunOptions options;
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        if (arguments[i] == QLatin1String("--instant"))
            options.network.instant = true;
        else if (arguments[i] == QLatin1String("--data") && i + 1 < arguments.size())
            options.network.dataDirectory = arguments[++i];
        else if (arguments[i] == QLatin1String("--interval") && i + 1 < arguments.size())
            options.network.blockIntervalMs = arguments[++i].toInt();
    }
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly))
        return 2;
    const auto done = ain::cli::runSandbox(options, out);
    if (!done) {
        std::fprintf(stderr, "%s %s\n", qPrintable(done.error().code.toString()),
                     qPrintable(done.error().args.value(QStringLiteral("reason")).toString()));
        return 1;
    }
    return 0;
}
