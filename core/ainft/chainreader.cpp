#include "core/ainft/chainreader.h"

#include "core/ainft/metadata.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ain::ainft {

namespace {

constexpr qsizetype ReadsPerRequest = 50; // op_list limit of a GET, chain.md 3.4
constexpr qsizetype LeavesPerToken = 3;
constexpr int PagesMax = 50;
constexpr qsizetype TextMax = 4096;

json::Value read(const QString &type, const QString &ref)
{
    return json::Object{{u"type"_s, type}, {u"ref"_s, ref}, {u"is_final"_s, true}};
}

json::Object collectionRequest(const QString &appId)
{
    const QString app = appPath(appId);
    const QString value = u"GET_VALUE"_s;
    json::Array reads;
    reads.push_back(read(value, app + u"/name"_s));
    reads.push_back(read(value, app + u"/symbol"_s));
    reads.push_back(read(value, app + u"/owner"_s));
    reads.push_back(read(value, app + u"/metadata"_s));
    reads.push_back(read(value, u"/manage_app/"_s + appId));
    reads.push_back(read(u"GET_RULE"_s, app));
    reads.push_back(read(u"GET_OWNER"_s, app));
    reads.push_back(read(u"GET_FUNCTION"_s, app));
    return {{u"type"_s, u"GET"_s}, {u"op_list"_s, std::move(reads)}};
}

json::Object pageRequest(const QString &path, const QString &lastEndLabel, bool isFinal)
{
    json::Object request{{u"type"_s, u"GET_VALUE"_s},
                         {u"ref"_s, path},
                         {u"is_final"_s, isFinal},
                         {u"is_shallow"_s, true},
                         {u"is_partial"_s, true}};
    if (!lastEndLabel.isEmpty())
        request.set(u"last_end_label"_s, lastEndLabel);
    return request;
}

QStringList leavesOf(const QString &appId, const QString &tokenId)
{
    const QString token = tokenPath(appId, tokenId);
    return {token + u"/owner"_s, token + u"/tokenURI"_s, token + u"/metadata"_s};
}

/// Empty when nobody owns it.
std::optional<Token> readToken(const QString &appId, const QString &tokenId, const json::Value &owner,
                               const json::Value &tokenUri, const json::Value &metadata)
{
    const auto address = crypto::Address::parse(owner.toString());
    if (!address)
        return std::nullopt;
    Token token;
    token.objectId = toObjectId(appId);
    token.tokenId = tokenId;
    token.owner = *address;
    token.tokenUri = tokenUri.toString().left(TextMax);
    readTokenMetadata(metadata, token);
    return token;
}

bool isBefore(const QString &a, const QString &b)
{
    const auto left = tokenNumber(a);
    const auto right = tokenNumber(b);
    if (left && right)
        return *left < *right;
    return left.has_value() != right.has_value() ? left.has_value() : a < b;
}

} // namespace

QString ChainReader::host() const
{
    const QList<int> gateways = m_client.usableGateways();
    return gateways.isEmpty() ? QString() : m_client.network().rpcUrls.at(gateways.constFirst()).authority();
}

Task<light::Claimed<Collection>> ChainReader::collection(QString appId)
{
    auto request = collectionRequest(appId);
    auto answer = co_await m_client.call(u"ain_get"_s, std::move(request));
    if (!answer)
        co_return failure(answer.error());
    json::Array parts = answer->array();
    parts.resize(8);
    CollectionAnswers answers{appId, parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6], parts[7]};
    auto collection = readCollection(answers);
    if (!collection)
        co_return failure(collection.error());
    const light::Claimed<Collection> said{*collection, host(), 0};
    co_return said;
}

Task<light::Claimed<Token>> ChainReader::token(QString appId, QString tokenId)
{
    QStringList paths = leavesOf(appId, tokenId);
    paths.append(appPath(appId) + u"/name"_s);
    auto last = co_await m_client.lastBlock();
    if (!last)
        co_return failure(last.error());
    auto answer = co_await m_client.values(paths);
    if (!answer)
        co_return failure(answer.error());
    json::Array parts = *answer;
    parts.resize(4);
    auto token = readToken(appId, tokenId, parts[0], parts[1], parts[2]);
    if (!token) {
        co_return failure(errors::AinftTokenUnknown,
                          {{u"collection"_s, toObjectId(appId)}, {u"token"_s, tokenId.left(TextMax)}});
    }
    token->collectionName = parts[3].toString().left(TextMax);
    token->blockNumber = last->number;
    light::Claimed<Token> said{*token, host(), 0};
    said.value.mark = light::ProofMark::unproven(said);
    co_return said;
}

Task<ChainReader::LabelPage> ChainReader::labels(QString path, QString lastEndLabel, bool isFinal)
{
    auto request = pageRequest(path, lastEndLabel, isFinal);
    auto answer = co_await m_client.call(u"ain_get"_s, std::move(request));
    if (!answer)
        co_return failure(answer.error());
    LabelPage page;
    for (const auto &[label, member] : answer->object()) {
        if (label == "#end_label"_L1)
            page.endLabel = member.toString().left(TextMax);
        else if (!label.startsWith(u'#'))
            page.labels.append(label);
    }
    // A page that brings nothing new is the last one, and a node that repeats itself must not keep us busy.
    if (page.labels.isEmpty() || page.endLabel == lastEndLabel)
        page.endLabel.clear();
    co_return page;
}

Task<QStringList> ChainReader::tokenIds(QString appId, bool isFinal, qsizetype limit)
{
    const QString path = appPath(appId) + u"/tokens"_s;
    QStringList ids;
    QString endLabel;
    for (int pages = 0; pages < PagesMax && ids.size() < limit; ++pages) {
        auto page = co_await labels(path, endLabel, isFinal);
        if (!page)
            co_return failure(page.error());
        for (const QString &label : page->labels) {
            if (isStorableLabel(label))
                ids.append(label);
        }
        endLabel = page->endLabel;
        if (endLabel.isEmpty())
            break;
    }
    std::sort(ids.begin(), ids.end(), isBefore);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    if (ids.size() > limit)
        ids.resize(limit);
    co_return ids;
}

Task<QList<crypto::Address>> ChainReader::owners(QString appId, QStringList tokenIds, bool isFinal)
{
    QList<crypto::Address> owners;
    for (qsizetype start = 0; start < tokenIds.size(); start += ReadsPerRequest) {
        QStringList paths;
        const qsizetype end = std::min(start + ReadsPerRequest, tokenIds.size());
        for (qsizetype i = start; i < end; ++i)
            paths.append(tokenPath(appId, tokenIds[i]) + u"/owner"_s);
        auto answer = co_await m_client.values(paths, isFinal);
        if (!answer)
            co_return failure(answer.error());
        json::Array parts = *answer;
        parts.resize(std::size_t(paths.size()));
        for (const json::Value &owner : parts)
            owners.append(crypto::Address::parse(owner.toString()).value_or(crypto::Address()));
    }
    co_return owners;
}

Task<QList<Token>> ChainReader::tokens(QString appId, QStringList tokenIds)
{
    QList<Token> tokens;
    if (tokenIds.isEmpty())
        co_return tokens;
    auto last = co_await m_client.lastBlock();
    if (!last)
        co_return failure(last.error());
    constexpr qsizetype TokensPerRequest = (ReadsPerRequest - 1) / LeavesPerToken;
    for (qsizetype start = 0; start < tokenIds.size(); start += TokensPerRequest) {
        QStringList paths{appPath(appId) + u"/name"_s};
        const qsizetype end = std::min(start + TokensPerRequest, tokenIds.size());
        for (qsizetype i = start; i < end; ++i)
            paths.append(leavesOf(appId, tokenIds[i]));
        auto answer = co_await m_client.values(paths);
        if (!answer)
            co_return failure(answer.error());
        json::Array parts = *answer;
        parts.resize(std::size_t(paths.size()));
        for (qsizetype i = start; i < end; ++i) {
            const auto leaf = std::size_t(1 + (i - start) * LeavesPerToken);
            auto token = readToken(appId, tokenIds[i], parts[leaf], parts[leaf + 1], parts[leaf + 2]);
            if (!token)
                continue;
            token->collectionName = parts[0].toString().left(TextMax);
            token->blockNumber = last->number;
            tokens.append(*token);
        }
    }
    co_return tokens;
}

} // namespace ain::ainft
