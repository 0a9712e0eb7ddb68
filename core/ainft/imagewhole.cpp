#include "core/ainft/imagewhole.h"

#include "core/ainft/imageinfo.h"

#include <QByteArray>

#include <algorithm>
#include <array>

#include <zlib.h>

namespace ain::ainft {

namespace {

constexpr qsizetype BlockSize = 64 * 1024;

/// Reads on; at the end of the source every call fails.
class Walker {
public:
    explicit Walker(QIODevice &source) : m_source(source) { }

    /// -1 at the end.
    int byte()
    {
        if (m_at == m_block.size() && !refill())
            return -1;
        return quint8(m_block[m_at++]);
    }
    bool skip(qint64 count)
    {
        return each(count, [](QByteArrayView) { });
    }
    bool take(char *to, qint64 count)
    {
        return each(count, [&to](QByteArrayView bytes) { to = std::copy(bytes.begin(), bytes.end(), to); });
    }
    /// Continues the CRC-32 of what was passed before.
    bool skipWithCrc(qint64 count, uLong &crc)
    {
        return each(count, [&crc](QByteArrayView bytes) {
            crc = ::crc32(crc, reinterpret_cast<const Bytef *>(bytes.data()), uInt(bytes.size()));
        });
    }

private:
    template<typename Visit>
    bool each(qint64 count, Visit visit)
    {
        while (count > 0) {
            if (m_at == m_block.size() && !refill())
                return false;
            const qsizetype size = qsizetype(std::min<qint64>(count, m_block.size() - m_at));
            visit(QByteArrayView(m_block).sliced(m_at, size));
            m_at += size;
            count -= size;
        }
        return true;
    }
    bool refill()
    {
        m_block.resize(BlockSize);
        m_block.truncate(std::max<qint64>(0, m_source.read(m_block.data(), BlockSize)));
        m_at = 0;
        return !m_block.isEmpty();
    }

    QIODevice &m_source;
    QByteArray m_block;
    qsizetype m_at = 0;
};

quint32 bigEndian(const char *bytes)
{
    return quint32(quint8(bytes[0])) << 24 | quint32(quint8(bytes[1])) << 16 | quint32(quint8(bytes[2])) << 8
        | quint32(quint8(bytes[3]));
}

quint32 littleEndian(const char *bytes)
{
    const std::array<char, 4> turned{bytes[3], bytes[2], bytes[1], bytes[0]};
    return bigEndian(turned.data());
}

bool isWholePng(Walker &walker)
{
    constexpr quint32 LongestChunk = 0x7fffffff;
    if (!walker.skip(8))
        return false;
    bool isFirst = true;
    bool hasData = false;
    while (true) {
        std::array<char, 8> head{};
        if (!walker.take(head.data(), 8))
            return false;
        const quint32 length = bigEndian(head.data());
        const QByteArrayView type(head.data() + 4, 4);
        if (length > LongestChunk || isFirst != (type == QByteArrayView("IHDR")))
            return false;
        isFirst = false;
        uLong crc = ::crc32(0, reinterpret_cast<const Bytef *>(type.data()), 4);
        std::array<char, 4> stated{};
        if (!walker.skipWithCrc(length, crc) || !walker.take(stated.data(), 4) || bigEndian(stated.data()) != crc)
            return false;
        hasData = hasData || type == QByteArrayView("IDAT");
        if (type == QByteArrayView("IEND"))
            return hasData;
    }
}

bool isWholeJpeg(Walker &walker)
{
    constexpr int StartOfImage = 0xd8;
    constexpr int EndOfImage = 0xd9;
    constexpr int StartOfScan = 0xda;
    bool hasScan = false;
    while (true) {
        // Entropy-coded data, and what some cameras leave between segments, has no 0xff but before a zero byte or a
        // restart marker.
        int byte = walker.byte();
        while (byte >= 0 && byte != 0xff)
            byte = walker.byte();
        while (byte == 0xff)
            byte = walker.byte();
        if (byte < 0)
            return false;
        if (byte == EndOfImage)
            return hasScan;
        if (byte <= 0x01 || (byte >= 0xd0 && byte <= StartOfImage))
            continue;
        std::array<char, 2> stated{};
        if (!walker.take(stated.data(), 2))
            return false;
        const int length = quint8(stated[0]) << 8 | quint8(stated[1]);
        if (length < 2 || !walker.skip(length - 2))
            return false;
        hasScan = hasScan || byte == StartOfScan;
    }
}

bool isWholeWebP(Walker &walker)
{
    std::array<char, 12> head{};
    if (!walker.take(head.data(), 12))
        return false;
    qint64 left = qint64(littleEndian(head.data() + 4)) - 4; // "WEBP" is counted
    bool hasImage = false;
    while (left > 0) {
        std::array<char, 8> chunk{};
        if (left < 8 || !walker.take(chunk.data(), 8))
            return false;
        left -= 8;
        const qint64 length = littleEndian(chunk.data() + 4);
        if (length > left || !walker.skip(length))
            return false;
        left -= length;
        // Odd chunks are followed by a padding byte, which some writers leave out at the very end.
        if (length % 2 != 0 && left > 0) {
            if (!walker.skip(1))
                return false;
            left -= 1;
        }
        const QByteArrayView type(chunk.data(), 4);
        hasImage = hasImage || type == QByteArrayView("VP8 ") || type == QByteArrayView("VP8L")
            || type == QByteArrayView("ANMF");
    }
    return hasImage;
}

bool skipGifBlocks(Walker &walker)
{
    while (true) {
        const int length = walker.byte();
        if (length <= 0)
            return length == 0;
        if (!walker.skip(length))
            return false;
    }
}

/// In bytes, of the colour table that `flags` announces.
qint64 gifTableSize(int flags) { return (flags & 0x80) != 0 ? 3 * (qint64(2) << (flags & 7)) : 0; }

bool isWholeGif(Walker &walker)
{
    constexpr int Trailer = 0x3b;
    constexpr int Extension = 0x21;
    constexpr int Image = 0x2c;
    std::array<char, 13> head{};
    if (!walker.take(head.data(), 13) || !walker.skip(gifTableSize(quint8(head[10]))))
        return false;
    while (true) {
        switch (walker.byte()) {
        case Trailer: return true;
        case Extension:
            if (!walker.skip(1) || !skipGifBlocks(walker))
                return false;
            break;
        case Image: {
            std::array<char, 9> descriptor{};
            if (!walker.take(descriptor.data(), 9) || !walker.skip(gifTableSize(quint8(descriptor[8])) + 1)
                || !skipGifBlocks(walker))
                return false;
            break;
        }
        default: return false;
        }
    }
}

} // namespace

bool isWholeImage(QIODevice &source)
{
    constexpr qint64 enoughToSniff = 16;
    if (!source.seek(0))
        return false;
    const auto kind = sniffImage(source.read(enoughToSniff));
    if (!kind || !source.seek(0))
        return false;
    Walker walker(source);
    switch (*kind) {
    case ImageKind::Png: return isWholePng(walker);
    case ImageKind::Jpeg: return isWholeJpeg(walker);
    case ImageKind::WebP: return isWholeWebP(walker);
    case ImageKind::Gif: return isWholeGif(walker);
    }
    return false;
}

} // namespace ain::ainft
