#include "gpu/kernels/benchkernels.h"
#include "gpu/kernels/cuda.h"
#include "gpu/kernels/half.h"
#include "gpu/kernels/kernels.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

using namespace ain::kernels;

namespace {

std::vector<float> values(std::size_t count, std::uint32_t seed = 1)
{
    std::vector<float> list(count);
    for (float &value : list) {
        seed = seed * 1664525U + 1013904223U;
        value = float(seed >> 8) / 16777216.0F - 0.5F;
    }
    return list;
}

std::vector<std::uint16_t> halves(const std::vector<float> &wide)
{
    std::vector<std::uint16_t> list(wide.size());
    std::transform(wide.begin(), wide.end(), list.begin(), floatToHalf);
    return list;
}

/// Largest error against exact sums, as a share of what the header allows.
double worst(const std::vector<float> &a, const std::vector<float> &b, const std::vector<float> &c, int m, int n, int k)
{
    double largest = 0;
    for (int row = 0; row < m; ++row) {
        for (int column = 0; column < n; ++column) {
            double sum = 0;
            double absolute = 0;
            for (int i = 0; i < k; ++i) {
                const double product = double(a[std::size_t(row * k + i)]) * double(b[std::size_t(i * n + column)]);
                sum += product;
                absolute += std::abs(product);
            }
            const double allowed = k * std::ldexp(1.0, -23) * absolute + 1e-30;
            largest = std::max(largest, std::abs(double(c[std::size_t(row * n + column)]) - sum) / allowed);
        }
    }
    return largest;
}

std::vector<float> slowConvolution(const std::vector<float> &in, const std::vector<float> &weights,
                                   const ConvolutionSize &size)
{
    std::vector<float> out(std::size_t(size.outputs * size.height * size.width));
    for (int output = 0; output < size.outputs; ++output) {
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                double sum = 0;
                for (int input = 0; input < size.inputs; ++input) {
                    for (int tap = 0; tap < 9; ++tap) {
                        const int fromY = y + tap / 3 - 1;
                        const int fromX = x + tap % 3 - 1;
                        if (fromY < 0 || fromY >= size.height || fromX < 0 || fromX >= size.width)
                            continue;
                        sum += double(in[std::size_t((input * size.height + fromY) * size.width + fromX)])
                            * double(weights[std::size_t((output * size.inputs + input) * 9 + tap)]);
                    }
                }
                out[std::size_t((output * size.height + y) * size.width + x)] = float(sum);
            }
        }
    }
    return out;
}

std::vector<std::uint8_t> picture(int width, int height, int seed)
{
    std::vector<std::uint8_t> pixels(std::size_t(width) * std::size_t(height) * 4);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double u = double(x) / width;
            const double v = double(y) / height;
            std::uint8_t *pixel = &pixels[(std::size_t(y) * std::size_t(width) + std::size_t(x)) * 4];
            pixel[0] = std::uint8_t(127 + 120 * std::sin(7 * u + seed));
            pixel[1] = std::uint8_t(127 + 120 * std::cos(5 * v * (seed + 1) + 3 * u));
            pixel[2] = std::uint8_t(255 * u * v);
            pixel[3] = 255;
        }
    }
    return pixels;
}

RgbaView view(const std::vector<std::uint8_t> &pixels, int width, int height)
{
    return {pixels.data(), width, height, std::ptrdiff_t(width) * 4};
}

/// The definition word by word, four nested sums.
std::uint64_t slowHash(const RgbaView &image)
{
    std::vector<double> plane(32 * 32, 0.0);
    const double scaleX = 32.0 / image.width;
    const double scaleY = 32.0 / image.height;
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            const std::uint8_t *pixel = image.data + image.stride * y + std::ptrdiff_t(x) * 4;
            const double luma = (299.0 * pixel[0] + 587.0 * pixel[1] + 114.0 * pixel[2]) / 1000.0;
            for (int cy = 0; cy < 32; ++cy) {
                const double partY = std::min((y + 1) * scaleY, cy + 1.0) - std::max(y * scaleY, double(cy));
                for (int cx = 0; cx < 32 && partY > 0; ++cx) {
                    const double partX = std::min((x + 1) * scaleX, cx + 1.0) - std::max(x * scaleX, double(cx));
                    if (partX > 0)
                        plane[std::size_t(cy * 32 + cx)] += luma * partX * partY;
                }
            }
        }
    }
    std::vector<double> coefficients;
    for (int v = 1; v <= 8; ++v) {
        for (int u = 1; u <= 8; ++u) {
            double sum = 0;
            for (int y = 0; y < 32; ++y) {
                for (int x = 0; x < 32; ++x)
                    sum += plane[std::size_t(y * 32 + x)] * std::cos((2 * x + 1) * u * std::numbers::pi / 64)
                        * std::cos((2 * y + 1) * v * std::numbers::pi / 64);
            }
            coefficients.push_back(sum);
        }
    }
    std::vector<double> sorted = coefficients;
    std::sort(sorted.begin(), sorted.end());
    const double median = (sorted[31] + sorted[32]) / 2;
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < 64; ++i)
        hash |= std::uint64_t(coefficients[i] > median + 1e-3 ? 1 : 0) << i;
    return hash;
}

class TestKernels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void halvesAreExact()
    {
        for (int bits = 0; bits < 0x10000; ++bits) {
            const float value = halfToFloat(std::uint16_t(bits));
            if (std::isnan(value))
                QVERIFY(std::isnan(halfToFloat(floatToHalf(value))));
            else
                QCOMPARE(int(floatToHalf(value)), bits);
        }
        QCOMPARE(int(floatToHalf(65520.0F)), 0x7c00);
        QCOMPARE(int(floatToHalf(65519.0F)), 0x7bff);
        QCOMPARE(int(floatToHalf(1.0F + 1.0F / 2048)), 0x3c00); // a tie goes to even
        QCOMPARE(int(floatToHalf(std::ldexp(1.0F, -25))), 0);
        QCOMPARE(int(floatToHalf(std::ldexp(1.1F, -25))), 1);
        QCOMPARE(int(floatToHalf(-std::numeric_limits<float>::infinity())), 0xfc00);
    }

    void multipliesMatrices()
    {
        for (const auto &[m, n, k] : {std::tuple(1, 1, 1), {3, 5, 7}, {12, 32, 16}, {13, 33, 65}, {64, 70, 200}}) {
            const auto a = values(std::size_t(m * k), 1);
            const auto b = values(std::size_t(k * n), 2);
            for (const int threads : {1, 3}) {
                std::vector<float> c(std::size_t(m * n), -1.0F);
                QVERIFY(matmulF32Cpu(a, b, c, m, n, k, threads));
                QVERIFY2(worst(a, b, c, m, n, k) <= 1, instructionSet());
                const auto halfA = halves(a);
                const auto halfB = halves(b);
                QVERIFY(matmulF16Cpu(halfA, halfB, c, m, n, k, threads));
                std::vector<float> wideA(a.size());
                std::vector<float> wideB(b.size());
                std::transform(halfA.begin(), halfA.end(), wideA.begin(), halfToFloat);
                std::transform(halfB.begin(), halfB.end(), wideB.begin(), halfToFloat);
                QVERIFY(worst(wideA, wideB, c, m, n, k) <= 1);
            }
        }
    }

    void threadsDoNotChangeABit()
    {
        const auto a = values(50 * 90, 1);
        const auto b = values(90 * 130, 2);
        std::vector<float> one(50 * 130);
        std::vector<float> four(50 * 130);
        QVERIFY(matmulF32Cpu(a, b, one, 50, 130, 90, 1));
        QVERIFY(matmulF32Cpu(a, b, four, 50, 130, 90, 4));
        QVERIFY(one == four);
    }

    void convolves()
    {
        for (const ConvolutionSize &size :
             {ConvolutionSize{1, 1, 1, 1}, {3, 5, 7, 9}, {8, 13, 16, 16}, {2, 4, 40, 3}}) {
            const auto in = values(std::size_t(size.inputs * size.height * size.width), 3);
            const auto weights = values(std::size_t(size.outputs * size.inputs * 9), 4);
            std::vector<float> out(std::size_t(size.outputs * size.height * size.width));
            QVERIFY(conv3x3Cpu(in, weights, out, size, 2));
            const auto expected = slowConvolution(in, weights, size);
            for (std::size_t i = 0; i < out.size(); ++i)
                QVERIFY(std::abs(out[i] - expected[i]) < 1e-5F * float(size.inputs * 9));
        }
    }

    void refusesSizesThatDontFit()
    {
        const auto a = values(6);
        std::vector<float> c(6);
        QVERIFY(!matmulF32Cpu(a, a, c, 2, 3, 2, 1));
        QVERIFY(!matmulF32Cpu(a, a, c, 0, 0, 0, 1));
        QVERIFY(!matmulF32Cpu(a, a, c, -2, -3, 1, 1));
        QVERIFY(!conv3x3Cpu(a, a, c, {1, 1, 2, 3}, 1));
        std::vector<std::byte> bytes(10);
        QVERIFY(!copyCpu(std::span(bytes).first(4), bytes, 1));
    }

    void copies()
    {
        std::vector<std::byte> from(9'000'001);
        for (std::size_t i = 0; i < from.size(); ++i)
            from[i] = std::byte(i * 7);
        std::vector<std::byte> to(from.size());
        QVERIFY(copyCpu(from, to, 3));
        QVERIFY(from == to);
    }

    void hashesAsDefined()
    {
        for (const auto &[width, height] : {std::pair(32, 32), {64, 96}, {100, 37}, {20, 50}, {1, 1}}) {
            const auto pixels = picture(width, height, 2);
            QCOMPARE(hashDistance(perceptualHash(view(pixels, width, height)), slowHash(view(pixels, width, height))),
                     0);
        }
    }

    void plainPicturesHaveNoHash()
    {
        const std::vector<std::uint8_t> pixels(std::size_t(50) * 41 * 4, 199);
        QCOMPARE(perceptualHash(view(pixels, 50, 41)), std::uint64_t(0));
    }

    void hashStaysWhenScaled()
    {
        const auto large = picture(512, 384, 1);
        const auto small = picture(128, 96, 1);
        const auto other = picture(512, 384, 4);
        const std::uint64_t hash = perceptualHash(view(large, 512, 384));
        QVERIFY(hashDistance(hash, perceptualHash(view(small, 128, 96))) <= 6);
        QVERIFY(hashDistance(hash, perceptualHash(view(other, 512, 384))) >= 12);
        auto brighter = large;
        for (std::uint8_t &byte : brighter)
            byte = std::uint8_t(byte / 2 + 100);
        QVERIFY(hashDistance(hash, perceptualHash(view(brighter, 512, 384))) <= 4);
    }

    void hashKnowsStrideAndGray()
    {
        const auto pixels = picture(40, 30, 1);
        std::vector<std::uint8_t> padded(30 * 200, 77);
        std::vector<std::uint8_t> gray(30 * 50, 9);
        std::vector<std::uint8_t> grayAsRgba(pixels.size());
        for (int y = 0; y < 30; ++y) {
            std::copy_n(&pixels[std::size_t(y) * 160], 160, &padded[std::size_t(y) * 200]);
            for (int x = 0; x < 40; ++x) {
                const std::uint8_t value = pixels[std::size_t(y * 40 + x) * 4];
                gray[std::size_t(y * 50 + x)] = value;
                std::fill_n(&grayAsRgba[std::size_t(y * 40 + x) * 4], 4, value);
            }
        }
        QCOMPARE(perceptualHash(RgbaView{padded.data(), 40, 30, 200}), perceptualHash(view(pixels, 40, 30)));
        QVERIFY(
            hashDistance(perceptualHash(GrayView{gray.data(), 40, 30, 50}), perceptualHash(view(grayAsRgba, 40, 30)))
            <= 2);
        QCOMPARE(perceptualHash(RgbaView{}), std::uint64_t(0));
        QCOMPARE(perceptualHash(GrayView{gray.data(), 0, 30, 50}), std::uint64_t(0));
    }

    void measuresLatents()
    {
        const std::vector<float> a{1, 0, -2, 3};
        const std::vector<float> b{1, 0, 2, 3};
        const auto distance = latentDistance(a, b);
        QVERIFY(distance);
        QCOMPARE(distance->rms, 2.0);
        QCOMPARE(distance->maxAbs, 4.0);
        QCOMPARE(distance->cosine, 6.0 / 14.0);
        QCOMPARE(latentDistance(a, a)->cosine, 1.0);
        const std::vector<float> zero(4);
        QCOMPARE(latentDistance(zero, zero)->cosine, 1.0);
        QCOMPARE(latentDistance(zero, a)->cosine, 0.0);
        QVERIFY(!latentDistance(std::span(a).first(3), b));
        QVERIFY(!latentDistance({}, {}));
    }
};

} // namespace

QTEST_APPLESS_MAIN(TestKernels)
#include "test_kernels.moc"
