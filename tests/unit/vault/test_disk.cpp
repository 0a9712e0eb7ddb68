// Disks that run full or fail at a sync, and the plain SQLite of Qt in the same process.
#include "tests/unit/vault/failingdisk.h"
#include "tests/unit/vault/vaultfixture.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <sqlite3.h>

using namespace ain;
using namespace ain::vault;
using namespace ain::vault::test;
using namespace Qt::StringLiterals;

namespace {

class TestDisk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        installFailingDisk();
    }
    void cleanup()
    {
        diskBytesLeft = -1;
        diskSyncsLeft = -1;
    }

    void nothingAcknowledgedIsLostOnAFullDisk()
    {
        Home home;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create(secret("pass"))));
        int acknowledged = 0;
        int refused = 0;
        // The disk fills up after another number of bytes each time, so writes break off at many places.
        for (long long room = 0; room < 60'000; room += 1'777) {
            diskBytesLeft = room;
            for (int i = 0; i < 6; ++i) {
                const auto result = await(vault->put(u"n"_s, QString::number(acknowledged),
                                                     json::Value(QString(3'000, QChar(u'a' + acknowledged % 26)))));
                if (!result) {
                    AIN_VERIFY_ERROR(result, errors::VaultWrite);
                    ++refused;
                    break;
                }
                ++acknowledged;
            }
            diskBytesLeft = -1;
        }
        QVERIFY(acknowledged > 20);
        QVERIFY(refused > 10);
        for (int pass = 0; pass < 2; ++pass) {
            const auto list = await(vault->list(u"n"_s));
            AIN_VERIFY_OK(list);
            QCOMPARE(list->size(), acknowledged);
            for (int i = 0; i < acknowledged; ++i) {
                QCOMPARE(list->at(i).id, QString::number(i));
                QCOMPARE(list->at(i).value.toString(), QString(3'000, QChar(u'a' + i % 26)));
            }
            AIN_VERIFY_OK(await(vault->lock()));
            AIN_VERIFY_OK(await(vault->unlock(secret("pass"))));
        }
    }

    void aFailedSyncIsNoSuccess()
    {
        Home home;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create(secret("pass"))));
        AIN_VERIFY_OK(await(vault->put(u"n"_s, u"1"_s, json::Value(1))));
        diskSyncsLeft = 0;
        AIN_VERIFY_ERROR(await(vault->put(u"n"_s, u"2"_s, json::Value(2))), errors::VaultWrite);
        AIN_VERIFY_ERROR(await(vault->addPrivateKey(smallKey(1), u"testnet"_s, {}, false)), errors::VaultWrite);
        diskSyncsLeft = -1;
        QVERIFY(await(vault->get(u"n"_s, u"2"_s))->isNull());
        QCOMPARE(await(vault->keys())->size(), 0);
        AIN_VERIFY_OK(await(vault->put(u"n"_s, u"2"_s, json::Value(2))));
        AIN_VERIFY_OK(await(vault->lock()));
        AIN_VERIFY_OK(await(vault->unlock(secret("pass"))));
        QCOMPARE(await(vault->list(u"n"_s))->size(), 2);
    }

    void aVaultThatCouldNotBeMadeIsNone()
    {
        Home home;
        for (const long long room : {0ll, 3'000ll, 9'000ll}) {
            auto vault = home.vault();
            diskBytesLeft = room;
            AIN_VERIFY_ERROR(await(vault->create(secret("pass"))), errors::VaultWrite);
            QCOMPARE(vault->state(), Vault::State::Missing);
        }
        diskBytesLeft = -1;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create(secret("pass"))));
    }

    void qtsSqliteIsAnotherLibrary()
    {
        Home home;
        auto vault = home.vault();
        AIN_VERIFY_OK(await(vault->create(secret("pass"))));
        if (!QSqlDatabase::isDriverAvailable(u"QSQLITE"_s))
            QSKIP("Qt has no SQLite driver here");
        {
            auto plain = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"plain"_s);
            plain.setDatabaseName(home.path(u"plain.db"_s));
            QVERIFY2(plain.open(), qPrintable(plain.lastError().text()));
            QSqlQuery query(plain);
            QVERIFY(query.exec(u"CREATE TABLE t (x)"_s));
            QVERIFY(query.exec(u"INSERT INTO t VALUES (1)"_s));
            // SQLCipher would answer with its version, SQLite knows no such pragma.
            QVERIFY(query.exec(u"PRAGMA cipher_version"_s));
            QVERIFY2(!query.next(), "Qt's driver reached SQLCipher: the symbols are mixed up");
            AIN_VERIFY_OK(await(vault->put(u"n"_s, u"1"_s, json::Value(1))));
        }
        QSqlDatabase::removeDatabase(u"plain"_s);
        QVERIFY(readAll(home.path(u"plain.db"_s)).startsWith("SQLite format 3"));
        AIN_VERIFY_OK(await(vault->lock()));
        QVERIFY(!readAll(home.directory() + u"/vault.db"_s).startsWith("SQLite format 3"));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestDisk)
#include "test_disk.moc"
