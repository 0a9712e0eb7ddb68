// Bytes as a file of the built-in model: what is accepted can be drawn with. With the tiny file of tests/data/mini as
// the start, the mutations are of its header.
#include "gpu/engine/mini/cpupredictor.h"
#include "gpu/engine/mini/sampling.h"

#include <cstdint>
#include <cstdlib>

using namespace ain::engine::mini;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    (void)isModel(bytes);
    const auto model = readModel(bytes);
    if (!model)
        return 0;
    static Team team(1);
    CpuPredictor predictor(*model, team);
    const Request request{QStringLiteral("a blue cat 파란 고양이"), QString(), 1, LeastSteps, 3.0F};
    const auto drawn = sample(*model, predictor, request, [](const Step &step) { return step.index < 1; });
    if (drawn)
        std::abort(); // it was told to stop
    return 0;
}
