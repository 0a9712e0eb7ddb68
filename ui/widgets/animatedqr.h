// A message too long for one QR code: its parts one after the other, by themselves or by hand.
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/view.h"

#include <QStringList>
#include <QTimer>

class QLabel;
class QPushButton;

namespace ain::ui {

class QrWidget;

class AnimatedQr : public View {
    Q_OBJECT
public:
    explicit AnimatedQr(Theme &theme, QWidget *parent = nullptr);

    /// Runs by itself when there are several, unless motion is reduced.
    void setFrames(const QStringList &frames);
    void setRunning(bool running);
    [[nodiscard]] bool isRunning() const { return m_timer.isActive(); }
    [[nodiscard]] int current() const { return m_current; } ///< from 0
    [[nodiscard]] QrWidget *code() const { return m_code; }
    [[nodiscard]] QPushButton *nextButton() const { return m_next; }
    [[nodiscard]] QPushButton *previousButton() const { return m_previous; }
    [[nodiscard]] QPushButton *runButton() const { return m_run; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void step(int by);
    void write();

    Theme &m_theme;
    QrWidget *m_code;
    QLabel *m_where;
    QPushButton *m_previous;
    QPushButton *m_run;
    QPushButton *m_next;
    QTimer m_timer;
    QStringList m_frames;
    int m_current = 0;
    bool m_wantsToRun = false;
};

} // namespace ain::ui
