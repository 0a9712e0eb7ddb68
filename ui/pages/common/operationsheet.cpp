#include "ui/pages/common/operationsheet.h"

#include "ui/pages/common/previewpanel.h"
#include "ui/pages/wallet/bringsheet.h"
#include "ui/pages/wallet/handoversheet.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/progresssteps.h"

namespace ain::ui {

using State = OperationPresenter::State;

OperationSheet::OperationSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_presenter(new OperationPresenter(context.backends.operations, this)),
      m_formBox(new QWidget(this)),
      m_form(makeColumn(m_formBox, 14)),
      m_previewPanel(new PreviewPanel(context, this)),
      m_progressBox(new QWidget(this)),
      m_steps(new ProgressSteps(context.theme, m_progressBox)),
      m_progressText(new TextLabel(m_progressBox, "muted")),
      m_done(new NoticeCard(context.theme, Tone::Ok, m_progressBox)),
      m_error(new ErrorBanner(context.theme, this)),
      m_back(makeButton(this)),
      m_next(makeButton(this, ButtonKind::Primary)),
      m_page(owner)
{
    setCardWidth(580);
    auto *progress = makeColumn(m_progressBox, 14);
    progress->addWidget(m_steps);
    progress->addWidget(m_progressText);
    progress->addWidget(m_done);
    body()->addWidget(m_formBox);
    body()->addWidget(m_previewPanel);
    body()->addWidget(m_progressBox);
    body()->addWidget(m_error);
    body()->addStretch();
    footer()->addWidget(m_back);
    footer()->addWidget(m_next);
    connect(m_back, &QPushButton::clicked, m_presenter, &OperationPresenter::back);
    connect(m_next, &QPushButton::clicked, this, &OperationSheet::next);
    connect(m_presenter, &OperationPresenter::changed, this, &OperationSheet::draw);
    connect(m_previewPanel, &PreviewPanel::consentChanged, this, [this] {
        if (m_presenter->state() == State::Previewing)
            m_next->setEnabled(mayGoOn() && m_previewPanel->hasConsent());
    });
    connect(m_presenter, &OperationPresenter::failed, this, [this](const Error &error) {
        if (!placeError(error))
            m_error->show(error);
    });
    connect(m_presenter, &OperationPresenter::succeeded, this, [this] {
        clearDraft();
        Q_EMIT succeeded();
    });
    // Closing while it goes on is fine: the chain does not need the sheet, and history shows the rest.
    connect(this, &Sheet::dismissed, m_presenter, &OperationPresenter::startOver);
    // Virtual texts are not there yet while this constructor runs.
    QMetaObject::invokeMethod(this, [this] { onLanguage([this] { draw(); }); }, Qt::QueuedConnection);
    m_previewPanel->hide();
    m_progressBox->hide();
}

void OperationSheet::firstFocus()
{
    draw();
    Sheet::firstFocus();
}

void OperationSheet::next()
{
    m_error->clear();
    switch (m_presenter->state()) {
    case State::Editing:
        if (mayGoOn() && check())
            m_presenter->prepare([this] { return prepare(); });
        break;
    case State::Previewing:
        if (!mayGoOn() || !m_previewPanel->hasConsent())
            break;
        if (m_presenter->preview().needsOtherDevice)
            handOver();
        else
            m_presenter->confirm();
        break;
    case State::Following:
    case State::Done: dismiss(); break;
    case State::Failed: m_presenter->startOver(); break;
    case State::Preparing:
    case State::Confirming: break;
    }
}

void OperationSheet::handOver()
{
    m_next->setEnabled(false);
    m_context.backends.offline.request(m_presenter->preview().id)
        .then(this, [this](const Result<OfflineMessage> &message) {
            m_next->setEnabled(true);
            if (!message) {
                m_error->show(message.error());
                return;
            }
            const OfflineMessage request = *message;
            clearDraft();
            dismiss();
            if (m_handOver == nullptr) {
                m_handOver = new HandOverSheet(m_context, m_page);
                auto *bring = new BringSheet(m_context, m_page);
                connect(m_handOver, &HandOverSheet::bringWanted, bring, &Sheet::open);
            }
            m_handOver->show(request);
        });
}

void OperationSheet::draw()
{
    const State state = m_presenter->state();
    const bool editing = state == State::Editing || state == State::Preparing;
    const bool previewing = state == State::Previewing;
    if (previewing)
        m_previewPanel->setPreview(m_presenter->preview());
    m_formBox->setVisible(editing);
    m_formBox->setEnabled(state == State::Editing);
    m_previewPanel->setVisible(previewing);
    m_progressBox->setVisible(!editing && !previewing);
    m_back->setVisible(previewing);
    m_back->setText(tr("Back"));
    setBusy(state == State::Confirming);
    m_next->setEnabled(state != State::Preparing && state != State::Confirming
                       && (!previewing || m_previewPanel->hasConsent())
                       && (mayGoOn() || (!previewing && state != State::Editing)));
    switch (state) {
    case State::Editing: m_next->setText(tr("Continue")); break;
    case State::Preparing: m_next->setText(tr("Working out the fee…")); break;
    case State::Previewing:
        m_next->setText(m_presenter->preview().needsOtherDevice ? tr("Sign on another device…") : confirmText());
        break;
    case State::Confirming: m_next->setText(tr("Signing…")); break;
    case State::Following: m_next->setText(tr("Close, it goes on")); break;
    case State::Done: m_next->setText(tr("Done")); break;
    case State::Failed: m_next->setText(tr("Back to the form")); break;
    }
    m_done->setVisible(state == State::Done);
    m_done->setText(doneText());
    if (state != State::Failed && state != State::Editing)
        m_error->clear();
    if (!editing && !previewing)
        drawProgress();
    fit();
    // What had the keyboard may be hidden or disabled now.
    if (isVisible() && !editing && m_next->isEnabled())
        m_next->setFocus(Qt::OtherFocusReason);
}

void OperationSheet::drawProgress()
{
    const Progress &progress = m_presenter->progress();
    const bool failed = m_presenter->state() == State::Failed;
    m_steps->setSteps({tr("Signed"), tr("Accepted"), tr("In block"), tr("Final")});
    int reached = 0;
    switch (progress.stage) {
    case Stage::Prepared: reached = 0; break;
    case Stage::Signed: reached = 1; break;
    case Stage::Accepted: reached = 2; break;
    case Stage::InBlock: reached = 3; break;
    case Stage::Final: reached = 4; break;
    case Stage::Reverted: reached = 3; break;
    case Stage::Failed: reached = m_steps->current(); break;
    }
    if (failed)
        reached = std::min(reached, 3);
    m_steps->setCurrent(reached, failed);
    QString words;
    if (progress.steps > 1)
        words = tr("Transaction %1 of %2.").arg(progress.step).arg(progress.steps);
    if (m_presenter->state() == State::Following) {
        if (!words.isEmpty())
            words += QLatin1Char(' ');
        words += tr("You may close this window; the wallet page shows how it goes on.");
    }
    m_progressText->setText(words);
    m_progressText->setVisible(!words.isEmpty());
    if (failed && progress.error) {
        m_error->show(*progress.error,
                      progress.stage == Stage::Reverted
                          ? tr("The chain reverted this transaction. Its fee may be spent.")
                          : tr("This was not carried out."));
    }
}

} // namespace ain::ui
