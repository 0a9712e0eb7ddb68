#include "core/sandbox/ledger/transaction.h"

#include "core/crypto/key.h"
#include "core/json/number.h"
#include "core/json/writer.h"
#include "core/sandbox/ledger/codes.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

bool isFinite(const json::Value &value) { return value.isNumber() && std::isfinite(value.toDouble()); }

bool isStandardSingle(const json::Value &operation)
{
    if (!operation.isObject())
        return false;
    const json::Object &members = operation.object();
    const json::Value *type = members.find(u"type");
    const json::Value *ref = members.find(u"ref");
    const json::Value *value = members.find(u"value");
    const json::Value *global = members.find(u"is_global");
    const std::size_t known = (type ? 1U : 0U) + (ref ? 1U : 0U) + (value ? 1U : 0U) + (global ? 1U : 0U);
    if (known != members.size() || (ref && (!ref->isString() || ref->toString().isEmpty()))
        || (global && !global->isBool()))
        return false;
    if (!type)
        return true;
    const QString name = type->toString();
    static constexpr std::array setters{u"SET_RULE", u"SET_OWNER"};
    if (name == u"SET_VALUE" || name == u"SET_FUNCTION"
        || std::ranges::any_of(setters, [&](const auto *s) { return name == QStringView(s); }))
        return true;
    return (name == u"INC_VALUE" || name == u"DEC_VALUE") && (!value || isFinite(*value));
}

bool isStandardOperation(const json::Value &operation)
{
    if (operation[u"type"].toString() != u"SET")
        return isStandardSingle(operation);
    const json::Value &list = operation[u"op_list"];
    return operation.object().size() == 2 && list.isArray() && !list.array().empty()
        && std::ranges::all_of(list.array(), isStandardSingle);
}

} // namespace

json::Value toJson(const Transaction &transaction)
{
    return json::Object{{u"tx_body"_s, transaction.body},
                        {u"signature"_s, transaction.signature},
                        {u"hash"_s, transaction.hash},
                        {u"address"_s, transaction.address}};
}

bool isStandardBody(const json::Value &body)
{
    if (!body.isObject() || !body[u"operation"].isObject() || !isStandardOperation(body[u"operation"]))
        return false;
    const json::Value &nonce = body[u"nonce"];
    if (!isFinite(nonce) || nonce.toDouble() != std::floor(nonce.toDouble()) || nonce.toDouble() < -2)
        return false;
    for (const auto &[key, value] : body.object()) {
        if (key == u"operation" || key == u"nonce")
            continue;
        const bool good = key == u"timestamp" ? isFinite(value)
            : key == u"gas_price"             ? isFinite(value) && value.toDouble() >= 0
            : key == u"parent_tx_hash"        ? value.isString()
            : key == u"billing"               ? value.isString() && value.toString().count(u'|') == 1
                                              : false;
        if (!good)
            return false;
    }
    return body.object().contains(u"timestamp");
}

CheckedTransaction checkTransaction(const json::Value &body, const json::Value &signature, int chainId,
                                    qint64 bytesLimit)
{
    const auto refuse = [](int code, const QString &message) { return CheckedTransaction{{}, {code, message}}; };
    if (body.isNull() || signature.toString().isEmpty())
        return refuse(codes::TxMissingProperties, u"Missing properties."_s);
    if (json::objectSize(body) > bytesLimit) {
        return refuse(codes::TxTooLarge,
                      u"Transaction size exceeds its limit: "_s + json::numberText(double(bytesLimit)) + u" bytes."_s);
    }
    if (!isStandardBody(body))
        return refuse(codes::TxInvalidFormat, u"Invalid transaction format."_s);
    const Result<crypto::Address> signer = crypto::recoverTransactionSigner(body, signature.toString(), chainId);
    if (!signer)
        return refuse(codes::TxInvalidRpcSignature, u"Invalid transaction signature."_s);
    return {Transaction{body, signature.toString(), crypto::transactionHash(body).toString(), signer->toString()}, {}};
}

} // namespace ain::sandbox
