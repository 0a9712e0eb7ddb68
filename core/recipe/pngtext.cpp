#include "core/recipe/pngtext.h"

#include "core/json/writer.h"

#include <QtEndian>

#include <algorithm>
#include <zlib.h>

namespace ain::recipe {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype PngMax = 256 * 1024 * 1024;
constexpr qsizetype TextMax = 1024 * 1024;
constexpr qsizetype EntriesMax = 32;
constexpr QStringView XmpKeyword = u"XML:com.adobe.xmp";

QByteArray bigEndian(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray chunk(const char *type, const QByteArray &data)
{
    const QByteArray body = QByteArray(type, 4) + data;
    const uLong crc = ::crc32(0, reinterpret_cast<const Bytef *>(body.constData()), uInt(body.size()));
    return bigEndian(quint32(data.size())) + body + bigEndian(quint32(crc));
}

/// PNG specification 11.3.3.1: 1 to 79 printable Latin-1 characters, no space at the ends, no two in a row.
bool isKeyword(const QString &keyword)
{
    if (keyword.isEmpty() || keyword.size() > 79 || keyword != keyword.trimmed() || keyword.contains("  "_L1))
        return false;
    return std::all_of(keyword.begin(), keyword.end(),
                       [](QChar c) { return (c >= u' ' && c <= u'~') || (c > QChar(0xa0) && c <= QChar(0xff)); });
}

bool isAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c < QChar(0x7f) && (c >= u' ' || c == u'\n'); });
}

QByteArray textChunk(const QString &keyword, QString text)
{
    text.remove(QChar(u'\0')); // ends a text for every reader
    if (keyword != XmpKeyword && isAscii(text))
        return chunk("tEXt", keyword.toLatin1() + '\0' + text.toLatin1());
    // No compression, no language, no translated keyword.
    return chunk("iTXt", keyword.toLatin1() + QByteArray(5, '\0') + text.toUtf8());
}

struct Chunk {
    QByteArrayView whole;
    QByteArrayView type;
    QByteArrayView data;
};

/// The chunk at `at`, or nothing when the file ends before it does.
std::optional<Chunk> chunkAt(QByteArrayView png, qsizetype at)
{
    if (png.size() - at < 12)
        return std::nullopt;
    const auto length = qsizetype(qFromBigEndian<quint32>(png.data() + at));
    if (length > png.size() - at - 12)
        return std::nullopt;
    return Chunk{png.sliced(at, length + 12), png.sliced(at + 4, 4), png.sliced(at + 8, length)};
}

bool isTextOf(const Chunk &chunk, const QStringList &keywords)
{
    if (chunk.type != QByteArrayView("tEXt") && chunk.type != QByteArrayView("zTXt")
        && chunk.type != QByteArrayView("iTXt"))
        return false;
    const QByteArrayView start = chunk.data.first(std::min<qsizetype>(chunk.data.size(), 80));
    const qsizetype zero = start.indexOf('\0');
    return zero > 0 && keywords.contains(QString::fromLatin1(start.first(zero)));
}

Result<QByteArray> rewritten(QByteArrayView png, const QStringList &without, const QByteArray &added)
{
    constexpr QByteArrayView Magic("\x89PNG\r\n\x1a\n");
    if (png.size() > PngMax)
        return failure(errors::TooLarge, {{u"what"_s, u"PNG"_s}, {u"limit"_s, PngMax}});
    if (!png.startsWith(Magic))
        return failure(errors::RecipePng);
    QByteArray result;
    result.reserve(png.size() + added.size());
    result.append(Magic);
    qsizetype at = Magic.size();
    bool isFirst = true;
    while (const auto next = chunkAt(png, at)) {
        if (isFirst && next->type != QByteArrayView("IHDR"))
            break;
        if (!isTextOf(*next, without))
            result.append(next->whole);
        if (isFirst)
            result.append(added);
        isFirst = false;
        at += next->whole.size();
        if (next->type == QByteArrayView("IEND"))
            return result;
    }
    return failure(errors::RecipePng);
}

// International Press Telecommunications Council, photo metadata standard 2023.2, "Digital Source Type".
QString markXmp()
{
    return u"<?xpacket begin=\"\xfeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
           " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
           "  <rdf:Description rdf:about=\"\"\n"
           "    xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\"\n"
           "    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
           "    Iptc4xmpExt:DigitalSourceType="
           "\"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia\"\n"
           "    xmp:CreatorTool=\"AIN Studio\"/>\n"
           " </rdf:RDF>\n"
           "</x:xmpmeta>\n"
           "<?xpacket end=\"r\"?>"_s;
}

} // namespace

Result<QByteArray> withText(QByteArrayView png, const TextEntries &entries)
{
    if (entries.size() > EntriesMax)
        return failure(errors::TooLarge, {{u"what"_s, u"PNG"_s}, {u"limit"_s, EntriesMax}});
    QStringList keywords;
    QByteArray added;
    for (const auto &[keyword, text] : entries) {
        if (!isKeyword(keyword))
            return failure(errors::InvalidArgument, {{u"what"_s, keyword.left(80)}});
        if (text.size() > TextMax)
            return failure(errors::TooLarge, {{u"what"_s, keyword}, {u"limit"_s, TextMax}});
        keywords.append(keyword);
        added += textChunk(keyword, text);
    }
    return rewritten(png, keywords, added);
}

Result<QByteArray> withoutText(QByteArrayView png, const QStringList &keywords) { return rewritten(png, keywords, {}); }

TextEntries markTexts()
{
    return {{XmpKeyword.toString(), markXmp()},
            {u"Comment"_s, u"Made with AI (generated by a machine-learning model)"_s},
            {u"Software"_s, u"AIN Studio"_s}};
}

TextEntries pictureTexts(const GenerationRequest &request)
{
    TextEntries entries{{u"parameters"_s, parametersText(request)},
                        {u"ain-recipe"_s, QString::fromUtf8(json::canonical(toJson(request)))}};
    entries += markTexts();
    return entries;
}

} // namespace ain::recipe
