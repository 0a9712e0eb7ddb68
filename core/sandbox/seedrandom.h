// The draw of a block's proposer (chain.md 8.3): the first output of an ARC4 generator keyed by a text.
#pragma once

#include "core/json/value.h"

#include <QString>

#include <array>
#include <cstdint>

namespace ain::sandbox {

/// ARC4 with a 256-byte state, its first 256 bytes dropped. Not for secrets: the chain's rule is public.
class SeedRandom {
public:
    /// `seed`: UTF-16 text; only the low byte of each unit counts, as in the reference.
    explicit SeedRandom(QStringView seed);
    /// A double in [0, 1) with 52 random bits.
    [[nodiscard]] double next();

private:
    std::uint8_t byte();
    std::array<std::uint8_t, 256> m_state{};
    std::uint8_t m_i = 0;
    std::uint8_t m_j = 0;
};

/// Who may propose in `epoch` on top of a block with `parentLastVotesHash`; empty when nobody has the right.
/// `validators`: {ADDR: {stake, proposal_right}}.
[[nodiscard]] QString selectProposer(const QString &parentLastVotesHash, qint64 epoch, const json::Object &validators);

} // namespace ain::sandbox
