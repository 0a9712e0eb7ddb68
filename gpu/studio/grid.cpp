#include "gpu/studio/grid.h"

#include <algorithm>
#include <array>

namespace ain::studio {

using namespace Qt::StringLiterals;
using recipe::GenerationRequest;

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

QStringList cells(const Axis &axis)
{
    return axis.kind == AxisKind::None || axis.values.isEmpty() ? QStringList(QString()) : axis.values;
}

} // namespace

QString axisName(AxisKind kind) { return AxisNames[std::size_t(kind)].toString(); }

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
                return failure(errors::StudioGrid, {{u"axis"_s, axisName(y.kind)}, {u"value"_s, row.left(100)}});
            if (!x.values.isEmpty() && !apply(request, x, column))
                return failure(errors::StudioGrid, {{u"axis"_s, axisName(x.kind)}, {u"value"_s, column.left(100)}});
            const auto checked = recipe::check(request, 8);
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
        requests.last().seed = (base.seed + quint64(i)) % recipe::SeedEnd;
    }
    return requests;
}

} // namespace ain::studio
