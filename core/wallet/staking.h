// What an account has staked, until when it is locked, and what rewards wait for it.
#pragma once

#include "core/wallet/wallet.h"

namespace ain::wallet {

/// Every executing node compares the end of a lock-up with its own clock, so nothing is taken back before this much
/// later (chain.md 5): a block that some nodes accept and others refuse is worse than waiting.
inline constexpr qint64 UnstakeMarginMs = 120'000;
/// The "app" of validator stakes.
inline const QString ConsensusApp = QStringLiteral("consensus");

/// One account's stake in one app. A node's word, like every number of this room.
struct StakeView {
    QString app;
    bool appExists = false; ///< somebody created this app
    Amount amount; ///< mine, and what can be taken back
    Amount total; ///< of everybody
    qint64 lockupMs = 0; ///< how long a stake made now is locked, by the app's settings
    qint64 expiresMs = 0; ///< end of my lock-up, ms since 1970; 0: there is none
    qint64 unlocksMs = 0; ///< when unstaking is allowed here: expiresMs and the margin; 0: at once
    bool isLocked = false; ///< unlocksMs is still to come
};

struct RewardView {
    Amount unclaimed; ///< rounded down to what can be claimed
    Amount cumulative; ///< everything ever earned
};

/// Now, as the chain will see it: the practice network's time may be moved ahead of the device's.
[[nodiscard]] qint64 chainNowMs(const chain::ChainClient &client, const Clock &clock);
/// Apps this account staked in by its own transactions, newest first. The chain keeps no list of them.
[[nodiscard]] QStringList stakedApps(const QList<TxRecord> &records, const QString &accountId);

/// Thread: the one it lives in. Operations are made with core/chain/operations and Wallet::prepare(), which refuses
/// locked stakes again (errors::WalletLockedUp).
class Staking : public QObject {
    Q_OBJECT
public:
    Staking(chain::ChainClient &client, const Clock &clock) : m_client(client), m_clock(clock) { }

    /// `key` tells several stakes of one account in one app apart. Errors: OperationName, OperationLabel, those of
    /// ChainClient.
    Task<StakeView> stake(QString app, crypto::Address me, QString key = QStringLiteral("0"));
    /// In the order of `apps`, stake key "0".
    Task<QList<StakeView>> stakes(QStringList apps, crypto::Address me);
    /// Of a validator; zero for everybody else.
    Task<RewardView> rewards(crypto::Address me);

private:
    chain::ChainClient &m_client;
    const Clock &m_clock;
};

} // namespace ain::wallet
