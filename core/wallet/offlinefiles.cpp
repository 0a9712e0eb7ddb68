#include "core/wallet/offlinefiles.h"

#include "core/chain/operations/values.h"
#include "core/json/parser.h"
#include "core/json/writer.h"

namespace ain::wallet {

using namespace Qt::StringLiterals;

namespace {

const QString RequestFormat = u"ain-studio offline request"_s;
const QString SignatureFormat = u"ain-studio offline signature"_s;
constexpr int Version = 1;
constexpr qsizetype MaxNetworkId = 300;
constexpr int MaxDepth = 64;

tl::unexpected<Error> damaged(const QString &what) { return failure(errors::OfflineFile, {{u"what"_s, what}}); }

Result<json::Value> open(QByteArrayView bytes)
{
    if (bytes.size() > MaxOfflineBytes)
        return failure(errors::TooLarge, {{u"what"_s, u"offline"_s}, {u"limit"_s, MaxOfflineBytes}});
    auto value = json::parse(bytes, {.maxBytes = MaxOfflineBytes, .maxDepth = MaxDepth, .maxValues = 20'000});
    if (!value || !value->isObject())
        return damaged(u"json"_s);
    return value;
}

Result<> checkVersion(const json::Value &value, const QString &format)
{
    if (value[u"format"].string() != format)
        return damaged(u"format"_s);
    const qint64 version = value[u"version"].toInteger(-1);
    if (version < 1)
        return damaged(u"version"_s);
    if (version > Version)
        return failure(errors::OfflineNewer, {{u"version"_s, version}});
    return {};
}

/// Networks whose chain id is known can't be named with another one.
bool isChainOf(const QString &network, qint64 chainId)
{
    if (network == chain::Network::mainnet().id)
        return chainId == chain::Network::mainnet().chainId;
    if (network == chain::Network::testnet().id || network == u"practice")
        return chainId == chain::Network::testnet().chainId;
    return network.startsWith(u"url:") && chainId >= 0 && chainId <= crypto::MaxChainId;
}

struct Head {
    QString network;
    int chainId = 0;
    crypto::Address account;
};

Result<Head> headOf(const json::Value &value)
{
    Head head;
    head.network = value[u"network"].string();
    const qint64 chainId = value[u"chain_id"].toInteger(-1);
    if (head.network.isEmpty() || head.network.size() > MaxNetworkId || !isChainOf(head.network, chainId))
        return damaged(u"network"_s);
    head.chainId = int(chainId);
    const auto account = crypto::Address::parse(value[u"account"].string());
    if (!account)
        return damaged(u"account"_s);
    head.account = *account;
    return head;
}

} // namespace

json::Value OfflineRequest::toJson() const
{
    json::Object out;
    out.set(u"format"_s, RequestFormat);
    out.set(u"version"_s, Version);
    out.set(u"network"_s, network);
    out.set(u"chain_id"_s, chainId);
    out.set(u"account"_s, account.toString());
    out.set(u"body"_s, body);
    out.set(u"created"_s, createdMs);
    out.set(u"expires"_s, expiresMs);
    return out;
}

QByteArray OfflineRequest::toBytes() const { return json::canonical(toJson()); }

Result<OfflineRequest> OfflineRequest::fromJson(const json::Value &value)
{
    if (auto known = checkVersion(value, RequestFormat); !known)
        return failure(known.error());
    auto head = headOf(value);
    if (!head)
        return failure(head.error());
    OfflineRequest request;
    request.network = head->network;
    request.chainId = head->chainId;
    request.account = head->account;
    request.body = value[u"body"];
    request.createdMs = value[u"created"].toInteger(-1);
    request.expiresMs = value[u"expires"].toInteger(-1);
    if (request.createdMs < 0 || request.expiresMs < request.createdMs
        || request.expiresMs - request.createdMs > OfflineLifeMs)
        return damaged(u"time"_s);
    // What this program would not have built itself it can't explain fully, so it does not sign it.
    const auto body = chain::TxBody::fromJson(request.body);
    if (!body || body->toJson() != request.body)
        return damaged(u"body"_s);
    if (auto checked = chain::checkOperation(body->operation); !checked)
        return damaged(u"operation"_s);
    return request;
}

Result<OfflineRequest> OfflineRequest::parse(QByteArrayView bytes)
{
    const auto value = open(bytes);
    if (!value)
        return failure(value.error());
    return fromJson(*value);
}

QByteArray OfflineSignature::toBytes() const
{
    json::Object out;
    out.set(u"format"_s, SignatureFormat);
    out.set(u"version"_s, Version);
    out.set(u"network"_s, network);
    out.set(u"chain_id"_s, chainId);
    out.set(u"account"_s, account.toString());
    out.set(u"hash"_s, hash.toString());
    out.set(u"signature"_s, signature);
    return json::canonical(out);
}

Result<OfflineSignature> OfflineSignature::parse(QByteArrayView bytes)
{
    const auto value = open(bytes);
    if (!value)
        return failure(value.error());
    if (auto known = checkVersion(*value, SignatureFormat); !known)
        return failure(known.error());
    auto head = headOf(*value);
    if (!head)
        return failure(head.error());
    OfflineSignature out;
    out.network = head->network;
    out.chainId = head->chainId;
    out.account = head->account;
    const auto hash = crypto::Hash256::parse((*value)[u"hash"].string());
    if (!hash)
        return damaged(u"hash"_s);
    out.hash = *hash;
    out.signature = (*value)[u"signature"].string();
    constexpr qsizetype signatureLength = 2 + 2 * 97;
    if (out.signature.size() != signatureLength || !out.signature.startsWith(u"0x")
        || !crypto::fromHex(QStringView(out.signature).mid(2)))
        return damaged(u"signature"_s);
    return out;
}

Result<OfflineKind> offlineKind(QByteArrayView bytes)
{
    const auto value = open(bytes);
    if (!value)
        return failure(value.error());
    if ((*value)[u"format"].string() == RequestFormat)
        return OfflineKind::Request;
    if ((*value)[u"format"].string() == SignatureFormat)
        return OfflineKind::Signature;
    return damaged(u"format"_s);
}

QString offlineFileName(const crypto::Address &account, qint64 nonce, OfflineKind kind)
{
    const QString &address = account.toString();
    return u"ain-%1-%2-%3.%4"_s.arg(address.left(6), address.right(4), QString::number(nonce),
                                    kind == OfflineKind::Request ? u"ainreq"_s : u"ainsig"_s);
}

} // namespace ain::wallet
