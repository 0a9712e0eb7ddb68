// Stakes and rewards of the current account. Main thread. Every figure is a node's word.
#pragma once

#include "core/base/task.h"
#include "ui/backend/types.h"

#include <QObject>

namespace ain::ui {

struct StakePosition {
    QString app; ///< "consensus": as a validator
    bool appExists = false;
    Amount amount; ///< mine
    Amount total; ///< of everybody
    qint64 lockupMs = 0; ///< how long a stake made now is locked
    qint64 unlocksMs = 0; ///< taking back is possible from then on, the safety margin included; 0: never locked
    bool isLocked = false;
};

struct Rewards {
    Amount unclaimed;
    Amount cumulative; ///< everything ever earned
};

class StakingBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual Task<StakePosition> position(QString app) = 0;
    /// Where this account has a stake, as far as this program knows: validators, and apps it staked in from here.
    virtual Task<QList<StakePosition>> positions() = 0;
    virtual Task<Rewards> rewards() = 0;

    virtual Task<Preview> prepareStake(QString app, Amount amount) = 0;
    /// errors::WalletLockedUp until the lock-up and the margin are over.
    virtual Task<Preview> prepareUnstake(QString app, Amount amount) = 0;
    virtual Task<Preview> prepareClaim(Amount amount) = 0;
};

} // namespace ain::ui
