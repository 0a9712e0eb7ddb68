// How often a provider's pictures are checked. Pure functions. Thread: any.
#pragma once

#include "gpu/share/check/tolerance.h"

#include <span>

namespace ain::share {

/// What one requester knows about one provider.
struct History {
    int clean = 0; ///< accepted pictures since the last bad one
    int strikes = 0; ///< pictures found bad, ever
};

inline constexpr double FirstRate = 0.30; ///< of somebody new
inline constexpr double LeastRate = 0.05;
inline constexpr double WantedDetection = 0.99; ///< of a tab
/// How often one check catches the cheapest cheat worth doing, half the steps skipped: 1 − (1 − ½)^RandomSteps.
inline constexpr double CaughtByCheck = 0.9375;
inline constexpr int StrikeWatch = 100; ///< pictures after a bad one that are all checked
inline constexpr int HalvingPictures = 200; ///< clean ones that halve the rate

/// The chance, 0 to 1, that a delivered picture is checked. Somebody new: FirstRate, halved with every HalvingPictures
/// clean ones (twice as slowly for each strike), never below LeastRate, and never below what finds a provider who
/// cheats on every picture with WantedDetection before a tab of `tab` pictures is paid. So trust makes checks rarer
/// only as far as tabs get longer. 1 after a bad picture until StrikeWatch clean ones have come.
[[nodiscard]] double checkRate(const History &history, int tab);

/// The chance that at least one of `tab` pictures is found bad, when each is a cheat, is checked at `rate`, and a check
/// finds it with `caught`: 1 − (1 − rate · caught)^tab.
[[nodiscard]] double detection(double rate, double caught, int tab);

/// 1 − (1 − share)^steps: how often a check of that many steps hits one of the faked ones.
[[nodiscard]] double caughtByCheck(double share, int steps);

/// What checkers on different runtimes say together: more than half of at least two, else inconclusive.
[[nodiscard]] CheckVerdict majority(std::span<const CheckVerdict> verdicts);

} // namespace ain::share
