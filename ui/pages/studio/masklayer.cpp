#include "ui/pages/studio/masklayer.h"

#include <QPainter>

#include <algorithm>

namespace ain::ui {

namespace {

void line(QImage &image, QPointF from, QPointF to, double radius, bool isErasing)
{
    QPainter painter(&image);
    // Half-covered pixels would be half painted anew: the edge stays hard.
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QColor ink = isErasing ? Qt::black : Qt::white;
    painter.setPen(QPen(ink, std::max(1.0, radius * 2), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (from == to)
        painter.drawPoint(from);
    else
        painter.drawLine(from, to);
}

} // namespace

MaskLayer::MaskLayer(QSize size) : m_image(size, QImage::Format_Grayscale8)
{
    if (!m_image.isNull())
        m_image.fill(Qt::black);
}

void MaskLayer::add(Stroke stroke)
{
    m_undone.clear();
    apply(stroke);
    m_done.append(std::move(stroke));
}

void MaskLayer::apply(const Stroke &stroke)
{
    if (m_image.isNull())
        return;
    switch (stroke.kind) {
    case Kind::Fill: m_image.fill(Qt::white); break;
    case Kind::Clear: m_image.fill(Qt::black); break;
    case Kind::Invert: m_image.invertPixels(); break;
    case Kind::Paint:
    case Kind::Erase:
        for (qsizetype i = 0; i < stroke.points.size(); ++i)
            line(m_image, stroke.points.at(std::max<qsizetype>(0, i - 1)), stroke.points.at(i), stroke.radius,
                 stroke.kind == Kind::Erase);
        break;
    }
}

void MaskLayer::begin(QPointF at, double radius, bool isErasing)
{
    end();
    m_isPainting = true;
    add({isErasing ? Kind::Erase : Kind::Paint, radius, {at}});
}

void MaskLayer::extend(QPointF to)
{
    if (!m_isPainting || m_done.isEmpty() || m_image.isNull())
        return;
    Stroke &stroke = m_done.last();
    line(m_image, stroke.points.last(), to, stroke.radius, stroke.kind == Kind::Erase);
    stroke.points.append(to);
}

void MaskLayer::end() { m_isPainting = false; }

void MaskLayer::fill() { add({Kind::Fill, 1, {}}); }

void MaskLayer::clear() { add({Kind::Clear, 1, {}}); }

void MaskLayer::invert() { add({Kind::Invert, 1, {}}); }

bool MaskLayer::undo()
{
    end();
    if (m_done.isEmpty())
        return false;
    m_undone.append(m_done.takeLast());
    m_image.fill(Qt::black);
    for (const Stroke &stroke : std::as_const(m_done))
        apply(stroke);
    return true;
}

bool MaskLayer::redo()
{
    end();
    if (m_undone.isEmpty())
        return false;
    m_done.append(m_undone.takeLast());
    apply(m_done.last());
    return true;
}

bool MaskLayer::isEmpty() const
{
    for (int y = 0; y < m_image.height(); ++y) {
        const uchar *row = m_image.constScanLine(y);
        if (std::any_of(row, row + m_image.width(), [](uchar value) { return value > 127; }))
            return false;
    }
    return true;
}

} // namespace ain::ui
