// After lock, nothing secret is left in the memory of the process; and the process is hardened on demand.
#include "core/base/processhardening.h"
#include "core/vault/envelope.h"
#include "tests/support/memory/memoryscan.h"
#include "tests/unit/vault/vaultfixture.h"

#include <sodium.h>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#endif

using namespace ain;
using ain::test::MemoryScan;
using namespace ain::vault;
using namespace ain::vault::test;
using namespace Qt::StringLiterals;

namespace {

class TestVaultMemory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
#ifdef Q_OS_LINUX
        QVERIFY2(MemoryScan::isPossible(), "without /proc/self/mem nothing would be searched");
#else
        QSKIP("memory can be searched on Linux only");
#endif
    }

    void lockLeavesNothing()
    {
        Home home;
        auto vault = home.vault({2, 1024 * 1024});
        prepare(*vault, home);
        if (QTest::currentTestFailed())
            return;

        // The search must be able to find something, or the test proves nothing.
        {
            const SecretBytes planted = m_scan.first();
            QVERIFY(!m_scan.find().isEmpty());
        }
        // While the vault is open its keys are in memory, as they have to be.
        QVERIFY2(m_scan.find().join(u' ').contains(u"database key"), "the search does not see the open vault's key");

        AIN_VERIFY_OK(await(vault->lock()));
        sodium_stackzero(256 * 1024);
        const QStringList found = m_scan.find();
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u", "_s)));

        // The same after a second round, with the vault object gone instead of locked.
        AIN_VERIFY_OK(await(vault->unlock(MemoryScan::unmasked(m_passphrase))));
        vault.reset();
        home.thread()->quit();
        home.thread()->wait();
        sodium_stackzero(256 * 1024);
        const QStringList again = m_scan.find();
        QVERIFY2(again.isEmpty(), qPrintable(again.join(u", "_s)));
    }

    /// Last: it takes /proc/self/mem away.
    void hardensTheProcess()
    {
#ifdef Q_OS_LINUX
        AIN_VERIFY_OK(hardenProcess());
        rlimit core{1, 1};
        QCOMPARE(::getrlimit(RLIMIT_CORE, &core), 0);
        QCOMPARE(core.rlim_cur, rlim_t(0));
        QCOMPARE(core.rlim_max, rlim_t(0));
        QCOMPARE(::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
        QCOMPARE(int(::umask(0077)), 0077);
#else
        AIN_VERIFY_OK(hardenProcess());
#endif
    }

private:
    void prepare(Vault &vault, const Home &home)
    {
        const SecretBytes random = SecretBytes::random(16);
        SecretBytes passphrase(33);
        sodium_bin2hex(reinterpret_cast<char *>(passphrase.data()), passphrase.size(), random.data(), random.size());
        m_passphrase = MemoryScan::masked(passphrase.view().first(32));
        AIN_VERIFY_OK(await(vault.create(MemoryScan::unmasked(m_passphrase))));
        AIN_VERIFY_OK(await(vault.lock()));
        AIN_VERIFY_OK(await(vault.unlock(MemoryScan::unmasked(m_passphrase))));

        auto mnemonic = std::make_shared<crypto::Mnemonic>(crypto::Mnemonic::generate(12).value());
        auto key = std::make_shared<crypto::PrivateKey>(crypto::PrivateKey::generate());
        auto envelope = Envelope::parse(readAll(home.directory() + u"/vault.keys"_s));
        AIN_VERIFY_OK(envelope);
        {
            auto keys = envelope->unwrap(MemoryScan::unmasked(m_passphrase));
            AIN_VERIFY_OK(keys);
            m_scan.markKey("database key", keys->database);
            m_scan.markKey("record key", keys->record);
            m_scan.markKey("private key", key->bytes());
            m_scan.markText("phrase", mnemonic->phrase().part(0, 24));
            m_scan.markText("end of the phrase", mnemonic->phrase().part(mnemonic->phrase().size() - 24, 24));
            m_scan.markKey("seed", mnemonic->seed());
            m_scan.markText("passphrase", MemoryScan::unmasked(m_passphrase));
            auto derived = crypto::deriveKey(mnemonic->seed(), crypto::accountPath(crypto::PathFamily::Ain, 0));
            AIN_VERIFY_OK(derived);
            m_scan.markKey("derived key", derived->bytes());
        }
        auto seed = await(vault.addMnemonic(std::move(mnemonic), {}, true));
        AIN_VERIFY_OK(seed);
        auto imported = await(vault.addPrivateKey(std::move(key), u"testnet"_s, {}, false));
        AIN_VERIFY_OK(imported);
        auto derived = await(vault.addDerivedKey(*seed, crypto::PathFamily::Ain, 0, u"testnet"_s, {}));
        AIN_VERIFY_OK(derived);
        for (const KeyRecord &record : {*imported, *derived}) {
            const json::Value body(json::Object{{u"nonce"_s, json::Value(1)}});
            AIN_VERIFY_OK(await(vault.signTransaction(record.id, u"testnet"_s, body, 0)));
            AIN_VERIFY_OK(await(vault.signMessage(record.id, u"testnet"_s, u"text"_s, 0)));
        }
        AIN_VERIFY_OK(await(vault.exportMnemonic(*seed, MemoryScan::unmasked(m_passphrase))));
        AIN_VERIFY_OK(await(vault.exportPrivateKeyHex(imported->id, MemoryScan::unmasked(m_passphrase))));
        AIN_VERIFY_OK(await(vault.exportKeystore(imported->id, MemoryScan::unmasked(m_passphrase),
                                                 MemoryScan::unmasked(m_passphrase))));
        AIN_VERIFY_OK(
            await(vault.changePassphrase(MemoryScan::unmasked(m_passphrase), MemoryScan::unmasked(m_passphrase))));
        AIN_VERIFY_OK(await(vault.backup(home.path(u"backup"_s))));
    }

    MemoryScan m_scan;
    QByteArray m_passphrase;
};

} // namespace

QTEST_GUILESS_MAIN(TestVaultMemory)
#include "test_vault_memory.moc"
