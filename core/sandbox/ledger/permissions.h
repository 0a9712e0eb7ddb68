// May this write happen: rules for values, owners for the other trees (chain.md 5). Inside this room only.
#pragma once

#include "core/sandbox/ledger/match.h"
#include "core/sandbox/ledger/rules.h"

namespace ain::sandbox {

struct Permission {
    int code = 0;
    QString message;
};

struct ValuePermission {
    Permission permission;
    RuleMatch write;
    RuleMatch state;
};

/// Times as in RuleInput; the rest of `times` is not looked at.
[[nodiscard]] ValuePermission valuePermission(const StateTree &state, RuleEngine &engine, RuleHost &host,
                                              const Path &path, const json::Value &newValue, const Auth &auth,
                                              const RuleInput &times);

struct OwnerPermission {
    Permission permission;
    OwnerMatch match;
};
/// For SET_RULE, SET_FUNCTION and SET_OWNER on `path`.
[[nodiscard]] OwnerPermission rulePermission(const StateTree &state, const Path &path, const Auth &auth, bool isMerge);
[[nodiscard]] OwnerPermission functionPermission(const StateTree &state, const Path &path, const Auth &auth,
                                                 bool isMerge);
[[nodiscard]] OwnerPermission ownerPermission(const StateTree &state, const Path &path, const Auth &auth, bool isMerge);

/// JSON text as the messages show values.
[[nodiscard]] QString shown(const json::Value &value);

} // namespace ain::sandbox
