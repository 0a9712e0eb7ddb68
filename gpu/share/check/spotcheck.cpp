#include "gpu/share/check/spotcheck.h"

#include <algorithm>
#include <cmath>

namespace ain::share {

double checkRate(const History &history, int tab)
{
    if (history.strikes > 0 && history.clean < StrikeWatch)
        return 1;
    const double halvings =
        double(std::max(0, history.clean)) / HalvingPictures / std::exp2(std::max(0, history.strikes));
    const double trusted = std::max(LeastRate, FirstRate * std::exp2(-halvings));
    const double needed = (1 - std::pow(1 - WantedDetection, 1.0 / std::max(1, tab))) / CaughtByCheck;
    return std::min(1.0, std::max(trusted, needed));
}

double detection(double rate, double caught, int tab)
{
    return 1 - std::pow(1 - std::clamp(rate * caught, 0.0, 1.0), std::max(0, tab));
}

double caughtByCheck(double share, int steps)
{
    return 1 - std::pow(1 - std::clamp(share, 0.0, 1.0), std::max(0, steps));
}

CheckVerdict majority(std::span<const CheckVerdict> verdicts)
{
    const auto most = [&verdicts](CheckVerdict verdict) {
        return 2 * std::count(verdicts.begin(), verdicts.end(), verdict) > std::ptrdiff_t(verdicts.size());
    };
    if (verdicts.size() < 2)
        return CheckVerdict::Inconclusive;
    if (most(CheckVerdict::Bad))
        return CheckVerdict::Bad;
    return most(CheckVerdict::Ok) ? CheckVerdict::Ok : CheckVerdict::Inconclusive;
}

} // namespace ain::share
