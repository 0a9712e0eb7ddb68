#include "core/vault/recordtable.h"

#include "core/json/parser.h"
#include "core/json/writer.h"

namespace ain::vault {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxName = 256;
constexpr qsizetype MaxValueBytes = 16 * 1024 * 1024;

Result<> checkName(const QString &text, const QString &what)
{
    if (text.isEmpty() || text.size() > MaxName)
        return failure(errors::InvalidArgument, {{u"what"_s, what}});
    return {};
}

Result<json::Value> readValue(const Statement &statement, int column, const QString &id)
{
    auto value = json::parse(statement.blob(column), {.maxBytes = MaxValueBytes});
    if (!value)
        return failure(errors::VaultDamaged, {{u"what"_s, u"record"_s}, {u"path"_s, QString()}}, id);
    return value;
}

} // namespace

Result<> RecordTable::putAll(const QString &kind, const QList<Record> &records)
{
    if (auto valid = checkName(kind, u"kind"_s); !valid)
        return valid;
    // Refused before anything is written: a document too deep to be read back would be lost.
    QList<QByteArray> texts;
    texts.reserve(records.size());
    for (const Record &record : records) {
        if (auto valid = checkName(record.id, u"id"_s); !valid)
            return valid;
        texts.append(json::canonical(record.value));
        if (texts.last().size() > MaxValueBytes)
            return failure(errors::TooLarge, {{u"what"_s, record.id}, {u"limit"_s, MaxValueBytes}});
        if (const auto readable = json::parse(texts.last(), {.maxBytes = MaxValueBytes}); !readable)
            return failure(readable.error());
    }
    return m_database.transaction([&]() -> Result<> {
        for (qsizetype i = 0; i < records.size(); ++i) {
            auto statement = m_database.prepare("INSERT INTO records (kind, id, value) VALUES (?, ?, ?) "
                                                "ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value");
            if (!statement)
                return failure(statement.error());
            auto done = statement->bind(kind).bind(records.at(i).id).bindText(texts.at(i)).run();
            if (!done)
                return done;
        }
        return {};
    });
}

Result<json::Value> RecordTable::get(const QString &kind, const QString &id)
{
    auto statement = m_database.prepare("SELECT value FROM records WHERE kind = ? AND id = ?");
    if (!statement)
        return failure(statement.error());
    const auto row = statement->bind(kind).bind(id).step();
    if (!row)
        return failure(row.error());
    if (!*row)
        return json::Value();
    return readValue(*statement, 0, id);
}

Result<QList<Record>> RecordTable::list(const QString &kind)
{
    auto statement = m_database.prepare("SELECT id, value FROM records WHERE kind = ? ORDER BY seq");
    if (!statement)
        return failure(statement.error());
    statement->bind(kind);
    QList<Record> records;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return records;
        const QString id = statement->text(0);
        auto value = readValue(*statement, 1, id);
        if (!value)
            return failure(value.error());
        records.append({id, std::move(*value)});
    }
}

Result<> RecordTable::remove(const QString &kind, const QString &id)
{
    return m_database.transaction([&]() -> Result<> {
        auto statement = m_database.prepare("DELETE FROM records WHERE kind = ? AND id = ?");
        if (!statement)
            return failure(statement.error());
        return statement->bind(kind).bind(id).run();
    });
}

} // namespace ain::vault
