// Asking the pool for pictures that come into the gallery: what is waited for is kept in a file, so that pictures are
// taken in by a later run too.
#pragma once

#include "app/services/poolbooks.h"
#include "app/services/services.h"
#include "core/base/filelock.h"
#include "gpu/share/pool/poolrequester.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <optional>

namespace ain::app {

/// Thread: main. `services` and `client` outlive it.
class PoolAsking : public QObject {
    Q_OBJECT
public:
    PoolAsking(Services &services, pool::PoolClient &client, const PoolBooks &books);
    ~PoolAsking() override;

    /// Takes in what earlier runs asked for, if they did. The gallery is open.
    void resume();
    /// Ends when the pool has them all on disk, with their number; the pictures come into the gallery by themselves.
    /// Errors: FileLocked (a terminal asks at the same time), those of specsOf() and of the link.
    Task<int> draw(QList<recipe::GenerationRequest> requests);
    /// Pictures that were asked for here and are not there yet.
    [[nodiscard]] qsizetype waiting() const { return m_waiting.size(); }
    [[nodiscard]] int arrived() const { return m_arrived; } ///< since this object was made
    /// Why the last picture that was not drawn or kept was not; empty: none.
    [[nodiscard]] const std::optional<Error> &lastFailure() const { return m_failure; }
    void forgetFailure();
    /// Why nothing comes now: of the net. Empty: it does.
    [[nodiscard]] std::optional<Error> trouble() const;

    static constexpr qint64 KeptMs = 24LL * 3600 * 1000; ///< the pool forgets jobs and pictures after this time

Q_SIGNALS:
    void changed();
    void drawn(qint64 picture); ///< id in the gallery

private:
    [[nodiscard]] Result<> listen();
    void rest();
    void read();
    [[nodiscard]] Result<> write() const;
    void done(const QString &job);
    void fail(const Error &error);
    Task<QStringList> submitAll(QList<share::JobSpec> specs);
    Task<> take(pool::Collected collected);
    Task<qint64> keep(pool::Collected collected);
    void recover();

    Services &m_services;
    pool::PoolClient &m_client;
    PoolBooks m_books;
    std::optional<FileLock> m_lock;
    std::unique_ptr<pool::PoolRequester> m_requester; ///< while something is waited for
    QHash<QString, qint64> m_waiting; ///< job, and when it was asked for (ms since 1970 UTC)
    QTimer m_minute;
    int m_orders = 0; ///< that are being submitted
    int m_taking = 0;
    int m_arrived = 0;
    std::optional<Error> m_failure;
};

} // namespace ain::app
