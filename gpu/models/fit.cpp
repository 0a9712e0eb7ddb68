#include "gpu/models/fit.h"

#include "gpu/models/header.h"

#include <algorithm>
#include <array>

namespace ain::models {

using namespace Qt::StringLiterals;

namespace {

constexpr double MiB = 1024.0 * 1024.0;
/// Measured in stable-diffusion.cpp on a CPU: 416 MiB at 256 × 256, 1.66 GB at 512 × 512; f32, not in tiles.
constexpr double VaeBytesPerPixel = 6350;
/// Upscalers work in tiles of this many pixels of input; measured 131 MiB for 64 × 64 with the weights.
constexpr double UpscalerTile = 128.0 * 128.0;
constexpr double UpscalerBytesPerPixel = 25'000;
constexpr int SmallestSide = 64;
constexpr int LargestSide = 4096;

struct Shape {
    QLatin1StringView family;
    double pixelsPerToken; ///< where attention sees most tokens
    double textTokens; ///< that stand in the same sequence
    double heads;
    double bytesPerToken; ///< activations beside the attention matrix
    double quantised; ///< share of the weights that a quantised precision touches
};

/// From the nets' published shapes: f32 scores of one layer (heads × tokens²) and about ten activations of the hidden
/// size, which comes within a fifth of what the engine reports for the families that could be compared.
constexpr std::array shapes = {
    Shape{"SD 1.x"_L1, 64, 0, 8, 320.0 * 4 * 50, 0.33},
    Shape{"SD 2.x"_L1, 64, 0, 5, 320.0 * 4 * 50, 0.33},
    Shape{"SDXL"_L1, 256, 0, 10, 640.0 * 4 * 60, 0.6},
    Shape{"SDXL refiner"_L1, 256, 0, 12, 768.0 * 4 * 60, 0.6},
    Shape{"SD 3"_L1, 256, 154, 24, 1536.0 * 4 * 10, 0.95},
    Shape{"SD 3.5"_L1, 256, 154, 38, 2432.0 * 4 * 10, 0.95},
    Shape{"FLUX.1"_L1, 256, 512, 24, 3072.0 * 4 * 10, 0.95},
    Shape{"Chroma"_L1, 256, 512, 24, 3072.0 * 4 * 10, 0.95},
    Shape{"FLUX.2"_L1, 256, 512, 48, 6144.0 * 4 * 10, 0.95},
    Shape{"Qwen-Image"_L1, 256, 512, 24, 3072.0 * 4 * 10, 0.95},
    Shape{"Z-Image"_L1, 256, 512, 30, 3840.0 * 4 * 10, 0.95},
    // One that is not known is taken for a large one.
    Shape{""_L1, 256, 512, 48, 6144.0 * 4 * 10, 0.95},
};

const Shape &shapeOf(const QString &family)
{
    const auto found =
        std::find_if(shapes.begin(), shapes.end(), [&](const Shape &shape) { return shape.family == family; });
    return found == shapes.end() ? shapes.back() : *found;
}

double weightsOf(const Model &model, QStringView precision)
{
    const auto stored = double(std::max(model.weightBytes, qint64(0)));
    if (precision == "as_file"_L1 || precision == model.weightType)
        return stored;
    const auto size = sizeOfType(precision);
    if (!size)
        return stored;
    const double all = double(model.parameters) * double(size->blockBits) / 8 / double(size->blockElements);
    if (size->blockElements == 1)
        return all;
    // Only matrices are quantised; the rest stays as it is.
    const double share = shapeOf(model.family).quantised;
    return std::min(stored, share * all + (1 - share) * stored);
}

double buffersOf(const Model &model, QSize size)
{
    const double pixels = double(size.width()) * double(size.height());
    switch (model.kind) {
    case Kind::Lora:
    case Kind::Embedding:
    case Kind::TextEncoder: return 0;
    case Kind::Upscaler: return std::min(pixels, UpscalerTile) * UpscalerBytesPerPixel;
    case Kind::Vae: return pixels * (model.family == "TAESD"_L1 ? VaeBytesPerPixel / 8 : VaeBytesPerPixel);
    case Kind::Mini: return 64 * MiB;
    case Kind::Checkpoint:
    case Kind::DiffusionPart:
    case Kind::Unknown: break;
    }
    const Shape &shape = shapeOf(model.family);
    const double tokens = pixels / shape.pixelsPerToken + shape.textTokens;
    const double net = shape.heads * tokens * tokens * 4 + tokens * shape.bytesPerToken;
    return std::max(net, pixels * VaeBytesPerPixel);
}

/// One digit of gigabytes, rounded against the model: a need up, what is free down.
QString gigabytes(qint64 bytes, bool up)
{
    const qint64 tenths = bytes < 0 ? 0 : (bytes + (up ? 99'999'999 : 0)) / 100'000'000;
    return u"%1.%2"_s.arg(tenths / 10).arg(tenths % 10);
}

} // namespace

Need memoryNeed(const Model &model, QSize size, QStringView precision)
{
    constexpr double Reserve = 1.1;
    const QSize bounded(std::clamp(size.width(), 1, LargestSide), std::clamp(size.height(), 1, LargestSide));
    Need need;
    need.weights = qint64(weightsOf(model, precision) * Reserve);
    need.buffers = qint64(buffersOf(model, bounded) * Reserve);
    return need;
}

Fit fitOf(const Model &model, QSize size, qint64 freeVram, qint64 freeRam, QStringView precision, qint64 besides)
{
    Fit fit;
    fit.onGpu = freeVram >= 0;
    fit.freeBytes = std::max(fit.onGpu ? freeVram : freeRam, qint64(0));
    fit.needBytes = memoryNeed(model, size, precision).total() + besides;
    fit.fits = fit.needBytes <= fit.freeBytes;
    for (int side = LargestSide; side >= SmallestSide && fit.largest.isEmpty(); side -= SmallestSide) {
        if (memoryNeed(model, {side, side}, precision).total() + besides <= fit.freeBytes)
            fit.largest = {side, side};
    }
    if (model.isMissing || !model.reason.isEmpty()) {
        fit.fits = false;
        fit.reason = Error{errors::ModelUnusable, {{u"name"_s, model.name}}, {}};
    } else if (!fit.fits) {
        const QVariantMap args{{u"need"_s, gigabytes(fit.needBytes, true)},
                               {u"free"_s, gigabytes(fit.freeBytes, false)}};
        fit.reason = Error{fit.onGpu ? errors::ModelNoVram : errors::ModelNoRam, args, {}};
    }
    return fit;
}

} // namespace ain::models
