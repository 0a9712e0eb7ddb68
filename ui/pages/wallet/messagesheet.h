// Sign a message with an account, or check a signature: what is signed is shown exactly, and what that may mean.
#pragma once

#include "ui/widgets/sheet.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace ain::ui {

class ErrorBanner;
class Field;
class NoticeCard;
class TextLabel;

class MessageSheet : public Sheet {
    Q_OBJECT
public:
    enum class Mode { Sign, Verify };
    enum class State { Writing, Looking, Signing, Signed };

    MessageSheet(Context &context, QWidget *owner);

    void setMode(Mode mode);
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QPlainTextEdit *messageEdit() const { return m_message; }
    [[nodiscard]] QPlainTextEdit *exactText() const { return m_exact; }
    [[nodiscard]] QLineEdit *signatureEdit() const { return m_signature; }
    [[nodiscard]] QLineEdit *addressEdit() const { return m_address; }
    [[nodiscard]] QPushButton *nextButton() const { return m_next; }
    [[nodiscard]] QPushButton *copyButton() const { return m_copy; }
    [[nodiscard]] NoticeCard *answer() const { return m_answer; }
    [[nodiscard]] Field *messageField() const { return m_messageField; }

private:
    void next();
    void look();
    void sign();
    void verify();
    void enter(State state);
    void write();
    void fillAccounts();

    Mode m_mode = Mode::Sign;
    State m_state = State::Writing;
    QPushButton *m_signTab;
    QPushButton *m_verifyTab;
    QComboBox *m_account;
    Field *m_accountField;
    QPlainTextEdit *m_message;
    Field *m_messageField;
    QPlainTextEdit *m_exact;
    Field *m_exactField;
    TextLabel *m_facts;
    NoticeCard *m_bind;
    QLineEdit *m_address;
    Field *m_addressField;
    QLineEdit *m_signature;
    Field *m_signatureField;
    NoticeCard *m_answer;
    ErrorBanner *m_error;
    QPushButton *m_back;
    QPushButton *m_copy;
    QPushButton *m_next;
};

} // namespace ain::ui
