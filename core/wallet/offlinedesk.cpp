#include "core/wallet/offlinedesk.h"

#include <algorithm>

namespace ain::wallet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxWaiting = 200;

json::Value toJson(const OfflineWaiting &entry)
{
    json::Object out;
    out.set(u"request"_s, entry.request.toJson());
    out.set(u"memo"_s, entry.memo);
    out.set(u"facts"_s, factsToJson(entry.facts));
    return out;
}

std::optional<OfflineWaiting> fromJson(const json::Value &value)
{
    auto request = OfflineRequest::fromJson(value[u"request"]);
    if (!request)
        return std::nullopt;
    OfflineWaiting entry;
    entry.request = std::move(*request);
    entry.memo = value[u"memo"].toString();
    entry.facts = factsFromJson(value[u"facts"]);
    return entry;
}

} // namespace

Task<OfflineRequest> OfflineDesk::request(QString draftId, QString memo)
{
    const auto draft = m_sender.draft(draftId);
    if (!draft || !draft->isUnsigned)
        co_return failure(errors::WalletDraftUnknown);
    OfflineWaiting entry;
    entry.request.network = m_client.network().id;
    entry.request.chainId = m_client.network().chainId;
    entry.request.account = draft->transaction.sender;
    entry.request.body = draft->transaction.body;
    entry.request.createdMs = m_clock.nowMs();
    entry.request.expiresMs = entry.request.createdMs + OfflineLifeMs;
    entry.memo = memo.left(1000);
    entry.facts = draft->facts;
    auto known = co_await m_vault.list(OfflineRecordKind);
    if (!known)
        co_return failure(known.error());
    // Old ones go first: they could not be sent any more in most cases.
    for (qsizetype i = 0; i + MaxWaiting <= known->size(); ++i) {
        auto removed = co_await m_vault.remove(OfflineRecordKind, known->at(i).id);
        if (!removed)
            co_return failure(removed.error());
    }
    auto stored = co_await m_vault.put(OfflineRecordKind, entry.request.hash().toString(), toJson(entry));
    if (!stored)
        co_return failure(stored.error());
    m_sender.discard(draftId);
    co_return entry.request;
}

Task<QList<OfflineWaiting>> OfflineDesk::waiting()
{
    auto records = co_await m_vault.list(OfflineRecordKind);
    if (!records)
        co_return failure(records.error());
    QList<OfflineWaiting> out;
    for (const vault::Record &record : std::as_const(*records)) {
        auto entry = fromJson(record.value);
        if (entry && entry->request.network == m_client.network().id)
            out.prepend(std::move(*entry));
    }
    co_return out;
}

Task<> OfflineDesk::forget(QString hash)
{
    auto removed = co_await m_vault.remove(OfflineRecordKind, hash);
    co_return removed;
}

Task<Draft> OfflineDesk::bring(OfflineSignature signature)
{
    QVariantMap args;
    if (signature.network != m_client.network().id) {
        args.insert(u"network"_s, signature.network);
        args.insert(u"here"_s, m_client.network().id);
        co_return failure(errors::OfflineNetwork, args);
    }
    auto value = co_await m_vault.get(OfflineRecordKind, signature.hash.toString());
    if (!value)
        co_return failure(value.error());
    const auto entry = fromJson(*value);
    if (!entry || entry->request.hash() != signature.hash) {
        args.insert(u"hash"_s, signature.hash.toString());
        co_return failure(errors::OfflineUnknown, args);
    }
    const OfflineRequest &request = entry->request;
    const auto signer = crypto::recoverTransactionSigner(request.body, signature.signature, request.chainId);
    if (!signer || *signer != request.account || signature.account != request.account
        || signature.chainId != request.chainId)
        co_return failure(errors::OfflineMismatch);
    if (m_clock.nowMs() > request.expiresMs) {
        args.insert(u"until"_s, request.expiresMs);
        co_return failure(errors::OfflineExpired, args);
    }
    auto draft = co_await m_sender.prepareSigned(request.body, signature.signature, entry->facts);
    if (!draft)
        co_return failure(draft.error());
    draft->memo = entry->memo;
    co_return draft;
}

} // namespace ain::wallet
