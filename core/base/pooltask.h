// Work that belongs to no thread's owner (decoding, hashing of a picture) as a Task.
#pragma once

#include "core/base/task.h"

#include <QRunnable>
#include <QThreadPool>

namespace ain {

namespace detail {

template<typename Function>
class PoolWork : public QRunnable {
public:
    explicit PoolWork(Function function) : m_function(std::move(function)) { handOver(this); }
    void run() override
    {
        takeOver(this);
        m_function();
    }

private:
    Function m_function;
};

} // namespace detail

/// Runs `function()` in `pool`; nobody waits for it.
template<typename Function>
void startInPool(QThreadPool &pool, Function function)
{
    pool.start(new detail::PoolWork(std::move(function)));
}

/// Runs `function` (returning Result<T>) in `pool` and gives its result. Work that has begun is finished even when
/// nobody waits any more, so `function` owns what it uses.
template<typename Function>
auto runInPool(QThreadPool &pool, Function function) -> Task<typename std::invoke_result_t<Function>::value_type>
{
    using T = typename std::invoke_result_t<Function>::value_type;
    Promise<T> promise;
    auto task = promise.task();
    auto work = [promise = std::move(promise), function = std::move(function)]() mutable {
        promise.finish(function());
    };
    startInPool(pool, std::move(work));
    return task;
}

} // namespace ain
