#include "core/sandbox/ledger/permissions.h"

#include "core/json/writer.h"
#include "core/sandbox/ledger/codes.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

constexpr qsizetype MaxShown = 100'000; // of a message

// {"a": {"b": value}} for the labels between the rule and the write.
json::Value below(const Path &labels, json::Value value)
{
    for (auto label = labels.rbegin(); label != labels.rend(); ++label)
        value = json::Object{{*label, std::move(value)}};
    return value;
}

// The variables in the order in which the node finds them, deepest first.
QString shownVars(const PathVars &vars)
{
    QStringList members;
    for (const auto &[name, label] : vars)
        members.append(shown(name) + u':' + shown(label));
    return u'{' + members.join(u',') + u'}';
}

QString shownPaths(const std::vector<FoundConfig> &configs)
{
    json::Array paths;
    for (const FoundConfig &found : configs)
        paths.emplace_back(formatPath(found.path));
    return shown(paths);
}

struct HeightAndSize {
    double height = 0;
    double size = 0;
};

HeightAndSize measure(const json::Value &value)
{
    HeightAndSize result;
    if (!value.isObject() || value.object().isEmpty())
        return result;
    result.height = 1;
    for (const auto &[key, member] : value.object()) {
        result.size += 1;
        if (member.isObject()) {
            const HeightAndSize inner = measure(member);
            result.height = std::max(result.height, inner.height + 1);
            result.size += inner.size;
        }
    }
    return result;
}

bool stateRuleHolds(const json::Value &rule, const json::Value &newValue)
{
    if (!rule.isObject())
        return true;
    const auto within = [&](QStringView limit, double value) {
        const json::Value &most = rule[limit];
        return most.isNull() || value <= most.toDouble();
    };
    if (!within(u"max_bytes", double(json::objectSize(newValue))))
        return false;
    if (!newValue.isObject())
        return true;
    const HeightAndSize measured = measure(newValue);
    return within(u"max_children", double(newValue.object().size())) && within(u"max_height", measured.height)
        && within(u"max_size", measured.size);
}

const json::Value &permissionsOf(const json::Value &config, const Auth &auth)
{
    const json::Value &owners = config[u"owners"];
    const QString name = !auth.fid.isEmpty() ? u"fid:"_s + auth.fid : auth.address;
    static const json::Value nobody;
    if (name.isEmpty())
        return nobody;
    const json::Value &own = owners[name];
    return own.isNull() ? owners[u"*"] : own;
}

struct OwnerWording {
    QString what; ///< of the path in the message
    int subtreeCode;
    int falseCode;
};

OwnerPermission ownerCheck(const StateTree &state, const Path &path, const Auth &auth, bool isMerge,
                           const OwnerWording &wording, QString permission)
{
    OwnerPermission result{{}, matchOwner(state, path)};
    const OwnerMatch &match = result.match;
    if (!isMerge && !match.subtree.empty()) {
        result.permission = {
            wording.subtreeCode,
            u"Non-empty (%1) subtree owners for %2 path '"_s.arg(match.subtree.size()).arg(wording.what)
                + formatPath(path) + u"': "_s + shownPaths(match.subtree)};
        return result;
    }
    if (permission.isEmpty())
        permission = match.closest.path.size() == path.size() ? u"write_owner"_s : u"branch_owner"_s;
    const json::Value &permissions = permissionsOf(match.closest.config, auth);
    if (!permissions[permission].toBool()) {
        result.permission = {wording.falseCode,
                             permission + u" permission evaluated false: ["_s + shown(permissions) + u"] at '"_s
                                 + formatPath(match.closest.path) + u"' for "_s + wording.what + u" path '"_s
                                 + formatPath(path) + u"' with permission '"_s + permission + u"', auth '"_s
                                 + shown(toJson(auth)) + u'\''};
    }
    return result;
}

} // namespace

QString shown(const json::Value &value) { return QString::fromUtf8(json::canonical(value)).left(MaxShown); }

ValuePermission valuePermission(const StateTree &state, RuleEngine &engine, RuleHost &host, const Path &path,
                                const json::Value &newValue, const Auth &auth, const RuleInput &times)
{
    ValuePermission result{{}, matchRule(state, path, RuleKind::Write), matchRule(state, path, RuleKind::State)};
    const RuleMatch &write = result.write;
    Permission &permission = result.permission;
    if (!write.subtree.empty()) {
        permission = {codes::RuleSubtree,
                      u"Non-empty (%1) subtree rules for value path '"_s.arg(write.subtree.size()) + formatPath(path)
                          + u"'': "_s + shownPaths(write.subtree)};
        return result;
    }
    const json::Value &rule = write.closest.config[u"write"];
    RuleInput input = times;
    RuleResult evaluated{rule.toBool() ? RuleOutcome::True : RuleOutcome::False, {}};
    if (evaluated.outcome != RuleOutcome::True || rule.isString()) {
        const Path between = write.valuePath.sliced(write.closest.path.size());
        input.auth = auth;
        input.data = below(between, state.value(Path{rootLabel(StateRoot::Values)} + path));
        input.newData = below(between, newValue);
        input.valuePath = path;
        input.pathVars = write.pathVars;
    }
    const QString ruleText = rule.isString() ? rule.toString()
        : write.closest.config.isNull()      ? QString()
                                             : shown(rule);
    if (rule.isString())
        evaluated = engine.evaluate(ruleText, input, host);
    switch (evaluated.outcome) {
    case RuleOutcome::True: break;
    case RuleOutcome::SyntaxError:
        permission = {codes::RuleSyntax,
                      u"Rule syntax error: \""_s + evaluated.message + u"\" in write rule: ["_s + ruleText + u']'};
        return result;
    case RuleOutcome::InternalError: permission = {codes::RuleInternal, u"Internal error: {}"_s}; return result;
    case RuleOutcome::False:
        permission = {codes::RuleWriteFalse,
                      u"Write rule evaluated false: ["_s + ruleText + u"] at '"_s + formatPath(write.closest.path)
                          + u"' for value path '"_s + formatPath(path) + u"' with path vars '"_s
                          + shownVars(write.pathVars) + u"', data '"_s + shown(input.data) + u"', newData '"_s
                          + shown(input.newData) + u"', auth '"_s + shown(toJson(auth)) + u"', timestamp '"_s
                          + shown(times.currentTime) + u'\''};
        return result;
    }
    const json::Value &stateRule = result.state.closest.config[u"state"];
    if (!stateRuleHolds(stateRule, newValue)) {
        permission = {codes::RuleStateFalse,
                      u"State rule evaluated false: ["_s + shown(stateRule) + u"] at '"_s
                          + formatPath(result.state.closest.path) + u"' for value path '"_s + formatPath(path)
                          + u"' with newValue '"_s + shown(newValue) + u'\''};
    }
    return result;
}

OwnerPermission rulePermission(const StateTree &state, const Path &path, const Auth &auth, bool isMerge)
{
    return ownerCheck(state, path, auth, isMerge, {u"rule"_s, codes::OwnerSubtreeForRule, codes::OwnerFalseForRule},
                      u"write_rule"_s);
}

OwnerPermission functionPermission(const StateTree &state, const Path &path, const Auth &auth, bool isMerge)
{
    return ownerCheck(state, path, auth, isMerge,
                      {u"function"_s, codes::OwnerSubtreeForFunction, codes::OwnerFalseForFunction},
                      u"write_function"_s);
}

OwnerPermission ownerPermission(const StateTree &state, const Path &path, const Auth &auth, bool isMerge)
{
    return ownerCheck(state, path, auth, isMerge, {u"owner"_s, codes::OwnerSubtreeForOwner, codes::OwnerFalseForOwner},
                      {});
}

} // namespace ain::sandbox
