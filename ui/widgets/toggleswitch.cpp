#include "ui/widgets/toggleswitch.h"

#include <QPainter>

namespace ain::ui {

namespace {
constexpr int Width = 84;
constexpr int Height = 48;
constexpr int Ring = 3; ///< room for the focus ring
constexpr int Inset = 4; ///< of the knob

QColor between(const QColor &a, const QColor &b, double share)
{
    const auto mix = [share](int x, int y) { return int(x + (y - x) * share + 0.5); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}
} // namespace

ToggleSwitch::ToggleSwitch(Theme &theme, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    connect(&m_slide, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        m_at = value.toDouble();
        update();
    });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize ToggleSwitch::sizeHint() const { return {Width + 2 * Ring, Height + 2 * Ring}; }

void ToggleSwitch::checkStateSet() { slide(); }

void ToggleSwitch::nextCheckState()
{
    QAbstractButton::nextCheckState();
    slide();
}

void ToggleSwitch::slide()
{
    const double to = isChecked() ? 1 : 0;
    m_slide.stop();
    if (m_theme.motionMs() == 0 || !isVisible()) {
        m_at = to;
        update();
        return;
    }
    m_slide.setDuration(m_theme.motionMs());
    m_slide.setStartValue(m_at);
    m_slide.setEndValue(to);
    m_slide.start();
}

void ToggleSwitch::paintEvent(QPaintEvent * /*event*/)
{
    const Tokens &tokens = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF track(Ring, Ring, Width, Height);
    const double radius = track.height() / 2;
    // Off is told by the line around it and the knob's place, not by the colour alone.
    painter.setPen(QPen(between(tokens.muted, tokens.accent, m_at), 1.5));
    painter.setBrush(between(tokens.field, tokens.accent, m_at));
    painter.drawRoundedRect(track.adjusted(0.75, 0.75, -0.75, -0.75), radius, radius);
    const double knob = track.height() - 2 * Inset;
    const QRectF place(track.left() + Inset + m_at * (track.width() - knob - 2 * Inset), track.top() + Inset, knob,
                       knob);
    painter.setPen(Qt::NoPen);
    painter.setBrush(between(tokens.muted, tokens.onAccent, m_at));
    painter.drawEllipse(place);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(tokens.focus, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius + Ring, radius + Ring);
    }
}

} // namespace ain::ui
