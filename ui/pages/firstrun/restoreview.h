// Restore or import: phrase, keystore file, private key, watch-only address, backup file.
#pragma once

#include "ui/pages/firstrun/firstrunpresenter.h"
#include "ui/widgets/view.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;

namespace ain::ui {

class ErrorBanner;
class Field;
class PasswordField;
class ProtectForm;
class TextLabel;

class RestoreView : public View {
    Q_OBJECT
public:
    enum class Source { Phrase, Keystore, PrivateKey, WatchOnly, Backup };
    RestoreView(Context &context, FirstRunPresenter &presenter, QWidget *parent = nullptr);

    void start();
    void wipe();
    void setSource(Source source);
    [[nodiscard]] QPlainTextEdit *phraseEdit() const { return m_phrase; }
    [[nodiscard]] QLineEdit *addressEdit() const { return m_address; }
    [[nodiscard]] QPushButton *nextButton() const { return m_next; }
    [[nodiscard]] ProtectForm *protectForm() const { return m_protect; }
    [[nodiscard]] QListWidget *foundList() const { return m_found; }

Q_SIGNALS:
    void back();
    void finished();

private:
    void write();
    void next();
    void run();
    void ended(const Result<> &result);
    void showFound(const QList<FoundAccount> &found);
    void importChosen();
    void pickFile();
    void setBusy(bool busy);
    [[nodiscard]] SecretBytes phrase() const;

    Context &m_context;
    FirstRunPresenter &m_presenter;
    QList<QPushButton *> m_sources;
    QPlainTextEdit *m_phrase;
    Field *m_phraseField;
    PasswordField *m_passphrase;
    Field *m_passphraseField;
    QWidget *m_fileBox;
    QPushButton *m_pick;
    TextLabel *m_fileName;
    PasswordField *m_filePassword;
    Field *m_filePasswordField;
    PasswordField *m_key;
    Field *m_keyField;
    QLineEdit *m_address;
    Field *m_addressField;
    ProtectForm *m_protect;
    QWidget *m_scanBox;
    TextLabel *m_scanText;
    QProgressBar *m_progress;
    QListWidget *m_found;
    ErrorBanner *m_error;
    QPushButton *m_back;
    QPushButton *m_next;
    Source m_source = Source::Phrase;
    QString m_path;
    bool m_choosing = false; ///< found accounts are shown
    bool m_busy = false;
};

} // namespace ain::ui
