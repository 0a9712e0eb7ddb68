// Money. int64 micro-AIN in a type of its own; doubles exist only at the JSON edge.
#pragma once

#include "core/base/result.h"

#include <QString>

#include <QtGlobal>
#include <compare>
#include <optional>

namespace ain {

namespace errors {
inline constexpr ErrorCode AmountFormat{"amount.format"}; ///< args: text
inline constexpr ErrorCode AmountDecimals{"amount.decimals"}; ///< args: text; more than six decimals
inline constexpr ErrorCode AmountRange{"amount.range"}; ///< args: text; outside ±700,000,000 AIN
} // namespace errors

/// An amount of AIN in units of 0.000001 AIN (µAIN). Total supply is 7e14 µAIN < 2^53, so every amount
/// is exact as a double too.
class Amount {
public:
    static constexpr qint64 MicroPerAin = 1'000'000;
    static constexpr qint64 MaxMicro = 700'000'000 * MicroPerAin;

    constexpr Amount() = default;
    [[nodiscard]] static constexpr Amount fromMicro(qint64 micro) { return Amount(micro); }
    /// A user's text: digits, optional '.', at most six decimals; grouping commas, blanks and signs are refused.
    [[nodiscard]] static Result<Amount> parse(QStringView text);
    /// Nearest µAIN to a number from the wire (balances drift in the 15th digit; chain.md 4.6).
    /// Empty when not finite or outside the supply.
    [[nodiscard]] static std::optional<Amount> fromWire(double ain);
    /// The largest 6-decimal amount whose double is <= `ain`: what can really be spent of a raw balance.
    [[nodiscard]] static std::optional<Amount> floorFromWire(double ain);

    [[nodiscard]] constexpr qint64 micro() const { return m_micro; }
    /// The double the chain sees: nearest to micro/1e6.
    [[nodiscard]] double toWire() const { return double(m_micro) / double(MicroPerAin); }
    /// "1284.507311": always six decimals, '.' and no grouping. For machines; ui formats for people.
    [[nodiscard]] QString toString() const;
    [[nodiscard]] constexpr bool isZero() const { return m_micro == 0; }

    friend constexpr auto operator<=>(Amount, Amount) = default;
    friend constexpr Amount operator+(Amount a, Amount b) { return Amount(a.m_micro + b.m_micro); }
    friend constexpr Amount operator-(Amount a, Amount b) { return Amount(a.m_micro - b.m_micro); }

private:
    constexpr explicit Amount(qint64 micro) : m_micro(micro) { }
    qint64 m_micro = 0;
};

} // namespace ain
