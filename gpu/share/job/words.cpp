#include "gpu/share/job/words.h"

#include <algorithm>

namespace ain::share {

namespace {

constexpr std::array<QStringView, 3> Classes = {u"A", u"B", u"C"};
constexpr std::array<QStringView, 3> Verdicts = {u"ok", u"inconclusive", u"bad"};
constexpr std::array<QStringView, 4> PrecisionsA = {u"f32", u"f16", u"bf16", u"q8_0"};
constexpr std::array<QStringView, 4> PrecisionsB = {u"q4_0", u"q4_1", u"q5_0", u"q5_1"};

template<typename T, std::size_t N>
std::optional<T> lookUp(const std::array<QStringView, N> &names, QStringView name)
{
    const auto *const found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return std::nullopt;
    return T(found - names.begin());
}

template<std::size_t N>
bool contains(const std::array<QStringView, N> &names, QStringView name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

QString className(PrecisionClass precision) { return Classes[std::size_t(precision)].toString(); }

std::optional<PrecisionClass> classOf(QStringView name) { return lookUp<PrecisionClass>(Classes, name); }

QString verdictName(CheckVerdict verdict) { return Verdicts[std::size_t(verdict)].toString(); }

std::optional<CheckVerdict> verdictOf(QStringView name) { return lookUp<CheckVerdict>(Verdicts, name); }

bool isFamily(QStringView name) { return contains(Families, name); }

bool isOfClass(QStringView precision, PrecisionClass declared)
{
    if (precision == u"as_file")
        return true;
    return declared == PrecisionClass::A ? contains(PrecisionsA, precision)
                                         : declared == PrecisionClass::B && contains(PrecisionsB, precision);
}

} // namespace ain::share
