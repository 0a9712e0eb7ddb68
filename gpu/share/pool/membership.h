// What makes a computer a box of a pool: where the hub is, its certificate, and the box's own key. An invitation is all
// of it in one line of text:
//   ain-pool-1.<base64url of JSON {address, box, certificate, port, role}>.<seed of the key>
#pragma once

#include "gpu/share/pool/boxkey.h"

#include <QString>

#include <memory>
#include <optional>

namespace ain::pool {

inline constexpr quint16 DefaultPort = 4222;
inline constexpr qsizetype MaxInviteBytes = 16 * 1024;
inline constexpr qsizetype MaxBoxName = 32;

enum class Role {
    Worker, ///< draws; may ask for nothing
    Member, ///< asks too, and may look after the pool
};
[[nodiscard]] QString roleName(Role role); ///< "worker", "member"
[[nodiscard]] std::optional<Role> roleOf(QStringView name);

/// a-z, 0-9 and -, beginning with a letter or digit, at most MaxBoxName: it stands in subjects.
[[nodiscard]] bool isBoxName(QStringView name);
/// A host name or an address without port, as in a URL (no brackets).
[[nodiscard]] bool isHost(QStringView text);

struct Membership {
    QString box = {};
    Role role = Role::Worker;
    QString host = {};
    quint16 port = DefaultPort;
    QByteArray certificate = {}; ///< PEM; the only one that is trusted
    std::shared_ptr<const BoxKey> key = {};

    [[nodiscard]] QString address() const; ///< "host:port"
};

/// The one line, without an end of line.
[[nodiscard]] SecretBytes inviteText(const Membership &membership);
/// White space around it is passed over. Errors: PoolInvite; args: what.
[[nodiscard]] Result<Membership> membershipFromInvite(QByteArrayView text);

/// In `directory` (made with mode 0700): box.json, and box.seed with mode 0600. Thread: any.
[[nodiscard]] Result<> saveMembership(const QString &directory, const Membership &membership);
/// Errors: PoolNotMember, PoolFile, FileRead.
[[nodiscard]] Result<Membership> loadMembership(const QString &directory);
/// Errors: FileWrite. Nothing there is fine.
[[nodiscard]] Result<> forgetMembership(const QString &directory);

} // namespace ain::pool
