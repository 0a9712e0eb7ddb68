// The generator that chooses block proposers (chain.md 8.3). Not a cryptographic generator.
#pragma once

#include <QStringView>

#include <array>
#include <cstdint>

namespace ain::crypto {

/// Repeats the JavaScript library "seedrandom" (its default algorithm, ARC4 over a folded key) bit for bit.
class SeedRandom {
public:
    explicit SeedRandom(QStringView seed);
    /// The next double in [0, 1), with 52 random bits.
    [[nodiscard]] double next();

private:
    std::uint8_t nextByte();

    std::array<std::uint8_t, 256> m_state{};
    std::uint8_t m_i = 0;
    std::uint8_t m_j = 0;
};

} // namespace ain::crypto
