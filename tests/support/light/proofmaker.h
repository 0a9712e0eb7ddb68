// Proven values without a proof, for fakes of windows and wallets. Product sources may not name this.
#pragma once

#include "core/light/proven.h"
#include "tests/support/light/syntheticchain.h"

namespace ain::light::testing {

struct ProofMaker {
    /// Proven in a block of the given number (at least 2) of a made-up network.
    template<typename T>
    [[nodiscard]] static Proven<T> make(T value, qint64 block = 1000)
    {
        return make(std::move(value), finalBlock(block));
    }
    template<typename T>
    [[nodiscard]] static Proven<T> make(T value, FinalBlock block)
    {
        return Proven<T>(ProofKey(), std::move(value), std::move(block));
    }
    /// Any header as if it were known to be final, by no votes.
    [[nodiscard]] static FinalBlock believed(const Header &header, int chainId)
    {
        return *FinalityVerifier::known(header, header.hash(), Amount(), Amount(), chainId);
    }
};

} // namespace ain::light::testing
