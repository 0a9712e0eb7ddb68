// Looks for my tokens in all collections of the network.
#pragma once

#include "ui/pages/collection/searchpresenter.h"
#include "ui/widgets/sheet.h"

class QProgressBar;

namespace ain::ui {

class ErrorBanner;
class NoticeCard;
class TextLabel;

class SearchSheet : public Sheet {
    Q_OBJECT
public:
    SearchSheet(Context &context, QWidget *owner);

    [[nodiscard]] SearchPresenter *presenter() const { return m_presenter; }
    [[nodiscard]] QPushButton *nextButton() const { return m_next; }
    [[nodiscard]] QPushButton *stopButton() const { return m_stop; }
    [[nodiscard]] NoticeCard *result() const { return m_result; }

private:
    void draw();
    void next();
    SearchPresenter *m_presenter;
    TextLabel *m_text;
    QProgressBar *m_bar;
    TextLabel *m_progress;
    NoticeCard *m_result;
    ErrorBanner *m_error;
    QPushButton *m_stop;
    QPushButton *m_next;
};

} // namespace ain::ui
