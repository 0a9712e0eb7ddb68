// Takes the secrets of an account out of the vault: recovery words, private key, keystore file. Behind the password,
// covered until the user uncovers it, without any way to the clipboard.
#pragma once

#include "ui/pages/wallet/exportpresenter.h"
#include "ui/widgets/sheet.h"

#include <functional>

class QProgressBar;
class QRadioButton;

namespace ain::ui {

class ErrorBanner;
class Field;
class NewPassword;
class NoticeCard;
class PasswordField;
class SecretText;
class TextLabel;
class WordGrid;

class ExportSheet : public Sheet {
    Q_OBJECT
public:
    using Kind = ExportPresenter::Kind;
    /// Asks the user where to write and calls back with a path; tests hand in their own.
    using FilePicker = std::function<void(const QString &suggested, std::function<void(const QString &)> chosen)>;

    ExportSheet(Context &context, QWidget *owner);

    /// Before open().
    void setAccount(const Account &account);
    void setKind(Kind kind);
    void setFilePicker(FilePicker picker) { m_pick = std::move(picker); }
    [[nodiscard]] ExportPresenter *presenter() const { return m_presenter; }
    [[nodiscard]] PasswordField *password() const { return m_password; }
    [[nodiscard]] NewPassword *filePassword() const { return m_filePassword; }
    [[nodiscard]] WordGrid *words() const { return m_words; }
    [[nodiscard]] SecretText *key() const { return m_key; }
    [[nodiscard]] QPushButton *nextButton() const { return m_next; }

protected:
    void firstFocus() override;

private:
    void write();
    void draw();
    void next();
    /// False after saying in place what is missing.
    bool check();
    void pickFile();
    void wipe();
    [[nodiscard]] Kind chosen() const;

    ExportPresenter *m_presenter;
    Account m_account;
    FilePicker m_pick;
    TextLabel *m_who;
    QWidget *m_choices;
    QList<QRadioButton *> m_kinds;
    QList<TextLabel *> m_kindTexts;
    NoticeCard *m_warning;
    PasswordField *m_password;
    Field *m_passwordField;
    NewPassword *m_filePassword;
    NoticeCard *m_covered;
    WordGrid *m_words;
    SecretText *m_key;
    NoticeCard *m_extra;
    TextLabel *m_countdown;
    QWidget *m_working;
    QProgressBar *m_progress;
    TextLabel *m_workingText;
    NoticeCard *m_done;
    ErrorBanner *m_error;
    QPushButton *m_back;
    QPushButton *m_next;
};

} // namespace ain::ui
