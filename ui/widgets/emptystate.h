// Nothing here yet: one picture, one sentence, one next step.
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/view.h"

class QLabel;
class QPushButton;

namespace ain::ui {

class TextLabel;

class EmptyState : public View {
    Q_OBJECT
public:
    EmptyState(Theme &theme, QString picture, QWidget *parent = nullptr);

    /// An empty `step` hides the button.
    void setTexts(const QString &sentence, const QString &step);
    [[nodiscard]] QPushButton *button() const { return m_button; }

Q_SIGNALS:
    void stepChosen();

private:
    void draw();
    Theme &m_theme;
    QString m_name;
    QLabel *m_picture;
    TextLabel *m_sentence;
    QPushButton *m_button;
};

} // namespace ain::ui
