// Ctrl+K: type a few letters of a command, Enter runs it.
#pragma once

#include "ui/widgets/sheet.h"

#include <functional>

class QLineEdit;
class QListWidget;

namespace ain::ui {

struct Command {
    std::function<QString()> name; ///< in the current language
    QString shortcut; ///< shown, may be empty
    std::function<void()> run;
};

class CommandPalette : public Sheet {
    Q_OBJECT
public:
    CommandPalette(Context &context, QWidget *owner);
    void setCommands(std::vector<Command> commands);

protected:
    void firstFocus() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void runCurrent();
    QLineEdit *m_edit;
    QListWidget *m_list;
    std::vector<Command> m_commands;
};

} // namespace ain::ui
