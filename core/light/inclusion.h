// A transaction and its receipt inside a final block (chain.md 8.2, 10.1).
#pragma once

#include "core/chain/blockcheck.h"
#include "core/light/proven.h"

namespace ain {

namespace errors {
inline constexpr ErrorCode LightBody{"light.body"}; ///< a block's body is not what its header says; args: what, number
} // namespace errors

namespace light {

/// What happened to one transaction.
struct IncludedTransaction {
    QString hash;
    qint64 block = -1;
    std::size_t index = 0;
    json::Value transaction; ///< tx_body, signature, address: signer checked
    json::Value receipt; ///< raw
    chain::Inclusion result;
};

/// Thread: any (pure).
class InclusionVerifier {
public:
    /// `block` (whole) is the body of `final`: header hash, transactions and receipts. errors::LightBody.
    [[nodiscard]] static Result<> checkBody(const FinalBlock &final, const json::Value &block);
    /// Checks the body, then looks for the transaction with this hash and checks its signer. Nothing: it is not in this
    /// block. errors::LightBody.
    [[nodiscard]] static Result<std::optional<Proven<IncludedTransaction>>>
    find(const FinalBlock &final, const json::Value &block, const QString &txHash);
    /// Same for all whose signer, or whose sender or receiver in a write below `/transfer`, is one of `addresses`, in
    /// the order of the block. Who signed is checked for these only.
    [[nodiscard]] static Result<std::vector<Proven<IncludedTransaction>>>
    touching(const FinalBlock &final, const json::Value &block, const QList<crypto::Address> &addresses);
};

} // namespace light
} // namespace ain
