// Small PNGs for tests, sound and hostile.
#pragma once

#include <QByteArray>

#include <QtEndian>
#include <zlib.h>

namespace ain::test {

inline QByteArray bigEndian(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

/// A chunk; `claimedLength` lies about its length when not negative.
inline QByteArray pngChunk(const QByteArray &type, const QByteArray &data, qint64 claimedLength = -1)
{
    const QByteArray body = type + data;
    const auto crc = quint32(::crc32(0, reinterpret_cast<const Bytef *>(body.constData()), uInt(body.size())));
    return bigEndian(quint32(claimedLength < 0 ? data.size() : claimedLength)) + body + bigEndian(crc);
}

inline QByteArray deflated(const QByteArray &bytes) { return qCompress(bytes, 9).mid(4); }

/// A black picture of these sides with `chunks` behind its header.
inline QByteArray png(const QByteArray &chunks, quint32 width = 3, quint32 height = 2)
{
    const QByteArray header = bigEndian(width) + bigEndian(height) + QByteArray("\x08\0\0\0\0", 5); // 8 bit grey
    const QByteArray rows((1 + width % 4096) * (height % 4096), '\0');
    return QByteArray("\x89PNG\r\n\x1a\n", 8) + pngChunk("IHDR", header) + chunks + pngChunk("IDAT", deflated(rows))
        + pngChunk("IEND", {});
}

inline QByteArray textChunk(const QByteArray &keyword, const QByteArray &latin1)
{
    return pngChunk("tEXt", keyword + '\0' + latin1);
}

inline QByteArray compressedTextChunk(const QByteArray &keyword, const QByteArray &latin1)
{
    return pngChunk("zTXt", keyword + '\0' + '\0' + deflated(latin1));
}

inline QByteArray internationalTextChunk(const QByteArray &keyword, const QByteArray &utf8, bool isCompressed)
{
    return pngChunk("iTXt",
                    keyword + '\0' + (isCompressed ? '\1' : '\0') + '\0' + "ko" + '\0' + '\0'
                        + (isCompressed ? deflated(utf8) : utf8));
}

} // namespace ain::test
