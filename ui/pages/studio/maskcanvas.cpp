#include "ui/pages/studio/maskcanvas.h"

#include <QGestureEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPinchGesture>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr double ZoomMax = 16;
constexpr int BrushMin = 4;
constexpr int BrushMax = 1024;
} // namespace

MaskCanvas::MaskCanvas(Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_AcceptTouchEvents, false); // one finger comes as the mouse; two as a gesture
    grabGesture(Qt::PinchGesture);
    setCursor(Qt::CrossCursor);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void MaskCanvas::setPicture(const QImage &preview, QSize size)
{
    m_preview = preview;
    m_size = size;
    m_layer = MaskLayer(size);
    m_cursor = QPointF(size.width() / 2.0, size.height() / 2.0);
    m_brush = std::clamp(size.width() / 10, BrushMin, BrushMax);
    zoomToFit();
    Q_EMIT changed();
}

double MaskCanvas::scale() const
{
    if (m_size.isEmpty())
        return 1;
    return std::min(double(width()) / m_size.width(), double(height()) / m_size.height()) * m_zoom;
}

QPointF MaskCanvas::fromPicture(QPointF point) const
{
    const QPointF middle(width() / 2.0, height() / 2.0);
    return middle + m_offset + (point - QPointF(m_size.width() / 2.0, m_size.height() / 2.0)) * scale();
}

QPointF MaskCanvas::toPicture(QPointF point) const
{
    const QPointF middle(width() / 2.0, height() / 2.0);
    return (point - middle - m_offset) / scale() + QPointF(m_size.width() / 2.0, m_size.height() / 2.0);
}

void MaskCanvas::keepInside()
{
    const double freeX = std::max(0.0, (m_size.width() * scale() - width()) / 2);
    const double freeY = std::max(0.0, (m_size.height() * scale() - height()) / 2);
    m_offset = {std::clamp(m_offset.x(), -freeX, freeX), std::clamp(m_offset.y(), -freeY, freeY)};
    update();
}

void MaskCanvas::zoomBy(double factor, QPointF around)
{
    const QPointF kept = toPicture(around);
    m_zoom = std::clamp(m_zoom * factor, 1.0, ZoomMax);
    m_offset += around - fromPicture(kept);
    keepInside();
}

void MaskCanvas::zoomToFit()
{
    m_zoom = 1;
    m_offset = {};
    update();
}

void MaskCanvas::setBrush(int pixels)
{
    m_brush = std::clamp(pixels, BrushMin, BrushMax);
    update();
    Q_EMIT changed();
}

void MaskCanvas::setErasing(bool isErasing)
{
    m_isErasing = isErasing;
    update();
    Q_EMIT changed();
}

void MaskCanvas::undo()
{
    m_layer.undo();
    update();
    Q_EMIT changed();
}

void MaskCanvas::redo()
{
    m_layer.redo();
    update();
    Q_EMIT changed();
}

bool MaskCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::Gesture) {
        auto *gesture = static_cast<QGestureEvent *>(event)->gesture(Qt::PinchGesture);
        if (auto *pinch = static_cast<QPinchGesture *>(gesture); pinch != nullptr) {
            m_layer.end();
            zoomBy(pinch->scaleFactor(), mapFromGlobal(pinch->centerPoint()));
            m_offset += pinch->centerPoint() - pinch->lastCenterPoint();
            keepInside();
            return true;
        }
    }
    return QWidget::event(event);
}

void MaskCanvas::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const Tokens &tokens = m_theme.tokens();
    painter.fillRect(rect(), tokens.field);
    if (m_preview.isNull())
        return;
    const QRectF box(fromPicture({0, 0}), fromPicture({double(m_size.width()), double(m_size.height())}));
    painter.setRenderHint(QPainter::SmoothPixmapTransform, scale() < 2);
    painter.drawImage(box, m_preview);
    // The mask as a veil of the accent colour: only what can be seen is worked out.
    const QRectF seen = box.intersected(QRectF(rect()));
    QImage veil(seen.size().toSize(), QImage::Format_ARGB32_Premultiplied);
    if (!veil.isNull()) {
        veil.fill(Qt::transparent);
        QPainter veiler(&veil);
        const QRectF source(toPicture(seen.topLeft()), toPicture(seen.bottomRight()));
        QImage alpha = m_layer.image();
        alpha.reinterpretAsFormat(QImage::Format_Alpha8);
        veiler.drawImage(QRectF(QPointF(0, 0), QSizeF(veil.size())), alpha, source);
        veiler.setCompositionMode(QPainter::CompositionMode_SourceIn);
        QColor tint = tokens.accent;
        tint.setAlpha(150);
        veiler.fillRect(veil.rect(), tint);
        veiler.end();
        painter.drawImage(seen.topLeft(), veil);
    }
    if (hasFocus()) {
        painter.setPen(QPen(tokens.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
    if (m_showsCursor || hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        const double radius = m_brush / 2.0 * scale();
        const QPointF at = fromPicture(m_cursor);
        painter.setPen(QPen(Qt::black, 3));
        painter.drawEllipse(at, radius, radius);
        painter.setPen(QPen(Qt::white, 1, m_isErasing ? Qt::DashLine : Qt::SolidLine));
        painter.drawEllipse(at, radius, radius);
    }
}

void MaskCanvas::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    if (event->button() == Qt::MiddleButton) {
        m_isPanning = true;
        m_panFrom = event->position() - m_offset;
        return;
    }
    m_cursor = toPicture(event->position());
    m_layer.begin(m_cursor, m_brush / 2.0, m_isErasing || event->button() == Qt::RightButton);
    update();
}

void MaskCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (m_isPanning) {
        m_offset = event->position() - m_panFrom;
        keepInside();
        return;
    }
    m_showsCursor = true;
    m_cursor = toPicture(event->position());
    if (event->buttons() != Qt::NoButton)
        m_layer.extend(m_cursor);
    update();
}

void MaskCanvas::mouseReleaseEvent(QMouseEvent * /*event*/)
{
    m_isPanning = false;
    m_layer.end();
    Q_EMIT changed();
}

void MaskCanvas::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    m_showsCursor = false;
    update();
}

void MaskCanvas::wheelEvent(QWheelEvent *event)
{
    zoomBy(std::pow(1.0015, event->angleDelta().y()), event->position());
    event->accept();
}

void MaskCanvas::moveCursor(QPointF by)
{
    m_cursor = {std::clamp(m_cursor.x() + by.x(), 0.0, double(m_size.width())),
                std::clamp(m_cursor.y() + by.y(), 0.0, double(m_size.height()))};
    if (m_isKeyPainting)
        m_layer.extend(m_cursor);
    update();
}

void MaskCanvas::keyPressEvent(QKeyEvent *event)
{
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? 1 : std::max(4.0, m_brush / 4.0);
    if (event->matches(QKeySequence::Undo)) {
        undo();
        return;
    }
    if (event->matches(QKeySequence::Redo)) {
        redo();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left: moveCursor({-step, 0}); return;
    case Qt::Key_Right: moveCursor({step, 0}); return;
    case Qt::Key_Up: moveCursor({0, -step}); return;
    case Qt::Key_Down: moveCursor({0, step}); return;
    case Qt::Key_Space:
        // Pen down, pen up: arrows paint in between.
        m_isKeyPainting = !m_isKeyPainting;
        if (m_isKeyPainting)
            m_layer.begin(m_cursor, m_brush / 2.0, m_isErasing);
        else
            m_layer.end();
        update();
        Q_EMIT changed();
        return;
    case Qt::Key_BracketLeft: setBrush(m_brush - std::max(2, m_brush / 8)); return;
    case Qt::Key_BracketRight: setBrush(m_brush + std::max(2, m_brush / 8)); return;
    case Qt::Key_E: setErasing(!m_isErasing); return;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomBy(1.25, fromPicture(m_cursor)); return;
    case Qt::Key_Minus: zoomBy(0.8, fromPicture(m_cursor)); return;
    case Qt::Key_0: zoomToFit(); return;
    default: QWidget::keyPressEvent(event);
    }
}

void MaskCanvas::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    keepInside();
}

} // namespace ain::ui
