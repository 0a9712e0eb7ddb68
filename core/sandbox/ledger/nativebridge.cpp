// The bridge to the ERC-20 token: requests and their closing (chain.md 5). Nothing outside is touched.
#include "core/crypto/key.h"
#include "core/json/number.h"
#include "core/json/writer.h"
#include "core/sandbox/ledger/functions.h"
#include "core/sandbox/ledger/labels.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

constexpr double DayMs = 24.0 * 60 * 60 * 1000;

QByteArray personalMessage(QByteArrayView bytes)
{
    return "\x19"
           "Ethereum Signed Message:\n"
        + QByteArray::number(bytes.size()) + bytes.toByteArray();
}

// The network's form of the proof: the text is wrapped and hashed twice over before the signature.
bool isSenderProof(const json::Value &statement, const QString &sender, const QString &proof)
{
    const auto signature =
        proof.size() == 132 && proof.startsWith(u"0x") ? crypto::fromHex(QStringView(proof).sliced(2)) : std::nullopt;
    if (!signature)
        return false;
    const crypto::Hash256 inner = crypto::keccak256(personalMessage(json::canonical(statement)));
    const crypto::Hash256 outer = crypto::keccak256(personalMessage(inner.view()));
    int recovery = static_cast<unsigned char>(signature->at(64));
    if (recovery >= 27)
        recovery -= 27;
    if (recovery > 1)
        return false;
    const auto key = crypto::recoverPublicKey(outer, QByteArrayView(*signature).first(64), recovery);
    return key && key->address().toString() == sender;
}

} // namespace

json::Value NativeFunctions::bridgeConfig(const NativeCall &call) const
{
    return m_executor.value({u"blockchain_params"_s, u"token"_s, u"bridge"_s, call.params.value(u"network_name"_s),
                             call.params.value(u"chain_id"_s), call.params.value(u"token_id"_s)});
}

Path NativeFunctions::bridgeRecord(const NativeCall &call, const QString &kind, const QString &list, const QString &id)
{
    return {kind,
            list,
            call.params.value(u"network_name"_s),
            call.params.value(u"chain_id"_s),
            call.params.value(u"token_id"_s),
            call.params.value(u"user_addr"_s),
            id};
}

bool NativeFunctions::addPendingCheckin(NativeCall &call, const QString &sender, const QString &pool, double amount)
{
    const Path pending{u"checkin"_s, u"stats"_s, u"pending"_s};
    const Path perSender = pending
        + Path{call.params.value(u"network_name"_s), call.params.value(u"chain_id"_s), call.params.value(u"token_id"_s),
               sender};
    const Path perPool = pending + Path{u"token_pool"_s, pool};
    return amount >= 0 ? add(call, perSender, amount) && add(call, perPool, amount)
                       : subtract(call, perSender, -amount) && subtract(call, perPool, -amount);
}

bool NativeFunctions::addPendingCheckout(NativeCall &call, double amount)
{
    const Path pending{u"checkout"_s, u"stats"_s, u"pending"_s};
    const Path perUser = pending + Path{call.params.value(u"user_addr"_s)};
    const Path total = pending + Path{u"total"_s};
    return amount >= 0 ? add(call, perUser, amount) && add(call, total, amount)
                       : subtract(call, perUser, -amount) && subtract(call, total, -amount);
}

namespace {

bool isBridgeConfig(const json::Value &config)
{
    return config.isObject() && config[u"token_pool"].isString() && config[u"min_checkout_per_request"].isNumber()
        && config[u"max_checkout_per_request"].isNumber() && config[u"max_checkout_per_day"].isNumber()
        && !config[u"token_exchange_rate"].isNull() && !config[u"token_exchange_scheme"].isNull();
}

} // namespace

NativeFunctions::Outcome NativeFunctions::openCheckin(NativeCall &call)
{
    const json::Value config = bridgeConfig(call);
    if (!isBridgeConfig(config))
        return {codes::FunctionInvalidBridgeConfig};
    const QString sender = call.value[u"sender"].toString();
    const double amount = call.value[u"amount"].toDouble();
    if (call.params.value(u"network_name"_s) != u"ETH" || !isChecksumAddress(sender))
        return {codes::FunctionInvalidSender};
    const json::Value &body = m_executor.transaction().body;
    const json::Object statement{{u"ref"_s, formatPath(call.valuePath)},
                                 {u"amount"_s, call.value[u"amount"]},
                                 {u"sender"_s, sender},
                                 {u"timestamp"_s, body[u"timestamp"]},
                                 {u"nonce"_s, body[u"nonce"]}};
    if (!isSenderProof(statement, sender, call.value[u"sender_proof"].toString()))
        return {codes::FunctionInvalidSenderProof};
    const Path pending{u"checkin"_s, u"stats"_s, u"pending"_s};
    if (m_executor.number(pending
                          + Path{call.params.value(u"network_name"_s), call.params.value(u"chain_id"_s),
                                 call.params.value(u"token_id"_s), sender})
        > 0)
        return {codes::FunctionUnprocessedRequest};
    const QString pool = config[u"token_pool"].toString();
    if (amount + m_executor.number(pending + Path{u"token_pool"_s, pool})
        > m_executor.number({u"accounts"_s, pool, u"balance"_s}))
        return {codes::FunctionInvalidCheckinAmount};
    return {addPendingCheckin(call, sender, pool, amount) ? codes::Success : codes::FunctionInternal};
}

// Only a removal by the user; one made by _closeCheckin has been accounted for there.
NativeFunctions::Outcome NativeFunctions::cancelCheckin(NativeCall &call)
{
    if (call.auth.fids.size() > 1 || !call.before)
        return {};
    const json::Value request = toJson(*call.before);
    return {addPendingCheckin(call, request[u"sender"].toString(), bridgeConfig(call)[u"token_pool"].toString(),
                              -request[u"amount"].toDouble())
                ? codes::Success
                : codes::FunctionInternal};
}

NativeFunctions::Outcome NativeFunctions::closeCheckin(NativeCall &call)
{
    const json::Value &request = call.value[u"request"];
    const double amount = request[u"amount"].toDouble();
    const QString user = call.params.value(u"user_addr"_s);
    const QString pool = bridgeConfig(call)[u"token_pool"].toString();
    if (call.value.at({u"response", u"status"}).toBool()) {
        const Path complete{u"checkin"_s, u"stats"_s, u"complete"_s};
        if (!add(call, complete + Path{user}, amount) || !add(call, complete + Path{u"total"_s}, amount))
            return {codes::FunctionInternal};
        if (!transfer(call, pool, user, amount))
            return {codes::FunctionFailure};
    }
    if (!set(call, bridgeRecord(call, u"checkin"_s, u"requests"_s, call.params.value(u"checkin_id"_s)), {}))
        return {codes::FunctionFailure};
    return {addPendingCheckin(call, request[u"sender"].toString(), pool, -amount) ? codes::Success
                                                                                  : codes::FunctionInternal};
}

NativeFunctions::Outcome NativeFunctions::openCheckout(NativeCall &call)
{
    const double amount = call.value[u"amount"].toDouble();
    if (!addPendingCheckout(call, amount))
        return {codes::FunctionInternal};
    const json::Value config = bridgeConfig(call);
    if (!isBridgeConfig(config))
        return {codes::FunctionInvalidBridgeConfig};
    if (call.params.value(u"network_name"_s) != u"ETH" || !isChecksumAddress(call.value[u"recipient"].toString()))
        return {codes::FunctionInvalidRecipient};
    const double today = std::floor(double(m_executor.context().time) / DayMs) * DayMs;
    const Path stats{u"checkout"_s, u"stats"_s};
    const double sum = m_executor.number(stats + Path{u"pending"_s, u"total"_s})
        + m_executor.number(stats + Path{u"complete"_s, json::numberText(today)});
    if (amount < config[u"min_checkout_per_request"].toDouble()
        || amount > config[u"max_checkout_per_request"].toDouble() || sum > config[u"max_checkout_per_day"].toDouble())
        return {codes::FunctionInvalidCheckoutAmount};
    const double withFee = amount + amount * config[u"checkout_fee_rate"].toDouble();
    return {transfer(call, call.params.value(u"user_addr"_s), config[u"token_pool"].toString(), withFee)
                ? codes::Success
                : codes::FunctionFailure};
}

NativeFunctions::Outcome NativeFunctions::closeCheckout(NativeCall &call)
{
    const json::Value &request = call.value[u"request"];
    const double amount = request[u"amount"].toDouble();
    const QString user = call.params.value(u"user_addr"_s);
    const QString id = call.params.value(u"checkout_id"_s);
    if (call.value.at({u"response", u"status"}).toBool()) {
        const double today = std::floor(double(m_executor.context().time) / DayMs) * DayMs;
        const Path complete{u"checkout"_s, u"stats"_s, u"complete"_s};
        if (!add(call, complete + Path{json::numberText(today)}, amount)
            || !add(call, complete + Path{u"total"_s}, amount))
            return {codes::FunctionInternal};
    } else {
        const QString pool = bridgeConfig(call)[u"token_pool"].toString();
        const QString key = json::numberText(m_executor.transaction().body[u"timestamp"].toDouble());
        if (!transfer(call, pool, user, amount + amount * request[u"fee_rate"].toDouble())
            || !set(call, bridgeRecord(call, u"checkout"_s, u"refunds"_s, id),
                    formatPath({u"transfer"_s, pool, user, key})))
            return {codes::FunctionFailure};
    }
    if (!set(call, bridgeRecord(call, u"checkout"_s, u"requests"_s, id), {}))
        return {codes::FunctionFailure};
    return {addPendingCheckout(call, -amount) ? codes::Success : codes::FunctionInternal};
}

} // namespace ain::sandbox
