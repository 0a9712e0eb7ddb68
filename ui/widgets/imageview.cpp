#include "ui/widgets/imageview.h"

#include <QPainter>
#include <QPainterPath>

namespace ain::ui {

using namespace Qt::StringLiterals;

ImageView::ImageView(Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ImageView::setImage(const QImage &image)
{
    m_image = image;
    update();
}

void ImageView::paint(QPainter &painter, const Theme &theme, const QImage &image, const QRectF &box, double radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath clip;
    clip.addRoundedRect(box, radius, radius);
    painter.fillPath(clip, theme.tokens().field);
    if (image.isNull()) {
        const QPixmap sign = theme.icons().pixmap(u"image"_s, 32, theme.tokens().muted, 2.0);
        painter.drawPixmap(QRectF(box.center() - QPointF(16, 16), QSizeF(32, 32)), sign, QRectF(sign.rect()));
    } else {
        const QSizeF size = QSizeF(image.size()).scaled(box.size(), Qt::KeepAspectRatio);
        const QRectF target(box.center() - QPointF(size.width() / 2, size.height() / 2), size);
        painter.setClipPath(clip);
        // Enlarged small images are pixel art more often than photographs.
        painter.setRenderHint(QPainter::SmoothPixmapTransform, image.width() > 128 || size.width() < image.width());
        painter.drawImage(target, image);
    }
    painter.restore();
}

void ImageView::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const double side = std::min(width(), height());
    QSizeF size(side, side);
    if (!m_image.isNull())
        size = QSizeF(m_image.size()).scaled(QSizeF(this->size()), Qt::KeepAspectRatio);
    const QRectF box(QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size);
    paint(painter, m_theme, m_image, box, 12);
}

} // namespace ain::ui
