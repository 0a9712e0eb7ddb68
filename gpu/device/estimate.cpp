#include "gpu/device/device.h"

#include <QLatin1StringView>

#include <algorithm>
#include <array>

namespace ain::device {

using namespace Qt::StringLiterals;

namespace {

/// Work of one evaluation of a net. U-Nets: billions of operations per pixel of the picture, nearly independent of the
/// size up to 1024; transformers: 2 × weights that a token passes, and attention.
struct Work {
    QLatin1StringView family;
    double perPixel; ///< operations; U-Nets only
    double passed; ///< weights that each token passes, in billions
    double hidden, layers, textTokens;
    bool isGuided; ///< two evaluations a step when the guidance asks for it
};

// SD 1.x: 0.68 Tflop at 512 × 512; SDXL: 6.0 Tflop at 1024 × 1024; the others from their published shapes.
constexpr std::array works = {
    Work{"SD 1.x"_L1, 0.68e12 / (512.0 * 512), 0, 0, 0, 0, true},
    Work{"SD 2.x"_L1, 0.68e12 / (512.0 * 512), 0, 0, 0, 0, true},
    Work{"SDXL"_L1, 6.0e12 / (1024.0 * 1024), 0, 0, 0, 0, true},
    Work{"SD 3"_L1, 0, 1.0, 1536, 24, 154, true},
    Work{"SD 3.5"_L1, 0, 4.0, 2432, 38, 154, true},
    Work{"FLUX.1"_L1, 0, 6.5, 3072, 57, 512, false},
    Work{"Chroma"_L1, 0, 6.5, 3072, 57, 512, true},
    Work{"Qwen-Image"_L1, 0, 10.0, 3072, 60, 512, true},
    Work{"Z-Image"_L1, 0, 6.0, 3840, 30, 512, false},
};

/// The decoder of SD's VAE, which all of them use in one width or another: 2.5 Tflop at 512 × 512.
constexpr double DecoderPerPixel = 2.5e12 / (512.0 * 512);

/// What of our kernels' rate the engine reaches. CPU: 22 s an evaluation and 49 s a decoding at 512 × 512 on two cores
/// (docs/figures.md) are 31 and 51 GFLOP/s, where the kernels reach about 100. GPU: published figures of engines
/// against the rate of such kernels scatter that widely.
constexpr Seconds cpuShare{0.2, 0.7};
constexpr Seconds gpuShare{0.15, 1.5};

double operations(const Work &work, double pixels)
{
    if (work.perPixel > 0)
        return work.perPixel * pixels;
    const double tokens = pixels / 256 + work.textTokens;
    return 2e9 * work.passed * tokens + 4 * tokens * tokens * work.hidden * work.layers;
}

} // namespace

std::optional<Seconds> estimate(const Benchmark &benchmark, QStringView family, int width, int height, int steps,
                                bool guided)
{
    const auto work =
        std::find_if(works.begin(), works.end(), [&](const Work &entry) { return entry.family == family; });
    if (work == works.end() || width <= 0 || height <= 0 || steps <= 0)
        return std::nullopt;
    const bool isGpu = benchmark.backend == Backend::Cuda;
    // On a CPU every precision is worked out in f32.
    const double rate = 1e9 * (isGpu ? benchmark.matmulF16 : std::min(benchmark.matmulF32, benchmark.conv3x3));
    if (!(rate > 0))
        return std::nullopt;
    const double pixels = double(width) * double(height);
    const double evaluations = double(steps) * (work->isGuided && guided ? 2 : 1);
    const double total = evaluations * operations(*work, pixels) + DecoderPerPixel * pixels;
    const Seconds share = isGpu ? gpuShare : cpuShare;
    return Seconds{total / (rate * share.high), total / (rate * share.low)};
}

} // namespace ain::device
