#include "gpu/kernels/cuda.h"

namespace ain::kernels {

bool isCudaBuilt() { return false; }

std::optional<std::string> cudaDevice() { return std::nullopt; }

std::optional<std::uint64_t> perceptualHashCuda(const RgbaView & /*picture*/) { return std::nullopt; }

std::optional<LatentDistance> latentDistanceCuda(std::span<const float> /*a*/, std::span<const float> /*b*/)
{
    return std::nullopt;
}

bool matmulF32Cuda(std::span<const float> /*a*/, std::span<const float> /*b*/, std::span<float> /*c*/, int /*m*/,
                   int /*n*/, int /*k*/)
{
    return false;
}

bool matmulF16Cuda(std::span<const std::uint16_t> /*a*/, std::span<const std::uint16_t> /*b*/, std::span<float> /*c*/,
                   int /*m*/, int /*n*/, int /*k*/)
{
    return false;
}

bool conv3x3Cuda(std::span<const float> /*in*/, std::span<const float> /*weights*/, std::span<float> /*out*/,
                 const ConvolutionSize & /*size*/)
{
    return false;
}

bool copyCuda(std::span<const std::byte> /*from*/, std::span<std::byte> /*to*/) { return false; }

std::optional<double> cudaRate(Workload /*workload*/, double /*seconds*/, const std::atomic<bool> & /*cancelled*/)
{
    return std::nullopt;
}

} // namespace ain::kernels
