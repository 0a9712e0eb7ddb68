#include "core/sandbox/ledger/functions.h"

#include "core/json/number.h"
#include "core/sandbox/ledger/labels.h"

#include <QRegularExpression>
#include <QUrl>

#include <array>
#include <map>
#include <utility>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

struct MatchedValue {
    Path path;
    PathVars pathVars;
    json::Value value;
};

// The members of a value that a function path with variables stands for, by their formatted paths.
void matchValues(const json::Value &value, const Path &functionPath, qsizetype depth, MatchedValue so_far,
                 std::map<QString, MatchedValue> &out)
{
    if (depth == functionPath.size()) {
        so_far.value = value;
        out.insert_or_assign(formatPath(so_far.path), std::move(so_far));
        return;
    }
    const QString &label = functionPath[depth];
    for (const auto &[key, member] : value.object()) {
        const bool variable = label.startsWith(u'$');
        if (!variable && key != label)
            continue;
        MatchedValue next = so_far;
        next.path.append(key);
        if (variable)
            next.pathVars.emplace_back(label, key);
        matchValues(member, functionPath, depth + 1, std::move(next), out);
    }
}

std::map<QString, MatchedValue> matchValues(const json::Value &value, const Path &functionPath)
{
    std::map<QString, MatchedValue> out;
    matchValues(value, functionPath, 0, {}, out);
    return out;
}

bool isFailedCode(const json::Value &code)
{
    return !code.isNumber() || (code.toDouble() != codes::Success && code.toDouble() != codes::FunctionSkipped);
}

bool hasFailed(const json::Object &functionResults)
{
    for (const auto &[fid, result] : functionResults) {
        if (isFailedCode(result[u"code"]))
            return true;
        for (const auto &[index, operation] : result[u"op_results"].object()) {
            if (Ledger::isFailed(operation[u"result"]))
                return true;
        }
    }
    return false;
}

} // namespace

void TriggerResults::addTo(json::Object &result) const
{
    if (!functions.isEmpty())
        result.set(u"func_results"_s, functions);
    if (!subtree.isEmpty())
        result.set(u"subtree_func_results"_s, subtree);
}

TriggerResults NativeFunctions::trigger(const Path &path, const json::Value &value, const StateNodePtr &before,
                                        const Auth &auth, const WriteOptions &options)
{
    TriggerResults results;
    const FunctionMatch match = matchFunction(m_executor.state(), path);
    results.functions = run(match.matched.config, match.pathVars, path, value, before, auth, options);
    results.failed = hasFailed(results.functions);
    const json::Value previous = match.subtree.empty() || !before ? json::Value() : toJson(*before);
    for (const FoundConfig &below : match.subtree) {
        json::Object triggered;
        const auto call = [&](const QString &key, const MatchedValue &matched, const json::Value &newValue) {
            PathVars vars = match.pathVars;
            vars.insert(vars.end(), matched.pathVars.begin(), matched.pathVars.end());
            StateNodePtr node = before;
            for (qsizetype i = 0; node && i < matched.path.size(); ++i)
                node = childOf(*node, matched.path[i]);
            json::Object ran = run(below.config, vars, path + matched.path, newValue, node, auth, options);
            results.subtreeFailed = results.subtreeFailed || hasFailed(ran);
            triggered.set(key, json::Object{{u"func_results"_s, std::move(ran)}});
        };
        const auto now = matchValues(value, below.path);
        for (const auto &[key, matched] : matchValues(previous, below.path)) {
            if (!now.contains(key))
                call(key, matched, {});
        }
        for (const auto &[key, matched] : now)
            call(key, matched, matched.value);
        results.subtree.set(formatPath(below.path), std::move(triggered));
    }
    return results;
}

json::Object NativeFunctions::run(const json::Value &functions, const PathVars &vars, const Path &valuePath,
                                  const json::Value &value, const StateNodePtr &before, const Auth &auth,
                                  const WriteOptions &options)
{
    json::Object results;
    for (const auto &[key, function] : functions.object()) {
        const QString fid = function[u"function_id"].toString();
        const QString type = function[u"function_type"].toString();
        if (type == u"REST") {
            // Recorded with its gas; a practice network calls nobody.
            const QString url = function[u"function_url"].toString();
            if (!url.isEmpty() && isWhitelisted(url)) {
                results.set(fid,
                            json::Object{{u"code"_s, codes::FunctionSkipped},
                                         {u"bandwidth_gas_amount"_s,
                                          m_executor.parameter(u"resource", u"rest_function_call_gas_amount")}});
            }
            continue;
        }
        const Handler handler = type == u"NATIVE" ? handlerOf(fid) : nullptr;
        if (!handler || (!m_calls.empty() && m_calls.back().contains(fid)))
            continue; // a function never triggers itself
        QStringList fids = m_calls.empty() ? QStringList() : m_calls.back();
        fids.append(fid);
        m_calls.push_back(fids);
        NativeCall call{fid, valuePath, value, before, {}, {auth.address, fid, fids}, options.emitsEvents, {}};
        for (const auto &[name, label] : vars)
            call.params.insert(name.sliced(1), label);
        const bool cancels = fid == u"_cancelCheckin";
        const Outcome outcome = value.isNull() != cancels ? Outcome{} : (this->*handler)(call);
        m_calls.pop_back();
        json::Object result{{u"code"_s, outcome.code}, {u"bandwidth_gas_amount"_s, outcome.extraGas}};
        if (!call.opResults.isEmpty())
            result.set(u"op_results"_s, std::move(call.opResults));
        results.set(fid, std::move(result));
        if (isFailedCode(outcome.code))
            break;
    }
    return results;
}

NativeFunctions::Handler NativeFunctions::handlerOf(const QString &fid)
{
    static const QHash<QString, Handler> handlers{
        {u"_cancelCheckin"_s, &NativeFunctions::cancelCheckin},
        {u"_claim"_s, &NativeFunctions::claim},
        {u"_claimReward"_s, &NativeFunctions::claimReward},
        {u"_closeCheckin"_s, &NativeFunctions::closeCheckin},
        {u"_closeCheckout"_s, &NativeFunctions::closeCheckout},
        {u"_collectFee"_s, &NativeFunctions::collectFee},
        {u"_createApp"_s, &NativeFunctions::createApp},
        {u"_distributeFee"_s, &NativeFunctions::distributeFee},
        {u"_eraseValue"_s, &NativeFunctions::eraseValue},
        {u"_fail"_s, &NativeFunctions::fail},
        {u"_handleOffenses"_s, &NativeFunctions::handleOffenses},
        {u"_hold"_s, &NativeFunctions::hold},
        {u"_openCheckin"_s, &NativeFunctions::openCheckin},
        {u"_openCheckout"_s, &NativeFunctions::openCheckout},
        {u"_pay"_s, &NativeFunctions::pay},
        {u"_release"_s, &NativeFunctions::release},
        {u"_saveLastTx"_s, &NativeFunctions::saveLastTx},
        {u"_setOwnerConfig"_s, &NativeFunctions::setOwnerConfig},
        {u"_stake"_s, &NativeFunctions::stake},
        {u"_transfer"_s, &NativeFunctions::moveMoney},
        {u"_unstake"_s, &NativeFunctions::unstake},
        {u"_updateLatestShardReport"_s, &NativeFunctions::updateLatestShardReport},
    };
    return handlers.value(fid, nullptr);
}

bool NativeFunctions::isWhitelisted(const QString &url) const
{
    const json::Value byUser = m_executor.value({u"developers"_s, u"rest_functions"_s, u"url_whitelist"_s});
    for (const auto &[user, entries] : byUser.object()) {
        for (const auto &[key, entry] : entries.object()) {
            const QString pattern = entry.toString();
            if (pattern.isEmpty() || pattern.size() > 2048)
                continue;
            const QRegularExpression expression(QRegularExpression::escape(pattern).replace(u"\\*"_s, u"[^/]*"_s)
                                                + u"(/.*)?"_s);
            if (QRegularExpression(QRegularExpression::anchoredPattern(expression.pattern())).match(url).hasMatch())
                return true;
        }
    }
    return false;
}

void NativeFunctions::note(NativeCall &call, const Path &path, const json::Object &result)
{
    call.opResults.set(QString::number(call.opResults.size()),
                       json::Object{{u"path"_s, formatPath(path)}, {u"result"_s, result}});
}

bool NativeFunctions::set(NativeCall &call, const Path &path, const json::Value &value)
{
    const json::Object result = m_executor.setValue(path, value, call.auth, {call.emitsEvents, true});
    note(call, path, result);
    return !Ledger::isFailed(result);
}

bool NativeFunctions::add(NativeCall &call, const Path &path, double delta)
{
    const json::Object result = m_executor.addValue(path, delta, 1, call.auth, {false, true});
    note(call, path, result);
    return !Ledger::isFailed(result);
}

bool NativeFunctions::subtract(NativeCall &call, const Path &path, double delta)
{
    const json::Object result = m_executor.addValue(path, delta, -1, call.auth, {false, true});
    note(call, path, result);
    return !Ledger::isFailed(result);
}

// A record below /transfer with the transaction's timestamp as its key; it triggers _transfer itself.
bool NativeFunctions::transfer(NativeCall &call, const QString &from, const QString &to, double amount)
{
    const QString key = json::numberText(m_executor.transaction().body[u"timestamp"].toDouble());
    return set(call, {u"transfer"_s, from, to, key, u"value"_s}, amount);
}

NativeFunctions::Outcome NativeFunctions::saveLastTx(NativeCall &call)
{
    if (call.valuePath.isEmpty())
        return {};
    Path path = call.valuePath;
    path.insert(path.size() - 1, u".last_tx"_s);
    return {set(call, path, json::Object{{u"tx_hash"_s, m_executor.transaction().hash}}) ? codes::Success
                                                                                         : codes::FunctionFailure};
}

NativeFunctions::Outcome NativeFunctions::eraseValue(NativeCall &call)
{
    return {set(call, call.valuePath, u"erased"_s) ? codes::Success : codes::FunctionFailure};
}

NativeFunctions::Outcome NativeFunctions::fail(NativeCall &) { return {codes::FunctionFailure}; }

NativeFunctions::Outcome NativeFunctions::setOwnerConfig(NativeCall &call)
{
    const json::Object permissions{
        {u"branch_owner"_s, false}, {u"write_function"_s, true}, {u"write_owner"_s, true}, {u"write_rule"_s, true}};
    json::Object owners{{u"*"_s, permissions}};
    owners.set(call.auth.address, permissions);
    const json::Object tree{{u".owner"_s, json::Object{{u"owners"_s, owners}}}};
    const json::Object result = m_executor.setOwner(call.valuePath, tree, call.auth);
    note(call, call.valuePath, result);
    return {Ledger::isFailed(result) ? codes::FunctionFailure : codes::Success};
}

} // namespace ain::sandbox
