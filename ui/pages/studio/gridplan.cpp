#include "ui/pages/studio/gridplan.h"

#include <algorithm>
#include <cmath>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

bool isWhole(AxisKind kind) { return kind == AxisKind::Seed || kind == AxisKind::Steps || kind == AxisKind::ClipSkip; }

bool isNumber(AxisKind kind)
{
    return isWhole(kind) || kind == AxisKind::Guidance || kind == AxisKind::Strength || kind == AxisKind::LoraWeight;
}

std::pair<double, double> bounds(AxisKind kind)
{
    switch (kind) {
    case AxisKind::Seed: return {0, double(recipe::SeedEnd - 1)};
    case AxisKind::Steps: return {1, 150};
    case AxisKind::Guidance: return {0, 30};
    case AxisKind::Strength: return {0, 1};
    case AxisKind::ClipSkip: return {0, 12};
    case AxisKind::LoraWeight: return {-10, 10};
    default: return {0, 0};
    }
}

QString written(double value, AxisKind kind)
{
    return isWhole(kind) ? QString::number(qint64(value)) : QString::number(value);
}

/// One part of a list of numbers: "7", "20..40", "20..40/5". False: it is none.
bool numbers(const QString &part, AxisKind kind, QStringList &out)
{
    const auto [least, most] = bounds(kind);
    const auto fits = [kind, least = least, most = most](double value) {
        return value >= least && value <= most && (!isWhole(kind) || value == std::floor(value));
    };
    bool isFine = false;
    const qsizetype dots = part.indexOf(u".."_s);
    if (dots < 0) {
        const double value = part.toDouble(&isFine);
        if (!isFine || !fits(value))
            return false;
        out += written(value, kind);
        return true;
    }
    bool isEndFine = false;
    bool isStepFine = true;
    const qsizetype slash = part.indexOf(u'/');
    const double from = part.left(dots).trimmed().toDouble(&isFine);
    const double to = part.mid(dots + 2, slash < 0 ? -1 : slash - dots - 2).trimmed().toDouble(&isEndFine);
    const double step = slash < 0 ? 1.0 : part.mid(slash + 1).trimmed().toDouble(&isStepFine);
    if (!isFine || !isEndFine || !isStepFine || !fits(from) || !fits(to) || step <= 0 || to < from
        || (to - from) / step >= GridMax)
        return false;
    // Half a step over the end would be one too many, a rounding error below it one too few.
    const int count = int(std::floor((to - from) / step + 1e-9)) + 1;
    for (int i = 0; i < count; ++i) {
        const double value = std::round((from + i * step) * 1e6) / 1e6;
        if (!fits(value))
            return false;
        out += written(value, kind);
    }
    return true;
}

bool put(recipe::GenerationRequest &request, const GridAxis &axis, const QStringList &values, const QString &value)
{
    switch (axis.kind) {
    case AxisKind::None: return true;
    case AxisKind::Seed: request.seed = value.toULongLong(); return true;
    case AxisKind::Steps: request.steps = value.toInt(); return true;
    case AxisKind::Guidance: request.guidance = value.toDouble(); return true;
    case AxisKind::Strength: request.strength = value.toDouble(); return true;
    case AxisKind::ClipSkip: request.clipSkip = value.toInt(); return true;
    case AxisKind::Sampler: request.sampler = recipe::samplerFromTitle(value); return !request.sampler.isEmpty();
    case AxisKind::Scheduler:
        request.scheduler = recipe::schedulerFromTitle(value);
        return !request.scheduler.isEmpty();
    case AxisKind::LoraWeight:
        if (request.loras.isEmpty())
            return false;
        request.loras.first().weight = value.toDouble();
        return true;
    case AxisKind::Words:
        if (!request.prompt.contains(values.first()))
            return false;
        request.prompt.replace(values.first(), value);
        return true;
    }
    return false;
}

} // namespace

QStringList axisValues(const GridAxis &axis)
{
    QStringList out;
    if (axis.kind == AxisKind::None)
        return {QString()};
    for (const QString &part : axis.values.split(u',', Qt::SkipEmptyParts)) {
        const QString value = part.trimmed();
        if (value.isEmpty())
            continue;
        if (isNumber(axis.kind)) {
            if (!numbers(value, axis.kind, out))
                return {};
        } else {
            out += value;
        }
        if (out.size() > GridMax)
            return {};
    }
    return out;
}

QList<recipe::GenerationRequest> expandGrid(const recipe::GenerationRequest &base, const GridAxis &x, const GridAxis &y)
{
    const QStringList across = axisValues(x);
    const QStringList down = axisValues(y);
    if (across.isEmpty() || down.isEmpty() || across.size() * down.size() > GridMax)
        return {};
    QList<recipe::GenerationRequest> out;
    for (const QString &yValue : down) {
        for (const QString &xValue : across) {
            recipe::GenerationRequest request = base;
            if (!put(request, x, across, xValue) || !put(request, y, down, yValue))
                return {};
            out.append(request);
        }
    }
    return out;
}

QList<recipe::GenerationRequest> variations(const recipe::GenerationRequest &base, int count,
                                            const std::function<quint64()> &newSeed)
{
    QList<recipe::GenerationRequest> out;
    for (int i = 0; i < std::min(count, GridMax); ++i) {
        out.append(base);
        out.last().seed = newSeed();
    }
    return out;
}

} // namespace ain::ui
