#include "gpu/studio/pictures.h"

#include "core/ainft/imageinfo.h"
#include "gpu/kernels/kernels.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImageReader>
#include <QImageWriter>
#include <cstring>

#include <algorithm>
#include <cmath>

namespace ain::studio {

using namespace Qt::StringLiterals;

namespace {

constexpr int FastCompression = 80; ///< Qt's scale: zlib level 2. Smaller files take several times as long

QByteArray formatOf(ainft::ImageKind kind)
{
    switch (kind) {
    case ainft::ImageKind::Png: return "png";
    case ainft::ImageKind::Jpeg: return "jpeg";
    case ainft::ImageKind::WebP: return "webp";
    case ainft::ImageKind::Gif: return "gif";
    }
    return {};
}

quint64 hashOf(const QImage &image)
{
    const QImage rgba = image.convertToFormat(QImage::Format_RGBX8888);
    return kernels::perceptualHash(kernels::RgbaView{
        .data = rgba.constBits(), .width = rgba.width(), .height = rgba.height(), .stride = rgba.bytesPerLine()});
}

} // namespace

Result<QImage> decodePicture(QByteArrayView bytes, int maxSide)
{
    const auto info = ainft::imageInfo(bytes);
    if (!info)
        return failure(errors::PictureDamaged);
    QByteArray data = QByteArray::fromRawData(bytes.data(), bytes.size());
    QBuffer buffer(&data);
    QImageReader reader(&buffer, formatOf(info->kind)); // the format we looked at, not one it claims later
    reader.setAutoTransform(false);
    const QSize size = reader.size();
    if (size.width() > maxSide || size.height() > maxSide) {
        return failure(errors::PictureSize,
                       {{u"width"_s, size.width()}, {u"height"_s, size.height()}, {u"limit"_s, maxSide}});
    }
    QImage image = reader.read();
    if (size.isEmpty() || image.isNull() || image.size() != size)
        return failure(errors::PictureDamaged, {}, reader.errorString());
    return image;
}

Result<QByteArray> encodePicture(const QImage &image, const recipe::TextEntries &texts)
{
    QImage plain = image;
    // What would become chunks of the writer's choice.
    plain.setColorSpace(QColorSpace());
    plain.setDotsPerMeterX(0);
    plain.setDotsPerMeterY(0);
    QByteArray png;
    QBuffer buffer(&png);
    if (!buffer.open(QIODevice::WriteOnly))
        return failure(errors::Internal);
    QImageWriter writer(&buffer, "png");
    writer.setCompression(FastCompression);
    if (!writer.write(plain))
        return failure(errors::Internal, {}, writer.errorString());
    return recipe::withText(png, texts);
}

std::optional<engine::LatentShape> miniShape(qsizetype bytes)
{
    constexpr int Channels = 3;
    const int side = int(std::lround(std::sqrt(double(bytes) / (Channels * sizeof(float)))));
    const engine::LatentShape shape{.channels = Channels, .height = side, .width = side};
    if (!shape.isValid() || shape.bytes() != bytes)
        return std::nullopt;
    return shape;
}

Result<QByteArray> encodeStates(const engine::Trace &trace)
{
    QList<QByteArray> states;
    for (const int state : trace.kept)
        states.append(trace.state(state).toByteArray());
    return encodeStates(trace.shape, states);
}

Result<QByteArray> encodeStates(const engine::LatentShape &latent, const QList<QByteArray> &states)
{
    const engine::ImageShape shape = latent.memory(int(states.size()));
    QImage grey(shape.width, shape.height, QImage::Format_Grayscale8);
    const QByteArray bytes = states.join();
    if (grey.isNull() || states.isEmpty() || bytes.size() != latent.bytes() * states.size())
        return failure(errors::Internal);
    for (int y = 0; y < shape.height; ++y)
        std::memcpy(grey.scanLine(y), bytes.constData() + qsizetype(y) * shape.width, std::size_t(shape.width));
    return encodePicture(grey, recipe::TextEntries());
}

Result<QByteArray> decodeStates(QByteArrayView png)
{
    QImage grey;
    if (!grey.loadFromData(png, "png") || grey.format() != QImage::Format_Grayscale8)
        return failure(errors::PictureDamaged);
    QByteArray bytes;
    for (int y = 0; y < grey.height(); ++y)
        bytes.append(reinterpret_cast<const char *>(grey.constScanLine(y)), grey.width());
    return bytes;
}

PictureDistance distance(const QImage &a, const QImage &b)
{
    PictureDistance result;
    result.hash = kernels::hashDistance(hashOf(a), hashOf(b));
    if (a.size() != b.size() || a.isNull())
        return result;
    const QImage first = a.convertToFormat(QImage::Format_RGB888);
    const QImage second = b.convertToFormat(QImage::Format_RGB888);
    quint64 squares = 0;
    int largest = 0;
    const int bytes = first.width() * 3;
    for (int y = 0; y < first.height(); ++y) {
        const uchar *left = first.constScanLine(y);
        const uchar *right = second.constScanLine(y);
        for (int x = 0; x < bytes; ++x) {
            const int difference = std::abs(int(left[x]) - int(right[x]));
            largest = std::max(largest, difference);
            squares += quint64(difference) * quint64(difference);
        }
    }
    result.largest = largest;
    result.isBitEqual = largest == 0;
    result.rms = std::sqrt(double(squares) / (double(bytes) * first.height()));
    return result;
}

} // namespace ain::studio
