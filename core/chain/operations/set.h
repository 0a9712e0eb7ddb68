// Operations: single writes, and several of them that happen together or not at all.
#pragma once

#include "core/base/result.h"
#include "core/json/value.h"

namespace ain::chain {

/// `value` null deletes. Errors: OperationLabel, OperationValue, OperationTooLarge, each naming the path.
[[nodiscard]] Result<json::Value> setValueOperation(const QString &path, json::Value value);
[[nodiscard]] Result<json::Value> setRuleOperation(const QString &path, json::Value rule);
[[nodiscard]] Result<json::Value> setFunctionOperation(const QString &path, json::Value function);
[[nodiscard]] Result<json::Value> setOwnerOperation(const QString &path, json::Value owner);

/// {type: "SET", op_list}: 1 to 50 single operations, atomic. Errors as above, and OperationTooMany.
[[nodiscard]] Result<json::Value> setOperation(json::Array operations);

} // namespace ain::chain
