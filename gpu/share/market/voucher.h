// Vouchers: how delivered work is paid.
//
// A voucher is a transaction signed by the requester and held by the provider: [transfer requester -> provider, write
// the settle record of this tab], all or nothing. It has no number (nonce -1), so that it can be cashed whenever the
// provider likes and whatever else the requester does meanwhile; what keeps it from being paid twice is the settle
// record, which the app's rules let be written once. Vouchers of one tab are cumulative: each replaces the one before
// it, and only one of them can ever be paid.
#pragma once

#include "core/chain/transaction.h"
#include "gpu/share/market/records.h"

#include <QByteArray>

namespace ain::market {

/// What a voucher says.
struct VoucherTerms {
    QString session;
    int seq = 0; ///< number of the tab within its session
    SettleRecord settle;
};

struct Voucher {
    VoucherTerms terms;
    chain::SignedTransaction transaction;
    QStringList jobs; ///< the jobs it pays, sorted
};

inline constexpr qsizetype MaxVoucherBytes = 64 * 1024;
inline constexpr int MaxTabs = 100'000; ///< of one session
inline constexpr qint64 MaxGasPrice = 100'000; ///< µAIN; paid by the requester

/// The transaction body to be signed. Errors: ShareTerms, those of core/chain/operations.
[[nodiscard]] Result<json::Value> voucherBody(const AppDefinition &app, const SessionTerms &session,
                                              const VoucherTerms &terms, qint64 timestampMs, qint64 gasPrice);

/// The message that carries a voucher to the provider: canonical JSON
/// {"v":1, "app", "session", "seq", "jobs": [SHA-256…], "tx": {"tx_body", "signature"}}.
[[nodiscard]] QByteArray voucherMessage(const AppDefinition &app, const Voucher &voucher);

/// What a received voucher is held against.
struct VoucherCheck {
    AppDefinition app;
    QString sessionId;
    SessionTerms session; ///< as proven or read from the chain, never from the message
    int chainId = 0;
    qint64 minGasPrice = 0;
    qint64 nowMs = 0; ///< of the chain
};

/// The session id that a message is about, to look its terms up. Nothing else is believed. Errors: ShareVoucher.
[[nodiscard]] Result<QString> sessionOfMessage(const QByteArray &message);

/// Everything that can be told without knowing what was delivered: size, canonical writing, both operations to the
/// letter, the session's requester as signer, this network's chain id, amount > 0 and <= cap, jobs sorted and bounded,
/// gas price, times. Errors: ShareVoucher with what = "size", "canonical", "shape", "session", "sequence", "jobs",
/// "amount", "cap", "gas_price", "time", "expired", "operations", "signature", "signer".
[[nodiscard]] Result<Voucher> readVoucher(const QByteArray &message, const VoucherCheck &check);

/// That it pays these items: the same jobs, their units, the price of the session, the root of their receipts.
/// `items` in any order. Errors: ShareVoucher with what = "jobs", "units", "price", "root".
[[nodiscard]] Result<> checkAgainstWork(const Voucher &voucher, const SessionTerms &session,
                                        const QList<WorkItem> &items);

} // namespace ain::market
