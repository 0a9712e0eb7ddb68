#include "core/chain/transaction.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ain::chain {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxMessage = 1000;
constexpr int FunctionSkipped = 20000; ///< a triggered function that had nothing to do (chain.md 4.5)

/// Walks a result and all results of the functions it triggered, in the shapes of chain.md 4.4.
class Judge {
public:
    [[nodiscard]] bool isGood() const { return m_wellFormed && m_code == 0; }
    [[nodiscard]] int code() const { return m_code; }
    [[nodiscard]] const QString &message() const { return m_message; }

    void visitResult(const json::Value &value)
    {
        if (!value.isObject()) {
            m_wellFormed = false;
            return;
        }
        const json::Object &result = value.object();
        const json::Value *list = result.find(u"result_list");
        bool saysSomething = false;
        if (const json::Value *code = result.find(u"code")) {
            visitCode(*code, false, result[u"message"]);
            saysSomething = true;
        }
        if (list != nullptr) {
            saysSomething = visitList(*list) || saysSomething;
        }
        // An answer without any code states nothing; it must not pass as success.
        if (!saysSomething)
            m_wellFormed = false;
        if (const json::Value *functions = result.find(u"func_results"))
            visitFunctions(*functions);
        if (const json::Value *subtrees = result.find(u"subtree_func_results")) {
            if (!subtrees->isObject())
                m_wellFormed = false;
            for (const auto &[path, functions] : subtrees->object())
                visitFunctions(functions);
        }
    }

private:
    bool visitList(const json::Value &list)
    {
        bool any = false;
        if (list.isArray()) {
            for (const json::Value &entry : list.array()) {
                visitResult(entry);
                any = true;
            }
        } else if (list.isObject()) {
            for (const auto &[index, entry] : list.object()) {
                visitResult(entry);
                any = true;
            }
        } else {
            m_wellFormed = false;
        }
        return any;
    }

    void visitFunctions(const json::Value &functions)
    {
        if (!functions.isObject()) {
            m_wellFormed = false;
            return;
        }
        for (const auto &[id, value] : functions.object()) {
            if (!value.isObject()) {
                m_wellFormed = false;
                continue;
            }
            const json::Object &function = value.object();
            if (const json::Value *code = function.find(u"code"))
                visitCode(*code, true, function[u"message"]);
            else
                m_wellFormed = false;
            const json::Value *operations = function.find(u"op_results");
            if (operations == nullptr)
                continue;
            if (!operations->isObject() && !operations->isArray())
                m_wellFormed = false;
            for (const auto &[index, operation] : operations->object())
                visitResult(operation[u"result"]);
            for (const json::Value &operation : operations->array())
                visitResult(operation[u"result"]);
        }
    }

    void visitCode(const json::Value &code, bool ofFunction, const json::Value &message)
    {
        if (!code.isNumber() || code.toDouble() != std::floor(code.toDouble())
            || std::abs(code.toDouble()) > 1'000'000'000) {
            m_wellFormed = false;
            return;
        }
        const int number = int(code.toDouble());
        if (number == 0 || (ofFunction && number == FunctionSkipped))
            return;
        if (m_code == 0) {
            m_code = number;
            m_message = message.toString().left(MaxMessage);
        }
    }

    bool m_wellFormed = true;
    int m_code = 0;
    QString m_message;
};

/// State budgets of services, apps, the free tier and one app; height and bytes of the state tree (chain.md 4.5).
constexpr std::array AfterwardsCodes{10901, 10902, 10905, 10907, 11101, 11103};

/// See ExecutionResult::changesStand.
bool isRefusedAfterwards(const json::Value &result)
{
    const json::Value *list = result.object().find(u"result_list");
    const qint64 code = result[u"code"].toInteger();
    if (list == nullptr || std::find(AfterwardsCodes.begin(), AfterwardsCodes.end(), code) == AfterwardsCodes.end())
        return false;
    Judge operations;
    operations.visitResult(json::Object{{u"result_list"_s, *list}});
    return operations.isGood();
}

constexpr std::array StateNames{
    std::pair{TxState::Signed, "signed"},     std::pair{TxState::Accepted, "accepted"},
    std::pair{TxState::Failing, "failing"},   std::pair{TxState::InBlock, "in_block"},
    std::pair{TxState::Final, "final"},       std::pair{TxState::Failed, "failed"},
    std::pair{TxState::Reverted, "reverted"}, std::pair{TxState::Rejected, "rejected"},
    std::pair{TxState::Replaced, "replaced"}, std::pair{TxState::Unknown, "unknown"},
};

} // namespace

json::Value TxBody::toJson() const
{
    return json::Object{
        {u"operation"_s, operation}, {u"nonce"_s, nonce}, {u"timestamp"_s, timestampMs}, {u"gas_price"_s, gasPrice}};
}

Result<TxBody> TxBody::fromJson(const json::Value &value)
{
    const auto refuse = [](const QString &what) { return failure(errors::InvalidArgument, {{u"what"_s, what}}); };
    if (!value.isObject())
        return refuse(u"tx_body"_s);
    for (const auto &[key, member] : value.object()) {
        if (key != u"operation" && key != u"nonce" && key != u"timestamp" && key != u"gas_price")
            return refuse(u"tx_body."_s + key.left(60));
    }
    TxBody body;
    body.operation = value[u"operation"];
    body.nonce = value[u"nonce"].toInteger(-1);
    body.timestampMs = value[u"timestamp"].toInteger(-1);
    body.gasPrice = value[u"gas_price"].toInteger(-1);
    if (!body.operation.isObject())
        return refuse(u"tx_body.operation"_s);
    if (body.nonce < 0)
        return refuse(u"tx_body.nonce"_s);
    if (body.timestampMs < 0)
        return refuse(u"tx_body.timestamp"_s);
    if (body.gasPrice < 0)
        return refuse(u"tx_body.gas_price"_s);
    return body;
}

json::Value SignedTransaction::toJson() const
{
    return json::Object{{u"tx_body"_s, body}, {u"signature"_s, signature}};
}

Result<SignedTransaction> SignedTransaction::fromJson(const json::Value &value, int chainId)
{
    SignedTransaction transaction;
    transaction.body = value[u"tx_body"];
    transaction.signature = value[u"signature"].toString();
    if (!transaction.body.isObject() || transaction.signature.isEmpty())
        return failure(errors::InvalidArgument, {{u"what"_s, u"transaction"_s}});
    auto signer = crypto::recoverTransactionSigner(transaction.body, transaction.signature, chainId);
    if (!signer)
        return failure(signer.error());
    transaction.sender = *signer;
    transaction.hash = crypto::transactionHash(transaction.body);
    return transaction;
}

ExecutionResult ExecutionResult::judge(const json::Value &result)
{
    Judge judge;
    judge.visitResult(result);
    ExecutionResult verdict;
    verdict.succeeded = judge.isGood();
    verdict.code = judge.code();
    verdict.message = judge.message();
    verdict.changesStand = isRefusedAfterwards(result);
    verdict.fee = Amount::fromWire(result[u"gas_cost_total"].toDouble()).value_or(Amount());
    verdict.gasCharged = result[u"gas_amount_charged"].toInteger();
    if (verdict.fee < Amount()) {
        verdict.fee = Amount();
        verdict.succeeded = false;
    }
    return verdict;
}

QString txStateName(TxState state)
{
    for (const auto &[value, name] : StateNames) {
        if (value == state)
            return QString::fromLatin1(name);
    }
    return u"unknown"_s;
}

std::optional<TxState> txStateFromName(QStringView name)
{
    for (const auto &[value, text] : StateNames) {
        if (name == QLatin1StringView(text))
            return value;
    }
    return std::nullopt;
}

bool isEnd(TxState state)
{
    return state == TxState::Final || state == TxState::Failed || state == TxState::Rejected
        || state == TxState::Replaced;
}

} // namespace ain::chain
