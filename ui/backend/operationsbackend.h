// What happens after a preview: sign, send, follow. One object for every kind of operation. Main thread.
#pragma once

#include "core/base/task.h"
#include "ui/backend/types.h"

#include <QObject>

namespace ain::ui {

class OperationsBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Signs and sends what the preview showed. Ends when the first transaction was handed over (or refused);
    /// everything later comes by progress(). A preview can be confirmed once.
    virtual Task<> confirm(QString previewId) = 0;
    /// The user went back: the preview is worth nothing any more.
    virtual void discard(const QString &previewId) = 0;
    /// Operations that are not done yet, after a restart too.
    [[nodiscard]] virtual QList<Progress> running() const = 0;

Q_SIGNALS:
    void progress(const ain::ui::Progress &progress);
};

} // namespace ain::ui
