#include "gpu/kernels/cuda.h"
#include "gpu/kernels/cuda/devicebuffer.h"

#include <cuda_fp16.h>
#include <mma.h>

#include <algorithm>
#include <chrono>
#include <functional>

namespace ain::kernels {

namespace {

// --- matrices, f32: 64 × 64 results per block, 4 × 4 per thread ---
constexpr int Tile = 64;
constexpr int Depth = 16;
constexpr int PerThread = 4;
constexpr int TileThreads = (Tile / PerThread) * (Tile / PerThread); // 256

__global__ void matmulF32Kernel(const float *a, const float *b, float *c, int m, int n, int k)
{
    __shared__ float tileA[Depth][Tile + 4];
    __shared__ float tileB[Depth][Tile];
    const int row0 = int(blockIdx.y) * Tile;
    const int column0 = int(blockIdx.x) * Tile;
    const int threadRow = int(threadIdx.x) / (Tile / PerThread) * PerThread;
    const int threadColumn = int(threadIdx.x) % (Tile / PerThread) * PerThread;
    float sums[PerThread][PerThread] = {};
    for (int depth = 0; depth < k; depth += Depth) {
        for (int i = int(threadIdx.x); i < Tile * Depth; i += TileThreads) {
            const int rowA = row0 + i / Depth;
            const int columnA = depth + i % Depth;
            tileA[i % Depth][i / Depth] = rowA < m && columnA < k ? a[(long long)(rowA)*k + columnA] : 0.0F;
            const int rowB = depth + i / Tile;
            const int columnB = column0 + i % Tile;
            tileB[i / Tile][i % Tile] = rowB < k && columnB < n ? b[(long long)(rowB)*n + columnB] : 0.0F;
        }
        __syncthreads();
        for (int d = 0; d < Depth; ++d) {
            float left[PerThread];
            float right[PerThread];
            for (int i = 0; i < PerThread; ++i) {
                left[i] = tileA[d][threadRow + i];
                right[i] = tileB[d][threadColumn + i];
            }
            for (int i = 0; i < PerThread; ++i) {
                for (int j = 0; j < PerThread; ++j)
                    sums[i][j] = fmaf(left[i], right[j], sums[i][j]);
            }
        }
        __syncthreads();
    }
    for (int i = 0; i < PerThread; ++i) {
        for (int j = 0; j < PerThread; ++j) {
            const int row = row0 + threadRow + i;
            const int column = column0 + threadColumn + j;
            if (row < m && column < n)
                c[(long long)(row)*n + column] = sums[i][j];
        }
    }
}

// --- matrices, f16 on tensor cores: 64 × 64 results per block of four warps, 32 × 32 per warp ---
constexpr int Fragment = 16;
constexpr int HalfDepth = 32;
constexpr int HalfThreads = 128;

__global__ void matmulF16Kernel(const __half *a, const __half *b, float *c, int n, int k)
{
    namespace wmma = nvcuda::wmma;
    __shared__ __half tileA[Tile][HalfDepth + 8];
    __shared__ __half tileB[HalfDepth][Tile + 8];
    const int warp = int(threadIdx.x) / 32;
    const int warpRow = warp / 2 * 32;
    const int warpColumn = warp % 2 * 32;
    const int row0 = int(blockIdx.y) * Tile;
    const int column0 = int(blockIdx.x) * Tile;
    wmma::fragment<wmma::accumulator, Fragment, Fragment, Fragment, float> sums[2][2];
    for (int i = 0; i < 2; ++i) {
        for (int j = 0; j < 2; ++j)
            wmma::fill_fragment(sums[i][j], 0.0F);
    }
    for (int depth = 0; depth < k; depth += HalfDepth) {
        for (int i = int(threadIdx.x); i < Tile * HalfDepth / 8; i += HalfThreads) {
            const int rowA = i / (HalfDepth / 8);
            const int columnA = i % (HalfDepth / 8) * 8;
            *reinterpret_cast<uint4 *>(&tileA[rowA][columnA]) =
                *reinterpret_cast<const uint4 *>(a + (long long)(row0 + rowA) * k + depth + columnA);
            const int rowB = i / (Tile / 8);
            const int columnB = i % (Tile / 8) * 8;
            *reinterpret_cast<uint4 *>(&tileB[rowB][columnB]) =
                *reinterpret_cast<const uint4 *>(b + (long long)(depth + rowB) * n + column0 + columnB);
        }
        __syncthreads();
        for (int d = 0; d < HalfDepth; d += Fragment) {
            wmma::fragment<wmma::matrix_a, Fragment, Fragment, Fragment, __half, wmma::row_major> left[2];
            wmma::fragment<wmma::matrix_b, Fragment, Fragment, Fragment, __half, wmma::row_major> right[2];
            for (int i = 0; i < 2; ++i) {
                wmma::load_matrix_sync(left[i], &tileA[warpRow + i * Fragment][d], HalfDepth + 8);
                wmma::load_matrix_sync(right[i], &tileB[d][warpColumn + i * Fragment], Tile + 8);
            }
            for (int i = 0; i < 2; ++i) {
                for (int j = 0; j < 2; ++j)
                    wmma::mma_sync(sums[i][j], left[i], right[j], sums[i][j]);
            }
        }
        __syncthreads();
    }
    for (int i = 0; i < 2; ++i) {
        for (int j = 0; j < 2; ++j) {
            float *to = c + (long long)(row0 + warpRow + i * Fragment) * n + column0 + warpColumn + j * Fragment;
            wmma::store_matrix_sync(to, sums[i][j], unsigned(n), wmma::mem_row_major);
        }
    }
}

// --- 3 × 3 convolution: 16 × 16 pixels of eight output channels per block ---
constexpr int Patch = 16;
constexpr int Channels = 8;

__global__ void conv3x3Kernel(const float *in, const float *weights, float *out, ConvolutionSize size)
{
    __shared__ float patch[Patch + 2][Patch + 2];
    __shared__ float taps[Channels][9];
    const int x = int(blockIdx.x) * Patch + int(threadIdx.x);
    const int y = int(blockIdx.y) * Patch + int(threadIdx.y);
    const int channel0 = int(blockIdx.z) * Channels;
    const int thread = int(threadIdx.y) * Patch + int(threadIdx.x);
    float sums[Channels] = {};
    for (int channel = 0; channel < size.inputs; ++channel) {
        for (int i = thread; i < (Patch + 2) * (Patch + 2); i += Patch * Patch) {
            const int fromX = int(blockIdx.x) * Patch + i % (Patch + 2) - 1;
            const int fromY = int(blockIdx.y) * Patch + i / (Patch + 2) - 1;
            const bool isInside = fromX >= 0 && fromX < size.width && fromY >= 0 && fromY < size.height;
            patch[i / (Patch + 2)][i % (Patch + 2)] =
                isInside ? in[((long long)(channel)*size.height + fromY) * size.width + fromX] : 0.0F;
        }
        if (thread < Channels * 9) {
            const int output = channel0 + thread / 9;
            taps[thread / 9][thread % 9] =
                output < size.outputs ? weights[((long long)(output)*size.inputs + channel) * 9 + thread % 9] : 0.0F;
        }
        __syncthreads();
        for (int tap = 0; tap < 9; ++tap) {
            const float value = patch[threadIdx.y + unsigned(tap) / 3][threadIdx.x + unsigned(tap) % 3];
            for (int i = 0; i < Channels; ++i)
                sums[i] = fmaf(taps[i][tap], value, sums[i]);
        }
        __syncthreads();
    }
    if (x >= size.width || y >= size.height)
        return;
    for (int i = 0; i < Channels && channel0 + i < size.outputs; ++i)
        out[((long long)(channel0 + i) * size.height + y) * size.width + x] = sums[i];
}

__global__ void copyKernel(const uint4 *from, uint4 *to, std::size_t count)
{
    for (std::size_t i = blockIdx.x * std::size_t(blockDim.x) + threadIdx.x; i < count;
         i += std::size_t(gridDim.x) * blockDim.x)
        to[i] = from[i];
}

unsigned blocksFor(int length, int tile) { return unsigned((length + tile - 1) / tile); }

void launchMatmulF32(const float *a, const float *b, float *c, int m, int n, int k)
{
    matmulF32Kernel<<<dim3(blocksFor(n, Tile), blocksFor(m, Tile)), TileThreads>>>(a, b, c, m, n, k);
}

void launchMatmulF16(const __half *a, const __half *b, float *c, int m, int n, int k)
{
    matmulF16Kernel<<<dim3(unsigned(n / Tile), unsigned(m / Tile)), HalfThreads>>>(a, b, c, n, k);
}

void launchConvolution(const float *in, const float *weights, float *out, const ConvolutionSize &size)
{
    const dim3 blocks(blocksFor(size.width, Patch), blocksFor(size.height, Patch), blocksFor(size.outputs, Channels));
    conv3x3Kernel<<<blocks, dim3(Patch, Patch)>>>(in, weights, out, size);
}

void launchCopy(const std::byte *from, std::byte *to, std::size_t bytes)
{
    copyKernel<<<2048, 256>>>(reinterpret_cast<const uint4 *>(from), reinterpret_cast<uint4 *>(to),
                              bytes / sizeof(uint4));
}

bool fits(std::size_t size, int rows, int columns)
{
    return rows > 0 && columns > 0 && size == std::size_t(rows) * std::size_t(columns);
}

/// Best work per second of `launch`, whose every call does `work`.
std::optional<double> bestRate(double work, double seconds, const std::atomic<bool> &cancelled,
                               const std::function<void()> &launch)
{
    using Clock = std::chrono::steady_clock;
    launch();
    if (cudaDeviceSynchronize() != cudaSuccess)
        return std::nullopt;
    cudaEvent_t start = nullptr;
    cudaEvent_t stop = nullptr;
    if (cudaEventCreate(&start) != cudaSuccess || cudaEventCreate(&stop) != cudaSuccess)
        return std::nullopt;
    double best = 0;
    bool isFine = true;
    const auto until = Clock::now() + std::chrono::duration<double>(seconds);
    do {
        constexpr int Repeats = 4;
        cudaEventRecord(start);
        for (int i = 0; i < Repeats; ++i)
            launch();
        cudaEventRecord(stop);
        float milliseconds = 0;
        isFine = cudaEventSynchronize(stop) == cudaSuccess
            && cudaEventElapsedTime(&milliseconds, start, stop) == cudaSuccess && milliseconds > 0;
        if (isFine)
            best = std::max(best, Repeats * work / (double(milliseconds) / 1000));
    } while (isFine && !cancelled && Clock::now() < until);
    cudaEventDestroy(start);
    cudaEventDestroy(stop);
    return isFine ? std::optional(best / 1e9) : std::nullopt;
}

} // namespace

bool matmulF32Cuda(std::span<const float> a, std::span<const float> b, std::span<float> c, int m, int n, int k)
{
    if (!fits(a.size(), m, k) || !fits(b.size(), k, n) || !fits(c.size(), m, n) || !cudaDevice())
        return false;
    const DeviceBuffer<float> left{a};
    const DeviceBuffer<float> right{b};
    const DeviceBuffer<float> result(c.size());
    if (!left.isValid() || !right.isValid() || !result.isValid())
        return false;
    launchMatmulF32(left.data(), right.data(), result.data(), m, n, k);
    return cudaGetLastError() == cudaSuccess && result.read(c);
}

bool matmulF16Cuda(std::span<const std::uint16_t> a, std::span<const std::uint16_t> b, std::span<float> c, int m, int n,
                   int k)
{
    if (!fits(a.size(), m, k) || !fits(b.size(), k, n) || !fits(c.size(), m, n) || m % Tile != 0 || n % Tile != 0
        || k % Tile != 0 || !cudaDevice())
        return false;
    const DeviceBuffer<std::uint16_t> left{a};
    const DeviceBuffer<std::uint16_t> right{b};
    const DeviceBuffer<float> result(c.size());
    if (!left.isValid() || !right.isValid() || !result.isValid())
        return false;
    launchMatmulF16(reinterpret_cast<const __half *>(left.data()), reinterpret_cast<const __half *>(right.data()),
                    result.data(), m, n, k);
    return cudaGetLastError() == cudaSuccess && result.read(c);
}

bool conv3x3Cuda(std::span<const float> in, std::span<const float> weights, std::span<float> out,
                 const ConvolutionSize &size)
{
    const int pixels = size.height * size.width;
    if (!fits(in.size(), size.inputs, pixels) || !fits(weights.size(), size.outputs, size.inputs * 9)
        || !fits(out.size(), size.outputs, pixels) || !cudaDevice())
        return false;
    const DeviceBuffer<float> from{in};
    const DeviceBuffer<float> with{weights};
    const DeviceBuffer<float> result(out.size());
    if (!from.isValid() || !with.isValid() || !result.isValid())
        return false;
    launchConvolution(from.data(), with.data(), result.data(), size);
    return cudaGetLastError() == cudaSuccess && result.read(out);
}

bool copyCuda(std::span<const std::byte> from, std::span<std::byte> to)
{
    if (from.size() != to.size() || from.empty() || from.size() % sizeof(uint4) != 0 || !cudaDevice())
        return false;
    const DeviceBuffer<std::byte> left{from};
    const DeviceBuffer<std::byte> right(to.size());
    if (!left.isValid() || !right.isValid())
        return false;
    launchCopy(left.data(), right.data(), from.size());
    return cudaGetLastError() == cudaSuccess && right.read(to);
}

std::optional<double> cudaRate(Workload workload, double seconds, const std::atomic<bool> &cancelled)
{
    if (!cudaDevice())
        return std::nullopt;
    constexpr int N = 4096;
    constexpr std::size_t Elements = std::size_t(N) * N;
    if (workload == Workload::MatmulF32 || workload == Workload::MatmulF16) {
        const bool isHalf = workload == Workload::MatmulF16;
        DeviceBuffer<float> a(Elements);
        DeviceBuffer<float> b(Elements);
        const DeviceBuffer<float> c(Elements);
        if (!a.isValid() || !b.isValid() || !c.isValid() || !a.zero() || !b.zero())
            return std::nullopt;
        return bestRate(2.0 * N * N * N, seconds, cancelled, [&] {
            if (isHalf)
                launchMatmulF16(reinterpret_cast<const __half *>(a.data()), reinterpret_cast<const __half *>(b.data()),
                                c.data(), N, N, N);
            else
                launchMatmulF32(a.data(), b.data(), c.data(), N, N, N);
        });
    }
    if (workload == Workload::Conv3x3) {
        const ConvolutionSize size{320, 320, 64, 64};
        const std::size_t plane = std::size_t(size.height) * std::size_t(size.width);
        DeviceBuffer<float> in(320 * plane);
        DeviceBuffer<float> weights(std::size_t(320) * 320 * 9);
        const DeviceBuffer<float> out(320 * plane);
        if (!in.isValid() || !weights.isValid() || !out.isValid() || !in.zero() || !weights.zero())
            return std::nullopt;
        return bestRate(2.0 * 9 * 320 * 320 * double(plane), seconds, cancelled,
                        [&] { launchConvolution(in.data(), weights.data(), out.data(), size); });
    }
    constexpr std::size_t Bytes = std::size_t(256) << 20;
    const DeviceBuffer<std::byte> from(Bytes);
    const DeviceBuffer<std::byte> to(Bytes);
    if (!from.isValid() || !to.isValid())
        return std::nullopt;
    return bestRate(2.0 * double(Bytes), seconds, cancelled, [&] { launchCopy(from.data(), to.data(), Bytes); });
}

} // namespace ain::kernels
