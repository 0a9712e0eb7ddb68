// What is drawn now, with a live picture; and what waits, behind a fold.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace ain::ui {

class ErrorBanner;
class Fold;
class ImageView;
class NoticeCard;
class QueueList;
class TextLabel;

class QueueStrip : public View {
    Q_OBJECT
public:
    QueueStrip(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] QString words() const; ///< what is being done
    [[nodiscard]] QPushButton *pauseButton() const { return m_pause; }
    [[nodiscard]] QPushButton *cancelButton() const { return m_cancel; }
    [[nodiscard]] QPushButton *startButton() const { return m_start; }
    [[nodiscard]] QueueList *list() const { return m_list; }
    [[nodiscard]] Fold *fold() const { return m_fold; }
    [[nodiscard]] NoticeCard *notice() const { return m_notice; }
    /// The running picture; nothing when none runs.
    void cancelRunning();

private:
    void write();
    void progress();
    void tellEngine();
    Context &m_context;
    QLabel *m_title;
    TextLabel *m_words;
    QPushButton *m_pause;
    QPushButton *m_cancel;
    ImageView *m_preview;
    QProgressBar *m_bar;
    NoticeCard *m_notice;
    QPushButton *m_start;
    QueueList *m_list;
    Fold *m_fold;
};

} // namespace ain::ui
