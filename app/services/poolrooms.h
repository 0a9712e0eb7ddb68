// This computer's part in a pool of its owner's computers, as a program with a window has it: it serves the pool, draws
// for it, asks it, and looks at it, each as the owner wishes, after a restart too.
#pragma once

#include "app/services/poolasking.h"
#include "app/services/poolbooks.h"
#include "app/services/poolwork.h"
#include "gpu/share/pool/hostedpool.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace ain::app {

/// Of the pool that this computer serves.
enum class PoolHosting {
    Off,
    Starting,
    Open,
    Restarting, ///< the server ended and is started again
    Elsewhere, ///< another program on this data directory serves it
    Failed, ///< see hostError()
};

/// Thread: main. Wishes stand in the settings ("pool"). `services` outlives it.
class PoolRooms : public QObject {
    Q_OBJECT
public:
    PoolRooms(Services &services, pool::LinkTimes times = windowTimes());
    ~PoolRooms() override;

    /// Shorter than the pool's own: closing the window waits for a connection that is being made.
    [[nodiscard]] static pool::LinkTimes windowTimes();

    /// From now on all is done that is wished. `studio`: whether the studio could be opened; without it nothing is
    /// drawn and asked for.
    void start(Result<> studio);

    [[nodiscard]] const PoolBooks &books() const { return m_books; }
    /// None: in no pool. Kept from the last change here; see readAgain().
    [[nodiscard]] const std::optional<pool::Membership> &membership() const { return m_membership; }
    [[nodiscard]] bool isHub() const { return m_books.hub().exists(); }
    /// The files may have been changed by another program.
    void readAgain();

    // Serving.

    /// Makes the pool if there is none, and serves it where these say, now and after each start. Errors: those of
    /// Hub::open().
    [[nodiscard]] Result<> host(const pool::HubSettings &settings);
    void stopHosting();
    [[nodiscard]] bool wantsHosting() const;
    [[nodiscard]] PoolHosting hosting() const;
    [[nodiscard]] const std::optional<Error> &hostError() const { return m_hostError; }

    // Being a box.

    /// Errors: those of PoolBooks::join().
    [[nodiscard]] Result<> join(QByteArrayView invitation);
    /// Stops all; the pool that this computer serves is deleted with everything in it. Errors: those of
    /// PoolBooks::leave() and dissolve().
    Task<> leave();
    void setWorking(bool isWanted);
    [[nodiscard]] bool wantsWork() const;
    /// None: it does not work (yet, or any more).
    [[nodiscard]] const pool::PoolWorker *worker() const { return m_work ? &m_work->worker() : nullptr; }
    [[nodiscard]] bool isEndingWork() const { return m_isEndingWork; }
    /// Why it can't work and ask; empty: it can.
    [[nodiscard]] const std::optional<Error> &studioError() const { return m_studioError; }

    // Looking.

    /// Somebody looks: connection and fleet are asked for every two seconds.
    void setWatched(bool isWatched);
    [[nodiscard]] bool isConnected() const { return m_client && m_client->isConnected(); }
    /// As last seen; none: not yet, or not for this box.
    [[nodiscard]] const std::optional<pool::Fleet> &fleet() const { return m_fleet; }
    [[nodiscard]] const std::optional<Error> &lookError() const { return m_lookError; }

    // Asking.

    /// Into the gallery. Errors: PoolNotMember, PoolRefused (a box that only draws), those of PoolAsking::draw() and of
    /// opening the studio.
    Task<int> draw(QList<recipe::GenerationRequest> requests);
    [[nodiscard]] const PoolAsking *asking() const { return m_asking.get(); }
    void forgetFailure();

Q_SIGNALS:
    void changed();

private:
    struct Wishes {
        bool hosts = false;
        bool works = false;
    };
    [[nodiscard]] Wishes wishes() const;
    void wish(const Wishes &wishes);
    void followHost();
    void startHost();
    void stopServer();
    void hostFailed(const Error &error);
    void reopen();
    void close();
    void followWork();
    Task<> endWork();
    Task<> untilServerEnded();
    Task<> retire(std::shared_ptr<pool::PoolClient> client);
    Task<> look();
    [[nodiscard]] bool isWorthALook() const;

    Services &m_services;
    PoolBooks m_books;
    pool::LinkTimes m_times;
    std::optional<pool::Membership> m_membership;
    std::unique_ptr<pool::HostedPool> m_hosted;
    PoolHosting m_hosting = PoolHosting::Off;
    std::optional<Error> m_hostError;
    QTimer m_again; ///< to serve
    std::shared_ptr<pool::PoolClient> m_client;
    std::unique_ptr<PoolWork> m_work;
    std::unique_ptr<PoolAsking> m_asking;
    std::optional<Error> m_studioError;
    QTimer m_watch;
    std::optional<pool::Fleet> m_fleet;
    std::optional<Error> m_lookError;
    quint64 m_run = 0; ///< grows with every other connection
    bool m_isStarted = false;
    bool m_isLeaving = false;
    bool m_isEndingWork = false;
    bool m_isLooking = false;
};

} // namespace ain::app
