// Values that cross between the pages and whatever serves them. Plain data, in the types of core/base; no
// sentences except where said. Money is Amount, times are milliseconds since 1970 UTC (0: unknown), block
// numbers are -1 when unknown, addresses are checksummed "0x" + 40 digits.
#pragma once

#include "core/base/amount.h"
#include "core/base/error.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>

namespace ain::ui {

/// How far a fact shown on screen can be trusted.
enum class Proof {
    Proven, ///< checked against a final block we verified
    ProvenOlder, ///< proven, but newer blocks exist
    AppsWord, ///< this program's own record (a local note, a transaction it sent itself)
    Unproven, ///< reported by a node, not checked
    Contradicted, ///< a node's answer failed its proof
};

struct ProofState {
    Proof proof = Proof::Unproven;
    qint64 block = -1;
    qint64 timeMs = 0; ///< when the fact was read
    QString source; ///< who said so: host of the node, or empty
};

/// The way of a transaction (chain.md 11). Proven comes with the light client.
enum class Stage { Prepared, Signed, Accepted, InBlock, Final, Proven, Failed, Reverted };

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
    LookAlike, ///< begins and ends like `other`, which is known, but is not it
    OwnAddress, ///< one of my own accounts
    NoAccount, ///< the chain knows nothing of this address yet
    EmptiesAccount, ///< nothing is left for later fees
    Irreversible, ///< cannot be taken back by anybody
    CreatorCanTakeBack, ///< compat layout: the creator keeps power over the token
    Unowned, ///< nobody has the key of this address: what goes there is gone. Asks for a yes of its own
    LocksStake, ///< the whole stake is locked until `timeMs`
    NoApp, ///< there is no app of this name
};

struct Warning {
    WarningKind kind = WarningKind::Irreversible;
    QString address; ///< the one it is about
    QString other; ///< LookAlike: the known address
    QString otherName; ///< LookAlike: its name, may be empty
    qint64 timeMs = 0; ///< LocksStake
};

/// What will happen, before anything is signed. Figures come from a dry run of exactly these bytes.
struct Preview {
    QString id; ///< hand to OperationsBackend::confirm
    Amount amount; ///< moved by the operation itself
    Amount fee; ///< of all transactions together
    Amount total; ///< amount + fee
    Amount incoming; ///< comes to the account: a stake taken back, a reward
    Amount before; ///< balance now
    Amount after; ///< balance when all is done
    bool feeIsEstimate = false; ///< a later step's fee could not be run dry yet
    QStringList sentences; ///< plain sentences in the current language, made in ui/text
    QString rawJson; ///< every transaction body, readable
    QList<Warning> warnings;
    int steps = 1; ///< transactions
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
