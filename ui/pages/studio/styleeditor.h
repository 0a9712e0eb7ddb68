// A style of the user's own: a name and the words that go with every prompt.
#pragma once

#include "ui/pages/studio/studiopresenter.h"
#include "ui/widgets/sheet.h"

class QLineEdit;
class QPushButton;

namespace ain::ui {

class Field;
class GrowingEdit;

class StyleEditor : public Sheet {
    Q_OBJECT
public:
    StyleEditor(Context &context, StudioPresenter &presenter, QWidget *owner);
    [[nodiscard]] QLineEdit *nameEdit() const { return m_name; }
    [[nodiscard]] GrowingEdit *promptEdit() const { return m_prompt; }
    [[nodiscard]] QPushButton *saveButton() const { return m_save; }
    [[nodiscard]] QPushButton *removeButton() const { return m_remove; }

private:
    void load();
    StudioPresenter &m_presenter;
    QLineEdit *m_name;
    GrowingEdit *m_prompt;
    GrowingEdit *m_negative;
    Field *m_fields[3];
    QPushButton *m_remove;
    QPushButton *m_save;
};

} // namespace ain::ui
