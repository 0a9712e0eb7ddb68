// Keeps messages from being heard twice, or at another time than they were said. Thread: one at a time.
#pragma once

#include "core/base/result.h"
#include "gpu/share/job/errors.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <deque>

namespace ain::share {

inline constexpr qint64 MaxSkewMs = 5 * 60 * 1000; ///< of another computer's clock

/// Remembers what it admitted for as long as it could be admitted again; bounded, and closed when full.
class ReplayGuard {
public:
    static constexpr qsizetype MostOfAll = 50'000;
    static constexpr qsizetype MostOfOne = 2'000; ///< per sender within the time that counts

    /// `what` is the text that was signed, which says kind, job, time and body; call it after the signature was
    /// verified. Errors: ShareStale, ShareReplayed, ShareBusy.
    [[nodiscard]] Result<> admit(const QString &sender, const QString &what, qint64 saidAtMs, qint64 nowMs);
    [[nodiscard]] qsizetype remembered() const { return m_known.size(); }

private:
    struct Entry {
        qint64 untilMs = 0;
        QByteArray digest;
        QString sender;
    };
    void forget(qint64 nowMs);

    std::deque<Entry> m_entries; ///< by the time they were admitted
    QSet<QByteArray> m_known;
    QHash<QString, qsizetype> m_bySender;
};

} // namespace ain::share
