#include "app/backends/activityadapter.h"

#include "app/backends/convert.h"
#include "core/wallet/addressbook.h"
#include "core/wallet/recipients.h"

#include <QUuid>

#include <algorithm>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxEvents = 2000;
const QString recordKind = u"activity"_s;

/// Only kinds with a stable number are stored; the order of ui::ActivityKind is append-only.
json::Value toJson(const ui::ActivityRow &row)
{
    json::Object out;
    out.set(u"kind"_s, int(row.kind));
    out.set(u"time_ms"_s, row.timeMs);
    out.set(u"subject"_s, row.subject);
    return out;
}

ui::ActivityRow fromJson(const vault::Record &record)
{
    ui::ActivityRow row;
    row.id = record.id;
    row.kind = ui::ActivityKind(
        std::clamp<qint64>(record.value[u"kind"].toInteger(), 0, qint64(ui::ActivityKind::SecretExported)));
    row.timeMs = record.value[u"time_ms"].toInteger();
    row.subject = record.value[u"subject"].toString();
    return row;
}

ui::ActivityKind kindOf(ui::HistoryKind kind)
{
    switch (kind) {
    case ui::HistoryKind::CollectionCreated: return ui::ActivityKind::Collection;
    case ui::HistoryKind::Minted: return ui::ActivityKind::Mint;
    case ui::HistoryKind::TokenSent:
    case ui::HistoryKind::TokenReceived: return ui::ActivityKind::TokenTransfer;
    default: return ui::ActivityKind::Transaction;
    }
}

/// Somebody else's payment, or one of this account from another program.
ui::ActivityRow toActivity(const wallet::HistoryEntry &entry)
{
    const bool comes = entry.direction == wallet::Direction::In;
    ui::ActivityRow row;
    row.id = entry.address.toString() + entry.hash;
    row.kind = comes ? ui::ActivityKind::Received : ui::ActivityKind::Transaction;
    row.timeMs = entry.timeMs;
    row.subject = entry.counterparty;
    row.address = entry.counterparty;
    if (!entry.amount.isZero())
        row.amount = comes ? entry.amount : Amount() - entry.amount;
    row.stage = toUi(entry.state);
    row.txHash = entry.hash;
    row.nonce = entry.nonce;
    return row;
}

} // namespace

ActivityAdapter::ActivityAdapter(Services &services, ui::VaultBackend &vault, ui::AccountBackend &accounts,
                                 Receipts &receipts)
    : m_services(services), m_receipts(receipts)
{
    connect(&receipts, &Receipts::changed, this, &ActivityAdapter::changed);
    connect(&services.vault(), &vault::Vault::stateChanged, this, [this](vault::Vault::State state) {
        if (state == vault::Vault::State::Open) {
            note(ui::ActivityKind::VaultUnlocked, {});
            load().detach(); // an unreadable list is an empty list; the vault tells of damage itself
        } else {
            m_events.clear();
            m_records.clear();
            m_found.clear();
            m_names.clear();
            if (state == vault::Vault::State::Locked)
                note(ui::ActivityKind::VaultLocked, {});
            Q_EMIT changed();
        }
    });
    connect(&vault, &ui::VaultBackend::passwordChanged, this, [this] { note(ui::ActivityKind::PasswordChanged, {}); });
    connect(&accounts, &ui::AccountBackend::secretExported, this,
            [this](const QString &account) { note(ui::ActivityKind::SecretExported, account); });
    connect(&vault, &ui::VaultBackend::backedUp, this, [this] { note(ui::ActivityKind::BackupMade, {}); });
    connect(&services, &Services::networkChanged, this, [this] {
        note(ui::ActivityKind::NetworkChanged, m_services.client().network().id);
        connect(&m_services.wallet(), &wallet::Wallet::transactionChanged, this, [this] { load().detach(); });
        wallet::History &history = m_services.wallet().history();
        connect(&history, &wallet::History::changed, this, [this] { load().detach(); });
        connect(&m_services.wallet().addressBook(), &wallet::AddressBook::changed, this, [this] { load().detach(); });
        history.follow();
        load().detach();
    });
}

void ActivityAdapter::note(ui::ActivityKind kind, const QString &subject)
{
    ui::ActivityRow row;
    row.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    row.kind = kind;
    row.timeMs = m_services.clock().nowMs();
    row.subject = subject;
    m_unstored += row;
    store().detach(); // stays in memory and is tried again with the next event
    Q_EMIT changed();
}

Task<> ActivityAdapter::store()
{
    if (m_services.vault().state() != vault::Vault::State::Open || m_unstored.isEmpty())
        co_return Result<>();
    const QList<ui::ActivityRow> rows = std::exchange(m_unstored, {});
    QList<vault::Record> records;
    for (const ui::ActivityRow &row : rows)
        records += {row.id, toJson(row)};
    auto stored = co_await m_services.vault().putAll(recordKind, records);
    if (stored)
        m_events = rows + m_events;
    else
        m_unstored = rows + m_unstored;
    co_return stored;
}

Task<> ActivityAdapter::load()
{
    if (m_services.vault().state() != vault::Vault::State::Open)
        co_return failure(errors::VaultLocked);
    auto stored = co_await m_services.vault().list(recordKind);
    if (!stored)
        co_return failure(stored.error());
    m_events.clear();
    for (qsizetype i = stored->size() - 1; i >= 0 && m_events.size() < maxEvents; --i)
        m_events += fromJson(stored->at(i));
    if (m_services.hasNetwork()) {
        auto records = co_await m_services.wallet().transactions();
        if (!records)
            co_return failure(records.error());
        m_records = *records;
        auto found = co_await m_services.wallet().history().entries({});
        if (!found)
            co_return failure(found.error());
        auto known = co_await m_services.wallet().knownAddresses();
        if (!known)
            co_return failure(known.error());
        m_names.clear();
        for (const wallet::KnownAddress &one : std::as_const(*known)) {
            if (!one.name.isEmpty())
                m_names.insert(one.address.toString(), one.name);
        }
        m_found.clear();
        for (const wallet::HistoryEntry &entry : std::as_const(*found)) {
            const bool isOwn = std::any_of(m_records.cbegin(), m_records.cend(),
                                           [&](const auto &record) { return record.hash == entry.hash; });
            if (entry.isProven && !isOwn)
                m_found.append(entry);
        }
        QList<std::pair<QString, qint64>> final;
        for (const wallet::HistoryEntry &entry : std::as_const(m_found)) {
            if (entry.state == chain::TxState::Final)
                final.append({entry.hash, entry.block});
        }
        m_receipts.followFound(final);
    }
    Q_EMIT changed();
    co_return Result<>();
}

QList<ui::ActivityRow> ActivityAdapter::rows() const
{
    QList<ui::ActivityRow> out = m_unstored + m_events;
    for (const wallet::TxRecord &record : m_records) {
        const ui::HistoryRow history = toUi(record);
        ui::ActivityRow row;
        row.id = history.id;
        row.kind = kindOf(history.kind);
        row.timeMs = history.timeMs;
        row.subject = history.subject.isEmpty() ? history.address : history.subject;
        row.address = history.address;
        if (!history.amount.isZero())
            row.amount = history.amount;
        row.stage = history.stage;
        row.txHash = history.id;
        row.proof = m_receipts.of(history.id);
        row.error = history.error;
        row.nonce = history.nonce;
        row.replaceable = history.replaceable;
        out += row;
    }
    for (const wallet::HistoryEntry &entry : m_found) {
        out += toActivity(entry);
        out.last().proof = m_receipts.of(entry.hash);
    }
    for (ui::ActivityRow &row : out) {
        if (!row.address.isEmpty())
            row.name = m_names.value(row.address);
    }
    std::stable_sort(out.begin(), out.end(), [](const auto &a, const auto &b) { return a.timeMs > b.timeMs; });
    return out;
}

} // namespace ain::app
