// Cold start of the window: from exec to the first paint and to "usable" (network open, vault known), and the
// resident memory of the idle window. Needs a display, or QT_QPA_PLATFORM=offscreen.
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace {

struct Start {
    double firstPaintMs = -1;
    double usableMs = -1;
    double residentMiB = -1;
};

double residentMiB(qint64 pid)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return double(line.mid(6).trimmed().split(' ').first().toLongLong()) / 1024.0;
    }
    return -1;
}

Start measure(const QString &directory)
{
    Start start;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("AIN_STUDIO_TIMES"), QStringLiteral("1"));
    process.setProcessEnvironment(environment);
    QElapsedTimer timer;
    timer.start();
    process.start(QStringLiteral(AIN_STUDIO), {QStringLiteral("--data"), directory});
    while (start.usableMs < 0 && timer.elapsed() < 30000) {
        if (!process.waitForReadyRead(100))
            continue;
        const QByteArray text = process.readAllStandardOutput();
        if (text.contains("first-paint"))
            start.firstPaintMs = double(timer.nsecsElapsed()) / 1e6;
        if (text.contains("usable"))
            start.usableMs = double(timer.nsecsElapsed()) / 1e6;
    }
    QThread::sleep(3);
    start.residentMiB = residentMiB(process.processId());
    process.terminate();
    process.waitForFinished();
    return start;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir directory;
    std::vector<double> paint;
    std::vector<double> usable;
    std::vector<double> resident;
    constexpr int runs = 5;
    for (int i = 0; i < runs; ++i) {
        const Start start = measure(directory.path());
        std::printf("run %d: first paint %.0f ms, usable %.0f ms, resident %.1f MiB\n", i + 1, start.firstPaintMs,
                    start.usableMs, start.residentMiB);
        paint.push_back(start.firstPaintMs);
        usable.push_back(start.usableMs);
        resident.push_back(start.residentMiB);
    }
    std::printf("median: first paint %.0f ms (goal < 300: ratio %.2f), usable %.0f ms, resident %.1f MiB\n",
                median(paint), median(paint) / 300.0, median(usable), median(resident));
    return 0;
}
