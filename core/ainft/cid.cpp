#include "core/ainft/cid.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ain::ainft {

namespace {

constexpr char CodecRaw = 0x55;
constexpr char CodecDagPb = 0x70;

void appendVarint(QByteArray &out, quint64 value)
{
    while (value >= 0x80) {
        out.append(char((value & 0x7f) | 0x80));
        value >>= 7;
    }
    out.append(char(value));
}

void appendBytes(QByteArray &out, char tag, const QByteArray &bytes)
{
    out.append(tag);
    appendVarint(out, quint64(bytes.size()));
    out.append(bytes);
}

QByteArray binaryCid(char codec, const QByteArray &sha256)
{
    QByteArray cid;
    cid.append(char(1)); // version
    cid.append(codec);
    cid.append(char(0x12)); // multihash: SHA-256
    cid.append(char(32));
    return cid + sha256;
}

/// RFC 4648 base32, lower case, no padding, behind the multibase letter.
QString multibase32(const QByteArray &bytes)
{
    static constexpr char alphabet[] = "abcdefghijklmnopqrstuvwxyz234567";
    QString text = u"b"_s;
    quint32 bits = 0;
    int count = 0;
    for (const char byte : bytes) {
        bits = (bits << 8) | quint8(byte);
        count += 8;
        while (count >= 5) {
            count -= 5;
            text += QLatin1Char(alphabet[(bits >> count) & 31]);
        }
    }
    if (count > 0)
        text += QLatin1Char(alphabet[(bits << (5 - count)) & 31]);
    return text;
}

} // namespace

CidBuilder::CidBuilder(qsizetype chunkSize, qsizetype width)
    : m_chunkSize(std::max<qsizetype>(chunkSize, 1)), m_width(std::max<qsizetype>(width, 2))
{
}

void CidBuilder::add(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qsizetype part = std::min(m_chunkSize - m_inChunk, bytes.size());
        m_chunk.addData(bytes.first(part));
        m_inChunk += part;
        bytes = bytes.sliced(part);
        if (m_inChunk == m_chunkSize)
            endChunk();
    }
}

void CidBuilder::endChunk()
{
    m_leaves.push_back({binaryCid(CodecRaw, m_chunk.result()), quint64(m_inChunk), quint64(m_inChunk)});
    m_chunk.reset();
    m_inChunk = 0;
}

CidBuilder::Node CidBuilder::parentOf(const Node *first, const Node *last)
{
    Node parent;
    QByteArray links;
    QByteArray blockSizes;
    for (const Node *child = first; child != last; ++child) {
        QByteArray link;
        appendBytes(link, 0x0a, child->cid);
        appendBytes(link, 0x12, {}); // files have no link names, yet the empty name is written
        link.append(char(0x18));
        appendVarint(link, child->treeSize);
        appendBytes(links, 0x12, link);
        blockSizes.append(char(0x20));
        appendVarint(blockSizes, child->fileSize);
        parent.fileSize += child->fileSize;
        parent.treeSize += child->treeSize;
    }
    QByteArray unixFs;
    unixFs.append(char(0x08));
    unixFs.append(char(2)); // type: file
    unixFs.append(char(0x18));
    appendVarint(unixFs, parent.fileSize);
    unixFs += blockSizes;
    // DAG-PB's canonical order: the links before the data, against the order of the field numbers.
    QByteArray block = links;
    appendBytes(block, 0x0a, unixFs);
    parent.cid = binaryCid(CodecDagPb, QCryptographicHash::hash(block, QCryptographicHash::Sha256));
    parent.treeSize += quint64(block.size());
    return parent;
}

QString CidBuilder::finish()
{
    if (m_inChunk > 0 || m_leaves.empty())
        endChunk();
    std::vector<Node> level = std::move(m_leaves);
    m_leaves.clear();
    while (level.size() > 1) {
        std::vector<Node> above;
        const auto width = std::size_t(m_width);
        for (std::size_t i = 0; i < level.size(); i += width)
            above.push_back(parentOf(level.data() + i, level.data() + std::min(i + width, level.size())));
        level = std::move(above);
    }
    return multibase32(level.front().cid);
}

QString contentId(QByteArrayView bytes)
{
    CidBuilder builder;
    builder.add(bytes);
    return builder.finish();
}

bool looksLikeCid(QStringView text)
{
    if (text.size() < 9 || text.size() > 121 || text.front() != u'b')
        return false;
    return std::all_of(text.begin() + 1, text.end(),
                       [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'2' && c <= u'7'); });
}

} // namespace ain::ainft
