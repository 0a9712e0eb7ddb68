#include "ui/pages/collection/searchsheet.h"

#include "ui/format.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QProgressBar>

namespace ain::ui {

using State = SearchPresenter::State;

SearchSheet::SearchSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_presenter(new SearchPresenter(context.backends.collection, this)),
      m_text(new TextLabel(this)),
      m_bar(new QProgressBar(this)),
      m_progress(new TextLabel(this, "muted")),
      m_result(new NoticeCard(context.theme, Tone::Plain, this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_stop(makeButton(this)),
      m_next(makeButton(this, ButtonKind::Primary))
{
    m_bar->setTextVisible(false);
    for (auto *widget : std::initializer_list<QWidget *>{m_text, m_bar, m_progress, m_result, m_error})
        body()->addWidget(widget);
    body()->addStretch();
    footer()->addWidget(m_stop);
    footer()->addWidget(m_next);
    connect(m_stop, &QPushButton::clicked, m_presenter, &SearchPresenter::stop);
    connect(m_next, &QPushButton::clicked, this, &SearchSheet::next);
    connect(m_presenter, &SearchPresenter::changed, this, &SearchSheet::draw);
    onLanguage([this] { draw(); });
}

void SearchSheet::next()
{
    switch (m_presenter->state()) {
    case State::Idle:
    case State::Stopped:
    case State::Failed: m_presenter->start(); break;
    case State::Running:
    case State::Found:
    case State::Nothing: dismiss(); break;
    }
}

void SearchSheet::draw()
{
    setTitle(tr("Search my tokens"));
    const State state = m_presenter->state();
    const bool running = state == State::Running;
    const bool listing = m_presenter->total() == 0;
    m_text->setText(tr("The program asks the node for every collection of this network and looks in each for tokens of "
                       "your accounts. That is about one request per collection: some minutes on a large network. The "
                       "node learns which accounts belong together."));
    m_text->setVisible(state != State::Found && state != State::Nothing);
    m_bar->setVisible(running);
    m_bar->setRange(0, listing ? 0 : m_presenter->total());
    m_bar->setValue(m_presenter->done());
    m_bar->setAccessibleName(tr("Progress of the search"));
    m_progress->setVisible(running);
    m_progress->setText(listing ? tr("Listing the collections: %1 so far").arg(Format::number(m_presenter->found()))
                                : tr("%1 of %2 collections · tokens found: %3")
                                      .arg(Format::number(m_presenter->done()), Format::number(m_presenter->total()),
                                           Format::number(m_presenter->found())));
    m_result->setVisible(state == State::Found || state == State::Nothing || state == State::Stopped);
    m_result->setTone(state == State::Found ? Tone::Ok : Tone::Plain);
    if (state == State::Found)
        m_result->setText(tr("%n token(s) of yours are in your collection now.", nullptr, m_presenter->found()));
    else if (state == State::Nothing)
        m_result->setText(tr("No token of your accounts was found on this network. If somebody just sent you one, wait "
                             "until the transaction is final and search again."));
    else
        m_result->setText(tr("The search was stopped. What it had found until then is kept."));
    if (state == State::Failed && m_presenter->error())
        m_error->show(*m_presenter->error(), tr("The search did not come to its end."));
    else
        m_error->clear();
    m_stop->setText(tr("Stop searching"));
    m_stop->setVisible(running);
    switch (state) {
    case State::Idle: m_next->setText(tr("Search")); break;
    case State::Running: m_next->setText(tr("Close, it goes on")); break;
    case State::Found:
    case State::Nothing: m_next->setText(tr("Done")); break;
    case State::Stopped:
    case State::Failed: m_next->setText(tr("Search again")); break;
    }
    fit();
}

} // namespace ain::ui
