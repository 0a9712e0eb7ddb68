#include "gpu/share/yield/yieldhistory.h"

#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QFile>
#include <QSaveFile>

#include <algorithm>
#include <array>
#include <cmath>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxBytes = 256 * 1024;
constexpr int Version = 1;
constexpr qint64 MaxStageMs = 24 * 3600 * 1000;

/// In the order of the file's rows, behind time, kind and whether there was a job.
constexpr std::array<YieldHistory::Stage, 8> Stages = {
    &YieldTimes::revokeMs,  &YieldTimes::cancelMs,   &YieldTimes::ackMs,  &YieldTimes::freezeMs,
    &YieldTimes::computeMs, &YieldTimes::handBackMs, &YieldTimes::goneMs, &YieldTimes::memoryMs};
constexpr std::size_t FirstStage = 3;

std::optional<YieldTimes> timesOf(const json::Value &row)
{
    if (!row.isArray() || row.array().size() != FirstStage + Stages.size())
        return std::nullopt;
    for (const json::Value &value : row.array()) {
        if (!value.isNumber() || std::trunc(value.toDouble()) != value.toDouble())
            return std::nullopt;
    }
    const json::Array &values = row.array();
    const qint64 kind = values[1].toInteger(-1);
    const qint64 hadJob = values[2].toInteger(-1);
    if (kind < 0 || kind > 1 || hadJob < 0 || hadJob > 1)
        return std::nullopt;
    YieldTimes times{.atMs = values[0].toInteger(), .kind = YieldKind(kind), .hadJob = hadJob == 1};
    for (std::size_t i = 0; i < Stages.size(); ++i) {
        const qint64 ms = values[FirstStage + i].toInteger(-2);
        if (ms < -1 || ms > MaxStageMs)
            return std::nullopt;
        times.*Stages[i] = ms;
    }
    return times;
}

} // namespace

void YieldHistory::add(const YieldTimes &times)
{
    if (m_times.size() >= Kept)
        m_times.removeFirst();
    m_times.append(times);
}

std::optional<Percentiles> YieldHistory::percentiles(Stage stage) const
{
    QList<qint64> values;
    for (const YieldTimes &times : m_times) {
        if (times.*stage >= 0)
            values.append(times.*stage);
    }
    if (values.isEmpty())
        return std::nullopt;
    std::sort(values.begin(), values.end());
    const auto rank = [&values](int percent) {
        return values[std::max<qsizetype>((values.size() * percent + 99) / 100, 1) - 1];
    };
    return Percentiles{.count = values.size(), .p50 = rank(50), .p90 = rank(90), .p99 = rank(99)};
}

json::Object YieldHistory::summary() const
{
    struct Named {
        const char16_t *name;
        Stage stage;
    };
    constexpr std::array named = {Named{u"compute", &YieldTimes::computeMs}, Named{u"memory", &YieldTimes::memoryMs},
                                  Named{u"cancel", &YieldTimes::ackMs}, Named{u"freeze", &YieldTimes::freezeMs},
                                  Named{u"hand_back", &YieldTimes::handBackMs}};
    json::Object summary;
    for (const Named &one : named) {
        const auto found = percentiles(one.stage);
        if (!found)
            continue;
        json::Object figures;
        figures.set(u"count"_s, qint64(found->count));
        figures.set(u"p50"_s, found->p50);
        figures.set(u"p90"_s, found->p90);
        figures.set(u"p99"_s, found->p99);
        summary.set(QStringView(one.name).toString(), std::move(figures));
    }
    return summary;
}

QByteArray YieldHistory::toJson() const
{
    json::Array rows;
    for (const YieldTimes &times : m_times) {
        json::Array row;
        row.emplace_back(times.atMs);
        row.emplace_back(int(times.kind));
        row.emplace_back(times.hadJob ? 1 : 0);
        for (const Stage stage : Stages)
            row.emplace_back(times.*stage);
        rows.emplace_back(std::move(row));
    }
    json::Object object;
    object.set(u"version"_s, Version);
    object.set(u"yields"_s, std::move(rows));
    return json::canonical(json::Value(std::move(object)));
}

Result<YieldHistory> YieldHistory::fromJson(QByteArrayView text)
{
    const json::ParseLimits limits{.maxBytes = MaxBytes, .maxDepth = 4, .maxValues = 20'000};
    const auto parsed = json::parse(text, limits);
    if (!parsed)
        return failure(parsed.error());
    YieldHistory history;
    if ((*parsed)[u"version"].toInteger() != Version)
        return history;
    for (const json::Value &row : (*parsed)[u"yields"].array()) {
        if (const auto times = timesOf(row))
            history.add(*times);
    }
    return history;
}

Result<> YieldHistory::save(const QString &path) const
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(toJson()) < 0 || !file.commit())
        return failure(errors::FileWrite, {{u"path"_s, path}}, file.errorString());
    return {};
}

YieldHistory YieldHistory::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return fromJson(file.read(MaxBytes + 1)).value_or(YieldHistory());
}

} // namespace ain::share
