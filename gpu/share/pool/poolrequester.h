// Who asks the pool for pictures: jobs go out once, pictures come back once, also when a program or the server dies in
// between.
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"
#include "core/recipe/generationrequest.h"
#include "gpu/share/pool/pause.h"
#include "gpu/share/pool/poolclient.h"

#include <QHash>
#include <QSet>

namespace ain::pool {

/// What a request becomes for a model of the pool. `requester` and `kx` in it are of a key that is thrown away: in a
/// pool the server's keys say who asks. Errors: PoolModel (another model than offered), ShareUnsupported ("inputs"),
/// those of share::specOf(). Thread: any.
[[nodiscard]] Result<share::JobSpec> specFor(const recipe::GenerationRequest &request, const Offer &offer, qint64 nowMs,
                                             Rng &rng);

/// A picture, or why there is none.
struct Collected {
    PoolResult result = {};
    QByteArray png = {};
    std::optional<Error> error = {};
    bool isOwn = false; ///< submitted through this object; else by an earlier run
};

/// One for a box at a time: results of a box come to whoever collects for it. Thread: main. `client` and `clock`
/// outlive it.
class PoolRequester : public QObject {
    Q_OBJECT
public:
    PoolRequester(PoolClient &client, int pollMs = 500);
    ~PoolRequester() override;

    /// Results arrive from now on, those for earlier runs too.
    void start();
    /// Nothing arrives any more, and what could not be submitted yet is not.
    void stop();
    /// Ends when the server has it on disk; it tries until then. False: the server had it already. Errors: those of the
    /// link but PoolUnreachable; Cancelled (stop()).
    Task<bool> submit(share::JobSpec spec, Priority priority = Priority::Normal);
    /// The picture is in safe hands; else it arrives again, some seconds later or in the next run.
    Task<> settle(QString job);
    /// Compares what is open here with what the server has, and submits again what it lost. Ends with how many.
    Task<int> recover();

    [[nodiscard]] qsizetype open() const { return m_open.size(); }
    [[nodiscard]] const std::optional<Error> &trouble() const { return m_trouble; }

Q_SIGNALS:
    /// Once for each job.
    void arrived(const ain::pool::Collected &collected);
    void troubleChanged();

private:
    struct Open {
        share::JobSpec spec = {};
        Priority priority = Priority::Normal;
        int publications = 0;
    };
    struct Unsettled {
        QByteArray ack = {}; ///< where to say so
        QList<quint64> parts = {};
    };
    Task<> run();
    Task<> take(Arrival arrival);
    void setTrouble(std::optional<Error> trouble);

    PoolClient &m_client;
    int m_pollMs;
    Pause m_pause;
    QHash<QString, Open> m_open; ///< without a result, by job
    QHash<QString, Unsettled> m_unsettled; ///< by job
    QSet<QString> m_settled;
    std::optional<Error> m_trouble;
    bool m_isRunning = false;
    bool m_isStopped = false;
};

} // namespace ain::pool
