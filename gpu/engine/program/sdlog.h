// The library tells some things only in its log: the model's family, where it is, why it refused. This reads them.
#pragma once

#include "gpu/engine/program/painter.h"

#include <QStringList>

#include <mutex>

namespace ain::engine {

/// Thread: any; the library logs from its loading threads too.
class SdLog {
public:
    /// Forgets the last job's lines; `listener` gets warnings and errors until the next start. May be null.
    void start(PaintListener *listener);
    void add(int level, const char *text);

    [[nodiscard]] QString family(); ///< of the model that was loaded last
    [[nodiscard]] QString lastLines(); ///< warnings and errors, newest last
    /// How many LoRA files had an effect; the library tells only at the end of a drawing.
    [[nodiscard]] int appliedLoras();
    [[nodiscard]] Phase phase(); ///< where the library is, once start() was called for a drawing

private:
    std::mutex m_mutex;
    PaintListener *m_listener = nullptr;
    QStringList m_lines;
    QString m_family;
    QStringList m_loras; ///< paths of those that were applied
    Phase m_phase = Phase::Load;
};

} // namespace ain::engine
