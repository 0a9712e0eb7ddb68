// How much memory this process uses. Opened before the cage closes, when /proc can still be read.
#pragma once

#include "gpu/engine/protocol/uniquefd.h"

#include <QtGlobal>

namespace ain::engine {

/// Thread: any.
class MemoryMeter {
public:
    MemoryMeter();
    [[nodiscard]] qint64 residentBytes() const;
    [[nodiscard]] static qint64 peakBytes(); ///< of the whole life of the process

    /// Physical memory of this computer, as it was when the meter was made.
    [[nodiscard]] qint64 totalBytes() const { return m_total; }
    [[nodiscard]] qint64 freeBytes() const { return m_free; }

private:
    UniqueFd m_statm;
    qint64 m_total = 0;
    qint64 m_free = 0;
};

} // namespace ain::engine
