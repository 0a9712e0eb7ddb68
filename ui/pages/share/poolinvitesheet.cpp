#include "ui/pages/share/poolinvitesheet.h"

#include "ui/pages/common/filepicker.h"
#include "ui/pages/share/fingerprint.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/quietinputs.h"

#include <QLineEdit>
#include <QPointer>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostNameChars = 32;

} // namespace

PoolInviteSheet::PoolInviteSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_name(new QLineEdit),
      m_nameField(new Field(m_name, this)),
      m_role(new QuietCombo),
      m_roleField(new Field(m_role, this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_once(new NoticeCard(context.theme, Tone::Warn, this)),
      m_how(new TextLabel(this)),
      m_facts(new FactGrid(6, this)),
      m_done(new NoticeCard(context.theme, Tone::Ok, this)),
      m_copy(makeButton(this)),
      m_save(makeButton(this)),
      m_create(makeButton(this, ButtonKind::Primary))
{
    setCardWidth(600);
    m_name->setMaxLength(MostNameChars);
    m_role->addItem(QString(), int(PoolRole::Worker));
    m_role->addItem(QString(), int(PoolRole::Member));
    body()->addWidget(m_nameField);
    body()->addWidget(m_roleField);
    body()->addWidget(m_error);
    body()->addWidget(m_once);
    body()->addWidget(m_how);
    body()->addWidget(m_facts);
    body()->addWidget(m_done);
    footer()->addWidget(m_save);
    footer()->addWidget(m_copy);
    footer()->addWidget(m_create);

    m_pick = [this](const QString &suggested, std::function<void(const QString &)> chosen) {
        pickNewFile(this, tr("Save the invitation"), suggested, tr("Text (*.txt)"), std::move(chosen));
    };
    connect(m_create, &QPushButton::clicked, this, [this] {
        if (m_made.text.isEmpty())
            create();
        else
            dismiss();
    });
    connect(m_name, &QLineEdit::returnPressed, this, &PoolInviteSheet::create);
    connect(m_name, &QLineEdit::textChanged, m_nameField, &Field::clearError);
    connect(m_copy, &QPushButton::clicked, this, [this] { m_clipboard.copy(m_made.text); });
    connect(m_save, &QPushButton::clicked, this, [this] {
        m_pick(u"ain-pool-%1.txt"_s.arg(m_made.box), [sheet = QPointer(this)](const QString &path) {
            if (sheet)
                sheet->save(path);
        });
    });
    connect(&m_clipboard, &SecretClipboard::ticked, this, &PoolInviteSheet::write);
    connect(this, &Sheet::dismissed, this, [this] {
        m_made = {};
        m_saved.clear();
        m_name->clear();
        m_error->clear();
        write();
    });
    onLanguage([this] { write(); });
}

void PoolInviteSheet::firstFocus() { m_name->setFocus(); }

void PoolInviteSheet::create()
{
    if (!m_made.text.isEmpty())
        return;
    m_error->clear();
    const QString name = m_name->text().trimmed();
    if (name.isEmpty()) {
        m_nameField->setErrorText(tr("Give it a name, such as render-1."));
        m_name->setFocus();
        return;
    }
    auto made = m_context.backends.pool.invite(name, PoolRole(m_role->currentData().toInt()));
    if (!made) {
        const bool isAboutTheName = made.error().code.text().starts_with("pool.name");
        if (isAboutTheName)
            m_nameField->setError(made.error());
        else
            m_error->show(made.error(), tr("No invitation was made."));
        m_name->setFocus();
        return;
    }
    m_made = std::move(*made);
    write();
    fit();
    m_copy->setFocus();
}

void PoolInviteSheet::save(const QString &path)
{
    if (m_made.text.isEmpty())
        return;
    const auto saved = m_context.backends.pool.saveInvitation(m_made.text, path);
    if (!saved)
        m_error->show(saved.error(), tr("The invitation was not saved."));
    else
        m_error->clear();
    if (saved)
        m_saved = path;
    write();
    fit();
}

void PoolInviteSheet::write()
{
    const bool isMade = !m_made.text.isEmpty();
    setTitle(isMade ? tr("Invitation for %1").arg(m_made.box) : tr("Invite a box"));
    m_nameField->setLabel(tr("Name"));
    m_nameField->setHint(tr("For this pool: a to z, 0 to 9 and -"));
    m_roleField->setLabel(tr("What it may do"));
    m_role->setItemText(0, tr("Draw"));
    m_role->setItemText(1, tr("Draw, ask for pictures and see the other boxes"));
    m_once->setText(tr("The invitation is a secret: whoever has it is this box. It is given out now and kept nowhere. "
                       "Carry it over yourself, and delete the file when the box has joined."));
    m_how->setText(tr("On the other computer: Share your GPU, My boxes, Join with an invitation. There, the "
                      "certificate must read the same."));
    m_facts->setFacts({{tr("Pool"), m_made.address}, {tr("Certificate"), groupedFingerprint(m_made.fingerprint)}});
    m_done->setText(tr("Saved to %1; only you may read it.").arg(m_saved));
    for (QWidget *widget : {static_cast<QWidget *>(m_nameField), static_cast<QWidget *>(m_roleField)})
        widget->setVisible(!isMade);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_once), static_cast<QWidget *>(m_how), static_cast<QWidget *>(m_facts),
          static_cast<QWidget *>(m_copy), static_cast<QWidget *>(m_save)})
        widget->setVisible(isMade);
    m_done->setVisible(isMade && !m_saved.isEmpty());
    m_save->setText(tr("Save to a file…"));
    const int left = m_clipboard.secondsLeft();
    m_copy->setText(left > 0 ? tr("Copied; gone in %1 s").arg(left) : tr("Copy"));
    m_create->setText(isMade ? tr("Done") : tr("Make the invitation"));
}

} // namespace ain::ui
