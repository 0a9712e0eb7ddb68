// Files that are written whole or not at all.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace ain::app {

/// Replaces what is there in one step: a kill or a full disk leaves the old file. errors::FileWrite. Thread: any.
[[nodiscard]] Result<> writeFile(const QString &path, const QByteArray &bytes);

} // namespace ain::app
