// Functions made of additions, multiplications, divisions and square roots only, which IEEE 754 fixes bit by bit: a
// library's exp, cos and log differ between systems. Thread: any.
#pragma once

#include <cfenv>

namespace ain::engine::mini {

/// Rounding to nearest, no flushing of small numbers, whatever a library left behind in this thread; put back at the
/// end.
class PlainArithmetic {
public:
    PlainArithmetic()
    {
        std::fegetenv(&m_before);
        std::fesetenv(FE_DFL_ENV);
    }
    PlainArithmetic(const PlainArithmetic &) = delete;
    PlainArithmetic &operator=(const PlainArithmetic &) = delete;
    ~PlainArithmetic() { std::fesetenv(&m_before); }

private:
    std::fenv_t m_before{};
};

/// e^x, within 2 units in the last place for |x| ≤ 87; outside it stays at the end of that range. NaN gives the lower
/// end.
[[nodiscard]] float exponential(float x);
[[nodiscard]] double exponential(double x); ///< |x| ≤ 700
/// |x| ≤ 10⁶ radians.
struct CosSin {
    double cosine;
    double sine;
};
[[nodiscard]] CosSin cosineAndSine(double x);

/// x · sigmoid(x)
[[nodiscard]] float silu(float x);
/// Divides `count` values by the root of their mean square plus 10⁻⁶.
void rootMeanSquare(const float *x, int count, float *to);
/// softmax(scale · x) in place.
void softmax(float *x, int count, float scale);

} // namespace ain::engine::mini
