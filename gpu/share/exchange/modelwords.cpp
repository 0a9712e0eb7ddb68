#include "gpu/share/exchange/modelwords.h"

#include <algorithm>
#include <array>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

struct FamilyWord {
    QStringView library;
    QStringView job;
};
constexpr std::array FamilyWords = {
    FamilyWord{u"SD 1.x", u"sd15"},           FamilyWord{u"SDXL", u"sdxl"},
    FamilyWord{u"FLUX.1", u"flux1"},          FamilyWord{u"Z-Image", u"zimage"},
    FamilyWord{u"Qwen-Image", u"qwen_image"}, FamilyWord{u"ain-mini", u"ain_mini"},
};

std::optional<PrecisionClass> classOf(const QString &weightType)
{
    for (const QStringView exact : {u"f32", u"f16", u"bf16", u"q8_0"}) {
        if (weightType == exact)
            return PrecisionClass::A;
    }
    for (const QStringView few : {u"q4", u"q5", u"q6"}) {
        if (weightType.startsWith(few))
            return PrecisionClass::B;
    }
    if (weightType.startsWith(u"fp8") || weightType.startsWith(u"f8") || weightType.startsWith(u"nf4"))
        return PrecisionClass::C;
    return std::nullopt;
}

QString idOf(const models::Model &model)
{
    constexpr qsizetype NameMost = 40;
    constexpr qsizetype DigitsOfHash = 8;
    QString id;
    for (const QChar letter : model.name.toLower()) {
        const bool isPlain = (letter >= u'a' && letter <= u'z') || (letter >= u'0' && letter <= u'9');
        if (isPlain)
            id += letter;
        else if (!id.isEmpty() && !id.endsWith(u'-'))
            id += u'-';
        if (id.size() >= NameMost)
            break;
    }
    while (id.endsWith(u'-'))
        id.chop(1);
    const QString digits = model.sha256.left(DigitsOfHash);
    return id.isEmpty() ? u"model-"_s + digits : id + u'-' + digits;
}

} // namespace

std::optional<ModelWords> wordsOf(const models::Model &model)
{
    const auto *const family = std::find_if(FamilyWords.begin(), FamilyWords.end(),
                                            [&model](const FamilyWord &word) { return model.family == word.library; });
    const auto precision = classOf(model.weightType);
    const bool draws = model.kind == models::Kind::Checkpoint || model.kind == models::Kind::DiffusionPart
        || model.kind == models::Kind::Mini;
    if (family == FamilyWords.end() || !precision || !draws || model.sha256.isEmpty() || model.isMissing
        || !model.reason.isEmpty() || model.verified == models::Verified::Mismatch)
        return std::nullopt;
    return ModelWords{.id = idOf(model), .family = family->job.toString(), .precision = *precision};
}

} // namespace ain::share
