// The half of signing on another device that is online: requests that went out and wait for their signature. Kept in
// the vault, kind "offline" (docs/formats.md), so that only what was built here is ever sent.
#pragma once

#include "core/wallet/offlinefiles.h"
#include "core/wallet/sender.h"

namespace ain::wallet {

/// A request that waits.
struct OfflineWaiting {
    OfflineRequest request;
    QString memo;
    QList<Fact> facts; ///< of the draft it was made from
};

inline const QString OfflineRecordKind = QStringLiteral("offline");

/// Thread: the one it lives in.
class OfflineDesk : public QObject {
    Q_OBJECT
public:
    OfflineDesk(vault::Vault &vault, chain::ChainClient &client, Sender &sender, Clock &clock)
        : m_vault(vault), m_client(client), m_sender(sender), m_clock(clock)
    {
    }

    Task<OfflineRequest> request(QString draftId, QString memo);
    Task<QList<OfflineWaiting>> waiting();
    Task<> forget(QString hash);
    Task<Draft> bring(OfflineSignature signature);

private:
    vault::Vault &m_vault;
    chain::ChainClient &m_client;
    Sender &m_sender;
    Clock &m_clock;
};

} // namespace ain::wallet
