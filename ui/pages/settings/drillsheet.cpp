#include "ui/pages/settings/drillsheet.h"

#include "ui/format.h"
#include "ui/pages/common/filepicker.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/passwordfield.h"

#include <QButtonGroup>
#include <QFileInfo>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace ain::ui {

using namespace Qt::StringLiterals;

DrillSheet::DrillSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_intro(new TextLabel(this, "muted")),
      m_byWords(makeButton(this, ButtonKind::Chip)),
      m_byFile(makeButton(this, ButtonKind::Chip)),
      m_words(new QPlainTextEdit),
      m_wordsField(new Field(m_words, this)),
      m_passphrase(new PasswordField(context.theme, false)),
      m_passphraseField(new Field(m_passphrase, this)),
      m_fileRow(new QWidget(this)),
      m_pick(makeButton(m_fileRow)),
      m_fileName(new TextLabel(m_fileRow, "muted")),
      m_password(new PasswordField(context.theme, false)),
      m_passwordField(new Field(m_password, this)),
      m_verdict(new NoticeCard(context.theme, Tone::Ok, this)),
      m_details(new TextLabel(this, "small")),
      m_error(new ErrorBanner(context.theme, this)),
      m_check(makeButton(this, ButtonKind::Primary))
{
    setCardWidth(580);
    m_words->setFixedHeight(88);
    m_words->setTabChangesFocus(true);
    m_words->setUndoRedoEnabled(false);
    auto *group = new QButtonGroup(this);
    auto *chips = makeRow(nullptr, 8);
    for (auto *chip : {m_byWords, m_byFile}) {
        group->addButton(chip);
        chips->addWidget(chip);
    }
    chips->addStretch();
    m_byWords->setChecked(true);
    auto *file = makeRow(m_fileRow, 10);
    file->addWidget(m_pick);
    file->addWidget(m_fileName, 1);
    body()->addWidget(m_intro);
    body()->addLayout(chips);
    for (auto *widget : std::initializer_list<QWidget *>{m_wordsField, m_passphraseField, m_fileRow, m_passwordField,
                                                         m_verdict, m_details, m_error})
        body()->addWidget(widget);
    footer()->addWidget(m_check);
    connect(m_byWords, &QPushButton::clicked, this, [this] { setSource(Source::Words); });
    connect(m_byFile, &QPushButton::clicked, this, [this] { setSource(Source::File); });
    connect(m_words, &QPlainTextEdit::textChanged, m_wordsField, &Field::clearError);
    connect(m_password, &PasswordField::changed, m_passwordField, &Field::clearError);
    connect(m_password, &PasswordField::submitted, this, &DrillSheet::check);
    connect(m_check, &QPushButton::clicked, this, &DrillSheet::check);
    connect(m_pick, &QPushButton::clicked, this, [this] {
        pickFileToOpen(this, tr("Choose the backup"), tr("AIN Studio backup (*.ainbackup);;All files (*)"),
                       [this](const QString &path) { setFile(path); });
    });
    // Secrets are no draft worth keeping.
    connect(this, &Sheet::dismissed, this, [this] {
        wipe();
        m_path.clear();
        m_result.reset();
        m_error->clear();
        write();
    });
    onLanguage([this] { write(); });
}

SecretBytes DrillSheet::words() const
{
    QString text = m_words->toPlainText();
    return SecretBytes::takeFrom(text);
}

void DrillSheet::wipe()
{
    QString text = m_words->toPlainText();
    m_words->setPlainText(QString(text.size(), u'\u2022'));
    m_words->clear();
    wipeMemory(text.data(), std::size_t(text.size()) * sizeof(QChar));
    m_passphrase->wipe();
    m_password->wipe();
}

void DrillSheet::setSource(Source source)
{
    m_source = source;
    (source == Source::Words ? m_byWords : m_byFile)->setChecked(true);
    m_result.reset();
    m_error->clear();
    write();
}

void DrillSheet::setFile(const QString &path)
{
    m_path = path;
    m_result.reset();
    write();
}

void DrillSheet::write()
{
    setTitle(tr("Check my backup"));
    m_intro->setText(
        tr("Tries whether what you keep would bring back the accounts of this vault. Nothing is changed, and "
           "what you type is forgotten."));
    m_byWords->setText(tr("Recovery words"));
    m_byWords->setAccessibleName(tr("Recovery words"));
    m_byFile->setText(tr("Backup file"));
    m_byFile->setAccessibleName(tr("Backup file"));
    m_wordsField->setLabel(tr("Your 12 to 24 words"));
    m_passphraseField->setLabel(tr("Passphrase (only if you used one)"));
    m_passphrase->setName(tr("Passphrase"));
    m_pick->setText(tr("Choose the file…"));
    m_fileName->setText(m_path.isEmpty() ? tr("No file chosen yet.") : QFileInfo(m_path).fileName());
    m_passwordField->setLabel(tr("The password of that time"));
    m_password->setName(tr("The password of that time"));
    m_check->setText(tr("Check"));
    const bool byWords = m_source == Source::Words;
    m_wordsField->setVisible(byWords);
    m_passphraseField->setVisible(byWords);
    m_fileRow->setVisible(!byWords);
    m_passwordField->setVisible(!byWords);
    m_verdict->setVisible(m_result.has_value());
    m_details->setVisible(m_result.has_value());
    if (m_result) {
        const DrillResult &result = *m_result;
        m_verdict->setTone(result.isGood ? Tone::Ok : result.restored.isEmpty() ? Tone::Bad : Tone::Warn);
        m_verdict->setText(result.isGood ? tr("Good: it brings back all %n account(s) of this vault.", nullptr,
                                              int(result.restored.size()))
                               : result.restored.isEmpty() ? tr("This brings back none of the accounts of this vault.")
                                                           : tr("It brings back %n account(s), but not all of them.",
                                                                nullptr, int(result.restored.size())));
        QStringList lines;
        for (const Account &account : result.missing)
            lines += tr("Not in it: %1 (%2)").arg(Format::accountName(account), Format::shortAddress(account.address));
        if (!result.missing.isEmpty() && byWords)
            lines += tr("Imported keys and accounts of other words are not in these words. A backup file holds them.");
        if (result.watched > 0)
            lines += tr("%n account(s) are only watched and have no key here.", nullptr, result.watched);
        if (result.others > 0)
            lines += tr("The file holds %n account(s) more that are not here.", nullptr, result.others);
        lines += byWords ? tr("Words bring back keys: not names, notes, pictures, models or the books of sharing.")
                         : tr("A backup holds the vault: accounts, contacts, notes and your transactions. It does not "
                              "hold pictures, models or the books of sharing.");
        m_details->setText(lines.join(u'\n'));
    }
    fit();
}

void DrillSheet::check()
{
    m_error->clear();
    m_result.reset();
    VaultBackend &vault = m_context.backends.vault;
    if (m_source == Source::Words) {
        if (const auto fine = m_context.backends.accounts.checkMnemonic(words()); !fine) {
            m_wordsField->setError(fine.error());
            write();
            return;
        }
    } else if (m_path.isEmpty()) {
        m_passwordField->setErrorText(tr("Choose the backup file first."));
        return;
    }
    m_check->setEnabled(false);
    setBusy(true);
    auto work = m_source == Source::Words ? vault.drillWords(words(), m_passphrase->peek())
                                          : vault.drillFile(m_path, m_password->peek());
    std::move(work).then(this, [this](const Result<DrillResult> &result) { show(result); });
}

void DrillSheet::show(const Result<DrillResult> &result)
{
    m_check->setEnabled(true);
    setBusy(false);
    if (result) {
        m_result = *result;
        wipe();
    } else {
        m_error->show(result.error(), tr("The backup could not be checked."));
    }
    write();
}

} // namespace ain::ui
