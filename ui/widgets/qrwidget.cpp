#include "ui/widgets/qrwidget.h"

#include <QPainter>

#include <memory>
#include <qrencode.h>

namespace ain::ui {

QrWidget::QrWidget(QWidget *parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); }

void QrWidget::setText(const QString &text)
{
    m_modules = QImage();
    const QByteArray bytes = text.toUtf8();
    if (!bytes.isEmpty()) {
        const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
            QRcode_encodeString(bytes.constData(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free);
        if (code) {
            m_modules = QImage(code->width, code->width, QImage::Format_Grayscale8);
            for (int y = 0; y < code->width; ++y) {
                for (int x = 0; x < code->width; ++x) {
                    const bool dark = (code->data[y * code->width + x] & 1) != 0;
                    m_modules.scanLine(y)[x] = dark ? uchar(0) : uchar(255);
                }
            }
        }
    }
    update();
}

void QrWidget::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(rect(), 12, 12);
    if (m_modules.isNull())
        return;
    const int count = m_modules.width() + 8;
    const int scale = std::max(1, std::min(width(), height()) / count);
    const int side = m_modules.width() * scale;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(QRect((width() - side) / 2, (height() - side) / 2, side, side), m_modules);
}

} // namespace ain::ui
