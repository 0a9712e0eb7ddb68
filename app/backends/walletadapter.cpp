#include "app/backends/walletadapter.h"

#include "app/backends/convert.h"
#include "app/services/filewrite.h"
#include "core/wallet/addressbook.h"
#include "core/wallet/history.h"
#include "core/wallet/records.h"

#include <algorithm>

namespace ain::app {

using namespace Qt::StringLiterals;

WalletAdapter::WalletAdapter(Services &services, OperationsAdapter &operations, Receipts &receipts)
    : m_services(services), m_operations(operations), m_receipts(receipts)
{
    connect(&receipts, &Receipts::changed, this, &WalletAdapter::historyChanged);
    connect(&services, &Services::networkAboutToChange, this, &WalletAdapter::clear);
    connect(&services, &Services::networkChanged, this, &WalletAdapter::networkOpened);
    connect(&services.vault(), &vault::Vault::stateChanged, this, [this] {
        if (isReady())
            load().detach(); // what fails is told by the chain status; refresh() tries again
        else
            clear();
    });
    connect(&services.vault(), &vault::Vault::keysChanged, this, [this] {
        if (isReady())
            load().detach(); // as above
    });
}

bool WalletAdapter::isReady() const
{
    return m_services.hasNetwork() && m_services.vault().state() == vault::Vault::State::Open;
}

QString WalletAdapter::settingsKey() const { return u"account."_s + m_services.client().network().id; }

void WalletAdapter::clear()
{
    m_accounts.clear();
    m_currentId.clear();
    m_balance.reset();
    m_isRefreshing = false;
    m_records.clear();
    m_ledger = {};
    m_known.clear();
    Q_EMIT accountsChanged();
    Q_EMIT currentAccountChanged();
    Q_EMIT balanceChanged();
    Q_EMIT historyChanged();
}

void WalletAdapter::networkOpened()
{
    connect(&m_services.wallet(), &wallet::Wallet::transactionChanged, this, &WalletAdapter::reloadHistory);
    connect(&m_services.wallet().addressBook(), &wallet::AddressBook::changed, this, &WalletAdapter::reloadHistory);
    wallet::History &history = m_services.wallet().history();
    connect(&history, &wallet::History::changed, this, &WalletAdapter::reloadHistory);
    connect(&history, &wallet::History::progressChanged, this, [this](const wallet::HistoryProgress &progress) {
        Q_EMIT historyChanged();
        if (progress.isRunning)
            return;
        // Read while the scan was on its way down: what it looked through since then is not in it.
        const bool isStale =
            progress.done > 0 && !m_ledger.scanned.isEmpty() && progress.block < m_ledger.scanned.constFirst().from;
        if (isStale)
            reloadHistory();
        else
            fillBalances();
    });
    connect(&m_services.wallet(), &wallet::Wallet::balanceChanged, this,
            [this](const QString &accountId, const wallet::BalanceView &balance) {
                if (accountId != m_currentId)
                    return;
                m_balance = toUi(balance);
                Q_EMIT balanceChanged();
                fillBalances();
            });
    connect(&m_services.light(), &light::LightClient::statusChanged, this, &WalletAdapter::ageBalance);
    // The wallet itself follows what can be proven; without that a bare word is better than an old one.
    connect(&m_services.client(), &chain::ChainClient::blockSeen, this, [this] {
        const light::LightStatus &status = m_services.light().status();
        if (isReady() && !m_isRefreshing && (!status.tip || status.isBehind))
            refresh().detach(); // the next block asks again
    });
    if (isReady())
        load().detach();
}

bool WalletAdapter::isBehind() const { return m_services.hasNetwork() && m_services.light().status().isBehind; }

void WalletAdapter::ageBalance()
{
    if (isBehind() == m_wasBehind)
        return;
    m_wasBehind = isBehind();
    Q_EMIT balanceChanged();
}

std::optional<ui::BalanceView> WalletAdapter::balance() const
{
    auto view = m_balance;
    // What was proven stays true of its block, but where newer blocks should be, it is not the newest truth.
    if (view && isBehind())
        view->proof.mark = view->proof.mark.older();
    return view;
}

Task<> WalletAdapter::load()
{
    auto records = co_await m_services.wallet().accounts();
    if (!records)
        co_return failure(records.error());
    m_accounts.clear();
    for (const auto &record : *records)
        m_accounts += toUi(record);
    const QString stored = m_services.settings().value(settingsKey()).toString();
    const auto known = [&](const QString &id) {
        return std::any_of(m_accounts.begin(), m_accounts.end(), [&](const auto &a) { return a.id == id; });
    };
    const QString before = m_currentId;
    if (!known(m_currentId))
        m_currentId = known(stored) ? stored : m_accounts.isEmpty() ? QString() : m_accounts.first().id;
    Q_EMIT accountsChanged();
    if (before != m_currentId) {
        m_balance.reset();
        Q_EMIT currentAccountChanged();
        Q_EMIT balanceChanged();
    }
    auto history = co_await loadHistory();
    if (!history)
        co_return history;
    auto resumed = co_await m_services.wallet().resume();
    if (!resumed)
        co_return resumed;
    auto refreshed = co_await refresh();
    co_return refreshed;
}

void WalletAdapter::reloadHistory()
{
    loadHistory().detach(); // read again at the next change
}

void WalletAdapter::fillBalances()
{
    const auto it = std::find_if(m_ledger.rows.cbegin(), m_ledger.rows.cend(),
                                 [](const wallet::LedgerRow &row) { return row.entry.isProven; });
    const bool isOpen = it == m_ledger.rows.cend() ? m_ledger.scanned.isEmpty() : !it->balanceAfter;
    if (isOpen)
        reloadHistory();
}

Task<> WalletAdapter::loadHistory()
{
    if (!isReady())
        co_return failure(errors::VaultLocked);
    auto records = co_await m_services.wallet().transactions();
    if (!records)
        co_return failure(records.error());
    m_records = *records;
    m_receipts.follow(m_records);
    Q_EMIT historyChanged();
    auto read = co_await loadLedger();
    co_return read;
}

Task<> WalletAdapter::loadLedger()
{
    if (m_isReadingLedger) {
        m_readsAgain = true;
        co_return Result<>();
    }
    m_isReadingLedger = true;
    Result<> result;
    do {
        m_readsAgain = false;
        const QString id = m_currentId;
        if (!isReady() || id.isEmpty())
            break;
        auto known = co_await m_services.wallet().knownAddresses();
        if (!isReady())
            break;
        if (known)
            m_known = *known;
        auto ledger = co_await m_services.wallet().ledger(id);
        if (!isReady())
            break;
        if (!ledger)
            result = failure(ledger.error());
        else if (id == m_currentId)
            m_ledger = *ledger;
        else
            m_readsAgain = true;
    } while (m_readsAgain);
    m_isReadingLedger = false;
    if (isReady())
        Q_EMIT historyChanged();
    co_return result;
}

ui::HistoryCoverage WalletAdapter::historyCoverage() const
{
    ui::HistoryCoverage coverage;
    if (!isReady())
        return coverage;
    if (!m_ledger.scanned.isEmpty()) {
        coverage.from = m_ledger.scanned.constFirst().from;
        coverage.to = m_ledger.scanned.constFirst().to;
    }
    const wallet::HistoryProgress &progress = m_services.wallet().history().progress();
    coverage.isRunning = progress.isRunning;
    coverage.done = progress.done;
    coverage.total = progress.total;
    coverage.error = progress.error;
    return coverage;
}

Task<> WalletAdapter::lookFurtherBack(bool all)
{
    if (!isReady())
        co_return failure(errors::VaultLocked);
    wallet::HistoryScan what;
    what.accountIds = QStringList(m_currentId);
    if (all)
        what.from = 0;
    auto done = co_await m_services.wallet().history().scan(what);
    if (!done)
        co_return failure(done.error());
    auto read = co_await loadLedger();
    co_return read;
}

Task<> WalletAdapter::saveHistory(QString path)
{
    if (!isReady())
        co_return failure(errors::VaultLocked);
    co_return writeFile(path, wallet::ledgerCsv(m_ledger.rows));
}

std::optional<ui::Account> WalletAdapter::currentAccount() const
{
    for (const ui::Account &account : m_accounts) {
        if (account.id == m_currentId)
            return account;
    }
    return std::nullopt;
}

void WalletAdapter::setCurrentAccount(const QString &accountId)
{
    if (accountId == m_currentId || !m_services.hasNetwork())
        return;
    m_currentId = accountId;
    m_balance.reset();
    (void)m_services.settings().set(settingsKey(), accountId); // only the next start would miss it
    Q_EMIT currentAccountChanged();
    Q_EMIT balanceChanged();
    m_ledger = {};
    Q_EMIT historyChanged();
    reloadHistory();
    refresh().detach(); // the next block asks again
}

Task<> WalletAdapter::refresh()
{
    if (!isReady() || m_currentId.isEmpty())
        co_return Result<>();
    m_isRefreshing = true;
    const QString id = m_currentId;
    if (!m_balance) {
        // Something to look at while the proof is on its way.
        const auto account = currentAccount();
        const auto address = crypto::Address::parse(account ? account->address : QString());
        QList<crypto::Address> addresses;
        if (address)
            addresses.append(*address);
        auto said = co_await m_services.client().balances(addresses);
        if (said && said->size() == 1 && id == m_currentId && !m_balance && m_services.hasNetwork()) {
            ui::BalanceView view;
            const light::Claimed<std::optional<Amount>> word{said->constFirst(),
                                                             m_services.client().network().rpcUrls.constFirst().host(),
                                                             m_services.clock().nowMs()};
            view.amount = word.value.value_or(Amount());
            view.accountExists = word.value.has_value();
            view.proof.mark = light::ProofMark::unproven(word);
            view.proof.isChecking = true;
            view.proof.seenAtMs = word.seenAtMs;
            m_balance = view;
            Q_EMIT balanceChanged();
        }
        if (!m_services.hasNetwork() || id != m_currentId) {
            m_isRefreshing = false;
            co_return Result<>();
        }
    }
    auto balance = co_await m_services.wallet().balance(id); // balanceChanged() tells what it is
    m_isRefreshing = false;
    if (balance)
        co_return Result<>();
    // A figure without a proof stays what it is; it is no longer being checked.
    if (m_balance && m_balance->proof.isChecking && id == m_currentId) {
        m_balance->proof.isChecking = false;
        m_balance->proof.why = balance.error();
        Q_EMIT balanceChanged();
    }
    co_return failure(balance.error());
}

Task<ui::ProofState> WalletAdapter::proveTransaction(QString txHash)
{
    auto proven = co_await m_receipts.prove(txHash);
    co_return proven;
}

QList<ui::HistoryRow> WalletAdapter::history() const
{
    QHash<QString, const wallet::TxRecord *> own;
    for (const wallet::TxRecord &record : m_records) {
        if (record.accountId == m_currentId)
            own.insert(record.hash, &record);
    }
    QList<ui::HistoryRow> rows;
    for (const wallet::LedgerRow &entry : m_ledger.rows) {
        // What this program sent is known better by its own record than by what a block shows of it.
        const wallet::TxRecord *record = entry.entry.isMine ? own.take(entry.entry.hash) : nullptr;
        ui::HistoryRow row = record != nullptr ? toUi(*record) : toUi(entry.entry);
        row.name = entry.name;
        if (row.memo.isEmpty())
            row.memo = entry.label;
        row.balanceAfter = entry.balanceAfter;
        // The time of its block, so that the order is that of the balances.
        row.timeMs = entry.entry.timeMs;
        row.proof = m_receipts.of(row.id);
        rows += row;
    }
    // Not in the book yet: it is read a moment later.
    for (const wallet::TxRecord *record : std::as_const(own)) {
        rows += toUi(*record);
        rows.last().proof = m_receipts.of(record->hash);
    }
    const auto nameOf = [this](const QString &address) {
        const auto it = std::find_if(m_known.cbegin(), m_known.cend(), [&](const wallet::KnownAddress &known) {
            return !known.name.isEmpty() && known.address.toString() == address;
        });
        return it != m_known.cend() ? it->name : QString();
    };
    for (ui::HistoryRow &row : rows) {
        if (row.name.isEmpty() && !row.address.isEmpty())
            row.name = nameOf(row.address);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.timeMs > b.timeMs; });
    return rows;
}

QList<ui::NonceEntry> WalletAdapter::nonceLane() const
{
    QList<ui::NonceEntry> lane;
    for (const wallet::TxRecord &record : m_records) {
        const bool mayReturn = wallet::mayReturn(record);
        if (record.accountId == m_currentId && (wallet::isInFlight(record) || mayReturn))
            lane += {record.nonce, record.hash, toUi(record.status.state), mayReturn};
    }
    std::sort(lane.begin(), lane.end(), [](const auto &a, const auto &b) { return a.nonce < b.nonce; });
    return lane;
}

Result<QString> WalletAdapter::checkAddress(const QString &text) const
{
    const auto address = crypto::Address::parse(text.trimmed());
    if (!address)
        return failure(address.error());
    return address->toString();
}

QList<ui::Warning> WalletAdapter::addressWarnings(const QString &address) const
{
    const auto parsed = crypto::Address::parse(address);
    return parsed ? warningsOf(wallet::recipientWarnings(*parsed, m_known)) : QList<ui::Warning>();
}

Task<ui::Preview> WalletAdapter::prepareSend(ui::SendRequest request)
{
    if (!isReady())
        co_return failure(errors::VaultLocked);
    auto to = crypto::Address::parse(request.to.trimmed());
    if (!to)
        co_return failure(to.error());
    auto draft = co_await m_services.wallet().prepareTransfer(m_currentId, *to, request.amount);
    if (!draft)
        co_return failure(draft.error());
    OperationsAdapter::AfterWork after;
    after.memo = request.memo;
    co_return m_operations.add(*draft, std::move(after));
}

Task<ui::Preview> WalletAdapter::prepareReplacement(QString txHash)
{
    if (!isReady())
        co_return failure(errors::VaultLocked);
    auto draft = co_await m_services.wallet().prepareReplacement(txHash);
    if (!draft)
        co_return failure(draft.error());
    co_return m_operations.add(*draft);
}

Result<ui::PaymentLink> WalletAdapter::readPaymentLink(const QString &text) const
{
    const auto request = wallet::Wallet::parsePaymentUri(text.trimmed());
    if (!request)
        return failure(request.error());
    if (m_services.hasNetwork()) {
        if (auto fits = wallet::Wallet::checkNetwork(*request, m_services.client().network()); !fits)
            return failure(fits.error());
    }
    return ui::PaymentLink{request->address.toString(), request->amount, request->label, !request->network.isEmpty()};
}

QString WalletAdapter::paymentUri(std::optional<Amount> amount) const
{
    const auto account = currentAccount();
    if (!account)
        return {};
    const auto address = crypto::Address::parse(account->address);
    if (!address || !m_services.hasNetwork())
        return {};
    const QString network = wallet::Wallet::paymentNetwork(m_services.client().network());
    return wallet::Wallet::paymentUri(*address, amount, account->name, network);
}

} // namespace ain::app
