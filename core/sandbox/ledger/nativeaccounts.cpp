// Money between accounts: transfers, apps, stakes, payments, escrow.
#include "core/sandbox/ledger/functions.h"
#include "core/sandbox/ledger/labels.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

json::Value allPermissions(bool writeOwner)
{
    return json::Object{{u"branch_owner"_s, true},
                        {u"write_function"_s, true},
                        {u"write_owner"_s, writeOwner},
                        {u"write_rule"_s, true}};
}

QString stakingAccount(const NativeCall &call)
{
    return u"staking|"_s + call.params.value(u"service_name"_s) + u'|' + call.params.value(u"user_addr"_s) + u'|'
        + call.params.value(u"staking_key"_s);
}

Path stakingPath(const NativeCall &call, const QString &last)
{
    return {u"staking"_s, call.params.value(u"service_name"_s), call.params.value(u"user_addr"_s),
            call.params.value(u"staking_key"_s), last};
}

QString paymentAccount(const NativeCall &call)
{
    return u"payments|"_s + call.params.value(u"service_name"_s) + u'|' + call.params.value(u"user_addr"_s) + u'|'
        + call.params.value(u"payment_key"_s);
}

QString escrowAccount(const NativeCall &call)
{
    return u"escrow|escrow|"_s + call.params.value(u"source_account"_s) + u':' + call.params.value(u"target_account"_s)
        + u':' + call.params.value(u"escrow_key"_s);
}

// Only what an app's configuration may hold, in the form the network keeps it.
bool isAppConfig(const json::Value &config)
{
    const json::Value &admins = config[u"admin"];
    if (!admins.isObject())
        return false;
    for (const auto &[address, value] : admins.object()) {
        if (!isChecksumAddress(address) || !value.isBool())
            return false;
    }
    for (const auto &[key, value] : config.object()) {
        if (key == u"admin")
            continue;
        const bool empty = value.isNull() || (value.isBool() && !value.toBool())
            || (value.isNumber() && value.toDouble() == 0) || (value.isString() && value.toString().isEmpty());
        if (empty || (key != u"billing" && key != u"service" && !(key == u"is_public" && value.isBool())))
            return false;
    }
    return true;
}

} // namespace

NativeFunctions::Outcome NativeFunctions::moveMoney(NativeCall &call)
{
    const Path from = accountPath(call.params.value(u"from"_s));
    const Path to = accountPath(call.params.value(u"to"_s));
    const Path fromBalance = from + Path{u"balance"_s};
    const Path toBalance = to + Path{u"balance"_s};
    const double amount = call.value.toDouble();
    if (!m_executor.exists(fromBalance) || m_executor.number(fromBalance) < amount)
        return {codes::FunctionInsufficientBalance};
    const bool isNew = !m_executor.exists(m_executor.isGenesis() ? toBalance : to);
    if (!subtract(call, fromBalance, amount) || !add(call, toBalance, amount))
        return {codes::FunctionInternal};
    return {codes::Success, isNew ? m_executor.parameter(u"resource", u"account_registration_gas_amount") : 0};
}

NativeFunctions::Outcome NativeFunctions::createApp(NativeCall &call)
{
    const QString app = call.params.value(u"app_name"_s);
    if (!isServiceName(app, !m_executor.isGenesis()))
        return {codes::FunctionInvalidServiceName};
    if (!isAppConfig(call.value))
        return {codes::FunctionFailure};
    const Path config{u"manage_app"_s, app, u"config"_s};
    double extraGas = 0;
    if (!m_executor.isGenesis() && !m_executor.exists(config))
        extraGas = m_executor.parameter(u"resource", u"app_creation_gas_amount");

    const bool isPublic = call.value[u"is_public"].toBool();
    json::Object owners;
    QStringList conditions;
    for (const auto &[address, value] : call.value[u"admin"].object()) {
        owners.set(address, allPermissions(true));
        conditions.append(u"auth.addr === '"_s + address + u'\'');
    }
    if (isPublic)
        owners.set(u"*"_s, allPermissions(false));
    const json::Value write = isPublic ? json::Value(true) : json::Value(conditions.join(u" || "_s));
    const Path appPath{u"apps"_s, app};
    note(call, appPath,
         m_executor.setRule(appPath, json::Object{{u".rule"_s, json::Object{{u"write"_s, write}}}}, call.auth));
    note(call, appPath,
         m_executor.setOwner(appPath, json::Object{{u".owner"_s, json::Object{{u"owners"_s, std::move(owners)}}}},
                             call.auth));
    for (const QString &key : {u"admin"_s, u"is_public"_s, u"billing"_s, u"service"_s}) {
        const json::Value *value = call.value.object().find(key);
        if (value && !set(call, config + Path{key}, *value))
            return {codes::FunctionFailure};
    }
    return {codes::Success, extraGas};
}

// The total over all services appeared after genesis; the first stake that finds it missing adds everything up.
void NativeFunctions::updateStakeSum(NativeCall &call, double delta)
{
    if (m_executor.isGenesis())
        return;
    const Path sumPath{u"staking"_s, u"balance_total_sum"_s};
    if (m_executor.exists(sumPath)) {
        if (delta < 0)
            subtract(call, sumPath, -delta);
        else
            add(call, sumPath, delta);
        return;
    }
    double sum = 0;
    if (const StateNodePtr services = m_executor.state().find({u"values"_s, u"staking"_s})) {
        forEachChild(*services, [&](const QString &, const StateNodePtr &service) {
            if (const StateNodePtr total = childOf(*service, u"balance_total"))
                sum += leafValue(*total).toDouble();
        });
    }
    set(call, sumPath, sum);
}

NativeFunctions::Outcome NativeFunctions::stake(NativeCall &call)
{
    const QString service = call.params.value(u"service_name"_s);
    const Path expiry = stakingPath(call, u"expire_at"_s);
    const json::Value duration =
        m_executor.value({u"manage_app"_s, service, u"config"_s, u"service"_s, u"staking"_s, u"lockup_duration"_s});
    const double lockup = duration.toDouble();
    if ((!duration.isNull() && !duration.isNumber()) || lockup < 0 || lockup != std::floor(lockup))
        return {codes::FunctionInvalidLockup};
    const double newExpiry = double(m_executor.context().time) + lockup;
    const bool extends = newExpiry > m_executor.number(expiry);
    const double amount = call.value.toDouble();
    if (amount == 0 && extends) {
        set(call, expiry, newExpiry);
        return {};
    }
    if (!transfer(call, call.params.value(u"user_addr"_s), stakingAccount(call), amount))
        return {codes::FunctionInternal};
    if (extends)
        set(call, expiry, newExpiry);
    add(call, {u"staking"_s, service, u"balance_total"_s}, amount);
    updateStakeSum(call, amount);
    return {};
}

NativeFunctions::Outcome NativeFunctions::unstake(NativeCall &call)
{
    if (m_executor.number(stakingPath(call, u"expire_at"_s)) > double(m_executor.context().now))
        return {codes::FunctionInLockup};
    const double amount = call.value.toDouble();
    if (!transfer(call, stakingAccount(call), call.params.value(u"user_addr"_s), amount))
        return {codes::FunctionInternal};
    subtract(call, {u"staking"_s, call.params.value(u"service_name"_s), u"balance_total"_s}, amount);
    updateStakeSum(call, -amount);
    return {};
}

NativeFunctions::Outcome NativeFunctions::pay(NativeCall &call)
{
    const double amount = call.value[u"amount"].toDouble();
    if (amount == 0)
        return {codes::FunctionFailure};
    return {transfer(call, m_executor.transaction().address, paymentAccount(call), amount) ? codes::Success
                                                                                           : codes::FunctionInternal};
}

NativeFunctions::Outcome NativeFunctions::claim(NativeCall &call)
{
    const double amount = call.value[u"amount"].toDouble();
    if (amount == 0)
        return {codes::FunctionFailure};
    const QString target = call.value[u"target"].toString();
    bool done = false;
    if (const json::Value &key = call.value[u"escrow_key"]; !key.isNull()) {
        const QString keyText = key.isString() ? key.toString() : shown(key);
        done = set(
            call,
            {u"escrow"_s, paymentAccount(call), target, keyText, u"hold"_s, QString::number(m_executor.context().time)},
            json::Object{{u"amount"_s, amount}});
    } else {
        done = transfer(call, paymentAccount(call), target, amount);
    }
    return {done ? codes::Success : codes::FunctionInternal};
}

NativeFunctions::Outcome NativeFunctions::hold(NativeCall &call)
{
    if (!call.value[u"amount"].isNumber())
        return {codes::FunctionFailure};
    return {
        transfer(call, call.params.value(u"source_account"_s), escrowAccount(call), call.value[u"amount"].toDouble())
            ? codes::Success
            : codes::FunctionInternal};
}

NativeFunctions::Outcome NativeFunctions::release(NativeCall &call)
{
    const json::Value &ratio = call.value[u"ratio"];
    if (!ratio.isNumber() || ratio.toDouble() < 0 || ratio.toDouble() > 1)
        return {codes::FunctionFailure};
    const QString account = escrowAccount(call);
    const double held = m_executor.number(accountPath(account) + Path{u"balance"_s});
    const double toTarget = held * ratio.toDouble();
    const double toSource = held - toTarget;
    if (toTarget > 0 && !transfer(call, account, call.params.value(u"target_account"_s), toTarget))
        return {codes::FunctionInternal};
    if (toSource > 0 && !transfer(call, account, call.params.value(u"source_account"_s), toSource))
        return {codes::FunctionInternal};
    return {};
}

} // namespace ain::sandbox
