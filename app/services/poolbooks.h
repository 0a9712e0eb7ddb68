// The files of this computer's pool: whether it serves one or is a box of one, who is let in, invitations.
#pragma once

#include "core/base/clock.h"
#include "core/base/secretbytes.h"
#include "gpu/share/pool/hub.h"

#include <QStringList>

namespace ain::app {

/// What the hub's own box is called.
inline constexpr QStringView HubBox = u"hub";

/// Thread: any; each call reads the files anew.
class PoolBooks {
public:
    explicit PoolBooks(const QString &dataDirectory);

    [[nodiscard]] const QString &directory() const { return m_directory; }
    [[nodiscard]] pool::Hub hub() const { return pool::Hub(m_directory); }
    /// Errors: PoolNotMember, those of pool::loadMembership().
    [[nodiscard]] Result<pool::Membership> membership() const { return pool::loadMembership(m_directory); }
    /// Held by who asks the pool from this data directory: results come to a box, and two would take each other's.
    [[nodiscard]] QString askingLock() const { return m_directory + QStringLiteral("/asking.lock"); }
    /// What was asked for and has not come yet.
    [[nodiscard]] QString askedFile() const { return m_directory + QStringLiteral("/asked.json"); }
    /// Another program or this one serves the pool.
    [[nodiscard]] bool isServing() const;

    /// White space around it is passed over. Errors: PoolIsMember, PoolInvite, FileWrite.
    [[nodiscard]] Result<pool::Membership> join(QByteArrayView invitation) const;
    /// Gives the name that this computer had there. Errors: PoolNotMember, PoolIsMember (it is its own pool: there is
    /// nothing to leave), FileWrite.
    [[nodiscard]] Result<QString> leave() const;
    /// The pool that this computer served is no more; nobody may be serving it. Errors: FileLocked, FileWrite.
    [[nodiscard]] Result<> dissolve() const;
    /// Where others reach this computer: where the pool listens, or when it listens everywhere, ownAddresses()' first.
    /// Errors: those of Hub::book().
    [[nodiscard]] Result<QString> reachedAt() const;

    /// Of this computer, not loopback and not of a link alone: IPv4 first.
    [[nodiscard]] static QStringList ownAddresses();
    /// An invitation as a file of mode 0600 that was not there. Errors: FileExists, FileWrite.
    [[nodiscard]] static Result<> saveInvitation(const SecretBytes &invitation, const QString &path);
    /// Straight into locked memory, at most pool::MaxInviteBytes. Errors: FileRead, PoolInvite.
    [[nodiscard]] static Result<SecretBytes> readInvitation(const QString &path);

private:
    QString m_directory;
};

} // namespace ain::app
