// The pool that this computer serves: the server, its streams, and what keeps the two lists of jobs and results honest.
#pragma once

#include "core/base/clock.h"
#include "gpu/share/pool/poolclient.h"
#include "gpu/share/pool/poolserver.h"

#include <QTimer>

#include <optional>

namespace ain::pool {

/// Thread: main. `clock` and `rng` outlive it.
class HostedPool : public QObject {
    Q_OBJECT
public:
    /// `directory`: of the pool (Hub).
    HostedPool(QString directory, const Clock &clock, Rng &rng);
    ~HostedPool() override;

    /// ready() or failed() follows. Errors: those of Hub::open() and PoolServer::start().
    [[nodiscard]] Result<> start(const QString &box, const HubSettings &settings);
    void stop();

    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] const PoolServer &server() const { return m_server; }
    /// What stopped the last look after the streams; empty: nothing.
    [[nodiscard]] const std::optional<Error> &trouble() const { return m_trouble; }

    static constexpr int ReconcileMs = 3'600'000;

Q_SIGNALS:
    void ready(); ///< boxes can work; again after the server came back
    void lost(int waitMs); ///< the server ended, and is started again after so long
    void failed(ain::Error error); ///< it is not
    /// Jobs that had a result were deleted, and forgotten ones put back.
    void reconciled(qint64 deleted, qint64 republished);

private:
    void onReady();
    Task<> prepare();
    Task<> reconcile();

    QString m_directory;
    const Clock &m_clock;
    PoolServer m_server;
    std::unique_ptr<PoolClient> m_client;
    QTimer m_hourly;
    std::optional<Error> m_trouble;
    bool m_isReady = false;
    bool m_isPreparing = false;
};

} // namespace ain::pool
