// The styles as chips: one of them or none.
#pragma once

#include "ui/pages/studio/studiopresenter.h"
#include "ui/theme/theme.h"
#include "ui/widgets/view.h"

class QPushButton;

namespace ain::ui {

class StyleBar : public View {
    Q_OBJECT
public:
    StyleBar(Theme &theme, StudioPresenter &presenter, QWidget *parent = nullptr);
    [[nodiscard]] QList<QPushButton *> chips() const { return m_chips; }
    [[nodiscard]] QPushButton *editButton() const { return m_edit; }

Q_SIGNALS:
    void editWanted();

private:
    void rebuild();
    void mark();
    Theme &m_theme;
    StudioPresenter &m_presenter;
    QList<QPushButton *> m_chips;
    QPushButton *m_edit;
};

} // namespace ain::ui
