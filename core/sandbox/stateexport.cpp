#include "core/sandbox/stateexport.h"

namespace ain::sandbox {

namespace {

constexpr qsizetype MaxDepth = 60; // the chain's own limit is 30

json::Value exported(const StateNode &node)
{
    if (isLeaf(node))
        return leafValue(node);
    json::Array members;
    members.reserve(std::size_t(childCount(node)) * 2);
    forEachChild(node, [&members](const QString &label, const StateNodePtr &child) {
        members.emplace_back(label);
        members.push_back(exported(*child));
    });
    return json::Value(std::move(members));
}

bool imported(const json::Value &value, Path &path, StateTree &out)
{
    if (!value.isArray()) {
        if (value.isObject() || path.isEmpty())
            return false;
        out.write(path, value);
        return true;
    }
    const json::Array &members = value.array();
    if (members.size() % 2 != 0 || path.size() >= MaxDepth)
        return false;
    for (std::size_t i = 0; i < members.size(); i += 2) {
        if (!members[i].isString())
            return false;
        path.append(members[i].toString());
        const bool ok = imported(members[i + 1], path, out);
        path.removeLast();
        if (!ok)
            return false;
    }
    return true;
}

} // namespace

json::Value exportState(const StateTree &state)
{
    const StateNodePtr root = state.find({});
    return root ? exported(*root) : json::Value();
}

std::optional<StateTree> importState(const json::Value &value)
{
    StateTree state;
    Path path;
    if (!value.isArray() || !imported(value, path, state))
        return std::nullopt;
    return state;
}

} // namespace ain::sandbox
