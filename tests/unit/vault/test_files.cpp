// Envelope, sealed records, key derivation bounds and atomic files.
#include "core/crypto/hash.h"
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "core/vault/directorylock.h"
#include "core/vault/envelope.h"
#include "core/vault/files.h"
#include "core/vault/kdf.h"
#include "core/vault/seal.h"
#include "tests/unit/vault/vaultfixture.h"

using namespace ain;
using namespace ain::vault;
using namespace ain::vault::test;
using namespace Qt::StringLiterals;

namespace {

/// The envelope with one change and a right checksum, as an attacker would make it.
QByteArray forged(const Envelope &envelope, const std::function<void(json::Object &)> &change)
{
    json::Value root = json::parse(envelope.toBytes()).value();
    json::Object &object = root.object();
    object.remove(u"check");
    change(object);
    const QByteArray text = json::canonical(root);
    object.set(u"check"_s, crypto::toHex(crypto::sha256(text)));
    return json::canonical(root);
}

class TestFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void envelopeReturnsItsKeys()
    {
        const DataKeys keys = DataKeys::random();
        auto envelope = Envelope::create(u"id-1"_s, 42, TestCost, secret("pass"), keys);
        AIN_VERIFY_OK(envelope);
        auto read = Envelope::parse(envelope->toBytes());
        AIN_VERIFY_OK(read);
        QCOMPARE(read->id(), u"id-1"_s);
        QCOMPARE(read->createdMs(), 42);
        auto unwrapped = read->unwrap(secret("pass"));
        AIN_VERIFY_OK(unwrapped);
        QVERIFY(unwrapped->database == keys.database && unwrapped->record == keys.record);
        QVERIFY(!(keys.database == keys.record));
        AIN_VERIFY_ERROR(read->unwrap(secret("pasS")), errors::VaultWrongPassphrase);
        QVERIFY(!envelope->toBytes().contains(crypto::toHex(keys.database.bytes()).toLatin1()));
    }

    void envelopeAuthenticatesAllItSays()
    {
        auto envelope = Envelope::create(u"id-1"_s, 42, TestCost, secret("pass"), DataKeys::random());
        AIN_VERIFY_OK(envelope);
        const auto expectWrong = [&](const std::function<void(json::Object &)> &change) {
            auto read = Envelope::parse(forged(*envelope, change));
            AIN_VERIFY_OK(read);
            AIN_VERIFY_ERROR(read->unwrap(secret("pass")), errors::VaultWrongPassphrase);
        };
        expectWrong([](json::Object &o) { o.set(u"id"_s, u"id-2"_s); });
        expectWrong([](json::Object &o) { o.set(u"createdMs"_s, 43); });
        expectWrong([](json::Object &o) { o.set(u"protected"_s, false); });
        expectWrong([](json::Object &o) { o.set(u"added"_s, 1); });
        expectWrong([](json::Object &o) { o.find(u"kdf")->object().set(u"operations"_s, 2); });
        expectWrong([](json::Object &o) { o.find(u"kdf")->object().set(u"memoryBytes"_s, 16384); });
        expectWrong([](json::Object &o) { o.find(u"kdf")->object().set(u"extra"_s, 1); });
    }

    void envelopeKeepsWhatItDoesNotKnow()
    {
        // What a later program of the same version added is kept through a change of the passphrase.
        const DataKeys keys = DataKeys::random();
        auto envelope = Envelope::create(u"id-1"_s, 42, TestCost, secret("pass"), keys);
        auto extended = Envelope::parse(forged(*envelope, [](json::Object &o) { o.set(u"hint"_s, u"kept"_s); }));
        AIN_VERIFY_OK(extended);
        auto next = extended->rewrapped(TestCost, secret("new"), keys);
        AIN_VERIFY_OK(next);
        auto read = Envelope::parse(next->toBytes());
        AIN_VERIFY_OK(read);
        AIN_VERIFY_OK(read->unwrap(secret("new")));
        QVERIFY(next->toBytes().contains("kept"));
    }

    void envelopeIsBounded()
    {
        auto envelope = Envelope::create(u"id-1"_s, 42, TestCost, secret("pass"), DataKeys::random());
        const auto expectDamaged = [&](const std::function<void(json::Object &)> &change) {
            AIN_VERIFY_ERROR(Envelope::parse(forged(*envelope, change)), errors::VaultDamaged);
        };
        const auto kdf = [](json::Object &o) -> json::Object & { return o.find(u"kdf")->object(); };
        const auto wrapped = [](json::Object &o) -> json::Object & { return o.find(u"wrapped")->object(); };
        for (const double bad : {-1.0, 0.0, 0.5, 8191.0, 2147483649.0, 1e15, 1e300})
            expectDamaged([&](json::Object &o) { kdf(o).set(u"memoryBytes"_s, bad); });
        for (const double bad : {-1.0, 0.0, 1.5, 1025.0, 4294967296.0, 1e300})
            expectDamaged([&](json::Object &o) { kdf(o).set(u"operations"_s, bad); });
        expectDamaged([&](json::Object &o) {
            kdf(o).set(u"operations"_s, 1000);
            kdf(o).set(u"memoryBytes"_s, 2147483648.0);
        });
        expectDamaged([&](json::Object &o) { kdf(o).set(u"memoryBytes"_s, u"8192"_s); });
        expectDamaged([&](json::Object &o) { kdf(o).set(u"name"_s, u"argon2i"_s); });
        expectDamaged([&](json::Object &o) { kdf(o).set(u"salt"_s, u"00"_s); });
        expectDamaged([&](json::Object &o) { kdf(o).set(u"salt"_s, QString(32, u'g')); });
        expectDamaged([&](json::Object &o) { wrapped(o).set(u"nonce"_s, QString(46, u'0')); });
        expectDamaged([&](json::Object &o) { wrapped(o).set(u"data"_s, QString(158, u'0')); });
        expectDamaged([&](json::Object &o) { wrapped(o).set(u"cipher"_s, u"none"_s); });
        expectDamaged([&](json::Object &o) { o.set(u"wrapped"_s, 1); });
        expectDamaged([&](json::Object &o) { o.set(u"id"_s, QString(65, u'a')); });
        expectDamaged([&](json::Object &o) { o.set(u"version"_s, 0); });
        expectDamaged([&](json::Object &o) { o.set(u"format"_s, u"other"_s); });
        AIN_VERIFY_ERROR(Envelope::parse(forged(*envelope, [](json::Object &o) { o.set(u"version"_s, 2); })),
                         errors::VaultNewer);
        AIN_VERIFY_ERROR(Envelope::parse(QByteArray(Envelope::MaxBytes + 1, ' ')), errors::VaultDamaged);
        AIN_VERIFY_ERROR(Envelope::parse(QByteArray(20'000, '[')), errors::VaultDamaged);
    }

    void derivationRefusesSillyCosts()
    {
        const QByteArray salt(KdfSaltBytes, 's');
        AIN_VERIFY_ERROR(deriveWrappingKey(secret("p"), salt, {0, 8192}), errors::InvalidArgument);
        AIN_VERIFY_ERROR(deriveWrappingKey(secret("p"), salt, {1, 1ull << 40}), errors::InvalidArgument);
        AIN_VERIFY_ERROR(deriveWrappingKey(secret("p"), "short", TestCost), errors::InvalidArgument);
        const auto a = deriveWrappingKey(secret("p"), salt, TestCost);
        const auto b = deriveWrappingKey(secret("p"), salt, {2, 8192});
        const auto c = deriveWrappingKey(secret("q"), salt, TestCost);
        QVERIFY(a && b && c && !(*a == *b) && !(*a == *c));
        QVERIFY(*a == *deriveWrappingKey(secret("p"), salt, TestCost));
    }

    void calibrationKeepsTheMemoryAsked()
    {
        const SystemClock clock;
        const KdfCost cost = calibrate(clock, 64ull * 1024 * 1024);
        QCOMPARE(cost.memoryBytes, 64ull * 1024 * 1024);
        QVERIFY(cost.operations >= 1);
        QVERIFY(isAcceptable(cost));
    }

    void sealedRecordsAreBoundToTheirRow()
    {
        const SecretBytes key = SecretBytes::random(32);
        const QByteArray sealed = sealRecord(key, "key", u"id-1"_s, secret("0123456789abcdef"));
        QVERIFY(!sealed.contains("0123456789"));
        QVERIFY(sealed != sealRecord(key, "key", u"id-1"_s, secret("0123456789abcdef")));
        auto plain = unsealRecord(key, "key", u"id-1"_s, sealed);
        AIN_VERIFY_OK(plain);
        QVERIFY(*plain == secret("0123456789abcdef"));
        AIN_VERIFY_ERROR(unsealRecord(key, "key", u"id-2"_s, sealed), errors::VaultDamaged);
        AIN_VERIFY_ERROR(unsealRecord(key, "seed", u"id-1"_s, sealed), errors::VaultDamaged);
        AIN_VERIFY_ERROR(unsealRecord(SecretBytes::random(32), "key", u"id-1"_s, sealed), errors::VaultDamaged);
        for (qsizetype i = 1; i < sealed.size(); ++i) {
            QByteArray bad = sealed;
            bad[i] = char(bad[i] ^ 0x10);
            AIN_VERIFY_ERROR(unsealRecord(key, "key", u"id-1"_s, bad), errors::VaultDamaged);
            AIN_VERIFY_ERROR(unsealRecord(key, "key", u"id-1"_s, sealed.left(i)), errors::VaultDamaged);
        }
        AIN_VERIFY_ERROR(unsealRecord(key, "key", u"id-1"_s, {}), errors::VaultDamaged);
        QByteArray newer = sealed;
        newer[0] = 2;
        AIN_VERIFY_ERROR(unsealRecord(key, "key", u"id-1"_s, newer), errors::VaultNewer);
    }

    void pendingFilesAreWholeOrAbsent()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"file"_s);
        AIN_VERIFY_OK(writeAtomically(path, "one"));
        {
            auto pending = PendingFile::create(path);
            AIN_VERIFY_OK(pending);
            AIN_VERIFY_OK(pending->write("two"));
        }
        QCOMPARE(readAll(path), "one");
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"file"_s});
        AIN_VERIFY_OK(writeAtomically(path, "three"));
        QCOMPARE(readAll(path), "three");
        AIN_VERIFY_ERROR(writeAtomically(folder.filePath(u"no/file"_s), "x"), errors::VaultWrite);
        QVERIFY(writeAll(path + u".0000abcd.part"_s, "left by a crash"));
        removeLeftovers(folder.path(), u"file"_s);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"file"_s});
        AIN_VERIFY_ERROR(readBounded(path, 4), errors::TooLarge);
        AIN_VERIFY_ERROR(readBounded(path + u"x"_s, 4), errors::NotFound);
    }

    void directoryLockIsExclusive()
    {
        QTemporaryDir folder;
        auto first = DirectoryLock::take(folder.path());
        AIN_VERIFY_OK(first);
        AIN_VERIFY_ERROR(DirectoryLock::take(folder.path()), errors::VaultInUse);
        {
            const DirectoryLock moved = std::move(*first);
            AIN_VERIFY_ERROR(DirectoryLock::take(folder.path()), errors::VaultInUse);
        }
        AIN_VERIFY_OK(DirectoryLock::take(folder.path()));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestFiles)
#include "test_files.moc"
