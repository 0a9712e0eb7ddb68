#include "gpu/share/peer/peerpicture.h"

#include "core/ainft/imageinfo.h"
#include "core/ainft/imagewhole.h"
#include "core/recipe/pngtext.h"
#include "gpu/share/images/imagebackend.h"
#include "gpu/studio/pictures.h"

#include <QBuffer>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr int SideMost = 4096;

tl::unexpected<Error> refused(const QString &what) { return failure(errors::PeerPictureRefused, {{u"what"_s, what}}); }

} // namespace

Result<PeerPicture> cleanPicture(QByteArrayView file, QSize wanted)
{
    if (file.size() > PeerPictureBytesMost)
        return refused(u"bytes"_s);
    const auto info = ainft::imageInfo(file);
    if (!info || info->kind != ainft::ImageKind::Png)
        return refused(u"kind"_s);
    const QSize size(info->width, info->height);
    const bool isBounded = !size.isEmpty() && size.width() <= SideMost && size.height() <= SideMost
        && qint64(size.width()) * size.height() <= OrderPixelsMax;
    if (!isBounded || (!wanted.isEmpty() && size != wanted))
        return refused(u"size"_s);
    QByteArray bytes = QByteArray::fromRawData(file.data(), file.size());
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::ReadOnly) || !ainft::isWholeImage(buffer))
        return refused(u"whole"_s);
    const auto decoded = studio::decodePicture(file, SideMost);
    if (!decoded)
        return failure(decoded.error());
    const auto format = decoded->hasAlphaChannel() ? QImage::Format_RGBA8888 : QImage::Format_RGB888;
    const QImage pixels = decoded->convertToFormat(format);
    // A copy of the pixels alone: texts and profiles of a QImage follow it everywhere else.
    const QImage plain =
        QImage(pixels.constBits(), pixels.width(), pixels.height(), pixels.bytesPerLine(), pixels.format()).copy();
    if (plain.isNull())
        return refused(u"memory"_s);
    auto png = studio::encodePicture(plain, recipe::markTexts());
    if (!png)
        return failure(png.error());
    return PeerPicture{.png = std::move(*png), .size = plain.size()};
}

} // namespace ain::share
