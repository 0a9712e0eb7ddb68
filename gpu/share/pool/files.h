// Files of the pool: whole or not at all, and nobody else's to read. Private to the room.
#pragma once

#include "core/base/result.h"
#include "core/json/value.h"

#include <QByteArrayView>
#include <QString>

namespace ain::pool {

inline constexpr qsizetype MaxFileBytes = 256 * 1024;

/// Mode 0700. Errors: FileWrite.
[[nodiscard]] Result<> makeDirectory(const QString &path);
/// Mode 0600, without a copy in a buffer. Errors: FileWrite.
[[nodiscard]] Result<> writePrivate(const QString &path, QByteArrayView bytes);
/// At most MaxFileBytes. Errors: NotFound, FileRead, PoolFile (larger).
[[nodiscard]] Result<QByteArray> readBounded(const QString &path);
/// Errors: those of readBounded(), PoolFile.
[[nodiscard]] Result<json::Value> readJson(const QString &path);

} // namespace ain::pool
