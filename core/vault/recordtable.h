// JSON documents of other rooms inside the vault's database.
#pragma once

#include "core/vault/database.h"
#include "core/vault/vault.h"

namespace ain::vault {

/// See Vault::put and its neighbours. `kind` and `id` are 1 to 256 UTF-16 units, a value at most 16 MiB of canonical
/// JSON. Thread: the vault's.
class RecordTable {
public:
    explicit RecordTable(Database &database) : m_database(database) { }

    [[nodiscard]] Result<> putAll(const QString &kind, const QList<Record> &records);
    [[nodiscard]] Result<json::Value> get(const QString &kind, const QString &id);
    [[nodiscard]] Result<QList<Record>> list(const QString &kind);
    [[nodiscard]] Result<> remove(const QString &kind, const QString &id);

private:
    Database &m_database;
};

} // namespace ain::vault
