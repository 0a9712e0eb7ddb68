#include "ui/pages/firstrun/restoreview.h"

#include "ui/format.h"
#include "ui/pages/common/filepicker.h"
#include "ui/pages/firstrun/protectform.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/passwordfield.h"

#include <QButtonGroup>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProgressBar>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 KeystoreLimit = 64 * 1024;
} // namespace

RestoreView::RestoreView(Context &context, FirstRunPresenter &presenter, QWidget *parent)
    : View(parent),
      m_context(context),
      m_presenter(presenter),
      m_phrase(new QPlainTextEdit),
      m_phraseField(new Field(m_phrase, this)),
      m_passphrase(new PasswordField(context.theme, false)),
      m_passphraseField(new Field(m_passphrase, this)),
      m_fileBox(new QWidget(this)),
      m_pick(makeButton(m_fileBox)),
      m_fileName(new TextLabel(m_fileBox, "muted")),
      m_filePassword(new PasswordField(context.theme, false)),
      m_filePasswordField(new Field(m_filePassword, this)),
      m_key(new PasswordField(context.theme, false)),
      m_keyField(new Field(m_key, this)),
      m_address(new QLineEdit),
      m_addressField(new Field(m_address, this)),
      m_protect(new ProtectForm(context, presenter, this)),
      m_scanBox(new QWidget(this)),
      m_scanText(new TextLabel(m_scanBox, "muted")),
      m_progress(new QProgressBar(m_scanBox)),
      m_found(new QListWidget(m_scanBox)),
      m_error(new ErrorBanner(context.theme, this)),
      m_back(makeButton(this)),
      m_next(makeButton(this, ButtonKind::Primary))
{
    m_phrase->setFixedHeight(88);
    m_phrase->setTabChangesFocus(true);
    m_phrase->setUndoRedoEnabled(false);
    m_address->setMaxLength(256);
    m_address->setFont(Theme::mono(13));
    m_progress->setTextVisible(false);
    m_found->setFixedHeight(200);
    auto *column = makeColumn(this, 14);
    auto *chips = makeRow(nullptr, 8);
    auto *group = new QButtonGroup(this);
    for (int i = 0; i < 5; ++i) {
        auto *chip = makeButton(this, ButtonKind::Chip);
        m_sources.append(chip);
        group->addButton(chip, i);
        chips->addWidget(chip);
        connect(chip, &QPushButton::clicked, this, [this, i] { setSource(Source(i)); });
    }
    chips->addStretch();
    m_sources.first()->setChecked(true);
    auto *fileRow = makeRow(m_fileBox, 10);
    fileRow->addWidget(m_pick);
    fileRow->addWidget(m_fileName, 1);
    auto *scan = makeColumn(m_scanBox, 10);
    scan->addWidget(m_scanText);
    scan->addWidget(m_progress);
    scan->addWidget(m_found);
    column->addLayout(chips);
    for (auto *widget :
         std::initializer_list<QWidget *>{m_phraseField, m_passphraseField, m_fileBox, m_filePasswordField, m_keyField,
                                          m_addressField, m_protect, m_scanBox, m_error})
        column->addWidget(widget);
    auto *row = makeRow(nullptr, 12);
    row->addWidget(m_back);
    row->addStretch();
    row->addWidget(m_next);
    column->addLayout(row);

    connect(m_next, &QPushButton::clicked, this, &RestoreView::next);
    connect(m_pick, &QPushButton::clicked, this, &RestoreView::pickFile);
    connect(m_protect, &ProtectForm::submitted, this, &RestoreView::next);
    connect(m_phrase, &QPlainTextEdit::textChanged, m_phraseField, &Field::clearError);
    connect(m_address, &QLineEdit::textChanged, m_addressField, &Field::clearError);
    connect(m_key, &PasswordField::changed, m_keyField, &Field::clearError);
    connect(m_back, &QPushButton::clicked, this, [this] {
        if (m_busy)
            return;
        if (m_choosing) {
            m_context.backends.accounts.discardScan();
            m_choosing = false;
            write();
        } else {
            Q_EMIT back();
        }
    });
    connect(&context.backends.accounts, &AccountBackend::scanProgress, this, [this](int done, int total) {
        m_progress->setRange(0, total);
        m_progress->setValue(done);
        m_scanText->setText(tr("Looking for used accounts: %1 of %2").arg(done).arg(total));
    });
    onLanguage([this] { write(); });
}

void RestoreView::start()
{
    m_choosing = false;
    m_error->clear();
    m_protect->refresh();
    write();
}

void RestoreView::wipe()
{
    m_context.backends.accounts.discardScan();
    QString text = m_phrase->toPlainText();
    m_phrase->setPlainText(QString(text.size(), u'\u2022'));
    m_phrase->clear();
    wipeMemory(text.data(), std::size_t(text.size()) * sizeof(QChar));
    for (auto *field : {m_passphrase, m_filePassword, m_key})
        field->wipe();
    m_protect->wipe();
}

void RestoreView::setSource(Source source)
{
    m_source = source;
    m_sources.at(int(source))->setChecked(true);
    m_path.clear();
    m_error->clear();
    write();
}

SecretBytes RestoreView::phrase() const
{
    QString text = m_phrase->toPlainText();
    return SecretBytes::takeFrom(text);
}

void RestoreView::write()
{
    const QString names[] = {tr("Recovery words"), tr("Keystore file"), tr("Private key"), tr("Watch an address"),
                             tr("Backup file")};
    for (int i = 0; i < m_sources.size(); ++i) {
        m_sources[i]->setText(names[i]);
        m_sources[i]->setAccessibleName(names[i]);
        m_sources[i]->setEnabled(!m_busy && !m_choosing);
    }
    const bool fresh = m_presenter.needsPassword();
    m_sources[int(Source::Backup)]->setVisible(fresh && m_context.backends.vault.state() == VaultState::Missing);
    const bool form = !m_choosing && !m_busy;
    m_phraseField->setLabel(tr("Your 12 to 24 words"));
    m_phraseField->setHint(tr("English or Korean, in order, separated by blanks."));
    m_passphraseField->setLabel(tr("Passphrase (only if you used one)"));
    m_passphrase->setName(tr("Passphrase (only if you used one)"));
    m_pick->setText(tr("Choose file…"));
    m_fileName->setText(m_path.isEmpty() ? tr("No file chosen") : QFileInfo(m_path).fileName());
    m_filePasswordField->setLabel(m_source == Source::Backup ? tr("Password of the backup")
                                                             : tr("Password of the file"));
    m_filePassword->setName(tr("Password of the file"));
    m_keyField->setLabel(tr("Private key"));
    m_key->setName(tr("Private key"));
    m_keyField->setHint(tr("64 digits from 0 to 9 and a to f."));
    m_addressField->setLabel(tr("Address to watch"));
    m_addressField->setHint(tr("You see its balance and history. Nothing can be sent from it."));
    m_found->setAccessibleName(tr("Accounts of this phrase"));
    m_phraseField->setVisible(form && m_source == Source::Phrase);
    m_passphraseField->setVisible(form && m_source == Source::Phrase);
    m_fileBox->setVisible(form && (m_source == Source::Keystore || m_source == Source::Backup));
    m_filePasswordField->setVisible(form && (m_source == Source::Keystore || m_source == Source::Backup));
    m_keyField->setVisible(form && m_source == Source::PrivateKey);
    m_addressField->setVisible(form && m_source == Source::WatchOnly);
    m_protect->setVisible(form && m_source != Source::Backup);
    m_scanBox->setVisible(m_choosing || (m_busy && m_source == Source::Phrase));
    m_found->setVisible(m_choosing);
    m_progress->setVisible(!m_choosing);
    m_back->setText(tr("Back"));
    m_next->setText(m_busy                           ? tr("One moment…")
                        : m_choosing                 ? tr("Import chosen accounts")
                        : m_source == Source::Phrase ? tr("Find my accounts")
                        : m_source == Source::Backup ? tr("Restore")
                                                     : tr("Import"));
    m_next->setEnabled(!m_busy);
    m_back->setEnabled(!m_busy);
}

void RestoreView::next()
{
    if (m_busy)
        return;
    m_error->clear();
    if (m_choosing) {
        importChosen();
        return;
    }
    switch (m_source) {
    case Source::Phrase:
        if (const auto fine = m_context.backends.accounts.checkMnemonic(phrase()); !fine) {
            m_phraseField->setError(fine.error());
            m_phrase->setFocus();
            return;
        }
        break;
    case Source::Keystore:
    case Source::Backup:
        if (m_path.isEmpty()) {
            m_fileName->setText(tr("Choose a file first."));
            m_pick->setFocus();
            return;
        }
        break;
    case Source::PrivateKey:
        if (m_key->isEmpty()) {
            m_keyField->setErrorText(tr("Enter the private key."));
            return;
        }
        break;
    case Source::WatchOnly:
        if (const auto address = m_context.backends.wallet.checkAddress(m_address->text().trimmed()); !address) {
            m_addressField->setError(address.error());
            m_address->setFocus();
            return;
        }
        break;
    }
    if (m_source != Source::Backup && !m_protect->check())
        return;
    run();
}

void RestoreView::run()
{
    const auto done = [this](const Result<> &result) { ended(result); };
    setBusy(true);
    switch (m_source) {
    case Source::Phrase:
        m_progress->setRange(0, 0);
        m_scanText->setText(tr("Opening the vault…"));
        m_presenter.scan(m_protect->take(), phrase(), m_passphrase->peek())
            .then(this, [this](const Result<QList<FoundAccount>> &found) {
                setBusy(false);
                if (found)
                    showFound(*found);
                else
                    m_error->show(found.error());
            });
        break;
    case Source::Keystore: {
        QFile file(m_path);
        if (!file.open(QIODevice::ReadOnly)) {
            ended(failure(errors::FileRead, {{u"path"_s, m_path}}, file.errorString()));
            return;
        }
        if (file.size() > KeystoreLimit) {
            ended(failure(errors::TooLarge, {{u"what"_s, m_path}, {u"limit"_s, Format::bytes(KeystoreLimit)}}));
            return;
        }
        m_presenter.importKeystore(m_protect->take(), file.read(KeystoreLimit), m_filePassword->peek())
            .then(this, done);
        break;
    }
    case Source::PrivateKey: m_presenter.importKey(m_protect->take(), m_key->peek()).then(this, done); break;
    case Source::WatchOnly: m_presenter.watch(m_protect->take(), m_address->text().trimmed()).then(this, done); break;
    case Source::Backup: m_presenter.restoreBackup(m_path, m_filePassword->peek()).then(this, done); break;
    }
}

void RestoreView::ended(const Result<> &result)
{
    setBusy(false);
    if (!result) {
        m_error->show(result.error());
        return;
    }
    wipe();
    Q_EMIT finished();
}

void RestoreView::showFound(const QList<FoundAccount> &found)
{
    m_choosing = true;
    m_found->clear();
    bool any = false;
    for (const FoundAccount &account : found) {
        const QString state = account.used ? Format::ain(account.balance) : tr("unused");
        auto *item =
            new QListWidgetItem(u"%1 · %2\n%3"_s.arg(account.path, state, Format::address(account.address)), m_found);
        item->setData(Qt::UserRole, account.path);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(account.used ? Qt::Checked : Qt::Unchecked);
        item->setSizeHint({0, 50});
        any = any || account.used;
    }
    if (!any && m_found->count() > 0)
        m_found->item(0)->setCheckState(Qt::Checked);
    m_scanText->setText(any ? tr("These accounts were used. Choose what to import.")
                            : tr("None of these accounts was used yet. From the AIN Wallet extension take m/44'/60', "
                                 "from anything else m/44'/412'."));
    write();
    m_found->setFocus();
}

void RestoreView::importChosen()
{
    QStringList paths;
    for (int i = 0; i < m_found->count(); ++i) {
        if (m_found->item(i)->checkState() == Qt::Checked)
            paths += m_found->item(i)->data(Qt::UserRole).toString();
    }
    if (paths.isEmpty()) {
        m_scanText->setText(tr("Choose at least one account."));
        return;
    }
    m_busy = true;
    write();
    m_presenter.importFound(paths).then(this, [this](const Result<> &result) {
        if (result)
            m_choosing = false;
        ended(result);
    });
}

void RestoreView::pickFile()
{
    const bool backup = m_source == Source::Backup;
    pickFileToOpen(this, backup ? tr("Choose a backup") : tr("Choose a keystore file"),
                   backup ? tr("AIN Studio backup (*.ainbackup);;All files (*)")
                          : tr("Keystore (*.json);;All files (*)"),
                   [this](const QString &path) {
                       m_path = path;
                       write();
                   });
}

void RestoreView::setBusy(bool busy)
{
    m_busy = busy;
    write();
}

} // namespace ain::ui
