// What electricity cost, and what is left of earnings: an estimate in ₩, never money of the wallet.
#pragma once

#include "app/services/settingsstore.h"
#include "app/services/shareusage.h"
#include "core/base/amount.h"

namespace ain::app {

/// What the user says of it. No rate is known to this program, and nobody is asked for one.
struct ElectricityWishes {
    double wonPerKwh = 150; ///< 0 … 10 000
    double watts = 200; ///< drawn where nothing is measured; 0 … 5000
    double wonPerAin = 0; ///< 0: not known; … 10⁹

    friend bool operator==(const ElectricityWishes &, const ElectricityWishes &) = default;
};

struct ElectricityBill {
    UsageSum used = {};
    double measuredKwh = 0;
    double estimatedKwh = 0; ///< of the time without a measurement, at `watts`
    double won = 0;
    std::optional<double> netWon = {}; ///< what was paid at wonPerAin, less `won`; empty: no rate was given
};

/// "electricity" in settings.json. What can't be read is the default; what is out of bounds is bounded.
[[nodiscard]] ElectricityWishes electricityWishes(const SettingsStore &settings);
[[nodiscard]] ElectricityWishes bounded(ElectricityWishes wishes);
/// Errors: FileWrite.
[[nodiscard]] Result<> setElectricityWishes(SettingsStore &settings, const ElectricityWishes &wishes);
/// Pure. `paid`: what requesters really paid.
[[nodiscard]] ElectricityBill billOf(const UsageSum &used, const ElectricityWishes &wishes, Amount paid);

} // namespace ain::app
