// What delivered work costs, how sessions are named, and what stands for the receipts of a tab.
//
// Work is counted in megapixel-steps (mps): width x height x steps x weight of the model's family. Here it is an
// integer of millionths, which are pixel-steps, so that nothing is ever rounded before the price is applied.
#pragma once

#include "core/base/amount.h"
#include "core/base/rng.h"
#include "core/json/value.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace ain::market {

/// Bounds that keep price x units inside 63 bits.
inline constexpr qint64 MaxPriceMicro = 100 * Amount::MicroPerAin; ///< µAIN per mps
inline constexpr qint64 MaxUnits = 90'000'000'000; ///< pixel-steps of one tab: 90,000 mps
inline constexpr int MaxJobsPerTab = 500;

/// floor(price x units): of all units of a tab at once, so that rounding never adds up. 0 <= price <= MaxPriceMicro and
/// 0 <= units <= MaxUnits, else empty.
[[nodiscard]] std::optional<Amount> amountFor(Amount pricePerMps, qint64 units);

/// 64 lower-case hex digits: SHA-256 of a job or a receipt.
[[nodiscard]] bool isSha256Text(QStringView text);
/// "0x" and 64 lower-case hex digits.
[[nodiscard]] bool isRootText(QStringView text);

struct WorkItem {
    QString job; ///< SHA-256 of the job's specification, hex
    QString receipt; ///< SHA-256 of the signed receipt, hex
    qint64 units = 0; ///< pixel-steps
};
/// Merkle root over (job, receipt) sorted by job: leaf = SHA-256(00 job receipt), node = SHA-256(01 left right), an odd
/// node moves up as it is. "0x" and 64 hex digits; of no items: of the empty text.
[[nodiscard]] QString receiptsRoot(QList<WorkItem> items);

/// "<expiry in ms>-<16 hex digits>". The expiry is part of the name, and the rules insist on it: a session that was
/// deleted after its end can't be opened again under the same name, which is what old vouchers would need.
[[nodiscard]] QString newSessionId(qint64 expiresMs, Rng &rng);
[[nodiscard]] bool isSessionId(QStringView text);
/// The ms that a session id states; -1: it is none.
[[nodiscard]] qint64 expiryOf(QStringView sessionId);
/// Label of the transfer that pays a tab.
[[nodiscard]] QString transferKey(const QString &sessionId, int seq);

/// An amount > 0 that is written exactly as we would write it, or nothing: a number that only rounds to one is refused.
[[nodiscard]] std::optional<Amount> exactAmount(const json::Value &value);
/// Units from an mps number, exactly; 0 < units <= MaxUnits.
[[nodiscard]] std::optional<qint64> exactUnits(const json::Value &mps);
/// The mps number of some units.
[[nodiscard]] double mpsOf(qint64 units);

} // namespace ain::market
