#include "gpu/engine/client/timeleft.h"

#include <algorithm>
#include <numeric>

namespace ain::engine {

namespace {

constexpr qsizetype StepsWatched = 4;
constexpr qsizetype StepsNeeded = 3;
constexpr std::size_t DecodeTimesKept = 256;

qint64 pixels(QSize size) { return qint64(size.width()) * size.height(); }

} // namespace

void TimeLeft::step(int step, int steps, qint64 atMs)
{
    // The first step is measured from nothing (it holds the encoding of the prompt), a step back is another pass.
    if (!m_hasStarted || step <= m_step || steps != m_steps) {
        m_stepMs.clear();
        m_hasStarted = true;
    } else {
        m_stepMs.append((atMs - m_atMs) / (step - m_step));
        if (m_stepMs.size() > StepsWatched)
            m_stepMs.removeFirst();
    }
    m_step = step;
    m_steps = steps;
    m_atMs = atMs;
}

std::optional<qint64> TimeLeft::sampling(qint64 nowMs) const
{
    if (m_stepMs.size() < StepsNeeded)
        return std::nullopt;
    const auto [shortest, longest] = std::minmax_element(m_stepMs.cbegin(), m_stepMs.cend());
    // Below 20 ms a step the scheduler's grain would look like an unsteady pace.
    if (*longest > 2 * std::max<qint64>(*shortest, 20))
        return std::nullopt;
    const qint64 mean = std::accumulate(m_stepMs.cbegin(), m_stepMs.cend(), qint64(0)) / m_stepMs.size();
    return std::max<qint64>(0, (m_steps - m_step) * mean - (nowMs - m_atMs));
}

void DecodeTimes::add(const QString &model, QSize size, qint64 ms)
{
    if (m_ms.size() >= DecodeTimesKept)
        m_ms.clear();
    m_ms[{model, pixels(size)}] = ms;
}

std::optional<qint64> DecodeTimes::of(const QString &model, QSize size) const
{
    const auto found = m_ms.find({model, pixels(size)});
    return found == m_ms.end() ? std::nullopt : std::optional(found->second);
}

} // namespace ain::engine
