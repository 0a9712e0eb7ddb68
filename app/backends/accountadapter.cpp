#include "app/backends/accountadapter.h"

#include "app/backends/convert.h"
#include "app/services/pool.h"
#include "core/crypto/keystore.h"
#include "core/vault/files.h"
#include "core/wallet/accounts.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int scannedPerFamily = 5;
constexpr qint64 practiceStart = 100 * Amount::MicroPerAin;

struct Candidate {
    ui::FoundAccount account;
    crypto::Address address;
};

/// The accounts that a phrase could have: 0..4 and the first of this network's own range, on both paths.
Result<QList<Candidate>> deriveCandidates(const crypto::Mnemonic &mnemonic, const SecretBytes &passphrase,
                                          const chain::Network &network)
{
    const SecretBytes seed = mnemonic.seed(passphrase);
    QList<Candidate> out;
    const quint32 own = wallet::firstIndex(network);
    for (const auto family : {crypto::PathFamily::Ain, crypto::PathFamily::Ethereum}) {
        for (const quint32 base : own == 0 ? QList<quint32>{0} : QList<quint32>{0, own}) {
            for (quint32 i = 0; i < scannedPerFamily; ++i) {
                Candidate candidate;
                candidate.account.path = crypto::accountPath(family, base + i);
                candidate.account.kind = toUi(family);
                candidate.account.index = int(base + i);
                const auto key = crypto::deriveKey(seed, candidate.account.path);
                if (!key)
                    return failure(key.error());
                candidate.address = key->address();
                candidate.account.address = candidate.address.toString();
                out += candidate;
            }
        }
    }
    return out;
}

/// A new file, whole or not at all, readable by its owner only.
Result<> writeNewSecretFile(const QString &path, const QByteArray &content)
{
    QVariantMap args;
    args.insert(u"path"_s, path);
    if (QFileInfo::exists(path))
        return failure(errors::FileExists, args);
    // Creating it first makes sure that nothing that appears meanwhile is overwritten.
    if (auto created = vault::createPrivateFile(path); !created)
        return failure(QFileInfo::exists(path) ? errors::FileExists : errors::FileWrite, args);
    if (auto written = vault::writeAtomically(path, content); !written) {
        QFile::remove(path);
        return failure(errors::FileWrite, args, written.error().args.value(u"what"_s).toString());
    }
    return {};
}

} // namespace

AccountAdapter::AccountAdapter(Services &services) : m_services(services)
{
    connect(&services.vault(), &vault::Vault::stateChanged, this, [this](vault::Vault::State state) {
        if (state == vault::Vault::State::Locked)
            discardScan();
    });
}

Task<> AccountAdapter::networkOpened()
{
    constexpr int tries = 200;
    for (int i = 0; i < tries && !m_services.hasNetwork(); ++i) {
        auto slept = co_await sleepFor(this, 50);
        if (!slept)
            co_return slept;
    }
    if (!m_services.hasNetwork())
        co_return failure(errors::NetworkUnknown);
    co_return Result<>();
}

Task<> AccountAdapter::startPractice()
{
    auto &vault = m_services.vault();
    if (vault.state() == vault::Vault::State::Missing) {
        auto created = co_await vault.create(SecretBytes());
        if (!created)
            co_return created;
    }
    if (!m_services.hasNetwork() || !m_services.client().network().isPractice) {
        auto opened = co_await m_services.openNetwork(u"practice"_s);
        if (!opened)
            co_return opened;
        if (auto stored = m_services.settings().set(u"network"_s, u"practice"_s); !stored)
            co_return stored;
    }
    auto account = co_await m_services.wallet().createAccount(12, crypto::PathFamily::Ain, QString());
    if (!account)
        co_return failure(account.error());
    auto funded = co_await m_services.fund(account->address, Amount::fromMicro(practiceStart));
    if (!funded)
        co_return failure(funded.error());
    co_return Result<>();
}

Task<SecretBytes> AccountAdapter::createMnemonic(int words)
{
    auto mnemonic = crypto::Mnemonic::generate(words);
    if (!mnemonic)
        co_return failure(mnemonic.error());
    co_return mnemonic->phrase().clone();
}

QStringList AccountAdapter::wordList(const QString &language) const
{
    return crypto::words(language == u"ko" ? crypto::WordList::Korean : crypto::WordList::English);
}

Result<void> AccountAdapter::checkMnemonic(const SecretBytes &phrase) const
{
    const auto mnemonic = crypto::Mnemonic::parse(phrase);
    if (!mnemonic)
        return failure(mnemonic.error());
    return {};
}

Task<ui::Account> AccountAdapter::addMnemonic(SecretBytes phrase, SecretBytes passphrase, ui::DerivationPath path,
                                              QString name)
{
    auto ready = co_await networkOpened();
    if (!ready)
        co_return failure(ready.error());
    auto mnemonic = crypto::Mnemonic::parse(phrase);
    if (!mnemonic)
        co_return failure(mnemonic.error());
    auto &vault = m_services.vault();
    auto seedId = co_await vault.addMnemonic(std::make_shared<crypto::Mnemonic>(std::move(*mnemonic)),
                                             std::move(passphrase), true);
    if (!seedId)
        co_return failure(seedId.error());
    const chain::Network &network = m_services.client().network();
    auto record = co_await vault.addDerivedKey(*seedId, toCore(path), wallet::firstIndex(network), network.id, name);
    if (!record)
        co_return failure(record.error());
    co_return toUi(*record);
}

Task<QList<ui::FoundAccount>> AccountAdapter::scanMnemonic(SecretBytes phrase, SecretBytes passphrase)
{
    auto ready = co_await networkOpened();
    if (!ready)
        co_return failure(ready.error());
    auto mnemonic = crypto::Mnemonic::parse(phrase);
    if (!mnemonic)
        co_return failure(mnemonic.error());
    m_scan = std::make_unique<Scan>();
    m_scan->mnemonic = std::make_shared<crypto::Mnemonic>(std::move(*mnemonic));
    m_scan->passphrase = passphrase.clone();
    m_scan->network = m_services.client().network().id;
    auto secret = std::make_shared<SecretBytes>(std::move(passphrase));
    const auto derive = [mnemonic = m_scan->mnemonic, secret, network = m_services.client().network()] {
        return deriveCandidates(*mnemonic, *secret, network);
    };
    auto candidates = co_await runInPool(derive);
    if (!candidates)
        co_return failure(candidates.error());

    QList<ui::FoundAccount> found;
    // In small groups, so that progress moves and a public node's request limit is kept.
    constexpr qsizetype group = 5;
    for (qsizetype i = 0; i < candidates->size(); i += group) {
        Q_EMIT scanProgress(int(i), int(candidates->size()));
        QList<crypto::Address> addresses;
        for (const Candidate &candidate : candidates->mid(i, group))
            addresses += candidate.address;
        auto balances = co_await m_services.client().balances(addresses);
        if (!balances)
            co_return failure(balances.error());
        for (qsizetype k = 0; k < addresses.size() && k < balances->size(); ++k) {
            ui::FoundAccount account = candidates->at(i + k).account;
            account.used = balances->at(k).has_value();
            account.balance = balances->at(k).value_or(Amount());
            // Unused ones are only offered as the start of each path.
            if (account.used || account.index == int(wallet::firstIndex(m_services.client().network())))
                found += account;
        }
    }
    Q_EMIT scanProgress(int(candidates->size()), int(candidates->size()));
    if (m_scan)
        m_scan->found = found;
    co_return found;
}

Task<QList<ui::Account>> AccountAdapter::importFound(QStringList paths)
{
    auto ready = co_await networkOpened();
    if (!ready)
        co_return failure(ready.error());
    const chain::Network &network = m_services.client().network();
    if (!m_scan || m_scan->network != network.id)
        co_return failure(errors::Cancelled);
    auto &vault = m_services.vault();
    auto seedId = co_await vault.addMnemonic(m_scan->mnemonic, m_scan->passphrase.clone(), true);
    if (!seedId)
        co_return failure(seedId.error());
    QList<ui::Account> added;
    const QList<ui::FoundAccount> found = m_scan ? m_scan->found : QList<ui::FoundAccount>();
    for (const ui::FoundAccount &account : found) {
        if (!paths.contains(account.path))
            continue;
        auto record = co_await vault.addDerivedKey(*seedId, toCore(account.kind), quint32(account.index),
                                                   m_services.client().network().id, QString());
        if (!record && record.error().code == errors::VaultKeyKnown)
            continue; // an earlier try got this far
        if (!record)
            co_return failure(record.error());
        added += toUi(*record);
    }
    discardScan();
    co_return added;
}

void AccountAdapter::discardScan() { m_scan.reset(); }

Task<ui::Account> AccountAdapter::addKey(std::shared_ptr<crypto::PrivateKey> key, QString name)
{
    auto ready = co_await networkOpened();
    if (!ready)
        co_return failure(ready.error());
    auto record =
        co_await m_services.vault().addPrivateKey(std::move(key), m_services.client().network().id, name, false);
    if (!record)
        co_return failure(record.error());
    co_return toUi(*record);
}

Task<ui::Account> AccountAdapter::importKeystore(QByteArray json, SecretBytes password, QString name)
{
    auto secret = std::make_shared<SecretBytes>(std::move(password));
    const auto open = [json, secret]() -> Result<std::shared_ptr<crypto::PrivateKey>> {
        auto keystore = crypto::openKeystore(json, *secret);
        if (!keystore)
            return failure(keystore.error());
        if (keystore->addressMismatch)
            return failure(errors::KeystoreAddress, {{u"address"_s, keystore->key.address().toString()}});
        return std::make_shared<crypto::PrivateKey>(std::move(keystore->key));
    };
    auto opened = co_await runInPool(open);
    if (!opened)
        co_return failure(opened.error());
    auto account = co_await addKey(std::move(*opened), name);
    co_return account;
}

Task<ui::Account> AccountAdapter::importPrivateKey(SecretBytes key, QString name)
{
    auto parsed = crypto::PrivateKey::fromHex(key);
    if (!parsed)
        co_return failure(parsed.error());
    auto account = co_await addKey(std::make_shared<crypto::PrivateKey>(std::move(*parsed)), name);
    co_return account;
}

Task<ui::Account> AccountAdapter::addWatchOnly(QString address, QString name)
{
    auto ready = co_await networkOpened();
    if (!ready)
        co_return failure(ready.error());
    const auto parsed = crypto::Address::parse(address.trimmed());
    if (!parsed)
        co_return failure(parsed.error());
    auto record = co_await m_services.vault().addWatchOnly(*parsed, m_services.client().network().id, name);
    if (!record)
        co_return failure(record.error());
    co_return toUi(*record);
}

Task<> AccountAdapter::rename(QString accountId, QString name)
{
    auto record = co_await m_services.wallet().account(accountId);
    if (!record)
        co_return failure(record.error());
    record->name = name;
    auto stored = co_await m_services.vault().updateKey(*record);
    co_return stored;
}

Task<vault::KeyRecord> AccountAdapter::ownKey(QString accountId)
{
    if (!m_services.hasNetwork())
        co_return failure(errors::NetworkUnknown);
    auto record = co_await m_services.wallet().account(accountId);
    if (!record)
        co_return failure(record.error());
    if (record->kind == vault::KeyKind::WatchOnly)
        co_return failure(errors::VaultWatchOnly, {{u"address"_s, record->address.toString()}});
    co_return record;
}

void AccountAdapter::tellExport(const vault::KeyRecord &record)
{
    Q_EMIT secretExported(record.name.isEmpty() ? record.address.toString() : record.name);
}

Task<ui::ExportedPhrase> AccountAdapter::exportPhrase(QString accountId, SecretBytes password)
{
    auto record = co_await ownKey(accountId);
    if (!record)
        co_return failure(record.error());
    if (record->seedId.isEmpty())
        co_return failure(errors::AccountNoPhrase, {{u"address"_s, record->address.toString()}});
    auto seeds = co_await m_services.vault().seeds();
    if (!seeds)
        co_return failure(seeds.error());
    auto words = co_await m_services.vault().exportMnemonic(record->seedId, std::move(password));
    if (!words)
        co_return failure(words.error());
    ui::ExportedPhrase phrase;
    phrase.words = std::move(*words);
    const QString seedId = record->seedId;
    phrase.needsPassphrase = std::any_of(seeds->begin(), seeds->end(), [&](const vault::SeedRecord &seed) {
        return seed.id == seedId && seed.hasPassphrase;
    });
    tellExport(*record);
    co_return phrase;
}

Task<SecretBytes> AccountAdapter::exportPrivateKey(QString accountId, SecretBytes password)
{
    auto record = co_await ownKey(accountId);
    if (!record)
        co_return failure(record.error());
    auto key = co_await m_services.vault().exportPrivateKeyHex(record->id, std::move(password));
    if (!key)
        co_return failure(key.error());
    tellExport(*record);
    co_return key;
}

Task<> AccountAdapter::exportKeystore(QString accountId, SecretBytes password, SecretBytes filePassword, QString path)
{
    if (QFileInfo::exists(path))
        co_return failure(errors::FileExists, {{u"path"_s, path}});
    auto record = co_await ownKey(accountId);
    if (!record)
        co_return failure(record.error());
    auto keystore =
        co_await m_services.vault().exportKeystore(record->id, std::move(password), std::move(filePassword));
    if (!keystore)
        co_return failure(keystore.error());
    const auto write = [path, content = *keystore] { return writeNewSecretFile(path, content); };
    auto written = co_await runInPool(write);
    if (!written)
        co_return written;
    tellExport(*record);
    co_return Result<>();
}

} // namespace ain::app
