#include "core/light/inclusion.h"

#include "core/crypto/key.h"

#include <algorithm>

namespace ain::light {

using namespace Qt::StringLiterals;

namespace {

constexpr int MaxNesting = 4; // of SET in SET; the chain allows none

auto refuse(const QString &what, const FinalBlock &final)
{
    return failure(errors::LightBody, {{u"what"_s, what}, {u"number"_s, final.number()}});
}

class Addresses {
public:
    explicit Addresses(const QList<crypto::Address> &list) : m_list(list) { }

    [[nodiscard]] bool contains(QStringView text) const
    {
        const auto address = crypto::Address::parse(text);
        return address && !address->isEmpty() && m_list.contains(*address);
    }

private:
    const QList<crypto::Address> &m_list;
};

/// Whether a write at `segments` (of a path below the values) puts anything below /transfer/FROM/TO with one of ours.
/// A write above that depth names them by the keys of its value.
bool namesInTransfer(const QStringList &segments, const json::Value &value, const Addresses &ours)
{
    if (segments.isEmpty()) {
        const json::Value *below = value.object().find(u"transfer");
        return below != nullptr && namesInTransfer({u"transfer"_s}, *below, ours);
    }
    if (segments[0] != u"transfer")
        return false;
    for (qsizetype i = 1; i < std::min<qsizetype>(segments.size(), 3); ++i) {
        if (ours.contains(segments[i]))
            return true;
    }
    if (segments.size() >= 3)
        return false;
    return std::any_of(value.object().begin(), value.object().end(), [&](const json::Object::Member &member) {
        return namesInTransfer(segments + QStringList{member.first}, member.second, ours);
    });
}

bool touches(const json::Value &operation, const Addresses &ours, int depth = 0)
{
    const json::Value &list = operation[u"op_list"];
    if (list.isArray()) {
        return depth < MaxNesting
            && std::any_of(
                   list.array().begin(), list.array().end(),
                   [&](const json::Value &single) { return touches(single, ours, depth + 1); });
    }
    const json::Value &type = operation[u"type"];
    const bool isWrite = type.isNull() || type.string() == u"SET_VALUE" || type.string() == u"INC_VALUE"
        || type.string() == u"DEC_VALUE";
    return isWrite
        && namesInTransfer(operation[u"ref"].string().split(u'/', Qt::SkipEmptyParts), operation[u"value"], ours);
}

/// The transaction at `index` with its signer checked.
Result<IncludedTransaction> read(const FinalBlock &final, const json::Value &block, std::size_t index)
{
    const json::Value &entry = block[u"transactions"].array()[index];
    const json::Value &body = entry[u"tx_body"];
    const auto signer = crypto::recoverTransactionSigner(body, entry[u"signature"].string(), final.chainId());
    if (!signer)
        return refuse(u"signature"_s, final);
    IncludedTransaction transaction;
    transaction.hash = crypto::transactionHash(body).toString();
    if (entry[u"hash"].string() != transaction.hash || entry[u"address"].string() != signer->toString())
        return refuse(u"signature"_s, final);
    transaction.block = final.number();
    transaction.index = index;
    transaction.transaction =
        json::Object{{u"tx_body"_s, body}, {u"signature"_s, entry[u"signature"]}, {u"address"_s, signer->toString()}};
    transaction.receipt = block[u"receipts"].array()[index];
    transaction.result = chain::inclusionAt(block, index);
    return transaction;
}

} // namespace

Result<> InclusionVerifier::checkBody(const FinalBlock &final, const json::Value &block)
{
    if (chain::headerHash(block) != final.header().hash())
        return refuse(u"header"_s, final);
    if (const auto checked = chain::checkBlock(block); !checked)
        return refuse(checked.error().args.value(u"what"_s).toString(), final);
    return {};
}

Result<std::optional<Proven<IncludedTransaction>>>
InclusionVerifier::find(const FinalBlock &final, const json::Value &block, const QString &txHash)
{
    using Found = std::optional<Proven<IncludedTransaction>>;
    if (const auto checked = checkBody(final, block); !checked)
        return failure(checked.error());
    const json::Array &transactions = block[u"transactions"].array();
    const auto wanted = crypto::Hash256::parse(txHash);
    if (!wanted)
        return Found();
    const QString text = wanted->toString();
    for (std::size_t i = 0; i < transactions.size(); ++i) {
        if (transactions[i][u"hash"].string() != text)
            continue;
        auto transaction = read(final, block, i);
        if (!transaction)
            return failure(transaction.error());
        return Found(Proven<IncludedTransaction>(ProofKey(), std::move(*transaction), final));
    }
    return Found();
}

Result<std::vector<Proven<IncludedTransaction>>>
InclusionVerifier::touching(const FinalBlock &final, const json::Value &block, const QList<crypto::Address> &addresses)
{
    if (const auto checked = checkBody(final, block); !checked)
        return failure(checked.error());
    std::vector<Proven<IncludedTransaction>> found;
    const Addresses ours(addresses);
    const json::Array &transactions = block[u"transactions"].array();
    for (std::size_t i = 0; i < transactions.size(); ++i) {
        if (!ours.contains(transactions[i][u"address"].string())
            && !touches(transactions[i].at({u"tx_body", u"operation"}), ours)) {
            continue;
        }
        auto transaction = read(final, block, i);
        if (!transaction)
            return failure(transaction.error());
        found.push_back(Proven<IncludedTransaction>(ProofKey(), std::move(*transaction), final));
    }
    return found;
}

} // namespace ain::light
