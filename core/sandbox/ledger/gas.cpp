#include "core/sandbox/ledger/gas.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

void addSingle(Gas &gas, const Path &path, double amount)
{
    if (amount == 0)
        return;
    if (path.value(0) != u"apps")
        gas.service += amount;
    else if (path.size() > 1)
        gas.apps[path[1]] += amount;
}

void addResult(Gas &gas, const Path &path, const json::Value &result);

void addFunctions(Gas &gas, const Path &path, const json::Value &results)
{
    for (const auto &[fid, result] : results.object()) {
        for (const auto &[index, entry] : result[u"op_results"].object())
            addResult(gas, parsePath(entry[u"path"].toString()), entry[u"result"]);
        addSingle(gas, path, result[u"bandwidth_gas_amount"].toDouble());
    }
}

void addResult(Gas &gas, const Path &path, const json::Value &result)
{
    addFunctions(gas, path, result[u"func_results"]);
    for (const auto &[functionPath, values] : result[u"subtree_func_results"].object()) {
        for (const auto &[valuePath, triggered] : values.object())
            addFunctions(gas, path + parsePath(valuePath), triggered[u"func_results"]);
    }
    addSingle(gas, path, result[u"bandwidth_gas_amount"].toDouble());
}

template<typename Visit>
void forEachRef(const json::Value &operation, const Visit &visit)
{
    if (const json::Value &list = operation[u"op_list"]; list.isArray()) {
        for (const json::Value &inner : list.array())
            visit(parsePath(inner[u"ref"].toString()));
    } else {
        visit(parsePath(operation[u"ref"].toString()));
    }
}

} // namespace

json::Value Gas::toJson() const
{
    json::Object object{{u"service"_s, service}};
    if (!apps.empty()) {
        json::Object byName;
        for (const auto &[name, amount] : apps)
            byName.set(name, amount);
        object.set(u"app"_s, std::move(byName));
    }
    return object;
}

Gas bandwidthGas(const json::Value &operation, const json::Object &result)
{
    Gas gas;
    const json::Value &list = result[u"result_list"];
    if (!list.isObject()) {
        addResult(gas, parsePath(operation[u"ref"].toString()), result);
        return gas;
    }
    const json::Array &operations = operation[u"op_list"].array();
    for (const auto &[index, single] : list.object()) {
        const auto i = index.toULongLong();
        if (i < operations.size())
            addResult(gas, parsePath(operations[i][u"ref"].toString()), single);
    }
    return gas;
}

QStringList appsOf(const json::Value &operation)
{
    QStringList names;
    forEachRef(operation, [&](const Path &path) {
        if (path.value(0) == u"apps" && path.size() > 1 && !names.contains(path[1]))
            names.append(path[1]);
    });
    return names;
}

QStringList serviceAppsOf(const json::Value &operation)
{
    QStringList names;
    forEachRef(operation, [&](const Path &path) {
        const QString service = path.value(0);
        if ((service == u"manage_app" || service == u"payments" || service == u"staking") && path.size() > 1
            && !names.contains(path[1]))
            names.append(path[1]);
    });
    return names;
}

bool hasServiceOperation(const json::Value &operation)
{
    bool found = false;
    forEachRef(operation, [&](const Path &path) { found = found || path.value(0) != u"apps"; });
    return found;
}

std::optional<StateInfo> usageAt(const StateTree &state, const Path &path)
{
    std::optional<StateInfo> sum;
    for (const StateRoot root : {StateRoot::Values, StateRoot::Rules, StateRoot::Functions, StateRoot::Owners}) {
        const std::optional<StateInfo> info = state.stateInfo(Path{rootLabel(root)} + path);
        if (!info)
            continue;
        if (!sum)
            sum.emplace();
        sum->numChildren += info->numChildren;
        sum->height += info->height;
        sum->size += info->size;
        sum->bytes += info->bytes;
        sum->maxSiblings += info->maxSiblings;
    }
    return sum;
}

double gasCost(double price, double gas, double unit) { return std::floor(price * unit * gas * 1'000'000) / 1'000'000; }

} // namespace ain::sandbox
