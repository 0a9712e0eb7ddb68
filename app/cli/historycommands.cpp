#include "app/cli/jsonviews.h"
#include "app/cli/session.h"

#include "app/services/filewrite.h"
#include "core/crypto/secretshape.h"
#include "core/wallet/history.h"
#include "core/wallet/ledger.h"
#include "ui/text/explaintext.h"

#include <cstdio>
#include <unistd.h>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

json::Value proofOf(const wallet::HistoryEntry &entry)
{
    json::Object out;
    out.set(u"state"_s, entry.isProven ? u"proven"_s : u"unproven"_s);
    if (entry.isProven) {
        out.set(u"block"_s, entry.block);
        out.set(u"block_hash"_s, entry.blockHash);
        out.set(u"block_time"_s, entry.timeMs);
        out.set(u"stake_signed"_s, entry.stakeSigned.toString());
        out.set(u"stake_total"_s, entry.stakeTotal.toString());
    }
    return json::Value(std::move(out));
}

json::Value toJson(const wallet::LedgerRow &row)
{
    const wallet::HistoryEntry &entry = row.entry;
    json::Array explanation;
    for (const wallet::Fact &fact : entry.facts)
        explanation.emplace_back(text::explainSentence(fact.id, fact.args));
    json::Object out;
    out.set(u"hash"_s, entry.hash);
    out.set(u"account"_s, entry.accountId);
    out.set(u"address"_s, entry.address.toString());
    out.set(u"direction"_s, wallet::directionName(entry.direction));
    out.set(u"counterparty"_s, entry.counterparty.isEmpty() ? json::Value() : json::Value(entry.counterparty));
    if (!row.name.isEmpty())
        out.set(u"counterparty_name"_s, row.name);
    out.set(u"amount"_s, entry.amount.toString());
    out.set(u"fee"_s, entry.fee ? json::Value(entry.fee->toString()) : json::Value());
    out.set(u"time"_s, entry.timeMs);
    out.set(u"block"_s, numberOrNull(entry.block));
    out.set(u"state"_s, chain::txStateName(entry.state));
    if (entry.result && !entry.result->succeeded)
        out.set(u"code"_s, entry.result->code);
    out.set(u"memo"_s, entry.memo);
    out.set(u"label"_s, row.label);
    out.set(u"balance_after"_s, row.balanceAfter ? json::Value(row.balanceAfter->toString()) : json::Value());
    out.set(u"explanation"_s, std::move(explanation));
    out.set(u"proof"_s, proofOf(entry));
    return json::Value(std::move(out));
}

/// Which blocks the list is complete for.
Task<json::Value> scannedBlocks(Session &session, QStringList accountIds)
{
    json::Array all;
    for (const QString &id : accountIds) {
        auto state = co_await session.services().wallet().history().scanned(id);
        if (!state)
            co_return failure(state.error());
        json::Array ranges;
        for (const wallet::HistoryRange &range : std::as_const(state->ranges)) {
            json::Object one;
            one.set(u"from"_s, range.from);
            one.set(u"to"_s, range.to);
            ranges.emplace_back(std::move(one));
        }
        json::Object out;
        out.set(u"account"_s, id);
        out.set(u"address"_s, state->address.toString());
        out.set(u"blocks"_s, std::move(ranges));
        all.emplace_back(std::move(out));
    }
    co_return json::Value(std::move(all));
}

/// The ids of the account of --account, or of all.
Task<QStringList> chosen(Session &session, Invocation invocation)
{
    QStringList ids;
    if (invocation.has(u"account"_s)) {
        auto record = co_await session.account(invocation.value(u"account"_s));
        if (!record)
            co_return failure(record.error());
        ids.append(record->id);
        co_return ids;
    }
    auto records = co_await session.services().wallet().accounts();
    if (!records)
        co_return failure(records.error());
    for (const vault::KeyRecord &record : std::as_const(*records))
        ids.append(record.id);
    co_return ids;
}

void showProgress(const wallet::HistoryProgress &progress)
{
    if (progress.total <= 0)
        return;
    const QString line =
        translated(QT_TRANSLATE_NOOP("Cli", "%1 of %2 blocks, at block %3, %4 found"))
            .arg(QString::number(progress.done), QString::number(progress.total),
                 progress.block < 0 ? u"–"_s : QString::number(progress.block), QString::number(progress.found));
    std::fprintf(stderr, "\r\033[K%s%s", line.toLocal8Bit().constData(), progress.isRunning ? "" : "\n");
    std::fflush(stderr);
}

Task<json::Value> historyScan(Session &session, Invocation invocation)
{
    wallet::History &history = session.services().wallet().history();
    wallet::HistoryScan what;
    if (invocation.has(u"from"_s)) {
        bool isNumber = false;
        what.from = invocation.value(u"from"_s).toLongLong(&isNumber);
        if (!isNumber || what.from < 0)
            co_return usageError(u"--from"_s);
    }
    if (invocation.has(u"all"_s))
        what.from = 0;
    auto ids = co_await chosen(session, invocation);
    if (!ids)
        co_return failure(ids.error());
    what.accountIds = *ids;
    if (invocation.has(u"anew"_s)) {
        auto forgotten = co_await history.forgetAll();
        if (!forgotten)
            co_return failure(forgotten.error());
    }
    if (::isatty(STDERR_FILENO) == 1)
        QObject::connect(&history, &wallet::History::progressChanged, &session, showProgress);
    auto done = co_await history.scan(what);
    if (!done)
        co_return failure(done.error());
    auto scanned = co_await scannedBlocks(session, *ids);
    if (!scanned)
        co_return failure(scanned.error());
    json::Object out;
    out.set(u"blocks"_s, done->done);
    out.set(u"found"_s, done->found);
    out.set(u"scanned"_s, *scanned);
    co_return json::Value(std::move(out));
}

/// New blocks are looked through until a balance is proven for one of them: what balances after each entry follow from.
Task<> bringUpToDate(Session &session, QStringList accountIds)
{
    wallet::Wallet &wallet = session.services().wallet();
    wallet::HistoryScan what;
    what.accountIds = accountIds;
    auto scanned = co_await wallet.history().scan(what);
    if (!scanned)
        co_return failure(scanned.error());
    for (const QString &id : accountIds) {
        auto balance = co_await wallet.balance(id);
        if (!balance)
            co_return failure(balance.error());
    }
    // The balance may be of a newer block than the scan had seen.
    auto again = co_await wallet.history().scan(what);
    if (!again)
        co_return failure(again.error());
    co_return Result<>();
}

Task<QList<wallet::LedgerRow>> rowsOf(Session &session, QStringList accountIds, QString search)
{
    QList<wallet::LedgerRow> rows;
    for (const QString &id : accountIds) {
        auto ledger = co_await session.services().wallet().ledger(id);
        if (!ledger)
            co_return failure(ledger.error());
        for (const wallet::LedgerRow &row : std::as_const(ledger->rows)) {
            if (wallet::matches(row, search))
                rows.append(row);
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const wallet::LedgerRow &a, const wallet::LedgerRow &b) {
        return a.entry.timeMs > b.entry.timeMs;
    });
    co_return rows;
}

Task<json::Value> historyList(Session &session, Invocation invocation)
{
    const QString search = invocation.value(u"search"_s);
    // A hash has the shape of a key; with "0x" in front it is taken for what people look for.
    const bool isHash = crypto::Hash256::parse(search.trimmed().toLower()).has_value();
    if (!isHash && crypto::secretShape(search) != crypto::SecretShape::None)
        co_return failure(errors::SecretPasted);
    auto ids = co_await chosen(session, invocation);
    if (!ids)
        co_return failure(ids.error());
    if (invocation.has(u"scan"_s)) {
        auto done = co_await bringUpToDate(session, *ids);
        if (!done)
            co_return failure(done.error());
    }
    auto rows = co_await rowsOf(session, *ids, search);
    if (!rows)
        co_return failure(rows.error());
    auto scanned = co_await scannedBlocks(session, *ids);
    if (!scanned)
        co_return failure(scanned.error());
    json::Object out;
    if (invocation.has(u"csv"_s)) {
        const QString path = invocation.value(u"csv"_s);
        const auto written = app::writeFile(path, wallet::ledgerCsv(*rows));
        if (!written)
            co_return failure(written.error());
        out.set(u"csv"_s, path);
        out.set(u"rows"_s, qint64(rows->size()));
    } else {
        json::Array list;
        for (const wallet::LedgerRow &row : std::as_const(*rows))
            list.push_back(toJson(row));
        out.set(u"entries"_s, std::move(list));
    }
    out.set(u"scanned"_s, *scanned);
    co_return json::Value(std::move(out));
}

Option accountOption()
{
    return {u"account"_s, u"ACCOUNT"_s, QT_TRANSLATE_NOOP("Cli", "id, address or name; every account by default")};
}

} // namespace

QList<Command> historyCommands()
{
    return {
        {.name = u"history scan"_s,
         .summary = QT_TRANSLATE_NOOP("Cli",
                                      "Look for transactions of your accounts in verified blocks, newest first. Goes "
                                      "on where the last scan stopped; looks back 30 days unless told otherwise."),
         .options = {{u"from"_s, u"BLOCK"_s, QT_TRANSLATE_NOOP("Cli", "the lowest block to look at")},
                     {u"all"_s, {}, QT_TRANSLATE_NOOP("Cli", "back to the first block of the chain")},
                     {u"anew"_s, {}, QT_TRANSLATE_NOOP("Cli", "forget what was scanned before")},
                     accountOption()},
         .exclusive = {{u"from"_s, u"all"_s}},
         .needs = Command::OpenVault | Command::Network,
         .run = historyScan},
        {.name = u"history list"_s,
         .summary = QT_TRANSLATE_NOOP("Cli",
                                      "Transactions that were found in verified blocks, and own ones that no scanned "
                                      "block has; with the blocks that were looked through."),
         .options = {accountOption(),
                     {u"search"_s, u"TEXT"_s,
                      QT_TRANSLATE_NOOP("Cli", "only those with this in name, address, hash, amount or label")},
                     {u"scan"_s,
                      {},
                      QT_TRANSLATE_NOOP("Cli", "look through new blocks first; balances after each entry need that")},
                     {u"csv"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "write them as a table")}},
         .needs = Command::OpenVault | Command::Network,
         .run = historyList},
    };
}

} // namespace ain::cli
