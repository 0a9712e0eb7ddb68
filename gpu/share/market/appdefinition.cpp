#include "gpu/share/market/appdefinition.h"

#include "core/chain/operations/createapp.h"
#include "core/chain/operations/set.h"
#include "core/json/number.h"

namespace ain::market {

using namespace Qt::StringLiterals;

namespace {

constexpr int MaxRegistrationBytes = 4000; ///< sizeof() of chain.md 1.5
constexpr int MaxSessionBytes = 1000;
constexpr int MaxSettleBytes = 600;
constexpr int MaxBatchBytes = 1000;
constexpr qint64 ClockSlackMs = 3'600'000;

/// Each must hold.
QString all(const QStringList &conditions) { return conditions.join(u" && "_s); }

/// A rule governs deeper paths too, where `data` is null: only writes of a whole record are let through.
QString wholeRecord(int pathLength, const QString &deleting, const QString &writing)
{
    return u"util.checkValuePathLen(parsedValuePath, %1) === true && (newData === null ? (%2) : (%3))"_s.arg(pathLength)
        .arg(deleting, writing);
}

json::Value config(const QString &write, int maxBytes)
{
    const json::Object state{{u"max_bytes"_s, maxBytes}};
    return json::Object{{u".rule"_s, json::Object{{u"write"_s, write}, {u"state"_s, state}}}};
}

json::Value nobody()
{
    return json::Object{
        {u"branch_owner"_s, false}, {u"write_function"_s, false}, {u"write_owner"_s, false}, {u"write_rule"_s, false}};
}

/// An app that was never given this kind of tree: null, or nothing in it.
bool isNothing(const json::Value &tree) { return tree.isNull() || (tree.isObject() && tree.object().isEmpty()); }

} // namespace

QString AppDefinition::root() const { return u"/apps/"_s + name; }

QString AppDefinition::providerPath(const crypto::Address &provider) const
{
    return root() + u"/providers/"_s + provider.toString();
}

QString AppDefinition::sessionPath(const QString &sessionId) const { return root() + u"/sessions/"_s + sessionId; }

QString AppDefinition::settlePath(const QString &sessionId, int seq) const
{
    return root() + u"/settles/%1/%2"_s.arg(sessionId).arg(seq);
}

QString AppDefinition::batchPath(const crypto::Address &provider, const QString &id) const
{
    return root() + u"/batches/%1/%2"_s.arg(provider.toString(), id);
}

QString AppDefinition::stakePath(const crypto::Address &provider) const
{
    return u"/service_accounts/staking/%1/%2|0/balance"_s.arg(name, provider.toString());
}

json::Value AppDefinition::rules() const
{
    const QString stake = u"getValue('/service_accounts/staking/%1/' + $addr + '|0/balance') >= %2"_s.arg(
        name, json::numberText(minStake.toWire()));
    const QString provider =
        wholeRecord(4, u"auth.addr === $addr || !(%1)"_s.arg(stake),
                    all({u"auth.addr === $addr"_s, u"util.isDict(newData)"_s, u"util.isNumber(newData.price_mps)"_s,
                         u"newData.price_mps > 0"_s, stake}));

    const QString session = wholeRecord(
        4, u"data !== null && blockTime > data.expires_at + %1"_s.arg(KeepMs),
        all({u"data === null"_s, u"util.isDict(newData)"_s, u"util.length(newData) === 5"_s,
             u"newData.requester === auth.addr"_s, u"util.isCksumAddr(newData.provider)"_s,
             u"newData.provider !== auth.addr"_s,
             u"getValue('%1/providers/' + newData.provider) !== null"_s.arg(root()),
             u"util.isNumber(newData.price_mps)"_s, u"newData.price_mps > 0"_s, u"util.isNumber(newData.tab_cap)"_s,
             u"newData.tab_cap > 0"_s, u"util.isInteger(newData.expires_at)"_s, u"newData.expires_at > blockTime"_s,
             u"newData.expires_at <= blockTime + %1"_s.arg(MaxSessionMs),
             u"$sid.startsWith(newData.expires_at + '-')"_s}));

    const QString terms = u"getValue('%1/sessions/' + $sid)"_s.arg(root());
    const QString settle =
        wholeRecord(5, u"data !== null && (%1 === null || blockTime > %1.expires_at + %2)"_s.arg(terms).arg(KeepMs),
                    all({u"data === null"_s, u"util.isDict(newData)"_s, u"util.length(newData) === 4"_s,
                         u"util.isInteger($seq * 1)"_s, u"$seq * 1 >= 0"_s, u"'' + $seq * 1 === $seq"_s,
                         terms + u" !== null"_s, terms + u".requester === auth.addr"_s,
                         u"blockTime <= "_s + terms + u".expires_at"_s, u"util.isNumber(newData.amount)"_s,
                         u"newData.amount > 0"_s, u"newData.amount <= "_s + terms + u".tab_cap"_s,
                         u"util.isInteger(newData.jobs)"_s, u"util.isNumber(newData.mps)"_s,
                         u"util.isString(newData.receipts_root)"_s, u"newData.receipts_root.length === 66"_s}));

    const QString batch = wholeRecord(
        5, u"data !== null && (auth.addr === $addr || blockTime > data.finished_at + %1)"_s.arg(KeepBatchMs),
        all({u"data === null"_s, u"auth.addr === $addr"_s, u"getValue('%1/providers/' + $addr) !== null"_s.arg(root()),
             u"util.isDict(newData)"_s, u"util.isInteger(newData.request_count)"_s, u"newData.request_count > 0"_s,
             u"util.isInteger(newData.finished_at)"_s, u"newData.finished_at <= blockTime + %1"_s.arg(ClockSlackMs),
             u"util.isString(newData.receipt_root)"_s}));

    json::Object tree;
    tree.set(u".rule"_s, json::Object{{u"write"_s, false}});
    tree.set(u"providers"_s, json::Object{{u"$addr"_s, config(provider, MaxRegistrationBytes)}});
    tree.set(u"sessions"_s, json::Object{{u"$sid"_s, config(session, MaxSessionBytes)}});
    tree.set(u"settles"_s, json::Object{{u"$sid"_s, json::Object{{u"$seq"_s, config(settle, MaxSettleBytes)}}}});
    tree.set(u"batches"_s, json::Object{{u"$addr"_s, json::Object{{u"$id"_s, config(batch, MaxBatchBytes)}}}});
    return tree;
}

json::Value AppDefinition::owners() const
{
    return json::Object{{u".owner"_s, json::Object{{u"owners"_s, json::Object{{u"*"_s, nobody()}}}}}};
}

Result<json::Value> AppDefinition::installOperation(const crypto::Address &creator, qint64 recordId) const
{
    const chain::AppCreation creation{name, QString::number(recordId), {creator}, false, stakeLockupMs};
    auto create = chain::createAppOperation(creation);
    if (!create)
        return create;
    auto rule = chain::setRuleOperation(root(), rules());
    if (!rule)
        return rule;
    // Owner configs merge: the creator's own entry goes only when it is named with null.
    const json::Object entries{{u"*"_s, nobody()}, {creator.toString(), json::Value()}};
    auto owner = chain::setOwnerOperation(root(), json::Object{{u".owner"_s, json::Object{{u"owners"_s, entries}}}});
    if (!owner)
        return owner;
    return chain::setOperation({*std::move(create), *std::move(rule), *std::move(owner)});
}

Result<> AppDefinition::checkInstalled(const json::Value &ruleTree, const json::Value &ownerTree,
                                       const json::Value &functionTree) const
{
    if (isNothing(ruleTree) && isNothing(ownerTree))
        return failure(errors::ShareAppMissing, {{u"app"_s, name}});
    if (ruleTree != rules() || ownerTree != owners() || !isNothing(functionTree))
        return failure(errors::ShareAppDiffers, {{u"app"_s, name}});
    return {};
}

} // namespace ain::market
