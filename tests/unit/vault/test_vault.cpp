// The vault's life: create, unlock, lock, passphrase, tries, records.
#include "core/vault/database.h"
#include "core/vault/envelope.h"
#include "core/vault/files.h"
#include "core/vault/schema.h"
#include "tests/unit/vault/vaultfixture.h"

#include "core/json/parser.h"

#include <QSignalSpy>

using namespace ain;
using namespace ain::vault;
using namespace ain::vault::test;
using namespace Qt::StringLiterals;

namespace {

class TestVault : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void createsLocksAndUnlocks()
    {
        Home home;
        auto vault = home.vault();
        QCOMPARE(vault->state(), Vault::State::Missing);
        AIN_VERIFY_ERROR(await(vault->info()), errors::VaultMissing);
        AIN_VERIFY_ERROR(await(vault->unlock(secret("pass"))), errors::VaultMissing);
        AIN_VERIFY_ERROR(await(vault->keys()), errors::VaultMissing);

        QList<Vault::State> states;
        connect(vault.get(), &Vault::stateChanged, this, [&](Vault::State s) { states.append(s); });
        AIN_VERIFY_OK(await(vault->create(secret("pass"))));
        QCOMPARE(vault->state(), Vault::State::Open);
        AIN_VERIFY_OK(await(vault->put(u"note"_s, u"1"_s, json::Value(u"kept"_s))));
        AIN_VERIFY_OK(await(vault->lock()));
        QCOMPARE(vault->state(), Vault::State::Locked);
        AIN_VERIFY_ERROR(await(vault->get(u"note"_s, u"1"_s)), errors::VaultLocked);
        AIN_VERIFY_ERROR(await(vault->verifyPassphrase(secret("pass"))), errors::VaultLocked);
        AIN_VERIFY_ERROR(await(vault->backup(home.path(u"b"_s))), errors::VaultLocked);
        AIN_VERIFY_ERROR(await(vault->create(secret("pass"))), errors::VaultExists);
        AIN_VERIFY_OK(await(vault->unlock(secret("pass"))));
        auto value = await(vault->get(u"note"_s, u"1"_s));
        AIN_VERIFY_OK(value);
        QCOMPARE(value->toString(), u"kept"_s);
        // Unlocking what is open checks the passphrase.
        AIN_VERIFY_OK(await(vault->unlock(secret("pass"))));
        AIN_VERIFY_ERROR(await(vault->unlock(secret("other"))), errors::VaultWrongPassphrase);
        QCOMPARE(vault->state(), Vault::State::Open);
        QCOMPARE(states, (QList{Vault::State::Open, Vault::State::Locked, Vault::State::Open}));
    }

    void filesAreForTheirOwnerOnly()
    {
        Home home;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create(secret("pass"))));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
            | QFile::WriteOther | QFile::ExeOther;
        const QDir dir(home.directory());
        QVERIFY(!(QFile::permissions(home.directory()) & others));
        const QStringList names = dir.entryList(QDir::Files | QDir::Hidden);
        QVERIFY(names.contains(u"vault.db"_s) && names.contains(u"vault.keys"_s) && names.contains(u"vault.lock"_s));
        for (const QString &name : names)
            QVERIFY2(!(QFile::permissions(dir.filePath(name)) & others), qPrintable(name));
    }

    void infoNeedsNoPassphrase()
    {
        Home home;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create(secret("pass"))));
        AIN_VERIFY_OK(await(vault->addPrivateKey(smallKey(1), u"testnet"_s, {}, false)));
        auto open = await(vault->info());
        AIN_VERIFY_OK(open);
        QCOMPARE(open->accounts, 1);
        AIN_VERIFY_OK(await(vault->lock()));
        auto locked = await(vault->info());
        AIN_VERIFY_OK(locked);
        QCOMPARE(locked->id, open->id);
        QCOMPARE(locked->formatVersion, 1);
        QVERIFY(locked->isProtected);
        QCOMPARE(locked->createdMs, home.clock.now.load());
        QCOMPARE(locked->kdf.memoryBytes, TestCost.memoryBytes);
        QCOMPARE(locked->accounts, 0);
    }

    void wrongAndDamagedDiffer()
    {
        Home home;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create(secret("pass"))));
        AIN_VERIFY_OK(await(vault->putAll(u"filler"_s, {{u"1"_s, json::Value(QString(200'000, u'x'))}})));
        AIN_VERIFY_OK(await(vault->lock()));
        AIN_VERIFY_ERROR(await(vault->unlock(secret("Pass"))), errors::VaultWrongPassphrase);
        AIN_VERIFY_ERROR(await(vault->unlock({})), errors::VaultWrongPassphrase);
        QCOMPARE(vault->state(), Vault::State::Locked);

        const QString keys = home.directory() + u"/vault.keys"_s;
        const QString database = home.directory() + u"/vault.db"_s;
        const QByteArray goodKeys = readAll(keys);
        const QByteArray goodDatabase = readAll(database);
        // A flipped bit anywhere in the envelope.
        for (qsizetype i = 0; i < goodKeys.size(); i += 7) {
            QByteArray bad = goodKeys;
            bad[i] = char(bad[i] ^ 1);
            QVERIFY(writeAll(keys, bad));
            const auto result = await(vault->unlock(secret("pass")));
            QVERIFY2(!result, qPrintable(QString::number(i)));
            QVERIFY2(result.error().code == errors::VaultDamaged || result.error().code == errors::VaultNewer,
                     qPrintable(result.error().code.toString()));
        }
        for (const QByteArray &bad : {QByteArray(), QByteArray("{}"), QByteArray("[1]"), goodKeys.left(100),
                                      QByteArray(1'000'000, '['), goodKeys + goodKeys}) {
            QVERIFY(writeAll(keys, bad));
            AIN_VERIFY_ERROR(await(vault->unlock(secret("pass"))), errors::VaultDamaged);
        }
        QVERIFY(writeAll(keys, goodKeys));
        // A flipped bit in any page of the database, a cut, and no database at all.
        for (qsizetype i = 40; i < goodDatabase.size(); i += 4096) {
            QByteArray bad = goodDatabase;
            bad[i] = char(bad[i] ^ 1);
            QVERIFY(writeAll(database, bad));
            AIN_VERIFY_ERROR(await(vault->unlock(secret("pass"))), errors::VaultDamaged);
        }
        for (const QByteArray &bad :
             {goodDatabase.left(5000), goodDatabase.left(10), QByteArray(8192, 'a'), QByteArray()}) {
            QVERIFY(writeAll(database, bad));
            AIN_VERIFY_ERROR(await(vault->unlock(secret("pass"))), errors::VaultDamaged);
        }
        QVERIFY(QFile::remove(database));
        AIN_VERIFY_ERROR(await(vault->unlock(secret("pass"))), errors::VaultDamaged);
        QVERIFY(writeAll(database, goodDatabase));
        AIN_VERIFY_OK(await(vault->unlock(secret("pass"))));
    }

    void anotherVaultsDatabaseIsDamage()
    {
        Home home;
        auto one = home.vaultAt(home.path(u"one"_s));
        auto two = home.vaultAt(home.path(u"two"_s));
        AIN_VERIFY_OK(await(one->create(secret("pass"))));
        AIN_VERIFY_OK(await(two->create(secret("pass"))));
        AIN_VERIFY_OK(await(one->lock()));
        AIN_VERIFY_OK(await(two->lock()));
        QVERIFY(writeAll(home.path(u"one/vault.db"_s), readAll(home.path(u"two/vault.db"_s))));
        AIN_VERIFY_ERROR(await(one->unlock(secret("pass"))), errors::VaultDamaged);
    }

    void newerIsLeftAlone()
    {
        Home home;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create(secret("pass"))));
        AIN_VERIFY_OK(await(vault->lock()));
        const QString keys = home.directory() + u"/vault.keys"_s;
        const QByteArray good = readAll(keys);
        QByteArray newer = good;
        QVERIFY(newer.contains("\"version\": 1"));
        newer.replace("\"version\": 1", "\"version\": 2");
        QVERIFY(writeAll(keys, newer));
        const auto refused = await(vault->unlock(secret("pass")));
        AIN_VERIFY_ERROR(refused, errors::VaultNewer);
        QCOMPARE(refused.error().args.value(u"version"_s).toInt(), 2);
        QCOMPARE(readAll(keys), newer);

        // A newer schema inside the database.
        QVERIFY(writeAll(keys, good));
        {
            auto envelope = Envelope::parse(good);
            AIN_VERIFY_OK(envelope);
            auto data = envelope->unwrap(secret("pass"));
            AIN_VERIFY_OK(data);
            auto database = Database::open(home.directory() + u"/vault.db"_s, data->database, Database::Mode::Existing);
            AIN_VERIFY_OK(database);
            AIN_VERIFY_OK(database->execute("PRAGMA user_version = 7"));
        }
        AIN_VERIFY_ERROR(await(vault->unlock(secret("pass"))), errors::VaultNewer);
    }

    void migratesStepByStep()
    {
        Home home;
        const SecretBytes key = SecretBytes::random(32);
        const std::array first{Migration{1, "CREATE TABLE a (x)"}};
        const std::array second{Migration{1, "CREATE TABLE a (x)"},
                                Migration{2, "CREATE TABLE b (x); INSERT INTO b SELECT x FROM a;"}};
        const std::array broken{Migration{1, "CREATE TABLE a (x)"}, Migration{2, "CREATE TABLE b (x);"},
                                Migration{3, "CREATE TABLE c (x); INSERT INTO nowhere VALUES (1);"}};
        auto database = Database::open(home.path(u"m.db"_s), key, Database::Mode::Create);
        AIN_VERIFY_OK(database);
        AIN_VERIFY_OK(database->migrate(first));
        AIN_VERIFY_OK(database->execute("INSERT INTO a VALUES (5)"));
        AIN_VERIFY_OK(database->migrate(second));
        QCOMPARE(database->userVersion().value(), 2);
        // A step that fails leaves nothing behind.
        QVERIFY(!database->migrate(broken));
        QCOMPARE(database->userVersion().value(), 2);
        auto rows =
            database->prepare("SELECT (SELECT x FROM b), (SELECT count(*) FROM sqlite_schema WHERE name = 'c')");
        AIN_VERIFY_OK(rows);
        QVERIFY(rows->step().value());
        QCOMPARE(rows->number(0), 5);
        QCOMPARE(rows->number(1), 0);
        AIN_VERIFY_ERROR(database->migrate(first), errors::VaultNewer);
    }

    void oneHolderAtATime()
    {
        Home home;
        auto first = home.vault();
        AIN_VERIFY_OK(await(first->create(secret("pass"))));
        auto second = home.vault();
        QCOMPARE(second->state(), Vault::State::Locked);
        const auto refused = await(second->unlock(secret("pass")));
        AIN_VERIFY_ERROR(refused, errors::VaultInUse);
        QCOMPARE(refused.error().args.value(u"pid"_s).toLongLong(), QCoreApplication::applicationPid());
        AIN_VERIFY_OK(await(second->info()));
        AIN_VERIFY_OK(await(first->lock()));
        AIN_VERIFY_OK(await(second->unlock(secret("pass"))));
        AIN_VERIFY_ERROR(await(first->unlock(secret("pass"))), errors::VaultInUse);
        second.reset();
        AIN_VERIFY_OK(await(first->unlock(secret("pass"))));
        // A lock file that nobody holds is not in the way, whatever it says.
        AIN_VERIFY_OK(await(first->lock()));
        QVERIFY(writeAll(home.directory() + u"/vault.lock"_s, "1\n"));
        AIN_VERIFY_OK(await(first->unlock(secret("pass"))));
    }

    void wrongTriesSlowDown()
    {
        Home home;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create(secret("pass"))));
        AIN_VERIFY_OK(await(vault->lock()));
        for (int i = 0; i < 5; ++i)
            AIN_VERIFY_ERROR(await(vault->unlock(secret("wrong"))), errors::VaultWrongPassphrase);
        auto refused = await(vault->unlock(secret("pass")));
        AIN_VERIFY_ERROR(refused, errors::VaultTooManyTries);
        QCOMPARE(refused.error().args.value(u"seconds"_s).toInt(), 5);
        // A restart does not help.
        vault = home.vault();
        AIN_VERIFY_ERROR(await(vault->unlock(secret("pass"))), errors::VaultTooManyTries);
        home.clock.advance(4'900);
        AIN_VERIFY_ERROR(await(vault->unlock(secret("pass"))), errors::VaultTooManyTries);
        home.clock.advance(100);
        AIN_VERIFY_ERROR(await(vault->unlock(secret("wrong"))), errors::VaultWrongPassphrase);
        refused = await(vault->unlock(secret("pass")));
        AIN_VERIFY_ERROR(refused, errors::VaultTooManyTries);
        QCOMPARE(refused.error().args.value(u"seconds"_s).toInt(), 10);
        // A clock set back starts the delay anew instead of stretching it for years.
        home.clock.now -= 365ll * 86'400'000;
        refused = await(vault->unlock(secret("pass")));
        AIN_VERIFY_ERROR(refused, errors::VaultTooManyTries);
        QCOMPARE(refused.error().args.value(u"seconds"_s).toInt(), 10);
        home.clock.advance(10'000);
        AIN_VERIFY_OK(await(vault->unlock(secret("pass"))));
        // Success forgets them; asking again for the passphrase counts like an unlock.
        for (int i = 0; i < 5; ++i)
            AIN_VERIFY_ERROR(await(vault->verifyPassphrase(secret("wrong"))), errors::VaultWrongPassphrase);
        AIN_VERIFY_ERROR(await(vault->verifyPassphrase(secret("pass"))), errors::VaultTooManyTries);
        // The longest delay is a quarter of an hour.
        for (int i = 0; i < 20; ++i) {
            home.clock.advance(16 * 60'000);
            AIN_VERIFY_ERROR(await(vault->verifyPassphrase(secret("wrong"))), errors::VaultWrongPassphrase);
        }
        refused = await(vault->verifyPassphrase(secret("pass")));
        AIN_VERIFY_ERROR(refused, errors::VaultTooManyTries);
        QCOMPARE(refused.error().args.value(u"seconds"_s).toInt(), 900);
    }

    void changingThePassphraseRewrapsOnly()
    {
        Home home;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create(secret("old"))));
        AIN_VERIFY_OK(await(vault->addPrivateKey(smallKey(3), u"mainnet"_s, {}, false)));
        const QString database = home.directory() + u"/vault.db"_s;
        const QString keys = home.directory() + u"/vault.keys"_s;
        const QByteArray before = readAll(database) + readAll(database + u"-wal"_s);
        const QByteArray envelope = readAll(keys);
        AIN_VERIFY_ERROR(await(vault->changePassphrase(secret("wrong"), secret("new"))), errors::VaultWrongPassphrase);
        QCOMPARE(readAll(keys), envelope);
        // A vault with a real key cannot become unprotected.
        AIN_VERIFY_ERROR(await(vault->changePassphrase(secret("old"), {})), errors::VaultPassphraseNeeded);
        AIN_VERIFY_OK(await(vault->changePassphrase(secret("old"), secret("new"))));
        QCOMPARE(readAll(database) + readAll(database + u"-wal"_s), before);
        QVERIFY(readAll(keys) != envelope);
        AIN_VERIFY_OK(await(vault->lock()));
        AIN_VERIFY_ERROR(await(vault->unlock(secret("old"))), errors::VaultWrongPassphrase);
        AIN_VERIFY_OK(await(vault->unlock(secret("new"))));
        QCOMPARE(await(vault->keys())->size(), 1);
    }

    void unprotectedVaultsTakePracticeKeysOnly()
    {
        Home home;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create({})));
        QVERIFY(!await(vault->info())->isProtected);
        AIN_VERIFY_OK(await(vault->addPrivateKey(smallKey(1), u"practice"_s, {}, false)));
        AIN_VERIFY_ERROR(await(vault->addPrivateKey(smallKey(2), u"mainnet"_s, {}, false)),
                         errors::VaultPassphraseNeeded);
        AIN_VERIFY_ERROR(await(vault->addPrivateKey(smallKey(2), u"url:http://127.0.0.1"_s, {}, false)),
                         errors::VaultPassphraseNeeded);
        AIN_VERIFY_OK(await(vault->addWatchOnly(smallKey(2)->address(), u"mainnet"_s, {})));
        AIN_VERIFY_OK(await(vault->lock()));
        AIN_VERIFY_ERROR(await(vault->unlock(secret("x"))), errors::VaultWrongPassphrase);
        AIN_VERIFY_OK(await(vault->unlock({})));
        AIN_VERIFY_OK(await(vault->changePassphrase({}, secret("now"))));
        QVERIFY(await(vault->info())->isProtected);
        AIN_VERIFY_OK(await(vault->addPrivateKey(smallKey(2), u"mainnet"_s, {}, false)));
        AIN_VERIFY_OK(await(vault->lock()));
        AIN_VERIFY_ERROR(await(vault->unlock({})), errors::VaultWrongPassphrase);
        AIN_VERIFY_OK(await(vault->unlock(secret("now"))));
    }

    void lockOvertakesWhatIsQueued()
    {
        Home home;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create(secret("pass"))));
        auto put = vault->put(u"k"_s, u"1"_s, json::Value(1));
        auto unlockBefore = vault->unlock(secret("pass"));
        auto locked = vault->lock();
        QCOMPARE(vault->state(), Vault::State::Locked);
        auto unlockAfter = vault->unlock(secret("pass"));
        auto get = vault->get(u"k"_s, u"2"_s);
        auto early = await(std::move(put));
        if (!early) // it may have run before lock() was called
            AIN_VERIFY_ERROR(early, errors::VaultLocked);
        AIN_VERIFY_ERROR(await(std::move(unlockBefore)), errors::VaultLocked);
        AIN_VERIFY_OK(await(std::move(locked)));
        AIN_VERIFY_OK(await(std::move(unlockAfter)));
        AIN_VERIFY_OK(await(std::move(get)));
        QCOMPARE(vault->state(), Vault::State::Open);
    }

    void recordsKeepTheirOrderAndAreAllOrNothing()
    {
        Home home;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create(secret("pass"))));
        QVERIFY(await(vault->get(u"contact"_s, u"x"_s))->isNull());
        AIN_VERIFY_OK(await(vault->putAll(u"contact"_s, {{u"b"_s, json::Value(1)}, {u"a"_s, json::Value(2.5)}})));
        AIN_VERIFY_OK(
            await(vault->put(u"contact"_s, u"c"_s, json::Value(json::Object{{u"한"_s, json::Value(u"\xd800"_s)}}))));
        AIN_VERIFY_OK(await(vault->put(u"contact"_s, u"b"_s, json::Value(true))));
        AIN_VERIFY_OK(await(vault->put(u"other"_s, u"b"_s, json::Value(nullptr))));
        auto list = await(vault->list(u"contact"_s));
        AIN_VERIFY_OK(list);
        QCOMPARE(list->size(), 3);
        QCOMPARE(list->at(0).id, u"b"_s);
        QCOMPARE(list->at(0).value, json::Value(true));
        QCOMPARE(list->at(1).value.toDouble(), 2.5);
        QCOMPARE(list->at(2).value[u"한"].toString(), u"\xd800"_s);
        // One bad record and none is written.
        AIN_VERIFY_ERROR(await(vault->putAll(u"contact"_s, {{u"d"_s, json::Value(1)}, {QString(), json::Value(2)}})),
                         errors::InvalidArgument);
        json::Value deep;
        for (int i = 0; i < 200; ++i)
            deep = json::Value(json::Array{std::move(deep)});
        AIN_VERIFY_ERROR(await(vault->putAll(u"contact"_s, {{u"d"_s, json::Value(1)}, {u"e"_s, deep}})),
                         errors::JsonTooDeep);
        QCOMPARE(await(vault->list(u"contact"_s))->size(), 3);
        AIN_VERIFY_OK(await(vault->remove(u"contact"_s, u"a"_s)));
        AIN_VERIFY_OK(await(vault->remove(u"contact"_s, u"a"_s)));
        QCOMPARE(await(vault->list(u"contact"_s))->size(), 2);
        QCOMPARE(await(vault->list(u"nothing"_s))->size(), 0);
    }

    void aFailedCreateLeavesTheOrphanAside()
    {
        Home home;
        auto vault = home.vault();
        QVERIFY(QDir().mkpath(home.directory()));
        QVERIFY(writeAll(home.directory() + u"/vault.db"_s, "somebody's vault"));
        AIN_VERIFY_OK(await(vault->create(secret("pass"))));
        const QStringList orphans = QDir(home.directory()).entryList({u"vault.db.orphan-*"_s});
        QCOMPARE(orphans.size(), 1);
        QCOMPARE(readAll(home.directory() + u'/' + orphans.first()), "somebody's vault");
    }

    void aVaultThatDiesCancelsItsTasks()
    {
        Home home;
        auto vault = home.vault();
        auto created = vault->create(secret("pass"));
        vault.reset();
        AIN_VERIFY_ERROR(await(std::move(created)), errors::Cancelled);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestVault)
#include "test_vault.moc"
