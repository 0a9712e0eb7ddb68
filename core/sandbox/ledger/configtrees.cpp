#include "core/sandbox/ledger/configtrees.h"

#include <algorithm>
#include <array>
#include <functional>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

struct NativeFunction {
    QStringView fid;
    bool ownerOnly;
};
constexpr std::array KnownFunctions{NativeFunction{u"_cancelCheckin", true},
                                    NativeFunction{u"_claim", true},
                                    NativeFunction{u"_claimReward", true},
                                    NativeFunction{u"_closeCheckin", true},
                                    NativeFunction{u"_closeCheckout", true},
                                    NativeFunction{u"_collectFee", true},
                                    NativeFunction{u"_createApp", true},
                                    NativeFunction{u"_distributeFee", true},
                                    NativeFunction{u"_eraseValue", false},
                                    NativeFunction{u"_fail", false},
                                    NativeFunction{u"_handleOffenses", true},
                                    NativeFunction{u"_hold", true},
                                    NativeFunction{u"_openCheckin", true},
                                    NativeFunction{u"_openCheckout", true},
                                    NativeFunction{u"_pay", true},
                                    NativeFunction{u"_release", true},
                                    NativeFunction{u"_saveLastTx", false},
                                    NativeFunction{u"_setOwnerConfig", false},
                                    NativeFunction{u"_stake", true},
                                    NativeFunction{u"_transfer", true},
                                    NativeFunction{u"_unstake", true},
                                    NativeFunction{u"_updateLatestShardReport", false}};

const NativeFunction *nativeFunction(QStringView fid)
{
    const auto *found = std::ranges::find(KnownFunctions, fid, &NativeFunction::fid);
    return found == KnownFunctions.end() ? nullptr : found;
}

// Walks a tree down to its configs, keeping track of the variables of the path.
class TreeCheck {
public:
    using ConfigCheck = std::function<Validity(const json::Value &config, const QStringList &variables)>;

    TreeCheck(const Path &path, QString label, ConfigCheck check)
        : m_treePath(path), m_label(std::move(label)), m_check(std::move(check))
    {
    }

    Validity run(const json::Value &tree)
    {
        if (tree.isNull())
            return {};
        for (qsizetype i = 0; i < m_treePath.size(); ++i) {
            if (!m_treePath[i].startsWith(u'$'))
                continue;
            if (m_variables.contains(m_treePath[i]))
                return Validity::no(m_treePath.first(i + 1));
            m_variables.append(m_treePath[i]);
        }
        return walk(tree);
    }

private:
    Validity walk(const json::Value &tree)
    {
        if (!tree.isObject() || tree.object().isEmpty())
            return Validity::no(m_below);
        for (const auto &[label, subtree] : tree.object()) {
            m_below.append(label);
            const bool variable = label.startsWith(u'$');
            if (variable) {
                if (m_variables.contains(label))
                    return Validity::no(m_treePath + m_below);
                m_variables.append(label);
            }
            if (label == m_label) {
                const Validity config = m_check(subtree, m_variables);
                if (!config.valid)
                    return Validity::no(m_below + parsePath(config.invalidPath));
            } else if (const Validity below = walk(subtree); !below.valid) {
                return below;
            }
            m_below.removeLast();
            if (variable)
                m_variables.removeLast();
        }
        return {};
    }

    Path m_treePath;
    Path m_below;
    QString m_label;
    ConfigCheck m_check;
    QStringList m_variables;
};

bool isStateRule(const json::Value &rule, double minGcDeleted)
{
    if (rule.isNull())
        return true;
    if (!rule.isObject() || rule.object().isEmpty())
        return false;
    for (const auto &[key, value] : rule.object()) {
        static constexpr std::array known{u"max_children", u"max_height", u"max_size", u"max_bytes",
                                          u"gc_num_siblings_deleted"};
        const bool isKnown = key == u"gc_max_siblings"
            || std::ranges::any_of(known, [&](const auto *name) { return key == QStringView(name); });
        if (!isKnown || !value.isNumber())
            return false;
        if (value.toDouble() <= 0 && key != u"gc_num_siblings_deleted")
            return false;
    }
    const json::Value &deleted = rule[u"gc_num_siblings_deleted"];
    if (const json::Value &most = rule[u"gc_max_siblings"]; !most.isNull()) {
        return !deleted.isNull() && deleted.toDouble() >= minGcDeleted && deleted.toDouble() <= most.toDouble();
    }
    return rule.object().size() > (deleted.isNull() ? 0U : 1U);
}

Validity checkRuleConfig(const json::Value &config, const QStringList &variables, double minGcDeleted)
{
    if (!config.isObject())
        return Validity::no({});
    const json::Value *write = config.object().find(u"write");
    const json::Value *state = config.object().find(u"state");
    if (config.object().size() != (write ? 1U : 0U) + (state ? 1U : 0U) || config.object().isEmpty())
        return Validity::no({});
    if (state && !state->isNull() && !(state->isObject() && !state->object().isEmpty()))
        return Validity::no({});
    if (write && !write->isNull() && !write->isBool()
        && !(write->isString() && isAllowedExpression(write->toString(), variables)))
        return Validity::no({u"write"_s});
    if (state && !isStateRule(*state, minGcDeleted))
        return Validity::no({u"state"_s});
    return {};
}

bool isFunctionInfo(const json::Value &info)
{
    if (!info.isObject() || !info[u"function_id"].isString())
        return false;
    const QString type = info[u"function_type"].toString();
    if (type == u"NATIVE")
        return info.object().size() == 2;
    return type == u"REST" && info.object().size() == 3 && isFunctionUrl(info[u"function_url"].toString());
}

Validity checkFunctionConfig(const json::Value &config)
{
    if (!config.isObject() || config.object().isEmpty())
        return Validity::no({});
    for (const auto &[fid, info] : config.object()) {
        if (info.isNull())
            continue; // removes the function
        if (!isFunctionInfo(info))
            return Validity::no({fid});
        if (info[u"function_id"].toString() != fid)
            return Validity::no({fid, u"function_id"_s});
    }
    return {};
}

bool isPermissions(const json::Value &permissions)
{
    static constexpr std::array names{u"branch_owner", u"write_owner", u"write_rule"};
    return permissions.isObject() && permissions.object().size() == 4 && permissions[u"write_function"].isBool()
        && std::ranges::all_of(names, [&](const auto *name) { return permissions[QStringView(name)].isBool(); });
}

Validity checkOwnerConfig(const json::Value &config)
{
    if (!config.isObject() || !config.object().contains(u"owners"))
        return Validity::no({});
    const json::Value &owners = config[u"owners"];
    if (!owners.isObject() || owners.object().isEmpty())
        return Validity::no({u"owners"_s});
    for (const auto &[owner, permissions] : owners.object()) {
        const bool known = owner == u"*" || isChecksumAddress(owner)
            || (owner.startsWith(u"fid:") && isNativeFunction(QStringView(owner).sliced(4)));
        if (!known || (!permissions.isNull() && !isPermissions(permissions)))
            return Validity::no({u"owners"_s, owner});
    }
    return {};
}

} // namespace

bool isNativeFunction(QStringView fid) { return nativeFunction(fid) != nullptr; }

QString ownerOnlyFunction(const json::Value &tree)
{
    for (const auto &[key, member] : tree.object()) {
        if (key != u".function") {
            if (const QString below = ownerOnlyFunction(member); !below.isEmpty())
                return below;
            continue;
        }
        for (const auto &[fid, info] : member.object()) {
            if (const NativeFunction *native = nativeFunction(fid); native && native->ownerOnly)
                return fid;
        }
    }
    return {};
}

Validity checkRuleTree(const Path &path, const json::Value &tree, double minGcDeleted)
{
    return TreeCheck(path, u".rule"_s,
                     [=](const json::Value &config, const QStringList &variables) {
                         return checkRuleConfig(config, variables, minGcDeleted);
                     })
        .run(tree);
}

Validity checkFunctionTree(const Path &path, const json::Value &tree)
{
    return TreeCheck(path, u".function"_s,
                     [](const json::Value &config, const QStringList &) { return checkFunctionConfig(config); })
        .run(tree);
}

Validity checkOwnerTree(const Path &path, const json::Value &tree)
{
    return TreeCheck(path, u".owner"_s,
                     [](const json::Value &config, const QStringList &) { return checkOwnerConfig(config); })
        .run(tree);
}

MergedConfig mergeConfig(const json::Value &current, const json::Value &change, const QString &label)
{
    if (current[label].isNull() || change[label].isNull() || change.object().size() != 1)
        return {false, change};
    const bool owners = label == u".owner";
    const json::Value &members = owners ? change[label][u"owners"] : change[label];
    MergedConfig merged{true, current};
    json::Value *target = merged.tree.object().find(label);
    json::Object &into = owners
        ? (target->object().contains(u"owners") ? target->object().find(u"owners")->object()
                                                : target->object().set(u"owners"_s, json::Object{}).object())
        : target->object();
    for (const auto &[key, value] : members.object()) {
        if (value.isNull())
            into.remove(key);
        else
            into.set(key, value);
    }
    return merged;
}

} // namespace ain::sandbox
