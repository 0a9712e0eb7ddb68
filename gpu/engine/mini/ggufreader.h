// A GGUF file in memory, taken apart and hostile until proven otherwise. Thread: any.
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

namespace ain::engine::mini {

/// Numbers of any kind come as double or, when whole, as quint64; lists of anything but texts are left out.
using GgufValue = std::variant<std::monostate, quint64, double, QString, QStringList>;

enum class WeightType : quint32 { F32 = 0, F16 = 1 };

struct GgufTensor {
    WeightType type = WeightType::F32;
    std::vector<qint64> shape; ///< outermost first, 1 to 4 lengths of at least 1
    QByteArrayView bytes; ///< into the file, as many as shape and type ask for
};

struct GgufFile {
    QHash<QString, GgufValue> values;
    QHash<QString, GgufTensor> tensors; ///< by name
};

/// What stands under general.architecture, if it is found in these first bytes of a file.
[[nodiscard]] std::optional<QString> architectureOf(QByteArrayView beginning);

/// Lists hold at most 65,536 texts of at most 256 bytes. Only tensors of float32 and float16 are known. Errors:
/// engine.model_refused (reason: unreadable; the detail says what is wrong).
[[nodiscard]] Result<GgufFile> readGguf(QByteArrayView file);

} // namespace ain::engine::mini
