// What is kept about nodes of AI Network: whom this program knows, and what was drawn for whom today.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "gpu/share/peer/peerlist.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <functional>

namespace ain::app {

/// `peers/peers.json` of a data directory: at most share::PeersMost nodes. Programs that run at the same time add to
/// each other's list. A damaged file is set aside as "peers.json.damaged": nodes can be learned anew. Thread: main.
class PeerBook {
public:
    static constexpr qint64 BytesMost = 8 * 1024 * 1024;

    explicit PeerBook(const QString &dataDirectory);

    /// Errors: FileRead.
    [[nodiscard]] Result<QList<share::Peer>> all() const;
    /// What is written down, changed and written again in one step. Errors: FileLocked (another program does that at
    /// this moment), FileRead, FileWrite.
    [[nodiscard]] Result<> change(const std::function<void(share::PeerList &)> &change) const;
    /// Brings `list`, which a running node keeps, and the file together: what others added or forgot since the last
    /// call is added to the list or forgotten there, and what the node learned is written. Errors: as change().
    [[nodiscard]] Result<> join(share::PeerList &list);

private:
    [[nodiscard]] Result<> write(const share::PeerList &list) const;

    QString m_directory;
    QString m_file;
    QSet<QString> m_joined; ///< endpoints that list and file had in common
};

/// Pictures of this day (UTC) by the node that asked, in `peers/usage.json`. Thread: main.
class PeerUsage {
public:
    static constexpr qsizetype CallersMost = 2'000; ///< a day; more strangers than that have to wait

    PeerUsage(const QString &dataDirectory, const Clock &clock);

    /// Counts one, unless this node has had `perDay` or there is no room for one more stranger.
    [[nodiscard]] bool admit(const QString &caller, int perDay);
    void giveBack(const QString &caller); ///< it was not drawn
    [[nodiscard]] int today() const; ///< of all
    /// Errors: FileWrite.
    [[nodiscard]] Result<> save() const;

private:
    [[nodiscard]] qint64 day() const;
    void read();
    void turn();

    QString m_directory;
    const Clock &m_clock;
    qint64 m_day = 0;
    QHash<QString, int> m_pictures;
};

} // namespace ain::app
