#include "ui/widgets/prooflamp.h"

#include <QFontMetrics>
#include <QPainter>

namespace ain::ui {

namespace {
constexpr int Height = 24;
constexpr int PaddingX = 8;
constexpr int Sign = 8;
constexpr int SignGap = 6;
} // namespace

LampShape lampShape(light::Standing standing)
{
    switch (standing) {
    case light::Standing::Proven: return LampShape::Full;
    case light::Standing::ProvenOlder: return LampShape::Half;
    case light::Standing::AppsWord: return LampShape::Diamond;
    case light::Standing::Unproven: return LampShape::Ring;
    case light::Standing::Contradicted: return LampShape::Cross;
    }
    return LampShape::Ring;
}

LampShape lampShape(Stage stage)
{
    switch (stage) {
    case Stage::Prepared:
    case Stage::Signed: return LampShape::Diamond;
    case Stage::Accepted:
    case Stage::Final: return LampShape::Ring;
    case Stage::InBlock: return LampShape::Half;
    case Stage::Failed:
    case Stage::Reverted: return LampShape::Cross;
    }
    return LampShape::Ring;
}

RowLamp rowLamp(Stage stage, const ProofState &proof, qint64 nowMs)
{
    const light::Standing standing = proof.standing();
    const bool isBare = standing == light::Standing::Unproven && !proof.isChecking;
    if (stage != Stage::Final || isBare)
        return {lampShape(stage), Format::stageTone(stage), Format::stage(stage)};
    if (standing == light::Standing::Unproven)
        return {LampShape::Diamond, Tone::Plain, Format::proof(proof, nowMs)};
    return {lampShape(standing), Format::proofTone(standing), Format::proof(proof, nowMs)};
}

std::pair<QColor, QColor> toneColours(const Tokens &tokens, Tone tone)
{
    switch (tone) {
    case Tone::Plain: return {tokens.text, tokens.field};
    case Tone::Accent: return {tokens.accent, tokens.accentSoft};
    case Tone::Ok: return {tokens.ok, tokens.okSoft};
    case Tone::Warn: return {tokens.warn, tokens.warnSoft};
    case Tone::Bad: return {tokens.bad, tokens.badSoft};
    }
    return {tokens.text, tokens.field};
}

void paintLampShape(QPainter &painter, LampShape shape, const QRectF &box, const QColor &colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF centre = box.center();
    const double radius = Sign / 2.0;
    const QRectF circle(centre.x() - radius, centre.y() - radius, Sign, Sign);
    QPen pen(colour, 1.6);
    pen.setCapStyle(Qt::RoundCap);
    switch (shape) {
    case LampShape::Full:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(circle);
        break;
    case LampShape::Half:
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPie(circle, 90 * 16, 180 * 16);
        break;
    case LampShape::Diamond:
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawPolygon(QPolygonF({{centre.x(), circle.top()},
                                       {circle.right(), centre.y()},
                                       {centre.x(), circle.bottom()},
                                       {circle.left(), centre.y()}}));
        break;
    case LampShape::Ring:
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5));
        break;
    case LampShape::Cross:
        painter.setPen(QPen(colour, 2.0, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(circle.topLeft(), circle.bottomRight());
        painter.drawLine(circle.topRight(), circle.bottomLeft());
        break;
    }
    painter.restore();
}

int paintPill(QPainter &painter, const QRect &box, Qt::Alignment align, const QString &text, LampShape shape,
              const Tokens &tokens, Tone tone)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::font(12));
    const int wanted = PaddingX * 2 + Sign + SignGap + painter.fontMetrics().horizontalAdvance(text) + 2;
    const int width = std::min(wanted, box.width());
    const int left = align.testFlag(Qt::AlignRight) ? box.right() + 1 - width : box.left();
    const QRectF pill(left, box.center().y() + 1 - Height / 2.0, width, Height);
    const auto [ink, ground] = toneColours(tokens, tone);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(pill, Height / 2.0, Height / 2.0);
    paintLampShape(painter, shape, QRectF(pill.left() + PaddingX, pill.top(), Sign, Height), ink);
    painter.setPen(ink);
    const QRectF words = pill.adjusted(PaddingX + Sign + SignGap, 0, -PaddingX + 2, 0);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, int(words.width())));
    painter.restore();
    return width;
}

ProofLamp::ProofLamp(Theme &theme, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ProofLamp::setProof(const ProofState &state, qint64 nowMs)
{
    const bool waits = state.isChecking && state.standing() == light::Standing::Unproven;
    setState(waits ? LampShape::Diamond : lampShape(state.standing()),
             waits ? Tone::Plain : Format::proofTone(state.standing()), Format::proof(state, nowMs),
             Format::proofReason(state, nowMs));
}

void ProofLamp::setState(LampShape shape, Tone tone, const QString &text, const QString &why)
{
    m_shape = shape;
    m_tone = tone;
    setText(text);
    setToolTip(why);
    setAccessibleName(text);
    setAccessibleDescription(why);
    updateGeometry();
    update();
}

QSize ProofLamp::sizeHint() const
{
    const QFontMetrics metrics(Theme::font(12));
    return {PaddingX * 2 + Sign + SignGap + metrics.horizontalAdvance(text()) + 6, Height + 4};
}

void ProofLamp::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    paintPill(painter, rect().adjusted(2, 2, -2, -2), Qt::AlignLeft, text(), m_shape, m_theme.tokens(), m_tone);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.tokens().focus, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), height() / 2.0 - 1, height() / 2.0 - 1);
    }
}

} // namespace ain::ui
