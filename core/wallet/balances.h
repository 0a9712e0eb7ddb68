// Balances of accounts, asked for once and then kept fresh with every new block.
#pragma once

#include "core/wallet/accounts.h"

#include <QHash>

namespace ain::wallet {

/// Thread: the one it lives in.
class Balances : public QObject {
    Q_OBJECT
public:
    /// `light` null: by a gateway's word.
    Balances(Accounts &accounts, chain::ChainClient &client, light::LightClient *light, Clock &clock);

    Task<BalanceView> balance(QString accountId);

Q_SIGNALS:
    void changed(const QString &accountId, const ain::wallet::BalanceView &balance);

private:
    Task<> refresh();
    Task<QList<BalanceView>> look(QList<crypto::Address> addresses);
    Task<QList<BalanceView>> ask(QList<crypto::Address> addresses);

    Accounts &m_accounts;
    chain::ChainClient &m_client;
    light::LightClient *m_light;
    Clock &m_clock;
    QHash<QString, crypto::Address> m_watched;
    bool m_isRefreshing = false;
    bool m_again = false;
};

} // namespace ain::wallet
