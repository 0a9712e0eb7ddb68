#include "ui/pages/studio/studiodraft.h"

#include "gpu/models/advice.h"

#include "core/json/parser.h"
#include "core/json/value.h"
#include "core/json/writer.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype StyleTextMax = 4000;
constexpr int StylesMax = 200;
constexpr int SideMin = 32; // of the built-in model; the others take 64 and more
constexpr int SideMax = 4096;
constexpr int MiniSideMax = 1024;
constexpr int MiniStepsMin = 4;
constexpr int MiniStepsMax = 30;

/// What the form can show.
recipe::GenerationRequest bounded(recipe::GenerationRequest request)
{
    request.width = std::clamp(request.width, SideMin, SideMax);
    request.height = std::clamp(request.height, SideMin, SideMax);
    request.steps = std::clamp(request.steps, 1, 150);
    request.guidance = std::clamp(request.guidance, 0.0, 30.0);
    request.strength = std::clamp(request.strength, 0.0, 1.0);
    request.clipSkip = std::clamp(request.clipSkip, 0, 12);
    request.seed %= recipe::SeedEnd;
    return request;
}

struct Names {
    Q_DECLARE_TR_FUNCTIONS(StudioStyle)
};

} // namespace

QByteArray draftToJson(const StudioDraft &draft)
{
    json::Object out;
    out.set(u"request"_s, recipe::toJson(draft.request));
    out.set(u"count"_s, draft.count);
    out.set(u"seed_locked"_s, draft.isSeedLocked);
    out.set(u"style"_s, draft.style);
    out.set(u"parent"_s, draft.parent);
    return json::canonical(json::Value(std::move(out)));
}

StudioDraft draftFromJson(const QByteArray &json)
{
    StudioDraft draft;
    const auto parsed = json::parse(json);
    if (!parsed)
        return draft;
    if (const auto request = recipe::fromJson((*parsed)[u"request"]))
        draft.request = bounded(*request);
    draft.count = int(std::clamp<qint64>((*parsed)[u"count"].toInteger(1), 1, CountMax));
    draft.isSeedLocked = (*parsed)[u"seed_locked"].toBool();
    draft.style = (*parsed)[u"style"].toString();
    draft.parent = (*parsed)[u"parent"].toInteger();
    return draft;
}

QByteArray stylesToJson(const QList<StudioStyle> &styles)
{
    json::Array out;
    for (const StudioStyle &style : styles) {
        json::Object one;
        one.set(u"id"_s, style.id);
        one.set(u"name"_s, style.name);
        one.set(u"prompt"_s, style.prompt);
        one.set(u"negative"_s, style.negative);
        out.emplace_back(std::move(one));
    }
    return json::canonical(json::Value(std::move(out)));
}

QList<StudioStyle> stylesFromJson(const QByteArray &json)
{
    QList<StudioStyle> styles;
    const auto parsed = json::parse(json);
    if (!parsed)
        return styles;
    for (const json::Value &one : parsed->array()) {
        const StudioStyle style{one[u"id"].toString(), one[u"name"].toString().left(80),
                                one[u"prompt"].toString().left(StyleTextMax),
                                one[u"negative"].toString().left(StyleTextMax)};
        if (!style.id.isEmpty() && !style.name.isEmpty() && styles.size() < StylesMax)
            styles.append(style);
    }
    return styles;
}

const QList<StudioStyle> &builtInStyles()
{
    // In English whatever the language: text encoders were trained on it.
    static const QList<StudioStyle> styles{
        {u"pixel"_s, {}, u"{prompt}, pixel art, crisp pixels, limited palette"_s, u"blurry, photo, smooth shading"_s},
        {u"sticker"_s,
         {},
         u"{prompt}, die-cut sticker, thick white outline, flat colours, plain background"_s,
         u"photo, busy background"_s},
        {u"avatar"_s,
         {},
         u"portrait of {prompt}, centred, head and shoulders, simple background"_s,
         u"cropped, text, watermark"_s},
        {u"watercolour"_s,
         {},
         u"watercolour painting of {prompt}, soft washes, paper texture"_s,
         u"photo, 3d render"_s},
        {u"ink"_s, {}, u"ink drawing of {prompt}, clean line art, black on white"_s, u"colour, shading, photo"_s},
        {u"photo"_s,
         {},
         u"photograph of {prompt}, natural light, sharp focus, 50 mm"_s,
         u"drawing, painting, 3d render, deformed"_s},
        {u"clay"_s, {}, u"{prompt}, clay figure, soft studio light, 3d render"_s, u"photo, flat"_s}};
    return styles;
}

QString styleName(const StudioStyle &style)
{
    if (style.id == u"pixel")
        return Names::tr("Pixel");
    if (style.id == u"sticker")
        return Names::tr("Sticker");
    if (style.id == u"avatar")
        return Names::tr("Avatar");
    if (style.id == u"watercolour")
        return Names::tr("Watercolour");
    if (style.id == u"ink")
        return Names::tr("Ink");
    if (style.id == u"photo")
        return Names::tr("Photo");
    if (style.id == u"clay")
        return Names::tr("Clay");
    return style.name;
}

recipe::GenerationRequest styled(recipe::GenerationRequest request, const StudioStyle &style)
{
    const QString prompt = request.prompt.trimmed();
    if (style.prompt.contains(u"{prompt}"_s)) {
        // Not replace(): a prompt may contain the placeholder itself.
        const qsizetype at = style.prompt.indexOf(u"{prompt}"_s);
        request.prompt = style.prompt.left(at) + prompt + style.prompt.mid(at + 8);
    } else if (!style.prompt.isEmpty()) {
        request.prompt = prompt.isEmpty() ? style.prompt : prompt + u", "_s + style.prompt;
    }
    if (!style.negative.isEmpty())
        request.negative = request.negative.trimmed().isEmpty() ? style.negative
                                                                : request.negative.trimmed() + u", "_s + style.negative;
    return request;
}

QSize sizeInRatio(QSize size, int across, int down, int multiple)
{
    const double area = double(size.width()) * size.height();
    const double width = std::sqrt(area * across / down);
    const auto round = [multiple](double side) {
        return std::clamp(int(std::lround(side / multiple)) * multiple, std::max(SideMin, multiple), SideMax);
    };
    return {round(width), round(width * down / across)};
}

int sizeMultiple(const models::Model *model) { return model != nullptr && model->kind == models::Kind::Mini ? 32 : 64; }

void useModel(recipe::GenerationRequest &request, const models::Model &model,
              const std::optional<models::Model> &before)
{
    const models::Advice old = models::adviceFor(before.value_or(models::Model{}));
    const models::Advice now = models::adviceFor(model);
    request.model = {model.sha256, model.name};
    if (request.steps == old.steps)
        request.steps = now.steps;
    if (request.guidance == old.guidance)
        request.guidance = now.guidance;
    if (request.width == old.side && request.height == old.side)
        request.width = request.height = now.side;
    const int multiple = sizeMultiple(&model);
    const auto even = [multiple](int side) { return std::max(multiple, side / multiple * multiple); };
    request.width = even(request.width);
    request.height = even(request.height);
    if (model.kind == models::Kind::Mini) { // draws squares only, in few steps
        request.width = request.height = std::min({request.width, request.height, MiniSideMax});
        request.steps = std::clamp(request.steps, MiniStepsMin, MiniStepsMax);
    }
}

} // namespace ain::ui
