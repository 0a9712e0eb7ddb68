#include "ui/pages/share/askview.h"

#include "ui/format.h"
#include "ui/pages/share/askagreementscard.h"
#include "ui/pages/share/askjobscard.h"
#include "ui/pages/share/askproviderscard.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

namespace ain::ui {

using namespace Qt::StringLiterals;

AskView::AskView(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_title(new TextLabel(this, "heading")),
      m_intro(new TextLabel(this, "muted")),
      m_account(new TextLabel(this, "small")),
      m_note(new NoticeCard(context.theme, Tone::Plain, this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_jobs(new AskJobsCard(context, this)),
      m_agreements(new AskAgreementsCard(context, this)),
      m_providers(new AskProvidersCard(context, this))
{
    auto *column = makeColumn(this, metrics::Gap);
    QFrame *head = makeCard(this);
    auto *words = makeColumn(head, 10);
    words->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    words->addWidget(m_title);
    words->addWidget(m_intro);
    words->addWidget(m_account);
    words->addWidget(m_note);
    words->addWidget(m_error);
    column->addWidget(head);
    column->addWidget(m_jobs);
    column->addWidget(m_agreements);
    column->addWidget(m_providers);
    column->addStretch();
    m_error->clear();
    connect(m_jobs, &AskJobsCard::pictureWanted, this, &AskView::pictureWanted);
    connect(m_jobs, &AskJobsCard::studioWanted, this, &AskView::studioWanted);
    connect(&context.backends.ask, &AskBackend::changed, this, &AskView::write);
    connect(&context.backends.ask, &AskBackend::jobsChanged, this, &AskView::write);
    onLanguage([this] {
        m_title->setText(tr("Others draw for you, for pay"));
        m_intro->setText(tr("You agree with somebody on a price, and nothing is paid in advance: you sign for each "
                            "picture that came and holds. The machine that draws a picture can see it and its words; "
                            "nobody on the way can."));
        write();
    });
}

QString AskView::note() const { return m_note->isHidden() ? QString() : m_note->text(); }

void AskView::setWatched(bool isWatched)
{
    if (std::exchange(m_isWatched, isWatched) == isWatched)
        return;
    m_context.backends.ask.setWatched(isWatched);
    if (isWatched)
        m_context.backends.ask.refresh().detach(); // what goes wrong stands on the card
}

void AskView::write()
{
    const AskBackend &ask = m_context.backends.ask;
    const AskState state = ask.state();
    QString note;
    switch (state.standing) {
    case AskStanding::NoNetwork: note = tr("No network is open, so nobody can be agreed with."); break;
    case AskStanding::Locked: note = tr("The vault is locked: what leaves here is signed with a key in it."); break;
    case AskStanding::NoAccount:
        note = tr("Create an account on the Wallet page first: that is what pictures are paid from.");
        break;
    case AskStanding::Closed:
    case AskStanding::Opening: note = tr("The books are being read …"); break;
    case AskStanding::Ready:
    case AskStanding::Failed: break;
    }
    m_note->setVisible(!note.isEmpty());
    m_note->setText(note);
    const bool isReady = state.standing == AskStanding::Ready;
    m_account->setVisible(isReady && !state.account.isEmpty());
    m_account->setText(tr("Paid from %1").arg(Format::address(state.account)));
    const bool hasAgreements = isReady && !ask.agreements().isEmpty();
    m_agreements->setVisible(hasAgreements);
    m_jobs->setVisible(isReady && (hasAgreements || !ask.jobs().isEmpty()));
    m_providers->setVisible(isReady || state.standing == AskStanding::Failed);
    const auto error = ask.error();
    const QString told = error && state.standing != AskStanding::NoAccount ? error->code.toString() : QString();
    if (std::exchange(m_told, told) == told)
        return;
    if (told.isEmpty())
        m_error->clear();
    else
        m_error->show(*error, tr("Who draws for others, or what you owe, could not be read."));
}

} // namespace ain::ui
