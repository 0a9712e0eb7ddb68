#include "ui/widgets/rowlist.h"

#include "ui/widgets/prooflamp.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int RowHeight = 63;
constexpr int IconBox = 36;
constexpr int TextLeft = 48;
constexpr int LampWidth = 190;
constexpr int AmountWidth = 190;
constexpr int TimeWidth = 130;
} // namespace

RowDelegate::RowDelegate(Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) { }

QSize RowDelegate::sizeHint(const QStyleOptionViewItem & /*option*/, const QModelIndex & /*index*/) const
{
    return {400, RowHeight};
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = m_theme.tokens();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect;
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens.field);
        painter->drawRoundedRect(row.adjusted(0, 2, 0, -3), 8, 8);
    }
    painter->setPen(tokens.line);
    painter->drawLine(row.left(), row.bottom(), row.right(), row.bottom());

    const QRectF box(row.left() + 6, row.center().y() - IconBox / 2.0, IconBox, IconBox);
    painter->setPen(Qt::NoPen);
    painter->setBrush(option.state.testFlag(QStyle::State_Selected) ? tokens.surface : tokens.field);
    painter->drawRoundedRect(box, 8, 8);
    const qreal ratio = painter->device()->devicePixelRatioF();
    painter->drawPixmap(QPointF(box.left() + 8, box.top() + 8),
                        m_theme.icons().pixmap(index.data(IconRole).toString(), 20, tokens.muted, ratio));

    int right = row.right() - 6;
    const QRect lamp(right - LampWidth, row.top(), LampWidth, row.height());
    const QString lampText = index.data(LampTextRole).toString();
    if (!lampText.isEmpty())
        paintPill(*painter, lamp, Qt::AlignRight, lampText, LampShape(index.data(LampShapeRole).toInt()), tokens,
                  Tone(index.data(LampToneRole).toInt()));
    right -= LampWidth;
    painter->setFont(Theme::font(14));
    painter->setPen(tokens.text);
    const QString balance = index.data(BalanceRole).toString();
    const int amountTop = row.top() + (balance.isEmpty() ? 0 : 11);
    painter->drawText(QRect(right - AmountWidth, amountTop, AmountWidth, balance.isEmpty() ? row.height() : 22),
                      Qt::AlignVCenter | Qt::AlignRight, index.data(AmountRole).toString());
    if (!balance.isEmpty()) {
        painter->setFont(Theme::font(12));
        painter->setPen(tokens.muted);
        painter->drawText(QRect(right - AmountWidth, row.top() + 32, AmountWidth, 20),
                          Qt::AlignVCenter | Qt::AlignRight,
                          painter->fontMetrics().elidedText(balance, Qt::ElideRight, AmountWidth));
        painter->setFont(Theme::font(14));
    }
    right -= AmountWidth;
    painter->setPen(tokens.muted);
    painter->drawText(QRect(right - TimeWidth, row.top(), TimeWidth, row.height()), Qt::AlignVCenter | Qt::AlignLeft,
                      index.data(TimeRole).toString());
    right -= TimeWidth;

    const int left = row.left() + 6 + TextLeft;
    const int width = right - left - 12;
    const QString title = index.data(TitleRole).toString();
    const QString subtitle = index.data(SubtitleRole).toString();
    const QRect titleBox(left, row.top() + (subtitle.isEmpty() ? 0 : 11), width,
                         subtitle.isEmpty() ? row.height() : 22);
    painter->setPen(tokens.text);
    painter->setFont(Theme::font(14));
    painter->drawText(titleBox, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(title, Qt::ElideRight, width));
    if (!subtitle.isEmpty()) {
        painter->setPen(tokens.muted);
        painter->setFont(index.data(MonoRole).toBool() ? Theme::mono(12) : Theme::font(12));
        painter->drawText(QRect(left, row.top() + 32, width, 20), Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(subtitle, Qt::ElideMiddle, width));
    }
    painter->restore();
}

RowList::RowList(Theme &theme, QWidget *parent) : QListView(parent)
{
    setItemDelegate(new RowDelegate(theme, this));
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void RowList::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->pos());
    if (event->button() != Qt::LeftButton || !index.isValid() || index.data(LampTextRole).toString().isEmpty())
        return;
    if (event->pos().x() > visualRect(index).right() - LampWidth)
        Q_EMIT lampChosen(index);
}

void RowList::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && currentIndex().isValid()) {
        Q_EMIT lampChosen(currentIndex());
        return;
    }
    QListView::keyPressEvent(event);
}

} // namespace ain::ui
