// The window's view of offering one's GPU on the chain: what it takes, and what of it is done. Main thread. Every
// figure is a node's word.
#pragma once

#include "core/base/task.h"
#include "ui/backend/types.h"

#include <QObject>

namespace ain::ui {

struct Enlistment {
    QString account; ///< address of who offers; the one that paid work is for
    bool hasApp = false; ///< the network has the app in which GPUs are offered
    Amount needed; ///< least stake of whoever offers
    Amount staked;
    bool isListed = false;
    Amount price; ///< listed: least, for a megapixel-step
    QString endpoint; ///< listed; empty: none
};

class EnlistBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual Task<Enlistment> enlistment() = 0;

    /// Sets the app up on a network that lacks it.
    virtual Task<Preview> prepareApp() = 0;
    /// What is missing of the stake.
    virtual Task<Preview> prepareStake() = 0;
    /// Lists, or lists anew. Errors: errors::ShareNotStaked.
    virtual Task<Preview> prepareListing(Amount price, QString endpoint) = 0;
    virtual Task<Preview> prepareLeave() = 0;
};

} // namespace ain::ui
