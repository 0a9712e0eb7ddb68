// An account lets a key of a running program speak for it among those who share, for some days: the wallet can be
// locked while its owner's computer works. That key moves no money and signs no transaction. Value type. Thread: any.
//
// {"account", "device", "since", "until" (ms), "sig"}, closed. `sig` is the account's AIN message signature of
// "ain-share-delegation:<device>:<since>:<until>".
#pragma once

#include "core/base/result.h"
#include "core/crypto/address.h"
#include "core/json/value.h"
#include "gpu/share/job/errors.h"

#include <QList>

namespace ain::share {

inline constexpr qint64 MaxDelegationMs = 7LL * 24 * 3600 * 1000;

struct Delegation {
    crypto::Address account = {};
    crypto::Address device = {};
    qint64 since = 0;
    qint64 until = 0; ///< above `since`, by at most MaxDelegationMs
    QString signature = {};
    friend bool operator==(const Delegation &, const Delegation &) = default;
};

[[nodiscard]] json::Object toJson(const Delegation &delegation);
/// Errors: ShareFormat.
[[nodiscard]] Result<Delegation> delegationFromJson(const json::Value &value);
[[nodiscard]] QString signedText(const Delegation &delegation);
/// Errors: ShareSignature.
[[nodiscard]] Result<> verify(const Delegation &delegation, int chainId);

/// Whether `text` was signed, as a message of `chainId`, by `account` or by a device of it that was allowed to at
/// `atMs`. Errors: ShareSignature.
[[nodiscard]] Result<> verifySpoken(const QString &text, const QString &signature, const crypto::Address &account,
                                    qint64 atMs, const QList<Delegation> &delegations, int chainId);

} // namespace ain::share
