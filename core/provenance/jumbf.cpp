#include "core/provenance/jumbf.h"

#include <QtEndian>

#include <algorithm>

namespace ain::provenance::jumbf {

namespace {

constexpr qsizetype HeaderSize = 8;
constexpr qsizetype TypeSize = 16;
constexpr char LabelledAndRequestable = 0x03;
constexpr char WithPrivateBox = 0x13; // the salt of an assertion of others
// ISO/IEC 19566-5: a type is four letters and this.
const QByteArray TypeEnd = QByteArray::fromHex("00110010800000aa00389b71");

QByteArray plainBox(QByteArrayView type, const QByteArray &content)
{
    QByteArray out(4, '\0');
    qToBigEndian(quint32(content.size() + HeaderSize), out.data());
    out.append(type);
    return out + content;
}

struct Piece {
    QByteArrayView type;
    QByteArrayView content;
};

/// Takes one box from the front of `bytes`. Sizes of 0 ("to the end") and 1 (64 bits) are not used by C2PA.
std::optional<Piece> take(QByteArrayView &bytes)
{
    if (bytes.size() < HeaderSize)
        return std::nullopt;
    const auto size = qsizetype(qFromBigEndian<quint32>(bytes.data()));
    if (size < HeaderSize || size > bytes.size())
        return std::nullopt;
    const Piece piece{bytes.sliced(4, 4), bytes.sliced(HeaderSize, size - HeaderSize)};
    bytes = bytes.sliced(size);
    return piece;
}

bool describe(QByteArrayView content, Box &box)
{
    if (content.size() < TypeSize + 1 || content.sliced(4, 12) != QByteArrayView(TypeEnd))
        return false;
    box.kind = content.first(4).toByteArray();
    const char toggles = content.at(TypeSize);
    if (toggles != LabelledAndRequestable && toggles != WithPrivateBox)
        return false;
    const QByteArrayView rest = content.sliced(TypeSize + 1);
    const qsizetype zero = rest.indexOf('\0');
    if (zero <= 0 || zero > 512)
        return false;
    box.label = QString::fromUtf8(rest.first(zero));
    return true;
}

bool readContent(QByteArrayView content, int depth, int &count, Box &box)
{
    if (depth > MaxDepth || ++count > MaxBoxes)
        return false;
    box.hashed = content.toByteArray();
    const auto description = take(content);
    if (!description || description->type != QByteArrayView("jumd") || !describe(description->content, box))
        return false;
    while (!content.isEmpty()) {
        const auto piece = take(content);
        if (!piece)
            return false;
        if (piece->type == QByteArrayView("jumb")) {
            Box inner;
            if (!readContent(piece->content, depth + 1, count, inner))
                return false;
            box.boxes.push_back(std::move(inner));
        } else if (piece->type == QByteArrayView("cbor")) {
            if (!box.cbor.isEmpty())
                return false; // two answers to one question
            box.cbor = piece->content.toByteArray();
        }
    }
    return true;
}

} // namespace

const Box *Box::find(QAnyStringView wanted) const
{
    const auto found =
        std::find_if(boxes.begin(), boxes.end(), [&](const Box &one) { return QAnyStringView(one.label) == wanted; });
    return found == boxes.end() ? nullptr : &*found;
}

QByteArray hashedPart(const Box &box)
{
    QByteArray description = box.kind + TypeEnd;
    description.append(LabelledAndRequestable);
    description.append(box.label.toUtf8());
    description.append('\0');
    QByteArray out = plainBox("jumd", description);
    if (!box.cbor.isEmpty())
        return out + plainBox("cbor", box.cbor);
    for (const Box &inner : box.boxes)
        out += written(inner);
    return out;
}

QByteArray written(const Box &box) { return plainBox("jumb", hashedPart(box)); }

std::optional<Box> read(const QByteArray &bytes)
{
    QByteArrayView rest(bytes);
    const auto piece = take(rest);
    if (!piece || !rest.isEmpty() || piece->type != QByteArrayView("jumb"))
        return std::nullopt;
    Box box;
    int count = 0;
    if (!readContent(piece->content, 0, count, box))
        return std::nullopt;
    return box;
}

} // namespace ain::provenance::jumbf
