// Create a wallet: write the words down, check every one, protect.
#pragma once

#include "ui/pages/firstrun/firstrunpresenter.h"
#include "ui/widgets/view.h"

#include <QList>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace ain::ui {

class ErrorBanner;
class Field;
class Fold;
class NoticeCard;
class PasswordField;
class ProgressSteps;
class ProtectForm;
class TextLabel;
class WordGrid;

class CreateView : public View {
    Q_OBJECT
public:
    CreateView(Context &context, FirstRunPresenter &presenter, QWidget *parent = nullptr);

    /// A fresh phrase, from the first step.
    void start();
    /// Forgets phrase and password.
    void wipe();
    [[nodiscard]] WordGrid *grid() const { return m_grid; }
    [[nodiscard]] QLineEdit *wordEdit() const { return m_word; }
    [[nodiscard]] QPushButton *nextButton() const { return m_next; }
    [[nodiscard]] ProtectForm *protectForm() const { return m_protect; }
    /// Position (0-based) of the word that is asked for.
    [[nodiscard]] int askedWord() const;

Q_SIGNALS:
    void back();
    void finished();

private:
    enum class Step { Words, Check, Protect };
    void enter(Step step);
    void write();
    void next();
    void checkWord(bool complain);
    void finish();

    Context &m_context;
    FirstRunPresenter &m_presenter;
    ProgressSteps *m_steps;
    TextLabel *m_text;
    QWidget *m_wordsBox;
    WordGrid *m_grid;
    NoticeCard *m_note;
    QWidget *m_checkBox;
    QLineEdit *m_word;
    Field *m_wordField;
    QWidget *m_protectBox;
    ProtectForm *m_protect;
    PasswordField *m_passphrase;
    Field *m_passphraseField;
    QComboBox *m_path;
    Field *m_pathField;
    Fold *m_advanced;
    ErrorBanner *m_error;
    QPushButton *m_back;
    QPushButton *m_next;
    QList<int> m_order; ///< shuffled positions
    int m_asked = 0;
    Step m_step = Step::Words;
    bool m_busy = false;
};

} // namespace ain::ui
