#include "ui/pages/share/pooljoinsheet.h"

#include "ui/pages/common/filepicker.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/passwordfield.h"

#include <QLineEdit>
#include <QPointer>

namespace ain::ui {

namespace {

constexpr int MostChars = 16 * 1024;

} // namespace

PoolJoinSheet::PoolJoinSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_what(new TextLabel(this)),
      m_text(new PasswordField(context.theme, false)),
      m_field(new Field(m_text, this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_file(makeButton(this)),
      m_join(makeButton(this, ButtonKind::Primary))
{
    m_text->edit()->setMaxLength(MostChars);
    body()->addWidget(m_what);
    body()->addWidget(m_field);
    body()->addWidget(m_error);
    footer()->addWidget(m_file);
    footer()->addWidget(m_join);

    m_pick = [this](std::function<void(const QString &)> chosen) {
        pickFileToOpen(this, tr("Open an invitation"), tr("Invitations (*.txt);;All files (*)"), std::move(chosen));
    };
    connect(m_join, &QPushButton::clicked, this, &PoolJoinSheet::join);
    connect(m_text, &PasswordField::submitted, this, &PoolJoinSheet::join);
    connect(m_text, &PasswordField::changed, m_field, &Field::clearError);
    connect(m_file, &QPushButton::clicked, this, [this] {
        m_pick([sheet = QPointer(this)](const QString &path) {
            if (sheet)
                sheet->joinFile(path);
        });
    });
    connect(this, &Sheet::dismissed, this, [this] {
        m_text->wipe();
        m_error->clear();
        m_field->clearError();
    });
    onLanguage([this] {
        setTitle(tr("Join with an invitation"));
        m_what->setText(tr("The computer that serves the pool makes invitations: Share your GPU, My boxes, Invite a "
                           "box. From then on both trust each other’s keys; nothing is paid."));
        m_field->setLabel(tr("Invitation"));
        m_text->setName(tr("Invitation"));
        m_text->setPlaceholder(tr("Paste it here: ain-pool-1.…"));
        m_file->setText(tr("From a file…"));
        m_join->setText(tr("Join"));
    });
}

void PoolJoinSheet::firstFocus() { m_text->edit()->setFocus(); }

void PoolJoinSheet::join()
{
    m_error->clear();
    if (m_text->isEmpty()) {
        m_field->setErrorText(tr("Paste the invitation, or choose its file."));
        m_text->edit()->setFocus();
        return;
    }
    const auto joined = m_context.backends.pool.join(m_text->take());
    conclude(joined ? std::nullopt : std::optional(joined.error()));
}

void PoolJoinSheet::joinFile(const QString &path)
{
    const auto joined = m_context.backends.pool.joinFile(path);
    conclude(joined ? std::nullopt : std::optional(joined.error()));
}

void PoolJoinSheet::conclude(const std::optional<Error> &error)
{
    if (!error) {
        dismiss();
        return;
    }
    m_error->show(*error, tr("This computer did not join."));
    fit();
}

} // namespace ain::ui
