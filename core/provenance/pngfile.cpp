#include "core/provenance/pngfile.h"

#include <QtEndian>

#include <functional>
#include <zlib.h>

namespace ain::provenance {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView Magic("\x89PNG\r\n\x1a\n");
constexpr QByteArrayView ManifestType("caBX");
constexpr qsizetype Frame = 12; ///< length, type and CRC of a chunk

/// Calls `see` with each chunk's type, start and whole length, up to IEND. False: the file is not whole.
bool eachChunk(QByteArrayView png, const std::function<void(QByteArrayView, qsizetype, qsizetype)> &see)
{
    if (!png.startsWith(Magic))
        return false;
    qsizetype at = Magic.size();
    while (png.size() - at >= Frame) {
        const auto length = qsizetype(qFromBigEndian<quint32>(png.data() + at));
        if (length > png.size() - at - Frame)
            return false;
        const QByteArrayView type = png.sliced(at + 4, 4);
        if (at == Magic.size() && type != QByteArrayView("IHDR"))
            return false;
        see(type, at, length + Frame);
        if (type == QByteArrayView("IEND"))
            return true;
        at += length + Frame;
    }
    return false;
}

} // namespace

Result<PngFile> readPng(QByteArrayView png)
{
    if (png.size() > MaxPng)
        return failure(errors::TooLarge, {{u"what"_s, u"PNG"_s}, {u"limit"_s, MaxPng}});
    PngFile file;
    const bool isWhole = eachChunk(png, [&](QByteArrayView type, qsizetype at, qsizetype length) {
        if (at == Magic.size())
            file.headerEnd = at + length;
        file.end = at + length;
        if (type != ManifestType)
            return;
        if (++file.manifests > 1)
            return;
        file.start = at;
        file.length = length;
    });
    if (!isWhole)
        return failure(errors::ProvenancePng);
    if (file.length > MaxManifest)
        return failure(errors::TooLarge, {{u"what"_s, u"C2PA"_s}, {u"limit"_s, MaxManifest}});
    if (file.manifests > 0) {
        file.manifest = png.sliced(file.start + 8, file.length - Frame).toByteArray();
        file.isSumRight = png.sliced(file.start, file.length) == manifestChunk(file.manifest);
    }
    return file;
}

Result<QByteArray> withoutManifests(QByteArrayView png)
{
    const auto file = readPng(png);
    if (!file)
        return failure(file.error());
    QByteArray out = Magic.toByteArray();
    out.reserve(png.size());
    (void)eachChunk(png, [&](QByteArrayView type, qsizetype at, qsizetype length) {
        if (type != ManifestType)
            out.append(png.sliced(at, length));
    });
    return out;
}

QByteArray manifestChunk(const QByteArray &data)
{
    const QByteArray body = ManifestType.toByteArray() + data;
    const uLong crc = ::crc32(0, reinterpret_cast<const Bytef *>(body.constData()), uInt(body.size()));
    QByteArray size(4, '\0');
    qToBigEndian(quint32(data.size()), size.data());
    QByteArray sum(4, '\0');
    qToBigEndian(quint32(crc), sum.data());
    return size + body + sum;
}

} // namespace ain::provenance
