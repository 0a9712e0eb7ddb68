// Everything that decides an image, as one value; its JSON is the recipe that PNGs and tokens carry.
#pragma once

#include "core/base/result.h"
#include "core/json/value.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <array>
#include <optional>

namespace ain {

namespace errors {
inline constexpr ErrorCode RecipeFormat{"recipe.format"}; ///< not a recipe; args: what (the member)
inline constexpr ErrorCode RecipeNewer{"recipe.newer"}; ///< of a later version; args: version
inline constexpr ErrorCode RecipeSize{"recipe.size"}; ///< args: width, height, least, most, multiple (pixels)
inline constexpr ErrorCode RecipeRange{"recipe.range"}; ///< args: what (the member), least, most
inline constexpr ErrorCode RecipeMissing{
    "recipe.missing"}; ///< args: what: model, vae, text_encoder, lora, init_image, mask, upscaler
} // namespace errors

namespace recipe {

enum class Mode { TextToImage, ImageToImage, Inpaint, Upscale };

/// A file by what is in it.
struct FileRef {
    QString sha256 = {}; ///< 64 hex digits, lower case
    QString name = {}; ///< for people only: never part of the recipe's hash
    friend bool operator==(const FileRef &, const FileRef &) = default;
};

struct LoraRef {
    FileRef file = {};
    double weight = 1.0; ///< -10 … 10
    friend bool operator==(const LoraRef &, const LoraRef &) = default;
};

/// A text encoder in a file of its own.
struct EncoderRef {
    QString role = {}; ///< one of EncoderRoles
    FileRef file = {};
    friend bool operator==(const EncoderRef &, const EncoderRef &) = default;
};
inline constexpr std::array<QStringView, 4> EncoderRoles = {u"clip_l", u"clip_g", u"t5xxl", u"llm"};

/// A value type; equal requests on the CPU reference profile give equal bytes.
struct GenerationRequest {
    Mode mode = Mode::TextToImage;
    FileRef model = {};
    std::optional<FileRef> vae = {}; ///< none: the model's own
    QList<EncoderRef> encoders = {}; ///< one a role; not empty: `model` is the diffusion net alone
    QList<LoraRef> loras = {}; ///< in the order in which they are applied

    QString prompt = {};
    QString negative = {};
    int width = 512; ///< pixels; of the source when `mode` is Upscale
    int height = 512;
    int steps = 20;
    QString sampler = QStringLiteral("euler_a"); ///< the engine's identifier
    QString scheduler = QStringLiteral("discrete"); ///< the engine's identifier
    double guidance = 7.0; ///< classifier-free guidance scale
    quint64 seed = 0; ///< < 2^53
    int clipSkip = 0; ///< layers left out at the end of the text encoder, as A1111 counts; 0: the model's own

    QString initImage = {}; ///< SHA-256 of the PNG file in the content store; empty: none
    QString mask = {}; ///< likewise; white is painted anew
    double strength = 0.75; ///< 0 … 1, how much of the init image is painted over

    int upscaleFactor = 0; ///< 0: as the upscaler does
    std::optional<FileRef> upscaler = {};

    QString precision = QStringLiteral("f16"); ///< weight class: as_file, f32, f16, q8_0, q4_0 …
    QString profile = QStringLiteral("cpu-reference"); ///< cpu-reference, cpu, cuda or vulkan
    QString rng = QStringLiteral("cpu"); ///< where the noise comes from
    QString engine = {}; ///< build of the engine, filled by who ran it

    friend bool operator==(const GenerationRequest &, const GenerationRequest &) = default;
};

inline constexpr quint64 SeedEnd = Q_UINT64_C(1) << 53; ///< seeds are below: a JSON number holds them exactly
inline constexpr qsizetype PromptMax = 20'000; ///< UTF-16 units, of each of the two
inline constexpr qsizetype LorasMax = 32;

/// docs/formats.md, "Recipe". With names; members that say nothing are left out.
[[nodiscard]] json::Object toJson(const GenerationRequest &request);

/// The inverse of toJson(). A recipe is closed: an unknown member is an error, except `x`, which others may use and
/// which is not kept. Types and lengths are checked, values are not: see check(). Errors: RecipeFormat, RecipeNewer.
[[nodiscard]] Result<GenerationRequest> fromJson(const json::Value &value);
/// The same from at most 1 MiB of text. Errors: those of json::parse too.
[[nodiscard]] Result<GenerationRequest> fromJsonText(QByteArrayView utf8);

/// What another program or a token says about an image (`generation` of its metadata, core/ainft recipeOf()), as far
/// as it can be told in our terms; the rest stays as a new request has it. A model is known only when its whole hash
/// is there, else by name. Our own recipe is read as it is. Never fails: this is for "use these settings".
[[nodiscard]] GenerationRequest fromGeneration(const json::Object &generation);

/// Without what has no influence in its mode (the strength of a text-to-image, the prompt of an upscaling), the text
/// encoders in the order of their roles.
[[nodiscard]] GenerationRequest normalized(GenerationRequest request);

/// Canonical JSON of normalized() without any name.
[[nodiscard]] QByteArray canonical(const GenerationRequest &request);
/// SHA-256 of canonical(), 64 hex digits.
[[nodiscard]] QString recipeHash(const GenerationRequest &request);

/// Whether an engine may be asked for it. Sides are multiples of `multiple` up to 4096 pixels: 64 for what
/// stable-diffusion.cpp draws (it would round up silently), 32 for the built-in model; the least is 64, or 32 with a
/// smaller multiple. What else a model can't draw is for the engine to say. When upscaling: sides of the source 1 …
/// 4096, factor 0 or 2 … 8. Errors: RecipeSize, RecipeRange, RecipeMissing, TooLarge.
[[nodiscard]] Result<> check(const GenerationRequest &request, int multiple = 64);

/// The text that A1111-compatible programs read under the keyword `parameters`.
[[nodiscard]] QString parametersText(const GenerationRequest &request);

/// The member `generation` of a token's metadata: toJson(), where a hidden prompt is named by its hash
/// (`prompt_sha256`, `negative_prompt_sha256`: SHA-256 of the UTF-8 text).
[[nodiscard]] json::Object generationOf(const GenerationRequest &request, bool hidePrompt);

/// A1111's name of a sampler or scheduler, and back; what is not in the table is given back as it is (back: in lower
/// case, and empty when it could be no identifier).
[[nodiscard]] QString samplerTitle(const QString &identifier);
[[nodiscard]] QString samplerFromTitle(const QString &title);
[[nodiscard]] QString schedulerTitle(const QString &identifier);
[[nodiscard]] QString schedulerFromTitle(const QString &title);

} // namespace recipe
} // namespace ain
