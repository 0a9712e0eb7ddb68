#include "core/sandbox/ledger/match.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

const QString DotRule = u".rule"_s;
const QString DotFunction = u".function"_s;
const QString DotOwner = u".owner"_s;

struct Descent {
    Path valuePath;
    Path configPath;
    PathVars pathVars;
    StateNodePtr node; ///< at the end of the path, or null
};

// Follows `path` through a config tree: by label, else by the variable child. `atNode` sees every node on the way.
template<typename Visit>
Descent descend(StateNodePtr node, const Path &path, const Visit &atNode)
{
    Descent found;
    for (qsizetype depth = 0; node; ++depth) {
        atNode(*node, depth);
        if (depth == path.size())
            break;
        QString label = path[depth];
        StateNodePtr next = childOf(*node, label);
        if (!next) {
            next = variableChildOf(*node, &label);
            if (!next) {
                node.reset();
                break;
            }
            std::erase_if(found.pathVars, [&](const auto &known) { return known.first == label; });
            found.pathVars.insert(found.pathVars.begin(), {label, path[depth]});
        }
        found.valuePath.append(path[depth]);
        found.configPath.append(label);
        node = std::move(next);
    }
    found.node = std::move(node);
    return found;
}

// Configs below a node: fixed labels first, the variable child last.
template<typename HasConfig>
void collectConfigs(const StateNode &node, const Path &path, const QString &label, const HasConfig &hasConfig,
                    std::vector<FoundConfig> &out)
{
    if (!path.isEmpty() && hasConfig(node))
        out.push_back({path, toJson(*childOf(node, label))});
    if (isLeaf(node))
        return;
    QString variable;
    const StateNodePtr variableChild = variableChildOf(node, &variable);
    forEachChild(node, [&](const QString &name, const StateNodePtr &child) {
        if (child != variableChild)
            collectConfigs(*child, path + Path{name}, label, hasConfig, out);
    });
    if (variableChild)
        collectConfigs(*variableChild, path + Path{variable}, label, hasConfig, out);
}

bool hasRule(const StateNode &node, QStringView property)
{
    const StateNodePtr config = childOf(node, DotRule);
    return config && childOf(*config, property);
}

json::Value varsObject(const PathVars &vars)
{
    json::Object object;
    for (const auto &[name, label] : vars)
        object.set(name, label);
    return object;
}

json::Value labelArray(const Path &path)
{
    json::Array labels;
    for (const QString &label : path)
        labels.emplace_back(label);
    return labels;
}

json::Value pathAndConfig(const FoundConfig &found)
{
    return json::Object{{u"path"_s, formatPath(found.path)}, {u"config"_s, found.config}};
}

json::Value rawPathAndConfig(const FoundConfig &found)
{
    return json::Object{{u"path"_s, labelArray(found.path)}, {u"config"_s, found.config}};
}

template<typename Convert>
json::Value list(const std::vector<FoundConfig> &configs, const Convert &convert)
{
    json::Array out;
    for (const FoundConfig &found : configs)
        out.push_back(convert(found));
    return out;
}

} // namespace

RuleMatch matchRule(const StateTree &state, const Path &path, RuleKind kind)
{
    const QStringView property = kind == RuleKind::Write ? u"write" : u"state";
    StateNodePtr closest;
    qsizetype depthOfClosest = 0;
    const Descent found =
        descend(state.find({rootLabel(StateRoot::Rules)}), path, [&](const StateNode &node, qsizetype depth) {
            if (hasRule(node, property)) {
                closest = childOf(node, DotRule);
                depthOfClosest = depth;
            }
        });
    RuleMatch match{found.valuePath, found.configPath, found.pathVars, {}, {}};
    match.closest = {found.configPath.first(depthOfClosest), closest ? toJson(*closest) : json::Value()};
    if (kind == RuleKind::Write && found.node) {
        collectConfigs(
            *found.node, {}, DotRule, [](const StateNode &node) { return hasRule(node, u"write"); }, match.subtree);
    }
    return match;
}

FunctionMatch matchFunction(const StateTree &state, const Path &path)
{
    const Descent found =
        descend(state.find({rootLabel(StateRoot::Functions)}), path, [](const StateNode &, qsizetype) { });
    FunctionMatch match{found.valuePath, found.configPath, found.pathVars, {found.configPath, {}}, {}};
    if (found.node) {
        if (const StateNodePtr config = childOf(*found.node, DotFunction))
            match.matched.config = toJson(*config);
        collectConfigs(
            *found.node, {}, DotFunction, [](const StateNode &node) { return childOf(node, DotFunction) != nullptr; },
            match.subtree);
    }
    return match;
}

OwnerMatch matchOwner(const StateTree &state, const Path &path)
{
    StateNodePtr node = state.find({rootLabel(StateRoot::Owners)});
    StateNodePtr closest;
    qsizetype depthOfClosest = 0;
    qsizetype depth = 0;
    for (; node; ++depth) {
        if (StateNodePtr config = childOf(*node, DotOwner)) {
            closest = std::move(config);
            depthOfClosest = depth;
        }
        if (depth == path.size())
            break;
        StateNodePtr next = childOf(*node, path[depth]);
        if (!next) {
            node.reset();
            break;
        }
        node = std::move(next);
    }
    OwnerMatch match{path.first(std::min(depth, path.size())),
                     {path.first(depthOfClosest), closest ? toJson(*closest) : json::Value()},
                     {}};
    if (node) {
        collectConfigs(
            *node, {}, DotOwner, [](const StateNode &n) { return childOf(n, DotOwner) != nullptr; }, match.subtree);
    }
    return match;
}

json::Value describe(const RuleMatch &match, RuleKind kind)
{
    json::Object object{{u"matched_path"_s,
                         json::Object{{u"target_path"_s, formatPath(match.rulePath)},
                                      {u"ref_path"_s, formatPath(match.valuePath)},
                                      {u"path_vars"_s, varsObject(match.pathVars)}}},
                        {u"matched_config"_s, pathAndConfig(match.closest)}};
    if (kind == RuleKind::Write)
        object.set(u"subtree_configs"_s, list(match.subtree, pathAndConfig));
    return object;
}

json::Value describe(const FunctionMatch &match)
{
    return json::Object{{u"matched_path"_s,
                         json::Object{{u"target_path"_s, formatPath(match.functionPath)},
                                      {u"ref_path"_s, formatPath(match.valuePath)},
                                      {u"path_vars"_s, varsObject(match.pathVars)}}},
                        {u"matched_config"_s, pathAndConfig(match.matched)},
                        {u"subtree_configs"_s, list(match.subtree, pathAndConfig)}};
}

json::Value describe(const OwnerMatch &match)
{
    return json::Object{{u"matched_path"_s, json::Object{{u"target_path"_s, formatPath(match.ownerPath)}}},
                        {u"matched_config"_s, pathAndConfig(match.closest)},
                        {u"subtree_configs"_s, list(match.subtree, pathAndConfig)}};
}

json::Value rawMatch(const RuleMatch &match, RuleKind kind)
{
    json::Object object{{u"matchedValuePath"_s, labelArray(match.valuePath)},
                        {u"matchedRulePath"_s, labelArray(match.rulePath)},
                        {u"pathVars"_s, varsObject(match.pathVars)},
                        {u"closestRule"_s, rawPathAndConfig(match.closest)}};
    if (kind == RuleKind::Write)
        object.set(u"subtreeRules"_s, list(match.subtree, rawPathAndConfig));
    return object;
}

json::Value rawMatch(const OwnerMatch &match)
{
    return json::Object{{u"matchedOwnerPath"_s, labelArray(match.ownerPath)},
                        {u"closestOwner"_s, rawPathAndConfig(match.closest)},
                        {u"subtreeOwners"_s, list(match.subtree, rawPathAndConfig)}};
}

} // namespace ain::sandbox
