#include "core/vault/worker.h"

#include "core/vault/container.h"
#include "core/vault/files.h"
#include "core/vault/kdf.h"
#include "core/vault/schema.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QSet>
#include <QUuid>

namespace ain::vault {

using namespace Qt::StringLiterals;

namespace {

const QString VaultIdKey = u"vault_id"_s;
const QString LastBackupKey = u"last_backup_ms"_s;
const QString LastDrillKey = u"last_drill_ms"_s;

/// Errors of the envelope and the container do not know their file.
Error withPath(Error error, const QString &path)
{
    if (error.code == errors::VaultDamaged)
        error.args.insert(u"path"_s, path);
    return error;
}

} // namespace

Vault::Worker::Worker(const QString &directory, const Clock &clock, KdfCost cost)
    : m_paths(directory), m_clock(clock), m_cost(cost), m_tries(m_paths.tries, clock)
{
}

Result<> Vault::Worker::requireOpen(quint64 askedAt) const
{
    if (m_open && askedAt == epoch.load())
        return {};
    if (!QFile::exists(m_paths.envelope))
        return failure(errors::VaultMissing, {{u"path"_s, m_paths.directory}});
    return failure(errors::VaultLocked);
}

KdfCost Vault::Worker::costFor(const SecretBytes &passphrase) const
{
    if (passphrase.isEmpty())
        return CheapKdf;
    return m_cost.operations == 0 ? calibrate(m_clock, m_cost.memoryBytes) : m_cost;
}

Result<Envelope> Vault::Worker::readEnvelope() const
{
    auto bytes = readBounded(m_paths.envelope, Envelope::MaxBytes);
    if (!bytes && bytes.error().code == errors::NotFound)
        return failure(errors::VaultMissing, {{u"path"_s, m_paths.directory}});
    if (!bytes && bytes.error().code == errors::TooLarge)
        return failure(errors::VaultDamaged, {{u"path"_s, m_paths.envelope}, {u"what"_s, u"size"_s}});
    if (!bytes)
        return failure(bytes.error());
    auto envelope = Envelope::parse(*bytes);
    if (!envelope)
        return failure(withPath(envelope.error(), m_paths.envelope));
    return envelope;
}

Result<VaultInfo> Vault::Worker::info()
{
    std::optional<Envelope> fromFile;
    if (!m_open) {
        auto read = readEnvelope();
        if (!read)
            return failure(read.error());
        fromFile = std::move(*read);
    }
    const Envelope &envelope = m_open ? m_open->envelope : *fromFile;
    VaultInfo info{.id = envelope.id(),
                   .formatVersion = Envelope::Version,
                   .isProtected = envelope.isProtected(),
                   .kdf = envelope.cost(),
                   .createdMs = envelope.createdMs()};
    if (m_open) {
        auto accounts = keyTable().count();
        if (!accounts)
            return failure(accounts.error());
        auto backedUp = metaValue(m_open->database, LastBackupKey);
        if (!backedUp)
            return failure(backedUp.error());
        auto drilled = metaValue(m_open->database, LastDrillKey);
        if (!drilled)
            return failure(drilled.error());
        info.lastDrillMs = drilled->toLongLong();
        info.accounts = *accounts;
        info.lastBackupMs = backedUp->toLongLong();
    }
    return info;
}

Result<> Vault::Worker::setOrphanAside()
{
    const QString aside = m_paths.database + u".orphan-"_s + QString::number(m_clock.nowMs());
    for (const QString &suffix : {u"-wal"_s, u"-shm"_s, u"-journal"_s}) {
        if (QFile::exists(m_paths.database + suffix)) {
            if (auto moved = replaceFile(m_paths.database + suffix, aside + suffix); !moved)
                return moved;
        }
    }
    if (!QFile::exists(m_paths.database))
        return {};
    return replaceFile(m_paths.database, aside);
}

Result<> Vault::Worker::create(const SecretBytes &passphrase)
{
    if (auto made = makePrivateDirectory(m_paths.directory); !made)
        return made;
    if (m_open || QFile::exists(m_paths.envelope))
        return failure(errors::VaultExists, {{u"path"_s, m_paths.directory}});
    auto directoryLock = DirectoryLock::take(m_paths.directory);
    if (!directoryLock)
        return failure(directoryLock.error());
    if (QFile::exists(m_paths.envelope))
        return failure(errors::VaultExists, {{u"path"_s, m_paths.directory}});
    if (auto moved = setOrphanAside(); !moved)
        return moved;

    DataKeys keys = DataKeys::random();
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    auto envelope = Envelope::create(id, m_clock.nowMs(), costFor(passphrase), passphrase, keys);
    if (!envelope)
        return failure(envelope.error());
    // The envelope comes last: a crash before it leaves no vault, not half of one.
    auto database = Database::open(m_paths.database, keys.database, Database::Mode::Create);
    if (!database)
        return failure(database.error());
    if (auto migrated = database->migrate(schema()); !migrated)
        return migrated;
    if (auto named = setMetaValue(*database, VaultIdKey, id); !named)
        return named;
    if (auto written = writeAtomically(m_paths.envelope, envelope->toBytes()); !written)
        return written;
    m_tries.succeeded();
    m_open.emplace(Open{std::move(*directoryLock), std::move(*envelope), std::move(keys), std::move(*database)});
    return {};
}

Result<DataKeys> Vault::Worker::tryUnwrap(const Envelope &envelope, const SecretBytes &passphrase)
{
    if (const qint64 seconds = m_tries.secondsToWait(); seconds > 0)
        return failure(errors::VaultTooManyTries, {{u"seconds"_s, seconds}});
    m_tries.begin();
    auto keys = envelope.unwrap(passphrase);
    if (keys)
        m_tries.succeeded();
    else if (keys.error().code != errors::VaultWrongPassphrase)
        m_tries.withdraw();
    return keys;
}

Result<Database> Vault::Worker::openDatabase(const QString &path, const Envelope &envelope, const DataKeys &keys)
{
    auto database = Database::open(path, keys.database, Database::Mode::Existing);
    if (!database)
        return database;
    if (auto checked = database->checkPages(); !checked)
        return failure(checked.error());
    const auto version = database->userVersion();
    if (!version)
        return failure(version.error());
    if (*version == 0) // an emptied file opens with any key
        return failure(errors::VaultDamaged, {{u"path"_s, path}, {u"what"_s, u"empty"_s}});
    if (auto migrated = database->migrate(schema()); !migrated)
        return failure(migrated.error());
    const auto id = metaValue(*database, VaultIdKey);
    if (!id)
        return failure(id.error());
    if (*id != envelope.id())
        return failure(errors::VaultDamaged, {{u"path"_s, path}, {u"what"_s, u"id"_s}});
    return database;
}

Result<> Vault::Worker::unlock(const SecretBytes &passphrase)
{
    if (m_open)
        return verifyPassphrase(passphrase);
    if (!QFile::exists(m_paths.envelope))
        return failure(errors::VaultMissing, {{u"path"_s, m_paths.directory}});
    auto directoryLock = DirectoryLock::take(m_paths.directory);
    if (!directoryLock)
        return failure(directoryLock.error());
    removeLeftovers(m_paths.directory, u"vault."_s);
    auto envelope = readEnvelope();
    if (!envelope)
        return failure(envelope.error());
    auto keys = tryUnwrap(*envelope, passphrase);
    if (!keys)
        return failure(keys.error());
    auto database = openDatabase(m_paths.database, *envelope, *keys);
    if (!database)
        return failure(database.error());
    m_open.emplace(Open{std::move(*directoryLock), std::move(*envelope), std::move(*keys), std::move(*database)});
    return {};
}

void Vault::Worker::lock() { m_open.reset(); }

Result<> Vault::Worker::changePassphrase(const SecretBytes &current, const SecretBytes &next)
{
    if (next.isEmpty()) {
        auto real = keyTable().hasRealKeys();
        if (!real)
            return failure(real.error());
        if (*real)
            return failure(errors::VaultPassphraseNeeded);
    }
    if (auto verified = verifyPassphrase(current); !verified)
        return verified;
    auto envelope = m_open->envelope.rewrapped(costFor(next), next, m_open->keys);
    if (!envelope)
        return failure(envelope.error());
    if (auto written = writeAtomically(m_paths.envelope, envelope->toBytes()); !written)
        return written;
    m_open->envelope = std::move(*envelope);
    return {};
}

Result<> Vault::Worker::verifyPassphrase(const SecretBytes &passphrase)
{
    const auto keys = tryUnwrap(m_open->envelope, passphrase);
    if (!keys)
        return failure(keys.error());
    return {};
}

Result<> Vault::Worker::backup(const QString &file)
{
    if (file.isEmpty() || QFileInfo(file).isDir())
        return failure(errors::InvalidArgument, {{u"what"_s, u"file"_s}});
    // Never over the vault's own files, by whatever way the path leads there.
    if (QFileInfo(file).absoluteDir().canonicalPath() == QDir(m_paths.directory).canonicalPath())
        return failure(errors::InvalidArgument, {{u"what"_s, file}});
    // Named like a PendingFile, so that what a crash leaves is swept up by the next unlock.
    const QString copy = m_paths.directory + u"/vault.backup.part"_s;
    QFile::remove(copy);
    auto done = m_open->database.copyTo(copy, m_open->keys.database);
    if (done)
        done = writeContainer(file, m_open->envelope.toBytes(), copy, m_open->keys.database);
    QFile::remove(copy);
    if (!done)
        return done;
    return setMetaValue(m_open->database, LastBackupKey, QString::number(m_clock.nowMs()));
}

Result<> Vault::Worker::restore(const QString &file, const SecretBytes &passphrase)
{
    if (m_open || QFile::exists(m_paths.envelope))
        return failure(errors::VaultExists, {{u"path"_s, m_paths.directory}});
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return failure(errors::FileRead, {{u"path"_s, file}}, source.errorString());
    auto container = ContainerReader::open(source);
    if (!container)
        return failure(withPath(container.error(), file));
    auto envelope = Envelope::parse(container->envelope());
    if (!envelope)
        return failure(withPath(envelope.error(), file));
    // Not counted as a try: whoever has the file can copy it to where nothing counts.
    auto keys = envelope->unwrap(passphrase);
    if (!keys)
        return failure(keys.error());

    if (auto made = makePrivateDirectory(m_paths.directory); !made)
        return made;
    auto directoryLock = DirectoryLock::take(m_paths.directory);
    if (!directoryLock)
        return failure(directoryLock.error());
    if (QFile::exists(m_paths.envelope))
        return failure(errors::VaultExists, {{u"path"_s, m_paths.directory}});
    auto pending = PendingFile::create(m_paths.database);
    if (!pending)
        return failure(pending.error());
    if (auto extracted = container->extractDatabase(keys->database, *pending); !extracted)
        return failure(withPath(extracted.error(), file));
    {
        auto database = openDatabase(pending->path(), *envelope, *keys);
        if (!database)
            return failure(withPath(database.error(), file));
        if (auto checked = database->checkAll(); !checked)
            return failure(withPath(checked.error(), file));
    }
    if (auto moved = setOrphanAside(); !moved)
        return moved;
    if (auto placed = pending->commit(); !placed)
        return placed;
    auto database = openDatabase(m_paths.database, *envelope, *keys);
    if (!database)
        return failure(database.error());
    if (auto written = writeAtomically(m_paths.envelope, envelope->toBytes()); !written)
        return written;
    m_tries.succeeded();
    m_open.emplace(Open{std::move(*directoryLock), std::move(*envelope), std::move(*keys), std::move(*database)});
    return {};
}

Result<BackupCheck> Vault::Worker::finishCheck(BackupCheck check)
{
    if (check.isGood()) {
        if (auto noted = setMetaValue(m_open->database, LastDrillKey, QString::number(m_clock.nowMs())); !noted)
            return failure(noted.error());
    }
    return check;
}

Result<BackupCheck> Vault::Worker::checkBackup(const QString &file, const SecretBytes &passphrase)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return failure(errors::FileRead, {{u"path"_s, file}}, source.errorString());
    auto container = ContainerReader::open(source);
    if (!container)
        return failure(withPath(container.error(), file));
    auto envelope = Envelope::parse(container->envelope());
    if (!envelope)
        return failure(withPath(envelope.error(), file));
    auto keys = envelope->unwrap(passphrase);
    if (!keys)
        return failure(keys.error());
    // Named so that what a crash leaves is swept up by the next unlock; it is as sealed as the backup is.
    auto pending = PendingFile::create(m_paths.directory + u"/vault.drill"_s);
    if (!pending)
        return failure(pending.error());
    const QString copy = pending->path();
    const auto sweep = qScopeGuard([copy] {
        for (const QString &suffix : {u"-wal"_s, u"-shm"_s, u"-journal"_s})
            QFile::remove(copy + suffix);
    });
    if (auto extracted = container->extractDatabase(keys->database, *pending); !extracted)
        return failure(withPath(extracted.error(), file));
    auto database = openDatabase(copy, *envelope, *keys);
    if (!database)
        return failure(withPath(database.error(), file));
    if (auto checked = database->checkAll(); !checked)
        return failure(withPath(checked.error(), file));

    KeyTable theirs(*database, keys->record, m_clock, envelope->isProtected());
    const auto there = theirs.keys();
    if (!there)
        return failure(there.error());
    const auto here = keyTable().keys();
    if (!here)
        return failure(here.error());
    BackupCheck check;
    check.madeMs = QFileInfo(file).lastModified().toMSecsSinceEpoch();
    QSet<std::pair<QString, QString>> good;
    for (const KeyRecord &record : *there) {
        if (record.kind == KeyKind::WatchOnly)
            continue;
        // Not the record's word: the key itself, and whose it is.
        const auto key = theirs.privateKey(record.id);
        if (key && key->address() == record.address)
            good.insert({record.network, record.address.toString()});
    }
    for (const KeyRecord &record : *here) {
        if (record.kind == KeyKind::WatchOnly)
            ++check.watched;
        else if (good.remove({record.network, record.address.toString()}))
            check.restored += record;
        else
            check.missing += record;
    }
    check.others = int(good.size());
    return finishCheck(std::move(check));
}

Result<BackupCheck> Vault::Worker::checkMnemonic(const crypto::Mnemonic &mnemonic, const SecretBytes &bip39Passphrase)
{
    const auto here = keyTable().keys();
    if (!here)
        return failure(here.error());
    const SecretBytes seed = mnemonic.seed(bip39Passphrase);
    BackupCheck check;
    for (const KeyRecord &record : *here) {
        if (record.kind == KeyKind::WatchOnly) {
            ++check.watched;
            continue;
        }
        bool isRestored = false;
        if (!record.path.isEmpty()) {
            const auto key = crypto::deriveKey(seed, record.path);
            isRestored = key && key->address() == record.address;
        }
        if (isRestored)
            check.restored += record;
        else
            check.missing += record;
    }
    return finishCheck(std::move(check));
}

KeyTable Vault::Worker::keyTable()
{
    return {m_open->database, m_open->keys.record, m_clock, m_open->envelope.isProtected()};
}

RecordTable Vault::Worker::recordTable() { return RecordTable(m_open->database); }

} // namespace ain::vault
