#include "ui/pages/wallet/exportsheet.h"

#include "ui/format.h"
#include "ui/pages/common/filepicker.h"
#include "ui/pages/common/newpassword.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/passwordfield.h"
#include "ui/widgets/secrettext.h"
#include "ui/widgets/wordgrid.h"

#include <QButtonGroup>
#include <QGuiApplication>
#include <QLineEdit>
#include <QProgressBar>
#include <QRadioButton>

namespace ain::ui {

using namespace Qt::StringLiterals;
using State = ExportPresenter::State;

ExportSheet::ExportSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_presenter(new ExportPresenter(context.backends.accounts, context.backends.vault, this)),
      m_who(new TextLabel(this, "muted")),
      m_choices(new QWidget(this)),
      m_warning(new NoticeCard(context.theme, Tone::Bad, this)),
      m_password(new PasswordField(context.theme, false)),
      m_passwordField(new Field(m_password, this)),
      m_filePassword(new NewPassword(context.theme, this)),
      m_covered(new NoticeCard(context.theme, Tone::Plain, this)),
      m_words(new WordGrid(context.theme, this)),
      m_key(new SecretText(context.theme, this)),
      m_extra(new NoticeCard(context.theme, Tone::Warn, this)),
      m_countdown(new TextLabel(this, "muted")),
      m_working(new QWidget(this)),
      m_progress(new QProgressBar(m_working)),
      m_workingText(new TextLabel(m_working, "muted")),
      m_done(new NoticeCard(context.theme, Tone::Ok, this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_back(makeButton(this)),
      m_next(makeButton(this, ButtonKind::Primary))
{
    setCardWidth(640);
    auto *choices = makeColumn(m_choices, 4);
    auto *group = new QButtonGroup(this);
    for (int i = 0; i < 3; ++i) {
        auto *button = new QRadioButton(m_choices);
        auto *text = new TextLabel(m_choices, "small");
        auto *indented = makeRow(nullptr, 0);
        indented->setContentsMargins(26, 0, 0, 8);
        indented->addWidget(text);
        group->addButton(button, i);
        choices->addWidget(button);
        choices->addLayout(indented);
        m_kinds += button;
        m_kindTexts += text;
        connect(button, &QRadioButton::toggled, this, &ExportSheet::draw);
    }
    m_kinds.first()->setChecked(true);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    auto *working = makeColumn(m_working, 10);
    working->addWidget(m_workingText);
    working->addWidget(m_progress);
    for (auto *widget :
         std::initializer_list<QWidget *>{m_who, m_choices, m_warning, m_passwordField, m_filePassword, m_covered,
                                          m_words, m_key, m_extra, m_countdown, m_working, m_done, m_error})
        body()->addWidget(widget);
    body()->addStretch();
    footer()->addWidget(m_back);
    footer()->addWidget(m_next);
    m_pick = [this](const QString &suggested, std::function<void(const QString &)> chosen) {
        pickNewFile(this, tr("Write a keystore file"), suggested, tr("Keystore (*.json)"), std::move(chosen));
    };

    connect(m_next, &QPushButton::clicked, this, &ExportSheet::next);
    connect(m_back, &QPushButton::clicked, m_presenter, &ExportPresenter::reset);
    connect(m_password, &PasswordField::changed, m_passwordField, &Field::clearError);
    connect(m_password, &PasswordField::submitted, this, [this] {
        if (chosen() == Kind::Keystore)
            m_filePassword->first()->edit()->setFocus();
        else
            next();
    });
    connect(m_filePassword, &NewPassword::submitted, this, &ExportSheet::next);
    connect(m_presenter, &ExportPresenter::changed, this, &ExportSheet::draw);
    connect(m_presenter, &ExportPresenter::failed, this, [this](const Error &error) {
        if (error.code.text().starts_with("vault.wrong") || error.code.text().starts_with("vault.too_many")) {
            m_passwordField->setError(error);
            m_password->edit()->setFocus();
            return;
        }
        m_error->show(error, chosen() == Kind::Keystore ? tr("No file was written.") : QString());
    });
    connect(this, &Sheet::dismissed, this, &ExportSheet::wipe);
    // Somebody else may come to the screen while another program has it.
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state != Qt::ApplicationActive)
            m_presenter->cover();
    });
    connect(&context.backends.vault, &VaultBackend::stateChanged, this, [this](VaultState state) {
        if (state != VaultState::Open) {
            setBusy(false);
            dismiss();
            wipe();
        }
    });
    onLanguage([this] { write(); });
}

void ExportSheet::setAccount(const Account &account)
{
    m_account = account;
    wipe();
    setKind(account.path.isEmpty() ? Kind::PrivateKey : Kind::Words);
    write();
}

void ExportSheet::setKind(Kind kind) { m_kinds.at(int(kind))->setChecked(true); }

ExportSheet::Kind ExportSheet::chosen() const
{
    for (int i = 0; i < m_kinds.size(); ++i) {
        if (m_kinds.at(i)->isChecked())
            return Kind(i);
    }
    return Kind::Words;
}

void ExportSheet::firstFocus()
{
    draw();
    m_kinds.at(int(chosen()))->setFocus(Qt::OtherFocusReason);
}

void ExportSheet::wipe()
{
    m_password->wipe();
    m_filePassword->wipe();
    m_error->clear();
    m_passwordField->clearError();
    m_words->clear();
    m_key->clear();
    m_presenter->reset();
}

void ExportSheet::write()
{
    setTitle(tr("Export secrets"));
    m_who->setText(tr("%1 · %2").arg(Format::accountName(m_account), Format::address(m_account.address)));
    const QString names[] = {tr("Recovery words"), tr("Private key"), tr("Keystore file")};
    const bool hasWords = !m_account.path.isEmpty();
    const QString texts[] = {
        hasWords ? tr("Bring back this account and every other one of the same words. For paper.")
                 : tr("This account was imported from a key: it has no words."),
        tr("64 digits that are this account, and this one only. For a program that asks for them."),
        tr("The private key sealed with a password of its own, as other wallets read it."),
    };
    for (int i = 0; i < m_kinds.size(); ++i) {
        m_kinds.at(i)->setText(names[i]);
        m_kindTexts.at(i)->setText(texts[i]);
        m_kinds.at(i)->setAccessibleDescription(texts[i]);
    }
    m_kinds.first()->setEnabled(hasWords);
    m_key->setName(tr("Private key"));
    m_passwordField->setLabel(tr("Password of the vault"));
    m_password->setName(tr("Password of the vault"));
    m_progress->setAccessibleName(tr("Writing the keystore file"));
    m_back->setText(tr("Back"));
    draw();
}

void ExportSheet::draw()
{
    const State state = m_presenter->state();
    const Kind kind = state == State::Choosing ? chosen() : m_presenter->kind();
    const bool choosing = state == State::Choosing;
    const bool secret = state == State::Covered || state == State::Shown;
    m_choices->setVisible(choosing);
    m_warning->setVisible(choosing || secret);
    m_passwordField->setVisible(choosing && m_context.backends.vault.hasPassword());
    m_filePassword->setVisible(choosing && kind == Kind::Keystore);
    m_covered->setVisible(state == State::Covered);
    m_words->setVisible(state == State::Shown && kind == Kind::Words);
    m_key->setVisible(state == State::Shown && kind == Kind::PrivateKey);
    m_extra->setVisible(secret && m_presenter->needsPassphrase());
    m_countdown->setVisible(state == State::Shown);
    m_working->setVisible(state == State::Working);
    m_done->setVisible(state == State::Written);
    m_back->setVisible(secret);
    m_next->setEnabled(state != State::Working);
    setBusy(state == State::Working);
    if (state == State::Shown && m_words->wordCount() == 0 && m_key->secret().isEmpty()) {
        if (kind == Kind::Words)
            m_words->setPhrase(m_presenter->secret().clone());
        else
            m_key->setSecret(m_presenter->secret().clone());
    } else if (state != State::Shown) {
        m_words->clear();
        m_key->clear();
    }

    m_warning->setTone(kind == Kind::Keystore ? Tone::Warn : Tone::Bad);
    switch (kind) {
    case Kind::Words:
        m_warning->setText(tr("Whoever has these words has the money of all their accounts. No support, no website and "
                              "no program needs them from you. Write them on paper; take no photo."));
        break;
    case Kind::PrivateKey:
        m_warning->setText(tr("Whoever has this key has the money of this account. No support and no website needs it "
                              "from you. There is no copy button: other programs read the clipboard."));
        break;
    case Kind::Keystore:
        m_warning->setText(tr("The file is as safe as its password: whoever has the file can guess as often as they "
                              "like. Choose a long one, and another one than that of the vault."));
        break;
    }
    m_covered->setText(kind == Kind::Words ? tr("The words are covered. Look around you, then show them.")
                                           : tr("The key is covered. Look around you, then show it."));
    m_extra->setText(tr("This phrase has a passphrase besides its words. Without it the words restore other, empty "
                        "accounts. The passphrase is not shown here."));
    m_countdown->setText(tr("Covers itself in %n second(s), and when another window comes to the front.", nullptr,
                            m_presenter->secondsLeft()));
    m_workingText->setText(kind == Kind::Keystore
                               ? tr("Sealing the key. This takes some seconds on purpose: they are what a thief pays "
                                    "for each guess.")
                               : tr("Checking the password…"));
    m_done->setText(tr("The keystore file is written: %1").arg(m_presenter->path()));

    switch (state) {
    case State::Choosing:
        m_next->setText(kind == Kind::Words            ? tr("Get the words")
                            : kind == Kind::PrivateKey ? tr("Get the key")
                                                       : tr("Choose a file…"));
        break;
    case State::Working: m_next->setText(tr("One moment…")); break;
    case State::Covered: m_next->setText(tr("Show now")); break;
    case State::Shown: m_next->setText(tr("Cover")); break;
    case State::Written: m_next->setText(tr("Done")); break;
    }
    fit();
    if (isVisible() && !choosing && m_next->isEnabled())
        m_next->setFocus(Qt::OtherFocusReason);
}

void ExportSheet::next()
{
    m_error->clear();
    switch (m_presenter->state()) {
    case State::Choosing:
        if (!check())
            break;
        if (chosen() == Kind::Keystore)
            pickFile();
        else
            m_presenter->reveal(chosen(), m_account.id, m_password->take());
        break;
    case State::Covered: m_presenter->show(); break;
    case State::Shown: m_presenter->cover(); break;
    case State::Written: dismiss(); break;
    case State::Working: break;
    }
}

bool ExportSheet::check()
{
    if (m_context.backends.vault.hasPassword() && m_password->isEmpty()) {
        m_passwordField->setErrorText(tr("Enter the password of the vault."));
        m_password->edit()->setFocus();
        return false;
    }
    return chosen() != Kind::Keystore || m_filePassword->check();
}

void ExportSheet::pickFile()
{
    const QString suggested = u"ain-%1.json"_s.arg(m_account.address.mid(2, 8).toLower());
    m_pick(suggested, [this](const QString &path) {
        // The sheet may have been closed behind the dialog, which wipes the passwords.
        if (!isOpen() || !check())
            return;
        // If it fails, the file's password is still there to try again with another name.
        m_presenter->write(m_account.id, m_password->peek(), m_filePassword->first()->peek(), path);
        if (m_presenter->state() != State::Choosing)
            m_password->wipe();
    });
}

} // namespace ain::ui
