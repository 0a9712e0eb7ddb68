#include "core/light/budget.h"

#include "core/light/lightclient.h"

#include <algorithm>

namespace ain::light {

using namespace Qt::StringLiterals;

Budget::Budget(const Clock &clock, Limits limits) : m_clock(clock), m_left(limits) { m_left.ms += clock.monotonicMs(); }

std::shared_ptr<Budget> Budget::partOf(std::shared_ptr<Budget> whole, qsizetype parts)
{
    const qint64 count = std::max<qsizetype>(parts, 1);
    Limits limits = whole->m_left;
    limits.ms = (limits.ms - whole->m_clock.monotonicMs()) / count;
    limits.bytes /= count;
    limits.calls /= count;
    auto part = std::make_shared<Budget>(whole->m_clock, limits);
    part->m_whole = std::move(whole);
    return part;
}

Result<> Budget::take()
{
    const auto spent = [](const QString &what) { return failure(errors::LightBudget, {{u"what"_s, what}}); };
    if (m_clock.monotonicMs() >= m_left.ms)
        return spent(u"time"_s);
    if (m_left.bytes <= 0)
        return spent(u"data"_s);
    if (m_left.calls <= 0)
        return spent(u"calls"_s);
    m_left.calls -= 1;
    return m_whole ? m_whole->take() : Result<>();
}

void Budget::received(qint64 bytes)
{
    m_left.bytes -= bytes;
    if (m_whole)
        m_whole->received(bytes);
}

} // namespace ain::light
