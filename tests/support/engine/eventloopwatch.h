// What one turn of an event loop costs its own thread. Time of the processor, not of the clock: a busy machine makes
// every gap longer, but not the work in it.
#pragma once

#include "core/base/task.h"

#include <QAbstractEventDispatcher>
#include <QEventLoop>
#include <QObject>
#include <QTimer>

#include <algorithm>
#include <ctime>
#include <optional>

namespace ain::testing {

class EventLoopWatch : public QObject {
public:
    EventLoopWatch()
    {
        // Once per turn with either dispatcher, whatever else they signal.
        connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this,
                [this] { turn(); });
    }

    [[nodiscard]] double longestMs() const { return m_longest; }
    [[nodiscard]] qint64 turns() const { return m_turns; }

private:
    static double processorMs()
    {
        timespec now{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
    }
    void turn()
    {
        const double now = processorMs();
        if (m_last > 0)
            m_longest = std::max(m_longest, now - m_last);
        m_last = now;
        ++m_turns;
    }

    double m_last = 0;
    double m_longest = 0;
    qint64 m_turns = 0;
};

/// Runs a loop until the task has ended.
template<typename T>
Result<T> await(Task<T> task)
{
    QEventLoop loop;
    QObject context;
    std::optional<Result<T>> result;
    std::move(task).then(&context, [&result, &loop](Result<T> ended) {
        result.emplace(std::move(ended));
        loop.quit();
    });
    loop.exec();
    return std::move(*result);
}

/// Runs a loop until `done()`, looked at after every event that `object` or anybody else caused, 5 ms apart at most.
template<typename Condition>
void until(Condition done)
{
    QEventLoop loop;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&done, &loop] {
        if (done())
            loop.quit();
    });
    timer.start(5);
    if (!done())
        loop.exec();
}

} // namespace ain::testing
