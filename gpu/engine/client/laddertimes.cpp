#include "gpu/engine/client/laddertimes.h"

#include <algorithm>

namespace ain::engine {

void Measured::add(qint64 ms)
{
    if (m_values.size() >= Kept)
        m_values.removeFirst();
    m_values.append(std::max<qint64>(ms, 0));
}

std::optional<qint64> Measured::last() const
{
    return m_values.isEmpty() ? std::nullopt : std::optional(m_values.constLast());
}

std::optional<qint64> Measured::percentile(int percent) const
{
    if (m_values.isEmpty())
        return std::nullopt;
    QList<qint64> sorted = m_values;
    std::sort(sorted.begin(), sorted.end());
    const qsizetype rank = (sorted.size() * qBound(0, percent, 100) + 99) / 100;
    return sorted[std::max<qsizetype>(rank, 1) - 1];
}

} // namespace ain::engine
