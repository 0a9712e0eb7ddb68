// What this computer's kernels reach, how long drawing should take by that, and how fast model files are hashed.
//   bench_device [SECONDS] [THREADS]
#include "gpu/device/benchmark.h"
#include "gpu/device/device.h"
#include "gpu/kernels/cuda.h"
#include "gpu/kernels/kernels.h"
#include "gpu/models/hashing.h"

#include <QByteArray>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <vector>

using namespace ain;

namespace {

/// Seconds of processor time of one call, the best of some: what other programs do hardly shows in it.
double processorSeconds(const std::function<void()> &work)
{
    double best = 1e9;
    double spent = 0;
    for (int round = 0; round < 3 || (spent < 2 && round < 100); ++round) {
        const std::clock_t before = std::clock();
        work();
        const double took = double(std::clock() - before) / double(CLOCKS_PER_SEC);
        spent += took;
        best = std::min(best, std::max(took, 1e-6));
    }
    return best;
}

void benchOneCore()
{
    std::printf("per second of processor time on one core (%s):\n", kernels::instructionSet());
    constexpr int N = 768;
    const std::vector<float> a(std::size_t(N) * N, 0.5F);
    std::vector<float> c(a.size());
    const double matrices = processorSeconds([&] { (void)kernels::matmulF32Cpu(a, a, c, N, N, N, 1); });
    std::printf("  matrices f32         %8.1f GFLOP/s\n", 2e-9 * N * N * N / matrices);
    const kernels::ConvolutionSize size{160, 160, 64, 64};
    const std::vector<float> in(std::size_t(160) * 64 * 64, 0.5F);
    const std::vector<float> weights(std::size_t(160) * 160 * 9, 0.5F);
    std::vector<float> out(in.size());
    const double convolution = processorSeconds([&] { (void)kernels::conv3x3Cpu(in, weights, out, size, 1); });
    std::printf("  convolution 3x3      %8.1f GFLOP/s\n", 2e-9 * 9 * 160 * 160 * 64 * 64 / convolution);
    const QByteArray piece(64 * 1024 * 1024, 'm');
    const double hashing = processorSeconds([&] {
        models::ResumableSha256 sha256;
        sha256.add(piece);
    });
    std::printf("  SHA-256 of models    %8.2f GB/s\n", double(piece.size()) * 1e-9 / hashing);
    const std::vector<std::uint8_t> pixels(std::size_t(1024) * 1024 * 4, 100);
    const double hash =
        processorSeconds([&] { (void)kernels::perceptualHash(kernels::RgbaView{pixels.data(), 1024, 1024, 4096}); });
    std::printf("  perceptual hash      %8.2f ms for 1024 x 1024\n", hash * 1000);
}

} // namespace

int main(int argc, char **argv)
{
    device::BenchmarkOptions options;
    options.seconds = argc > 1 ? std::atof(argv[1]) : 20;
    options.threads = argc > 2 ? std::atoi(argv[2]) : 0;
    device::BenchmarkState state;
    const auto result = device::runBenchmark(options, {}, state);
    if (!result)
        return 1;
    const bool isCuda = result->backend == device::Backend::Cuda;
    std::printf("%s, %s, %d thread(s), %s\n", qPrintable(result->device), isCuda ? "CUDA" : "CPU", result->threads,
                isCuda ? "tensor cores for f16" : kernels::instructionSet());
    std::printf("matrices f32           %8.1f GFLOP/s\n", result->matmulF32);
    std::printf("matrices f16           %8.1f GFLOP/s\n", result->matmulF16);
    std::printf("convolution 3x3        %8.1f GFLOP/s\n", result->conv3x3);
    std::printf("copy                   %8.1f GB/s read and written\n", result->bandwidth);
    std::printf("took                   %8.1f s\n", result->seconds);
    struct Picture {
        const char16_t *family;
        const char *name;
        int side, steps;
    };
    for (const Picture &picture : {Picture{u"SD 1.x", "SD 1.x", 512, 20}, Picture{u"SDXL", "SDXL", 1024, 20},
                                   Picture{u"FLUX.1", "FLUX.1", 1024, 4}, Picture{u"Z-Image", "Z-Image", 1024, 8}}) {
        const auto seconds = device::estimate(*result, picture.family, picture.side, picture.side, picture.steps);
        if (seconds)
            std::printf("estimate %-8s %4d x %-4d %2d steps: %.0f to %.0f s\n", picture.name, picture.side,
                        picture.side, picture.steps, seconds->low, seconds->high);
    }
    benchOneCore();
    return 0;
}
