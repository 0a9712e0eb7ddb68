#include "app/backends/walletadapter.h"

#include "app/backends/convert.h"
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
    Q_EMIT accountsChanged();
    Q_EMIT currentAccountChanged();
    Q_EMIT balanceChanged();
    Q_EMIT historyChanged();
}

void WalletAdapter::networkOpened()
{
    connect(&m_services.wallet(), &wallet::Wallet::transactionChanged, this, [this] {
        loadHistory().detach(); // read again at the next change
    });
    connect(&m_services.wallet(), &wallet::Wallet::balanceChanged, this,
            [this](const QString &accountId, const wallet::BalanceView &balance) {
                if (accountId != m_currentId)
                    return;
                m_balance = toUi(balance);
                Q_EMIT balanceChanged();
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
    co_return Result<>();
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
    Q_EMIT historyChanged();
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
    QList<ui::HistoryRow> rows;
    for (const wallet::TxRecord &record : m_records) {
        if (record.accountId != m_currentId)
            continue;
        ui::HistoryRow row = toUi(record);
        row.proof = m_receipts.of(record.hash);
        for (const ui::Account &account : m_accounts) {
            if (account.address == row.address)
                row.name = account.name;
        }
        rows += row;
    }
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
    QList<ui::Warning> out;
    if (isUnowned(address)) {
        ui::Warning unowned;
        unowned.kind = ui::WarningKind::Unowned;
        unowned.address = address;
        return {unowned};
    }
    for (const ui::Account &account : m_accounts) {
        if (account.address == address)
            return {{ui::WarningKind::OwnAddress, address, {}, account.name}};
    }
    // What people compare is the two ends: an address that shares them with a known one is a trap (or a rare chance).
    const auto ends = [](const QString &a) { return a.mid(2, 4).toLower() + a.right(4).toLower(); };
    bool known = false;
    for (const ui::HistoryRow &row : history()) {
        if (row.address.isEmpty())
            continue;
        if (row.address == address)
            known = true;
        else if (ends(row.address) == ends(address))
            out += {ui::WarningKind::LookAlike, address, row.address, row.name};
    }
    if (!known)
        out += {ui::WarningKind::FirstTime, address, {}, {}};
    return out;
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
    ui::Preview preview = m_operations.add(*draft, std::move(after));
    warnOfUnowned(preview, to->toString());
    co_return preview;
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
