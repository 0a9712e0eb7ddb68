// How long this computer drew for others, and how much electricity that took as far as it was measured.
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/json/value.h"

#include <QDate>
#include <QMap>
#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace ain::app {

struct UsageSum {
    qint64 ms = 0; ///< drawn for others
    qint64 measuredMs = 0; ///< of it, with a measured power
    qint64 milliJoules = 0; ///< drawn in those

    friend bool operator==(const UsageSum &, const UsageSum &) = default;
};

/// A value: sums by day (UTC), at most MaxDays; older ones become one sum.
class UsageBook {
public:
    static constexpr int MaxDays = 400;
    static constexpr qint64 MaxBytes = 256 * 1024;

    /// `watts` empty: nobody measured. Nonsense counts as not measured.
    void add(QDate day, qint64 ms, std::optional<double> watts);
    [[nodiscard]] UsageSum total() const;
    [[nodiscard]] UsageSum of(QDate day) const { return m_days.value(day); }

    /// docs/formats.md, "Time drawn for others". Empty: damaged.
    [[nodiscard]] static std::optional<UsageBook> fromJson(const json::Value &value);
    [[nodiscard]] json::Value toJson() const;

private:
    void shrink();
    QMap<QDate, UsageSum> m_days;
    UsageSum m_before;
};

/// Measures while something is drawn for others, and writes down what it measured: a kill costs SaveEveryMs at most.
/// Thread: main.
class ShareUsage : public QObject {
    Q_OBJECT
public:
    static constexpr int LookEveryMs = 1000;
    static constexpr int SaveEveryMs = 15'000;

    /// Reads `file` if it is there; a damaged one is set aside as "<file>.damaged". `watts`: what the GPU that draws
    /// for others draws now; empty where that is not known.
    ShareUsage(QString file, const Clock &clock, std::function<std::optional<double>()> watts);
    ~ShareUsage() override;

    [[nodiscard]] static QString fileIn(const QString &dataDirectory);
    /// Of a file, for a program that shares nothing itself. Missing or damaged: nothing.
    [[nodiscard]] static UsageBook load(const QString &file);

    void setDrawing(bool isDrawing);
    /// What went out to others.
    void addSent(qint64 bytes);
    /// Since midnight, local time.
    [[nodiscard]] qint64 sentToday() const;
    /// Up to this moment.
    [[nodiscard]] UsageSum total() const;
    /// Why it could not be written down; empty: it was.
    [[nodiscard]] const std::optional<Error> &lastError() const { return m_error; }

private:
    void look();
    void save();
    [[nodiscard]] QDate today() const;

    QString m_file;
    const Clock &m_clock;
    std::function<std::optional<double>()> m_watts;
    UsageBook m_book;
    QDate m_sentDay; ///< local
    qint64 m_sent = 0; ///< bytes, on that day
    QTimer m_timer;
    qint64 m_lookedMs = 0; ///< monotonic
    qint64 m_savedMs = 0; ///< monotonic
    bool m_isDrawing = false;
    std::optional<Error> m_error;
};

} // namespace ain::app
