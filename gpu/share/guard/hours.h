// The user's time table: at which local hours sharing is welcome.
#pragma once

#include <QList>
#include <QTimeZone>

#include <array>
#include <optional>

namespace ain::share {

/// Minutes of a local day. `to` at most 1440; a span with `to` <= `from` ends on the next day.
struct Span {
    int from = 0; ///< 0..1439
    int to = 0; ///< 0..1440, not `from`

    friend bool operator==(const Span &, const Span &) = default;
};

/// Spans by the weekday they begin on, Monday first.
using WeekTable = std::array<QList<Span>, 7>;

inline constexpr qsizetype MaxSpansPerDay = 8;

[[nodiscard]] bool isValid(const Span &span);

struct HoursState {
    bool isOpen = false;
    std::optional<qint64> changesInMs = {}; ///< empty: never, within the next eight days
};

/// `wallMs` is UTC. The clock on the wall decides: an hour that a zone repeats is open twice, one that it skips never
/// comes. Pure.
[[nodiscard]] HoursState hoursAt(const WeekTable &table, qint64 wallMs, const QTimeZone &zone);

} // namespace ain::share
