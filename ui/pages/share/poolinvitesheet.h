// Lets a computer into the pool: its name and what it may do, then the invitation, given out once.
#pragma once

#include "ui/backend/poolbackend.h"
#include "ui/widgets/secretclipboard.h"
#include "ui/widgets/sheet.h"

#include <functional>

class QComboBox;
class QLineEdit;

namespace ain::ui {

class ErrorBanner;
class FactGrid;
class Field;
class NoticeCard;
class TextLabel;

class PoolInviteSheet : public Sheet {
    Q_OBJECT
public:
    /// Asks the user where to write and calls back with a path; tests hand in their own.
    using FilePicker = std::function<void(const QString &suggested, std::function<void(const QString &)> chosen)>;

    PoolInviteSheet(Context &context, QWidget *owner);

    void setFilePicker(FilePicker picker) { m_pick = std::move(picker); }
    [[nodiscard]] QLineEdit *nameEdit() const { return m_name; }
    [[nodiscard]] QComboBox *roleBox() const { return m_role; }
    [[nodiscard]] QPushButton *createButton() const { return m_create; }
    [[nodiscard]] QPushButton *copyButton() const { return m_copy; }
    [[nodiscard]] QPushButton *saveButton() const { return m_save; }
    [[nodiscard]] ErrorBanner *banner() const { return m_error; }
    /// Empty before it is made and after the sheet was closed.
    [[nodiscard]] const SecretBytes &secret() const { return m_made.text; }
    [[nodiscard]] SecretClipboard *clipboard() { return &m_clipboard; }

protected:
    void firstFocus() override;

private:
    void create();
    void save(const QString &path);
    void write();
    FilePicker m_pick;
    PoolInvitation m_made;
    QString m_saved; ///< where
    QLineEdit *m_name;
    Field *m_nameField;
    QComboBox *m_role;
    Field *m_roleField;
    ErrorBanner *m_error;
    NoticeCard *m_once;
    TextLabel *m_how;
    FactGrid *m_facts;
    NoticeCard *m_done;
    QPushButton *m_copy;
    QPushButton *m_save;
    QPushButton *m_create;
    SecretClipboard m_clipboard; ///< goes on counting when the sheet is closed
};

} // namespace ain::ui
