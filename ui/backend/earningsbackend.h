// The window's view of what shared work earned on the open network, and of the electricity it took. Main thread.
#pragma once

#include "core/base/amount.h"
#include "core/base/error.h"
#include "core/base/task.h"

#include <QList>
#include <QObject>
#include <QString>

#include <optional>

namespace ain::ui {

/// How sure one tab of a requester is.
enum class TabStanding {
    Owed, ///< delivered, nothing signed yet
    Signed, ///< the requester signed for all of it
    Cashing, ///< asked for, and not in a final block yet
    Settled, ///< paid, as nodes tell
    Proven, ///< paid, and proven by the light client
    Unpaid, ///< will not be paid any more
};

struct EarningTab {
    QString session;
    int seq = -1; ///< -1: delivered work in no tab yet
    QString requester; ///< address
    int jobs = 0;
    double mps = 0; ///< megapixel-steps
    Amount amount; ///< paid, or else what is owed or signed
    Amount fee; ///< of paying it; the requester's
    qint64 timeMs = 0;
    QString txHash; ///< of the newest voucher; empty: none
    TabStanding standing = TabStanding::Owed;
    std::optional<Error> problem; ///< what keeps it from being paid, or why it never will be
    qint64 nextTryMs = 0; ///< the program asks again by itself then
    bool canCash = false;
};

/// Disjoint sums: their total is everything ever delivered.
struct Earnings {
    Amount owed;
    Amount inVouchers; ///< signed or asked for, not paid yet
    Amount settled; ///< paid, not proven
    Amount proven;
    Amount unpaid; ///< will not be paid any more
    Amount fees; ///< paid by the requesters
    int jobs = 0;
    double mps = 0;
    QList<EarningTab> tabs; ///< newest first
};

/// What the user says about electricity; estimates, not money of the wallet.
struct ElectricityWishes {
    double wonPerKwh = 150;
    double watts = 200; ///< drawn where nothing is measured
    double wonPerAin = 0; ///< 0: not known
    friend bool operator==(const ElectricityWishes &, const ElectricityWishes &) = default;
};

struct Electricity {
    qint64 ms = 0; ///< drawn for others, ever
    qint64 measuredMs = 0; ///< of it, with a measured power
    double measuredKwh = 0;
    double estimatedKwh = 0; ///< of the rest
    double won = 0;
    std::optional<double> netWon; ///< empty: no ₩ price of AIN was given
};

class EarningsBackend : public QObject {
    Q_OBJECT
public:
    enum class Readiness { NoNetwork, Locked, Reading, Ready, Failed };

    using QObject::QObject;

    [[nodiscard]] virtual Readiness readiness() const = 0;
    [[nodiscard]] virtual Earnings earnings() const = 0; ///< as read last; empty unless Ready
    [[nodiscard]] virtual std::optional<Error> error() const = 0; ///< with Failed
    /// Opens the books if need be and reads them. Ends at once where there is nothing to open.
    virtual Task<> refresh() = 0;
    /// Asks for the payment of a signed tab. Ends when a node was given it.
    virtual Task<> cash(QString session, int seq) = 0;
    /// Errors: FileWrite.
    virtual Task<> saveCsv(QString path) = 0;

    [[nodiscard]] virtual Electricity electricity() const = 0; ///< of this moment
    [[nodiscard]] virtual ElectricityWishes electricityWishes() const = 0;
    virtual void setElectricityWishes(const ElectricityWishes &wishes) = 0; ///< bounded

Q_SIGNALS:
    void changed();
    /// A tab was paid since the books were read last. While the vault is locked, without its amount (0).
    void paid(ain::Amount amount, bool isProven);
};

} // namespace ain::ui
