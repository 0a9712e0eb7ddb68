#include "ui/theme/style.h"

#include "ui/theme/tokens.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int RingWidth = 2;
constexpr int RingRadius = 4;
constexpr int SmallIcon = 16;
constexpr int ScrollBarWidth = 12;

} // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(u"Fusion"_s)) { }

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_Widget_Animation_Duration: return m_motionMs;
    case SH_Widget_Animate: return m_motionMs > 0 ? 1 : 0;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText: return 0;
    // A list below its field, like in every other place; Fusion lays it over the field.
    case SH_ComboBox_Popup: return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize: return SmallIcon;
    case PM_ScrollBarExtent: return ScrollBarWidth;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    if (element != PE_FrameFocusRect) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(m_focus, RingWidth));
    // Half the pen's width lies on either side of the path.
    const qreal inside = RingWidth / 2.0;
    const QRectF ring = QRectF(option->rect).adjusted(inside, inside, -inside, -inside);
    painter->drawRoundedRect(ring, RingRadius, RingRadius);
    painter->restore();
}

} // namespace ain::ui
