#include "core/crypto/seedrandom.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace ain::crypto {

SeedRandom::SeedRandom(QStringView seed)
{
    // The text is folded into at most 256 key bytes; what wraps around is smeared over what is there.
    std::array<std::uint8_t, 256> key{};
    unsigned smear = 0;
    for (qsizetype i = 0; i < seed.size(); ++i) {
        std::uint8_t &slot = key[std::size_t(i) % key.size()];
        smear ^= slot * 19U;
        slot = std::uint8_t(smear + seed[i].unicode());
    }
    const std::size_t keySize = std::clamp<std::size_t>(std::size_t(seed.size()), 1, key.size());

    std::iota(m_state.begin(), m_state.end(), std::uint8_t(0));
    std::uint8_t j = 0;
    for (std::size_t i = 0; i < m_state.size(); ++i) {
        j = std::uint8_t(j + key[i % keySize] + m_state[i]);
        std::swap(m_state[i], m_state[j]);
    }
    for (std::size_t i = 0; i < m_state.size(); ++i)
        nextByte();
}

std::uint8_t SeedRandom::nextByte()
{
    ++m_i;
    m_j = std::uint8_t(m_j + m_state[m_i]);
    std::swap(m_state[m_i], m_state[m_j]);
    return m_state[std::uint8_t(m_state[m_i] + m_state[m_j])];
}

double SeedRandom::next()
{
    constexpr double significance = 0x1p52;
    constexpr double overflow = 0x1p53;
    double numerator = 0;
    double denominator = 1;
    for (int i = 0; i < 6; ++i) {
        numerator = numerator * 256 + nextByte();
        denominator *= 256;
    }
    unsigned last = 0;
    while (numerator < significance) {
        numerator = (numerator + last) * 256;
        denominator *= 256;
        last = nextByte();
    }
    while (numerator >= overflow) {
        numerator /= 2;
        denominator /= 2;
        last >>= 1;
    }
    return (numerator + last) / denominator;
}

} // namespace ain::crypto
