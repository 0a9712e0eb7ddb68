#include "core/wallet/historyrecords.h"

#include "core/wallet/explain.h"

#include <algorithm>

namespace ain::wallet {

using namespace Qt::StringLiterals;

namespace {

constexpr int FormatVersion = 1;
constexpr std::size_t MaxOperations = 200;
constexpr qsizetype MaxRanges = 10'000;

struct Transfer {
    QString from;
    QString to;
    Amount amount;
    bool isIncrease = false; ///< INC_VALUE: a way to write it that amountLeaving() does not count
};

/// Transfers that the chain carries out: a write to /transfer/FROM/TO/KEY/value, alone or inside SET (chain.md 5).
QList<Transfer> transfersOf(const json::Value &operation)
{
    QList<Transfer> found;
    Amount sum;
    const auto visit = [&](const json::Value &single) {
        const QString &type = single[u"type"].string();
        const QStringList labels = single[u"ref"].string().split(u'/', Qt::SkipEmptyParts);
        const bool isIncrease = type == u"INC_VALUE";
        const bool isWrite = isIncrease || type == u"SET_VALUE" || single[u"type"].isNull();
        if (!isWrite || labels.size() != 5 || labels[0] != u"transfer" || labels[4] != u"value"
            || !single[u"value"].isNumber())
            return;
        const auto amount = Amount::fromWire(single[u"value"].toDouble());
        if (!amount || *amount <= Amount() || sum + *amount > Amount::fromMicro(Amount::MaxMicro))
            return;
        sum = sum + *amount;
        found.append({labels[1], labels[2], *amount, isIncrease});
    };
    if (operation[u"type"].string() != u"SET") {
        visit(operation);
        return found;
    }
    const json::Array &list = operation[u"op_list"].array();
    for (std::size_t i = 0; i < std::min(list.size(), MaxOperations); ++i)
        visit(list[i]);
    return found;
}

bool isAddress(const QString &label, const crypto::Address &address)
{
    const auto parsed = crypto::Address::parse(label);
    return parsed && *parsed == address;
}

/// The one other side, or empty when there are several.
void meet(QStringList &others, const QString &label)
{
    const auto parsed = crypto::Address::parse(label);
    const QString text = parsed ? parsed->toString() : label.left(100);
    if (!others.contains(text))
        others.append(text);
}

chain::TxState stateOf(const chain::Inclusion &inclusion)
{
    if (inclusion.isReverted)
        return chain::TxState::Reverted;
    return inclusion.receipt.succeeded ? chain::TxState::Final : chain::TxState::Failed;
}

std::optional<Direction> directionFrom(QStringView name)
{
    for (const Direction direction : {Direction::In, Direction::Out, Direction::Self, Direction::Other}) {
        if (directionName(direction) == name)
            return direction;
    }
    return std::nullopt;
}

json::Value resultToJson(const chain::ExecutionResult &result)
{
    return json::Object{{u"succeeded"_s, result.succeeded},   {u"code"_s, result.code},
                        {u"message"_s, result.message},       {u"changes_stand"_s, result.changesStand},
                        {u"fee_micro"_s, result.fee.micro()}, {u"gas"_s, result.gasCharged}};
}

chain::ExecutionResult resultFrom(const json::Value &value)
{
    chain::ExecutionResult result;
    result.succeeded = value[u"succeeded"].toBool();
    result.code = int(value[u"code"].toInteger());
    result.message = value[u"message"].toString();
    result.changesStand = value[u"changes_stand"].toBool();
    result.fee = Amount::fromMicro(value[u"fee_micro"].toInteger());
    result.gasCharged = value[u"gas"].toInteger();
    return result;
}

QString idOf(const HistoryState &state) { return state.genesis + u'/' + state.address.toString(); }

tl::unexpected<Error> broken(qint64 number) { return failure(errors::WalletHistoryBroken, {{u"number"_s, number}}); }

} // namespace

QString directionName(Direction direction)
{
    switch (direction) {
    case Direction::In: return u"in"_s;
    case Direction::Out: return u"out"_s;
    case Direction::Self: return u"self"_s;
    case Direction::Other: return u"other"_s;
    }
    return {};
}

HistoryEntry entryFor(const light::Proven<light::IncludedTransaction> &included, const crypto::Address &address)
{
    const light::IncludedTransaction &transaction = included.value();
    const light::FinalBlock &final = included.block();
    const json::Value &body = transaction.transaction[u"tx_body"];
    const json::Value &operation = body[u"operation"];
    const auto signer = crypto::Address::parse(transaction.transaction[u"address"].string());
    const chain::ExecutionResult &receipt = transaction.result.receipt;
    const bool isDone = !transaction.result.isReverted && (receipt.succeeded || receipt.changesStand);

    HistoryEntry entry;
    entry.hash = transaction.hash;
    entry.address = address;
    entry.isMine = signer && *signer == address;
    entry.isProven = true;
    entry.block = final.number();
    entry.blockHash = final.header().hash().toString();
    entry.timeMs = final.header().timestampMs();
    entry.stakeSigned = final.stakeSigned();
    entry.stakeTotal = final.stakeTotal();
    entry.state = stateOf(transaction.result);
    entry.result = receipt;
    entry.nonce = body[u"nonce"].toInteger(-1);
    // Somebody else may pay the fee of a transaction that names who does.
    const bool isBilled = !body[u"billing"].string().isEmpty();
    if (entry.isMine && !isBilled)
        entry.fee = transaction.result.isReverted && !receipt.changesStand ? Amount() : receipt.fee;
    entry.facts = explain(operation, signer.value_or(crypto::Address())).facts;

    Amount in;
    Amount out = entry.isMine ? amountLeaving(operation, address) : Amount();
    QStringList senders;
    QStringList receivers;
    for (const Transfer &transfer : transfersOf(operation)) {
        const bool comes = isAddress(transfer.to, address);
        const bool leaves = isAddress(transfer.from, address);
        if (comes) {
            in = in + transfer.amount;
            meet(senders, transfer.from);
        }
        if (leaves) {
            meet(receivers, transfer.to);
            if (transfer.isIncrease || !entry.isMine)
                out = out + transfer.amount;
        }
    }
    if (in > Amount() && out > Amount()) {
        entry.direction = Direction::Self;
        entry.amount = out;
    } else if (in > Amount()) {
        entry.direction = Direction::In;
        entry.amount = in;
    } else if (out > Amount()) {
        entry.direction = Direction::Out;
        entry.amount = out;
    }
    const QStringList &others = entry.direction == Direction::In ? senders : receivers;
    if (others.size() == 1)
        entry.counterparty = others.constFirst();
    if (!isDone)
        entry.amount = Amount();
    return entry;
}

HistoryEntry entryFor(const StoredTx &tx)
{
    const TxRecord &record = tx.record;
    HistoryEntry entry;
    entry.hash = record.hash;
    entry.accountId = record.accountId;
    entry.address = tx.sender;
    entry.isMine = true;
    entry.direction =
        amountLeaving(record.body[u"operation"], tx.sender) > Amount() ? Direction::Out : Direction::Other;
    const QList<Transfer> transfers = transfersOf(record.body[u"operation"]);
    if (transfers.size() == 1) {
        entry.counterparty = transfers.constFirst().to;
        if (isAddress(entry.counterparty, tx.sender))
            entry.direction = Direction::Self;
    }
    entry.amount = record.amount;
    entry.fee = record.fee;
    entry.timeMs = record.status.blockTimestampMs > 0 ? record.status.blockTimestampMs : record.createdMs;
    entry.block = record.status.blockNumber;
    entry.state = record.status.state;
    entry.result = record.status.result;
    entry.facts = record.facts;
    entry.memo = record.memo;
    entry.nonce = record.nonce;
    return entry;
}

qint64 HistoryState::nextNeeded(qint64 below) const
{
    qint64 next = below;
    for (const HistoryRange &range : ranges) {
        if (next <= range.to && next >= range.from)
            next = range.from - 1;
    }
    return floor < 0 || next < floor ? -1 : next;
}

QList<std::pair<qint64, qint64>> HistoryState::holes(qint64 tip) const
{
    QList<std::pair<qint64, qint64>> found;
    qint64 to = nextNeeded(tip);
    while (to >= 0) {
        qint64 from = floor;
        for (const HistoryRange &range : ranges) {
            if (range.to < to)
                from = std::max(from, range.to + 1);
        }
        found.append({from, to});
        to = from > 0 ? nextNeeded(from - 1) : -1;
    }
    return found;
}

Result<> HistoryState::add(const QList<light::FinalBlock> &run, const std::optional<crypto::Hash256> &above)
{
    if (run.isEmpty())
        return {};
    const light::FinalBlock &top = run.constFirst();
    const light::FinalBlock &bottom = run.constLast();
    HistoryRange whole{bottom.number(),     top.number(),         bottom.header().hash(),
                       top.header().hash(), bottom.stakeSigned(), bottom.stakeTotal()};
    // By their numbers, newest first: run[0] is `top`.
    const auto hashAt = [&](qint64 number) { return run.at(top.number() - number).header().hash(); };
    const qint64 low = bottom.number();
    const qint64 high = top.number();
    QList<HistoryRange> others;
    for (const HistoryRange &range : std::as_const(ranges)) {
        if (range.to < low - 1 || range.from > high + 1 || (range.from == high + 1 && !above)) {
            others.append(range);
            continue;
        }
        if (range.to >= low && range.to <= high && hashAt(range.to) != range.toHash)
            return broken(range.to);
        if (range.from >= low && range.from <= high && hashAt(range.from) != range.fromHash)
            return broken(range.from);
        if (range.to == low - 1 && bottom.header().lastHash() != range.toHash)
            return broken(range.to);
        if (range.from == high + 1 && *above != range.fromHash)
            return broken(range.from);
        if (range.from < whole.from) {
            whole.from = range.from;
            whole.fromHash = range.fromHash;
            whole.stakeSigned = range.stakeSigned;
            whole.stakeTotal = range.stakeTotal;
        }
        if (range.to > whole.to) {
            whole.to = range.to;
            whole.toHash = range.toHash;
        }
    }
    others.append(whole);
    std::sort(others.begin(), others.end(), [](const auto &a, const auto &b) { return a.to > b.to; });
    ranges = others;
    return {};
}

QList<std::pair<qint64, qint64>> unionOfHoles(const QList<HistoryState> &states, qint64 tip)
{
    QList<std::pair<qint64, qint64>> all;
    for (const HistoryState &state : states)
        all += state.holes(tip);
    std::sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    QList<std::pair<qint64, qint64>> merged;
    for (const auto &hole : std::as_const(all)) {
        if (!merged.isEmpty() && hole.second >= merged.constLast().first - 1)
            merged.last().first = std::min(merged.constLast().first, hole.first);
        else
            merged.append(hole);
    }
    return merged;
}

vault::Record toRecord(const HistoryState &state)
{
    json::Array ranges;
    for (const HistoryRange &range : state.ranges) {
        ranges.emplace_back(json::Object{{u"from"_s, range.from},
                                         {u"to"_s, range.to},
                                         {u"from_hash"_s, range.fromHash.toString()},
                                         {u"to_hash"_s, range.toHash.toString()},
                                         {u"signed_micro"_s, range.stakeSigned.micro()},
                                         {u"total_micro"_s, range.stakeTotal.micro()}});
    }
    json::Object object{{u"version"_s, FormatVersion},
                        {u"what"_s, u"scanned"_s},
                        {u"network"_s, state.network},
                        {u"genesis"_s, state.genesis},
                        {u"address"_s, state.address.toString()},
                        {u"floor"_s, state.floor}};
    object.set(u"ranges"_s, std::move(ranges));
    return {idOf(state), json::Value(std::move(object))};
}

std::optional<HistoryState> historyStateFrom(const json::Value &value)
{
    const auto address = crypto::Address::parse(value[u"address"].string());
    if (value[u"what"].string() != u"scanned" || !address || value[u"ranges"].array().size() > std::size_t(MaxRanges))
        return std::nullopt;
    HistoryState state;
    state.address = *address;
    state.network = value[u"network"].toString();
    state.genesis = value[u"genesis"].toString();
    state.floor = value[u"floor"].toInteger(-1);
    for (const json::Value &entry : value[u"ranges"].array()) {
        const auto fromHash = crypto::Hash256::parse(entry[u"from_hash"].string());
        const auto toHash = crypto::Hash256::parse(entry[u"to_hash"].string());
        HistoryRange range;
        range.from = entry[u"from"].toInteger(-1);
        range.to = entry[u"to"].toInteger(-1);
        if (!fromHash || !toHash || range.from < 0 || range.to < range.from)
            return std::nullopt;
        range.fromHash = *fromHash;
        range.toHash = *toHash;
        range.stakeSigned = Amount::fromMicro(entry[u"signed_micro"].toInteger());
        range.stakeTotal = Amount::fromMicro(entry[u"total_micro"].toInteger());
        state.ranges.append(range);
    }
    std::sort(state.ranges.begin(), state.ranges.end(), [](const auto &a, const auto &b) { return a.to > b.to; });
    return state;
}

vault::Record toRecord(const HistoryEntry &entry, const HistoryState &of)
{
    json::Object object{{u"version"_s, FormatVersion},
                        {u"what"_s, u"transaction"_s},
                        {u"network"_s, of.network},
                        {u"genesis"_s, of.genesis},
                        {u"address"_s, entry.address.toString()},
                        {u"hash"_s, entry.hash},
                        {u"direction"_s, directionName(entry.direction)},
                        {u"counterparty"_s, entry.counterparty},
                        {u"amount_micro"_s, entry.amount.micro()},
                        {u"time"_s, entry.timeMs},
                        {u"block"_s, entry.block},
                        {u"block_hash"_s, entry.blockHash},
                        {u"signed_micro"_s, entry.stakeSigned.micro()},
                        {u"total_micro"_s, entry.stakeTotal.micro()},
                        {u"state"_s, chain::txStateName(entry.state)},
                        {u"nonce"_s, entry.nonce},
                        {u"mine"_s, entry.isMine}};
    if (entry.fee)
        object.set(u"fee_micro"_s, entry.fee->micro());
    if (entry.result)
        object.set(u"result"_s, resultToJson(*entry.result));
    object.set(u"facts"_s, factsToJson(entry.facts));
    return {idOf(of) + u'/' + entry.hash, json::Value(std::move(object))};
}

std::optional<HistoryEntry> historyEntryFrom(const json::Value &value)
{
    const auto address = crypto::Address::parse(value[u"address"].string());
    const auto state = chain::txStateFromName(value[u"state"].string());
    const auto direction = directionFrom(value[u"direction"].string());
    if (value[u"what"].string() != u"transaction" || !address || !state || !direction
        || !crypto::Hash256::parse(value[u"hash"].string()))
        return std::nullopt;
    HistoryEntry entry;
    entry.hash = value[u"hash"].toString();
    entry.address = *address;
    entry.direction = *direction;
    entry.counterparty = value[u"counterparty"].toString();
    entry.amount = Amount::fromMicro(value[u"amount_micro"].toInteger());
    if (value[u"fee_micro"].isNumber())
        entry.fee = Amount::fromMicro(value[u"fee_micro"].toInteger());
    entry.timeMs = value[u"time"].toInteger();
    entry.block = value[u"block"].toInteger(-1);
    entry.blockHash = value[u"block_hash"].toString();
    entry.stakeSigned = Amount::fromMicro(value[u"signed_micro"].toInteger());
    entry.stakeTotal = Amount::fromMicro(value[u"total_micro"].toInteger());
    entry.state = *state;
    if (value[u"result"].isObject())
        entry.result = resultFrom(value[u"result"]);
    entry.facts = factsFromJson(value[u"facts"]);
    entry.nonce = value[u"nonce"].toInteger(-1);
    entry.isMine = value[u"mine"].toBool();
    entry.isProven = true;
    return entry;
}

} // namespace ain::wallet
