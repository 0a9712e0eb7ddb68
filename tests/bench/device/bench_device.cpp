// What this computer's kernels reach, how long drawing should take by that, and how fast model files are hashed.
//   bench_device [SECONDS] [THREADS]
#include "gpu/device/benchmark.h"
#include "gpu/device/device.h"
#include "gpu/kernels/cuda.h"
#include "gpu/kernels/kernels.h"
#include "gpu/models/hashing.h"

#include <QElapsedTimer>

#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace ain;

namespace {

void benchHashing()
{
    const QByteArray piece(64 * 1024 * 1024, 'm');
    double best = 0;
    for (int round = 0; round < 5; ++round) {
        models::ResumableSha256 sha256;
        QElapsedTimer timer;
        timer.start();
        sha256.add(piece);
        best = std::max(best, double(piece.size()) / double(timer.nsecsElapsed()));
    }
    std::printf("SHA-256 of model files %8.2f GB/s on one core\n", best);
}

void benchPictures()
{
    const std::vector<std::uint8_t> pixels(std::size_t(1024) * 1024 * 4, 100);
    QElapsedTimer timer;
    timer.start();
    int count = 0;
    std::uint64_t all = 0;
    while (timer.elapsed() < 500) {
        all ^= kernels::perceptualHash(kernels::RgbaView{pixels.data(), 1024, 1024, 4096});
        ++count;
    }
    std::printf("perceptual hash        %8.2f ms for 1024 x 1024 (%d)\n", double(timer.elapsed()) / count,
                int(all & 1U));
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
    benchHashing();
    benchPictures();
    return 0;
}
