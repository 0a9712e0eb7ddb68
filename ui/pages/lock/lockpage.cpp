#include "ui/pages/lock/lockpage.h"

#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/passwordfield.h"

#include <QLineEdit>
#include <QTimer>

namespace ain::ui {

using namespace Qt::StringLiterals;

LockPage::LockPage(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_password(new PasswordField(context.theme, false, this)),
      m_open(makeButton(this, ButtonKind::TallPrimary)),
      m_wait(new TextLabel(this, "small")),
      m_error(new ErrorBanner(context.theme, this)),
      m_timer(new QTimer(this))
{
    auto *card = makeCard(this);
    card->setFixedWidth(440);
    auto *column = makeColumn(card, 14);
    column->setContentsMargins(32, 32, 32, 28);
    auto *logo = makeLabel(card);
    logo->setPixmap(context.theme.icons().pixmap(u"ain-studio"_s, 56, context.theme.tokens().accent, 2.0));
    auto *title = makeLabel(card, "title");
    auto *body = new TextLabel(card, "muted");
    column->addWidget(logo, 0, Qt::AlignHCenter);
    column->addWidget(title, 0, Qt::AlignHCenter);
    column->addWidget(body);
    column->addSpacing(4);
    column->addWidget(m_password);
    column->addWidget(m_error);
    column->addWidget(m_wait);
    column->addWidget(m_open);
    body->setAlignment(Qt::AlignHCenter);
    m_wait->setAlignment(Qt::AlignHCenter);

    auto *outer = makeColumn(this, 0);
    outer->addStretch();
    outer->addLayout(makeCentred(card));
    outer->addStretch();

    connect(m_open, &QPushButton::clicked, this, &LockPage::unlock);
    connect(m_password, &PasswordField::submitted, this, &LockPage::unlock);
    connect(m_password, &PasswordField::changed, this, &LockPage::write);
    m_timer->setInterval(500);
    connect(m_timer, &QTimer::timeout, this, &LockPage::write);
    onLanguage([this, title, body] {
        title->setText(tr("Locked"));
        body->setText(tr("The keys are out of memory; nothing can be signed. "
                         "Transactions already sent go on by themselves."));
        m_password->setPlaceholder(tr("Password"));
        m_password->setName(tr("Password"));
        write();
    });
}

void LockPage::showEvent(QShowEvent *event)
{
    View::showEvent(event);
    m_error->clear();
    m_password->edit()->setFocus();
    m_timer->start();
    write();
}

void LockPage::hideEvent(QHideEvent *event)
{
    View::hideEvent(event);
    m_password->wipe();
    m_timer->stop();
}

void LockPage::unlock()
{
    if (m_busy || m_password->isEmpty() || m_context.backends.vault.retryAfterMs() > 0)
        return;
    m_busy = true;
    m_error->clear();
    write();
    m_context.backends.vault.unlock(m_password->take()).then(this, [this](const Result<> &result) {
        m_busy = false;
        if (!result) {
            m_error->show(result.error());
            m_password->edit()->setFocus();
        }
        write();
    });
}

void LockPage::write()
{
    const int wait = m_context.backends.vault.retryAfterMs();
    m_wait->setVisible(wait > 0);
    m_wait->setText(tr("Next try in %n second(s)", nullptr, (wait + 999) / 1000));
    m_open->setText(m_busy ? tr("Opening… this takes about a second") : tr("Unlock"));
    m_open->setEnabled(!m_busy && wait == 0 && !m_password->isEmpty());
}

} // namespace ain::ui
