#include "core/sandbox/ledger/ledger.h"

#include "core/sandbox/ledger/codes.h"
#include "core/sandbox/ledger/executor.h"
#include "core/sandbox/ledger/gas.h"
#include "core/sandbox/ledger/labels.h"
#include "core/sandbox/ledger/match.h"
#include "core/sandbox/ledger/permissions.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

Path valuesPath(QStringView ref) { return Path{rootLabel(StateRoot::Values)} + parsePath(ref); }

bool isFailedTrigger(const json::Value &functionResults)
{
    for (const auto &[fid, result] : functionResults.object()) {
        const int code = int(result[u"code"].toDouble(-1));
        if (code != codes::Success && code != codes::FunctionSkipped)
            return true;
        for (const auto &[index, operation] : result[u"op_results"].object()) {
            if (Ledger::isFailed(operation[u"result"]))
                return true;
        }
    }
    return false;
}

bool isFailedSingle(const json::Value &result)
{
    if (!result[u"code"].isNumber() || result[u"code"].toDouble() != codes::Success)
        return true;
    if (isFailedTrigger(result[u"func_results"]))
        return true;
    for (const auto &[functionPath, values] : result[u"subtree_func_results"].object()) {
        for (const auto &[valuePath, triggered] : values.object()) {
            if (isFailedTrigger(triggered[u"func_results"]))
                return true;
        }
    }
    return false;
}

json::Value permissionResult(const Permission &permission, json::Value matched)
{
    json::Object object{{u"code"_s, permission.code}, {u"matched"_s, std::move(matched)}};
    if (!permission.message.isEmpty())
        object.set(u"message"_s, permission.message);
    return object;
}

struct Validator {
    QString address;
    double stake;
    double expiry;
    bool proposer;
};

} // namespace

Ledger::Ledger(StateTree state) : m_state(std::move(state)) { }
Ledger::~Ledger() = default;

void Ledger::setState(StateTree state) { m_state = std::move(state); }

void Ledger::setValueObserver(std::function<void(const ValueChange &, const Transaction &)> observer)
{
    m_observer = std::move(observer);
}

std::optional<json::Value> Ledger::precheck(const Transaction &transaction, const BlockContext &context) const
{
    return Executor(*const_cast<Ledger *>(this), transaction, context).precheck(true); // NOLINT: reads only
}

json::Value Ledger::execute(const Transaction &transaction, const BlockContext &context, ExecuteMode mode)
{
    Executor executor(*this, transaction, context);
    if (const std::optional<json::Value> refused = executor.precheck(true))
        return *refused;
    const StateTree before = m_state;
    const bool dryRun = mode == ExecuteMode::DryRun;
    json::Object result = executor.runOperation();
    if (dryRun)
        result.set(u"is_dryrun"_s, true);
    const bool fellBack = executor.collectFee(result, before, dryRun);
    // An unpayable fee has already undone the operation; what could be taken of it stays taken.
    if (dryRun || (isFailed(result) && !fellBack))
        m_state = before;
    return result;
}

json::Value Ledger::executeConsensus(const Transaction &transaction, const BlockContext &context)
{
    Executor executor(*this, transaction, context);
    if (const std::optional<json::Value> refused = executor.precheck(false))
        return *refused;
    const StateTree before = m_state;
    json::Object result = executor.runOperation();
    if (isFailed(result))
        m_state = before;
    return result;
}

bool Ledger::isFailed(const json::Value &result)
{
    if (!result.isObject())
        return true;
    const json::Value &list = result[u"result_list"];
    if (!list.isObject())
        return isFailedSingle(result);
    return std::any_of(list.object().begin(), list.object().end(),
                       [](const json::Object::Member &member) { return isFailedSingle(member.second); });
}

bool Ledger::isSuccess(const json::Value &result)
{
    return !isFailed(result) && result[u"code"].toDouble() == codes::Success;
}

json::Value Ledger::receipt(const json::Value &result)
{
    json::Object receipt;
    for (const QString &key : {u"code"_s, u"gas_amount_charged"_s, u"gas_cost_total"_s}) {
        if (const json::Value *member = result.object().find(key))
            receipt.set(key, *member);
    }
    if (const json::Value &list = result[u"result_list"]; list.isObject()) {
        json::Object codesOnly;
        for (const auto &[index, single] : list.object())
            codesOnly.set(index, json::Object{{u"code"_s, single[u"code"]}});
        receipt.set(u"result_list"_s, std::move(codesOnly));
    }
    return receipt;
}

json::Value Ledger::value(QStringView ref) const { return m_state.value(valuesPath(ref)); }

double Ledger::number(QStringView ref, double fallback) const
{
    const StateNodePtr found = m_state.find(valuesPath(ref));
    return found ? leafValue(*found).toDouble(fallback) : fallback;
}

json::Value Ledger::parameter(QStringView categoryAndName) const
{
    return m_state.value(Path{rootLabel(StateRoot::Values), u"blockchain_params"_s} + parsePath(categoryAndName));
}

double Ledger::balance(QStringView name) const
{
    return number(formatPath(accountPath(name.toString()) + Path{u"balance"_s}));
}

qint64 Ledger::nonce(QStringView address) const
{
    return qint64(number(formatPath({u"accounts"_s, address.toString(), u"nonce"_s})));
}

qint64 Ledger::timestamp(QStringView address) const
{
    return qint64(number(formatPath({u"accounts"_s, address.toString(), u"timestamp"_s})));
}

json::Value Ledger::matchRule(QStringView ref) const
{
    const Path path = parsePath(ref);
    return json::Object{{u"write"_s, describe(sandbox::matchRule(m_state, path, RuleKind::Write), RuleKind::Write)},
                        {u"state"_s, describe(sandbox::matchRule(m_state, path, RuleKind::State), RuleKind::State)}};
}

json::Value Ledger::matchFunction(QStringView ref) const
{
    return describe(sandbox::matchFunction(m_state, parsePath(ref)));
}

json::Value Ledger::matchOwner(QStringView ref) const { return describe(sandbox::matchOwner(m_state, parsePath(ref))); }

json::Value Ledger::evalRule(QStringView ref, const json::Value &value, const Auth &auth, const json::Value &timestamp,
                             const json::Value &blockNumber, const json::Value &blockTime)
{
    RuleInput times;
    times.currentTime = timestamp;
    times.blockNumber = blockNumber;
    times.blockTime = blockTime;
    const ValuePermission found = valuePermission(m_state, m_engine, *this, parsePath(ref), value, auth, times);
    return permissionResult(found.permission,
                            json::Object{{u"write"_s, rawMatch(found.write, RuleKind::Write)},
                                         {u"state"_s, rawMatch(found.state, RuleKind::State)}});
}

json::Value Ledger::evalOwner(QStringView ref, const QString &permission, const Auth &auth, bool isMerge)
{
    const Path path = parsePath(ref);
    const auto answer = [](const OwnerPermission &found) {
        return permissionResult(found.permission, rawMatch(found.match));
    };
    if (permission == u"write_rule")
        return answer(rulePermission(m_state, path, auth, isMerge));
    if (permission == u"write_function")
        return answer(functionPermission(m_state, path, auth, isMerge));
    if (permission == u"write_owner" || permission == u"branch_owner")
        return answer(ownerPermission(m_state, path, auth, isMerge));
    return permissionResult({codes::OwnerInvalidPermission,
                             u"Invalid permission '"_s + permission + u"' for local path '"_s + formatPath(path)
                                 + u"' with auth '"_s + shown(toJson(auth)) + u'\''},
                            nullptr);
}

json::Value Ledger::validateAppName(const QString &name) const
{
    const auto answer = [](int code, const QString &message) {
        json::Object object{{u"is_valid"_s, code == 0}, {u"result"_s, code == 0}, {u"code"_s, code}};
        if (!message.isEmpty())
            object.set(u"message"_s, message);
        return object;
    };
    if (!isStateLabel(name, qint64(parameter(u"resource/state_label_length_limit").toDouble())))
        return answer(codes::AppNameLabel, u"Invalid app name for state label: "_s + name);
    if (!isServiceName(name, true))
        return answer(codes::AppNameService, u"Invalid app name for service name: "_s + name);
    if (m_state.contains({rootLabel(StateRoot::Values), u"manage_app"_s, name, u"config"_s}))
        return answer(codes::AppNameInUse, u"App name already in use: "_s + name);
    return answer(codes::Success, {});
}

json::Value Ledger::stateUsage(const QString &appName) const
{
    const StateInfo usage = usageAt(m_state, {u"apps"_s, appName}).value_or(StateInfo{});
    const double stake = number(formatPath({u"staking"_s, appName, u"balance_total"_s}));
    const double total = appStakesTotal();
    const double limit = parameter(u"resource/state_tree_bytes_limit").toDouble();
    const double appsBudget = limit * parameter(u"resource/apps_state_budget_ratio").toDouble();
    const double freeBudget = limit * parameter(u"resource/free_state_budget_ratio").toDouble();
    const auto used = double(usage.bytes);
    const auto freeUsed = double(freeTierBytes());
    const double available =
        std::max(0.0, stake > 0 ? appsBudget * (total > 0 ? stake / total : 1) - used : freeBudget - freeUsed);

    // What may be unstaked so that the rest still pays for the bytes in use.
    double unstakeable = stake;
    if (total > 0 && (stake == 0 || appsBudget <= used)) {
        unstakeable = 0;
    } else if (total > 0) {
        unstakeable = std::max(0.0, (appsBudget * stake - used * total) / (appsBudget - used));
        if (unstakeable >= stake)
            unstakeable = used + freeUsed > freeBudget ? std::max(stake - 1, 0.0) : stake;
    }
    return json::Object{
        {u"usage"_s,
         json::Object{{u"tree_height"_s, usage.height},
                      {u"tree_size"_s, usage.size},
                      {u"tree_bytes"_s, usage.bytes},
                      {u"tree_max_siblings"_s, usage.maxSiblings}}},
        {u"available"_s,
         json::Object{{u"tree_height"_s, parameter(u"resource/state_tree_height_limit")},
                      {u"tree_bytes"_s, available},
                      {u"tree_size"_s, available * parameter(u"resource/max_state_tree_size_per_byte").toDouble()}}},
        {u"staking"_s, json::Object{{u"app"_s, stake}, {u"total"_s, total}, {u"unstakeable"_s, unstakeable}}}};
}

json::Value Ledger::validators() const
{
    const auto listed = [&](const QString &list, const QString &address) {
        return value(formatPath({u"consensus"_s, list, address})).toBool();
    };
    const double least = parameter(u"consensus/min_stake_for_proposer").toDouble();
    const double most = parameter(u"consensus/max_stake_for_proposer").toDouble();
    std::vector<Validator> found;
    if (const StateNodePtr stakers = m_state.find({rootLabel(StateRoot::Values), u"staking"_s, u"consensus"_s})) {
        forEachChild(*stakers, [&](const QString &address, const StateNodePtr &) {
            if (!isAddress(address))
                return;
            const double stake = balance(u"staking|consensus|"_s + address + u"|0"_s);
            const bool proposer = listed(u"proposer_whitelist"_s, address);
            if (stake <= 0 || (proposer && (stake < least || stake > most))
                || (!proposer && !listed(u"validator_whitelist"_s, address)))
                return;
            found.push_back({address, stake,
                             number(formatPath({u"staking"_s, u"consensus"_s, address, u"0"_s, u"expire_at"_s})),
                             proposer});
        });
    }
    std::ranges::sort(found, [](const Validator &a, const Validator &b) {
        return std::tuple(!a.proposer, -a.stake, -a.expiry, a.address)
            < std::tuple(!b.proposer, -b.stake, -b.expiry, b.address);
    });
    const auto limit = std::size_t(std::max(0.0, parameter(u"consensus/max_num_validators").toDouble()));
    found.resize(std::min(found.size(), limit), Validator{});
    json::Object set;
    for (const Validator &validator : found) {
        set.set(validator.address,
                json::Object{{u"stake"_s, validator.stake}, {u"proposal_right"_s, validator.proposer}});
    }
    return set;
}

double Ledger::appStakesTotal() const
{
    const double inConsensus = number(u"/staking/consensus/balance_total");
    if (const json::Value sum = value(u"/staking/balance_total_sum"); sum.isNumber())
        return sum.toDouble() - inConsensus;
    double total = 0;
    if (const StateNodePtr services = m_state.find({rootLabel(StateRoot::Values), u"staking"_s})) {
        forEachChild(*services, [&](const QString &service, const StateNodePtr &child) {
            const StateNodePtr stake = childOf(*child, u"balance_total");
            if (service != u"consensus" && stake)
                total += leafValue(*stake).toDouble();
        });
    }
    return total;
}

qint64 Ledger::freeTierBytes() const
{
    const StateNodePtr apps = m_state.find({rootLabel(StateRoot::Values), u"apps"_s});
    if (!apps)
        return 0;
    qint64 bytes = 0;
    forEachChild(*apps, [&](const QString &app, const StateNodePtr &) {
        if (number(formatPath({u"staking"_s, app, u"balance_total"_s})) > 0)
            return;
        if (const std::optional<StateInfo> usage = usageAt(m_state, {u"apps"_s, app}))
            bytes += usage->bytes;
    });
    return bytes;
}

StateNodePtr Ledger::node(StateRoot root, const Path &path) const { return m_state.find(Path{rootLabel(root)} + path); }

json::Value Ledger::evalRule(const Path &path, const json::Value &value, const Auth &auth, const RuleInput &outer)
{
    return permissionResult(valuePermission(m_state, m_engine, *this, path, value, auth, outer).permission, nullptr);
}

json::Value Ledger::evalOwner(const Path &path, const QString &permission, const Auth &auth)
{
    return evalOwner(QStringView(formatPath(path)), permission, auth, false);
}

} // namespace ain::sandbox
