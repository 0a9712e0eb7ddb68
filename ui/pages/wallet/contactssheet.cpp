#include "ui/pages/wallet/contactssheet.h"

#include "ui/format.h"
#include "ui/pages/common/filepicker.h"
#include "ui/text/errortext.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/secretguard.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
// Longer than what may be kept, so that a pasted phrase is seen whole and wiped, not cut and shown.
constexpr int LongestInput = 512;
constexpr qsizetype LinesTold = 12;
} // namespace

ContactsSheet::ContactsSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_search(new QLineEdit),
      m_searchField(new Field(m_search, this)),
      m_list(new QListWidget(this)),
      m_empty(new TextLabel(this, "muted")),
      m_name(new QLineEdit),
      m_address(new QLineEdit),
      m_note(new QLineEdit),
      m_nameField(new Field(m_name, this)),
      m_addressField(new Field(m_address, this)),
      m_noteField(new Field(m_note, this)),
      m_groups(new TextLabel(this, "muted")),
      m_warning(new NoticeCard(context.theme, Tone::Bad, this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_report(new TextLabel(this, "muted")),
      m_new(makeButton(this)),
      m_save(makeButton(this, ButtonKind::Primary)),
      m_remove(makeButton(this)),
      m_import(makeButton(this, ButtonKind::Quiet)),
      m_export(makeButton(this, ButtonKind::Quiet)),
      m_replaces(new QCheckBox(this))
{
    setCardWidth(640);
    m_list->setFixedHeight(112);
    m_list->setSpacing(2);
    m_address->setFont(Theme::mono(13));
    m_groups->setFont(Theme::mono());
    for (auto *edit : {m_search, m_name, m_address, m_note})
        edit->setMaxLength(LongestInput);
    body()->addWidget(m_searchField);
    body()->addWidget(m_list);
    body()->addWidget(m_empty);
    body()->addWidget(m_nameField);
    body()->addWidget(m_addressField);
    body()->addWidget(m_groups);
    body()->addWidget(m_warning);
    body()->addWidget(m_noteField);
    body()->addWidget(m_error);
    body()->addWidget(m_report);
    body()->addWidget(m_replaces);
    footer()->insertWidget(0, m_import);
    footer()->insertWidget(1, m_export);
    footer()->addWidget(m_remove);
    footer()->addWidget(m_new);
    footer()->addWidget(m_save);
    m_pickOpen = [this](const auto &chosen) {
        pickFileToOpen(this, tr("Read contacts and labels"), tr("Labels (*.jsonl)"), chosen);
    };
    m_pickSave = [this](const auto &chosen) {
        pickFileToSave(this, tr("Write contacts and labels"), u"ain-labels.jsonl"_s, tr("Labels (*.jsonl)"), chosen);
    };

    for (const auto &[edit, field] : {std::pair{m_search, m_searchField}, std::pair{m_name, m_nameField},
                                      std::pair{m_address, m_addressField}, std::pair{m_note, m_noteField}})
        new SecretGuard(edit, [field = field] { field->setErrorText(SecretGuard::words()); });
    connect(m_search, &QLineEdit::textChanged, this, [this] {
        m_searchField->clearError();
        fill();
    });
    connect(m_name, &QLineEdit::textChanged, m_nameField, &Field::clearError);
    connect(m_note, &QLineEdit::textChanged, m_noteField, &Field::clearError);
    connect(m_address, &QLineEdit::textChanged, this, &ContactsSheet::writeAddress);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item != nullptr)
            show(item->data(Qt::UserRole).toString());
    });
    connect(m_new, &QPushButton::clicked, this, [this] {
        show({});
        m_name->setFocus();
    });
    connect(m_save, &QPushButton::clicked, this, &ContactsSheet::save);
    connect(m_remove, &QPushButton::clicked, this, &ContactsSheet::askRemoval);
    connect(m_import, &QPushButton::clicked, this,
            [this] { m_pickOpen([this](const QString &path) { importFile(path); }); });
    connect(m_export, &QPushButton::clicked, this,
            [this] { m_pickSave([this](const QString &path) { exportFile(path); }); });
    for (auto *edit : {m_name, m_address, m_note})
        connect(edit, &QLineEdit::returnPressed, m_save, &QPushButton::click);
    connect(this, &Sheet::opened, this, &ContactsSheet::fill);
    connect(this, &Sheet::dismissed, this, [this] { m_search->setText({}); });
    connect(&context.backends.contacts, &ContactsBackend::changed, this, &ContactsSheet::fill);
    m_report->hide();
    onLanguage([this] {
        setTitle(tr("Contacts"));
        m_searchField->setLabel(tr("Search"));
        m_search->setPlaceholderText(tr("Name, address or note"));
        m_list->setAccessibleName(tr("Contacts"));
        m_nameField->setLabel(tr("Name"));
        m_addressField->setLabel(tr("Address"));
        m_address->setPlaceholderText(tr("0x and 40 digits"));
        m_noteField->setLabel(tr("Note (optional)"));
        m_noteField->setHint(tr("Contacts are sealed in the vault."));
        m_new->setText(tr("New contact"));
        m_save->setText(tr("Save"));
        m_import->setText(tr("Import…"));
        m_export->setText(tr("Export…"));
        m_replaces->setText(tr("An import may replace names and labels that differ"));
        m_isRemovalAsked = false;
        m_remove->setText(tr("Remove"));
        writeAddress();
        fill();
    });
}

void ContactsSheet::setFilePickers(FilePicker open, FilePicker save)
{
    m_pickOpen = std::move(open);
    m_pickSave = std::move(save);
}

void ContactsSheet::openFor(const QString &address)
{
    m_search->setText({});
    open();
    for (const Contact &contact : m_context.backends.contacts.contacts()) {
        if (contact.address == address) {
            show(address);
            m_name->setFocus();
            return;
        }
    }
    show({});
    m_address->setText(address);
    m_name->setFocus();
}

void ContactsSheet::clearMessages()
{
    m_error->clear();
    m_report->hide();
    m_isRemovalAsked = false;
    m_remove->setText(tr("Remove"));
}

void ContactsSheet::fill()
{
    const QString wanted = m_search->text().trimmed();
    QString compact = wanted;
    compact.remove(u' ');
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const QList<Contact> contacts = m_context.backends.contacts.contacts();
    for (const Contact &contact : contacts) {
        if (!contact.name.contains(wanted, Qt::CaseInsensitive) && !contact.note.contains(wanted, Qt::CaseInsensitive)
            && !contact.address.contains(compact, Qt::CaseInsensitive))
            continue;
        auto *item = new QListWidgetItem(u"%1\n%2"_s.arg(contact.name, Format::address(contact.address)), m_list);
        item->setData(Qt::UserRole, contact.address);
        item->setSizeHint({0, 48});
        if (contact.address == m_shown)
            m_list->setCurrentItem(item);
    }
    m_list->setVisible(m_list->count() > 0);
    m_empty->setVisible(m_list->count() == 0);
    m_empty->setText(contacts.isEmpty()
                         ? tr("Nobody is here yet. Name an address once, and pick it by name from then on.")
                         : tr("Nobody fits this search."));
    fit();
}

void ContactsSheet::show(const QString &address)
{
    clearMessages();
    m_shown.clear();
    Contact shown;
    for (const Contact &contact : m_context.backends.contacts.contacts()) {
        if (contact.address == address && !address.isEmpty()) {
            shown = contact;
            m_shown = address;
        }
    }
    m_name->setText(shown.name);
    m_address->setText(shown.address);
    m_note->setText(shown.note);
    for (Field *field : {m_nameField, m_addressField, m_noteField})
        field->clearError();
    m_remove->setEnabled(!m_shown.isEmpty());
    const QSignalBlocker quiet(m_list);
    if (m_shown.isEmpty())
        m_list->setCurrentItem(nullptr);
}

void ContactsSheet::writeAddress()
{
    m_addressField->clearError();
    m_remove->setEnabled(!m_shown.isEmpty());
    const auto address = m_context.backends.wallet.checkAddress(m_address->text().trimmed());
    m_groups->setVisible(address.has_value());
    m_warning->hide();
    if (!address) {
        if (m_address->text().trimmed().size() >= 42)
            m_addressField->setError(address.error());
        return;
    }
    m_groups->setText(Format::address(*address));
    // Somebody may have sent a little from an address made to be taken for another one, hoping to be kept.
    for (const Warning &warning : m_context.backends.wallet.addressWarnings(*address)) {
        if (Format::consent(warning.kind).isEmpty() || *address == m_shown)
            continue;
        m_warning->setText(Format::warning(warning));
        m_warning->show();
        break;
    }
}

bool ContactsSheet::place(const Error &error)
{
    const auto code = error.code.text();
    if (code.starts_with("address.") || code == "wallet.contact_known")
        m_addressField->setError(error);
    else if (code == "wallet.contact_taken" || code == "wallet.contact_name" || code == "wallet.contact_text")
        m_nameField->setError(error);
    else
        return false;
    return true;
}

void ContactsSheet::save()
{
    clearMessages();
    Contact contact;
    contact.name = m_name->text().trimmed();
    contact.note = m_note->text().trimmed();
    const auto address = m_context.backends.wallet.checkAddress(m_address->text().trimmed());
    if (!address) {
        m_addressField->setError(address.error());
        m_address->setFocus();
        return;
    }
    if (contact.name.isEmpty()) {
        m_nameField->setErrorText(tr("Give the address a name."));
        m_name->setFocus();
        return;
    }
    contact.address = *address;
    m_save->setEnabled(false);
    auto task = m_shown.isEmpty() ? m_context.backends.contacts.add(contact)
                                  : m_context.backends.contacts.edit(m_shown, contact);
    std::move(task).then(this, [this, contact](const Result<> &result) {
        m_save->setEnabled(true);
        if (!result) {
            if (!place(result.error()))
                m_error->show(result.error(), tr("The contact was not saved."));
            return;
        }
        m_shown = contact.address;
        m_remove->setEnabled(true);
        m_report->setText(tr("Saved."));
        m_report->show();
        fill();
    });
}

void ContactsSheet::askRemoval()
{
    if (m_shown.isEmpty())
        return;
    if (!m_isRemovalAsked) {
        clearMessages();
        m_isRemovalAsked = true;
        m_remove->setText(tr("Really remove?"));
        return;
    }
    clearMessages();
    m_context.backends.contacts.remove(m_shown).then(this, [this](const Result<> &result) {
        if (!result) {
            m_error->show(result.error(), tr("The contact was not removed."));
            return;
        }
        show({});
        fill();
    });
}

void ContactsSheet::exportFile(const QString &path)
{
    clearMessages();
    m_context.backends.contacts.exportTo(path).then(this, [this, path](const Result<> &result) {
        if (!result) {
            m_error->show(result.error(), tr("Nothing was written."));
            return;
        }
        m_report->setText(tr("Written to %1. The file is not sealed: whoever has it can read it.").arg(path));
        m_report->show();
        fit();
    });
}

void ContactsSheet::importFile(const QString &path)
{
    clearMessages();
    m_context.backends.contacts.importFrom(path, m_replaces->isChecked())
        .then(this, [this](const Result<ImportOutcome> &result) {
            if (result)
                tell(*result);
            else
                m_error->show(result.error(), tr("Nothing was read."));
        });
}

void ContactsSheet::tell(const ImportOutcome &outcome)
{
    QStringList lines{tr("%1 added, %2 changed, %3 were here already, %4 refused.")
                          .arg(Format::number(outcome.added), Format::number(outcome.changed),
                               Format::number(outcome.same), Format::number(outcome.refused.size()))};
    for (const auto &[line, error] : outcome.refused.first(std::min(outcome.refused.size(), LinesTold)))
        lines += tr("Line %1: %2").arg(Format::number(line), text::errorSentence(error));
    if (outcome.refused.size() > LinesTold)
        lines += tr("… and %1 more lines. The terminal program lists every one.")
                     .arg(Format::number(outcome.refused.size() - LinesTold));
    m_report->setText(lines.join(u'\n'));
    m_report->show();
    fit();
}

} // namespace ain::ui
