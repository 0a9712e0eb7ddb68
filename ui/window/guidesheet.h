// The user guide, in the language of the window, with a field to find words in it.
#pragma once

#include "ui/widgets/sheet.h"

class QLineEdit;
class QTextBrowser;

namespace ain::ui {

class TextLabel;

class GuideSheet : public Sheet {
    Q_OBJECT
public:
    GuideSheet(Context &context, QWidget *owner);

    [[nodiscard]] QTextBrowser *text() const { return m_text; }
    [[nodiscard]] QLineEdit *findBox() const { return m_find; }
    [[nodiscard]] QString told() const;

private:
    void load();
    void findNext();

    QLineEdit *m_find;
    TextLabel *m_told;
    QTextBrowser *m_text;
};

} // namespace ain::ui
