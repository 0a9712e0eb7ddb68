// The history as an account book: with names, labels and the balance after each entry where that follows from what is
// known. Nothing on the chain proves a balance of the past (chain.md 10.9): it is worked out from a proven balance and
// from every block between, and left open wherever one of them is missing or an entry's effect is not certain.
#pragma once

#include "core/wallet/historyrecords.h"

namespace ain::wallet {

/// A balance that was proven for a block.
struct BalanceAnchor {
    qint64 block = -1;
    Amount amount;
};

struct LedgerRow {
    HistoryEntry entry;
    QString name; ///< of the counterparty: a contact or an account of mine; empty: none
    QString label; ///< the note of a transaction of this program, or its label
    std::optional<Amount> balanceAfter; ///< of the row's account; empty: not known
};

struct Ledger {
    QList<LedgerRow> rows; ///< newest first
    QList<HistoryRange> scanned; ///< of one account; newest first
};

/// What the entry did to the balance, fee included. Empty where that can't be said: not read out of a verified block,
/// a fee that somebody else may have paid, a write outside /apps whose effect this program does not know.
[[nodiscard]] std::optional<Amount> changeOf(const HistoryEntry &entry);

/// Fills balanceAfter for rows of one account (newest first), from the newest anchor that lies in a scanned range, as
/// far as that range goes and no entry is in the way.
void fillBalances(QList<LedgerRow> &rows, const QList<HistoryRange> &scanned, const QList<BalanceAnchor> &anchors);

/// Every word of `text` is in the name, address, label, hash or amount of the row; case and blanks inside an address
/// do not matter. An empty text fits all.
[[nodiscard]] bool matches(const LedgerRow &row, const QString &text);

/// RFC 4180, UTF-8, CRLF; the first line names the columns, which are only ever added to:
/// time_utc (ISO 8601), account, direction, amount_ain, fee_ain, gas, counterparty, counterparty_name, label, hash,
/// block, status, proof (proven|unproven), balance_ain. Money with six decimals; amount_ain is negative for what left;
/// empty where not known. A text that a spreadsheet would take for a formula gets an apostrophe in front.
[[nodiscard]] QByteArray ledgerCsv(const QList<LedgerRow> &rows);

} // namespace ain::wallet
