// Contacts: who is behind an address. Search, add, change, remove, import and export.
#pragma once

#include "ui/backend/contactsbackend.h"
#include "ui/widgets/sheet.h"

class QCheckBox;
class QLineEdit;
class QListWidget;

namespace ain::ui {

class ErrorBanner;
class Field;
class NoticeCard;
class TextLabel;

class ContactsSheet : public Sheet {
    Q_OBJECT
public:
    using FilePicker = std::function<void(const std::function<void(const QString &)> &chosen)>;

    ContactsSheet(Context &context, QWidget *owner);

    /// Opens with a new contact of this address to be named, or with the one it has.
    void openFor(const QString &address);
    [[nodiscard]] QListWidget *list() const { return m_list; }
    [[nodiscard]] QLineEdit *searchEdit() const { return m_search; }
    [[nodiscard]] QLineEdit *nameEdit() const { return m_name; }
    [[nodiscard]] QLineEdit *addressEdit() const { return m_address; }
    [[nodiscard]] QLineEdit *noteEdit() const { return m_note; }
    [[nodiscard]] Field *nameField() const { return m_nameField; }
    [[nodiscard]] Field *addressField() const { return m_addressField; }
    [[nodiscard]] QPushButton *saveButton() const { return m_save; }
    [[nodiscard]] QPushButton *newButton() const { return m_new; }
    [[nodiscard]] QPushButton *removeButton() const { return m_remove; }
    [[nodiscard]] QPushButton *importButton() const { return m_import; }
    [[nodiscard]] QPushButton *exportButton() const { return m_export; }
    [[nodiscard]] TextLabel *report() const { return m_report; }
    /// In place of the system's dialogs.
    void setFilePickers(FilePicker open, FilePicker save);

private:
    void fill();
    void show(const QString &address);
    void writeAddress();
    void save();
    void askRemoval();
    void importFile(const QString &path);
    void exportFile(const QString &path);
    bool place(const Error &error);
    void tell(const ImportOutcome &outcome);
    void clearMessages();

    QLineEdit *m_search;
    Field *m_searchField;
    QListWidget *m_list;
    TextLabel *m_empty;
    QLineEdit *m_name;
    QLineEdit *m_address;
    QLineEdit *m_note;
    Field *m_nameField;
    Field *m_addressField;
    Field *m_noteField;
    TextLabel *m_groups;
    NoticeCard *m_warning;
    ErrorBanner *m_error;
    TextLabel *m_report;
    QPushButton *m_new;
    QPushButton *m_save;
    QPushButton *m_remove;
    QPushButton *m_import;
    QPushButton *m_export;
    QCheckBox *m_replaces;
    FilePicker m_pickOpen;
    FilePicker m_pickSave;
    QString m_shown; ///< address of the contact in the fields; empty: a new one
    bool m_isRemovalAsked = false;
};

} // namespace ain::ui
