// Work that belongs to no thread's owner (decoding, hashing of a picture) as a Task.
#pragma once

#include "core/base/task.h"

#include <QThreadPool>

namespace ain {

/// Runs `function` (returning Result<T>) in `pool` and gives its result. Work that has begun is finished even when
/// nobody waits any more, so `function` owns what it uses.
template<typename Function>
auto runInPool(QThreadPool &pool, Function function) -> Task<typename std::invoke_result_t<Function>::value_type>
{
    using T = typename std::invoke_result_t<Function>::value_type;
    auto promise = std::make_shared<Promise<T>>();
    auto task = promise->task();
    auto shared = std::make_shared<Function>(std::move(function));
    pool.start([promise = std::move(promise), shared = std::move(shared)] { promise->finish((*shared)()); });
    return task;
}

} // namespace ain
