// Time left, told honestly or not at all.
#pragma once

#include <QList>
#include <QSize>
#include <QString>
#include <QtGlobal>

#include <map>
#include <optional>
#include <utility>

namespace ain::engine {

/// Watches the steps of one picture. An answer comes after three whole steps of steady pace: the longest of the last
/// four took at most twice the shortest, else the pace says nothing about what comes.
class TimeLeft {
public:
    /// `step` of `steps` was done at `atMs` (monotonic).
    void step(int step, int steps, qint64 atMs);
    /// Until the last step, milliseconds from `nowMs` on.
    [[nodiscard]] std::optional<qint64> sampling(qint64 nowMs) const;

private:
    QList<qint64> m_stepMs; ///< of the last steps
    int m_step = 0;
    int m_steps = 0;
    qint64 m_atMs = 0;
    bool m_hasStarted = false;
};

/// What came after the last step before (decoding), by model and size: the same again is the best guess there is.
class DecodeTimes {
public:
    void add(const QString &model, QSize size, qint64 ms);
    [[nodiscard]] std::optional<qint64> of(const QString &model, QSize size) const;

private:
    std::map<std::pair<QString, qint64>, qint64> m_ms; ///< by model and number of pixels
};

} // namespace ain::engine
