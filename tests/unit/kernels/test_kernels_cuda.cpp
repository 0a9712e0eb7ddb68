// The kernels of the device against their twins. Skipped, saying so, where none was built or no device is there.
#include "gpu/kernels/cuda.h"
#include "gpu/kernels/half.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace ain::kernels;

namespace {

std::vector<float> values(std::size_t count, std::uint32_t seed)
{
    std::vector<float> list(count);
    for (float &value : list) {
        seed = seed * 1664525U + 1013904223U;
        value = float(seed >> 8) / 16777216.0F - 0.5F;
    }
    return list;
}

/// Both keep |error| <= k × 2^-23 × Σ|a||b|, and |a||b| <= 1/4, so they differ by twice that at most.
double allowed(int k) { return 2.0 * k * std::ldexp(1.0, -23) * 0.25 * k; }

double largestDifference(const std::vector<float> &a, const std::vector<float> &b)
{
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, std::abs(double(a[i]) - double(b[i])));
    return largest;
}

class TestKernelsCuda : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!isCudaBuilt())
            QSKIP("built without AIN_CUDA: the kernels are compared on a computer with an NVIDIA GPU");
        if (!cudaDevice())
            QSKIP("no CUDA device here: the kernels are compared on a computer with an NVIDIA GPU");
    }

    void matrices()
    {
        const int m = 130;
        const int n = 70;
        const int k = 90;
        const auto a = values(std::size_t(m * k), 1);
        const auto b = values(std::size_t(k * n), 2);
        std::vector<float> host(std::size_t(m * n));
        std::vector<float> device(host.size());
        QVERIFY(matmulF32Cpu(a, b, host, m, n, k, 1));
        QVERIFY(matmulF32Cuda(a, b, device, m, n, k));
        QVERIFY(largestDifference(host, device) <= allowed(k));
    }

    void halfMatrices()
    {
        const int m = 128;
        const int n = 192;
        const int k = 256;
        const auto wideA = values(std::size_t(m * k), 1);
        const auto wideB = values(std::size_t(k * n), 2);
        std::vector<std::uint16_t> a(wideA.size());
        std::vector<std::uint16_t> b(wideB.size());
        std::transform(wideA.begin(), wideA.end(), a.begin(), floatToHalf);
        std::transform(wideB.begin(), wideB.end(), b.begin(), floatToHalf);
        std::vector<float> host(std::size_t(m * n));
        std::vector<float> device(host.size());
        QVERIFY(matmulF16Cpu(a, b, host, m, n, k, 1));
        QVERIFY(matmulF16Cuda(a, b, device, m, n, k));
        QVERIFY(largestDifference(host, device) <= allowed(k));
        QVERIFY(!matmulF16Cuda(std::span(a).first(64 * 65), std::span(b).first(65 * 64),
                               std::span(device).first(64 * 64), 64, 64, 65));
    }

    void convolution()
    {
        const ConvolutionSize size{17, 21, 33, 29};
        const auto in = values(std::size_t(size.inputs * size.height * size.width), 3);
        const auto weights = values(std::size_t(size.outputs * size.inputs * 9), 4);
        std::vector<float> host(std::size_t(size.outputs * size.height * size.width));
        std::vector<float> device(host.size());
        QVERIFY(conv3x3Cpu(in, weights, host, size, 1));
        QVERIFY(conv3x3Cuda(in, weights, device, size));
        QVERIFY(largestDifference(host, device) <= allowed(size.inputs * 9));
    }

    void copies()
    {
        std::vector<std::byte> from(std::size_t(1) << 20);
        for (std::size_t i = 0; i < from.size(); ++i)
            from[i] = std::byte(i * 13);
        std::vector<std::byte> to(from.size());
        QVERIFY(copyCuda(from, to));
        QVERIFY(from == to);
    }

    void hashes()
    {
        for (const auto &[width, height] : {std::pair(32, 32), {100, 37}, {513, 385}, {7, 90}}) {
            std::vector<std::uint8_t> pixels(std::size_t(width * height) * 4);
            const auto noise = values(pixels.size(), 5);
            for (std::size_t i = 0; i < pixels.size(); ++i)
                pixels[i] = std::uint8_t(127 + 60 * std::sin(double(i) / 900) + 120 * double(noise[i]));
            const RgbaView view{pixels.data(), width, height, std::ptrdiff_t(width) * 4};
            const auto hash = perceptualHashCuda(view);
            QVERIFY(hash);
            QVERIFY(hashDistance(*hash, perceptualHash(view)) <= 2);
        }
    }

    void latents()
    {
        const auto a = values(100'003, 6);
        const auto b = values(100'003, 7);
        const auto host = latentDistance(a, b);
        const auto device = latentDistanceCuda(a, b);
        QVERIFY(host && device);
        QVERIFY(std::abs(host->rms - device->rms) <= 1e-9 * host->rms);
        QVERIFY(std::abs(host->cosine - device->cosine) <= 1e-9);
        QVERIFY(std::abs(host->maxAbs - device->maxAbs) <= std::ldexp(host->maxAbs, -23));
    }

    void rates()
    {
        const std::atomic<bool> cancelled = false;
        for (const Workload workload : {Workload::MatmulF32, Workload::MatmulF16, Workload::Conv3x3, Workload::Copy}) {
            const auto rate = cudaRate(workload, 0.2, cancelled);
            QVERIFY(rate && *rate > 1);
        }
    }
};

} // namespace

QTEST_APPLESS_MAIN(TestKernelsCuda)
#include "test_kernels_cuda.moc"
