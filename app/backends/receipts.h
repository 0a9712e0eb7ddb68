#pragma once

#include "app/services/services.h"
#include "ui/backend/types.h"

#include <QHash>

namespace ain::app {

/// Proves that final transactions of mine are in their blocks: the newest ones unasked, one after another, older ones
/// on demand; each once, kept in memory while the network is open.
class Receipts final : public QObject {
    Q_OBJECT
public:
    explicit Receipts(Services &services);

    [[nodiscard]] ui::ProofState of(const QString &hash) const { return m_entries.value(hash).state; }
    /// All records of the network, newest first.
    void follow(const QList<wallet::TxRecord> &records);
    /// Final ones that were found in blocks (hash, block), newest first: shown and proven like those.
    void followFound(const QList<std::pair<QString, qint64>> &found);
    /// errors::NotFound for a hash that follow() was not told of or that is not final.
    Task<ui::ProofState> prove(QString hash);

Q_SIGNALS:
    void changed();

private:
    struct Entry {
        ui::ProofState state;
        qint64 block = -1;
        int attempts = 0;
    };
    void clear();
    void startWork();
    Task<> work();

    Services &m_services;
    QHash<QString, Entry> m_entries;
    QStringList m_newest;
    QStringList m_found; ///< the newest of followFound()
    bool m_isWorking = false;
    int m_generation = 0;
};

} // namespace ain::app
