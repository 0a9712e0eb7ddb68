#include "gpu/share/job/replayguard.h"

#include <QCryptographicHash>

#include <cstdlib>

namespace ain::share {

using namespace Qt::StringLiterals;

void ReplayGuard::forget(qint64 nowMs)
{
    while (!m_entries.empty() && m_entries.front().untilMs < nowMs) {
        const Entry &oldest = m_entries.front();
        m_known.remove(oldest.digest);
        const auto count = m_bySender.find(oldest.sender);
        if (count != m_bySender.end() && --*count <= 0)
            m_bySender.erase(count);
        m_entries.pop_front();
    }
}

Result<> ReplayGuard::admit(const QString &sender, const QString &what, qint64 saidAtMs, qint64 nowMs)
{
    const qint64 apart = nowMs > saidAtMs ? nowMs - saidAtMs : saidAtMs - nowMs;
    if (apart > MaxSkewMs)
        return failure(errors::ShareStale, {{u"seconds"_s, apart / 1000}});
    forget(nowMs);
    const QByteArray digest = QCryptographicHash::hash((sender + u'\n' + what).toUtf8(), QCryptographicHash::Sha256);
    if (m_known.contains(digest))
        return failure(errors::ShareReplayed);
    if (m_known.size() >= MostOfAll || m_bySender.value(sender) >= MostOfOne)
        return failure(errors::ShareBusy);
    // What was said in our future stays admissible the longest; one bound for all keeps the line in order.
    m_entries.push_back({.untilMs = nowMs + 2 * MaxSkewMs, .digest = digest, .sender = sender});
    m_known.insert(digest);
    ++m_bySender[sender];
    return {};
}

} // namespace ain::share
