#include "gpu/engine/program/processor.h"

namespace ain::engine {

using namespace Qt::StringLiterals;

QStringList missingProcessorFeatures()
{
    QStringList missing;
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") == 0)
        missing.append(u"AVX2"_s);
    if (__builtin_cpu_supports("fma") == 0)
        missing.append(u"FMA"_s);
    if (__builtin_cpu_supports("bmi2") == 0)
        missing.append(u"BMI2"_s);
    if (__builtin_cpu_supports("f16c") == 0)
        missing.append(u"F16C"_s);
#endif
    return missing;
}

} // namespace ain::engine
