// The checks before a transaction is executed: who fails here is neither charged nor put in a block.
#include "core/sandbox/ledger/executor.h"
#include "core/sandbox/ledger/gas.h"
#include "core/sandbox/ledger/labels.h"

#include "core/json/number.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

json::Value refusal(int code, const QString &message) { return writeResult(code, message, 0); }

} // namespace

std::optional<json::Value> Executor::precheck(bool withFees) const
{
    const json::Value &body = m_transaction.body;
    if (!body.isObject())
        return refusal(codes::NoTxBody, u"[precheckTransaction] Missing tx_body: "_s + shown(toJson(m_transaction)));
    const json::Value &price = body[u"gas_price"];
    const double minPrice = parameter(u"resource", u"min_gas_price");
    const double asked = price.toDouble();
    if (!price.isNumber() || asked != std::floor(asked) || !std::isfinite(asked)
        || (asked != 0 && (asked < 0 || asked < minPrice))) {
        return refusal(codes::InvalidGasPrice,
                       u"[precheckTransaction] Invalid gas_price: "_s + shown(toJson(m_transaction)));
    }
    const json::Value &nonce = body[u"nonce"];
    const json::Value &timestamp = body[u"timestamp"];
    if (!nonce.isNumber())
        return refusal(codes::NonNumericNonce, u"Non-numeric nonce value: "_s + shown(nonce));
    if (!timestamp.isNumber())
        return refusal(codes::NonNumericTimestamp, u"Non-numeric timestamp value: "_s + shown(timestamp));
    const Path account{u"accounts"_s, m_transaction.address};
    const double accountNonce = number(account + Path{u"nonce"_s});
    const double accountTime = number(account + Path{u"timestamp"_s});
    if (nonce.toDouble() >= 0 && nonce.toDouble() != accountNonce) {
        return refusal(codes::InvalidNonce,
                       u"Invalid nonce: "_s + json::numberText(nonce.toDouble()) + u" !== "_s
                           + json::numberText(accountNonce));
    }
    if (nonce.toDouble() == -2 && timestamp.toDouble() <= accountTime) {
        return refusal(codes::InvalidTimestamp,
                       u"Invalid timestamp: "_s + json::numberText(timestamp.toDouble()) + u" <= "_s
                           + json::numberText(accountTime));
    }
    return withFees && !isGenesis() ? precheckBilling() : std::nullopt;
}

std::optional<json::Value> Executor::precheckBilling() const
{
    const json::Value &operation = m_transaction.body[u"operation"];
    const QString billing = m_transaction.body[u"billing"].toString();
    if (!billing.isEmpty()) {
        const QStringList parts = billing.split(u'|');
        if (parts.size() != 2)
            return refusal(codes::BillingInvalidParam, u"[precheckTxBillingParams] Invalid billing param"_s);
        const Path user{u"manage_app"_s, parts[0],   u"config"_s,          u"billing"_s,
                        parts[1],        u"users"_s, m_transaction.address};
        if (!value(user).toBool()) {
            return refusal(codes::BillingNoPermission,
                           u"[precheckTxBillingParams] User doesn't have permission to the billing account"_s);
        }
        const QStringList apps = serviceAppsOf(operation);
        if (apps.size() > 1) {
            return refusal(
                codes::BillingMultiApp,
                u"[precheckTxBillingParams] Multiple app-dependent service operations for a billing account"_s);
        }
        if (apps.size() == 1 && apps.front() != parts[0])
            return refusal(codes::BillingInvalidAccount, u"[precheckTxBillingParams] Invalid billing account"_s);
    }
    if (!hasServiceOperation(operation))
        return {};
    const QString payer = billing.isEmpty() ? m_transaction.address : u"gas_fee_billing|"_s + billing;
    const double balance = number(accountPath(payer) + Path{u"balance"_s});
    const double least = parameter(u"resource", u"min_balance_for_service_tx");
    if (balance < least) {
        return refusal(codes::BillingBalanceTooLow,
                       u"[precheckBalanceAndStakes] Balance too low ("_s + json::numberText(balance) + u" < "_s
                           + json::numberText(least) + u')');
    }
    return {};
}

} // namespace ain::sandbox
