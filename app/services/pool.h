// Work that belongs to no thread's owner (image decoding, key derivation for a preview): the named pool of two.
#pragma once

#include "core/base/task.h"

#include <QThreadPool>

namespace ain::app {

/// Two threads named "pool". Outlives every task (destroyed at exit of the program).
[[nodiscard]] QThreadPool &workPool();

/// Runs `function` (returning Result<T>) in the pool and gives its result.
template<typename Function>
auto runInPool(Function function) -> Task<typename std::invoke_result_t<Function>::value_type>
{
    using T = typename std::invoke_result_t<Function>::value_type;
    auto promise = std::make_shared<Promise<T>>();
    auto task = promise->task();
    auto shared = std::make_shared<Function>(std::move(function));
    workPool().start([promise = std::move(promise), shared = std::move(shared)] { promise->finish((*shared)()); });
    return task;
}

} // namespace ain::app
