#include "core/wallet/offlineframes.h"

#include <algorithm>

namespace ain::wallet {

using namespace Qt::StringLiterals;

namespace {

const QString Magic = u"AINQ1"_s;
constexpr qsizetype IdLength = 16; ///< base32 digits: 80 bits of the content's SHA-256
constexpr qsizetype MaxFrameText = 1000;
constexpr QStringView Alphabet = u"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// RFC 4648 without padding.
QString toBase32(QByteArrayView bytes)
{
    QString out;
    out.reserve(bytes.size() * 8 / 5 + 1);
    quint32 bits = 0;
    int count = 0;
    for (const char byte : bytes) {
        bits = (bits << 8) | uchar(byte);
        count += 8;
        while (count >= 5) {
            out += Alphabet[qsizetype((bits >> (count - 5)) & 31)];
            count -= 5;
        }
    }
    if (count > 0)
        out += Alphabet[qsizetype((bits << (5 - count)) & 31)];
    return out;
}

std::optional<QByteArray> fromBase32(QStringView text)
{
    QByteArray out;
    out.reserve(text.size() * 5 / 8);
    quint32 bits = 0;
    int count = 0;
    for (const QChar digit : text) {
        const qsizetype value = Alphabet.indexOf(digit);
        if (value < 0)
            return std::nullopt;
        bits = (bits << 5) | quint32(value);
        count += 5;
        if (count >= 8) {
            out += char(uchar((bits >> (count - 8)) & 255));
            count -= 8;
        }
    }
    // What is left over must be nothing: one content has one text.
    if (count >= 5 || (bits & ((1U << count) - 1U)) != 0)
        return std::nullopt;
    return out;
}

QString idOf(const QByteArray &content) { return toBase32(crypto::sha256(content)).left(IdLength); }

tl::unexpected<Error> refuse(const QString &what) { return failure(errors::OfflineFrame, {{u"what"_s, what}}); }

} // namespace

Result<QStringList> offlineFrames(const QByteArray &content)
{
    const qsizetype limit = OfflineFrameBytes * MaxOfflineFrames;
    if (content.isEmpty() || content.size() > limit)
        return failure(errors::OfflineTooLong, {{u"bytes"_s, content.size()}, {u"limit"_s, limit}});
    const qsizetype count = (content.size() + OfflineFrameBytes - 1) / OfflineFrameBytes;
    const QString id = idOf(content);
    QStringList frames;
    for (qsizetype i = 0; i < count; ++i) {
        const QByteArray part = content.mid(i * OfflineFrameBytes, OfflineFrameBytes);
        frames += u"%1/%2/%3/%4/%5"_s.arg(Magic, id, QString::number(i + 1), QString::number(count), toBase32(part));
    }
    return frames;
}

Result<> OfflineFrameCollector::add(const QString &text)
{
    if (text.size() > MaxFrameText)
        return refuse(u"length"_s);
    const QStringList fields = text.split(u'/');
    if (fields.size() != 5 || fields.at(0) != Magic)
        return refuse(u"format"_s);
    const QString &id = fields.at(1);
    if (id.size() != IdLength || !fromBase32(id))
        return refuse(u"id"_s);
    bool indexFine = false;
    bool totalFine = false;
    const int index = fields.at(2).toInt(&indexFine);
    const int total = fields.at(3).toInt(&totalFine);
    if (!indexFine || !totalFine || total < 1 || total > MaxOfflineFrames || index < 1 || index > total)
        return refuse(u"number"_s);
    const auto part = fromBase32(fields.at(4));
    // Every frame but the last is full: pieces of another length belong to something else.
    if (!part || part->isEmpty() || part->size() > OfflineFrameBytes
        || (index < total && part->size() != OfflineFrameBytes))
        return refuse(u"data"_s);
    if (id != m_id || total != m_total) {
        clear();
        m_id = id;
        m_total = total;
    }
    const auto known = m_parts.constFind(index);
    if (known != m_parts.constEnd() && *known != *part)
        return refuse(u"contradiction"_s);
    m_parts.insert(index, *part);
    return {};
}

void OfflineFrameCollector::clear()
{
    m_id.clear();
    m_total = 0;
    m_parts.clear();
}

QList<int> OfflineFrameCollector::missing() const
{
    QList<int> out;
    for (int i = 1; i <= m_total; ++i) {
        if (!m_parts.contains(i))
            out += i;
    }
    return out;
}

Result<QByteArray> OfflineFrameCollector::content() const
{
    if (!isComplete())
        return refuse(u"incomplete"_s);
    QByteArray out;
    for (int i = 1; i <= m_total; ++i)
        out += m_parts.value(i);
    if (idOf(out) != m_id)
        return refuse(u"checksum"_s);
    return out;
}

} // namespace ain::wallet
