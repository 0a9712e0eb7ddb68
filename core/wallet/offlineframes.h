// A request or a signature as a series of QR codes (docs/formats.md, "Signing on another device"). Every frame is
// upper-case text of the QR alphanumeric set: "AINQ1/ID/INDEX/COUNT/DATA".
#pragma once

#include "core/wallet/offlinefiles.h"

#include <QHash>
#include <QStringList>

namespace ain::wallet {

inline constexpr qsizetype OfflineFrameBytes = 160; ///< of content in one frame: a code of about 61 × 61
inline constexpr int MaxOfflineFrames = 100;

/// Errors: OfflineTooLong when it would take more than MaxOfflineFrames.
[[nodiscard]] Result<QStringList> offlineFrames(const QByteArray &content);

/// Puts frames together again, in any order. Holds at most MaxOfflineFrames frames of one series.
class OfflineFrameCollector {
public:
    /// A frame that is known already changes nothing; one of another series begins anew. Errors: OfflineFrame.
    [[nodiscard]] Result<> add(const QString &text);
    void clear();
    [[nodiscard]] int count() const { return int(m_parts.size()); }
    [[nodiscard]] int total() const { return m_total; } ///< 0: nothing yet
    [[nodiscard]] bool isComplete() const { return m_total > 0 && count() == m_total; }
    /// 1-based numbers of those that are missing.
    [[nodiscard]] QList<int> missing() const;
    /// When complete: the content, checked against the series' id. Errors: OfflineFrame.
    [[nodiscard]] Result<QByteArray> content() const;

private:
    QString m_id;
    int m_total = 0;
    QHash<int, QByteArray> m_parts;
};

} // namespace ain::wallet
