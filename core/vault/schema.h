// The tables of vault.db, version by version. Append only: a version that was released never changes.
#pragma once

#include "core/vault/database.h"

namespace ain::vault {

[[nodiscard]] std::span<const Migration> schema();

/// Small facts about the vault itself.
[[nodiscard]] Result<QString> metaValue(Database &database, const QString &key);
[[nodiscard]] Result<> setMetaValue(Database &database, const QString &key, const QString &value);

} // namespace ain::vault
