// What the program costs while it waits, locked and without a window (in the tray): processor time over a minute and
// memory. Needs a display, or QT_QPA_PLATFORM=offscreen.
#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

#include <cstdio>
#include <unistd.h>

namespace {

constexpr int SettleS = 10; ///< after the start
constexpr int LookS = 60;

QByteArray procFile(qint64 pid, const char *name)
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(pid).arg(QLatin1StringView(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// User and system time, of all threads.
double processorSeconds(qint64 pid)
{
    // The name in the second field may hold blanks; utime and stime are the 12th and 13th after it.
    const QByteArray stat = procFile(pid, "stat");
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    return double(fields.value(11).toLongLong() + fields.value(12).toLongLong()) / double(::sysconf(_SC_CLK_TCK));
}

double mebibytes(qint64 pid, const char *key)
{
    const QList<QByteArray> lines = procFile(pid, "status").split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(key))
            return double(line.mid(qstrlen(key)).trimmed().split(' ').first().toLongLong()) / 1024.0;
    }
    return -1;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir directory;
    const QString data = directory.filePath(QStringLiteral("data"));
    QFile password(directory.filePath(QStringLiteral("password")));
    if (!password.open(QIODevice::WriteOnly) || password.write("a long password") < 0)
        return 1;
    password.close();
    const QStringList common{QStringLiteral("--data"), data};
    const QStringList vault{QStringLiteral("--password-file"), password.fileName()};
    const QList<QStringList> steps{{QStringLiteral("vault"), QStringLiteral("init")},
                                   {QStringLiteral("account"), QStringLiteral("create")}};
    for (const QStringList &step : steps) {
        if (QProcess::execute(QStringLiteral(AIN_CLI), common + vault + step) != 0)
            return 1;
    }
    QProcess process;
    process.start(QStringLiteral(AIN_STUDIO), common + QStringList{QStringLiteral("--minimised")});
    if (!process.waitForStarted())
        return 1;
    QThread::sleep(SettleS);
    const double before = processorSeconds(process.processId());
    QThread::sleep(LookS);
    const double used = processorSeconds(process.processId()) - before;
    const double resident = mebibytes(process.processId(), "VmRSS:");
    std::printf(
        "locked, no window: %.3f %% of a processor over %d s (goal < 0.1), resident %.1f MiB (goal < 80), of it "
        "%.1f MiB its own\n",
        100.0 * used / LookS, LookS, resident, mebibytes(process.processId(), "RssAnon:"));
    process.terminate();
    process.waitForFinished();
    return 0;
}
