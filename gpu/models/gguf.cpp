// GGUF, versions 2 and 3, little-endian: counted keys with typed values, then counted tensors, then aligned data.
#include "gpu/models/headerreaders.h"

#include <QSet>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <bit>

namespace ain::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int DeepestList = 4;
constexpr quint32 LargestAlignment = 1U << 20;

enum ValueType : quint32 { U8, I8, U16, I16, U32, I32, F32, Bool, String, List, U64, I64, F64, ValueTypes };
constexpr std::array<int, ValueTypes> valueSizes = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

/// ggml's numbers of types; those that were given up are empty.
constexpr std::array<const char *, 40> tensorTypes = {
    "f32",    "f16",   "q4_0",  "q4_1",   "",      "",      "q5_0",    "q5_1",   "q8_0",    "q8_1",
    "q2_k",   "q3_k",  "q4_k",  "q5_k",   "q6_k",  "q8_k",  "iq2_xxs", "iq2_xs", "iq3_xxs", "iq1_s",
    "iq4_nl", "iq3_s", "iq2_s", "iq4_xs", "i8",    "i16",   "i32",     "i64",    "f64",     "iq1_m",
    "bf16",   "",      "",      "",       "tq1_0", "tq2_0", "",        "",       "",        "mxfp4"};

/// Reads forward through the header; after a failure `what` says why and nothing more is read.
class Cursor {
public:
    Cursor(QIODevice &device, qint64 end)
        : m_device(device), m_end(end), m_tooShort(end < device.size() ? "header_size" : "truncated")
    {
    }

    [[nodiscard]] const char *what() const { return m_what; }
    [[nodiscard]] bool isFine() const { return m_what == nullptr; }
    [[nodiscard]] qint64 position() const { return m_position; }
    [[nodiscard]] qint64 left() const { return m_end - m_position; }
    void refuse(const char *what)
    {
        if (m_what == nullptr)
            m_what = what;
    }

    template<typename T>
    T number()
    {
        std::array<char, sizeof(T)> bytes{};
        take(bytes.data(), qint64(bytes.size()));
        return qFromLittleEndian<T>(bytes.data());
    }
    QByteArray text(qint64 limit)
    {
        const auto length = number<quint64>();
        if (isFine() && length > quint64(left()))
            refuse(m_tooShort);
        if (isFine() && length > quint64(limit))
            refuse("string");
        if (!isFine())
            return {};
        QByteArray bytes(qsizetype(length), Qt::Uninitialized);
        take(bytes.data(), bytes.size());
        return isFine() ? bytes : QByteArray();
    }
    void skip(quint64 count)
    {
        if (!isFine())
            return;
        if (count > quint64(left())) {
            refuse(m_tooShort);
            return;
        }
        m_position += qint64(count);
        if (!m_device.seek(m_position))
            refuse(m_tooShort);
    }

private:
    void take(char *out, qint64 count)
    {
        if (!isFine())
            return;
        if (count > left() || m_device.read(out, count) != count) {
            refuse(m_tooShort);
            return;
        }
        m_position += count;
    }

    QIODevice &m_device;
    qint64 m_end;
    qint64 m_position = 0;
    const char *m_tooShort;
    const char *m_what = nullptr;
};

void skipList(Cursor &cursor, int depth)
{
    const auto type = cursor.number<quint32>();
    const auto count = cursor.number<quint64>();
    if (!cursor.isFine())
        return;
    if (type >= ValueTypes) {
        cursor.refuse("type");
    } else if (type == List && depth >= DeepestList) {
        cursor.refuse("depth");
    } else if (type == String || type == List) {
        // Each one takes at least its length, so the loop ends with the file.
        for (quint64 i = 0; i < count && cursor.isFine(); ++i) {
            if (type == List)
                skipList(cursor, depth + 1);
            else
                cursor.skip(cursor.number<quint64>());
        }
    } else if (count > quint64(cursor.left())) {
        cursor.refuse("truncated");
    } else {
        cursor.skip(count * quint64(valueSizes[type]));
    }
}

/// The value as a text; a null text for a list.
QString readValue(Cursor &cursor, qint64 textLimit)
{
    const auto type = cursor.number<quint32>();
    if (!cursor.isFine())
        return {};
    switch (type) {
    case U8: return QString::number(cursor.number<quint8>());
    case I8: return QString::number(cursor.number<qint8>());
    case U16: return QString::number(cursor.number<quint16>());
    case I16: return QString::number(cursor.number<qint16>());
    case U32: return QString::number(cursor.number<quint32>());
    case I32: return QString::number(cursor.number<qint32>());
    case F32: return QString::number(double(std::bit_cast<float>(cursor.number<quint32>())));
    case Bool: return cursor.number<quint8>() != 0 ? u"true"_s : u"false"_s;
    case String: return QString::fromUtf8(cursor.text(textLimit));
    case List: skipList(cursor, 0); return {};
    case U64: return QString::number(cursor.number<quint64>());
    case I64: return QString::number(cursor.number<qint64>());
    case F64: return QString::number(std::bit_cast<double>(cursor.number<quint64>()));
    default: cursor.refuse("type"); return {};
    }
}

Tensor readTensor(Cursor &cursor, const HeaderLimits &limits)
{
    Tensor tensor;
    const QByteArray name = cursor.text(limits.nameBytes);
    tensor.name = QString::fromUtf8(name);
    if (cursor.isFine() && (name.isEmpty() || tensor.name.toUtf8() != name))
        cursor.refuse("name");
    const auto dimensions = cursor.number<quint32>();
    if (cursor.isFine() && dimensions > quint32(limits.dimensions))
        cursor.refuse("shape");
    for (quint32 i = 0; i < dimensions && cursor.isFine(); ++i) {
        const auto length = cursor.number<quint64>();
        if (length > quint64(1) << 53)
            cursor.refuse("shape");
        else
            tensor.shape.prepend(qint64(length));
    }
    const auto type = cursor.number<quint32>();
    const auto offset = cursor.number<quint64>();
    if (!cursor.isFine())
        return tensor;
    if (type < tensorTypes.size())
        tensor.type = QString::fromLatin1(tensorTypes[type]);
    const auto size = sizeOfType(tensor.type);
    if (!size)
        cursor.refuse("type");
    else if (!measure(tensor, *size))
        cursor.refuse("shape");
    else if (offset > quint64(1) << 60)
        cursor.refuse("offset");
    tensor.offset = qint64(offset);
    return tensor;
}

} // namespace

Result<ModelHeader> readGguf(QIODevice &device, const QString &name, const HeaderLimits &limits)
{
    ModelHeader header;
    header.format = Format::Gguf;
    header.fileBytes = device.size();
    Cursor cursor(device, std::min(header.fileBytes, limits.headerBytes));
    cursor.skip(4); // the magic
    header.version = int(cursor.number<quint32>() & 0x7fffffffU);
    if (cursor.isFine() && header.version != 2 && header.version != 3)
        return unreadable(name, "version");
    const auto tensors = cursor.number<quint64>();
    const auto entries = cursor.number<quint64>();
    if (tensors > quint64(limits.tensors) || entries > quint64(limits.metadataEntries))
        return unreadable(name, "too_many");

    quint64 alignment = 32;
    MetadataKeeper keeper(limits);
    for (quint64 i = 0; i < entries && cursor.isFine(); ++i) {
        const QString key = QString::fromUtf8(cursor.text(limits.nameBytes));
        const QString value = readValue(cursor, limits.headerBytes);
        if (!cursor.isFine() || value.isNull())
            continue;
        if (key == "general.alignment"_L1) {
            alignment = value.toULongLong();
            if (!std::has_single_bit(alignment) || alignment > LargestAlignment)
                return unreadable(name, "offset");
        }
        keeper.keep(header, key, value);
    }
    QSet<QString> names;
    for (quint64 i = 0; i < tensors && cursor.isFine(); ++i) {
        Tensor tensor = readTensor(cursor, limits);
        if (!cursor.isFine())
            break;
        if (names.contains(tensor.name))
            return unreadable(name, "duplicate", tensor.name);
        if (quint64(tensor.offset) % alignment != 0)
            return unreadable(name, "offset", tensor.name);
        names.insert(tensor.name);
        header.tensors.push_back(std::move(tensor));
    }
    if (!cursor.isFine())
        return unreadable(name, cursor.what());
    const qint64 start = (cursor.position() + qint64(alignment) - 1) / qint64(alignment) * qint64(alignment);
    header.headerBytes = start;
    for (Tensor &tensor : header.tensors) {
        tensor.offset += start;
        if (tensor.offset > header.fileBytes)
            return unreadable(name, "truncated", tensor.name);
    }
    return header;
}

} // namespace ain::models
