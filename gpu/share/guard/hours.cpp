#include "gpu/share/guard/hours.h"

#include <QDateTime>

#include <algorithm>

namespace ain::share {

namespace {

constexpr int DayMinutes = 1440;
constexpr qint64 MinuteMs = 60'000;
constexpr int DaysAhead = 8;

bool isOpenAt(const WeekTable &table, qint64 wallMs, const QTimeZone &zone)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(wallMs, zone);
    const int minute = local.time().msecsSinceStartOfDay() / int(MinuteMs);
    const int day = local.date().dayOfWeek() - 1;
    const auto &today = table[std::size_t(day)];
    const auto &yesterday = table[std::size_t((day + 6) % 7)];
    return std::any_of(
               today.cbegin(), today.cend(),
               [minute](const Span &span) { return minute >= span.from && (span.to <= span.from || minute < span.to); })
        || std::any_of(yesterday.cbegin(), yesterday.cend(),
                       [minute](const Span &span) { return span.to <= span.from && minute < span.to; });
}

} // namespace

bool isValid(const Span &span)
{
    return span.from >= 0 && span.from < DayMinutes && span.to >= 0 && span.to <= DayMinutes && span.from != span.to;
}

HoursState hoursAt(const WeekTable &table, qint64 wallMs, const QTimeZone &zone)
{
    HoursState state;
    state.isOpen = isOpenAt(table, wallMs, zone);
    // Every instant at which it could change; which of them do, isOpenAt() says. Around a change of the zone's offset a
    // local time stands for two instants, or for none: hence the neighbours, and the change itself.
    QList<qint64> candidates;
    const QDate today = QDateTime::fromMSecsSinceEpoch(wallMs, zone).date();
    for (int ahead = -1; ahead <= DaysAhead; ++ahead) {
        const QDate date = today.addDays(ahead);
        for (const Span &span : table[std::size_t(date.dayOfWeek() - 1)]) {
            const int end = span.to <= span.from ? span.to + DayMinutes : span.to;
            for (const int minute : {span.from, end}) {
                const QDateTime at(date.addDays(minute / DayMinutes),
                                   QTime::fromMSecsSinceStartOfDay(int(minute % DayMinutes * MinuteMs)), zone);
                const qint64 ms = at.toMSecsSinceEpoch();
                for (const int shift : {-120, -60, -30, 0, 30, 60, 120})
                    candidates.append(ms + shift * MinuteMs);
            }
        }
    }
    if (zone.hasTransitions()) {
        const auto next = zone.nextTransition(QDateTime::fromMSecsSinceEpoch(wallMs, zone));
        if (next.atUtc.isValid())
            candidates.append(next.atUtc.toMSecsSinceEpoch());
    }
    std::sort(candidates.begin(), candidates.end());
    const qint64 last = wallMs + DaysAhead * DayMinutes * MinuteMs;
    for (const qint64 candidate : std::as_const(candidates)) {
        if (candidate <= wallMs || candidate > last)
            continue;
        if (isOpenAt(table, candidate, zone) != state.isOpen) {
            state.changesInMs = candidate - wallMs;
            break;
        }
    }
    return state;
}

} // namespace ain::share
