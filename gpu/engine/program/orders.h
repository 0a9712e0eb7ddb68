// Checks an order before the library sees it: zero and huge sizes, unknown names and some combinations end in abort().
#pragma once

#include "core/base/result.h"
#include "gpu/engine/protocol/messages.h"

#include "stable-diffusion.h"

namespace ain::engine {

inline constexpr int MinSide = 64; ///< pixels
inline constexpr int MaxSide = 4096;
inline constexpr int SideStep = 64; ///< the library rounds other sizes up
inline constexpr int MaxSteps = 150;
inline constexpr int MaxClipSkip = 12;
inline constexpr int MaxUpscaleSide = 4096; ///< of what is given to the upscaler

[[nodiscard]] QStringList samplerNames();
[[nodiscard]] QStringList schedulerNames();
[[nodiscard]] QStringList precisionNames();
/// SAMPLE_METHOD_COUNT, SCHEDULER_COUNT: empty name, the model's own. Names are checked before.
[[nodiscard]] sample_method_t samplerOf(const QString &name);
[[nodiscard]] scheduler_t schedulerOf(const QString &name);
/// SD_TYPE_COUNT: as in the file.
[[nodiscard]] sd_type_t precisionOf(const QString &name);

/// A safetensors file of a TAESD, which the library wants to be told apart from a full VAE.
[[nodiscard]] bool isTinyAutoencoder(const QString &path);

/// Errors: engine.arguments (what: size, steps, sampler, scheduler, guidance, clip_skip, lora, lora_precision, init,
/// mask, precision, text_encoder), engine.model_refused (reason: missing) when a file can't be opened.
[[nodiscard]] Result<> checkFiles(const ModelFiles &files);
[[nodiscard]] Result<> checkOrder(const DrawOrder &order);
[[nodiscard]] Result<> checkUpscale(const UpscaleOrder &order);

} // namespace ain::engine
