// From a filled form to a final transaction: prepare → preview → confirm → follow. The state machine behind every
// sheet that signs.
#pragma once

#include "ui/backend/operationsbackend.h"

#include <QObject>

#include <functional>

namespace ain::ui {

class OperationPresenter : public QObject {
    Q_OBJECT
public:
    enum class State { Editing, Preparing, Previewing, Confirming, Following, Done, Failed };

    explicit OperationPresenter(OperationsBackend &operations, QObject *parent = nullptr);

    /// Editing → Preparing → Previewing, or back to Editing with failed().
    void prepare(const std::function<Task<Preview>()> &work);
    /// Previewing → Confirming → Following → Done or Failed. A second call is nothing: one preview, one signature.
    void confirm();
    /// Previewing → Editing; the preview is discarded.
    void back();
    /// Done or Failed → Editing.
    void startOver();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Preview &preview() const { return m_preview; }
    [[nodiscard]] const Progress &progress() const { return m_progress; }

Q_SIGNALS:
    void changed();
    /// While preparing or confirming; what the user typed is kept.
    void failed(const ain::Error &error);
    /// The operation ended well.
    void succeeded();

private:
    void enter(State state);
    void onProgress(const Progress &progress);

    OperationsBackend &m_operations;
    State m_state = State::Editing;
    Preview m_preview;
    Progress m_progress;
};

} // namespace ain::ui
