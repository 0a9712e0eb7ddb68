// This computer as a box of a pool: which one, whether it draws, and leaving.
#pragma once

#include "ui/backend/poolbackend.h"
#include "ui/context.h"
#include "ui/widgets/view.h"

class QPushButton;

namespace ain::ui {

class ErrorBanner;
class FactGrid;
class NoticeCard;
class TextLabel;
class ToggleSwitch;

class PoolSeatCard : public View {
    Q_OBJECT
public:
    explicit PoolSeatCard(Context &context, QWidget *parent = nullptr);

    void write(const PoolState &state);
    [[nodiscard]] ToggleSwitch *toggle() const { return m_switch; }
    [[nodiscard]] QPushButton *leaveButton() const { return m_leave; }
    [[nodiscard]] QPushButton *confirmButton() const { return m_confirm; }
    [[nodiscard]] QPushButton *keepButton() const { return m_keep; }
    [[nodiscard]] ErrorBanner *banner() const { return m_error; }
    [[nodiscard]] QString line() const;
    [[nodiscard]] QString factsText() const;

private:
    void leave();
    void ask(bool isAsking);
    [[nodiscard]] QString lineOf() const;
    [[nodiscard]] QString moreOf() const;
    Context &m_context;
    PoolState m_state;
    ToggleSwitch *m_switch;
    TextLabel *m_line;
    TextLabel *m_more;
    ErrorBanner *m_error;
    FactGrid *m_facts;
    QPushButton *m_leave;
    QWidget *m_asking;
    NoticeCard *m_question;
    QPushButton *m_confirm;
    QPushButton *m_keep;
    QString m_told; ///< which error stands there
    std::optional<Error> m_refused; ///< why it did not leave
};

} // namespace ain::ui
