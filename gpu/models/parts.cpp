#include "gpu/models/parts.h"

#include <QFileInfo>

#include <algorithm>
#include <array>
#include <tuple>

namespace ain::models {

using namespace Qt::StringLiterals;

namespace {

struct Parts {
    QLatin1StringView family;
    std::array<QStringView, 3> roles; ///< null: none
    QLatin1StringView vae; ///< family of the VAE
    QLatin1StringView llm = {}; ///< family of the language model; null: any
};

// As stable-diffusion.cpp loads them (its docs, one page for each family).
constexpr std::array AllParts = {
    Parts{"SD 1.x"_L1, {u"clip_l"}, "SD"_L1},
    Parts{"SDXL"_L1, {u"clip_l", u"clip_g"}, "SD"_L1},
    Parts{"SD 3"_L1, {u"clip_l", u"clip_g", u"t5xxl"}, "SD 3/FLUX.1"_L1},
    Parts{"SD 3.5"_L1, {u"clip_l", u"clip_g", u"t5xxl"}, "SD 3/FLUX.1"_L1},
    Parts{"FLUX.1"_L1, {u"clip_l", u"t5xxl"}, "SD 3/FLUX.1"_L1},
    Parts{"Chroma"_L1, {u"t5xxl"}, "SD 3/FLUX.1"_L1},
    Parts{"Z-Image"_L1, {u"llm"}, "SD 3/FLUX.1"_L1, "Qwen3 4B"_L1},
    Parts{"FLUX.2"_L1, {u"llm"}, "FLUX.2"_L1},
    Parts{"Qwen-Image"_L1, {u"llm"}, "Qwen-Image"_L1, "Qwen2.5-VL 7B"_L1},
};

const Parts *partsOf(const QString &family)
{
    const auto *found = std::ranges::find_if(AllParts, [&family](const Parts &of) { return family == of.family; });
    return found == AllParts.end() ? nullptr : found;
}

bool isEncoder(const Model &model, QStringView role, const Parts &parts)
{
    if (model.kind != Kind::TextEncoder)
        return false;
    if (role == u"clip_l")
        return model.family == "CLIP-L"_L1;
    if (role == u"clip_g")
        return model.family == "CLIP-G"_L1;
    if (role == u"t5xxl")
        return model.family == "T5"_L1;
    const bool isLanguageModel =
        model.family == "LLM"_L1 || model.family.startsWith("Qwen"_L1) || model.family.startsWith("Mistral"_L1);
    return parts.llm.isEmpty() ? isLanguageModel : model.family == parts.llm;
}

bool isDecoder(const Model &model, const Parts &parts)
{
    // Families of one VAE shape are one for the library, but those of SD and SDXL differ in scale: kept apart by
    // folder.
    return model.kind == Kind::Vae && model.family == parts.vae;
}

template<typename Fits>
const Model *best(const Model &part, const QList<Model> &library, Fits fits)
{
    const QString folder = QFileInfo(part.path).path();
    const auto rank = [&folder](const Model &model) {
        return std::tuple(QFileInfo(model.path).path() != folder, model.bytes, model.path);
    };
    const Model *found = nullptr;
    for (const Model &model : library) {
        const bool isUsable = !model.isMissing && model.reason.isEmpty() && !model.sha256.isEmpty()
            && model.verified != Verified::Mismatch;
        if (isUsable && fits(model) && (found == nullptr || rank(model) < rank(*found)))
            found = &model;
    }
    return found;
}

} // namespace

QStringList encoderRolesOf(const QString &family)
{
    QStringList roles;
    if (const Parts *parts = partsOf(family)) {
        for (const QStringView role : parts->roles) {
            if (!role.isEmpty())
                roles += role.toString();
        }
    }
    return roles;
}

Completion complete(const Model &part, const QList<Model> &library)
{
    Completion completion;
    const Parts *parts = part.kind == Kind::DiffusionPart ? partsOf(part.family) : nullptr;
    if (parts == nullptr)
        return completion;
    const QStringList roles = encoderRolesOf(part.family);
    for (const QString &role : roles) {
        const Model *encoder = best(part, library, [&](const Model &model) { return isEncoder(model, role, *parts); });
        if (encoder != nullptr)
            completion.encoders += recipe::EncoderRef{.role = role, .file = {encoder->sha256, encoder->name}};
        else
            completion.missing += role;
    }
    const Model *vae = best(part, library, [parts](const Model &model) { return isDecoder(model, *parts); });
    if (vae != nullptr)
        completion.vae = recipe::FileRef{vae->sha256, vae->name};
    else
        completion.missing += u"vae"_s;
    return completion;
}

} // namespace ain::models
