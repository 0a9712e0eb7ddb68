#include "core/wallet/offlinesigner.h"

namespace ain::wallet {

using namespace Qt::StringLiterals;

Task<vault::KeyRecord> offlineAccount(vault::Vault &vault, OfflineRequest request, qint64 nowMs)
{
    QVariantMap args;
    if (nowMs > request.expiresMs) {
        args.insert(u"until"_s, request.expiresMs);
        co_return failure(errors::OfflineExpired, args);
    }
    auto keys = co_await vault.keys();
    if (!keys)
        co_return failure(keys.error());
    QString elsewhere;
    for (const vault::KeyRecord &key : std::as_const(*keys)) {
        if (key.address != request.account || key.kind == vault::KeyKind::WatchOnly)
            continue;
        if (key.network == request.network)
            co_return key;
        elsewhere = key.network;
    }
    args.insert(u"network"_s, request.network);
    if (!elsewhere.isEmpty()) {
        args.insert(u"here"_s, elsewhere);
        co_return failure(errors::OfflineNetwork, args);
    }
    args.insert(u"address"_s, request.account.toString());
    co_return failure(errors::OfflineNoKey, args);
}

Task<OfflineSignature> signOffline(vault::Vault &vault, OfflineRequest request, qint64 nowMs)
{
    auto key = co_await offlineAccount(vault, request, nowMs);
    if (!key)
        co_return failure(key.error());
    auto signature = co_await vault.signTransaction(key->id, request.network, request.body, request.chainId);
    if (!signature)
        co_return failure(signature.error());
    OfflineSignature out;
    out.network = request.network;
    out.chainId = request.chainId;
    out.account = request.account;
    out.hash = request.hash();
    out.signature = *signature;
    // A signature that nobody could use is found here and not on the other computer.
    const auto signer = crypto::recoverTransactionSigner(request.body, out.signature, request.chainId);
    if (!signer || *signer != request.account)
        co_return failure(errors::OfflineMismatch);
    co_return out;
}

Explanation explainRequest(const OfflineRequest &request)
{
    Explanation explanation = explain(request.body[u"operation"], request.account);
    json::Object number;
    number.set(u"nonce"_s, request.nonce());
    number.set(u"network"_s, request.network);
    explanation.facts.append(fact(u"explain.offline_nonce"_s, std::move(number)));
    const qint64 usual = chain::Network::mainnet().minGasPrice;
    if (request.gasPrice() > usual) {
        json::Object price;
        price.set(u"price"_s, request.gasPrice());
        price.set(u"usual"_s, usual);
        explanation.warnings.append(warning(u"warn.offline_gas"_s, std::move(price)));
    }
    return explanation;
}

} // namespace ain::wallet
