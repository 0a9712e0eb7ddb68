#include "ui/widgets/animatedqr.h"

#include "ui/widgets/make.h"
#include "ui/widgets/qrwidget.h"

#include <QLabel>

namespace ain::ui {

namespace {
/// Long enough for a camera's picture or two of each part.
constexpr int PartMs = 500;
constexpr int CodeSide = 366;
} // namespace

AnimatedQr::AnimatedQr(Theme &theme, QWidget *parent)
    : View(parent),
      m_theme(theme),
      m_code(new QrWidget(this)),
      m_where(makeLabel(this, "muted")),
      m_previous(makeButton(this)),
      m_run(makeButton(this)),
      m_next(makeButton(this))
{
    m_code->setFixedSize(CodeSide, CodeSide);
    auto *column = makeColumn(this, 12);
    column->addLayout(makeCentred(m_code));
    column->addWidget(m_where, 0, Qt::AlignHCenter);
    auto *row = makeRow(nullptr, 8);
    row->addStretch();
    for (auto *button : {m_previous, m_run, m_next})
        row->addWidget(button);
    row->addStretch();
    column->addLayout(row);
    m_timer.setInterval(PartMs);
    connect(&m_timer, &QTimer::timeout, this, [this] { step(1); });
    connect(m_previous, &QPushButton::clicked, this, [this] {
        setRunning(false);
        step(-1);
    });
    connect(m_next, &QPushButton::clicked, this, [this] {
        setRunning(false);
        step(1);
    });
    connect(m_run, &QPushButton::clicked, this, [this] { setRunning(!isRunning()); });
    onLanguage([this] { write(); });
}

void AnimatedQr::setFrames(const QStringList &frames)
{
    m_frames = frames;
    m_current = 0;
    setRunning(m_theme.motionMs() > 0);
    write();
}

void AnimatedQr::setRunning(bool running)
{
    m_wantsToRun = running;
    if (running && m_frames.size() > 1 && isVisible())
        m_timer.start();
    else
        m_timer.stop();
    write();
}

void AnimatedQr::step(int by)
{
    if (m_frames.isEmpty())
        return;
    const int count = int(m_frames.size());
    m_current = (m_current + by + count) % count;
    write();
}

void AnimatedQr::write()
{
    const bool isSeries = m_frames.size() > 1;
    for (auto *widget : std::initializer_list<QWidget *>{m_where, m_previous, m_run, m_next})
        widget->setVisible(isSeries);
    m_code->setText(m_frames.value(m_current));
    const QString where = tr("Part %1 of %2").arg(m_current + 1).arg(m_frames.size());
    m_where->setText(where);
    m_code->setAccessibleName(isSeries ? tr("QR code, part %1 of %2").arg(m_current + 1).arg(m_frames.size())
                                       : tr("QR code"));
    m_previous->setText(tr("Previous"));
    m_next->setText(tr("Next"));
    m_run->setText(m_wantsToRun ? tr("Pause") : tr("Run"));
}

void AnimatedQr::showEvent(QShowEvent *event)
{
    View::showEvent(event);
    if (m_wantsToRun)
        setRunning(true);
}

void AnimatedQr::hideEvent(QHideEvent *event)
{
    View::hideEvent(event);
    m_timer.stop();
}

} // namespace ain::ui
