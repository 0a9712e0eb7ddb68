#include "ui/pages/studio/gallerygrid.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int SideWanted = 140;
constexpr int Inset = 5;

/// Quarter past what is needed, in a few steps: the cache would be emptied with every pixel of a resize else.
int stepped(double pixels) { return pixels <= 160 ? 160 : (pixels <= 240 ? 240 : 320); }

void badge(QPainter &painter, const Tokens &tokens, QPointF at, const QString &sign, const QColor &ink)
{
    const QRectF box(at, QSizeF(22, 22));
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.surface);
    painter.drawEllipse(box);
    painter.setPen(ink);
    painter.setFont(Theme::font(13));
    painter.drawText(box, Qt::AlignCenter, sign);
}

} // namespace

GalleryDelegate::GalleryDelegate(Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) { }

QSize GalleryDelegate::sizeHint(const QStyleOptionViewItem & /*option*/, const QModelIndex & /*index*/) const
{
    return {m_side, m_side};
}

void GalleryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = m_theme.tokens();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(option.rect).adjusted(Inset, Inset, -Inset, -Inset);
    QPainterPath shape;
    shape.addRoundedRect(box, 10, 10);
    painter->fillPath(shape, tokens.field);
    const auto picture = index.data(GalleryModel::ThumbnailRole).value<QPixmap>();
    if (!picture.isNull()) {
        const QSizeF size = QSizeF(picture.size()).scaled(box.size(), Qt::KeepAspectRatio);
        const QRectF target(box.center() - QPointF(size.width() / 2, size.height() / 2), size);
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->save();
        painter->setClipPath(shape);
        painter->drawPixmap(target, picture, QRectF(picture.rect()));
        painter->restore();
    }
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool hasFocus = option.state.testFlag(QStyle::State_HasFocus);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(isSelected || hasFocus ? tokens.accent : tokens.line, isSelected ? 3 : (hasFocus ? 2 : 1)));
    painter->drawRoundedRect(isSelected ? box.adjusted(-1, -1, 1, 1) : box.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
    if (index.data(GalleryModel::StarRole).toBool())
        badge(*painter, tokens, box.topRight() - QPointF(28, -6), u"★"_s, tokens.warn);
    if (index.data(GalleryModel::MintedRole).toBool())
        badge(*painter, tokens, box.topLeft() + QPointF(6, 6), u"◆"_s, tokens.accent);
    if (isSelected)
        badge(*painter, tokens, box.bottomRight() - QPointF(28, 28), u"✓"_s, tokens.accent);
    painter->restore();
}

GalleryGrid::GalleryGrid(Theme &theme, GalleryModel &model, QWidget *parent)
    : QListView(parent), m_model(model), m_delegate(new GalleryDelegate(theme, this))
{
    setModel(&model);
    setItemDelegate(m_delegate);
    // Not the icon mode: that keeps an object and a tree for every item.
    setViewMode(QListView::ListMode);
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setResizeMode(QListView::Adjust);
    setUniformItemSizes(true);
    setLayoutMode(QListView::SinglePass);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    setFrameShape(QFrame::NoFrame);
    verticalScrollBar()->setSingleStep(24);
    connect(this, &QListView::doubleClicked, this,
            [this](const QModelIndex &index) { Q_EMIT openWanted(index.data(GalleryModel::IdRole).toLongLong()); });
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    // Who deletes by keys goes on where he was.
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_kept = currentIndex().row(); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        const int row = std::min(m_kept, m_model.rowCount() - 1);
        if (row >= 0)
            selectionModel()->setCurrentIndex(m_model.index(row), QItemSelectionModel::NoUpdate);
    });
}

QList<qint64> GalleryGrid::selectedIds() const
{
    QList<qint64> ids;
    auto rows = selectionModel()->selectedIndexes();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &index : std::as_const(rows))
        ids.append(index.data(GalleryModel::IdRole).toLongLong());
    return ids;
}

void GalleryGrid::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex index = currentIndex();
    const bool isPlain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && isPlain && index.isValid())
        Q_EMIT openWanted(index.data(GalleryModel::IdRole).toLongLong());
    else if (event->key() == Qt::Key_Delete && isPlain)
        Q_EMIT removeWanted();
    else if (event->key() == Qt::Key_S && isPlain)
        Q_EMIT starWanted();
    else if (event->key() == Qt::Key_C && isPlain)
        Q_EMIT compareWanted();
    else
        QListView::keyPressEvent(event);
}

void GalleryGrid::mousePressEvent(QMouseEvent *event)
{
    QListView::mousePressEvent(event);
    const QModelIndex index = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && index.isValid())
        Q_EMIT dragComing(index.data(GalleryModel::IdRole).toLongLong());
}

void GalleryGrid::resizeEvent(QResizeEvent *event)
{
    arrange();
    QListView::resizeEvent(event);
}

void GalleryGrid::arrange()
{
    // QListView breaks the line when the last item would touch the edge.
    const int width = viewport()->width() - 1;
    m_columns = std::max(1, width / SideWanted);
    const int side = std::max(64, width / m_columns);
    if (side == m_side)
        return;
    m_side = side;
    m_delegate->setSide(side);
    m_model.thumbnails().setSide(stepped(side * devicePixelRatioF()));
    scheduleDelayedItemsLayout();
}

void GalleryGrid::paintEvent(QPaintEvent *event)
{
    if (m_side > 0) {
        const int top = verticalScrollBar()->value() / m_side;
        const int rows = viewport()->height() / m_side + 2;
        m_model.setVisibleRows(top * m_columns, (top + rows) * m_columns - 1);
    }
    QListView::paintEvent(event);
}

void GalleryGrid::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QListView::selectionChanged(selected, deselected);
    Q_EMIT selectionMoved();
}

} // namespace ain::ui
