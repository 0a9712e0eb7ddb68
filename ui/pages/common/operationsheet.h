// A sheet that ends in a signature: form → preview → progress. Subclasses give the form and say what to prepare.
#pragma once

#include "ui/pages/common/operationpresenter.h"
#include "ui/widgets/sheet.h"

#include <QPointer>

class QPushButton;
class QVBoxLayout;

namespace ain::ui {

class ErrorBanner;
class HandOverSheet;
class NoticeCard;
class PreviewPanel;
class ProgressSteps;
class TextLabel;

class OperationSheet : public Sheet {
    Q_OBJECT
public:
    OperationSheet(Context &context, QWidget *owner);

    [[nodiscard]] OperationPresenter *presenter() const { return m_presenter; }
    [[nodiscard]] QPushButton *nextButton() const { return m_next; }
    [[nodiscard]] PreviewPanel *previewPanel() const { return m_previewPanel; }
    /// Where a watch-only account's request goes; null before there was one.
    [[nodiscard]] HandOverSheet *handOverSheet() const { return m_handOver; }

Q_SIGNALS:
    void succeeded();

protected:
    /// Where the inputs go.
    [[nodiscard]] QVBoxLayout *form() const { return m_form; }
    /// False after saying in place what is missing.
    virtual bool check() = 0;
    virtual Task<Preview> prepare() = 0;
    /// True when the error stands at its input now; otherwise it is shown above the buttons.
    virtual bool placeError(const Error & /*error*/) { return false; }
    /// False while nothing may be prepared or signed; the sheet itself says why. Call draw() when it changes.
    virtual bool mayGoOn() const { return true; }
    void draw();
    /// The operation is done: drafts may go.
    virtual void clearDraft() = 0;
    /// "Send now", "Create collection": the words on the button that signs.
    virtual QString confirmText() const = 0;
    virtual QString doneText() const = 0;
    void firstFocus() override;

private:
    void next();
    void handOver();
    void drawProgress();

    OperationPresenter *m_presenter;
    QWidget *m_formBox;
    QVBoxLayout *m_form;
    PreviewPanel *m_previewPanel;
    QWidget *m_progressBox;
    ProgressSteps *m_steps;
    TextLabel *m_progressText;
    NoticeCard *m_done;
    ErrorBanner *m_error;
    QPushButton *m_back;
    QPushButton *m_next;
    QPointer<QWidget> m_firstInput;
    QPointer<QWidget> m_page;
    HandOverSheet *m_handOver = nullptr;
};

} // namespace ain::ui
