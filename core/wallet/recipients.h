// Whom this wallet knows, whom somebody might want to be taken for, and where money is lost: the one place that both
// programs take their warnings of a recipient from.
#pragma once

#include "core/wallet/wallet.h"

#include <QSet>

namespace ain::wallet {

/// An address that means something here.
struct KnownAddress {
    enum class Kind {
        Account, ///< one of mine, on any network
        Contact,
        Recipient, ///< sent to before
        App, ///< of a collection or an app: nobody holds a key of it
    };
    crypto::Address address;
    Kind kind = Kind::Recipient;
    QString name;
};

/// Addresses that `records` sent AIN or anything else to.
[[nodiscard]] QSet<crypto::Address> recipientsOf(const QList<TxRecord> &records);

/// Nobody has the key of it: all zeros, and the …dEaD that other chains made a custom of.
[[nodiscard]] bool isUnowned(const crypto::Address &address);

/// What to say of sending to `to`, the worst first:
///  warn.unowned      nobody has its key (nothing else is said then)
///  warn.app_address  it belongs to a collection or an app
///  warn.look_alike   a known address has the same first and last four digits (what people compare) but is another one.
///                    Having sent to it before is no excuse where a contact or an account of mine is what it resembles.
///  warn.own_address  it is one of mine
///  warn.first_time   neither a contact nor sent to before
[[nodiscard]] QList<Fact> recipientWarnings(const crypto::Address &to, const QList<KnownAddress> &known);

/// Such a warning wants a yes of its own.
[[nodiscard]] bool needsConsent(const Fact &warning);

} // namespace ain::wallet
