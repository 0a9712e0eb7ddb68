// Who draws for the pool on this box.
#pragma once

#include "core/base/task.h"
#include "gpu/share/pool/messages.h"

namespace ain::pool {

/// Thread: main.
class Painter {
public:
    Painter() = default;
    Painter(const Painter &) = delete;
    Painter &operator=(const Painter &) = delete;
    Painter(Painter &&) = delete;
    Painter &operator=(Painter &&) = delete;
    virtual ~Painter() = default;

    /// What it can draw with now.
    [[nodiscard]] virtual QList<Offer> offers() const = 0;
    [[nodiscard]] virtual QString device() const = 0; ///< for people
    /// A PNG file. `job` names it for cancel(). Errors: Cancelled, those of drawing.
    virtual Task<QByteArray> draw(QString job, share::JobSpec spec) = 0;
    /// Ends it soon, as Cancelled; an unknown one is fine.
    virtual void cancel(const QString &job) = 0;
};

} // namespace ain::pool
