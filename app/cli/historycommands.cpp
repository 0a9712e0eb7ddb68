#include "app/cli/jsonviews.h"
#include "app/cli/session.h"

#include "core/wallet/history.h"
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

json::Value toJson(const wallet::HistoryEntry &entry)
{
    json::Array explanation;
    for (const wallet::Fact &fact : entry.facts)
        explanation.emplace_back(text::explainSentence(fact.id, fact.args));
    json::Object out;
    out.set(u"hash"_s, entry.hash);
    out.set(u"account"_s, entry.accountId);
    out.set(u"address"_s, entry.address.toString());
    out.set(u"direction"_s, wallet::directionName(entry.direction));
    out.set(u"counterparty"_s, entry.counterparty.isEmpty() ? json::Value() : json::Value(entry.counterparty));
    out.set(u"amount"_s, entry.amount.toString());
    out.set(u"fee"_s, entry.fee ? json::Value(entry.fee->toString()) : json::Value());
    out.set(u"time"_s, entry.timeMs);
    out.set(u"block"_s, numberOrNull(entry.block));
    out.set(u"state"_s, chain::txStateName(entry.state));
    if (entry.result && !entry.result->succeeded)
        out.set(u"code"_s, entry.result->code);
    out.set(u"memo"_s, entry.memo);
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

Task<json::Value> historyList(Session &session, Invocation invocation)
{
    auto ids = co_await chosen(session, invocation);
    if (!ids)
        co_return failure(ids.error());
    const QString only = invocation.has(u"account"_s) ? ids->constFirst() : QString();
    auto entries = co_await session.services().wallet().history().entries(only);
    if (!entries)
        co_return failure(entries.error());
    auto scanned = co_await scannedBlocks(session, *ids);
    if (!scanned)
        co_return failure(scanned.error());
    json::Array list;
    for (const wallet::HistoryEntry &entry : std::as_const(*entries))
        list.push_back(toJson(entry));
    json::Object out;
    out.set(u"entries"_s, std::move(list));
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
         .options = {accountOption()},
         .needs = Command::OpenVault | Command::Network,
         .run = historyList},
    };
}

} // namespace ain::cli
