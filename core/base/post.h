// Work sent to the thread of an object.
#pragma once

#include "core/base/handoff.h"

#include <QMetaObject>
#include <QObject>

#include <memory>
#include <utility>

namespace ain {

namespace detail {

/// A function on its way through the event queue, which runs it in one thread and may destroy it in another.
template<typename Function>
class Posted {
public:
    explicit Posted(Function function) : m_function(std::make_shared<Function>(std::move(function))) { handOver(this); }
    Posted(const Posted &other) : m_function(other.m_function) { handOver(this); }
    Posted(Posted &&other) noexcept : m_function(std::move(other.m_function)) { handOver(this); }
    Posted &operator=(const Posted &) = delete;
    Posted &operator=(Posted &&) = delete;
    ~Posted() { takeOver(this); }

    void operator()() const
    {
        takeOver(this);
        (*m_function)();
        handOver(this);
    }

private:
    std::shared_ptr<Function> m_function;
};

} // namespace detail

/// Runs `function()` later in the thread of `worker`; never if `worker` dies first. Thread: any, as long as `worker`
/// lives during the call.
template<typename Function>
void post(QObject *worker, Function function)
{
    QMetaObject::invokeMethod(worker, detail::Posted(std::move(function)), Qt::QueuedConnection);
}

} // namespace ain
