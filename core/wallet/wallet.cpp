#include "core/wallet/wallet.h"

#include "core/wallet/addressbook.h"
#include "core/wallet/balances.h"
#include "core/wallet/history.h"
#include "core/wallet/ledger.h"
#include "core/wallet/offlinedesk.h"
#include "core/wallet/recipients.h"
#include "core/wallet/sender.h"
#include "core/wallet/staking.h"

namespace ain::wallet {

using namespace Qt::StringLiterals;

class Wallet::Private : public QObject {
public:
    Private(vault::Vault &vault, chain::ChainClient &client, Clock &clock, Rng &rng, light::LightClient *light)
        : m_client(client),
          m_accounts(vault, client),
          m_balances(m_accounts, client, light, clock),
          m_tracker(vault, client, clock),
          m_book(vault, m_accounts, m_tracker, clock),
          m_sender(vault, client, m_accounts, m_balances, m_tracker, m_book, clock, rng),
          m_offline(vault, client, m_sender, clock),
          m_staking(client, clock),
          m_history(vault, client, m_accounts, m_tracker, light)
    {
        connect(&vault, &vault::Vault::stateChanged, this, [this](vault::Vault::State state) {
            if (state != vault::Vault::State::Open)
                m_anchors.clear();
        });
    }

    Task<QList<TxRecord>> transactions();
    Task<> setMemo(QString txHash, QString memo);
    Task<> resume();
    Task<Ledger> ledger(QString accountId);
    void noteBalance(const QString &accountId, const BalanceView &balance);

    chain::ChainClient &m_client;
    Accounts m_accounts;
    Balances m_balances;
    Tracker m_tracker;
    AddressBook m_book;
    Sender m_sender;
    OfflineDesk m_offline;
    Staking m_staking;
    History m_history;
    QHash<QString, QList<BalanceAnchor>> m_anchors; ///< by account, newest first
};

void Wallet::Private::noteBalance(const QString &accountId, const BalanceView &balance)
{
    if (balance.mark.standing() != light::Standing::Proven || !balance.amount || balance.blockNumber < 0)
        return;
    // The scan follows the chain a little later than the balance does: a few older ones bridge that.
    constexpr qsizetype kept = 16;
    QList<BalanceAnchor> &anchors = m_anchors[accountId];
    anchors.prepend({balance.blockNumber, *balance.amount});
    if (anchors.size() > kept)
        anchors.removeLast();
}

Task<Ledger> Wallet::Private::ledger(QString accountId)
{
    auto account = co_await m_accounts.find(std::move(accountId));
    if (!account)
        co_return failure(account.error());
    auto entries = co_await m_history.entries(account->id);
    if (!entries)
        co_return failure(entries.error());
    auto scanned = co_await m_history.scanned(account->id);
    if (!scanned)
        co_return failure(scanned.error());
    auto labels = co_await m_book.labels();
    if (!labels)
        co_return failure(labels.error());
    auto known = co_await m_sender.knownAddresses();
    if (!known)
        co_return failure(known.error());
    QHash<QString, QString> names;
    for (const KnownAddress &one : std::as_const(*known)) {
        // The name that the user gave a contact comes before that of an account.
        if (!one.name.isEmpty() && (one.kind == KnownAddress::Kind::Contact || !names.contains(one.address.toString())))
            names.insert(one.address.toString(), one.name);
    }
    Ledger ledger;
    ledger.scanned = scanned->ranges;
    for (const HistoryEntry &entry : std::as_const(*entries)) {
        LedgerRow row;
        row.entry = entry;
        row.name = names.value(entry.counterparty);
        row.label = entry.memo.isEmpty() ? labels->value(entry.hash) : entry.memo;
        ledger.rows.append(std::move(row));
    }
    fillBalances(ledger.rows, ledger.scanned, m_anchors.value(account->id));
    co_return ledger;
}

Task<QList<TxRecord>> Wallet::Private::transactions()
{
    auto loaded = co_await m_tracker.load();
    if (!loaded)
        co_return failure(loaded.error());
    co_return m_tracker.records();
}

Task<> Wallet::Private::setMemo(QString txHash, QString memo)
{
    auto loaded = co_await m_tracker.load();
    if (!loaded)
        co_return failure(loaded.error());
    const StoredTx *found = m_tracker.find(txHash);
    if (found == nullptr)
        co_return failure(errors::NotFound, {{u"what"_s, txHash.left(70)}});
    StoredTx tx = *found;
    tx.record.memo = memo.left(1000);
    auto stored = co_await m_tracker.store(std::move(tx));
    co_return stored;
}

Task<> Wallet::Private::resume()
{
    auto loaded = co_await m_tracker.load();
    if (!loaded)
        co_return failure(loaded.error());
    m_tracker.followAll();
    co_return Result<>();
}

Wallet::Wallet(vault::Vault &vault, chain::ChainClient &client, Clock &clock, Rng &rng, light::LightClient *light)
    : d(std::make_unique<Private>(vault, client, clock, rng, light))
{
    connect(&d->m_accounts, &Accounts::changed, this, &Wallet::accountsChanged);
    connect(&d->m_accounts, &Accounts::scanProgress, this, &Wallet::scanProgress);
    connect(&d->m_balances, &Balances::changed, d.get(), &Private::noteBalance);
    connect(&d->m_balances, &Balances::changed, this, &Wallet::balanceChanged);
    connect(&d->m_tracker, &Tracker::changed, this, &Wallet::transactionChanged);
}

Wallet::~Wallet() = default;

const chain::Network &Wallet::network() const { return d->m_client.network(); }
Task<QList<vault::KeyRecord>> Wallet::accounts() { return d->m_accounts.all(); }
Task<vault::KeyRecord> Wallet::account(QString idAddressOrName)
{
    return d->m_accounts.find(std::move(idAddressOrName));
}

Task<vault::KeyRecord> Wallet::createAccount(int words, crypto::PathFamily family, QString name)
{
    return d->m_accounts.create(words, family, std::move(name));
}

Task<vault::KeyRecord> Wallet::addAccount(QString seedId, crypto::PathFamily family, QString name)
{
    return d->m_accounts.add(std::move(seedId), family, std::move(name));
}

Task<QList<vault::KeyRecord>> Wallet::restoreAccounts(std::shared_ptr<crypto::Mnemonic> mnemonic,
                                                      SecretBytes bip39Passphrase, crypto::PathFamily fallback)
{
    return d->m_accounts.restore(std::move(mnemonic), std::move(bip39Passphrase), fallback);
}

Task<BalanceView> Wallet::balance(QString accountId) { return d->m_balances.balance(std::move(accountId)); }

Task<Draft> Wallet::prepareTransfer(QString accountId, crypto::Address to, std::optional<Amount> amount)
{
    return d->m_sender.prepareTransfer(std::move(accountId), std::move(to), amount);
}

Task<Draft> Wallet::prepare(QString accountId, json::Value operation, Amount amountLeaving, QList<Fact> facts)
{
    return d->m_sender.prepare(std::move(accountId), std::move(operation), amountLeaving, std::move(facts));
}

Task<TxRecord> Wallet::confirm(QString draftId, QString memo)
{
    return d->m_sender.confirm(std::move(draftId), std::move(memo));
}

void Wallet::discard(const QString &draftId) { d->m_sender.discard(draftId); }

Task<OfflineRequest> Wallet::offlineRequest(QString draftId, QString memo)
{
    return d->m_offline.request(std::move(draftId), std::move(memo));
}

Task<QList<OfflineWaiting>> Wallet::offlineWaiting() { return d->m_offline.waiting(); }

Task<> Wallet::forgetOffline(QString hash) { return d->m_offline.forget(std::move(hash)); }

Task<Draft> Wallet::bringSignature(OfflineSignature signature) { return d->m_offline.bring(std::move(signature)); }

Task<QList<Fact>> Wallet::addressWarnings(crypto::Address to) { return d->m_sender.addressWarnings(std::move(to)); }

Task<QList<KnownAddress>> Wallet::knownAddresses() { return d->m_sender.knownAddresses(); }

void Wallet::setAppAddresses(AppAddresses apps) { d->m_sender.setAppAddresses(std::move(apps)); }

AddressBook &Wallet::addressBook() { return d->m_book; }

Task<Ledger> Wallet::ledger(QString accountId) { return d->ledger(std::move(accountId)); }

Task<TxRecord> Wallet::finished(QString txHash) { return d->m_tracker.finished(std::move(txHash)); }

Task<Draft> Wallet::prepareReplacement(QString txHash) { return d->m_sender.prepareReplacement(std::move(txHash)); }

Staking &Wallet::staking() { return d->m_staking; }

History &Wallet::history() { return d->m_history; }

Task<QList<TxRecord>> Wallet::transactions() { return d->transactions(); }

Task<> Wallet::setMemo(QString txHash, QString memo) { return d->setMemo(std::move(txHash), std::move(memo)); }

Task<> Wallet::resume() { return d->resume(); }

} // namespace ain::wallet
