// A queue in a folder of its own, with a clock and numbers that a test controls.
#pragma once

#include "core/jobs/jobqueue.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

namespace ain::test {

/// Waits for a task in the test's own loop.
template<typename T>
Result<T> await(Task<T> task)
{
    std::optional<Result<T>> result;
    QObject context;
    std::move(task).then(&context, [&](Result<T> got) { result = std::move(got); });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 60'000))
        return failure(errors::Internal);
    return *std::move(result);
}

class SteppingClock final : public Clock {
public:
    [[nodiscard]] qint64 nowMs() const override { return ++m_now; }
    [[nodiscard]] qint64 monotonicMs() const override { return m_now; }

private:
    mutable std::atomic<qint64> m_now{1'800'000'000'000};
};

class CountingRng final : public Rng {
public:
    void fill(std::span<std::uint8_t> bytes) override
    {
        ++m_count;
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = std::uint8_t(i < 8 ? m_count >> (8 * (7 - i)) : 0);
    }

private:
    std::uint64_t m_count = 0;
};

class JobHome {
public:
    JobHome() { m_thread.start(); }
    ~JobHome()
    {
        m_queue.reset();
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(JobHome)

    /// Another run of the program; `kill` makes the one before end without a farewell.
    Result<jobs::JobQueue::Opened> open()
    {
        m_queue.reset();
        m_queue = std::make_unique<jobs::JobQueue>(path(), &m_thread, m_clock, m_rng);
        return await(m_queue->open());
    }
    [[nodiscard]] jobs::JobQueue &queue() const { return *m_queue; }
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("jobs")); }
    [[nodiscard]] QThread *thread() { return &m_thread; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }
    [[nodiscard]] Rng &rng() { return m_rng; }
    void close() { m_queue.reset(); }

private:
    QTemporaryDir m_folder;
    QThread m_thread;
    SteppingClock m_clock;
    CountingRng m_rng;
    std::unique_ptr<jobs::JobQueue> m_queue;
};

} // namespace ain::test
