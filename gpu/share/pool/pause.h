// A wait that somebody may cut short. Private to the room.
#pragma once

#include "core/base/task.h"

#include <QTimer>

#include <optional>

namespace ain::pool {

/// One waiter at a time. Thread: that of its owner.
class Pause {
public:
    Pause()
    {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { end(); });
    }
    /// Ends after `milliseconds` or with wake(); at once when somebody woke since the last wait.
    [[nodiscard]] Task<> wait(int milliseconds)
    {
        m_promise.emplace();
        auto task = m_promise->task();
        if (m_isWoken)
            end();
        else
            m_timer.start(milliseconds);
        return task;
    }
    void wake()
    {
        m_isWoken = true;
        if (m_promise)
            end();
    }
    /// What woke so far is seen to.
    void clear() { m_isWoken = false; }

private:
    void end()
    {
        m_timer.stop();
        m_isWoken = false;
        if (!m_promise)
            return;
        auto promise = std::move(*m_promise);
        m_promise.reset();
        promise.finish({});
    }

    QTimer m_timer;
    std::optional<Promise<>> m_promise;
    bool m_isWoken = false;
};

} // namespace ain::pool
