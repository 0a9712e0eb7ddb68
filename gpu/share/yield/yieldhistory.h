// How fast the GPU was given back, each time: what the window promises is what was measured.
#pragma once

#include "core/base/result.h"
#include "core/json/value.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace ain::share {

enum class YieldKind {
    Soft, ///< the GPU computes no more; the model may stay a while
    Hard, ///< its memory is wanted too
};

/// Milliseconds from the trigger (the moment at which this program learnt that the user is back) to the end of each
/// stage; -1: the stage was not needed, or did not come.
struct YieldTimes {
    qint64 atMs = 0; ///< wall clock, UTC
    YieldKind kind = YieldKind::Soft;
    bool hadJob = false; ///< a job of others was running
    qint64 revokeMs = -1; ///< nothing new is taken
    qint64 cancelMs = -1; ///< the engine was told to stop
    qint64 ackMs = -1; ///< it stopped by itself
    qint64 freezeMs = -1; ///< SIGSTOP, and every thread stood
    qint64 handBackMs = -1; ///< the jobs were given back
    qint64 goneMs = -1; ///< the process was gone
    qint64 computeMs = -1; ///< no new kernel from here on: the first of the three that came
    qint64 memoryMs = -1; ///< its memory was back; from the moment that it was wanted

    friend bool operator==(const YieldTimes &, const YieldTimes &) = default;
};

struct Percentiles {
    qsizetype count = 0;
    qint64 p50 = 0, p90 = 0, p99 = 0; ///< nearest rank, in ms
};

/// The last yields. Value type.
class YieldHistory {
public:
    using Stage = qint64 YieldTimes::*;

    void add(const YieldTimes &times);
    [[nodiscard]] const QList<YieldTimes> &times() const { return m_times; } ///< newest last
    /// Of the yields in which the stage came. Empty: there was none.
    [[nodiscard]] std::optional<Percentiles> percentiles(Stage stage) const;
    /// {"compute":{count,p50,p90,p99},"memory":…,"cancel":…,"freeze":…,"hand_back":…}; stages that never came are
    /// missing.
    [[nodiscard]] json::Object summary() const;

    [[nodiscard]] QByteArray toJson() const;
    /// Errors are the parser's; entries that can't be are left out.
    [[nodiscard]] static Result<YieldHistory> fromJson(QByteArrayView json);
    /// Thread: any; blocks for a small file. Errors: errors::FileWrite; a missing or damaged file is an empty history.
    [[nodiscard]] Result<> save(const QString &path) const;
    [[nodiscard]] static YieldHistory load(const QString &path);

    static constexpr qsizetype Kept = 512;

private:
    QList<YieldTimes> m_times;
};

} // namespace ain::share
