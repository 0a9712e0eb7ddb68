#include "core/ainft/imageinfo.h"

#include <QtEndian>

using namespace Qt::StringLiterals;

namespace ain::ainft {

namespace {

constexpr char pngMagic[] = "\x89PNG\r\n\x1a\n";

/// An unsigned number of `count` bytes at `offset`, or 0 behind the end.
quint32 number(QByteArrayView bytes, qsizetype offset, int count, bool bigEndian)
{
    if (offset < 0 || offset + count > bytes.size())
        return 0;
    quint32 value = 0;
    for (int i = 0; i < count; ++i) {
        const auto byte = quint8(bytes[offset + (bigEndian ? i : count - 1 - i)]);
        value = (value << 8) | byte;
    }
    return value;
}

struct Size {
    quint32 width = 0;
    quint32 height = 0;
};

Size pngSize(QByteArrayView bytes)
{
    if (bytes.size() < 24 || bytes.sliced(12, 4) != QByteArrayView("IHDR"))
        return {};
    return {number(bytes, 16, 4, true), number(bytes, 20, 4, true)};
}

Size gifSize(QByteArrayView bytes) { return {number(bytes, 6, 2, false), number(bytes, 8, 2, false)}; }

/// Walks the marker segments to the start of frame.
Size jpegSize(QByteArrayView bytes)
{
    qsizetype at = 2;
    while (at + 4 <= bytes.size()) {
        if (quint8(bytes[at]) != 0xff)
            return {};
        const auto marker = quint8(bytes[at + 1]);
        if (marker == 0xff) { // fill byte
            ++at;
            continue;
        }
        if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) { // without a length
            at += 2;
            continue;
        }
        if (marker == 0xd9 || marker == 0xda)
            return {};
        const bool isFrame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (isFrame)
            return {number(bytes, at + 7, 2, true), number(bytes, at + 5, 2, true)};
        const quint32 length = number(bytes, at + 2, 2, true);
        if (length < 2)
            return {};
        at += 2 + qsizetype(length);
    }
    return {};
}

Size webpSize(QByteArrayView bytes)
{
    if (bytes.size() < 30)
        return {};
    const QByteArrayView chunk = bytes.sliced(12, 4);
    if (chunk == QByteArrayView("VP8X"))
        return {number(bytes, 24, 3, false) + 1, number(bytes, 27, 3, false) + 1};
    if (chunk == QByteArrayView("VP8L") && quint8(bytes[20]) == 0x2f) {
        const quint32 bits = number(bytes, 21, 4, false);
        return {(bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1};
    }
    if (chunk == QByteArrayView("VP8 ") && number(bytes, 23, 3, true) == 0x9d012a)
        return {number(bytes, 26, 2, false) & 0x3fff, number(bytes, 28, 2, false) & 0x3fff};
    return {};
}

} // namespace

QString ImageInfo::mimeType() const
{
    switch (kind) {
    case ImageKind::Png: return u"image/png"_s;
    case ImageKind::Jpeg: return u"image/jpeg"_s;
    case ImageKind::WebP: return u"image/webp"_s;
    case ImageKind::Gif: return u"image/gif"_s;
    }
    return {};
}

std::optional<ImageKind> sniffImage(QByteArrayView start)
{
    if (start.startsWith(QByteArrayView(pngMagic, 8)))
        return ImageKind::Png;
    if (start.startsWith(QByteArrayView("\xff\xd8\xff", 3)))
        return ImageKind::Jpeg;
    if (start.startsWith("GIF87a") || start.startsWith("GIF89a"))
        return ImageKind::Gif;
    if (start.size() >= 12 && start.startsWith("RIFF") && start.sliced(8, 4) == QByteArrayView("WEBP"))
        return ImageKind::WebP;
    return std::nullopt;
}

std::optional<ImageInfo> imageInfo(QByteArrayView bytes)
{
    const auto kind = sniffImage(bytes);
    if (!kind)
        return std::nullopt;
    Size size;
    switch (*kind) {
    case ImageKind::Png: size = pngSize(bytes); break;
    case ImageKind::Jpeg: size = jpegSize(bytes); break;
    case ImageKind::WebP: size = webpSize(bytes); break;
    case ImageKind::Gif: size = gifSize(bytes); break;
    }
    ImageInfo info{*kind, 0, 0};
    constexpr quint32 Largest = 0x7fffffff;
    if (size.width > 0 && size.height > 0 && size.width <= Largest && size.height <= Largest) {
        info.width = int(size.width);
        info.height = int(size.height);
    }
    return info;
}

} // namespace ain::ainft
