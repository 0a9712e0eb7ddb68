// The gallery of the window with 20,000 pictures: first paint, the frames of a scroll through all of it, memory.
// Needs a display, or QT_QPA_PLATFORM=offscreen.
#include "tests/ui/fakestudio.h"
#include "ui/pages/studio/gallerygrid.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace ain;
using namespace ain::ui;

namespace {

constexpr int Pictures = 20'000;
constexpr int Frames = 600;

double residentMiB()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return double(line.mid(6).trimmed().split(' ').first().toLongLong()) / 1024.0;
    }
    return -1;
}

/// Of this thread: what a frame costs, however busy the computer is with other things.
double cpuMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

/// Runs the loop until `done` or for `ms`.
void turn(int ms)
{
    QElapsedTimer timer;
    timer.start();
    do
        QCoreApplication::processEvents(QEventLoop::AllEvents, 2);
    while (timer.elapsed() < ms);
}

double percentile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values.at(std::min(values.size() - 1, std::size_t(std::ceil(share * double(values.size())) - 1)));
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    Theme theme(application);
    fake::Studio studio;
    studio.fillGallery(Pictures);
    const double before = residentMiB();

    QElapsedTimer clock;
    clock.start();
    GalleryModel model(studio);
    GalleryGrid grid(theme, model);
    grid.resize(1200, 700);
    grid.show();
    while (model.rowCount() == 0)
        QCoreApplication::processEvents();
    grid.viewport()->repaint();
    const double first = double(clock.nsecsElapsed()) / 1e6;
    turn(300);

    std::vector<double> frames;
    std::vector<double> costs;
    std::vector<double> turns;
    QScrollBar *bar = grid.verticalScrollBar();
    for (int i = 0; i < Frames; ++i) {
        const double cpu = cpuMs();
        clock.restart();
        bar->setValue(int(qint64(bar->maximum()) * i / Frames));
        grid.viewport()->repaint();
        frames.push_back(double(clock.nsecsElapsed()) / 1e6);
        costs.push_back(cpuMs() - cpu);
        // What comes between two frames, answers and their repaints, must not hold up the next one either.
        clock.restart();
        turn(4);
        turns.push_back(double(clock.nsecsElapsed()) / 1e6);
    }
    const double after = residentMiB();
    std::printf("%d pictures: first paint %.1f ms\n", Pictures, first);
    std::printf("frame: median %.2f ms, p95 %.2f ms (goal < 16), worst %.2f ms\n", percentile(frames, 0.5),
                percentile(frames, 0.95), percentile(frames, 1.0));
    std::printf("frame, CPU time: median %.2f ms, p95 %.2f ms\n", percentile(costs, 0.5), percentile(costs, 0.95));
    std::printf("between frames: p95 %.2f ms, worst %.2f ms\n", percentile(turns, 0.95), percentile(turns, 1.0));
    std::printf("resident: %.1f MiB, of which the view %.1f MiB (goal < 150 in all); thumbnails kept %.1f MiB, "
                "fetched %lld\n",
                after, after - before, double(model.thumbnails().bytes()) / (1024.0 * 1024.0),
                static_cast<long long>(studio.thumbnailsAsked));
    return 0;
}
