#include "gpu/engine/mini/ggufreader.h"

#include "gpu/engine/protocol/errors.h"

#include <QtEndian>

#include <array>
#include <bit>

namespace ain::engine::mini {

using namespace Qt::StringLiterals;

namespace {

enum ValueType : quint32 { U8, I8, U16, I16, U32, I32, F32, Bool, String, List, U64, I64, F64, ValueTypes };
constexpr std::array<quint64, ValueTypes> ValueSizes = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

constexpr quint32 Magic = 0x46554747; // "GGUF"
constexpr quint64 MaxEntries = 1000;
constexpr quint64 MaxTensors = 4096;
constexpr quint64 MaxNameBytes = 256;
constexpr quint64 MaxTextBytes = 65536;
constexpr quint64 MaxListTexts = 65536;
constexpr quint64 MaxListTextBytes = 256;
constexpr quint32 MaxDimensions = 4;
constexpr quint64 MaxElements = quint64(1) << 40;
constexpr quint64 Alignment = 32;
constexpr quint64 MaxAlignment = 1U << 20;

/// Reads forward; after a failure `problem` says which, and everything read is empty.
class Cursor {
public:
    explicit Cursor(QByteArrayView bytes) : m_bytes(bytes) { }

    [[nodiscard]] const QString &problem() const { return m_problem; }
    [[nodiscard]] bool isFine() const { return m_problem.isEmpty(); }
    [[nodiscard]] quint64 position() const { return m_position; }
    void refuse(const QString &problem)
    {
        if (isFine())
            m_problem = problem;
    }
    QByteArrayView take(quint64 count)
    {
        if (isFine() && count > quint64(m_bytes.size()) - m_position)
            refuse(u"the file ends too early"_s);
        if (!isFine())
            return {};
        const QByteArrayView taken = m_bytes.sliced(qsizetype(m_position), qsizetype(count));
        m_position += count;
        return taken;
    }
    template<typename T>
    T number()
    {
        const QByteArrayView bytes = take(sizeof(T));
        return bytes.isEmpty() ? T{} : qFromLittleEndian<T>(bytes.data());
    }
    QString text(quint64 limit)
    {
        const auto length = number<quint64>();
        if (length > limit)
            refuse(u"a text is too long"_s);
        return QString::fromUtf8(take(length));
    }

private:
    QByteArrayView m_bytes;
    quint64 m_position = 0;
    QString m_problem;
};

GgufValue readList(Cursor &cursor)
{
    const auto type = cursor.number<quint32>();
    const auto count = cursor.number<quint64>();
    if (type >= ValueTypes || type == List) {
        cursor.refuse(u"a list of an unknown kind"_s);
        return {};
    }
    if (type != String) {
        // Bounded before it is multiplied.
        if (count > quint64(1) << 32)
            cursor.refuse(u"a list is too long"_s);
        (void)cursor.take(count * ValueSizes[type]);
        return {};
    }
    if (count > MaxListTexts)
        cursor.refuse(u"a list is too long"_s);
    QStringList texts;
    for (quint64 i = 0; i < count && cursor.isFine(); ++i)
        texts.append(cursor.text(MaxListTextBytes));
    return texts;
}

GgufValue readValue(Cursor &cursor)
{
    switch (cursor.number<quint32>()) {
    case U8:
    case Bool: return quint64(cursor.number<quint8>());
    case U16: return quint64(cursor.number<quint16>());
    case U32: return quint64(cursor.number<quint32>());
    case U64: return cursor.number<quint64>();
    case I8: return double(cursor.number<qint8>());
    case I16: return double(cursor.number<qint16>());
    case I32: return double(cursor.number<qint32>());
    case I64: return double(cursor.number<qint64>());
    case F32: return double(std::bit_cast<float>(cursor.number<quint32>()));
    case F64: return std::bit_cast<double>(cursor.number<quint64>());
    case String: return cursor.text(MaxTextBytes);
    case List: return readList(cursor);
    default: cursor.refuse(u"a value of an unknown kind"_s); return {};
    }
}

struct Placed {
    QString name;
    GgufTensor tensor;
    quint64 offset = 0;
    quint64 bytes = 0;
};

Placed readTensor(Cursor &cursor)
{
    Placed placed{.name = cursor.text(MaxNameBytes), .tensor = {}};
    const auto dimensions = cursor.number<quint32>();
    if (dimensions < 1 || dimensions > MaxDimensions)
        cursor.refuse(u"%1 has an impossible shape"_s.arg(placed.name));
    quint64 elements = 1;
    for (quint32 i = 0; i < dimensions && cursor.isFine(); ++i) {
        const auto length = cursor.number<quint64>();
        if (length < 1 || length > MaxElements || elements > MaxElements / length)
            cursor.refuse(u"%1 has an impossible shape"_s.arg(placed.name));
        elements *= length;
        placed.tensor.shape.insert(placed.tensor.shape.begin(), qint64(length));
    }
    const auto type = cursor.number<quint32>();
    if (type > quint32(WeightType::F16))
        cursor.refuse(u"%1 has weights of an unknown type"_s.arg(placed.name));
    placed.tensor.type = WeightType(type);
    placed.offset = cursor.number<quint64>();
    placed.bytes = elements * (placed.tensor.type == WeightType::F16 ? 2 : 4);
    return placed;
}

/// False: not one.
bool readStart(Cursor &cursor, quint64 &tensors, quint64 &entries)
{
    const auto magic = cursor.number<quint32>();
    const auto version = cursor.number<quint32>();
    if (magic != Magic || (version != 2 && version != 3))
        cursor.refuse(u"not a GGUF file of version 2 or 3"_s);
    tensors = cursor.number<quint64>();
    entries = cursor.number<quint64>();
    if (tensors > MaxTensors || entries > MaxEntries)
        cursor.refuse(u"too many entries"_s);
    return cursor.isFine();
}

tl::unexpected<Error> refused(const QString &problem)
{
    return failure(errors::EngineModelRefused, {{u"reason"_s, u"unreadable"_s}}, problem);
}

} // namespace

std::optional<QString> architectureOf(QByteArrayView beginning)
{
    Cursor cursor(beginning);
    quint64 tensors = 0;
    quint64 entries = 0;
    if (!readStart(cursor, tensors, entries))
        return std::nullopt;
    for (quint64 i = 0; i < entries && cursor.isFine(); ++i) {
        const QString key = cursor.text(MaxNameBytes);
        const GgufValue value = readValue(cursor);
        if (cursor.isFine() && key == u"general.architecture" && std::holds_alternative<QString>(value))
            return std::get<QString>(value);
    }
    return std::nullopt;
}

Result<GgufFile> readGguf(QByteArrayView file)
{
    Cursor cursor(file);
    quint64 tensors = 0;
    quint64 entries = 0;
    if (!readStart(cursor, tensors, entries))
        return refused(cursor.problem());
    GgufFile result;
    for (quint64 i = 0; i < entries && cursor.isFine(); ++i) {
        const QString key = cursor.text(MaxNameBytes);
        const GgufValue value = readValue(cursor);
        if (result.values.contains(key))
            cursor.refuse(u"%1 stands there twice"_s.arg(key));
        result.values.insert(key, value);
    }
    std::vector<Placed> placed;
    for (quint64 i = 0; i < tensors && cursor.isFine(); ++i)
        placed.push_back(readTensor(cursor));
    quint64 alignment = Alignment;
    if (const auto stated = result.values.constFind(u"general.alignment"_s); stated != result.values.constEnd()) {
        const auto *whole = std::get_if<quint64>(&*stated);
        alignment = whole != nullptr ? *whole : 0;
        if (!std::has_single_bit(alignment) || alignment > MaxAlignment)
            cursor.refuse(u"impossible alignment"_s);
    }
    if (!cursor.isFine())
        return refused(cursor.problem());
    const quint64 start = (cursor.position() + alignment - 1) / alignment * alignment;
    const auto size = quint64(file.size());
    quint64 total = 0; // tensors that share bytes would be a small file of many weights
    for (Placed &one : placed) {
        total += one.bytes;
        if (start > size || total > size - start || one.offset % alignment != 0 || one.offset > size - start
            || one.bytes > size - start - one.offset)
            return refused(u"%1 lies outside the file"_s.arg(one.name));
        if (result.tensors.contains(one.name))
            return refused(u"%1 stands there twice"_s.arg(one.name));
        one.tensor.bytes = file.sliced(qsizetype(start + one.offset), qsizetype(one.bytes));
        result.tensors.insert(one.name, one.tensor);
    }
    return result;
}

} // namespace ain::engine::mini
