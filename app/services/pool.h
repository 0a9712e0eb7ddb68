// Work that belongs to no thread's owner (image decoding, key derivation for a preview): the named pool of two.
#pragma once

#include "core/base/pooltask.h"

#include <QThreadPool>

namespace ain::app {

/// Two threads named "pool". Outlives every task (destroyed at exit of the program).
[[nodiscard]] QThreadPool &workPool();

/// Runs `function` (returning Result<T>) in the pool and gives its result.
template<typename Function>
auto runInPool(Function function) -> Task<typename std::invoke_result_t<Function>::value_type>
{
    return ain::runInPool(workPool(), std::move(function));
}

} // namespace ain::app
