// The window's view of drawing for others for pay: whether it is wanted, on what terms, and how it stands. Main thread;
// everything answers at once.
#pragma once

#include "core/base/amount.h"
#include "core/base/error.h"

#include <QObject>
#include <QString>

#include <optional>

namespace ain::ui {

struct PaidTerms {
    bool isWanted = false; ///< the window takes paid work, now and when it starts
    Amount price = Amount::fromMicro(1'000); ///< least, for a megapixel-step
    Amount cap = Amount::fromMicro(Amount::MicroPerAin); ///< most that one requester may owe
    quint16 port = 8300; ///< on this computer
    QString endpoint = {}; ///< where others reach it; empty: this computer alone
    friend bool operator==(const PaidTerms &, const PaidTerms &) = default;
};

enum class PaidStanding {
    Off,
    NoNetwork,
    Locked, ///< messages and receipts are signed with the wallet
    NoAccount, ///< none on this network that can sign
    Opening,
    NotRegistered, ///< open, but nobody can agree on a price with an account that the chain does not list
    Open,
    Failed, ///< see error()
};

struct PaidState {
    PaidStanding standing = PaidStanding::Off;
    QString account = {}; ///< address that is paid
    QString url = {}; ///< where it can be asked
    int running = 0; ///< jobs of others
};

class PaidWorkBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual PaidTerms terms() const = 0;
    virtual void setTerms(const PaidTerms &terms) = 0;
    [[nodiscard]] virtual PaidState state() const = 0;
    /// Why it is not open although it is wanted, or what could not be kept; empty: nothing is wrong.
    [[nodiscard]] virtual std::optional<Error> error() const = 0;
    /// Asks again whether the chain lists the account.
    virtual void refresh() = 0;

Q_SIGNALS:
    void changed();
};

} // namespace ain::ui
