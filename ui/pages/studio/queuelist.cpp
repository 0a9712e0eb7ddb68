#include "ui/pages/studio/queuelist.h"

#include "ui/widgets/flowlayout.h"
#include "ui/widgets/make.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int RowHeight = 44;
constexpr int ShownRows = 4;
constexpr int ShownRowsSmall = 2;
constexpr int SmallWindow = 720;

class QueueDelegate final : public QStyledItemDelegate {
public:
    QueueDelegate(Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) { }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem & /*option*/, const QModelIndex & /*index*/) const override
    {
        return {200, RowHeight};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &tokens = m_theme.tokens();
        const auto state = JobState(index.data(QueueModel::StateRole).toInt());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(tokens.accentSoft);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(0, 1, 0, -1), 8, 8);
        }
        const int left = option.rect.left() + 10;
        const int width = option.rect.width() - 20;
        painter->setFont(Theme::font(13));
        painter->setPen(state == JobState::Paused ? tokens.muted : tokens.text);
        painter->drawText(QRect(left, option.rect.top() + 3, width, 20), Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, width));
        painter->setFont(Theme::font(12));
        painter->setPen(state == JobState::Failed ? tokens.bad : tokens.muted);
        painter->drawText(
            QRect(left, option.rect.top() + 22, width, 18), Qt::AlignVCenter | Qt::AlignLeft,
            painter->fontMetrics().elidedText(index.data(QueueModel::SubtitleRole).toString(), Qt::ElideRight, width));
        painter->restore();
    }

private:
    Theme &m_theme;
};

} // namespace

QueueView::QueueView(Theme &theme, QueueModel &model, QWidget *parent) : QListView(parent), m_model(model)
{
    setItemDelegate(new QueueDelegate(theme, this));
    setModel(&model);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setDragEnabled(true);
    setAcceptDrops(true);
    setDropIndicatorShown(true);
    setDragDropMode(QAbstractItemView::InternalMove);
    setDragDropOverwriteMode(false);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void QueueView::keyPressEvent(QKeyEvent *event)
{
    const bool isMove = event->modifiers().testFlag(Qt::AltModifier);
    if (isMove && event->key() == Qt::Key_Up)
        Q_EMIT moveWanted(-1);
    else if (isMove && event->key() == Qt::Key_Down)
        Q_EMIT moveWanted(+1);
    else if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        Q_EMIT removeWanted();
    else
        QListView::keyPressEvent(event);
}

QueueList::QueueList(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_model(new QueueModel(context.backends.studio, this)),
      m_view(new QueueView(context.theme, *m_model, this)),
      m_up(makeButton(this, ButtonKind::Small)),
      m_down(makeButton(this, ButtonKind::Small)),
      m_hold(makeButton(this, ButtonKind::Small)),
      m_retry(makeButton(this, ButtonKind::Small)),
      m_remove(makeButton(this, ButtonKind::Small)),
      m_clear(makeButton(this, ButtonKind::Small))
{
    auto *column = makeColumn(this, 6);
    column->addWidget(m_view);
    auto *buttons = new FlowLayout(nullptr, 6);
    for (QPushButton *button : {m_up, m_down, m_hold, m_retry, m_remove, m_clear})
        buttons->addWidget(button);
    column->addLayout(buttons);
    StudioBackend &studio = context.backends.studio;
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(+1); });
    connect(m_view, &QueueView::moveWanted, this, &QueueList::move);
    connect(m_hold, &QPushButton::clicked, this, [this, &studio] {
        if (const StudioJob *job = current())
            studio.pauseJob(job->id, job->state != JobState::Paused).detach();
    });
    connect(m_retry, &QPushButton::clicked, this, [this, &studio] {
        if (const StudioJob *job = current())
            studio.retryJob(job->id).detach();
    });
    const auto remove = [this, &studio] {
        if (const StudioJob *job = current())
            studio.cancelJob(job->id).detach();
    };
    connect(m_remove, &QPushButton::clicked, this, remove);
    connect(m_view, &QueueView::removeWanted, this, remove);
    connect(m_clear, &QPushButton::clicked, this, [&studio] { studio.cancelAllJobs().detach(); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &QueueList::follow);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        const StudioJob *job = current();
        m_kept = job != nullptr ? job->id : QString();
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (m_model->job(row).id == m_kept)
                m_view->setCurrentIndex(m_model->index(row));
        }
        follow();
    });
    connect(m_model, &QAbstractItemModel::dataChanged, this, &QueueList::follow);
    onLanguage([this] { write(); });
}

const StudioJob *QueueList::current() const
{
    const QModelIndex index = m_view->currentIndex();
    return index.isValid() && index.row() < m_model->rowCount() ? &m_model->job(index.row()) : nullptr;
}

void QueueList::move(int places)
{
    if (const QModelIndex index = m_view->currentIndex(); index.isValid())
        m_model->move(index.row(), places);
}

void QueueList::write()
{
    m_view->setAccessibleName(tr("Waiting and failed pictures"));
    m_view->setToolTip(tr("Drag to reorder, or Alt+Up and Alt+Down; Delete takes one away."));
    m_up->setText(tr("Up"));
    m_up->setAccessibleName(tr("Move up in the queue"));
    m_down->setText(tr("Down"));
    m_down->setAccessibleName(tr("Move down in the queue"));
    m_retry->setText(tr("Try again"));
    m_remove->setText(tr("Take away"));
    m_remove->setAccessibleName(tr("Take this one out of the queue"));
    m_clear->setText(tr("Cancel all"));
    m_clear->setAccessibleName(tr("Cancel all pictures, the running one too"));
    m_model->retranslate();
    follow();
}

void QueueList::follow()
{
    const StudioJob *job = current();
    const bool waits = job != nullptr && job->state != JobState::Failed;
    m_up->setEnabled(waits);
    m_down->setEnabled(waits);
    m_hold->setEnabled(waits);
    m_hold->setText(waits && job->state == JobState::Paused ? tr("Go on") : tr("Hold"));
    m_hold->setAccessibleName(waits && job->state == JobState::Paused ? tr("Let this one go on")
                                                                      : tr("Hold this one back"));
    m_retry->setEnabled(job != nullptr && job->state == JobState::Failed);
    m_remove->setEnabled(job != nullptr);
    const int rows = std::clamp(m_model->rowCount(), 1, window()->height() < SmallWindow ? ShownRowsSmall : ShownRows);
    m_view->setFixedHeight(rows * RowHeight + 4);
}

void QueueList::resizeEvent(QResizeEvent *event)
{
    View::resizeEvent(event);
    follow();
}

} // namespace ain::ui
