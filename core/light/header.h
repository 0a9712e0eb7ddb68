// Block headers and what makes one final (chain.md 8.2, 8.4, 10.3).
#pragma once

#include "core/base/amount.h"
#include "core/base/result.h"
#include "core/crypto/address.h"
#include "core/crypto/hash.h"
#include "core/json/value.h"

#include <memory>

namespace ain {

namespace errors {
inline constexpr ErrorCode LightHeader{"light.header"}; ///< not a block header; args: what
inline constexpr ErrorCode LightLink{"light.link"}; ///< blocks that do not follow one another; args: what, number
inline constexpr ErrorCode LightQuorum{
    "light.quorum"}; ///< too little of the stake we follow signed; args: number, signed, total (AIN)
inline constexpr ErrorCode LightValidators{"light.validators"}; ///< no usable validator set; args: what
} // namespace errors

namespace light {

/// One block header, checked for shape only; `hash` is computed, never read. Copies are cheap.
class Header {
public:
    static constexpr std::size_t MaxValidators = 1000;

    /// Reads the 13 fields of a header or of a whole block, bounded: at most MaxValidators, integers exact.
    /// errors::LightHeader.
    [[nodiscard]] static Result<Header> read(const json::Value &block);

    [[nodiscard]] qint64 number() const { return d->number; }
    [[nodiscard]] qint64 epoch() const { return d->epoch; }
    [[nodiscard]] qint64 timestampMs() const { return d->timestampMs; }
    [[nodiscard]] const crypto::Hash256 &hash() const { return d->hash; }
    /// Empty for block 0 only.
    [[nodiscard]] const std::optional<crypto::Hash256> &lastHash() const { return d->lastHash; }
    [[nodiscard]] const crypto::Hash256 &lastVotesHash() const { return d->lastVotesHash; }
    [[nodiscard]] const crypto::Hash256 &transactionsHash() const { return d->transactionsHash; }
    [[nodiscard]] const crypto::Hash256 &receiptsHash() const { return d->receiptsHash; }
    [[nodiscard]] const crypto::Hash256 &stateHash() const { return d->stateHash; } ///< state_proof_hash
    [[nodiscard]] const QString &proposer() const { return d->proposer; }
    /// What the proposer wrote about the validators: a hint that is compared, never believed.
    [[nodiscard]] const json::Object &statedValidators() const { return d->fields[u"validators"].object(); }
    /// Exactly the 13 fields.
    [[nodiscard]] json::Value json() const { return json::Value(d->fields); }

private:
    struct Data {
        qint64 number = 0;
        qint64 epoch = 0;
        qint64 timestampMs = 0;
        crypto::Hash256 hash;
        std::optional<crypto::Hash256> lastHash;
        crypto::Hash256 lastVotesHash;
        crypto::Hash256 transactionsHash;
        crypto::Hash256 receiptsHash;
        crypto::Hash256 stateHash;
        QString proposer;
        json::Object fields;
    };
    std::shared_ptr<const Data> d;
    explicit Header(std::shared_ptr<const Data> data) : d(std::move(data)) { }
};

/// A header of which we know that it is final. Made by FinalityVerifier alone.
class FinalBlock {
public:
    [[nodiscard]] const Header &header() const { return m_header; }
    [[nodiscard]] qint64 number() const { return m_header.number(); }
    /// Of the block of the triple that the least stake voted for; the set's total beside it. For a block that is final
    /// by hash link: those of the block it was linked from.
    [[nodiscard]] Amount stakeSigned() const { return m_signed; }
    [[nodiscard]] Amount stakeTotal() const { return m_total; }
    [[nodiscard]] int chainId() const { return m_chainId; }
    /// Final because a final block points to it, not by votes of its own triple.
    [[nodiscard]] bool isLinked() const { return m_isLinked; }

private:
    friend class FinalityVerifier;
    FinalBlock(Header header, Amount stakeSigned, Amount stakeTotal, int chainId, bool isLinked)
        : m_header(std::move(header)),
          m_signed(stakeSigned),
          m_total(stakeTotal),
          m_chainId(chainId),
          m_isLinked(isLinked)
    {
    }

    Header m_header;
    Amount m_signed;
    Amount m_total;
    int m_chainId = 0;
    bool m_isLinked = false;
};

} // namespace light
} // namespace ain
