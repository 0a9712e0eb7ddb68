#include "core/base/clock.h"

#include <chrono>

namespace ain {

namespace {
template<typename C>
qint64 milliseconds()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(C::now().time_since_epoch()).count();
}
} // namespace

qint64 SystemClock::nowMs() const { return milliseconds<std::chrono::system_clock>(); }

qint64 SystemClock::monotonicMs() const { return milliseconds<std::chrono::steady_clock>(); }

} // namespace ain
