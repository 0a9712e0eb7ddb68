// Would my backup bring my accounts back? Words or a backup file are tried against this vault; nothing is changed.
#pragma once

#include "ui/widgets/sheet.h"

class QPlainTextEdit;

namespace ain::ui {

class ErrorBanner;
class Field;
class NoticeCard;
class PasswordField;
class TextLabel;

class DrillSheet : public Sheet {
    Q_OBJECT
public:
    enum class Source { Words, File };
    DrillSheet(Context &context, QWidget *owner);

    void setSource(Source source);
    /// As if it had been chosen in the dialog.
    void setFile(const QString &path);
    [[nodiscard]] QPlainTextEdit *wordsEdit() const { return m_words; }
    [[nodiscard]] PasswordField *filePassword() const { return m_password; }
    [[nodiscard]] QPushButton *checkButton() const { return m_check; }
    [[nodiscard]] NoticeCard *verdict() const { return m_verdict; }

private:
    void wipe();
    void write();
    void check();
    void show(const Result<DrillResult> &result);
    [[nodiscard]] SecretBytes words() const;

    TextLabel *m_intro;
    QPushButton *m_byWords;
    QPushButton *m_byFile;
    QPlainTextEdit *m_words;
    Field *m_wordsField;
    PasswordField *m_passphrase;
    Field *m_passphraseField;
    QWidget *m_fileRow;
    QPushButton *m_pick;
    TextLabel *m_fileName;
    PasswordField *m_password;
    Field *m_passwordField;
    NoticeCard *m_verdict;
    TextLabel *m_details;
    ErrorBanner *m_error;
    QPushButton *m_check;
    Source m_source = Source::Words;
    QString m_path;
    std::optional<DrillResult> m_result;
};

} // namespace ain::ui
