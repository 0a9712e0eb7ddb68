// Phrases, accounts, networks, signatures, exports, and what an open database shows of them.
#include "core/crypto/keystore.h"
#include "core/vault/database.h"
#include "core/vault/envelope.h"
#include "tests/unit/vault/vaultfixture.h"

#include <QSignalSpy>

using namespace ain;
using namespace ain::vault;
using namespace ain::vault::test;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *Phrase = "test test test test test test test test test test test junk";

std::shared_ptr<crypto::Mnemonic> phrase(const char *text = Phrase)
{
    return std::make_shared<crypto::Mnemonic>(crypto::Mnemonic::parse(secret(text)).value());
}

class TestKeys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void init()
    {
        m_home = std::make_unique<Home>();
        m_vault = m_home->vault();
        AIN_VERIFY_OK(await(m_vault->create(secret("pass"))));
    }
    void cleanup()
    {
        m_vault.reset();
        m_home.reset();
    }

    void phrasesAreKeptOnce()
    {
        QSignalSpy changed(m_vault.get(), &Vault::keysChanged);
        auto id = await(m_vault->addMnemonic(phrase(), {}, false));
        AIN_VERIFY_OK(id);
        auto again = await(m_vault->addMnemonic(phrase(), {}, true));
        AIN_VERIFY_OK(again);
        QCOMPARE(*again, *id);
        // Another BIP39 passphrase is another wallet.
        auto other = await(m_vault->addMnemonic(phrase(), secret("extra"), false));
        AIN_VERIFY_OK(other);
        QVERIFY(*other != *id);
        auto seeds = await(m_vault->seeds());
        AIN_VERIFY_OK(seeds);
        QCOMPARE(seeds->size(), 2);
        QCOMPARE(seeds->at(0).words, 12);
        QVERIFY(seeds->at(0).confirmed);
        QVERIFY(!seeds->at(0).hasPassphrase);
        QVERIFY(seeds->at(1).hasPassphrase);
        QVERIFY(!seeds->at(1).confirmed);
        AIN_VERIFY_OK(await(m_vault->confirmMnemonic(*other)));
        QVERIFY(await(m_vault->seeds())->at(1).confirmed);
        AIN_VERIFY_ERROR(await(m_vault->confirmMnemonic(u"no"_s)), errors::NotFound);
        QCOMPARE(changed.count(), 4);
    }

    void derivesTheStandardAddresses()
    {
        auto id = await(m_vault->addMnemonic(phrase(), {}, true));
        AIN_VERIFY_OK(id);
        // The first two accounts of this well-known phrase on the Ethereum path.
        auto preview = await(m_vault->previewAddresses(*id, crypto::PathFamily::Ethereum, 0, 2));
        AIN_VERIFY_OK(preview);
        QCOMPARE(preview->at(0).toString(), u"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"_s);
        QCOMPARE(preview->at(1).toString(), u"0x70997970C51812dc3A010C7d01b50e0d17dc79C8"_s);
        auto key = await(m_vault->addDerivedKey(*id, crypto::PathFamily::Ethereum, 1, u"testnet"_s, {}));
        AIN_VERIFY_OK(key);
        QCOMPARE(key->address, preview->at(1));
        QCOMPARE(key->path, u"m/44'/60'/0'/0/1"_s);
        QCOMPARE(key->seedId, *id);
        QCOMPARE(key->name, u"Account 1"_s);
        QCOMPARE(key->kind, KeyKind::Derived);
        auto ain = await(m_vault->addDerivedKey(*id, crypto::PathFamily::Ain, 0, u"mainnet"_s, u"Mine"_s));
        AIN_VERIFY_OK(ain);
        QCOMPARE(ain->path, u"m/44'/412'/0'/0/0"_s);
        auto keys = await(m_vault->keys());
        AIN_VERIFY_OK(keys);
        QCOMPARE(keys->size(), 2);
        QCOMPARE(keys->at(0).id, key->id);
        QCOMPARE(keys->at(1).name, u"Mine"_s);
        AIN_VERIFY_ERROR(await(m_vault->previewAddresses(*id, crypto::PathFamily::Ain, 0, 5000)),
                         errors::InvalidArgument);
        AIN_VERIFY_ERROR(await(m_vault->previewAddresses(*id, crypto::PathFamily::Ain, 0x7fffffff, 2)),
                         errors::DerivationPath);
        AIN_VERIFY_ERROR(await(m_vault->previewAddresses(u"no"_s, crypto::PathFamily::Ain, 0, 1)), errors::NotFound);
    }

    void keysBelongToOneNetwork()
    {
        auto key = await(m_vault->addPrivateKey(smallKey(1), u"testnet"_s, {}, false));
        AIN_VERIFY_OK(key);
        AIN_VERIFY_ERROR(await(m_vault->addPrivateKey(smallKey(1), u"testnet"_s, {}, true)), errors::VaultKeyKnown);
        const auto refused = await(m_vault->addPrivateKey(smallKey(1), u"mainnet"_s, {}, false));
        AIN_VERIFY_ERROR(refused, errors::VaultKeyUsedElsewhere);
        QCOMPARE(refused.error().args.value(u"network"_s).toString(), u"testnet"_s);
        AIN_VERIFY_OK(await(m_vault->addPrivateKey(smallKey(1), u"mainnet"_s, {}, true)));
        auto id = await(m_vault->addMnemonic(phrase(), {}, true));
        AIN_VERIFY_OK(await(m_vault->addDerivedKey(*id, crypto::PathFamily::Ain, 0, u"testnet"_s, {})));
        AIN_VERIFY_ERROR(await(m_vault->addDerivedKey(*id, crypto::PathFamily::Ain, 0, u"mainnet"_s, {})),
                         errors::VaultKeyUsedElsewhere);
        for (const QString &bad : {u""_s, u"Testnet"_s, u"url:"_s, u"http://x"_s, u"url:"_s + QString(600, u'x')})
            AIN_VERIFY_ERROR(await(m_vault->addPrivateKey(smallKey(9), bad, {}, false)), errors::InvalidArgument);

        const json::Value body(json::Object{{u"nonce"_s, json::Value(1)}, {u"timestamp"_s, json::Value(2)}});
        auto signature = await(m_vault->signTransaction(key->id, u"testnet"_s, body, 0));
        AIN_VERIFY_OK(signature);
        QCOMPARE(crypto::recoverTransactionSigner(body, *signature, 0).value(), key->address);
        AIN_VERIFY_ERROR(await(m_vault->signTransaction(key->id, u"mainnet"_s, body, 1)), errors::VaultKeyNetwork);
        AIN_VERIFY_ERROR(await(m_vault->signTransaction(u"no"_s, u"mainnet"_s, body, 1)), errors::NotFound);
        auto message = await(m_vault->signMessage(key->id, u"testnet"_s, u"안녕"_s, 0));
        AIN_VERIFY_OK(message);
        QCOMPARE(crypto::recoverMessageSigner(u"안녕", *message, 0)->address, key->address);
        AIN_VERIFY_ERROR(await(m_vault->signMessage(key->id, u"practice"_s, u"x"_s, 0)), errors::VaultKeyNetwork);
    }

    void watchOnlyAccountsCannotSignUntilTheirKeyComes()
    {
        const auto key = smallKey(7);
        auto watched = await(m_vault->addWatchOnly(key->address(), u"mainnet"_s, u"Cold"_s));
        AIN_VERIFY_OK(watched);
        AIN_VERIFY_ERROR(await(m_vault->addWatchOnly(key->address(), u"mainnet"_s, {})), errors::VaultKeyKnown);
        AIN_VERIFY_ERROR(await(m_vault->signMessage(watched->id, u"mainnet"_s, u"x"_s, 1)), errors::VaultWatchOnly);
        AIN_VERIFY_ERROR(await(m_vault->exportPrivateKeyHex(watched->id, secret("pass"))), errors::VaultWatchOnly);
        // Watching is no use of the key: another network may have it without a warning.
        AIN_VERIFY_OK(await(m_vault->addPrivateKey(key, u"testnet"_s, {}, false)));
        auto upgraded = await(m_vault->addPrivateKey(key, u"mainnet"_s, {}, true));
        AIN_VERIFY_OK(upgraded);
        QCOMPARE(upgraded->id, watched->id);
        QCOMPARE(upgraded->name, u"Cold"_s);
        QCOMPARE(upgraded->kind, KeyKind::Imported);
        AIN_VERIFY_OK(await(m_vault->signMessage(watched->id, u"mainnet"_s, u"x"_s, 1)));
        QCOMPARE(await(m_vault->keys())->size(), 2);
    }

    void onlyNameAndColourChange()
    {
        auto key = await(m_vault->addPrivateKey(smallKey(1), u"testnet"_s, {}, false));
        AIN_VERIFY_OK(key);
        KeyRecord changed = *key;
        changed.name = u"이름"_s;
        changed.color = 5;
        changed.network = u"mainnet"_s;
        changed.address = smallKey(2)->address();
        AIN_VERIFY_OK(await(m_vault->updateKey(changed)));
        const KeyRecord now = await(m_vault->keys())->first();
        QCOMPARE(now.name, u"이름"_s);
        QCOMPARE(now.color, 5);
        QCOMPARE(now.network, u"testnet"_s);
        QCOMPARE(now.address, key->address);
        changed.id = u"no"_s;
        AIN_VERIFY_ERROR(await(m_vault->updateKey(changed)), errors::NotFound);
        AIN_VERIFY_ERROR(await(m_vault->removeKey(key->id, secret("wrong"))), errors::VaultWrongPassphrase);
        AIN_VERIFY_OK(await(m_vault->removeKey(key->id, secret("pass"))));
        AIN_VERIFY_ERROR(await(m_vault->removeKey(key->id, secret("pass"))), errors::NotFound);
        QCOMPARE(await(m_vault->keys())->size(), 0);
    }

    void exportsAskForThePassphrase()
    {
        auto id = await(m_vault->addMnemonic(phrase(), secret("extra"), true));
        auto key = await(m_vault->addPrivateKey(smallKey(1), u"testnet"_s, {}, false));
        AIN_VERIFY_OK(key);
        AIN_VERIFY_ERROR(await(m_vault->exportMnemonic(*id, secret("no"))), errors::VaultWrongPassphrase);
        AIN_VERIFY_ERROR(await(m_vault->exportPrivateKeyHex(key->id, secret("no"))), errors::VaultWrongPassphrase);
        AIN_VERIFY_ERROR(await(m_vault->exportKeystore(key->id, secret("no"), secret("k"))),
                         errors::VaultWrongPassphrase);
        auto words = await(m_vault->exportMnemonic(*id, secret("pass")));
        AIN_VERIFY_OK(words);
        QVERIFY(*words == secret(Phrase));
        auto hex = await(m_vault->exportPrivateKeyHex(key->id, secret("pass")));
        AIN_VERIFY_OK(hex);
        QVERIFY(*hex == secret("0000000000000000000000000000000000000000000000000000000000000001"));
        auto keystore = await(m_vault->exportKeystore(key->id, secret("pass"), secret("k")));
        AIN_VERIFY_OK(keystore);
        auto opened = crypto::openKeystore(*keystore, secret("k"));
        AIN_VERIFY_OK(opened);
        QCOMPARE(opened->key.address(), key->address);
    }

    void anOpenDatabaseShowsNoSecret()
    {
        AIN_VERIFY_OK(await(m_vault->addMnemonic(phrase(), secret("bip39-extra"), true)));
        SecretBytes marker = SecretBytes::copyOf(QByteArray(32, 'K'));
        auto key = std::make_shared<crypto::PrivateKey>(crypto::PrivateKey::fromBytes(std::move(marker)).value());
        AIN_VERIFY_OK(await(m_vault->addPrivateKey(key, u"testnet"_s, u"Visible name"_s, false)));
        AIN_VERIFY_OK(await(m_vault->lock()));

        auto envelope = Envelope::parse(readAll(m_home->directory() + u"/vault.keys"_s));
        AIN_VERIFY_OK(envelope);
        auto keys = envelope->unwrap(secret("pass"));
        AIN_VERIFY_OK(keys);
        auto database = Database::open(m_home->directory() + u"/vault.db"_s, keys->database, Database::Mode::Existing);
        AIN_VERIFY_OK(database);
        QByteArray dump;
        for (const char *table : {"meta", "seeds", "keys", "records"}) {
            auto rows = database->prepare((QByteArray("SELECT * FROM ") + table).constData());
            AIN_VERIFY_OK(rows);
            while (rows->step().value_or(false)) {
                for (int column = 0; column < rows->columnCount(); ++column)
                    dump += rows->blob(column) + '|';
            }
        }
        QVERIFY(dump.contains("Visible name"));
        QVERIFY(!dump.contains("KKKK"));
        QVERIFY(!dump.contains(QByteArray("KKKK").toHex()));
        QVERIFY(!dump.contains("junk"));
        QVERIFY(!dump.contains("bip39-extra"));
        // A key cannot be given to another network by editing its row.
        AIN_VERIFY_OK(database->execute("UPDATE keys SET network = 'mainnet'"));
        database = failure(errors::Internal);
        AIN_VERIFY_OK(await(m_vault->unlock(secret("pass"))));
        const KeyRecord moved = await(m_vault->keys())->first();
        AIN_VERIFY_ERROR(await(m_vault->signMessage(moved.id, u"mainnet"_s, u"x"_s, 1)), errors::VaultDamaged);
        AIN_VERIFY_OK(await(m_vault->lock()));
        // And the file shows not even the names.
        const QByteArray file = readAll(m_home->directory() + u"/vault.db"_s);
        QVERIFY(!file.contains("Visible name") && !file.contains("CREATE TABLE") && !file.startsWith("SQLite"));
    }

private:
    std::unique_ptr<Home> m_home;
    std::unique_ptr<Vault> m_vault;
};

} // namespace

QTEST_GUILESS_MAIN(TestKeys)
#include "test_keys.moc"
