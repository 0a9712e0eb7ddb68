// The records of the sharing app as values: what is written, and how strictly it is read back. Whoever may write a
// record may be hostile, and what reads it here acts on money.
#pragma once

#include "core/json/value.h"
#include "gpu/share/market/appdefinition.h"
#include "gpu/share/market/tabmath.h"

#include <QStringList>

namespace ain::market {

/// What a provider says of itself. Everything but the price is a hint for those who look for somebody to ask.
struct Registration {
    Amount pricePerMps; ///< lowest it works for
    qint64 sinceMs = 0;
    QString endpoint; ///< where it can be asked, or empty: by hubs only
    QString kx; ///< for hubs: X25519 public key, 64 hex digits, or empty. Jobs are sealed to the key of a claim
    QString modelsRoot; ///< "0x" + 64 hex digits over the models it holds, or empty
    QStringList runtimes; ///< ids of the machines behind it
    QStringList hubs; ///< addresses of hubs

    static constexpr qsizetype MaxText = 400;
    static constexpr qsizetype MaxList = 16;
    /// Errors: ShareRecord.
    [[nodiscard]] Result<json::Value> toJson() const;
    [[nodiscard]] static Result<Registration> fromJson(const json::Value &value);
};

/// What a requester and a provider agreed on.
struct SessionTerms {
    crypto::Address requester;
    crypto::Address provider;
    Amount pricePerMps;
    Amount tabCap; ///< most that one tab may come to: all that a provider ever risks
    qint64 expiresMs = 0; ///< of the chain's time; no voucher is worth anything after it

    [[nodiscard]] json::Value toJson() const;
    /// Exactly these members, amounts as written here; `id` must state the same expiry. Errors: ShareRecord.
    [[nodiscard]] static Result<SessionTerms> fromJson(const QString &id, const json::Value &value);
    /// Errors: ShareTerms.
    [[nodiscard]] Result<> check() const;
    friend bool operator==(const SessionTerms &, const SessionTerms &) = default;
};

/// One tab that was paid.
struct SettleRecord {
    Amount amount;
    int jobs = 0;
    qint64 units = 0; ///< pixel-steps
    QString receiptsRoot;

    [[nodiscard]] json::Value toJson() const;
    /// Errors: ShareRecord.
    [[nodiscard]] static Result<SettleRecord> fromJson(const json::Value &value);
    friend bool operator==(const SettleRecord &, const SettleRecord &) = default;
};

/// How much was served, as the other nodes of AI Network write it.
struct Batch {
    QString modelId;
    int requests = 0;
    qint64 startedMs = 0;
    qint64 finishedMs = 0;
    QString receiptRoot;

    /// Errors: ShareRecord.
    [[nodiscard]] Result<json::Value> toJson() const;
};

// Operations. Errors: those of the records and of core/chain/operations.
[[nodiscard]] Result<json::Value> registerOperation(const AppDefinition &app, const crypto::Address &me,
                                                    const Registration &registration);
[[nodiscard]] Result<json::Value> unregisterOperation(const AppDefinition &app, const crypto::Address &me);
[[nodiscard]] Result<json::Value> openSessionOperation(const AppDefinition &app, const QString &sessionId,
                                                       const SessionTerms &terms);
[[nodiscard]] Result<json::Value> batchOperation(const AppDefinition &app, const crypto::Address &me, const QString &id,
                                                 const Batch &batch);
/// Deletes up to 50 records at once; which ones may go is the rules' business.
[[nodiscard]] Result<json::Value> deleteOperation(const QStringList &paths);

} // namespace ain::market
