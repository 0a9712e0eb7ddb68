// Balances of accounts, asked for once and then kept fresh with every new block.
#pragma once

#include "core/wallet/accounts.h"

#include <QHash>

namespace ain::wallet {

/// Thread: the one it lives in.
class Balances : public QObject {
    Q_OBJECT
public:
    Balances(Accounts &accounts, chain::ChainClient &client, Clock &clock);

    Task<BalanceView> balance(QString accountId);

Q_SIGNALS:
    void changed(const QString &accountId, const ain::wallet::BalanceView &balance);

private:
    Task<> refresh();

    Accounts &m_accounts;
    chain::ChainClient &m_client;
    Clock &m_clock;
    QHash<QString, crypto::Address> m_watched;
    bool m_isRefreshing = false;
};

} // namespace ain::wallet
