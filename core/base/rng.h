// Randomness as a dependency. Keys never come from here but from SecretBytes::random(); this is for ids,
// jitter and everything a test may want to repeat.
#pragma once

#include <cstdint>
#include <span>

namespace ain {

/// Thread: any.
class Rng {
public:
    virtual ~Rng() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
    /// Uniform in [0, bound); bound > 0.
    [[nodiscard]] std::uint32_t below(std::uint32_t bound);
};

/// The system's cryptographic generator (libsodium).
class SystemRng final : public Rng {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

} // namespace ain
