#include "gpu/models/parts.h"

#include <QFileInfo>
#include <QHash>

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
    return encoderRoleOf(model) == role && (role != u"llm" || parts.llm.isEmpty() || model.family == parts.llm);
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
        const bool isUsable = !model.isMissing && model.reason.isEmpty() && model.verified != Verified::Mismatch;
        if (isUsable && fits(model) && (found == nullptr || rank(model) < rank(*found)))
            found = &model;
    }
    return found;
}

} // namespace

QString partNames(const QStringList &missing)
{
    static const QHash<QString, QString> names = {{u"clip_l"_s, u"CLIP-L"_s},
                                                  {u"clip_g"_s, u"CLIP-G"_s},
                                                  {u"t5xxl"_s, u"T5-XXL"_s},
                                                  {u"llm"_s, u"LLM"_s},
                                                  {u"vae"_s, u"VAE"_s}};
    QStringList words;
    for (const QString &role : missing)
        words += names.value(role, role);
    return words.join(u", "_s);
}

QString encoderRoleOf(const Model &encoder)
{
    if (encoder.kind != Kind::TextEncoder)
        return {};
    if (encoder.family == "CLIP-L"_L1)
        return u"clip_l"_s;
    if (encoder.family == "CLIP-G"_L1)
        return u"clip_g"_s;
    if (encoder.family == "T5"_L1)
        return u"t5xxl"_s;
    return encoder.family.startsWith("CLIP"_L1) ? QString() : u"llm"_s;
}

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
            completion.encoders += std::pair(role, *encoder);
        else
            completion.missing += role;
    }
    const Model *vae = best(part, library, [parts](const Model &model) { return isDecoder(model, *parts); });
    if (vae != nullptr)
        completion.vae = *vae;
    else
        completion.missing += u"vae"_s;
    return completion;
}

} // namespace ain::models
