#include "gpu/kernels/cuda.h"
#include "gpu/kernels/cuda/coefficients.h"
#include "gpu/kernels/cuda/devicebuffer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace ain::kernels {

namespace {

constexpr int Side = 32;
constexpr int Frequencies = 8;
constexpr int Threads = 256;

/// Sum over a block; the result is right in its first thread.
__device__ double blockSum(double value)
{
    __shared__ double sums[Threads / 32];
    for (int offset = 16; offset > 0; offset /= 2)
        value += __shfl_down_sync(0xffffffffU, value, offset);
    __syncthreads(); // an earlier sum may still be read
    if (threadIdx.x % 32 == 0)
        sums[threadIdx.x / 32] = value;
    __syncthreads();
    double total = 0;
    if (threadIdx.x == 0) {
        for (int i = 0; i < Threads / 32; ++i)
            total += sums[i];
    }
    return total;
}

/// One block per cell of the 32 × 32 picture: the luma of the pixels under it, by the area that lies there.
__global__ void scaleKernel(const std::uint8_t *pixels, int width, int height, double *cells)
{
    const int cellX = int(blockIdx.x);
    const int cellY = int(blockIdx.y);
    const double scaleX = double(Side) / width;
    const double scaleY = double(Side) / height;
    const int fromX = int(cellX / scaleX);
    const int toX = min(width, int(ceil((cellX + 1) / scaleX)) + 1);
    const int fromY = int(cellY / scaleY);
    const int toY = min(height, int(ceil((cellY + 1) / scaleY)) + 1);
    const int columns = toX - fromX;
    const long long count = (long long)(columns) * (toY - fromY);
    double sum = 0;
    for (long long i = threadIdx.x; i < count; i += Threads) {
        const int x = fromX + int(i % columns);
        const int y = fromY + int(i / columns);
        const double partX = fmin((x + 1) * scaleX, double(cellX + 1)) - fmax(x * scaleX, double(cellX));
        const double partY = fmin((y + 1) * scaleY, double(cellY + 1)) - fmax(y * scaleY, double(cellY));
        if (partX <= 0 || partY <= 0)
            continue;
        const std::uint8_t *pixel = pixels + 4 * ((long long)(y)*width + x);
        sum += (299.0 * pixel[0] + 587.0 * pixel[1] + 114.0 * pixel[2]) / 1000.0 * partX * partY;
    }
    const double total = blockSum(sum);
    if (threadIdx.x == 0)
        cells[cellY * Side + cellX] = total;
}

/// One thread per coefficient.
__global__ void dctKernel(const double *cells, double *coefficients)
{
    const int u = int(threadIdx.x);
    const int v = int(threadIdx.y);
    double sum = 0;
    for (int y = 0; y < Side; ++y) {
        double along = 0;
        for (int x = 0; x < Side; ++x)
            along += cells[y * Side + x] * cospi((2 * x + 1) * (u + 1) / (2.0 * Side));
        sum += along * cospi((2 * y + 1) * (v + 1) / (2.0 * Side));
    }
    coefficients[v * Frequencies + u] = sum;
}

struct Sums {
    double squares, dot, lengthA, lengthB;
    unsigned int largest; ///< bits of a float >= 0, which are ordered as it is
};

__global__ void distanceKernel(const float *a, const float *b, std::size_t count, Sums *sums)
{
    double squares = 0, dot = 0, lengthA = 0, lengthB = 0;
    float largest = 0;
    for (std::size_t i = blockIdx.x * std::size_t(Threads) + threadIdx.x; i < count;
         i += std::size_t(gridDim.x) * Threads) {
        const double x = a[i];
        const double y = b[i];
        squares += (x - y) * (x - y);
        dot += x * y;
        lengthA += x * x;
        lengthB += y * y;
        largest = fmaxf(largest, float(fabs(x - y)));
    }
    squares = blockSum(squares);
    dot = blockSum(dot);
    lengthA = blockSum(lengthA);
    lengthB = blockSum(lengthB);
    atomicMax(&sums->largest, __float_as_uint(largest));
    if (threadIdx.x == 0) {
        atomicAdd(&sums->squares, squares);
        atomicAdd(&sums->dot, dot);
        atomicAdd(&sums->lengthA, lengthA);
        atomicAdd(&sums->lengthB, lengthB);
    }
}

} // namespace

std::optional<std::string> cudaDevice()
{
    int count = 0;
    cudaDeviceProp properties{};
    if (cudaGetDeviceCount(&count) != cudaSuccess || count < 1
        || cudaGetDeviceProperties(&properties, 0) != cudaSuccess)
        return std::nullopt;
    return std::string(properties.name);
}

bool dctCoefficientsCuda(const RgbaView &picture, std::span<double, 64> coefficients)
{
    if (picture.data == nullptr || picture.width <= 0 || picture.height <= 0 || !cudaDevice())
        return false;
    // Without the padding between rows.
    const std::size_t row = std::size_t(picture.width) * 4;
    std::vector<std::uint8_t> packed(row * std::size_t(picture.height));
    for (int y = 0; y < picture.height; ++y)
        std::copy_n(picture.data + picture.stride * y, row, packed.data() + row * std::size_t(y));
    const DeviceBuffer<std::uint8_t> pixels{std::span<const std::uint8_t>(packed)};
    const DeviceBuffer<double> cells(std::size_t(Side) * Side);
    const DeviceBuffer<double> result(64);
    if (!pixels.isValid() || !cells.isValid() || !result.isValid())
        return false;
    scaleKernel<<<dim3(Side, Side), Threads>>>(pixels.data(), picture.width, picture.height, cells.data());
    dctKernel<<<1, dim3(Frequencies, Frequencies)>>>(cells.data(), result.data());
    return cudaGetLastError() == cudaSuccess && result.read(coefficients);
}

std::optional<LatentDistance> latentDistanceCuda(std::span<const float> a, std::span<const float> b)
{
    if (a.size() != b.size() || a.empty() || !cudaDevice())
        return std::nullopt;
    const DeviceBuffer<float> left{a};
    const DeviceBuffer<float> right{b};
    DeviceBuffer<Sums> sums(1);
    if (!left.isValid() || !right.isValid() || !sums.isValid() || !sums.zero())
        return std::nullopt;
    const auto blocks = unsigned(std::min<std::size_t>(1024, (a.size() + Threads - 1) / Threads));
    distanceKernel<<<blocks, Threads>>>(left.data(), right.data(), a.size(), sums.data());
    std::array<Sums, 1> host{};
    if (cudaGetLastError() != cudaSuccess || !sums.read(host))
        return std::nullopt;
    LatentDistance distance;
    distance.rms = std::sqrt(host[0].squares / double(a.size()));
    float largest = 0;
    static_assert(sizeof(largest) == sizeof(host[0].largest));
    std::copy_n(reinterpret_cast<const unsigned char *>(&host[0].largest), sizeof(largest),
                reinterpret_cast<unsigned char *>(&largest));
    distance.maxAbs = double(largest);
    if (host[0].lengthA > 0 && host[0].lengthB > 0)
        distance.cosine = std::clamp(host[0].dot / std::sqrt(host[0].lengthA * host[0].lengthB), -1.0, 1.0);
    else
        distance.cosine = host[0].lengthA > 0 || host[0].lengthB > 0 ? 0 : 1;
    return distance;
}

} // namespace ain::kernels
