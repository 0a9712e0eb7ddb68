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
    /// Before anything is signed that is worked out from a gateway's word. errors::WalletNodesDisagree when what that
    /// word says of the account contradicts what the validators signed, or an alarm stands. Where nothing can be
    /// compared there is nothing to refuse.
    Task<> checkUncontradicted(QString accountId);

Q_SIGNALS:
    void changed(const QString &accountId, const ain::wallet::BalanceView &balance);

private:
    Task<> refresh();
    Task<QList<BalanceView>> look(QList<crypto::Address> addresses);
    /// What a gateway says; empty: there is no such account.
    using Word = light::Claimed<std::optional<Amount>>;
    [[nodiscard]] BalanceView viewOf(const Word &word) const;
    Task<QList<Word>> ask(QList<crypto::Address> addresses);

    Accounts &m_accounts;
    chain::ChainClient &m_client;
    light::LightClient *m_light;
    Clock &m_clock;
    QHash<QString, crypto::Address> m_watched;
    bool m_isRefreshing = false;
    bool m_again = false;
};

} // namespace ain::wallet
