#include "core/sandbox/ledger/executor.h"

#include "core/json/number.h"
#include "core/sandbox/ledger/configtrees.h"
#include "core/sandbox/ledger/functions.h"
#include "core/sandbox/ledger/gas.h"
#include "core/sandbox/ledger/labels.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

// Deeper writes cannot fit below the height limit; refusing them early bounds every walk.
constexpr qsizetype MaxPathLabels = 128;

Path inRoot(StateRoot root, const Path &path) { return Path{rootLabel(root)} + path; }

// As a template literal shows it.
QString spoken(const json::Value &value)
{
    if (value.isString())
        return value.toString();
    if (value.isObject())
        return u"[object Object]"_s;
    return shown(value);
}

QString budgetText(qint64 used, double limit)
{
    return u'(' + QString::number(used) + u" > "_s + json::numberText(limit) + u')';
}

const QString StakingHelp = u".\nFor more information see https://docs.ainetwork.ai/ain-blockchain/staking"_s;

} // namespace

json::Object writeResult(int code, const QString &message, double gas)
{
    json::Object result;
    if (!message.isEmpty())
        result.set(u"message"_s, message);
    result.set(u"code"_s, code);
    result.set(u"bandwidth_gas_amount"_s, gas);
    return result;
}

Executor::Executor(Ledger &ledger, const Transaction &transaction, const BlockContext &context)
    : m_ledger(ledger),
      m_transaction(transaction),
      m_context(context),
      m_functions(std::make_unique<NativeFunctions>(*this))
{
}

Executor::~Executor() = default;

json::Value Executor::value(const Path &path) const { return state().value(inRoot(StateRoot::Values, path)); }

double Executor::number(const Path &path) const
{
    const StateNodePtr node = state().find(inRoot(StateRoot::Values, path));
    return node ? leafValue(*node).toDouble() : 0;
}

bool Executor::exists(const Path &path) const
{
    const StateNodePtr node = state().find(inRoot(StateRoot::Values, path));
    return node && !(isLeaf(*node) && leafValue(*node).isNull());
}

double Executor::parameter(QStringView category, QStringView name) const
{
    return number({u"blockchain_params"_s, category.toString(), name.toString()});
}

RuleInput Executor::times(const WriteOptions &) const
{
    RuleInput input;
    input.currentTime = m_transaction.body[u"timestamp"];
    input.blockNumber = m_context.number;
    input.blockTime = m_context.time;
    return input;
}

bool Executor::isAdministrator(const QString &address) const
{
    if (address.isEmpty())
        return false;
    const Path admins{u"manage_app"_s, u"consensus"_s, u"config"_s, u"admin"_s};
    if (!exists(admins))
        return address == value({u"blockchain_params"_s, u"genesis"_s, u"genesis_addr"_s}).toString();
    return value(admins + Path{address}).toBool();
}

std::optional<QString> Executor::shardedAncestor(const Path &path) const
{
    StateNodePtr node = state().find({rootLabel(StateRoot::Values)});
    Path walked{rootLabel(StateRoot::Values)};
    const auto isShard = [](const StateNode &n) {
        const StateNodePtr config = childOf(n, u".shard");
        const StateNodePtr enabled = config ? childOf(*config, u"sharding_enabled") : nullptr;
        return enabled && leafValue(*enabled).toBool();
    };
    for (const QString &label : path) {
        if (!node)
            return {};
        if (label != u".shard" && isShard(*node))
            return formatPath(walked);
        node = childOf(*node, label);
        walked.append(label);
    }
    return node && isShard(*node) ? std::optional(formatPath(walked)) : std::nullopt;
}

json::Object Executor::setValue(const Path &path, const json::Value &value, const Auth &auth,
                                const WriteOptions &options)
{
    const double unit = parameter(u"resource", u"unit_write_gas_amount");
    const auto labelLimit = qint64(parameter(u"resource", u"state_label_length_limit"));
    if (const Validity valid = checkPath(path, labelLimit); !valid.valid)
        return writeResult(codes::SetValueInvalidPath, u"Invalid value path: "_s + valid.invalidPath, unit);
    if (path.size() > MaxPathLabels) {
        return writeResult(codes::TreeHeight,
                           u"Out of tree height limit (%1 > %2)"_s.arg(path.size()).arg(MaxPathLabels), unit);
    }
    if (const Validity valid = checkStates(value, labelLimit); !valid.valid)
        return writeResult(codes::SetValueInvalidStates, u"Invalid object for states: "_s + valid.invalidPath, unit);
    const ValuePermission permission =
        valuePermission(state(), m_ledger.m_engine, m_ledger, path, value, auth, times(options));
    if (permission.permission.code != codes::Success)
        return writeResult(permission.permission.code, permission.permission.message, unit);
    if (const auto sharded = shardedAncestor(path)) {
        return writeResult(codes::SetValueShardedPath, u"Non-writable path with shard config: "_s + *sharded, unit);
    }
    if (path.isEmpty())
        return writeResult(codes::SetValueInvalidPath, u"Invalid value path: /"_s, unit);

    const Path fullPath = inRoot(StateRoot::Values, path);
    const StateNodePtr before = state().find(fullPath);
    m_ledger.m_state.write(fullPath, value);
    TriggerResults triggered;
    if (!auth.address.isEmpty() || !auth.fid.isEmpty()) {
        triggered = m_functions->trigger(path, value, before, auth, options);
        const auto failed = [&](int code, const QString &message) {
            json::Object result = writeResult(code, message, unit);
            triggered.addTo(result);
            return result;
        };
        if (triggered.failed)
            return failed(codes::TriggeredFunctionFailed, u"Triggered function call failed"_s);
        if (triggered.subtreeFailed)
            return failed(codes::TriggeredSubtreeFunctionFailed, u"Triggered subtree function call failed"_s);
    }
    if (!value.isNull())
        collectGarbage(permission.state, path);
    if (options.emitsEvents && m_ledger.m_observer && !m_context.eventSource.isEmpty()) {
        m_ledger.m_observer({path, before ? toJson(*before) : json::Value(), value, auth, m_context.eventSource},
                            m_transaction);
    }
    json::Object result = writeResult(codes::Success, {}, unit);
    triggered.addTo(result);
    return result;
}

void Executor::collectGarbage(const RuleMatch &match, const Path &path)
{
    const json::Value &rule = match.closest.config[u"state"];
    const double most = rule[u"gc_max_siblings"].toDouble();
    const double deleted = rule[u"gc_num_siblings_deleted"].toDouble();
    if (most == 0 || deleted == 0 || match.closest.path.isEmpty())
        return;
    const Path parentPath = inRoot(StateRoot::Values, path.first(match.closest.path.size() - 1));
    const StateNodePtr parent = state().find(parentPath);
    if (!parent || double(childCount(*parent)) <= most)
        return;
    QStringList oldest;
    forEachChild(*parent, [&](const QString &label, const StateNodePtr &) {
        if (double(oldest.size()) < deleted)
            oldest.append(label);
    });
    for (const QString &label : oldest)
        m_ledger.m_state.write(parentPath + Path{label}, {});
}

json::Object Executor::addValue(const Path &path, const json::Value &delta, int sign, const Auth &auth,
                                const WriteOptions &options)
{
    const json::Value before = value(path);
    if ((!before.isNull() && !before.isNumber()) || !delta.isNumber()) {
        return writeResult(sign > 0 ? codes::IncNotANumber : codes::DecNotANumber,
                           u"Not a number type: "_s + spoken(before) + u" or "_s + spoken(delta),
                           parameter(u"resource", u"unit_write_gas_amount"));
    }
    return setValue(path, before.toDouble() + sign * delta.toDouble(), auth, options);
}

json::Object Executor::setFunction(const Path &path, const json::Value &tree, const Auth &auth)
{
    const double unit = parameter(u"resource", u"unit_write_gas_amount");
    const auto labelLimit = qint64(parameter(u"resource", u"state_label_length_limit"));
    if (const Validity valid = checkStates(tree, labelLimit); !valid.valid)
        return writeResult(codes::SetFunctionInvalidStates, u"Invalid object for states: "_s + valid.invalidPath, unit);
    if (const Validity valid = checkPath(path, labelLimit); !valid.valid || path.size() > MaxPathLabels)
        return writeResult(codes::SetFunctionInvalidPath, u"Invalid function path: "_s + valid.invalidPath, unit);
    if (const Validity valid = checkFunctionTree(path, tree); !valid.valid)
        return writeResult(codes::SetFunctionInvalidTree, u"Invalid function tree: "_s + valid.invalidPath, unit);
    if (!isAdministrator(auth.address)) {
        if (const QString fid = ownerOnlyFunction(tree); !fid.isEmpty())
            return writeResult(codes::SetFunctionOwnerOnly, u"Trying to write owner-only function: "_s + fid, unit);
    }
    const Path fullPath = inRoot(StateRoot::Functions, path);
    const MergedConfig merged = mergeConfig(state().value(fullPath), tree, u".function"_s);
    const Permission permission = functionPermission(state(), path, auth, merged.isMerge).permission;
    if (permission.code != codes::Success)
        return writeResult(permission.code, permission.message, unit);
    m_ledger.m_state.write(fullPath, merged.tree);
    return writeResult(codes::Success, {}, unit);
}

json::Object Executor::setRule(const Path &path, const json::Value &tree, const Auth &auth)
{
    const double unit = parameter(u"resource", u"unit_write_gas_amount");
    const auto labelLimit = qint64(parameter(u"resource", u"state_label_length_limit"));
    if (const Validity valid = checkStates(tree, labelLimit); !valid.valid)
        return writeResult(codes::SetRuleInvalidStates, u"Invalid object for states: "_s + valid.invalidPath, unit);
    if (const Validity valid = checkPath(path, labelLimit); !valid.valid || path.size() > MaxPathLabels)
        return writeResult(codes::SetRuleInvalidPath, u"Invalid rule path: "_s + valid.invalidPath, unit);
    const double minGcDeleted = parameter(u"resource", u"min_gc_num_siblings_deleted");
    if (const Validity valid = checkRuleTree(path, tree, minGcDeleted); !valid.valid)
        return writeResult(codes::SetRuleInvalidTree, u"Invalid rule tree: "_s + valid.invalidPath, unit);
    const Path fullPath = inRoot(StateRoot::Rules, path);
    const MergedConfig merged = mergeConfig(state().value(fullPath), tree, u".rule"_s);
    const Permission permission = rulePermission(state(), path, auth, merged.isMerge).permission;
    if (permission.code != codes::Success)
        return writeResult(permission.code, permission.message, unit);
    m_ledger.m_state.write(fullPath, merged.tree);
    return writeResult(codes::Success, {}, unit);
}

json::Object Executor::setOwner(const Path &path, const json::Value &tree, const Auth &auth)
{
    const double unit = parameter(u"resource", u"unit_write_gas_amount");
    const auto labelLimit = qint64(parameter(u"resource", u"state_label_length_limit"));
    if (const Validity valid = checkStates(tree, labelLimit); !valid.valid)
        return writeResult(codes::SetOwnerInvalidStates, u"Invalid object for states: "_s + valid.invalidPath, unit);
    if (const Validity valid = checkPath(path, labelLimit); !valid.valid || path.size() > MaxPathLabels)
        return writeResult(codes::SetOwnerInvalidPath, u"Invalid owner path: "_s + valid.invalidPath, unit);
    if (const Validity valid = checkOwnerTree(path, tree); !valid.valid)
        return writeResult(codes::SetOwnerInvalidTree, u"Invalid owner tree: "_s + valid.invalidPath, unit);
    const Path fullPath = inRoot(StateRoot::Owners, path);
    const MergedConfig merged = mergeConfig(state().value(fullPath), tree, u".owner"_s);
    const Permission permission = ownerPermission(state(), path, auth, merged.isMerge).permission;
    if (permission.code != codes::Success)
        return writeResult(permission.code, permission.message, unit);
    m_ledger.m_state.write(fullPath, merged.tree);
    return writeResult(codes::Success, {}, unit);
}

json::Object Executor::runSingle(const json::Value &operation, const Auth &auth)
{
    const QString type = operation[u"type"].toString(u"SET_VALUE"_s);
    const Path path = parsePath(operation[u"ref"].toString());
    const json::Value &value = operation[u"value"];
    const WriteOptions options{true, true};
    if (type == u"SET_VALUE")
        return setValue(path, value, auth, options);
    if (type == u"INC_VALUE" || type == u"DEC_VALUE")
        return addValue(path, value, type == u"INC_VALUE" ? 1 : -1, auth, options);
    if (type == u"SET_FUNCTION")
        return setFunction(path, value, auth);
    if (type == u"SET_RULE")
        return setRule(path, value, auth);
    if (type == u"SET_OWNER")
        return setOwner(path, value, auth);
    return writeResult(codes::InvalidOperationType, u"Invalid operation type: "_s + type,
                       parameter(u"resource", u"unit_write_gas_amount"));
}

json::Object Executor::runMulti(const json::Value &operations, const Auth &auth)
{
    const auto count = double(operations.array().size());
    const double limit = parameter(u"resource", u"set_op_list_size_limit");
    if (!isGenesis() && count > limit) {
        return {{u"result_list"_s, nullptr},
                {u"code"_s, codes::SetTooManyOps},
                {u"message"_s,
                 u"The transaction exceeds the max op_list size limit: "_s + json::numberText(count) + u" > "_s
                     + json::numberText(limit)}};
    }
    json::Object results;
    for (std::size_t i = 0; i < operations.array().size(); ++i) {
        json::Object result = runSingle(operations.array()[i], auth);
        const bool failed = Ledger::isFailed(result);
        results.set(QString::number(i), std::move(result));
        if (failed)
            break;
    }
    return {{u"result_list"_s, std::move(results)}};
}

void Executor::useNonce(const QString &address)
{
    const json::Value &nonce = m_transaction.body[u"nonce"];
    const Path account{rootLabel(StateRoot::Values), u"accounts"_s, address};
    if (nonce.toDouble() >= 0)
        m_ledger.m_state.write(account + Path{u"nonce"_s}, nonce.toDouble() + 1);
    else if (nonce.toDouble() == -2)
        m_ledger.m_state.write(account + Path{u"timestamp"_s}, m_transaction.body[u"timestamp"]);
}

json::Object Executor::runOperation()
{
    const json::Value &operation = m_transaction.body[u"operation"];
    const bool multi = operation[u"type"].toString() == u"SET";
    const Auth auth{m_transaction.address, {}, {}};
    const Path account{u"accounts"_s, auth.address};
    const QStringList apps = appsOf(operation);
    const StateTree before = state();
    const bool isNewAccount = !isGenesis() && !exists(account);

    json::Object result{{u"gas_cost_total"_s, 0}};
    json::Object ran = multi ? runMulti(operation[u"op_list"], auth) : runSingle(operation, auth);
    // Nonce or timestamp will make the account exist, so it is registered even if nothing else is.
    if (isNewAccount && !exists(account) && m_transaction.body[u"nonce"].toDouble() != -1) {
        json::Object *first = &ran;
        if (json::Value *list = ran.find(u"result_list"); list && list->isObject())
            first = &list->object().find(u"0")->object();
        if (first->contains(u"bandwidth_gas_amount")) {
            first->set(u"bandwidth_gas_amount"_s,
                       (*first)[u"bandwidth_gas_amount"].toDouble()
                           + parameter(u"resource", u"account_registration_gas_amount"));
        }
    }
    for (auto &[key, member] : ran)
        result.set(key, std::move(member));
    const auto setGas = [&](const Gas &bandwidth, const Gas &stateGas) {
        result.set(u"gas_amount_total"_s,
                   json::Object{{u"bandwidth"_s, bandwidth.toJson()}, {u"state"_s, stateGas.toJson()}});
    };
    const Gas bandwidth = bandwidthGas(operation, result);
    Gas stateGas;
    setGas(bandwidth, stateGas);
    if (Ledger::isFailed(result))
        return result;

    const auto refuse = [&](int code, const QString &message) {
        result.set(u"code"_s, code);
        result.set(u"message"_s, message);
        return result;
    };
    const StateInfo root = *state().stateInfo({});
    const double heightLimit = parameter(u"resource", u"state_tree_height_limit");
    const double bytesLimit = parameter(u"resource", u"state_tree_bytes_limit");
    if (double(root.height) > heightLimit)
        return refuse(codes::TreeHeight, u"Out of tree height limit "_s + budgetText(root.height, heightLimit));
    if (double(root.bytes) > bytesLimit)
        return refuse(codes::TreeBytes, u"Out of tree bytes limit "_s + budgetText(root.bytes, bytesLimit));

    const double coefficient = parameter(u"resource", u"state_gas_coefficient");
    const auto serviceBytes = [](const StateTree &tree) {
        const std::optional<StateInfo> inApps = usageAt(tree, {u"apps"_s});
        return tree.stateInfo({})->bytes - (inApps ? inApps->bytes : 0);
    };
    const qint64 serviceNow = serviceBytes(state());
    stateGas.service = double(std::max<qint64>(serviceNow - serviceBytes(before), 0)) * coefficient;
    for (const QString &app : apps) {
        const std::optional<StateInfo> was = usageAt(before, {u"apps"_s, app});
        const std::optional<StateInfo> is = usageAt(state(), {u"apps"_s, app});
        if (was && is && is->bytes > was->bytes) // an app's first data is not counted on the network either
            stateGas.apps[app] = double(is->bytes - was->bytes) * coefficient;
    }
    setGas(bandwidth, stateGas);

    const double serviceBudget = bytesLimit * parameter(u"resource", u"service_state_budget_ratio");
    const double appsBudget = bytesLimit * parameter(u"resource", u"apps_state_budget_ratio");
    const double freeBudget = bytesLimit * parameter(u"resource", u"free_state_budget_ratio");
    if (double(serviceNow) > serviceBudget) {
        return refuse(codes::StateBudgetServices,
                      u"Exceeded state budget limit for services "_s + budgetText(serviceNow, serviceBudget));
    }
    const std::optional<StateInfo> allApps = usageAt(state(), {u"apps"_s});
    if (allApps && double(allApps->bytes) > appsBudget) {
        return refuse(codes::StateBudgetApps,
                      u"Exceeded state budget limit for apps "_s + budgetText(allApps->bytes, appsBudget));
    }
    for (const QString &app : apps) {
        const double stake = number({u"staking"_s, app, u"balance_total"_s});
        if (stake == 0) {
            const qint64 freeBytes = m_ledger.freeTierBytes();
            if (freeBytes > 0 && double(freeBytes) >= freeBudget) {
                return refuse(codes::StateBudgetFreeTier,
                              u"Exceeded state budget limit for free tier "_s + budgetText(freeBytes, freeBudget)
                                  + StakingHelp);
            }
            continue;
        }
        const double budget = appsBudget * stake / m_ledger.appStakesTotal();
        const std::optional<StateInfo> usage = usageAt(state(), {u"apps"_s, app});
        if (usage && double(usage->bytes) > budget) {
            return refuse(codes::StateBudgetApp,
                          u"Exceeded state budget limit for app "_s + app + u' ' + budgetText(usage->bytes, budget)
                              + StakingHelp);
        }
    }
    useNonce(auth.address);
    return result;
}

bool Executor::collectFee(json::Object &result, const StateTree &before, bool dryRun)
{
    const json::Value &body = m_transaction.body;
    const double price = body[u"gas_price"].toDouble();
    const double unit = parameter(u"resource", u"gas_price_unit");
    const double bandwidth = result[u"gas_amount_total"].at({u"bandwidth", u"service"}).toDouble();
    const double stateGas = result[u"gas_amount_total"].at({u"state", u"service"}).toDouble();
    double charged = bandwidth + (Ledger::isFailed(result) ? 0 : stateGas);
    const auto record = [&] {
        result.set(u"gas_amount_charged"_s, charged);
        result.set(u"gas_cost_total"_s, gasCost(price, charged, unit));
    };
    record();
    if (charged <= 0 || price == 0)
        return false;

    QString payer = m_transaction.address;
    if (const QString billing = body[u"billing"].toString(); !billing.isEmpty()) {
        const Path users{u"manage_app"_s,      billing.section(u'|', 0, 0), u"config"_s,
                         u"billing"_s,         billing.section(u'|', 1, 1), u"users"_s,
                         m_transaction.address};
        if (value(users).toBool())
            payer = u"gas_fee_billing|"_s + billing;
    }
    bool tooLow = false;
    const Path balancePath = accountPath(payer) + Path{u"balance"_s};
    const double balance = number(balancePath);
    if (const double cost = gasCost(price, charged, unit); !dryRun && balance < cost) {
        result.set(u"code"_s, codes::FeeBalanceTooLow);
        result.set(u"message"_s,
                   u"Failed to collect gas fee: balance too low ("_s + json::numberText(balance) + u" / "_s
                       + json::numberText(cost) + u')');
        m_ledger.m_state = before;
        charged = std::min(number(balancePath), bandwidth);
        record();
        tooLow = true;
    }
    const double cost = result[u"gas_cost_total"].toDouble();
    if (dryRun || cost <= 0)
        return tooLow;
    const json::Object collected =
        setValue({u"gas_fee"_s, u"collect"_s, QString::number(m_context.number), payer, m_transaction.hash},
                 json::Object{{u"amount"_s, cost}}, {m_transaction.address, {}, {}}, {true, true});
    if (Ledger::isFailed(collected)) {
        result.set(u"code"_s, codes::FeeCollectionFailed);
        result.set(u"message"_s, u"Failed to collect gas fee: "_s + shown(collected));
    }
    return tooLow;
}

} // namespace ain::sandbox
