// The window's view of the pool: the owner's own computers ("boxes") drawing together. Main thread; what is said here
// is known at once, what takes time comes with changed().
#pragma once

#include "core/base/secretbytes.h"
#include "core/base/task.h"
#include "core/recipe/generationrequest.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace ain::ui {

enum class PoolAbility {
    Whole,
    NoServer, ///< nats-server is not installed: it can join a pool and not serve one
    None, ///< this program was built without the pool
};

enum class PoolSeat {
    None, ///< in no pool
    Hub, ///< serves one, and is a box of it
    Guest, ///< a box of somebody else's
};

enum class PoolRole {
    Worker, ///< draws, and may ask for nothing
    Member, ///< asks too, and sees the others
};

enum class PoolServing {
    Off,
    Starting,
    Open,
    Restarting, ///< nats-server ended and is started again
    Elsewhere, ///< another program on this data directory serves it
    Failed, ///< see PoolState::serveError
};

enum class PoolWorking {
    Off,
    Connecting,
    Ready, ///< waits for jobs
    Drawing,
    Away, ///< the rules of sharing don't allow it now
    Ending, ///< hands back what it has
    NoStudio, ///< see PoolState::workError
};

struct PoolState {
    PoolAbility ability = PoolAbility::Whole;
    PoolSeat seat = PoolSeat::None;
    bool isLeaving = false;

    // As a box; empty without a seat.
    QString box = {};
    PoolRole role = PoolRole::Worker;
    QString address = {}; ///< "host:port" of the hub
    QString fingerprint = {}; ///< SHA-256 of the hub's certificate, 64 hex digits
    bool isConnected = false; ///< as last seen

    // As the hub.
    bool isHostWanted = false; ///< now, and when the program starts
    QString listen = {}; ///< address of this computer
    quint16 port = 4222;
    PoolServing serving = PoolServing::Off;
    std::optional<Error> serveError = {};

    // Drawing for the pool.
    bool isWorkWanted = false; ///< now, and when the program starts
    PoolWorking working = PoolWorking::Off;
    std::optional<Error> workError = {};
    qint64 done = 0; ///< pictures since it began to work
    qint64 handedBack = 0;

    // Asking.
    qint64 waiting = 0; ///< pictures that were asked for here and have not come yet
    qint64 arrived = 0; ///< into the gallery, since the program started
    std::optional<Error> askError = {}; ///< why the last one that failed did, or nothing comes now
};

enum class PoolBoxState { Unseen, Idle, Drawing, Away };

/// A computer of the pool: let in, or at work, or both.
struct PoolBox {
    QString name = {};
    bool isKnown = false; ///< stands in the hub's books; `role` and `createdMs` are known
    PoolRole role = PoolRole::Worker;
    qint64 createdMs = 0; ///< since 1970 UTC
    bool isHub = false; ///< the hub's own, which stays
    PoolBoxState state = PoolBoxState::Unseen; ///< all below only of one that was seen
    QString device = {};
    QStringList models = {};
    qint64 done = 0; ///< pictures since it began to work
    qint64 lastHour = 0;
    qint64 handedBack = 0;
    friend bool operator==(const PoolBox &, const PoolBox &) = default;
};

struct PoolFleet {
    QList<PoolBox> boxes = {}; ///< by name, the hub first
    bool isSeen = false; ///< the server told who works, and the figures below
    qint64 queued = 0; ///< jobs without a picture, those being drawn included
    qint64 results = 0; ///< of the last day
    qint64 lastHour = 0; ///< pictures of all boxes
    std::optional<Error> error = {}; ///< why nothing was seen, or the books can't be read
};

/// A secret: whoever has it is a box of the pool.
struct PoolInvitation {
    QString box = {};
    QString address = {}; ///< "host:port"
    QString fingerprint = {};
    SecretBytes text = {}; ///< one line of ASCII; kept nowhere else
};

class PoolBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual PoolState state() const = 0;
    [[nodiscard]] virtual PoolFleet fleet() const = 0;
    /// Somebody looks: connection and fleet are asked for every few seconds.
    virtual void setWatched(bool isWatched) = 0;

    /// Of this computer, where a pool could listen for others; loopback is not among them.
    [[nodiscard]] virtual QStringList addresses() const = 0;
    /// Makes the pool if there is none, and serves it there, now and after each start. Boxes that were invited to
    /// another address or port don't find it any more. Errors: PoolIsMember, InvalidArgument, FileWrite …
    [[nodiscard]] virtual Result<> host(const QString &listen, quint16 port) = 0;
    virtual void stopHosting() = 0;
    /// Errors: PoolName, PoolNameTaken, PoolFull, PoolNotHub …
    [[nodiscard]] virtual Result<PoolInvitation> invite(const QString &name, PoolRole role) = 0;
    /// A new file that nobody else may read. Errors: FileExists, FileWrite.
    [[nodiscard]] virtual Result<> saveInvitation(const SecretBytes &text, const QString &path) = 0;
    /// It is let in no more, at once. Errors: PoolBoxUnknown …
    [[nodiscard]] virtual Result<> removeBox(const QString &name) = 0;

    /// Errors: PoolIsMember, PoolInvite, FileWrite.
    [[nodiscard]] virtual Result<> join(const SecretBytes &invitation) = 0;
    /// The same from a file. Errors: FileRead too.
    [[nodiscard]] virtual Result<> joinFile(const QString &path) = 0;
    /// Out of the pool; the hub's pool is deleted with all that is in it.
    virtual Task<> leave() = 0;
    /// This computer draws for the pool while the rules of sharing allow it.
    virtual void setWorking(bool isWanted) = 0;

    /// Lets the boxes draw; the pictures come into the gallery, after a restart too. Ends when the pool has all jobs,
    /// with their number. Errors: PoolNotMember, PoolNobody, PoolModel, PoolUnreachable, ShareUnsupported …
    virtual Task<int> draw(QList<recipe::GenerationRequest> requests) = 0;
    virtual void forgetAskError() = 0;

Q_SIGNALS:
    void changed(); ///< any of it
};

} // namespace ain::ui
