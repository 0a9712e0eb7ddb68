// IEEE 754 binary16 as bits; for processors and compilers that have no such type.
#pragma once

#include <bit>
#include <cstdint>

namespace ain::kernels {

[[nodiscard]] constexpr float halfToFloat(std::uint16_t half)
{
    const std::uint32_t sign = std::uint32_t(half & 0x8000U) << 16;
    const std::uint32_t exponent = (half >> 10) & 0x1fU;
    const std::uint32_t mantissa = half & 0x3ffU;
    if (exponent == 0x1f)
        return std::bit_cast<float>(sign | 0x7f800000U | (mantissa << 13));
    if (exponent == 0) {
        const float value = float(mantissa) / 16777216.0F; // 2^-24 for each step of a subnormal
        return sign != 0 ? -value : value;
    }
    return std::bit_cast<float>(sign | ((exponent + 112) << 23) | (mantissa << 13));
}

/// Rounds to nearest, ties to even; what is too large becomes infinite.
[[nodiscard]] constexpr std::uint16_t floatToHalf(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = std::uint16_t((bits >> 16) & 0x8000U);
    const std::uint32_t magnitude = bits & 0x7fffffffU;
    if (magnitude > 0x7f800000U)
        return std::uint16_t(sign | 0x7e00U);
    if (magnitude >= 0x47800000U)
        return std::uint16_t(sign | 0x7c00U);
    std::uint32_t mantissa = magnitude & 0x7fffffU;
    std::uint32_t shift = 13;
    std::uint32_t base = ((magnitude >> 23) - 112) << 10;
    if (magnitude < 0x38800000U) { // a subnormal of the half
        if (magnitude < 0x33000000U)
            return sign;
        mantissa |= 0x800000U;
        shift = 126 - (magnitude >> 23);
        base = 0;
    }
    const std::uint32_t kept = mantissa >> shift;
    const std::uint32_t rest = mantissa & ((1U << shift) - 1);
    const std::uint32_t middle = 1U << (shift - 1);
    const std::uint32_t up = rest > middle || (rest == middle && (kept & 1U) != 0) ? 1 : 0;
    return std::uint16_t(sign | (base + kept + up));
}

} // namespace ain::kernels
