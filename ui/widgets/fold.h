// One click away: a line that opens and closes what is below it.
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/view.h"

class QPushButton;

namespace ain::ui {

class Fold : public View {
    Q_OBJECT
public:
    Fold(Theme &theme, QWidget *content, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const { return m_open; }

private:
    void draw();
    Theme &m_theme;
    QPushButton *m_button;
    QWidget *m_content;
    bool m_open = false;
};

} // namespace ain::ui
