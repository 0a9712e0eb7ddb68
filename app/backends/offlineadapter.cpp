#include "app/backends/offlineadapter.h"

#include "app/backends/convert.h"
#include "app/services/offlinewords.h"
#include "app/services/pool.h"
#include "core/json/writer.h"
#include "core/vault/files.h"
#include "core/wallet/offlinedesk.h"
#include "ui/text/explaintext.h"

#include <QFileInfo>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

ui::OfflineMessage message(bool isRequest, const QByteArray &content, const QString &fileName)
{
    ui::OfflineMessage out;
    out.isRequest = isRequest;
    out.content = content;
    out.fileName = fileName;
    // Too long for pictures is no error: there is still the file.
    if (auto frames = wallet::offlineFrames(content))
        out.frames = *frames;
    return out;
}

ui::OfflineMessage messageOf(const wallet::OfflineRequest &request)
{
    return message(true, request.toBytes(),
                   wallet::offlineFileName(request.account, request.nonce(), wallet::OfflineKind::Request));
}

QStringList sentencesOf(const QList<wallet::Fact> &facts)
{
    QStringList out;
    for (const wallet::Fact &fact : facts)
        out += text::explainSentence(fact.id, fact.args);
    return out;
}

} // namespace

OfflineAdapter::OfflineAdapter(Services &services, OperationsAdapter &operations)
    : m_services(services), m_operations(operations)
{
    connect(&services.vault(), &vault::Vault::stateChanged, this, [this] {
        m_order.reset();
        m_parts.clear();
    });
}

bool OfflineAdapter::isReady() const
{
    return m_services.hasNetwork() && m_services.vault().state() == vault::Vault::State::Open;
}

Task<ui::OfflineMessage> OfflineAdapter::request(QString previewId)
{
    const auto memo = m_operations.takeMemo(previewId);
    if (!memo || !isReady())
        co_return failure(errors::WalletDraftUnknown);
    auto request = co_await m_services.wallet().offlineRequest(previewId, *memo);
    if (!request)
        co_return failure(request.error());
    co_return messageOf(*request);
}

Task<QList<ui::OfflineRow>> OfflineAdapter::waiting()
{
    if (!isReady())
        co_return QList<ui::OfflineRow>();
    auto entries = co_await m_services.wallet().offlineWaiting();
    if (!entries)
        co_return failure(entries.error());
    QList<ui::OfflineRow> rows;
    for (const wallet::OfflineWaiting &entry : std::as_const(*entries)) {
        ui::OfflineRow row;
        row.hash = entry.request.hash().toString();
        row.summary = sentencesOf(entry.facts).value(0);
        row.createdMs = entry.request.createdMs;
        row.expiresMs = entry.request.expiresMs;
        rows += row;
    }
    co_return rows;
}

Task<ui::OfflineMessage> OfflineAdapter::again(QString hash)
{
    if (!isReady())
        co_return failure(errors::VaultLocked);
    auto entries = co_await m_services.wallet().offlineWaiting();
    if (!entries)
        co_return failure(entries.error());
    for (const wallet::OfflineWaiting &entry : std::as_const(*entries)) {
        if (entry.request.hash().toString() == hash)
            co_return messageOf(entry.request);
    }
    QVariantMap args;
    args.insert(u"hash"_s, hash);
    co_return failure(errors::OfflineUnknown, args);
}

Task<> OfflineAdapter::forget(QString hash)
{
    if (!isReady())
        co_return failure(errors::VaultLocked);
    auto forgotten = co_await m_services.wallet().forgetOffline(hash);
    co_return forgotten;
}

Task<ui::Preview> OfflineAdapter::bring(QByteArray signature)
{
    if (!isReady())
        co_return failure(errors::VaultLocked);
    const auto parsed = wallet::OfflineSignature::parse(signature);
    if (!parsed)
        co_return failure(parsed.error());
    auto draft = co_await m_services.wallet().bringSignature(*parsed);
    if (!draft)
        co_return failure(draft.error());
    OperationsAdapter::AfterWork after;
    after.memo = draft->memo;
    co_return m_operations.add(*draft, std::move(after));
}

Task<ui::OfflineOrder> OfflineAdapter::look(QByteArray request)
{
    m_order.reset();
    auto parsed = wallet::OfflineRequest::parse(request);
    if (!parsed)
        co_return failure(parsed.error());
    const wallet::OfflineRequest order = std::move(*parsed);
    ui::OfflineOrder out;
    out.id = order.hash().toString();
    out.address = order.account.toString();
    out.networkId = order.network;
    out.createdMs = order.createdMs;
    out.expiresMs = order.expiresMs;
    const wallet::Explanation explanation = explainOffline(order);
    out.sentences = sentencesOf(explanation.facts);
    out.warnings = sentencesOf(explanation.warnings);
    out.rawJson = QString::fromUtf8(json::pretty(order.body));
    auto account = co_await wallet::offlineAccount(m_services.vault(), order, m_services.clock().nowMs());
    if (account)
        out.name = account->name;
    else
        out.why = account.error();
    m_order = order;
    co_return out;
}

Task<ui::OfflineMessage> OfflineAdapter::sign(QString orderId)
{
    if (!m_order || m_order->hash().toString() != orderId)
        co_return failure(errors::WalletDraftUnknown);
    const wallet::OfflineRequest order = *m_order;
    auto signature = co_await wallet::signOffline(m_services.vault(), order, m_services.clock().nowMs());
    if (!signature)
        co_return failure(signature.error());
    const QString name = wallet::offlineFileName(order.account, order.nonce(), wallet::OfflineKind::Signature);
    co_return message(false, signature->toBytes(), name);
}

Result<bool> OfflineAdapter::isRequest(const QByteArray &content) const
{
    const auto kind = wallet::offlineKind(content);
    if (!kind)
        return failure(kind.error());
    return *kind == wallet::OfflineKind::Request;
}

Task<QByteArray> OfflineAdapter::readFile(QString path)
{
    return runInPool([path = std::move(path)] { return vault::readBounded(path, wallet::MaxOfflineBytes); });
}

Task<> OfflineAdapter::writeFile(QString path, QByteArray content)
{
    return runInPool([path = std::move(path), content = std::move(content)]() -> Result<> {
        return vault::writeAtomically(path, content);
    });
}

Result<ui::OfflineParts> OfflineAdapter::addParts(const QStringList &texts)
{
    std::optional<Error> refused;
    bool any = false;
    for (const QString &text : texts) {
        if (auto added = m_parts.add(text))
            any = true;
        else
            refused = added.error();
    }
    if (!any && refused)
        return failure(*refused);
    ui::OfflineParts out;
    out.count = m_parts.count();
    out.total = m_parts.total();
    out.missing = m_parts.missing();
    if (m_parts.isComplete()) {
        auto content = m_parts.content();
        m_parts.clear();
        if (!content)
            return failure(content.error());
        out.content = *content;
    }
    return out;
}

} // namespace ain::app
