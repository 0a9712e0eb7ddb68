// Gas, budgets and names of apps (chain.md 4.1). Inside this room only.
#pragma once

#include "core/json/value.h"
#include "core/sandbox/ledger/statetree.h"

#include <map>
#include <optional>

namespace ain::sandbox {

/// Gas of services, and of apps by name.
struct Gas {
    double service = 0;
    std::map<QString, double> apps;

    [[nodiscard]] json::Value toJson() const;
};

/// Bandwidth of an operation with its result, functions included.
[[nodiscard]] Gas bandwidthGas(const json::Value &operation, const json::Object &result);

/// Apps whose data an operation writes, in the order of their names.
[[nodiscard]] QStringList appsOf(const json::Value &operation);
/// Apps whose services it uses (manage_app, payments, staking).
[[nodiscard]] QStringList serviceAppsOf(const json::Value &operation);
[[nodiscard]] bool hasServiceOperation(const json::Value &operation);

/// The sum over the four trees at `path`; empty when it exists in none.
[[nodiscard]] std::optional<StateInfo> usageAt(const StateTree &state, const Path &path);

/// Price in micro-AIN to cost in AIN.
[[nodiscard]] double gasCost(double price, double gas, double unit);

} // namespace ain::sandbox
