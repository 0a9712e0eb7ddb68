#include "core/vault/keytable.h"

#include "core/vault/seal.h"

#include <QUuid>
#include <QtEndian>

#include <cstring>

namespace ain::vault {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView SeedKind("seed");
constexpr std::size_t SeedBytes = 64;
constexpr qsizetype MaxNetwork = 512;
constexpr qsizetype MaxName = 256;
constexpr int PaletteSize = 8;
constexpr int MaxPreview = 1000;
constexpr const char *KeyColumns =
    "SELECT id, network, address, kind, name, color, path, seed_id, created_ms FROM keys ";

QString newId() { return QUuid::createUuid().toString(QUuid::WithoutBraces); }

tl::unexpected<Error> invalid(const QString &what) { return failure(errors::InvalidArgument, {{u"what"_s, what}}); }
tl::unexpected<Error> damaged(const QString &what)
{
    return failure(errors::VaultDamaged, {{u"what"_s, what}, {u"path"_s, QString()}});
}
tl::unexpected<Error> notFound(const QString &id) { return failure(errors::NotFound, {{u"what"_s, id}}); }

/// A sealed key opens for its own network and address only: nobody makes a testnet key sign for mainnet by editing
/// the column.
QByteArray keyContext(const QString &network, const QString &address)
{
    return QByteArray("key") + '\0' + network.toUtf8() + '\0' + address.toUtf8();
}

QString kindText(KeyKind kind)
{
    switch (kind) {
    case KeyKind::Derived: return u"derived"_s;
    case KeyKind::Imported: return u"imported"_s;
    case KeyKind::WatchOnly: break;
    }
    return u"watch"_s;
}

KeyKind kindOf(const QString &text)
{
    if (text == u"derived")
        return KeyKind::Derived;
    return text == u"imported" ? KeyKind::Imported : KeyKind::WatchOnly;
}

Result<KeyRecord> readKey(const Statement &row)
{
    KeyRecord record;
    record.id = row.text(0);
    record.network = row.text(1);
    auto address = crypto::Address::parse(row.text(2));
    if (!address)
        return damaged(u"address"_s);
    record.address = *address;
    record.kind = kindOf(row.text(3));
    record.name = row.text(4);
    record.color = int(row.number(5));
    record.path = row.text(6);
    record.seedId = row.text(7);
    record.createdMs = row.number(8);
    return record;
}

/// seed (64) | u16 length of the phrase | phrase | BIP39 passphrase
SecretBytes packSeed(const SecretBytes &seed64, const SecretBytes &phrase, const SecretBytes &passphrase)
{
    SecretBytes plain(SeedBytes + 2 + phrase.size() + passphrase.size());
    std::uint8_t *out = plain.data();
    std::memcpy(out, seed64.data(), SeedBytes);
    qToLittleEndian(quint16(phrase.size()), out + SeedBytes);
    std::memcpy(out + SeedBytes + 2, phrase.data(), phrase.size());
    if (!passphrase.isEmpty())
        std::memcpy(out + SeedBytes + 2 + phrase.size(), passphrase.data(), passphrase.size());
    return plain;
}

} // namespace

KeyTable::KeyTable(Database &database, const SecretBytes &recordKey, const Clock &clock, bool isProtected)
    : m_database(database), m_recordKey(recordKey), m_clock(clock), m_protected(isProtected)
{
}

// --- Phrases --------------------------------------------------------------------------------------------------

Result<QString> KeyTable::addMnemonic(const crypto::Mnemonic &mnemonic, const SecretBytes &bip39Passphrase,
                                      bool confirmed)
{
    if (mnemonic.phrase().size() > 2048 || bip39Passphrase.size() > 2048)
        return invalid(u"mnemonic"_s);
    const SecretBytes seed64 = mnemonic.seed(bip39Passphrase);
    auto known = seeds();
    if (!known)
        return failure(known.error());
    for (const SeedRecord &record : std::as_const(*known)) {
        auto seed = openSeed(record.id);
        if (!seed)
            return failure(seed.error());
        if (seed->seed64 == seed64) {
            if (confirmed) {
                if (auto done = confirmMnemonic(record.id); !done)
                    return failure(done.error());
            }
            return record.id;
        }
    }
    const QString id = newId();
    const QByteArray sealed =
        sealRecord(m_recordKey, SeedKind, id, packSeed(seed64, mnemonic.phrase(), bip39Passphrase));
    auto done = m_database.transaction([&]() -> Result<> {
        auto statement =
            m_database.prepare("INSERT INTO seeds (id, words, has_passphrase, confirmed, created_ms, sealed) "
                               "VALUES (?, ?, ?, ?, ?, ?)");
        if (!statement)
            return failure(statement.error());
        return statement->bind(id)
            .bind(qint64(mnemonic.wordCount()))
            .bind(bip39Passphrase.isEmpty() ? 0 : 1)
            .bind(confirmed ? 1 : 0)
            .bind(m_clock.nowMs())
            .bindBlob(sealed)
            .run();
    });
    if (!done)
        return failure(done.error());
    return id;
}

Result<> KeyTable::confirmMnemonic(const QString &seedId)
{
    return m_database.transaction([&]() -> Result<> {
        auto statement = m_database.prepare("UPDATE seeds SET confirmed = 1 WHERE id = ? RETURNING 1");
        if (!statement)
            return failure(statement.error());
        const auto row = statement->bind(seedId).step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return notFound(seedId);
        return statement->run();
    });
}

Result<QList<SeedRecord>> KeyTable::seeds()
{
    auto statement =
        m_database.prepare("SELECT id, words, has_passphrase, confirmed, created_ms FROM seeds ORDER BY seq");
    if (!statement)
        return failure(statement.error());
    QList<SeedRecord> list;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return list;
        list.append({statement->text(0), int(statement->number(1)), statement->number(2) != 0,
                     statement->number(3) != 0, statement->number(4)});
    }
}

Result<KeyTable::Seed> KeyTable::openSeed(const QString &seedId)
{
    auto statement = m_database.prepare("SELECT sealed FROM seeds WHERE id = ?");
    if (!statement)
        return failure(statement.error());
    const auto row = statement->bind(seedId).step();
    if (!row)
        return failure(row.error());
    if (!*row)
        return notFound(seedId);
    auto plain = unsealRecord(m_recordKey, SeedKind, seedId, statement->blob(0));
    if (!plain)
        return failure(plain.error());
    if (plain->size() < SeedBytes + 2)
        return damaged(u"seed"_s);
    const std::size_t phraseBytes = qFromLittleEndian<quint16>(plain->data() + SeedBytes);
    const std::size_t rest = plain->size() - SeedBytes - 2;
    if (phraseBytes > rest)
        return damaged(u"seed"_s);
    return Seed{plain->part(0, SeedBytes), plain->part(SeedBytes + 2, phraseBytes),
                plain->part(SeedBytes + 2 + phraseBytes, rest - phraseBytes)};
}

Result<SecretBytes> KeyTable::phrase(const QString &seedId)
{
    auto seed = openSeed(seedId);
    if (!seed)
        return failure(seed.error());
    return std::move(seed->phrase);
}

Result<QList<crypto::Address>> KeyTable::previewAddresses(const QString &seedId, crypto::PathFamily family,
                                                          quint32 first, int count)
{
    if (count < 0 || count > MaxPreview)
        return invalid(u"count"_s);
    const auto seed = openSeed(seedId);
    if (!seed)
        return failure(seed.error());
    QList<crypto::Address> addresses;
    addresses.reserve(count);
    for (quint32 i = 0; i < quint32(count); ++i) {
        auto derived = crypto::deriveKey(seed->seed64, crypto::accountPath(family, first + i));
        if (!derived)
            return failure(derived.error());
        addresses.append(derived->address());
    }
    return addresses;
}

// --- Keys -----------------------------------------------------------------------------------------------------

Result<> KeyTable::checkNetwork(const QString &network, bool hasSecret) const
{
    const bool known = network == u"practice" || network == u"testnet" || network == u"mainnet"
        || (network.startsWith(u"url:") && network.size() > 4);
    if (!known || network.size() > MaxNetwork)
        return invalid(u"network"_s);
    if (hasSecret && !m_protected && network != u"practice")
        return failure(errors::VaultPassphraseNeeded);
    return {};
}

Result<std::optional<KeyRecord>> KeyTable::checkAddress(const crypto::Address &address, const QString &network,
                                                        bool hasSecret, bool allowReuse)
{
    auto statement = m_database.prepare((QByteArray(KeyColumns) + "WHERE address = ? ORDER BY seq").constData());
    if (!statement)
        return failure(statement.error());
    statement->bind(address.toString());
    std::optional<KeyRecord> watched;
    QString elsewhere;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return failure(row.error());
        if (!*row)
            break;
        auto record = readKey(*statement);
        if (!record)
            return failure(record.error());
        if (record->network == network) {
            if (!hasSecret || record->kind != KeyKind::WatchOnly)
                return failure(errors::VaultKeyKnown, {{u"address"_s, address.toString()}, {u"network"_s, network}});
            watched = std::move(*record);
        } else if (record->kind != KeyKind::WatchOnly && elsewhere.isEmpty()) {
            elsewhere = record->network;
        }
    }
    if (hasSecret && !allowReuse && !elsewhere.isEmpty())
        return failure(errors::VaultKeyUsedElsewhere, {{u"address"_s, address.toString()}, {u"network"_s, elsewhere}});
    return watched;
}

Result<KeyRecord> KeyTable::insert(KeyRecord record, const crypto::PrivateKey *secret, bool allowReuse)
{
    if (auto valid = checkNetwork(record.network, secret != nullptr); !valid)
        return failure(valid.error());
    if (record.name.size() > MaxName)
        return invalid(u"name"_s);
    auto watched = checkAddress(record.address, record.network, secret != nullptr, allowReuse);
    if (!watched)
        return failure(watched.error());
    auto existing = count();
    if (!existing)
        return failure(existing.error());

    const bool upgrade = watched->has_value();
    record.id = upgrade ? (*watched)->id : newId();
    record.createdMs = upgrade ? (*watched)->createdMs : m_clock.nowMs();
    record.color = upgrade ? (*watched)->color : *existing % PaletteSize;
    if (record.name.isEmpty())
        record.name = upgrade ? (*watched)->name : u"Account %1"_s.arg(*existing + 1);
    auto done = m_database.transaction([&]() -> Result<> {
        auto statement = m_database.prepare(
            "INSERT INTO keys (id, network, address, kind, name, color, path, seed_id, created_ms, sealed) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, path = excluded.path, "
            "seed_id = excluded.seed_id, sealed = excluded.sealed");
        if (!statement)
            return failure(statement.error());
        statement->bind(record.id)
            .bind(record.network)
            .bind(record.address.toString())
            .bind(kindText(record.kind))
            .bind(record.name)
            .bind(qint64(record.color))
            .bind(record.path);
        record.seedId.isEmpty() ? statement->bindNull() : statement->bind(record.seedId);
        statement->bind(record.createdMs);
        secret != nullptr
            ? statement->bindBlob(sealRecord(m_recordKey, keyContext(record.network, record.address.toString()),
                                             record.id, secret->bytes()))
            : statement->bindNull();
        return statement->run();
    });
    if (!done)
        return failure(done.error());
    return record;
}

Result<KeyRecord> KeyTable::addDerivedKey(const QString &seedId, crypto::PathFamily family, quint32 index,
                                          const QString &network, const QString &name)
{
    if (auto valid = checkNetwork(network, true); !valid)
        return failure(valid.error());
    const QString path = crypto::accountPath(family, index);
    const auto seed = openSeed(seedId);
    if (!seed)
        return failure(seed.error());
    const auto derived = crypto::deriveKey(seed->seed64, path);
    if (!derived)
        return failure(derived.error());
    KeyRecord record;
    record.network = network;
    record.address = derived->address();
    record.kind = KeyKind::Derived;
    record.name = name;
    record.path = path;
    record.seedId = seedId;
    return insert(std::move(record), &*derived, false);
}

Result<KeyRecord> KeyTable::addPrivateKey(const crypto::PrivateKey &key, const QString &network, const QString &name,
                                          bool allowReuse)
{
    KeyRecord record;
    record.network = network;
    record.address = key.address();
    record.kind = KeyKind::Imported;
    record.name = name;
    return insert(std::move(record), &key, allowReuse);
}

Result<KeyRecord> KeyTable::addWatchOnly(const crypto::Address &address, const QString &network, const QString &name)
{
    if (address.isEmpty())
        return invalid(u"address"_s);
    KeyRecord record;
    record.network = network;
    record.address = address;
    record.kind = KeyKind::WatchOnly;
    record.name = name;
    return insert(std::move(record), nullptr, true);
}

Result<QList<KeyRecord>> KeyTable::keys()
{
    auto statement = m_database.prepare((QByteArray(KeyColumns) + "ORDER BY seq").constData());
    if (!statement)
        return failure(statement.error());
    QList<KeyRecord> list;
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return list;
        auto record = readKey(*statement);
        if (!record)
            return failure(record.error());
        list.append(std::move(*record));
    }
}

Result<KeyRecord> KeyTable::key(const QString &keyId)
{
    auto statement = m_database.prepare((QByteArray(KeyColumns) + "WHERE id = ?").constData());
    if (!statement)
        return failure(statement.error());
    const auto row = statement->bind(keyId).step();
    if (!row)
        return failure(row.error());
    if (!*row)
        return notFound(keyId);
    return readKey(*statement);
}

Result<> KeyTable::updateKey(const KeyRecord &record)
{
    if (record.name.isEmpty() || record.name.size() > MaxName)
        return invalid(u"name"_s);
    return m_database.transaction([&]() -> Result<> {
        auto statement = m_database.prepare("UPDATE keys SET name = ?, color = ? WHERE id = ? RETURNING 1");
        if (!statement)
            return failure(statement.error());
        const auto row = statement->bind(record.name).bind(qint64(record.color)).bind(record.id).step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return notFound(record.id);
        return statement->run();
    });
}

Result<> KeyTable::removeKey(const QString &keyId)
{
    return m_database.transaction([&]() -> Result<> {
        auto statement = m_database.prepare("DELETE FROM keys WHERE id = ? RETURNING 1");
        if (!statement)
            return failure(statement.error());
        const auto row = statement->bind(keyId).step();
        if (!row)
            return failure(row.error());
        if (!*row)
            return notFound(keyId);
        return statement->run();
    });
}

Result<int> KeyTable::count()
{
    auto statement = m_database.prepare("SELECT count(*) FROM keys");
    if (!statement)
        return failure(statement.error());
    if (const auto row = statement->step(); !row)
        return failure(row.error());
    return int(statement->number(0));
}

Result<bool> KeyTable::hasRealKeys()
{
    auto statement =
        m_database.prepare("SELECT 1 FROM keys WHERE network <> 'practice' AND sealed IS NOT NULL LIMIT 1");
    if (!statement)
        return failure(statement.error());
    return statement->step();
}

Result<crypto::PrivateKey> KeyTable::privateKey(const QString &keyId)
{
    auto statement = m_database.prepare("SELECT sealed, address, network FROM keys WHERE id = ?");
    if (!statement)
        return failure(statement.error());
    const auto row = statement->bind(keyId).step();
    if (!row)
        return failure(row.error());
    if (!*row)
        return notFound(keyId);
    if (statement->isNull(0))
        return failure(errors::VaultWatchOnly, {{u"address"_s, statement->text(1)}});
    auto plain =
        unsealRecord(m_recordKey, keyContext(statement->text(2), statement->text(1)), keyId, statement->blob(0));
    if (!plain)
        return failure(plain.error());
    return crypto::PrivateKey::fromBytes(std::move(*plain));
}

Result<crypto::PrivateKey> KeyTable::signingKey(const QString &keyId, const QString &network)
{
    const auto record = key(keyId);
    if (!record)
        return failure(record.error());
    if (record->network != network)
        return failure(errors::VaultKeyNetwork, {{u"key"_s, keyId}, {u"network"_s, record->network}});
    return privateKey(keyId);
}

} // namespace ain::vault
