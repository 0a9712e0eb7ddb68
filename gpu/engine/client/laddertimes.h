// How long stopping took: measured each time, so that promised figures are figures.
#pragma once

#include <QList>
#include <QtGlobal>

#include <optional>

namespace ain::engine {

/// The last measurements of one kind, in milliseconds.
class Measured {
public:
    void add(qint64 ms);
    [[nodiscard]] qsizetype count() const { return m_values.size(); }
    [[nodiscard]] std::optional<qint64> last() const;
    /// Nearest rank; `percent` within 0..100. Empty before the first measurement.
    [[nodiscard]] std::optional<qint64> percentile(int percent) const;

    static constexpr qsizetype Kept = 512;

private:
    QList<qint64> m_values; ///< newest last
};

struct LadderTimes {
    Measured cancelMs; ///< from cancel() until the engine was idle again or gone, whatever it took
    Measured stopMs; ///< from SIGSTOP until every thread stood still
    Measured killMs; ///< from SIGKILL until the process was gone
    Measured memoryBackMs; ///< from the wish to have the memory back until it was, by unloading or killing
};

} // namespace ain::engine
