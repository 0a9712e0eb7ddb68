#include "gpu/kernels/benchkernels.h"

#include "gpu/kernels/half.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <functional>
#include <thread>
#include <vector>

namespace ain::kernels {

namespace {

/// Columns that are worked on together; a panel is k rows of that many, so that it stays in the second-level cache.
constexpr int PanelColumns = 32;

/// A panel times `rows` rows of A into C.
using MultiplyPanel = void (*)(const float *a, int k, const float *panel, float *c, std::ptrdiff_t rowOfC, int rows,
                               int columns);

/// `Rows` rows at once with as many sums in registers as the instruction set has. Inlined into functions that are
/// compiled for one.
template<typename Vector, int Rows>
[[gnu::always_inline]] inline void multiplyRows(const float *a, int k, const float *panel, float *c,
                                                std::ptrdiff_t rowOfC, int columns)
{
    constexpr int Width = int(sizeof(Vector) / sizeof(float));
    constexpr int Vectors = PanelColumns / Width;
    Vector sums[Rows][Vectors] = {};
    for (int i = 0; i < k; ++i) {
        Vector b[Vectors];
#pragma GCC unroll 8
        for (int v = 0; v < Vectors; ++v)
            std::memcpy(&b[v], panel + std::ptrdiff_t(i) * PanelColumns + std::ptrdiff_t(v) * Width, sizeof(Vector));
#pragma GCC unroll 16
        for (int r = 0; r < Rows; ++r) {
            const float value = a[std::ptrdiff_t(r) * k + i];
#pragma GCC unroll 8
            for (int v = 0; v < Vectors; ++v)
                sums[r][v] += value * b[v];
        }
    }
    float row[PanelColumns];
    for (int r = 0; r < Rows; ++r) {
        std::memcpy(row, sums[r], sizeof(row));
        std::memcpy(c + rowOfC * r, row, sizeof(float) * std::size_t(columns));
    }
}

template<typename Vector, int Rows>
[[gnu::always_inline]] inline void multiplyPanel(const float *a, int k, const float *panel, float *c,
                                                 std::ptrdiff_t rowOfC, int rows, int columns)
{
    int row = 0;
    for (; row + Rows <= rows; row += Rows)
        multiplyRows<Vector, Rows>(a + std::ptrdiff_t(row) * k, k, panel, c + rowOfC * row, rowOfC, columns);
    for (; row < rows; ++row)
        multiplyRows<Vector, 1>(a + std::ptrdiff_t(row) * k, k, panel, c + rowOfC * row, rowOfC, columns);
}

using Floats4 [[gnu::vector_size(16)]] = float;
using Floats8 [[gnu::vector_size(32)]] = float;
using Floats16 [[gnu::vector_size(64)]] = float;

void multiplyGeneric(const float *a, int k, const float *panel, float *c, std::ptrdiff_t rowOfC, int rows, int columns)
{
    multiplyPanel<Floats4, 1>(a, k, panel, c, rowOfC, rows, columns);
}

#if defined(__x86_64__)
[[gnu::target("avx2,fma")]] void multiplyAvx2(const float *a, int k, const float *panel, float *c,
                                              std::ptrdiff_t rowOfC, int rows, int columns)
{
    multiplyPanel<Floats8, 3>(a, k, panel, c, rowOfC, rows, columns);
}

[[gnu::target("avx512f,fma")]] void multiplyAvx512(const float *a, int k, const float *panel, float *c,
                                                   std::ptrdiff_t rowOfC, int rows, int columns)
{
    multiplyPanel<Floats16, 12>(a, k, panel, c, rowOfC, rows, columns);
}
#endif

struct Chosen {
    MultiplyPanel multiply;
    const char *name;
};

Chosen choose()
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") != 0)
        return {multiplyAvx512, "avx512"};
    if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0)
        return {multiplyAvx2, "avx2"};
#endif
    return {multiplyGeneric, "generic"};
}

/// Runs `work(index)` for 0 … count - 1 in `threads` threads, this one among them.
void inThreads(int count, int threads, const std::function<void(int)> &work)
{
    std::atomic<int> next = 0;
    const auto loop = [&] {
        for (int index = next++; index < count; index = next++)
            work(index);
    };
    std::vector<std::jthread> others;
    for (int i = 1; i < std::min(threads, count); ++i)
        others.emplace_back(loop);
    loop();
}

/// `fill(column, columns, panel)` writes k × PanelColumns values, zeros behind `columns`.
using FillPanel = std::function<void(int column, int columns, float *panel)>;

void multiply(const float *a, float *c, int m, int n, int k, int threads, const FillPanel &fill)
{
    const Chosen chosen = choose();
    const int panels = (n + PanelColumns - 1) / PanelColumns;
    inThreads(panels, threads, [&](int index) {
        std::vector<float> panel(std::size_t(k) * PanelColumns, 0.0F);
        const int column = index * PanelColumns;
        const int columns = std::min(PanelColumns, n - column);
        fill(column, columns, panel.data());
        chosen.multiply(a, k, panel.data(), c + column, n, m, columns);
    });
}

bool fits(std::size_t size, int rows, int columns)
{
    return rows > 0 && columns > 0 && size == std::size_t(rows) * std::size_t(columns);
}

/// Rows of the panel are (channel, tap), columns are pixels from `column` on.
void fillNeighbourhoods(std::span<const float> in, const ConvolutionSize &size, int column, int columns, float *panel)
{
    for (int done = 0; done < columns;) {
        const int y = (column + done) / size.width;
        const int x = (column + done) % size.width;
        const int run = std::min(columns - done, size.width - x); // pixels of one line
        for (int channel = 0; channel < size.inputs; ++channel) {
            for (int tap = 0; tap < 9; ++tap) {
                float *to = panel + (std::ptrdiff_t(channel) * 9 + tap) * PanelColumns + done;
                const int fromY = y + tap / 3 - 1;
                const int fromX = x + tap % 3 - 1;
                if (fromY < 0 || fromY >= size.height)
                    continue; // the panel is made of zeros
                const int skipped = fromX < 0 ? 1 : 0;
                const int count = std::min(run, size.width - fromX) - skipped;
                const std::ptrdiff_t line = (std::ptrdiff_t(channel) * size.height + fromY) * size.width;
                if (count > 0)
                    std::copy_n(in.data() + line + fromX + skipped, count, to + skipped);
            }
        }
        done += run;
    }
}

} // namespace

const char *instructionSet() { return choose().name; }

bool matmulF32Cpu(std::span<const float> a, std::span<const float> b, std::span<float> c, int m, int n, int k,
                  int threads)
{
    if (!fits(a.size(), m, k) || !fits(b.size(), k, n) || !fits(c.size(), m, n) || threads < 1)
        return false;
    multiply(a.data(), c.data(), m, n, k, threads, [&](int column, int columns, float *panel) {
        for (int row = 0; row < k; ++row)
            std::copy_n(b.data() + std::ptrdiff_t(row) * n + column, columns,
                        panel + std::ptrdiff_t(row) * PanelColumns);
    });
    return true;
}

bool matmulF16Cpu(std::span<const std::uint16_t> a, std::span<const std::uint16_t> b, std::span<float> c, int m, int n,
                  int k, int threads)
{
    if (!fits(a.size(), m, k) || !fits(b.size(), k, n) || !fits(c.size(), m, n) || threads < 1)
        return false;
    std::vector<float> wide(a.size());
    std::transform(a.begin(), a.end(), wide.begin(), halfToFloat);
    multiply(wide.data(), c.data(), m, n, k, threads, [&](int column, int columns, float *panel) {
        for (int row = 0; row < k; ++row) {
            const std::uint16_t *from = b.data() + std::ptrdiff_t(row) * n + column;
            std::transform(from, from + columns, panel + std::ptrdiff_t(row) * PanelColumns, halfToFloat);
        }
    });
    return true;
}

bool conv3x3Cpu(std::span<const float> in, std::span<const float> weights, std::span<float> out,
                const ConvolutionSize &size, int threads)
{
    const int pixels = size.height * size.width;
    if (!fits(in.size(), size.inputs, pixels) || !fits(weights.size(), size.outputs, size.inputs * 9)
        || !fits(out.size(), size.outputs, pixels) || threads < 1)
        return false;
    // A product of matrices whose second one, the neighbourhoods of all pixels, is only ever made panel by panel.
    multiply(weights.data(), out.data(), size.outputs, pixels, size.inputs * 9, threads,
             [&](int column, int columns, float *panel) { fillNeighbourhoods(in, size, column, columns, panel); });
    return true;
}

bool copyCpu(std::span<const std::byte> from, std::span<std::byte> to, int threads)
{
    if (from.size() != to.size() || threads < 1)
        return false;
    constexpr std::size_t Piece = std::size_t(4) * 1024 * 1024;
    const int pieces = int((from.size() + Piece - 1) / Piece);
    inThreads(pieces, threads, [&](int index) {
        const std::size_t start = std::size_t(index) * Piece;
        std::memcpy(to.data() + start, from.data() + start, std::min(Piece, from.size() - start));
    });
    return true;
}

} // namespace ain::kernels
