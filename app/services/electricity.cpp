#include "app/services/electricity.h"

#include <algorithm>
#include <cmath>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView Key = u"electricity";
constexpr double JoulesInKwh = 3'600'000;
constexpr double MsInHour = 3'600'000;

double within(double value, double most, double fallback)
{
    return std::isfinite(value) ? std::clamp(value, 0.0, most) : fallback;
}

} // namespace

ElectricityWishes bounded(ElectricityWishes wishes)
{
    const ElectricityWishes usual;
    wishes.wonPerKwh = within(wishes.wonPerKwh, 10'000, usual.wonPerKwh);
    wishes.watts = within(wishes.watts, 5000, usual.watts);
    wishes.wonPerAin = within(wishes.wonPerAin, 1e9, usual.wonPerAin);
    return wishes;
}

ElectricityWishes electricityWishes(const SettingsStore &settings)
{
    const json::Value &stored = settings.value(Key);
    ElectricityWishes wishes;
    wishes.wonPerKwh = stored[u"won_per_kwh"].toDouble(wishes.wonPerKwh);
    wishes.watts = stored[u"watts"].toDouble(wishes.watts);
    wishes.wonPerAin = stored[u"won_per_ain"].toDouble(wishes.wonPerAin);
    return bounded(wishes);
}

Result<> setElectricityWishes(SettingsStore &settings, const ElectricityWishes &wishes)
{
    const ElectricityWishes kept = bounded(wishes);
    json::Object object;
    object.set(u"won_per_kwh"_s, kept.wonPerKwh);
    object.set(u"watts"_s, kept.watts);
    object.set(u"won_per_ain"_s, kept.wonPerAin);
    return settings.set(Key.toString(), json::Value(std::move(object)));
}

ElectricityBill billOf(const UsageSum &used, const ElectricityWishes &wishes, Amount paid)
{
    ElectricityBill bill;
    bill.used = used;
    bill.measuredKwh = double(used.milliJoules) / 1000 / JoulesInKwh;
    bill.estimatedKwh = double(used.ms - used.measuredMs) / MsInHour * wishes.watts / 1000;
    bill.won = (bill.measuredKwh + bill.estimatedKwh) * wishes.wonPerKwh;
    if (wishes.wonPerAin > 0)
        bill.netWon = paid.toWire() * wishes.wonPerAin - bill.won;
    return bill;
}

} // namespace ain::app
