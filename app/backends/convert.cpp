#include "app/backends/convert.h"

#include "core/json/writer.h"
#include "core/wallet/records.h"
#include "ui/text/explaintext.h"

#include <algorithm>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

bool isMine(const crypto::Address &address, const QList<ui::Account> &mine)
{
    return std::any_of(mine.begin(), mine.end(),
                       [&](const ui::Account &account) { return account.address == address.toString(); });
}

std::optional<ui::Warning> toWarning(const wallet::Fact &fact)
{
    const QString address = fact.args[u"address"].toString();
    if (fact.id == u"warn.first_time")
        return ui::Warning{ui::WarningKind::FirstTime, address, {}, {}};
    if (fact.id == u"warn.look_alike")
        return ui::Warning{ui::WarningKind::LookAlike, address, fact.args[u"known"].toString(),
                           fact.args[u"name"].toString()};
    if (fact.id == u"warn.own_address")
        return ui::Warning{ui::WarningKind::OwnAddress, address, {}, fact.args[u"name"].toString()};
    if (fact.id == u"warn.unowned")
        return ui::Warning{ui::WarningKind::Unowned, address, {}, {}};
    if (fact.id == u"warn.app_address")
        return ui::Warning{ui::WarningKind::AppAddress, address, {}, fact.args[u"name"].toString()};
    if (fact.id == u"warn.empties_account")
        return ui::Warning{ui::WarningKind::EmptiesAccount, address, {}, {}};
    if (fact.id == u"warn.creator_can_take_back")
        return ui::Warning{ui::WarningKind::CreatorCanTakeBack, {}, {}, {}};
    return std::nullopt;
}

ui::HistoryKind historyKind(const QList<wallet::Fact> &facts)
{
    for (const wallet::Fact &fact : facts) {
        if (fact.id == u"explain.ainft_create")
            return ui::HistoryKind::CollectionCreated;
        if (fact.id == u"explain.ainft_mint")
            return ui::HistoryKind::Minted;
        if (fact.id == u"explain.ainft_transfer")
            return ui::HistoryKind::TokenSent;
        if (fact.id == u"explain.transfer")
            return ui::HistoryKind::Sent;
        if (fact.id == u"explain.stake" || fact.id == u"explain.extend_stake")
            return ui::HistoryKind::Staked;
        if (fact.id == u"explain.unstake")
            return ui::HistoryKind::Unstaked;
        if (fact.id == u"explain.claim_reward")
            return ui::HistoryKind::RewardClaimed;
    }
    return ui::HistoryKind::Other;
}

/// The first argument of this name in any fact.
QString factArgument(const QList<wallet::Fact> &facts, QStringView name)
{
    for (const wallet::Fact &fact : facts) {
        if (fact.args.contains(name))
            return fact.args[name].toString();
    }
    return {};
}

/// What comes to the account by an operation that moves nothing away; nothing once it failed.
Amount incomingAmount(const wallet::TxRecord &record)
{
    const chain::TxState state = record.status.state;
    if (wallet::isFinished(record) && state != chain::TxState::Final)
        return {};
    return Amount::parse(factArgument(record.facts, u"amount")).value_or(Amount());
}

} // namespace

QList<ui::Warning> warningsOf(const QList<wallet::Fact> &facts)
{
    QList<ui::Warning> out;
    for (const wallet::Fact &fact : facts) {
        if (const auto warning = toWarning(fact))
            out += *warning;
    }
    return out;
}

ui::Account toUi(const vault::KeyRecord &record)
{
    return {record.id,   record.name,    record.address.toString(),
            record.path, record.network, record.kind == vault::KeyKind::WatchOnly};
}

ui::Stage toUi(chain::TxState state)
{
    switch (state) {
    case chain::TxState::Signed:
    case chain::TxState::Unknown: return ui::Stage::Signed;
    case chain::TxState::Accepted:
    case chain::TxState::Failing: return ui::Stage::Accepted;
    case chain::TxState::InBlock: return ui::Stage::InBlock;
    case chain::TxState::Final: return ui::Stage::Final;
    case chain::TxState::Reverted: return ui::Stage::Reverted;
    case chain::TxState::Failed:
    case chain::TxState::Rejected:
    case chain::TxState::Replaced: return ui::Stage::Failed;
    }
    return ui::Stage::Signed;
}

ui::Layout toUi(ainft::Layout layout)
{
    return layout == ainft::Layout::Locked ? ui::Layout::Locked : ui::Layout::Compat;
}

std::optional<Error> failureOf(const wallet::TxRecord &record)
{
    using chain::TxState;
    const TxState state = record.status.state;
    if (state != TxState::Failed && state != TxState::Reverted && state != TxState::Rejected
        && state != TxState::Failing)
        return std::nullopt;
    QVariantMap args;
    args.insert(u"hash"_s, record.hash);
    args.insert(u"code"_s, record.status.result ? record.status.result->code : 0);
    args.insert(u"message"_s, record.status.result ? record.status.result->message : QString());
    const bool changesStand = record.status.result && record.status.result->changesStand;
    const ErrorCode code = state == TxState::Reverted && changesStand ? errors::WalletTxStands
        : state == TxState::Reverted                                  ? errors::WalletTxReverted
        : state == TxState::Rejected                                  ? errors::WalletTxRejected
                                                                      : errors::WalletTxFailed;
    return Error{code, args, {}};
}

ui::HistoryRow toUi(const wallet::TxRecord &record)
{
    ui::HistoryRow row;
    row.id = record.hash;
    row.kind = historyKind(record.facts);
    row.address = factArgument(record.facts, u"to");
    row.subject = factArgument(record.facts, u"name");
    if (row.subject.isEmpty())
        row.subject = factArgument(record.facts, u"collection");
    if (row.subject.isEmpty())
        row.subject = factArgument(record.facts, u"app");
    row.memo = record.memo;
    row.amount = Amount() - record.amount;
    if (row.kind == ui::HistoryKind::Unstaked || row.kind == ui::HistoryKind::RewardClaimed)
        row.amount = incomingAmount(record);
    row.fee = record.fee;
    row.timeMs = record.createdMs;
    row.block = record.status.blockNumber;
    row.nonce = record.nonce;
    row.stage = toUi(record.status.state);
    row.error = failureOf(record);
    row.replaceable = wallet::mayReturn(record);
    return row;
}

ui::ProofState proofState(const light::ProofMark &mark, const std::optional<Error> &why,
                          std::shared_ptr<const light::ProofBundle> bundle, qint64 seenAtMs)
{
    ui::ProofState state;
    state.mark = mark;
    state.why = why;
    state.bundle = std::move(bundle);
    state.seenAtMs = seenAtMs;
    return state;
}

ui::HistoryRow toUi(const wallet::HistoryEntry &entry)
{
    using wallet::Direction;
    ui::HistoryRow row;
    row.id = entry.hash;
    row.kind = entry.direction == Direction::In ? ui::HistoryKind::Received : historyKind(entry.facts);
    row.address = entry.counterparty;
    row.subject = factArgument(entry.facts, u"app");
    row.memo = entry.memo;
    if (entry.direction != Direction::Other)
        row.amount = entry.direction == Direction::In ? entry.amount : Amount() - entry.amount;
    row.fee = entry.fee.value_or(Amount());
    row.timeMs = entry.timeMs;
    row.block = entry.block;
    row.nonce = entry.isMine ? entry.nonce : -1;
    row.stage = toUi(entry.state);
    return row;
}

ui::BalanceView toUi(const wallet::BalanceView &balance)
{
    ui::BalanceView view;
    view.amount = balance.amount.value_or(Amount());
    view.nonce = balance.nonce;
    view.accountExists = balance.accountExists;
    view.proof = proofState(balance.mark, balance.why, balance.bundle, balance.seenAtMs);
    view.proof.claimedBlock = {balance.blockNumber, balance.gateway, balance.seenAtMs};
    return view;
}

ui::Collection toUi(const ainft::Collection &collection, const QList<ui::Account> &mine)
{
    ui::Collection out;
    out.objectId = collection.objectId;
    out.appName = collection.appId;
    out.name = collection.name;
    out.symbol = collection.symbol;
    out.description = collection.description;
    out.owner = collection.creator.toString();
    out.layout = toUi(collection.layout);
    if (collection.maxSupply > 0)
        out.maxSupply = collection.maxSupply;
    out.mine = isMine(collection.creator, mine);
    out.originChecked = collection.originChecked;
    out.rulesProof = proofState(collection.rulesMark, collection.why, nullptr, 0);
    out.isClosed = collection.isClosed;
    return out;
}

ui::Token toUi(const ainft::Token &token, const ainft::Collection &collection, const QList<ui::Account> &mine,
               const QString &gateway)
{
    ui::Token out;
    out.objectId = token.objectId;
    out.tokenId = token.tokenId;
    out.collectionName = token.collectionName;
    out.layout = toUi(collection.layout);
    out.name = token.name;
    out.description = token.description;
    for (const auto &[trait, value] : token.attributes)
        out.attributes += {trait, value};
    out.owner = token.owner.toString();
    // Nobody has asked for a proof yet: then it is this gateway's word.
    const bool isBare = token.mark.standing() == light::Standing::Unproven && token.mark.gateway().isEmpty();
    const light::Claimed<qint64> named{token.blockNumber, gateway, 0};
    out.ownerProof = proofState(isBare ? light::ProofMark::unproven(named) : token.mark, token.why, token.bundle, 0);
    out.ownerProof.claimedBlock = named;
    out.contentProof = proofState(token.contentMark, std::nullopt, nullptr, 0);
    out.rulesProof = proofState(collection.rulesMark, collection.why, nullptr, 0);
    out.isClosed = collection.isClosed;
    out.mine = isMine(token.owner, mine);
    out.imageCid = token.imageCid;
    out.imageHere = token.imageIsLocal;
    out.metadataJson = QString::fromUtf8(json::pretty(token.metadata));
    return out;
}

ui::Preview toUi(const wallet::Draft &draft)
{
    ui::Preview preview;
    preview.id = draft.id;
    preview.needsOtherDevice = draft.isUnsigned;
    preview.amount = draft.amount;
    preview.fee = draft.fee;
    preview.total = draft.amount + draft.fee;
    preview.before = draft.before.value_or(Amount());
    preview.after = draft.after.value_or(preview.before - preview.total);
    // A warning that the page has a notice for is not said twice.
    for (const wallet::Fact &fact : draft.facts + draft.warnings) {
        if (const auto warning = toWarning(fact))
            preview.warnings += *warning;
        else
            preview.sentences += text::explainSentence(fact.id, fact.args);
    }
    preview.to = factArgument(draft.facts, u"to");
    preview.toName = factArgument(draft.facts, u"to_name");
    preview.rawJson = QString::fromUtf8(json::pretty(draft.transaction.body));
    return preview;
}

crypto::PathFamily toCore(ui::DerivationPath path)
{
    return path == ui::DerivationPath::Ain ? crypto::PathFamily::Ain : crypto::PathFamily::Ethereum;
}

ui::DerivationPath toUi(crypto::PathFamily family)
{
    return family == crypto::PathFamily::Ain ? ui::DerivationPath::Ain : ui::DerivationPath::Eth;
}

} // namespace ain::app
