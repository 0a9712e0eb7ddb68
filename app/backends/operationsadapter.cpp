#include "app/backends/operationsadapter.h"

#include "app/backends/convert.h"

namespace ain::app {

using namespace Qt::StringLiterals;

OperationsAdapter::OperationsAdapter(Services &services) : m_services(services)
{
    connect(&services, &Services::networkAboutToChange, this, [this] {
        m_drafts.clear();
        m_operationOfHash.clear();
        m_running.clear();
    });
    connect(&services, &Services::networkChanged, this, [this] {
        connect(&m_services.wallet(), &wallet::Wallet::transactionChanged, this, &OperationsAdapter::report);
    });
}

ui::Preview OperationsAdapter::add(const wallet::Draft &draft, AfterWork after)
{
    m_drafts.insert(draft.id, after);
    return toUi(draft);
}

std::optional<QString> OperationsAdapter::takeMemo(const QString &previewId)
{
    // What must be noted elsewhere before it leaves can't leave by another way.
    if (!m_drafts.contains(previewId) || m_drafts[previewId].send)
        return std::nullopt;
    return m_drafts.take(previewId).memo;
}

void OperationsAdapter::discard(const QString &previewId)
{
    if (m_drafts.remove(previewId) > 0 && m_services.hasNetwork())
        m_services.wallet().discard(previewId);
}

Task<> OperationsAdapter::confirm(QString previewId)
{
    if (!m_drafts.contains(previewId) || !m_services.hasNetwork())
        co_return failure(errors::WalletDraftUnknown);
    const AfterWork after = m_drafts.take(previewId);
    auto sending = after.send ? after.send() : m_services.wallet().confirm(previewId, after.memo);
    auto sent = co_await std::move(sending);
    if (!sent)
        co_return failure(sent.error());
    m_operationOfHash.insert(sent->hash, previewId);
    report(*sent);
    // What was sent is sent: an index that can't be written is no failure of it (the next refresh finds it again).
    if (after.onSent && sent->status.state != chain::TxState::Rejected) {
        [[maybe_unused]] auto remembered = co_await after.onSent();
    }
    co_return Result<>();
}

QList<ui::Progress> OperationsAdapter::running() const { return m_running.values(); }

void OperationsAdapter::report(const wallet::TxRecord &record)
{
    ui::Progress progress;
    // After a restart nobody knows the preview any more: the hash names the operation.
    progress.operationId = m_operationOfHash.value(record.hash, record.hash);
    progress.stage = toUi(record.status.state);
    progress.txHash = record.hash;
    progress.block = record.status.blockNumber;
    progress.error = failureOf(record);
    progress.done = chain::isEnd(record.status.state) || record.status.state == chain::TxState::Reverted;
    if (progress.done)
        m_running.remove(progress.operationId);
    else
        m_running.insert(progress.operationId, progress);
    Q_EMIT this->progress(progress);
}

} // namespace ain::app
