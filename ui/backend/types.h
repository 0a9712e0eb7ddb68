// Values that cross between the pages and whatever serves them. Plain data, in the types of core/base and the proofs of
// core/light; no sentences except where said. Money is Amount, times are milliseconds since 1970 UTC (0: unknown),
// block numbers are -1 when unknown, addresses are checksummed "0x" + 40 digits.
#pragma once

#include "core/base/amount.h"
#include "core/base/error.h"
#include "core/light/bundle.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace ain::ui {

/// How far a fact shown on screen can be trusted, and what can be told about it. Nothing but the mark says that
/// something is proven, and a mark that does is only made from a light::Proven.
struct ProofState {
    light::ProofMark mark; ///< made without anything: not proven
    bool isChecking = false; ///< a proof is being asked for; with a mark that is not proven
    qint64 seenAtMs = 0; ///< when the fact was read
    light::Claimed<qint64> claimedBlock{-1, {}, 0}; ///< of a fact that is not proven: the block that the node named
    std::optional<Error> why; ///< why it is no better
    std::shared_ptr<const light::ProofBundle> bundle; ///< what to carry away; of the last proof, if contradicted

    [[nodiscard]] light::Standing standing() const { return mark.standing(); }
};

/// The way of a transaction (chain.md 11), as nodes tell it. Whether its end is proven stands in a ProofState.
enum class Stage { Prepared, Signed, Accepted, InBlock, Final, Failed, Reverted };

/// One step forward of a confirmed operation. An operation may take several transactions (`step` of `steps`).
struct Progress {
    QString operationId; ///< what confirm() was called with
    Stage stage = Stage::Prepared; ///< of the transaction of this step
    int step = 1;
    int steps = 1;
    QString txHash; ///< empty before it is signed
    qint64 block = -1;
    std::optional<Error> error; ///< with Failed and Reverted
    bool done = false; ///< nothing more will follow for this operation
};

enum class WarningKind {
    FirstTime, ///< never sent to this address before
    LookAlike, ///< begins and ends like `other`, which is known, but is not it. Asks for a yes of its own
    OwnAddress, ///< one of my own accounts
    NoAccount, ///< the chain knows nothing of this address yet
    EmptiesAccount, ///< nothing is left for later fees
    Irreversible, ///< cannot be taken back by anybody
    CreatorCanTakeBack, ///< compat layout: the creator keeps power over the token
    AppAddress, ///< of a collection or an app (`otherName`): nobody has its key. Asks for a yes of its own
    Unowned, ///< nobody has the key of this address: what goes there is gone. Asks for a yes of its own
    LocksStake, ///< the whole stake is locked until `timeMs`
    NoApp, ///< there is no app of this name
};

struct Warning {
    WarningKind kind = WarningKind::Irreversible;
    QString address; ///< the one it is about
    QString other; ///< LookAlike: the known address
    QString otherName; ///< LookAlike: its name, may be empty; AppAddress: whose it is
    qint64 timeMs = 0; ///< LocksStake
};

/// What will happen, before anything is signed. Figures come from a dry run of exactly these bytes.
struct Preview {
    QString id; ///< hand to OperationsBackend::confirm
    Amount amount; ///< moved by the operation itself
    Amount fee; ///< of all transactions together
    Amount total; ///< amount + fee
    QString to; ///< who gets it, where it is one address
    QString toName; ///< its name among contacts and accounts, or empty
    Amount incoming; ///< comes to the account: a stake taken back, a reward
    Amount before; ///< balance now
    Amount after; ///< balance when all is done
    bool feeIsEstimate = false; ///< a later step's fee could not be run dry yet
    QStringList sentences; ///< plain sentences in the current language, made in ui/text
    QString rawJson; ///< every transaction body, readable
    QList<Warning> warnings;
    int steps = 1; ///< transactions
    /// The account is only watched: there is no fee yet, and OfflineBackend::request() takes the place of confirm().
    bool needsOtherDevice = false;
};

enum class DerivationPath {
    Ain, ///< m/44'/412'/0'/0/i
    Eth, ///< m/44'/60'/0'/0/i, the one of the AIN Wallet browser extension
};

struct Account {
    QString id;
    QString name; ///< given by the user; empty: the page shows a default name
    QString address;
    QString path; ///< "m/44'/412'/0'/0/0"; empty for an imported key
    QString networkId;
    bool watchOnly = false;
};

} // namespace ain::ui

Q_DECLARE_METATYPE(ain::ui::Progress)
