#include "core/recipe/grid.h"

#include "core/json/number.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ain::recipe {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QStringView, 10> AxisNames = {u"none",        u"seed",       u"steps",   u"guidance",
                                                   u"strength",    u"clip_skip",  u"sampler", u"scheduler",
                                                   u"prompt_text", u"lora_weight"};

bool apply(GenerationRequest &request, const Axis &axis, const QString &value)
{
    bool isFine = true;
    switch (axis.kind) {
    case AxisKind::None: break;
    case AxisKind::Seed: request.seed = value.toULongLong(&isFine); break;
    case AxisKind::Steps: request.steps = value.toInt(&isFine); break;
    case AxisKind::Guidance: request.guidance = value.toDouble(&isFine); break;
    case AxisKind::Strength: request.strength = value.toDouble(&isFine); break;
    case AxisKind::ClipSkip: request.clipSkip = value.toInt(&isFine); break;
    case AxisKind::Sampler: request.sampler = value; break;
    case AxisKind::Scheduler: request.scheduler = value; break;
    case AxisKind::PromptText: {
        const QString wanted = axis.values.constFirst();
        if (wanted.isEmpty() || !(request.prompt.contains(wanted) || request.negative.contains(wanted)))
            return false;
        request.prompt.replace(wanted, value);
        request.negative.replace(wanted, value);
        break;
    }
    case AxisKind::LoraWeight:
        if (request.loras.isEmpty())
            return false;
        request.loras[0].weight = value.toDouble(&isFine);
        break;
    }
    return isFine;
}

bool isNumber(AxisKind kind)
{
    switch (kind) {
    case AxisKind::Seed:
    case AxisKind::Steps:
    case AxisKind::Guidance:
    case AxisKind::Strength:
    case AxisKind::ClipSkip:
    case AxisKind::LoraWeight: return true;
    default: return false;
    }
}

/// "20..40" and "20..40/5". False: it is no range that can be gone through.
bool appendRange(const QString &text, QStringList &out)
{
    const qsizetype dots = text.indexOf(u".."_s);
    const qsizetype slash = text.indexOf(u'/');
    bool isFromFine = false;
    bool isToFine = false;
    bool isStepFine = true;
    const double from = text.left(dots).trimmed().toDouble(&isFromFine);
    const double to = text.mid(dots + 2, slash < 0 ? -1 : slash - dots - 2).trimmed().toDouble(&isToFine);
    const double step = slash < 0 ? 1.0 : text.mid(slash + 1).trimmed().toDouble(&isStepFine);
    if (!isFromFine || !isToFine || !isStepFine || !(step > 0) || !(to >= from) || !(std::abs(from) <= double(SeedEnd))
        || !((to - from) / step < double(GridCellsMax)))
        return false;
    // Half a step over the end would be one too many, a rounding error below it one too few.
    const int count = int(std::floor((to - from) / step + 1e-9)) + 1;
    for (int i = 0; i < count; ++i)
        out += json::numberText(std::round((from + i * step) * 1e6) / 1e6);
    return true;
}

QString identifier(AxisKind kind, const QString &text)
{
    if (kind == AxisKind::Sampler)
        return samplerFromTitle(text);
    return kind == AxisKind::Scheduler ? schedulerFromTitle(text) : text;
}

QStringList cells(const Axis &axis)
{
    return axis.kind == AxisKind::None || axis.values.isEmpty() ? QStringList(QString()) : axis.values;
}

} // namespace

QString axisName(AxisKind kind) { return AxisNames[std::size_t(kind)].toString(); }

Result<Axis> axisFromText(AxisKind kind, const QString &text)
{
    Axis axis;
    axis.kind = kind;
    if (kind == AxisKind::None)
        return axis;
    const auto wrong = [kind](const QString &value) {
        return failure(errors::RecipeGrid, {{u"axis"_s, axisName(kind)}, {u"value"_s, value.left(100)}});
    };
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString value = part.trimmed();
        if (value.isEmpty())
            continue;
        bool isFine = true;
        if (isNumber(kind) && value.contains(u".."_s))
            isFine = appendRange(value, axis.values);
        else if (isNumber(kind))
            value.toDouble(&isFine);
        if (!isFine)
            return wrong(value);
        if (!isNumber(kind) || !value.contains(u".."_s))
            axis.values += identifier(kind, value);
        if (axis.values.constLast().isEmpty())
            return wrong(value);
        if (axis.values.size() > GridCellsMax)
            return failure(errors::TooLarge, {{u"what"_s, u"grid"_s}, {u"limit"_s, int(GridCellsMax)}});
    }
    if (axis.values.isEmpty())
        return wrong(text);
    return axis;
}

Result<QList<GenerationRequest>> expandGrid(const GenerationRequest &base, const Axis &x, const Axis &y)
{
    const QStringList columns = cells(x);
    const QStringList rows = cells(y);
    if (rows.size() > GridCellsMax || columns.size() > GridCellsMax / rows.size())
        return failure(errors::TooLarge, {{u"what"_s, u"grid"_s}, {u"limit"_s, int(GridCellsMax)}});
    QList<GenerationRequest> requests;
    requests.reserve(rows.size() * columns.size());
    for (const QString &row : rows) {
        for (const QString &column : columns) {
            GenerationRequest request = base;
            if (!y.values.isEmpty() && !apply(request, y, row))
                return failure(errors::RecipeGrid, {{u"axis"_s, axisName(y.kind)}, {u"value"_s, row.left(100)}});
            if (!x.values.isEmpty() && !apply(request, x, column))
                return failure(errors::RecipeGrid, {{u"axis"_s, axisName(x.kind)}, {u"value"_s, column.left(100)}});
            const auto checked = check(request, 8);
            if (!checked)
                return failure(checked.error());
            requests.append(std::move(request));
        }
    }
    return requests;
}

QList<GenerationRequest> variations(const GenerationRequest &base, int count)
{
    QList<GenerationRequest> requests;
    for (int i = 1; i <= std::min(count, int(GridCellsMax)); ++i) {
        requests.append(base);
        requests.last().seed = (base.seed + quint64(i)) % SeedEnd;
    }
    return requests;
}

} // namespace ain::recipe
