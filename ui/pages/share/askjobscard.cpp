#include "ui/pages/share/askjobscard.h"

#include "ui/pages/share/askjobcard.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int Together = 8; ///< cards shown at first, and with each "show older"
} // namespace

AskJobsCard::AskJobsCard(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_title(new TextLabel(this, "heading")),
      m_error(new ErrorBanner(context.theme, this)),
      m_column(makeColumn(nullptr, 4)),
      m_empty(new EmptyState(context.theme, u"image"_s, this)),
      m_more(makeButton(this, ButtonKind::Small)),
      m_most(Together)
{
    setProperty("ain", u"card"_s);
    auto *column = makeColumn(this, 12);
    column->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    column->addWidget(m_title);
    column->addWidget(m_error);
    column->addLayout(m_column);
    column->addWidget(m_more, 0, Qt::AlignLeft);
    column->addWidget(m_empty);
    m_error->clear();
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_most += Together;
        write();
    });
    connect(m_empty, &EmptyState::stepChosen, this, &AskJobsCard::studioWanted);
    connect(&context.backends.ask, &AskBackend::jobsChanged, this, &AskJobsCard::write);
    onLanguage([this] {
        m_title->setText(tr("Pictures that others draw"));
        m_more->setText(tr("Show older ones"));
        m_empty->setTexts(tr("Nobody was asked for a picture yet. On the Studio page, choose “Others, for pay” above "
                             "the button that draws."),
                          tr("Write what to draw"));
        write();
    });
}

void AskJobsCard::write()
{
    const QList<AskJob> jobs = m_context.backends.ask.jobs();
    const qsizetype count = std::min<qsizetype>(jobs.size(), m_most);
    while (m_cards.size() > count) {
        AskJobCard *card = m_cards.takeLast();
        m_column->removeWidget(card);
        card->hide();
        card->deleteLater(); // its own button may have led here
    }
    while (m_cards.size() < count) {
        auto *card = new AskJobCard(m_context, this);
        connect(card, &AskJobCard::cancelWanted, this, &AskJobsCard::cancel);
        connect(card, &AskJobCard::pictureWanted, this, &AskJobsCard::pictureWanted);
        m_column->addWidget(card);
        m_cards.append(card);
    }
    // A card stays with its job, so that the keyboard stays where it was when a new one comes.
    for (qsizetype i = 0; i < count; ++i) {
        for (qsizetype k = i + 1; k < count && m_cards.at(i)->job().id != jobs.at(i).id; ++k) {
            if (m_cards.at(k)->job().id == jobs.at(i).id) {
                m_cards.move(k, i);
                m_column->insertWidget(int(i), m_cards.at(i));
            }
        }
        if (m_cards.at(i)->job().id != jobs.at(i).id && !m_cards.at(i)->job().id.isEmpty()) {
            // Its job stands further down now: the last card is free, or of one that is not shown any more.
            m_cards.move(count - 1, i);
            m_column->insertWidget(int(i), m_cards.at(i));
        }
        m_cards.at(i)->setJob(jobs.at(i));
        if (i > 0)
            setTabOrder(m_cards.at(i - 1)->cancelButton(), m_cards.at(i)->showButton());
    }
    m_more->setVisible(jobs.size() > count);
    m_empty->setVisible(jobs.isEmpty());
}

void AskJobsCard::cancel(const QString &job)
{
    m_error->clear();
    m_context.backends.ask.cancel(job).then(this, [this, job](const Result<> &result) {
        if (!result)
            m_error->show(result.error(), tr("The picture could not be taken back."));
        for (AskJobCard *card : std::as_const(m_cards)) {
            if (card->job().id == job)
                card->cancelButton()->setEnabled(!result.has_value());
        }
    });
}

} // namespace ain::ui
