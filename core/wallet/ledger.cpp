#include "core/wallet/ledger.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <ranges>

namespace ain::wallet {

using namespace Qt::StringLiterals;

namespace {

bool isInside(const QString &path, QStringView root)
{
    const QStringList labels = path.split(u'/', Qt::SkipEmptyParts);
    return !labels.isEmpty() && labels.constFirst() == root;
}

/// Nothing but its fee and the transfers that are counted elsewhere.
bool isHarmless(const Fact &fact)
{
    if (fact.id == u"explain.unknown" || fact.id == u"explain.unstake" || fact.id == u"explain.claim_reward")
        return false;
    const bool isWrite = fact.id == u"explain.set_value" || fact.id == u"explain.increase"
        || fact.id == u"explain.decrease" || fact.id == u"explain.delete";
    const QString &path = fact.args[u"path"].string();
    return !isWrite || isInside(path, u"apps") || isInside(path, u"manage_app");
}

QString signedAmount(const HistoryEntry &entry)
{
    const bool leaves = entry.direction == Direction::Out;
    return (leaves ? Amount() - entry.amount : entry.amount).toString();
}

QString cell(QString text)
{
    // A spreadsheet must not run what somebody wrote into a label.
    static const QString starters = u"=+-@\t\r\n|%"_s;
    if (!text.isEmpty() && starters.contains(text.front()))
        text.prepend(u'\'');
    if (text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r'))
        text = u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    return text;
}

QString isoTime(qint64 ms)
{
    if (ms <= 0)
        return {};
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s);
}

} // namespace

std::optional<Amount> changeOf(const HistoryEntry &entry)
{
    if (!entry.isProven || (entry.isMine && !entry.fee))
        return std::nullopt;
    const Amount fee = entry.fee.value_or(Amount());
    if (entry.state == chain::TxState::Reverted)
        return Amount() - fee;
    Amount came;
    for (const Fact &fact : entry.facts) {
        if (isHarmless(fact))
            continue;
        const bool comesBack = fact.id == u"explain.unstake" || fact.id == u"explain.claim_reward";
        const auto amount = Amount::parse(fact.args[u"amount"].string());
        if (!comesBack || !entry.isMine || !amount)
            return std::nullopt;
        if (entry.state == chain::TxState::Final)
            came = came + *amount;
    }
    switch (entry.direction) {
    case Direction::In: return came + entry.amount - fee;
    case Direction::Out: return came - entry.amount - fee;
    case Direction::Self:
        // Several sides: what came and what left are not kept apart.
        if (entry.counterparty != entry.address.toString())
            return std::nullopt;
        [[fallthrough]];
    case Direction::Other: return came - fee;
    }
    return std::nullopt;
}

void fillBalances(QList<LedgerRow> &rows, const QList<HistoryRange> &scanned, const QList<BalanceAnchor> &anchors)
{
    const BalanceAnchor *anchor = nullptr;
    const HistoryRange *range = nullptr;
    for (const BalanceAnchor &one : anchors) {
        for (const HistoryRange &blocks : scanned) {
            const bool isInside = one.block >= blocks.from && one.block <= blocks.to;
            if (isInside && (anchor == nullptr || one.block > anchor->block)) {
                anchor = &one;
                range = &blocks;
            }
        }
    }
    if (anchor == nullptr)
        return;
    const auto counts = [&](const LedgerRow &row) {
        return row.entry.isProven && row.entry.block >= range->from && row.entry.block <= range->to;
    };
    Amount balance = anchor->amount;
    for (LedgerRow &row : rows) {
        if (!counts(row) || row.entry.block > anchor->block)
            continue;
        row.balanceAfter = balance;
        const auto change = changeOf(row.entry);
        if (!change)
            break;
        balance = balance - *change;
        if (balance < Amount()) // then something is missing, and what came out would be wrong as well
            break;
    }
    balance = anchor->amount;
    for (LedgerRow &row : rows | std::views::reverse) {
        if (!counts(row) || row.entry.block <= anchor->block)
            continue;
        const auto change = changeOf(row.entry);
        if (!change || balance + *change < Amount())
            break;
        balance = balance + *change;
        row.balanceAfter = balance;
    }
}

bool matches(const LedgerRow &row, const QString &text)
{
    QString compact = text;
    compact.remove(u' ');
    if (compact.isEmpty() || row.entry.counterparty.contains(compact, Qt::CaseInsensitive)
        || row.entry.hash.contains(compact, Qt::CaseInsensitive))
        return true;
    const QString whole = row.name + u'\n' + row.label + u'\n' + row.entry.counterparty + u'\n' + row.entry.hash + u'\n'
        + row.entry.amount.toString();
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(),
                       [&](const QString &word) { return whole.contains(word, Qt::CaseInsensitive); });
}

QByteArray ledgerCsv(const QList<LedgerRow> &rows)
{
    QString csv = u"time_utc,account,direction,amount_ain,fee_ain,gas,counterparty,counterparty_name,label,hash,block,"
                  "status,proof,balance_ain\r\n"_s;
    for (const LedgerRow &row : rows) {
        const HistoryEntry &entry = row.entry;
        // Figures are ours and stay numbers: no apostrophe in front of a minus.
        const QStringList fields{isoTime(entry.timeMs),
                                 entry.address.toString(),
                                 directionName(entry.direction),
                                 signedAmount(entry),
                                 entry.fee ? entry.fee->toString() : QString(),
                                 entry.isMine && entry.result ? QString::number(entry.result->gasCharged) : QString(),
                                 cell(entry.counterparty),
                                 cell(row.name),
                                 cell(row.label),
                                 entry.hash,
                                 entry.block < 0 ? QString() : QString::number(entry.block),
                                 chain::txStateName(entry.state),
                                 entry.isProven ? u"proven"_s : u"unproven"_s,
                                 row.balanceAfter ? row.balanceAfter->toString() : QString()};
        csv += fields.join(u',') + u"\r\n"_s;
    }
    return csv.toUtf8();
}

} // namespace ain::wallet
