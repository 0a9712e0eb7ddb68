// What the chain accepts as a label, a path and a value (chain.md 3.4), told before anything is signed.
#pragma once

#include "core/base/result.h"
#include "core/json/value.h"

#include <QString>

namespace ain {

namespace errors {
inline constexpr ErrorCode OperationLabel{
    "operation.label"}; ///< args: path, label, reason ("empty", "long", "character")
inline constexpr ErrorCode OperationValue{
    "operation.value"}; ///< args: path, reason ("array", "empty_object", "not_finite", "label")
inline constexpr ErrorCode OperationTooLarge{"operation.too_large"}; ///< args: path, size, limit (bytes)
inline constexpr ErrorCode OperationTooMany{"operation.too_many"}; ///< args: count, limit
inline constexpr ErrorCode OperationName{"operation.name"}; ///< not an app name; args: name
} // namespace errors

namespace chain {

inline constexpr qsizetype MaxLabelLength = 150; ///< UTF-16 code units
inline constexpr qint64 MaxBodySize = 100'000; ///< sizeof(tx_body)
/// Left for nonce, timestamp and the rest of a body when an operation is measured.
inline constexpr qint64 MaxOperationSize = MaxBodySize - 500;
inline constexpr std::size_t MaxSetOperations = 50;
inline constexpr int MaxTreeHeight = 30;

/// A path element or object key; `path` goes into the error.
[[nodiscard]] Result<> checkLabel(QStringView label, const QString &path);
/// "/a/b/c": starts with '/', every label good, not higher than the tree may be.
[[nodiscard]] Result<> checkPath(const QString &path);
/// A value to be stored at `path`: bool, finite number, string, null, or a non-empty object of these; no arrays.
/// The error names the path of the part that is wrong.
[[nodiscard]] Result<> checkValue(const json::Value &value, const QString &path);
/// A whole operation as it will be signed: members, types, paths, values, sizes, number of operations.
/// Rules, functions and owners are checked for shape only by the node's dry run.
[[nodiscard]] Result<> checkOperation(const json::Value &operation);
/// App names: ^[a-z_][a-z0-9_]*$, at most 150 characters, not a name the chain keeps for itself.
[[nodiscard]] Result<> checkAppName(QStringView name);

} // namespace chain
} // namespace ain
