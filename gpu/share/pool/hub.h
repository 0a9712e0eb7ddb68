// The hub's books: which boxes are let in, its certificate, and the configuration of nats-server made of both. Files
// lie in one folder of mode 0700; who changes them holds a lock, so that `invite` may run beside `serve`.
#pragma once

#include "core/base/clock.h"
#include "gpu/share/pool/membership.h"

#include <QList>

namespace ain::pool {

inline constexpr qsizetype MaxBoxes = 64;

struct Box {
    QString name = {};
    QByteArray key = {}; ///< public text
    Role role = Role::Worker;
    qint64 createdMs = 0;
    friend bool operator==(const Box &, const Box &) = default;
};

/// Bounds of what the server keeps and takes.
struct HubLimits {
    qint64 fileBytes = 4LL * 1024 * 1024 * 1024;
    qint64 memoryBytes = 64LL * 1024 * 1024;
    int connections = 256;
    friend bool operator==(const HubLimits &, const HubLimits &) = default;
};

struct HubSettings {
    QString listen = QStringLiteral("127.0.0.1"); ///< address of an interface of this computer
    quint16 port = DefaultPort;
    HubLimits limits = {};
    friend bool operator==(const HubSettings &, const HubSettings &) = default;
};

/// Value type. Thread: any.
struct HubBook {
    HubSettings settings = {};
    QList<Box> boxes = {}; ///< the hub's own first
    friend bool operator==(const HubBook &, const HubBook &) = default;
};

/// One largest message: a picture comes in pieces of less (see natslink.h).
inline constexpr qsizetype MaxPayloadBytes = 1024 * 1024;

/// What nats-server reads: TLS, one user for each box with what it may publish and hear, the store bounded, no
/// monitoring. Pure. Errors: InvalidArgument (a path that can't be written there).
[[nodiscard]] Result<QByteArray> serverConfig(const HubBook &book, const QString &directory);

/// Thread: any; each call reads the files anew.
class Hub {
public:
    /// `directory`: of the whole pool; the hub's files go to "hub" in it.
    explicit Hub(QString directory) : m_directory(std::move(directory)) { }

    [[nodiscard]] bool exists() const;
    /// Makes certificate, the hub's own box (a member of its pool, saved beside) and the books, once; takes over
    /// `settings` each time. Errors: FileWrite, FileLocked, PoolName, PoolIsMember (of another pool), PoolFile.
    [[nodiscard]] Result<> open(const QString &box, const HubSettings &settings, const Clock &clock) const;
    /// Errors: PoolNotHub, PoolFile, FileRead.
    [[nodiscard]] Result<HubBook> book() const;
    /// A new box. Its key is in the result and is kept nowhere here. `host`: where others reach this computer. Errors:
    /// PoolName, PoolNameTaken, PoolFull, those of book() and open().
    [[nodiscard]] Result<Membership> invite(const QString &name, Role role, const QString &host,
                                            const Clock &clock) const;
    /// It is let in no more. Errors: PoolBoxUnknown, and those of invite().
    [[nodiscard]] Result<> remove(const QString &name) const;
    /// Writes the configuration from the books; false: it was so already. Errors: those of book(), FileWrite.
    [[nodiscard]] Result<bool> writeConfig() const;

    [[nodiscard]] QString configFile() const;
    [[nodiscard]] QString bookFile() const;
    [[nodiscard]] QString lockFile() const; ///< held by who serves
    [[nodiscard]] QString certificateFile() const;

private:
    [[nodiscard]] QString path(QStringView name) const;
    [[nodiscard]] Result<> write(const HubBook &book) const;

    QString m_directory;
};

} // namespace ain::pool
