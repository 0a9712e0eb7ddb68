#include "gpu/kernels/kernels.h"

#include <algorithm>
#include <cmath>

namespace ain::kernels {

std::optional<LatentDistance> latentDistance(std::span<const float> a, std::span<const float> b)
{
    if (a.size() != b.size() || a.empty())
        return std::nullopt;
    double squares = 0;
    double largest = 0;
    double dot = 0;
    double lengthA = 0;
    double lengthB = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double x = double(a[i]);
        const double y = double(b[i]);
        const double difference = x - y;
        squares += difference * difference;
        largest = std::max(largest, std::abs(difference));
        dot += x * y;
        lengthA += x * x;
        lengthB += y * y;
    }
    LatentDistance distance;
    distance.rms = std::sqrt(squares / double(a.size()));
    distance.maxAbs = largest;
    if (lengthA > 0 && lengthB > 0)
        distance.cosine = std::clamp(dot / std::sqrt(lengthA * lengthB), -1.0, 1.0);
    else
        distance.cosine = lengthA > 0 || lengthB > 0 ? 0 : 1;
    return distance;
}

} // namespace ain::kernels
