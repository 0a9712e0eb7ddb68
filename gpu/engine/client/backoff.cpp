#include "gpu/engine/client/backoff.h"

#include <algorithm>

namespace ain::engine {

int BackOff::nextWaitMs()
{
    if (m_failures == 0 || m_times.firstMs <= 0)
        return 0;
    const int doublings = std::min(m_failures - 1, 16);
    const qint64 whole = std::min<qint64>(qint64(m_times.firstMs) << doublings, m_times.mostMs);
    return int(whole / 2 + m_rng.below(std::uint32_t(whole / 2 + 1)));
}

} // namespace ain::engine
