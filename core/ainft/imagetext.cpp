#include "core/ainft/imagetext.h"

#include "core/ainft/contentstore.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <zlib.h>

using namespace Qt::StringLiterals;

namespace ain::ainft {

namespace {

constexpr qsizetype KeywordMax = 79;

struct Bytes {
    QByteArray bytes;
    bool isCut = false;
    bool isDamaged = false;
};

/// Inflates at most `limit` bytes; what a bomb claims beyond is never produced.
Bytes inflateBounded(QByteArrayView compressed, qsizetype limit)
{
    Bytes result;
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) {
        result.isDamaged = true;
        return result;
    }
    std::array<char, 16384> block{};
    const char *next = compressed.data();
    qsizetype left = compressed.size();
    int state = Z_OK;
    while (state == Z_OK && !result.isCut) {
        if (stream.avail_in == 0 && left > 0) {
            const qsizetype part = std::min<qsizetype>(left, 1 << 20);
            stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(next)); // zlib never writes there
            stream.avail_in = uInt(part);
            next += part;
            left -= part;
        }
        stream.next_out = reinterpret_cast<Bytef *>(block.data());
        stream.avail_out = uInt(block.size());
        state = ::inflate(&stream, Z_NO_FLUSH);
        const qsizetype made = qsizetype(block.size()) - qsizetype(stream.avail_out);
        const qsizetype room = limit - result.bytes.size();
        result.bytes.append(block.data(), std::min(made, room));
        result.isCut = made > room;
        if (state == Z_BUF_ERROR && stream.avail_in == 0 && left > 0)
            state = Z_OK;
    }
    inflateEnd(&stream);
    result.isDamaged = state != Z_STREAM_END && !result.isCut;
    return result;
}

struct Part {
    QByteArrayView head;
    QByteArrayView rest;
    bool isFound = false;
};

/// Splits at the first zero byte.
Part splitAtZero(QByteArrayView bytes)
{
    const qsizetype zero = bytes.indexOf('\0');
    if (zero < 0)
        return {bytes, {}, false};
    return {bytes.first(zero), bytes.sliced(zero + 1), true};
}

enum class Encoding { Latin1, Utf8 };

class PngTextReader {
public:
    PngTextReader(ImageText &result, const ImageTextLimits &limits) : m_result(result), m_limits(limits) { }

    void read(QByteArrayView file)
    {
        qsizetype at = 8; // behind the magic
        while (true) {
            // Every chunk: length, type, data, CRC. The length is believed only as far as the file goes.
            if (file.size() - at < 12) {
                m_result.isComplete = false;
                return;
            }
            const auto length = qFromBigEndian<quint32>(file.data() + at);
            const QByteArrayView type = file.sliced(at + 4, 4);
            if (qsizetype(length) > file.size() - at - 12) {
                m_result.isComplete = false;
                return;
            }
            if (type == QByteArrayView("IEND"))
                return;
            if (type == QByteArrayView("tEXt") || type == QByteArrayView("zTXt") || type == QByteArrayView("iTXt"))
                chunk(type, file.sliced(at + 4, 4 + qsizetype(length)),
                      qFromBigEndian<quint32>(file.data() + at + 8 + qsizetype(length)));
            at += 12 + qsizetype(length);
        }
    }

private:
    void chunk(QByteArrayView type, QByteArrayView typeAndData, quint32 crc)
    {
        if (m_result.entries.size() >= m_limits.entries || m_total >= m_limits.totalBytes) {
            m_result.isComplete = false;
            return;
        }
        if (crcOf(typeAndData) != crc) {
            m_result.isComplete = false;
            return;
        }
        const Part keyword = splitAtZero(typeAndData.sliced(4));
        if (!keyword.isFound || keyword.head.isEmpty() || keyword.head.size() > KeywordMax) {
            m_result.isComplete = false;
            return;
        }
        QByteArrayView data = keyword.rest;
        bool isCompressed = false;
        Encoding encoding = Encoding::Latin1;
        bool isSound = true;
        if (type == QByteArrayView("zTXt")) {
            isSound = !data.isEmpty() && data.front() == '\0'; // the one method there is
            isCompressed = true;
            data = data.sliced(std::min<qsizetype>(1, data.size()));
        } else if (type == QByteArrayView("iTXt")) {
            isSound = data.size() >= 2 && (data[0] == '\0' || (data[0] == '\1' && data[1] == '\0'));
            isCompressed = isSound && data[0] == '\1';
            encoding = Encoding::Utf8;
            const Part language = splitAtZero(data.sliced(std::min<qsizetype>(2, data.size())));
            const Part translated = splitAtZero(language.rest);
            isSound = isSound && language.isFound && translated.isFound;
            data = translated.rest;
        }
        if (!isSound) {
            m_result.isComplete = false;
            return;
        }
        add(QString::fromLatin1(keyword.head), data, isCompressed, encoding);
    }

    void add(const QString &keyword, QByteArrayView data, bool isCompressed, Encoding encoding)
    {
        const qsizetype limit = std::min(m_limits.textBytes, m_limits.totalBytes - m_total);
        Bytes text;
        if (isCompressed) {
            text = inflateBounded(data, limit);
        } else {
            text.bytes = data.first(std::min(limit, data.size())).toByteArray();
            text.isCut = data.size() > limit;
        }
        if (text.isDamaged) {
            m_result.isComplete = false;
            return;
        }
        m_total += text.bytes.size();
        m_result.isComplete = m_result.isComplete && !text.isCut;
        m_result.entries.append(
            {keyword, encoding == Encoding::Utf8 ? QString::fromUtf8(text.bytes) : QString::fromLatin1(text.bytes),
             text.isCut});
    }

    static quint32 crcOf(QByteArrayView bytes)
    {
        uLong crc = ::crc32(0, nullptr, 0);
        while (!bytes.isEmpty()) {
            const qsizetype part = std::min<qsizetype>(bytes.size(), 1 << 20);
            crc = ::crc32(crc, reinterpret_cast<const Bytef *>(bytes.data()), uInt(part));
            bytes = bytes.sliced(part);
        }
        return quint32(crc);
    }

    ImageText &m_result;
    const ImageTextLimits &m_limits;
    qsizetype m_total = 0;
};

} // namespace

QString ImageText::text(QStringView keyword) const
{
    for (const TextEntry &entry : entries) {
        if (entry.keyword == keyword)
            return entry.text;
    }
    return {};
}

Result<ImageText> readImageText(QByteArrayView file, const ImageTextLimits &limits)
{
    const auto info = imageInfo(file);
    if (!info)
        return failure(errors::ContentType, {{u"path"_s, QString()}});
    ImageText result;
    result.info = *info;
    if (info->kind == ImageKind::Png)
        PngTextReader(result, limits).read(file);
    return result;
}

} // namespace ain::ainft
