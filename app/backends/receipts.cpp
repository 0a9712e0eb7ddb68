#include "app/backends/receipts.h"

#include "app/backends/convert.h"
#include "core/wallet/records.h"

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype unaskedMost = 20;
constexpr int attemptsMost = 3; ///< of one that could not be proven, unasked

ui::ProofState stateOf(const Result<light::Answer<light::IncludedTransaction>> &answer, const QString &hash)
{
    if (!answer) {
        ui::ProofState state;
        state.why = answer.error();
        return state;
    }
    ui::ProofState state = proofState(answer->mark, answer->why, answer->bundle, answer->seenAtMs);
    if (!answer->proven || answer->proven->value().result.receipt.succeeded)
        return state;
    // A node said that it did what it should; the signed receipt says otherwise.
    state.mark = light::ProofMark::contradicted(answer->mark.gateway());
    const chain::ExecutionResult &receipt = answer->proven->value().result.receipt;
    QVariantMap args;
    args.insert(u"hash"_s, hash);
    args.insert(u"code"_s, receipt.code);
    args.insert(u"message"_s, receipt.message);
    state.why = Error{errors::WalletTxFailed, args, {}};
    return state;
}

} // namespace

Receipts::Receipts(Services &services) : m_services(services)
{
    connect(&services, &Services::networkAboutToChange, this, &Receipts::clear);
    connect(&services, &Services::networkChanged, this,
            [this] { connect(&m_services.light(), &light::LightClient::tipChanged, this, &Receipts::startWork); });
    connect(&services.vault(), &vault::Vault::stateChanged, this, [this](vault::Vault::State state) {
        if (state != vault::Vault::State::Open)
            clear();
    });
}

void Receipts::clear()
{
    ++m_generation;
    m_isWorking = false;
    m_entries.clear();
    m_newest.clear();
    m_found.clear();
}

void Receipts::follow(const QList<wallet::TxRecord> &records)
{
    m_newest.clear();
    for (const wallet::TxRecord &record : records) {
        if (record.status.state != chain::TxState::Final || record.status.blockNumber < 0)
            continue;
        Entry &entry = m_entries[record.hash];
        entry.block = record.status.blockNumber;
        if (m_newest.size() < unaskedMost)
            m_newest.append(record.hash);
    }
    startWork();
}

void Receipts::followFound(const QList<std::pair<QString, qint64>> &found)
{
    m_found.clear();
    for (const auto &[hash, block] : found) {
        m_entries[hash].block = block;
        if (m_found.size() < unaskedMost)
            m_found.append(hash);
    }
    startWork();
}

void Receipts::startWork()
{
    if (!m_isWorking)
        work().detach(); // what could not be proven says why itself
}

Task<> Receipts::work()
{
    const int generation = m_generation;
    m_isWorking = true;
    const QStringList newest = m_newest + m_found;
    for (const QString &hash : newest) {
        const Entry entry = m_entries.value(hash);
        const bool isOpen = entry.state.standing() == light::Standing::Unproven && !entry.state.isChecking;
        if (!isOpen || entry.attempts >= attemptsMost)
            continue;
        auto proven = co_await prove(hash);
        if (generation != m_generation)
            co_return Result<>();
    }
    m_isWorking = false;
    co_return Result<>();
}

Task<ui::ProofState> Receipts::prove(QString hash)
{
    if (!m_services.hasNetwork() || !m_entries.contains(hash))
        co_return failure(errors::NotFound, {{u"what"_s, hash}});
    const int generation = m_generation;
    const qint64 block = m_entries[hash].block;
    m_entries[hash].state.isChecking = true;
    ++m_entries[hash].attempts;
    Q_EMIT changed();
    auto answer = co_await m_services.light().transaction(hash, block);
    if (generation != m_generation)
        co_return failure(errors::Cancelled);
    const ui::ProofState state = stateOf(answer, hash);
    m_entries[hash].state = state;
    Q_EMIT changed();
    co_return state;
}

} // namespace ain::app
