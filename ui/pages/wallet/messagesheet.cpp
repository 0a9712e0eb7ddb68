#include "ui/pages/wallet/messagesheet.h"

#include "core/crypto/secretshape.h"
#include "ui/format.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/quietinputs.h"
#include "ui/widgets/secretguard.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace ain::ui {

using namespace Qt::StringLiterals;

MessageSheet::MessageSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_signTab(makeButton(this, ButtonKind::Chip)),
      m_verifyTab(makeButton(this, ButtonKind::Chip)),
      m_account(new QuietCombo),
      m_accountField(new Field(m_account, this)),
      m_message(new QPlainTextEdit),
      m_messageField(new Field(m_message, this)),
      m_exact(new QPlainTextEdit),
      m_exactField(new Field(m_exact, this)),
      m_facts(new TextLabel(this, "muted")),
      m_bind(new NoticeCard(context.theme, Tone::Warn, this)),
      m_address(new QLineEdit),
      m_addressField(new Field(m_address, this)),
      m_signature(new QLineEdit),
      m_signatureField(new Field(m_signature, this)),
      m_answer(new NoticeCard(context.theme, Tone::Ok, this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_back(makeButton(this)),
      m_copy(makeButton(this)),
      m_next(makeButton(this, ButtonKind::Primary))
{
    setCardWidth(640);
    auto *group = new QButtonGroup(this);
    group->addButton(m_signTab);
    group->addButton(m_verifyTab);
    m_signTab->setChecked(true);
    for (auto *edit : {m_message, m_exact}) {
        edit->setFixedHeight(132);
        edit->setTabChangesFocus(true);
    }
    m_exact->setReadOnly(true);
    m_exact->setFont(Theme::mono(13));
    m_address->setFont(Theme::mono(13));
    m_address->setMaxLength(512);
    m_signature->setFont(Theme::mono(13));
    m_signature->setMaxLength(1024);
    auto *tabs = makeRow(nullptr, 8);
    tabs->addWidget(m_signTab);
    tabs->addWidget(m_verifyTab);
    tabs->addStretch();
    body()->addLayout(tabs);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_accountField), static_cast<QWidget *>(m_messageField),
          static_cast<QWidget *>(m_exactField), static_cast<QWidget *>(m_facts), static_cast<QWidget *>(m_bind),
          static_cast<QWidget *>(m_addressField), static_cast<QWidget *>(m_signatureField),
          static_cast<QWidget *>(m_answer), static_cast<QWidget *>(m_error)})
        body()->addWidget(widget);
    footer()->addWidget(m_back);
    footer()->addWidget(m_copy);
    footer()->addWidget(m_next);

    new SecretGuard(m_address, [this] { m_addressField->setErrorText(SecretGuard::words()); });
    connect(m_signTab, &QPushButton::clicked, this, [this] { setMode(Mode::Sign); });
    connect(m_verifyTab, &QPushButton::clicked, this, [this] { setMode(Mode::Verify); });
    connect(m_message, &QPlainTextEdit::textChanged, this, [this] {
        m_answer->hide();
        const QString text = m_message->toPlainText();
        if (crypto::secretShape(text) == crypto::SecretShape::None) {
            if (!text.isEmpty())
                m_messageField->clearError();
            return;
        }
        m_message->setPlainText({});
        m_messageField->setErrorText(SecretGuard::words());
    });
    connect(m_address, &QLineEdit::textChanged, this, [this] {
        m_addressField->clearError();
        m_answer->hide();
    });
    connect(m_signature, &QLineEdit::textChanged, this, [this] {
        m_signatureField->clearError();
        if (m_mode == Mode::Verify)
            m_answer->hide();
    });
    connect(m_next, &QPushButton::clicked, this, &MessageSheet::next);
    connect(m_back, &QPushButton::clicked, this, [this] { enter(State::Writing); });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_signature->text());
        m_copy->setText(tr("Copied"));
    });
    connect(this, &Sheet::opened, this, &MessageSheet::fillAccounts);
    connect(this, &Sheet::dismissed, this, [this] {
        m_message->setPlainText({});
        m_signature->setText({});
        enter(State::Writing);
    });
    connect(&context.backends.wallet, &WalletBackend::accountsChanged, this, &MessageSheet::fillAccounts);
    onLanguage([this] {
        setTitle(tr("Messages"));
        m_signTab->setText(tr("Sign"));
        m_verifyTab->setText(tr("Check a signature"));
        m_accountField->setLabel(tr("Account that signs"));
        m_messageField->setLabel(tr("Message"));
        m_exactField->setLabel(tr("Exactly this is signed"));
        m_addressField->setLabel(tr("Address that is said to have signed"));
        m_address->setPlaceholderText(tr("0x and 40 digits"));
        m_signatureField->setLabel(tr("Signature"));
        m_back->setText(tr("Back"));
        m_bind->setText(tr("A signature can bind you: whoever has it can show that this account said exactly this, for "
                           "ever. Sign nothing that you do not understand. No honest program asks you to sign words "
                           "or keys."));
        fillAccounts();
        write();
    });
}

void MessageSheet::setMode(Mode mode)
{
    m_mode = mode;
    m_signTab->setChecked(mode == Mode::Sign);
    m_verifyTab->setChecked(mode == Mode::Verify);
    m_signature->setText({});
    enter(State::Writing);
    m_message->setFocus();
}

void MessageSheet::fillAccounts()
{
    const QString before = m_account->currentData().toString();
    const auto current = m_context.backends.wallet.currentAccount();
    m_account->clear();
    for (const Account &account : m_context.backends.wallet.accounts()) {
        if (account.watchOnly)
            continue;
        m_account->addItem(u"%1 · %2"_s.arg(Format::accountName(account), Format::address(account.address)),
                           account.id);
    }
    const int wanted = m_account->findData(before.isEmpty() && current ? current->id : before);
    m_account->setCurrentIndex(std::max(wanted, 0));
}

void MessageSheet::next()
{
    m_error->clear();
    if (m_mode == Mode::Verify) {
        verify();
        return;
    }
    switch (m_state) {
    case State::Writing: look(); break;
    case State::Looking: sign(); break;
    case State::Signing: break;
    case State::Signed: dismiss(); break;
    }
}

void MessageSheet::look()
{
    const QString text = m_message->toPlainText();
    const auto fine = m_context.backends.messages.check(text);
    if (!fine) {
        m_messageField->setError(fine.error());
        m_message->setFocus();
        return;
    }
    m_exact->setPlainText(m_context.backends.messages.visible(text));
    enter(State::Looking);
}

void MessageSheet::sign()
{
    enter(State::Signing);
    m_context.backends.messages.sign(m_account->currentData().toString(), m_message->toPlainText())
        .then(this, [this](const Result<QString> &result) {
            if (!result) {
                enter(State::Looking);
                m_error->show(result.error(), tr("Nothing was signed."));
                return;
            }
            m_signature->setText(*result);
            m_signature->setCursorPosition(0);
            enter(State::Signed);
        });
}

void MessageSheet::verify()
{
    const auto check =
        m_context.backends.messages.verify(m_message->toPlainText(), m_address->text().trimmed(), m_signature->text());
    if (!check) {
        m_addressField->setError(check.error());
        return;
    }
    const QString address = Format::address(check->address);
    m_answer->setTone(check->answer == SignatureAnswer::Signed ? Tone::Ok : Tone::Bad);
    switch (check->answer) {
    case SignatureAnswer::Signed:
        m_answer->setText(tr("Yes. The key of %1 signed exactly this text.").arg(address));
        break;
    case SignatureAnswer::OtherSigner:
        m_answer->setText(
            tr("No. This text was signed, but by %1 and not by %2.").arg(Format::address(check->signer), address));
        break;
    case SignatureAnswer::OtherText:
        m_answer->setText(tr("No. This is not a signature of exactly this text: one of the two was changed. A blank or "
                             "a line break more is enough."));
        break;
    case SignatureAnswer::NoSignature:
        m_answer->setText(tr("No. This is not an AIN signature; it may have been cut off."));
        break;
    }
    m_answer->show();
    fit();
}

void MessageSheet::enter(State state)
{
    m_state = state;
    setBusy(state == State::Signing);
    m_answer->hide();
    write();
    if (state == State::Signed)
        m_copy->setFocus();
    else if (state == State::Looking)
        m_next->setFocus();
}

void MessageSheet::write()
{
    const bool signs = m_mode == Mode::Sign;
    const bool writing = m_state == State::Writing;
    m_accountField->setVisible(signs);
    m_account->setEnabled(writing);
    m_messageField->setVisible(!signs || writing);
    m_exactField->setVisible(signs && !writing);
    m_facts->setVisible(signs && !writing);
    m_bind->setVisible(signs && m_state != State::Signed);
    m_addressField->setVisible(!signs);
    m_signatureField->setVisible(!signs || m_state == State::Signed);
    m_signature->setReadOnly(signs);
    m_back->setVisible(signs && m_state == State::Looking);
    m_copy->setVisible(signs && m_state == State::Signed);
    m_copy->setText(tr("Copy signature"));
    m_next->setEnabled(m_state != State::Signing && (!signs || m_account->count() > 0));
    if (!signs)
        m_next->setText(tr("Check"));
    else
        m_next->setText(m_state == State::Writing       ? tr("Look at it")
                            : m_state == State::Signed  ? tr("Done")
                            : m_state == State::Signing ? tr("Signing…")
                                                        : tr("Sign message"));
    const QString text = m_message->toPlainText();
    m_facts->setText(tr("%1 bytes, %2 lines. Characters that can't be seen are written as ⟨U+…⟩.")
                         .arg(Format::number(text.toUtf8().size()), Format::number(text.count(u'\n') + 1)));
    fit();
}

} // namespace ain::ui
