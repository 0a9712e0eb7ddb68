#include "ui/widgets/amountlabel.h"

#include "ui/format.h"

#include <QFontMetrics>
#include <QPainter>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int UnitGap = 12;
const QString Unit = u"AIN"_s;
} // namespace

AmountLabel::AmountLabel(Theme &theme, int pixels, QWidget *parent) : QWidget(parent), m_theme(theme), m_pixels(pixels)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setAmount(std::nullopt);
}

void AmountLabel::setAmount(std::optional<Amount> amount)
{
    m_text = amount ? Format::amount(*amount) : u"–"_s;
    setAccessibleName(amount ? Format::ain(*amount) : u"–"_s);
    updateGeometry();
    update();
}

int AmountLabel::widthAt(int pixels) const
{
    return QFontMetrics(Theme::font(pixels, QFont::DemiBold)).horizontalAdvance(m_text) + UnitGap
        + QFontMetrics(Theme::font(pixels / 2, QFont::DemiBold)).horizontalAdvance(Unit) + 4;
}

QSize AmountLabel::sizeHint() const { return {widthAt(m_pixels), m_pixels * 6 / 5}; }

QSize AmountLabel::minimumSizeHint() const { return {widthAt(m_pixels / 2), m_pixels * 6 / 5}; }

void AmountLabel::paintEvent(QPaintEvent * /*event*/)
{
    int pixels = m_pixels;
    while (pixels > m_pixels / 2 && widthAt(pixels) > width())
        --pixels;
    QPainter painter(this);
    const int baseline = height() - m_pixels / 5;
    painter.setFont(Theme::font(pixels, QFont::DemiBold));
    painter.setPen(m_theme.tokens().text);
    painter.drawText(QPoint(0, baseline), m_text);
    const int advance = painter.fontMetrics().horizontalAdvance(m_text);
    painter.setFont(Theme::font(pixels / 2, QFont::DemiBold));
    painter.setPen(m_theme.tokens().muted);
    painter.drawText(QPoint(advance + UnitGap, baseline), Unit);
}

} // namespace ain::ui
