// Ends a script that runs too long. Inside this room only.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

QT_BEGIN_NAMESPACE
class QJSEngine;
QT_END_NAMESPACE

namespace ain::sandbox {

/// A thread that interrupts the engine when the outermost Scope has been open for longer than a second. It
/// sleeps while no script runs.
class Watchdog {
public:
    explicit Watchdog(QJSEngine &engine);
    ~Watchdog();
    Watchdog(const Watchdog &) = delete;
    Watchdog &operator=(const Watchdog &) = delete;

    /// Has the time of the running evaluation run out?
    [[nodiscard]] bool hasFired() const { return m_fired.load(); }
    [[nodiscard]] bool isLate() const;

    class Scope {
    public:
        explicit Scope(Watchdog &watchdog);
        ~Scope();
        Scope(const Scope &) = delete;
        Scope &operator=(const Scope &) = delete;

    private:
        Watchdog &m_watchdog;
    };

private:
    using Time = std::chrono::steady_clock;
    void watch();

    QJSEngine &m_engine;
    int m_nesting = 0; // of the engine's thread
    std::atomic<Time::rep> m_deadline{0}; // 0: nothing runs
    std::atomic<bool> m_fired{false};
    std::atomic<bool> m_asleep{true};
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stop = false; // under m_mutex
    std::thread m_thread;
};

} // namespace ain::sandbox
