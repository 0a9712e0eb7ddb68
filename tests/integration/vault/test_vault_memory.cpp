// After lock, nothing secret is left in the memory of the process; and the process is hardened on demand.
#include "core/base/processhardening.h"
#include "core/vault/envelope.h"
#include "tests/unit/vault/vaultfixture.h"

#include <sodium.h>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#endif

using namespace ain;
using namespace ain::vault;
using namespace ain::vault::test;
using namespace Qt::StringLiterals;

namespace {

/// Markers are kept, and memory is searched, under a mask, so that the search does not find itself.
constexpr std::uint8_t Mask = 0x5a;

struct Marker {
    const char *name;
    QByteArray masked;
};

class TestVaultMemory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        if (!QFile::exists(u"/proc/self/mem"_s))
            QSKIP("there is no /proc/self/mem here");
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
            const SecretBytes planted = unmasked(m_markers.first().masked);
            QVERIFY(!scan().isEmpty());
        }
        // While the vault is open its keys are in memory, as they have to be.
        QVERIFY2(scan().join(u' ').contains(u"database key"), "the search does not see the open vault's key");

        AIN_VERIFY_OK(await(vault->lock()));
        sodium_stackzero(256 * 1024);
        const QStringList found = scan();
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u", "_s)));

        // The same after a second round, with the vault object gone instead of locked.
        AIN_VERIFY_OK(await(vault->unlock(unmasked(m_passphrase))));
        vault.reset();
        home.thread()->quit();
        home.thread()->wait();
        sodium_stackzero(256 * 1024);
        const QStringList again = scan();
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
    static SecretBytes unmasked(const QByteArray &masked)
    {
        SecretBytes plain(std::size_t(masked.size()));
        for (qsizetype i = 0; i < masked.size(); ++i)
            plain.data()[i] = std::uint8_t(masked.at(i)) ^ Mask;
        return plain;
    }
    static QByteArray masked(std::span<const std::uint8_t> bytes)
    {
        QByteArray out;
        for (const std::uint8_t byte : bytes)
            out.append(char(byte ^ Mask));
        return out;
    }
    void mark(const char *name, std::span<const std::uint8_t> bytes) { m_markers.append({name, masked(bytes)}); }
    /// 32 bytes in the orders and halves in which libraries keep them.
    void markKey(const char *name, const SecretBytes &key)
    {
        mark(name, key.view().first(16));
        mark(name, key.view().last(16));
        SecretBytes reversed(key.size());
        std::reverse_copy(key.view().begin(), key.view().end(), reversed.data());
        mark(name, reversed.view().first(16));
        mark(name, reversed.view().last(16));
        SecretBytes hex(2 * key.size() + 1);
        sodium_bin2hex(reinterpret_cast<char *>(hex.data()), hex.size(), key.data(), key.size());
        mark(name, hex.view().first(32));
        for (std::uint8_t &c : hex.span())
            c = std::uint8_t(c >= 'a' ? c - 32 : c);
        mark(name, hex.view().first(32));
    }
    void markText(const char *name, const SecretBytes &ascii)
    {
        mark(name, ascii.view());
        SecretBytes wide(2 * ascii.size());
        for (std::size_t i = 0; i < ascii.size(); ++i)
            wide.data()[2 * i] = ascii.data()[i];
        mark(name, wide.view());
    }

    void prepare(Vault &vault, const Home &home)
    {
        const SecretBytes random = SecretBytes::random(16);
        SecretBytes passphrase(33);
        sodium_bin2hex(reinterpret_cast<char *>(passphrase.data()), passphrase.size(), random.data(), random.size());
        m_passphrase = masked(passphrase.view().first(32));
        AIN_VERIFY_OK(await(vault.create(unmasked(m_passphrase))));
        AIN_VERIFY_OK(await(vault.lock()));
        AIN_VERIFY_OK(await(vault.unlock(unmasked(m_passphrase))));

        auto mnemonic = std::make_shared<crypto::Mnemonic>(crypto::Mnemonic::generate(12).value());
        auto key = std::make_shared<crypto::PrivateKey>(crypto::PrivateKey::generate());
        auto envelope = Envelope::parse(readAll(home.directory() + u"/vault.keys"_s));
        AIN_VERIFY_OK(envelope);
        {
            auto keys = envelope->unwrap(unmasked(m_passphrase));
            AIN_VERIFY_OK(keys);
            markKey("database key", keys->database);
            markKey("record key", keys->record);
            markKey("private key", key->bytes());
            markText("phrase", mnemonic->phrase().part(0, 24));
            markText("end of the phrase", mnemonic->phrase().part(mnemonic->phrase().size() - 24, 24));
            markKey("seed", mnemonic->seed());
            markText("passphrase", unmasked(m_passphrase));
            auto derived = crypto::deriveKey(mnemonic->seed(), crypto::accountPath(crypto::PathFamily::Ain, 0));
            AIN_VERIFY_OK(derived);
            markKey("derived key", derived->bytes());
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
        AIN_VERIFY_OK(await(vault.exportMnemonic(*seed, unmasked(m_passphrase))));
        AIN_VERIFY_OK(await(vault.exportPrivateKeyHex(imported->id, unmasked(m_passphrase))));
        AIN_VERIFY_OK(await(vault.exportKeystore(imported->id, unmasked(m_passphrase), unmasked(m_passphrase))));
        AIN_VERIFY_OK(await(vault.changePassphrase(unmasked(m_passphrase), unmasked(m_passphrase))));
        AIN_VERIFY_OK(await(vault.backup(home.path(u"backup"_s))));
    }

    /// Names of the markers found in writable memory, with the kind of memory.
    QStringList scan() const
    {
        QStringList found;
        QFile maps(u"/proc/self/maps"_s);
        QFile memory(u"/proc/self/mem"_s);
        if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return {u"memory cannot be read"_s};
        const QList<QByteArray> lines = maps.readAll().split('\n');
        constexpr qint64 Chunk = 1024 * 1024;
        constexpr qint64 Overlap = 128;
        QByteArray bytes(Chunk + Overlap, '\0');
        for (const QByteArray &line : lines) {
            const auto words = line.simplified().split(' ');
            if (words.size() < 2 || !words.at(1).startsWith("rw"))
                continue;
            const auto range = words.at(0).split('-');
            const qint64 from = range.at(0).toLongLong(nullptr, 16);
            const qint64 to = range.at(1).toLongLong(nullptr, 16);
            for (qint64 at = from; at < to; at += Chunk) {
                memory.seek(at);
                const qint64 count = memory.read(bytes.data(), qMin(Chunk + Overlap, to - at));
                if (count <= 0)
                    continue;
                for (qint64 i = 0; i < count; ++i)
                    bytes[i] = char(std::uint8_t(bytes.at(i)) ^ Mask);
                const QByteArrayView view(bytes.constData(), count);
                for (const Marker &marker : m_markers) {
                    if (const qsizetype offset = view.indexOf(marker.masked); offset >= 0)
                        found.append(
                            u"%1 in %2 at %3"_s
                                .arg(QLatin1StringView(marker.name), QString::fromLatin1(words.value(5, "anonymous")))
                                .arg(at + offset, 0, 16));
                }
                // Masked bytes of the chunk must not be taken for the marker's own copy later.
                bytes.fill('\0');
            }
        }
        // The markers themselves are masked, and masking them again in the copy shows the plain text only where
        // the memory holds a masked one: that never matches.
        found.removeDuplicates();
        return found;
    }

    QList<Marker> m_markers;
    QByteArray m_passphrase;
};

} // namespace

QTEST_GUILESS_MAIN(TestVaultMemory)
#include "test_vault_memory.moc"
