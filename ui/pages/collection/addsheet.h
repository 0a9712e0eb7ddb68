// Adds a collection that somebody else made: look it up, see what it is, add it.
#pragma once

#include "ui/backend/collectionbackend.h"
#include "ui/widgets/sheet.h"

class QLineEdit;
class QProgressBar;

namespace ain::ui {

class AddressLabel;
class ErrorBanner;
class Field;
class NoticeCard;
class TextLabel;

class AddSheet : public Sheet {
    Q_OBJECT
public:
    AddSheet(Context &context, QWidget *owner);

    [[nodiscard]] QLineEdit *idEdit() const { return m_id; }
    [[nodiscard]] Field *idField() const { return m_idField; }
    [[nodiscard]] QPushButton *nextButton() const { return m_next; }

Q_SIGNALS:
    void added(const QString &objectId);

private:
    enum class State { Typing, Looking, Found, Adding };

    void write();
    void next();
    void lookUp();
    void add();
    void enter(State state);

    State m_state = State::Typing;
    Collection m_found;
    int m_question = 0; ///< counts look-ups: late answers are dropped
    QLineEdit *m_id;
    Field *m_idField;
    QFrame *m_card;
    TextLabel *m_name;
    TextLabel *m_description;
    TextLabel *m_facts;
    QLabel *m_creatorTitle;
    AddressLabel *m_creator;
    NoticeCard *m_notice;
    ErrorBanner *m_error;
    QPushButton *m_next;
};

} // namespace ain::ui
