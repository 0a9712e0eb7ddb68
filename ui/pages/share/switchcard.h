// The big switch, one line of truth, and the ways to pause.
#pragma once

#include "ui/context.h"
#include "ui/widgets/view.h"

class QMenu;
class QPushButton;

namespace ain::ui {

class TextLabel;
class ToggleSwitch;

class SwitchCard : public View {
    Q_OBJECT
public:
    explicit SwitchCard(Context &context, QWidget *parent = nullptr);

    [[nodiscard]] ToggleSwitch *toggle() const { return m_switch; }
    [[nodiscard]] QPushButton *snoozeButton() const { return m_snooze; }
    [[nodiscard]] QPushButton *finishButton() const { return m_finish; }
    [[nodiscard]] QPushButton *panicButton() const { return m_panic; }
    [[nodiscard]] QString line() const; ///< the line of truth
    [[nodiscard]] QString promise() const; ///< the line of measured times below it

    void write(const share::Verdict &verdict);

private:
    void fillMenu();
    [[nodiscard]] QString measured() const;
    Context &m_context;
    ToggleSwitch *m_switch;
    TextLabel *m_line;
    TextLabel *m_more;
    QPushButton *m_snooze;
    QPushButton *m_finish;
    QPushButton *m_panic;
    QMenu *m_menu;
};

} // namespace ain::ui
