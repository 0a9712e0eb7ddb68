// The chosen model beside the title, with what is known of it; a click opens the choice.
#pragma once

#include "ui/context.h"
#include "ui/pages/studio/studiopresenter.h"
#include "ui/widgets/view.h"

class QLabel;
class QMenu;
class QPushButton;

namespace ain::ui {

class ModelChip : public View {
    Q_OBJECT
public:
    ModelChip(Context &context, StudioPresenter &presenter, QWidget *parent = nullptr);
    [[nodiscard]] QPushButton *button() const { return m_button; }
    [[nodiscard]] QMenu *menu() const { return m_menu; }

Q_SIGNALS:
    void modelsWanted();

private:
    void write();
    void fillMenu();
    Context &m_context;
    StudioPresenter &m_presenter;
    QPushButton *m_button;
    QMenu *m_menu;
    QLabel *m_verified;
    QLabel *m_fit;
};

} // namespace ain::ui
