// What a provider earned, kept apart by how sure it is, and as rows for a spreadsheet.
#pragma once

#include "gpu/share/market/tabrows.h"

namespace ain::market {

/// Disjoint sums: their total is everything ever delivered.
struct Earnings {
    Amount owed; ///< delivered, no voucher yet
    Amount inVouchers; ///< a voucher is here, not paid yet
    Amount settled; ///< paid, as the nodes tell
    Amount proven; ///< paid, and proven by the light client
    Amount unpaid; ///< will not be paid any more
    Amount fees; ///< of all that was paid; the requesters paid them
    int jobs = 0; ///< delivered
    qint64 units = 0; ///< delivered, pixel-steps
};

struct EarningRow {
    qint64 timeMs = 0; ///< when it ended, else when the first voucher or the first job came
    QString session;
    int seq = -1; ///< -1: delivered work in no tab yet
    crypto::Address requester;
    int jobs = 0;
    qint64 units = 0;
    Amount amount; ///< paid, or else what is owed or signed
    Amount fee; ///< of cashing, paid by the requester
    QString txHash;
    QString state; ///< tabStateName()
};

/// What is known of one session.
struct SessionBook {
    SessionRow session;
    QList<TabRow> tabs;
    QList<JobRow> loose; ///< in no tab yet
};

/// `chainNowMs`: after a session's end what is left is unpaid.
[[nodiscard]] Earnings earningsOf(const QList<SessionBook> &books, qint64 chainNowMs);
[[nodiscard]] QList<EarningRow> earningRows(const QList<SessionBook> &books, qint64 chainNowMs);
/// UTF-8, comma separated, CRLF (RFC 4180), with the columns time (ISO 8601, UTC), session, requester, jobs, units
/// (mps), amount (AIN), fee (AIN), tx_hash, state.
[[nodiscard]] QByteArray earningsCsv(const QList<EarningRow> &rows);

} // namespace ain::market
