// The app on chain that sharing is settled by: its paths, its rules, and how to tell it from another app of its name.
//
//   /apps/APP/providers/ADDRESS       who offers work, for as long as enough AIN is staked in the app
//   /apps/APP/sessions/SESSION        what a requester and a provider agreed on; written once by the requester
//   /apps/APP/settles/SESSION/SEQ     one paid tab; written once by the requester's signature, until the session ends
//   /apps/APP/batches/ADDRESS/ID      how much a provider served, for statistics
//
// Nobody may write anything else, and the rules have no owner: what they allow can't be changed by anybody, not even
// by who installed them. Expired records may be deleted by anybody after a while, so that the app keeps its state
// budget.
#pragma once

#include "core/base/amount.h"
#include "core/crypto/address.h"
#include "core/json/value.h"
#include "gpu/share/market/errors.h"

#include <QString>

namespace ain::market {

struct AppDefinition {
    QString name = QStringLiteral("ain_gpu");
    Amount minStake = Amount::fromMicro(100 * Amount::MicroPerAin); ///< of a provider
    qint64 stakeLockupMs = 7LL * 24 * 3600 * 1000; ///< how long a provider's stake is locked

    static constexpr qint64 KeepMs = 7LL * 24 * 3600 * 1000; ///< after a session's end its records stay this long
    static constexpr qint64 KeepBatchMs = 30LL * 24 * 3600 * 1000;
    static constexpr qint64 MaxSessionMs = 90LL * 24 * 3600 * 1000;

    [[nodiscard]] QString root() const; ///< "/apps/NAME"
    [[nodiscard]] QString providerPath(const crypto::Address &provider) const;
    [[nodiscard]] QString sessionPath(const QString &sessionId) const;
    [[nodiscard]] QString settlePath(const QString &sessionId, int seq) const;
    [[nodiscard]] QString batchPath(const crypto::Address &provider, const QString &id) const;
    [[nodiscard]] QString stakePath(const crypto::Address &provider) const; ///< of the staked balance

    /// The rule tree at root().
    [[nodiscard]] json::Value rules() const;
    /// The owner tree at root() after the installation.
    [[nodiscard]] json::Value owners() const;
    /// Creates the app, gives it its rules and takes everybody's right to change them, in one transaction.
    /// Errors: OperationName, OperationLabel.
    [[nodiscard]] Result<json::Value> installOperation(const crypto::Address &creator, qint64 recordId) const;
    /// What a node says stands at root(): exactly these rules, no owner, nothing triggered. Errors: ShareAppMissing,
    /// ShareAppDiffers.
    [[nodiscard]] Result<> checkInstalled(const json::Value &ruleTree, const json::Value &ownerTree,
                                          const json::Value &functionTree) const;
};

} // namespace ain::market
