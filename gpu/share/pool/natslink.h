// One connection to the pool's server through libnats. Every call waits for the server, so this lives in a thread of
// its own behind PoolClient. Private to the room.
#pragma once

#include "gpu/share/pool/membership.h"
#include "gpu/share/pool/messages.h"

#include <QSet>

#include <functional>
#include <memory>
#include <optional>

namespace ain::pool {

/// Called in threads of libnats, never after the link is gone.
struct LinkEvents {
    std::function<void(bool isConnected)> onState = {};
    std::function<void()> onClosed = {}; ///< for good: refused, or closed here
    std::function<void()> onWake = {}; ///< there is something to fetch
};

struct LinkTimes {
    int connectMs = 10'000; ///< until a server that does not greet counts as absent
    int requestMs = 3000; ///< until an answer counts as lost
    int reconnectMs = 250;
    int leaseMs = 10'000; ///< a box that says nothing for so long has lost its job
    int resultLeaseMs = 5000; ///< a result that was not settled for so long comes again
    qint64 capsMs = 10'000; ///< what a box said of itself is forgotten after
};

struct StoreLimits {
    qint64 jobs = 10'000;
    qint64 results = 100'000;
    qint64 jobBytes = 128LL * 1024 * 1024;
    qint64 resultBytes = 256LL * 1024 * 1024;
    qint64 pictureBytes = 3LL * 1024 * 1024 * 1024;
    qint64 keptMs = 24LL * 3600 * 1000;
};

/// A result with its picture, checked against its hash.
struct Arrival {
    QByteArray ack = {};
    PoolResult result = {};
    QByteArray png = {};
    QList<quint64> parts = {}; ///< where the server has its pieces
    std::optional<Error> error = {}; ///< why there is no picture
};

struct FleetBox {
    BoxCaps caps = {};
    qint64 ageMs = 0; ///< since it said so, by the server's and this computer's clock
};
struct Fleet {
    QList<FleetBox> boxes = {}; ///< by name
    qint64 queued = 0; ///< jobs without a result, those being drawn included
    qint64 results = 0; ///< of the last StoreLimits::keptMs
};

struct Reconciled {
    qint64 deleted = 0; ///< jobs that had a result already
    qint64 republished = 0; ///< jobs that the server had forgotten to hand out
    QSet<QString> waiting = {}; ///< ids
    QSet<QString> done = {};
};

class NatsLink {
public:
    NatsLink(Membership membership, LinkTimes times, LinkEvents events);
    ~NatsLink();
    Q_DISABLE_COPY_MOVE(NatsLink)

    /// Does nothing when it is open. Comes back by itself after that, until onClosed. Errors: PoolUnreachable,
    /// PoolRefused, PoolStranger.
    [[nodiscard]] Result<> open();
    void close();

    // Members only. All errors: those of open().
    [[nodiscard]] Result<> prepare(const StoreLimits &limits);
    /// True: the server has it already.
    [[nodiscard]] Result<bool> submit(const share::JobSpec &spec, Priority priority, int publication);
    /// The oldest result for this box; none: there is none. Errors: PoolMessage too (and the message is gone).
    [[nodiscard]] Result<std::optional<Arrival>> collect();
    /// It is in safe hands: never comes again, its picture is deleted there.
    [[nodiscard]] Result<> settle(const QByteArray &ack, const QList<quint64> &parts);
    [[nodiscard]] Result<Fleet> fleet();
    /// JOBS against RESULTS.
    [[nodiscard]] Result<Reconciled> reconcile();

    // Every box.
    /// Wakes when there are jobs for one of these models.
    [[nodiscard]] Result<> listen(const QStringList &tokens);
    /// The first job of these lanes, in their order. Errors: PoolMessage too (what can't be is taken out of the queue).
    [[nodiscard]] Result<std::optional<Delivery>> pull(const QStringList &lanes);
    [[nodiscard]] Result<> inProgress(const QByteArray &ack);
    /// Ends when the server has it. `delayMs`: not to be handed out before.
    [[nodiscard]] Result<> handBack(const Delivery &delivery, int delayMs);
    /// Picture, result, end of the lease, in this order; again after an error changes nothing. True: another result of
    /// this job was first.
    [[nodiscard]] Result<bool> deliver(const Delivery &delivery, const PoolResult &result, const QByteArray &png);
    [[nodiscard]] Result<> announce(const BoxCaps &caps);
    [[nodiscard]] Result<> withdraw();

private:
    struct Nats;
    [[nodiscard]] Result<> openLane(const QString &token, Priority priority);
    [[nodiscard]] Result<> openResults();
    [[nodiscard]] Result<> wake(const QString &subject);
    [[nodiscard]] Result<> takeParts(Arrival &arrival);

    Membership m_membership;
    LinkTimes m_times;
    std::unique_ptr<Nats> m_nats;
    QSet<QString> m_lanes; ///< made by this link
    QSet<QString> m_seenLanes; ///< that are there
    bool m_hasResults = false;
    int m_generation = 0; ///< of the connection that these are true of
};

} // namespace ain::pool
