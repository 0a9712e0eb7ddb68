#include "app/cli/practiceart.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QImage>
#include <QImageWriter>
#include <QPainter>

namespace ain::cli {

using namespace Qt::StringLiterals;

QByteArray practicePicture(const QString &seed)
{
    constexpr int blocks = 12;
    constexpr int scale = 512 / (blocks + 4);
    constexpr int margin = (512 - blocks * scale) / 2;
    const QByteArray bits = QCryptographicHash::hash(seed.toUtf8(), QCryptographicHash::Sha512);
    const auto byte = [&](int i) { return int(static_cast<unsigned char>(bits.at(i % bits.size()))); };

    const int hue = byte(0) * 360 / 256;
    const QColor back = QColor::fromHsv(hue, 36, 250);
    const QColor body = QColor::fromHsv((hue + 150 + byte(1) / 4) % 360, 170, 190);
    const QColor spots = QColor::fromHsv((hue + 40) % 360, 190, 240);

    QImage image(512, 512, QImage::Format_RGB32);
    image.fill(back);
    QPainter painter(&image);
    for (int y = 0; y < blocks; ++y) {
        for (int x = 0; x < blocks / 2; ++x) {
            const int value = byte(2 + y * blocks / 2 + x);
            // Denser in the middle, so that it reads as a body with a face and not as noise.
            const int threshold = 60 + 18 * x + 12 * (6 - std::abs(y - 6));
            if (value > threshold)
                continue;
            const bool eye = y == 4 && x == 3;
            const QColor color = eye ? QColor(u"#16161d"_s) : (value % 5 == 0 ? spots : body);
            for (const int column : {x, blocks - 1 - x})
                painter.fillRect(margin + column * scale, margin + y * scale, scale, scale, color);
        }
    }
    for (const int column : {3, blocks - 4})
        painter.fillRect(margin + column * scale, margin + 4 * scale, scale, 2 * scale, QColor(u"#16161d"_s));
    painter.end();

    QByteArray png;
    QBuffer buffer(&png);
    QImageWriter writer(&buffer, "png");
    writer.setText(u"Title"_s, u"Practice creature"_s);
    writer.setText(u"Description"_s, u"Drawn by a fixed rule from a seed, without AI."_s);
    writer.setText(u"Software"_s, u"AIN Studio"_s);
    writer.write(image);
    return png;
}

} // namespace ain::cli
