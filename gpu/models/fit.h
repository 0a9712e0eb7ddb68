// Whether a model fits before it is loaded: weights and compute buffers against free memory.
#pragma once

#include "core/base/error.h"
#include "gpu/models/model.h"

#include <QSize>

namespace ain {

namespace errors {
inline constexpr ErrorCode ModelNoVram{"model.no_vram"}; ///< args: need, free (texts in GB)
inline constexpr ErrorCode ModelNoRam{"model.no_ram"}; ///< args: need, free (texts in GB)
inline constexpr ErrorCode ModelUnusable{"model.unusable"}; ///< damaged or gone; args: name
} // namespace errors

namespace models {

/// The two things that need memory. Bytes.
struct Need {
    qint64 weights = 0; ///< as they lie in memory for the precision asked for
    qint64 buffers = 0; ///< the largest of the diffusion net and the VAE decoder at that size; they take turns
    [[nodiscard]] qint64 total() const { return weights + buffers; }
};

struct Fit {
    bool fits = false;
    bool onGpu = false; ///< what the figures are about: free VRAM or free RAM
    qint64 needBytes = 0;
    qint64 freeBytes = 0;
    QSize largest; ///< largest square that would fit, a multiple of 64; empty: not even the smallest does
    std::optional<Error> reason; ///< set when it does not fit
};

/// `precision`: "as_file" or a weight type of the recipe ("f16", "q8_0" …). Figures: measured for SD 1.x
/// (docs/models.md), otherwise worked out from hidden sizes and told as estimates there; a tenth is added for what
/// neither covers.
[[nodiscard]] Need memoryNeed(const Model &model, QSize size, QStringView precision = u"as_file");
/// `freeVram` < 0: no GPU. On a GPU the weights pass through RAM in pieces, so VRAM alone decides. `besides`: weights
/// of other files that are loaded together with it (VAE, text encoders, LoRAs).
[[nodiscard]] Fit fitOf(const Model &model, QSize size, qint64 freeVram, qint64 freeRam,
                        QStringView precision = u"as_file", qint64 besides = 0);

} // namespace models
} // namespace ain
