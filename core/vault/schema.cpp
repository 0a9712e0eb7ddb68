#include "core/vault/schema.h"

#include <array>

namespace ain::vault {

std::span<const Migration> schema()
{
    // `seq` keeps the order of insertion; `sealed` is what sealRecord makes.
    static constexpr std::array migrations{
        Migration{1, R"sql(
            CREATE TABLE meta (
                key TEXT NOT NULL PRIMARY KEY,
                value TEXT NOT NULL
            ) WITHOUT ROWID;
            CREATE TABLE seeds (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                words INTEGER NOT NULL,
                has_passphrase INTEGER NOT NULL,
                confirmed INTEGER NOT NULL,
                created_ms INTEGER NOT NULL,
                sealed BLOB NOT NULL
            );
            CREATE TABLE keys (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                network TEXT NOT NULL,
                address TEXT NOT NULL,
                kind TEXT NOT NULL,
                name TEXT NOT NULL,
                color INTEGER NOT NULL,
                path TEXT NOT NULL,
                seed_id TEXT REFERENCES seeds (id),
                created_ms INTEGER NOT NULL,
                sealed BLOB,
                UNIQUE (network, address)
            );
            CREATE INDEX keys_by_address ON keys (address);
            CREATE TABLE records (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                kind TEXT NOT NULL,
                id TEXT NOT NULL,
                value TEXT NOT NULL,
                UNIQUE (kind, id)
            );
        )sql"},
    };
    return migrations;
}

Result<QString> metaValue(Database &database, const QString &key)
{
    auto statement = database.prepare("SELECT value FROM meta WHERE key = ?");
    if (!statement)
        return failure(statement.error());
    const auto row = statement->bind(key).step();
    if (!row)
        return failure(row.error());
    return *row ? statement->text(0) : QString();
}

Result<> setMetaValue(Database &database, const QString &key, const QString &value)
{
    auto statement = database.prepare("INSERT INTO meta (key, value) VALUES (?, ?) "
                                      "ON CONFLICT (key) DO UPDATE SET value = excluded.value");
    if (!statement)
        return failure(statement.error());
    return statement->bind(key).bind(value).run();
}

} // namespace ain::vault
