#include "ui/pages/studio/queuestrip.h"

#include "ui/pages/studio/queuelist.h"
#include "ui/studiotext.h"
#include "ui/text/errortext.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/imageview.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QProgressBar>

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int PreviewSide = 56;
constexpr int SmallWindow = 720;

const StudioJob *runningOf(const QList<StudioJob> &jobs)
{
    const auto at =
        std::find_if(jobs.cbegin(), jobs.cend(), [](const StudioJob &job) { return job.state == JobState::Running; });
    return at == jobs.cend() ? nullptr : &*at;
}
} // namespace

QueueStrip::QueueStrip(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_title(makeLabel(this, "heading")),
      m_words(new TextLabel(this, "muted")),
      m_pause(makeButton(this, ButtonKind::Small)),
      m_cancel(makeButton(this, ButtonKind::Small)),
      m_preview(new ImageView(context.theme, this)),
      m_bar(new QProgressBar(this)),
      m_notice(new NoticeCard(context.theme, Tone::Warn, this)),
      m_start(makeButton(this, ButtonKind::Small)),
      m_list(new QueueList(context)),
      m_fold(new Fold(context.theme, m_list, this))
{
    setProperty("ain", u"card"_s);
    auto *column = makeColumn(this, 8);
    column->setContentsMargins(metrics::CardPadding, 14, metrics::CardPadding, 12);
    auto *row = makeRow(nullptr, 14);
    m_preview->setFixedSize(PreviewSide, PreviewSide);
    row->addWidget(m_preview);
    auto *right = makeColumn(nullptr, 8);
    auto *head = makeRow(nullptr, 12);
    head->addWidget(m_title);
    head->addWidget(m_words, 1);
    head->addWidget(m_pause);
    head->addWidget(m_cancel);
    right->addLayout(head);
    m_bar->setTextVisible(false);
    right->addWidget(m_bar);
    row->addLayout(right, 1);
    column->addLayout(row);
    auto *trouble = makeRow(nullptr, 8);
    trouble->addWidget(m_notice, 1);
    trouble->addWidget(m_start, 0, Qt::AlignTop);
    column->addLayout(trouble);
    column->addWidget(m_fold);

    StudioBackend &studio = context.backends.studio;
    connect(&studio, &StudioBackend::jobsChanged, this, &QueueStrip::write);
    connect(&studio, &StudioBackend::jobProgressed, this, &QueueStrip::progress);
    connect(&studio, &StudioBackend::engineChanged, this, &QueueStrip::tellEngine);
    connect(m_pause, &QPushButton::clicked, this, [&studio] { studio.setPaused(!studio.isPaused()).detach(); });
    connect(m_cancel, &QPushButton::clicked, this, &QueueStrip::cancelRunning);
    connect(m_start, &QPushButton::clicked, this, [&studio] { studio.startEngine().detach(); });
    onLanguage([this] {
        m_title->setText(tr("Queue"));
        m_cancel->setText(tr("Cancel"));
        m_cancel->setToolTip(tr("Stops the picture that is being drawn (Esc)"));
        m_cancel->setAccessibleName(tr("Cancel the picture that is being drawn"));
        m_bar->setAccessibleName(tr("Progress of the picture"));
        m_preview->setAccessibleName(tr("The picture so far"));
        m_start->setText(tr("Start now"));
        m_start->setAccessibleName(tr("Start the engine now"));
        write();
    });
}

QString QueueStrip::words() const { return m_words->plainText(); }

void QueueStrip::cancelRunning()
{
    const auto jobs = m_context.backends.studio.jobs();
    if (const StudioJob *job = runningOf(jobs); job != nullptr && !job->isCancelWanted)
        m_context.backends.studio.cancelJob(job->id).detach();
}

void QueueStrip::write()
{
    const auto jobs = m_context.backends.studio.jobs();
    int waiting = 0;
    int failed = 0;
    for (const StudioJob &job : jobs) {
        waiting += job.state == JobState::Queued || job.state == JobState::Paused ? 1 : 0;
        failed += job.state == JobState::Failed ? 1 : 0;
    }
    QStringList parts;
    if (waiting > 0)
        parts += tr("%n waiting", nullptr, waiting);
    if (failed > 0)
        parts += tr("%n failed", nullptr, failed);
    m_fold->setTitle(parts.isEmpty() ? tr("Nothing waits") : parts.join(u" · "_s));
    m_fold->setVisible(!parts.isEmpty());
    const bool isPaused = m_context.backends.studio.isPaused();
    m_pause->setText(isPaused ? tr("Go on") : tr("Pause"));
    m_pause->setAccessibleName(isPaused ? tr("Let the queue go on") : tr("Pause the queue after this picture"));
    m_pause->setToolTip(m_pause->accessibleName());
    m_pause->setVisible(isPaused || waiting > 0 || runningOf(jobs) != nullptr);
    progress();
    tellEngine();
}

void QueueStrip::progress()
{
    const auto jobs = m_context.backends.studio.jobs();
    const StudioJob *running = runningOf(jobs);
    const bool isPaused = m_context.backends.studio.isPaused();
    m_cancel->setVisible(running != nullptr);
    m_bar->setVisible(running != nullptr);
    m_preview->setVisible(running != nullptr);
    if (running == nullptr) {
        m_words->setText(isPaused             ? tr("Paused: nothing new begins.")
                             : jobs.isEmpty() ? tr("Nothing to draw.")
                                              : QString());
        return;
    }
    m_cancel->setEnabled(!running->isCancelWanted);
    QStringList parts{StudioText::phase(*running)};
    if (const QString left = StudioText::left(*running); !left.isEmpty())
        parts += left;
    if (isPaused)
        parts += tr("then paused");
    m_words->setText(parts.join(u" · "_s));
    const bool counts =
        running->steps > 0 && (running->phase == JobPhase::Sample || running->phase == JobPhase::Upscale);
    const bool isAfter = running->phase == JobPhase::Decode;
    m_bar->setRange(0, counts ? running->steps : 100);
    m_bar->setValue(counts ? running->step : (isAfter ? 100 : 0));
    m_preview->setImage(running->preview);
}

void QueueStrip::tellEngine()
{
    const EngineStatus engine = m_context.backends.studio.engine();
    QString words;
    Tone tone = Tone::Warn;
    switch (engine.state) {
    case EngineState::Missing:
        tone = Tone::Bad;
        words = tr("The drawing engine is not here. Models and pictures can be looked at, nothing can be drawn.");
        break;
    case EngineState::BackingOff:
        words = StudioText::engine(engine) + u'.';
        if (engine.error)
            words += u' ' + text::errorSentence(*engine.error);
        words = QStringList{words, tr("The picture is not lost.")}.join(u' ');
        break;
    case EngineState::GivenUp:
        tone = Tone::Bad;
        words = tr("The engine ended with an error several times and waits for you.");
        if (engine.error)
            words += u' ' + text::errorSentence(*engine.error);
        break;
    default: break;
    }
    // In a small window there is room for the trouble or the list.
    if (!words.isEmpty() && !m_notice->isVisible() && window()->height() < SmallWindow)
        m_fold->setOpen(false);
    m_notice->setTone(tone);
    m_notice->setText(words);
    m_notice->setVisible(!words.isEmpty());
    m_start->setVisible(engine.state == EngineState::BackingOff || engine.state == EngineState::GivenUp);
}

} // namespace ain::ui
