#include "core/wallet/accounts.h"

#include <algorithm>
#include <array>

namespace ain::wallet {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 RangeLength = 1000;
constexpr quint32 OpenRangeStart = 3000;
constexpr int ScannedPerRange = 5; ///< i = 0..4 (wallet-ainft.md 1.4)
constexpr std::array Families{crypto::PathFamily::Ain, crypto::PathFamily::Ethereum};

/// The last element of a derivation path as the program writes it.
std::optional<quint32> indexOf(const QString &path, crypto::PathFamily family)
{
    const QString prefix = crypto::accountPath(family, 0).chopped(1);
    if (!path.startsWith(prefix))
        return std::nullopt;
    bool isNumber = false;
    const quint32 index = path.mid(prefix.size()).toUInt(&isNumber);
    return isNumber ? std::optional(index) : std::nullopt;
}

} // namespace

quint32 firstIndex(const chain::Network &network)
{
    if (network.id == u"mainnet")
        return 0;
    if (network.id == u"testnet")
        return RangeLength;
    return network.isPractice ? 2 * RangeLength : OpenRangeStart;
}

Task<QList<vault::KeyRecord>> Accounts::all()
{
    auto keys = co_await m_vault.keys();
    if (!keys)
        co_return failure(keys.error());
    const QString network = m_client.network().id;
    keys->removeIf([&](const vault::KeyRecord &key) { return key.network != network; });
    co_return std::move(*keys);
}

Task<vault::KeyRecord> Accounts::find(QString idAddressOrName)
{
    auto keys = co_await all();
    if (!keys)
        co_return failure(keys.error());
    const auto address = crypto::Address::parse(idAddressOrName);
    for (const vault::KeyRecord &key : std::as_const(*keys)) {
        if (key.id == idAddressOrName || (address && key.address == *address))
            co_return key;
    }
    // A name is the user's; two accounts may bear the same, and then it says nothing.
    std::optional<vault::KeyRecord> named;
    for (const vault::KeyRecord &key : std::as_const(*keys)) {
        if (key.name != idAddressOrName)
            continue;
        if (named)
            co_return failure(errors::WalletAccountAmbiguous, {{u"account"_s, idAddressOrName.left(100)}});
        named = key;
    }
    if (named)
        co_return *named;
    co_return failure(errors::WalletAccountUnknown, {{u"account"_s, idAddressOrName.left(100)}});
}

Task<vault::KeyRecord> Accounts::create(int words, crypto::PathFamily family, QString name)
{
    auto mnemonic = crypto::Mnemonic::generate(words);
    if (!mnemonic)
        co_return failure(mnemonic.error());
    auto shared = std::make_shared<crypto::Mnemonic>(std::move(*mnemonic));
    auto seedId = co_await m_vault.addMnemonic(shared, SecretBytes(), false);
    if (!seedId)
        co_return failure(seedId.error());
    const chain::Network &network = m_client.network();
    auto key = co_await m_vault.addDerivedKey(*seedId, family, firstIndex(network), network.id, name);
    if (key)
        Q_EMIT changed();
    co_return key;
}

Task<vault::KeyRecord> Accounts::add(QString seedId, crypto::PathFamily family, QString name)
{
    auto keys = co_await m_vault.keys();
    if (!keys)
        co_return failure(keys.error());
    const chain::Network &network = m_client.network();
    const quint32 first = firstIndex(network);
    const quint32 end = first >= OpenRangeStart ? 0x80000000U : first + RangeLength;
    // Keys of all networks count: several own URLs share the open range.
    quint32 next = first;
    for (const vault::KeyRecord &key : std::as_const(*keys)) {
        const auto index = key.seedId == seedId ? indexOf(key.path, family) : std::nullopt;
        if (index && *index >= first && *index < end)
            next = std::max(next, *index + 1);
    }
    if (next >= end)
        co_return failure(errors::TooLarge, {{u"what"_s, u"accounts"_s}, {u"limit"_s, RangeLength}});
    auto key = co_await m_vault.addDerivedKey(seedId, family, next, network.id, name);
    if (key)
        Q_EMIT changed();
    co_return key;
}

Task<QList<FoundAccount>> Accounts::scan(QString seedId)
{
    // Other wallets know nothing of our ranges: their accounts are at 0..4 on every network.
    QList<quint32> starts{firstIndex(m_client.network())};
    if (starts.constFirst() != 0)
        starts.append(0);
    const int total = int(Families.size()) * int(starts.size()) * ScannedPerRange;
    int done = 0;
    QList<FoundAccount> found;
    for (const crypto::PathFamily family : Families) {
        for (const quint32 start : std::as_const(starts)) {
            auto addresses = co_await m_vault.previewAddresses(seedId, family, start, ScannedPerRange);
            if (!addresses)
                co_return failure(addresses.error());
            auto balances = co_await m_client.balances(*addresses);
            if (!balances)
                co_return failure(balances.error());
            for (qsizetype i = 0; i < addresses->size() && i < balances->size(); ++i) {
                if (balances->at(i))
                    found.append({family, start + quint32(i), addresses->at(i), balances->at(i)});
            }
            done += ScannedPerRange;
            Q_EMIT scanProgress(done, total);
        }
    }
    co_return found;
}

Task<QList<vault::KeyRecord>> Accounts::restore(std::shared_ptr<crypto::Mnemonic> mnemonic, SecretBytes bip39Passphrase,
                                                crypto::PathFamily fallback)
{
    // Without a node nothing can be found; ask before anything is stored, so that a second try starts clean.
    auto tip = co_await m_client.lastBlock();
    if (!tip)
        co_return failure(tip.error());
    auto seedId = co_await m_vault.addMnemonic(std::move(mnemonic), std::move(bip39Passphrase), true);
    if (!seedId)
        co_return failure(seedId.error());
    auto found = co_await scan(*seedId);
    if (!found)
        co_return failure(found.error());
    if (found->isEmpty())
        found->append({fallback, firstIndex(m_client.network()), {}, {}});

    QList<vault::KeyRecord> added;
    std::optional<Error> error;
    for (const FoundAccount &account : std::as_const(*found)) {
        auto key = co_await m_vault.addDerivedKey(*seedId, account.family, account.index, m_client.network().id, {});
        if (key)
            added.append(*key);
        else
            error = key.error();
    }
    // One that is in the vault already, or lives on another network, does not spoil the others.
    if (added.isEmpty() && error)
        co_return failure(*error);
    Q_EMIT changed();
    co_return added;
}

} // namespace ain::wallet
