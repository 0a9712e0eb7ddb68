// Backup to one file, restore, damage in every region, and the vaults of earlier versions.
#include "core/vault/container.h"
#include "core/vault/database.h"
#include "core/vault/envelope.h"
#include "core/vault/files.h"
#include "tests/unit/vault/vaultfixture.h"

#include <QtEndian>

#include <csignal>
#include <sys/resource.h>

using namespace ain;
using namespace ain::vault;
using namespace ain::vault::test;
using namespace Qt::StringLiterals;

namespace {

QString dataFile(const QString &name) { return QStringLiteral(AIN_TEST_DATA "/vault/v1/") + name; }

class TestBackup : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void aDrillTellsWhatWouldComeBack()
    {
        Home home;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create(secret("pass"))));
        const QByteArray words = "test test test test test test test test test test test junk";
        const auto phrase = [&] {
            return std::make_shared<crypto::Mnemonic>(
                *crypto::Mnemonic::parse(SecretBytes::copyOf(QByteArrayView(words))));
        };
        const auto seed = await(vault->addMnemonic(phrase(), SecretBytes(), true));
        AIN_VERIFY_OK(seed);
        AIN_VERIFY_OK(await(vault->addDerivedKey(*seed, crypto::PathFamily::Ain, 0, u"mainnet"_s, u"Words"_s)));
        const QString file = home.path(u"my.ainbackup"_s);
        AIN_VERIFY_OK(await(vault->backup(file)));
        QCOMPARE(await(vault->info())->lastDrillMs, 0);

        home.clock.advance(5);
        auto good = await(vault->checkBackup(file, secret("pass")));
        AIN_VERIFY_OK(good);
        QVERIFY(good->isGood());
        QCOMPARE(good->restored.first().name, u"Words"_s);
        QCOMPARE(await(vault->info())->lastDrillMs, home.clock.now.load());
        AIN_VERIFY_ERROR(await(vault->checkBackup(file, secret("other"))), errors::VaultWrongPassphrase);
        AIN_VERIFY_ERROR(await(vault->checkBackup(home.path(u"absent"_s), secret("pass"))), errors::FileRead);
        // Nothing of it stays behind, and nothing here changed.
        QVERIFY(QDir(home.directory()).entryList({u"*drill*"_s}).isEmpty());
        QCOMPARE(await(vault->keys())->size(), 1);

        auto byWords = await(vault->checkMnemonic(phrase(), SecretBytes()));
        AIN_VERIFY_OK(byWords);
        QVERIFY(byWords->isGood());
        auto wrongPassphrase = await(vault->checkMnemonic(phrase(), secret("salt")));
        AIN_VERIFY_OK(wrongPassphrase);
        QVERIFY(wrongPassphrase->restored.isEmpty() && !wrongPassphrase->isGood());

        // What came later is in neither; an address without a key is nobody's loss.
        AIN_VERIFY_OK(await(vault->addPrivateKey(smallKey(1), u"testnet"_s, u"Later"_s, false)));
        AIN_VERIFY_OK(await(vault->addWatchOnly(smallKey(2)->address(), u"testnet"_s, u"Seen"_s)));
        const qint64 before = await(vault->info())->lastDrillMs;
        home.clock.advance(5);
        for (const bool byPhrase : {false, true}) {
            auto partly = byPhrase ? await(vault->checkMnemonic(phrase(), SecretBytes()))
                                   : await(vault->checkBackup(file, secret("pass")));
            AIN_VERIFY_OK(partly);
            QVERIFY(!partly->isGood());
            QCOMPARE(partly->restored.size(), 1);
            QCOMPARE(partly->missing.first().name, u"Later"_s);
            QCOMPARE(partly->watched, 1);
        }
        QCOMPARE(await(vault->info())->lastDrillMs, before);

        // A damaged file is found out.
        QFile damaged(file);
        QVERIFY(damaged.open(QIODevice::ReadWrite));
        damaged.seek(damaged.size() / 2);
        damaged.write("x");
        damaged.close();
        AIN_VERIFY_ERROR(await(vault->checkBackup(file, secret("pass"))), errors::VaultDamaged);
        AIN_VERIFY_OK(await(vault->lock()));
        AIN_VERIFY_ERROR(await(vault->checkBackup(file, secret("pass"))), errors::VaultLocked);
    }

    void restoresEverything()
    {
        Home home;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create(secret("pass"))));
        AIN_VERIFY_OK(await(vault->addPrivateKey(smallKey(1), u"testnet"_s, u"One"_s, false)));
        AIN_VERIFY_OK(await(vault->put(u"note"_s, u"1"_s, json::Value(u"text"_s))));
        QCOMPARE(await(vault->info())->lastBackupMs, 0);
        const QString file = home.path(u"my.ainvault"_s);
        home.clock.advance(5);
        AIN_VERIFY_OK(await(vault->backup(file)));
        QCOMPARE(await(vault->info())->lastBackupMs, home.clock.now.load());
        QCOMPARE(QDir(home.directory()).entryList({u"*.part*"_s}).size(), 0);
        QVERIFY(!readAll(file).contains("text"));
        // Written over by the next one.
        AIN_VERIFY_OK(await(vault->put(u"note"_s, u"2"_s, json::Value(u"later"_s))));
        AIN_VERIFY_OK(await(vault->backup(file)));
        const auto id = await(vault->info())->id;
        // It does not follow a later change of the passphrase.
        AIN_VERIFY_OK(await(vault->changePassphrase(secret("pass"), secret("next"))));
        AIN_VERIFY_ERROR(await(vault->restore(file, secret("pass"))), errors::VaultExists);

        auto copy = home.vaultAt(home.path(u"copy"_s));
        AIN_VERIFY_ERROR(await(copy->restore(file, secret("next"))), errors::VaultWrongPassphrase);
        QCOMPARE(copy->state(), Vault::State::Missing);
        AIN_VERIFY_OK(await(copy->restore(file, secret("pass"))));
        QCOMPARE(copy->state(), Vault::State::Open);
        QCOMPARE(await(copy->info())->id, id);
        QCOMPARE(await(copy->keys())->first().name, u"One"_s);
        QCOMPARE(await(copy->get(u"note"_s, u"2"_s))->toString(), u"later"_s);
        AIN_VERIFY_OK(await(copy->signMessage(await(copy->keys())->first().id, u"testnet"_s, u"x"_s, 0)));
        AIN_VERIFY_OK(await(copy->lock()));
        AIN_VERIFY_OK(await(copy->unlock(secret("pass"))));
        QVERIFY(QDir(home.path(u"copy"_s)).entryList({u"*.part*"_s, u"*.orphan*"_s}).isEmpty());
    }

    void everyRegionOfADamagedBackupIsNoticed()
    {
        Home home;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create(secret("pass"))));
        AIN_VERIFY_OK(await(vault->addPrivateKey(smallKey(1), u"testnet"_s, {}, false)));
        const QString file = home.path(u"backup"_s);
        AIN_VERIFY_OK(await(vault->backup(file)));
        const QByteArray good = readAll(file);
        auto copy = home.vaultAt(home.path(u"copy"_s));
        const auto expectDamaged = [&](const QByteArray &bad, qsizetype where) {
            QVERIFY(writeAll(file, bad));
            const auto result = await(copy->restore(file, secret("pass")));
            QVERIFY2(!result, qPrintable(QString::number(where)));
            QVERIFY2(result.error().code == errors::VaultDamaged || result.error().code == errors::VaultNewer,
                     qPrintable(QString::number(where) + result.error().code.toString()));
            QCOMPARE(copy->state(), Vault::State::Missing);
            QVERIFY(!QFile::exists(home.path(u"copy/vault.keys"_s)) && !QFile::exists(home.path(u"copy/vault.db"_s)));
        };
        QList<qsizetype> places;
        for (qsizetype i = 0; i < 24; ++i) // header
            places.append(i);
        for (qsizetype i = 24; i < good.size(); i += 509) // envelope and database
            places.append(i);
        for (qsizetype i = good.size() - 64; i < good.size(); i += 3) // digests
            places.append(i);
        for (const qsizetype place : std::as_const(places)) {
            QByteArray bad = good;
            bad[place] = char(bad[place] ^ 0x40);
            expectDamaged(bad, place);
        }
        for (const qsizetype size :
             {qsizetype(0), qsizetype(8), qsizetype(23), qsizetype(88), good.size() / 2, good.size() - 1})
            expectDamaged(good.left(size), size);
        expectDamaged(good + 'x', good.size());
        QByteArray huge = good;
        qToLittleEndian(quint64(-1), huge.data() + 16);
        expectDamaged(huge, 16);
        qToLittleEndian(quint32(-1), huge.data() + 12);
        expectDamaged(huge, 12);
        AIN_VERIFY_ERROR(await(copy->restore(home.path(u"none"_s), secret("pass"))), errors::FileRead);
        QVERIFY(writeAll(file, good));
        AIN_VERIFY_OK(await(copy->restore(file, secret("pass"))));
    }

    void aForgedBackupIsRefused()
    {
        // Pages of two backups of the same vault, mixed, with a right checksum: only the keyed code notices.
        Home home;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create(secret("pass"))));
        const QString file = home.path(u"backup"_s);
        AIN_VERIFY_OK(await(vault->backup(file)));
        QFile source(file);
        QVERIFY(source.open(QIODevice::ReadOnly));
        auto reader = ContainerReader::open(source);
        AIN_VERIFY_OK(reader);
        auto keys = Envelope::parse(reader->envelope())->unwrap(secret("pass"));
        AIN_VERIFY_OK(keys);
        // Signed with another key than the envelope holds.
        AIN_VERIFY_OK(writeContainer(home.path(u"forged"_s), reader->envelope(), home.directory() + u"/vault.db"_s,
                                     SecretBytes::random(32)));
        auto copy = home.vaultAt(home.path(u"copy"_s));
        const auto refused = await(copy->restore(home.path(u"forged"_s), secret("pass")));
        AIN_VERIFY_ERROR(refused, errors::VaultDamaged);
        QCOMPARE(refused.error().args.value(u"what"_s).toString(), u"authentication"_s);
        QCOMPARE(copy->state(), Vault::State::Missing);
    }

    void aBackupThatDoesNotFitLeavesTheOldOne()
    {
        Home home;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create(secret("pass"))));
        const QString file = home.path(u"backup"_s);
        AIN_VERIFY_OK(await(vault->backup(file)));
        const QByteArray good = readAll(file);
        const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit small{20'000, before.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
        const auto result = await(vault->backup(file));
        const auto changed = await(vault->put(u"k"_s, u"1"_s, json::Value(QString(100'000, u'x'))));
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        std::signal(SIGXFSZ, oldHandler);
        AIN_VERIFY_ERROR(result, errors::VaultWrite);
        AIN_VERIFY_ERROR(changed, errors::VaultWrite);
        QCOMPARE(readAll(file), good);
        QCOMPARE(QFileInfo(file).dir().entryList({u"backup*"_s}).size(), 1);
        AIN_VERIFY_OK(await(vault->put(u"k"_s, u"1"_s, json::Value(1))));
        AIN_VERIFY_OK(await(vault->backup(file)));
    }

    void opensVersionOne()
    {
        Home home;
        QVERIFY(QDir().mkpath(home.directory()));
        for (const QString &name : {u"vault.db"_s, u"vault.keys"_s}) {
            QVERIFY(QFile::copy(dataFile(name), home.directory() + u'/' + name));
            QVERIFY(QFile::setPermissions(home.directory() + u'/' + name, QFile::ReadOwner | QFile::WriteOwner));
        }
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->unlock(secret("golden passphrase"))));
        checkGolden(*vault);
        auto restored = home.vaultAt(home.path(u"restored"_s));
        AIN_VERIFY_OK(await(restored->restore(dataFile(u"backup.ainvault"_s), secret("golden passphrase"))));
        checkGolden(*restored);
    }

    /// Makes the golden files of the version that is current: AIN_WRITE_GOLDEN names the folder.
    void writesGolden()
    {
        const QString folder = qEnvironmentVariable("AIN_WRITE_GOLDEN");
        if (folder.isEmpty())
            QSKIP("only when a version is released");
        Home home;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create(secret("golden passphrase"))));
        auto mnemonic = std::make_shared<crypto::Mnemonic>(
            crypto::Mnemonic::parse(secret("test test test test test test test test test test test junk")).value());
        auto seed = await(vault->addMnemonic(mnemonic, {}, true));
        AIN_VERIFY_OK(seed);
        AIN_VERIFY_OK(await(vault->addDerivedKey(*seed, crypto::PathFamily::Ethereum, 0, u"testnet"_s, u"Derived"_s)));
        AIN_VERIFY_OK(await(vault->addPrivateKey(smallKey(1), u"practice"_s, u"Imported"_s, false)));
        AIN_VERIFY_OK(await(vault->addWatchOnly(smallKey(2)->address(), u"mainnet"_s, u"Watched"_s)));
        AIN_VERIFY_OK(await(vault->put(u"contact"_s, u"1"_s, json::Value(json::Object{{u"name"_s, u"친구"_s}}))));
        AIN_VERIFY_OK(await(vault->backup(folder + u"/backup.ainvault"_s)));
        AIN_VERIFY_OK(await(vault->lock()));
        QVERIFY(QFile::copy(home.directory() + u"/vault.db"_s, folder + u"/vault.db"_s));
        QVERIFY(QFile::copy(home.directory() + u"/vault.keys"_s, folder + u"/vault.keys"_s));
    }

private:
    static void checkGolden(Vault &vault)
    {
        QCOMPARE(await(vault.info())->formatVersion, 1);
        auto keys = await(vault.keys());
        AIN_VERIFY_OK(keys);
        QCOMPARE(keys->size(), 3);
        QCOMPARE(keys->at(0).address.toString(), u"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"_s);
        QCOMPARE(keys->at(0).kind, KeyKind::Derived);
        QCOMPARE(keys->at(0).path, u"m/44'/60'/0'/0/0"_s);
        QCOMPARE(keys->at(1).kind, KeyKind::Imported);
        QCOMPARE(keys->at(1).address, smallKey(1)->address());
        QCOMPARE(keys->at(2).kind, KeyKind::WatchOnly);
        for (int i = 0; i < 2; ++i) {
            auto signature = await(vault.signMessage(keys->at(i).id, keys->at(i).network, u"hello"_s, 0));
            AIN_VERIFY_OK(signature);
            QCOMPARE(crypto::recoverMessageSigner(u"hello", *signature, 0)->address, keys->at(i).address);
        }
        auto words = await(vault.exportMnemonic(keys->at(0).seedId, secret("golden passphrase")));
        AIN_VERIFY_OK(words);
        QVERIFY(*words == secret("test test test test test test test test test test test junk"));
        QCOMPARE((*await(vault.get(u"contact"_s, u"1"_s)))[u"name"].toString(), u"친구"_s);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestBackup)
#include "test_backup.moc"
