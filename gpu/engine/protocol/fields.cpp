#include "gpu/engine/protocol/fields.h"

#include <cmath>

namespace ain::engine::detail {

using namespace Qt::StringLiterals;

namespace {

bool readShape(const json::Value &value, ImageShape &to)
{
    if (!value.isObject())
        return false;
    FieldReader reader(value.object());
    ImageShape shape;
    reader.integer(u"width", shape.width, 1, MaxImageSide);
    reader.integer(u"height", shape.height, 1, MaxImageSide);
    reader.integer(u"channels", shape.channels, 1, 3);
    if (!reader.refused().isEmpty() || !shape.isValid())
        return false;
    to = shape;
    return true;
}

} // namespace

void FieldReader::refuse(QStringView key)
{
    if (m_refused.isEmpty())
        m_refused = key.toString();
}

void FieldReader::text(QStringView key, QString &to, qsizetype maxChars)
{
    const json::Value *value = m_object.find(key);
    if (value == nullptr)
        return;
    // NUL ends a text for the library below us: what was checked must be what is used.
    if (!value->isString() || value->string().size() > maxChars || value->string().contains(QChar::Null))
        return refuse(key);
    to = value->string();
}

void FieldReader::texts(QStringView key, QStringList &to, qsizetype maxCount, qsizetype maxChars)
{
    const json::Value *value = m_object.find(key);
    if (value == nullptr)
        return;
    if (!value->isArray() || qsizetype(value->array().size()) > maxCount)
        return refuse(key);
    QStringList texts;
    for (const json::Value &item : value->array()) {
        if (!item.isString() || item.string().size() > maxChars)
            return refuse(key);
        texts.append(item.string());
    }
    to = texts;
}

void FieldReader::integer(QStringView key, qint64 &to, qint64 min, qint64 max)
{
    const json::Value *value = m_object.find(key);
    if (value == nullptr)
        return;
    const double number = value->toDouble(std::nan(""));
    if (!(number >= double(min) && number <= double(max)) || number != std::floor(number))
        return refuse(key);
    to = qint64(number);
}

void FieldReader::integer(QStringView key, int &to, int min, int max)
{
    qint64 wide = to;
    integer(key, wide, qint64(min), qint64(max));
    to = int(wide);
}

void FieldReader::number(QStringView key, double &to, double min, double max)
{
    const json::Value *value = m_object.find(key);
    if (value == nullptr)
        return;
    const double number = value->toDouble(std::nan(""));
    if (!(number >= min && number <= max))
        return refuse(key);
    to = number;
}

void FieldReader::flag(QStringView key, bool &to)
{
    const json::Value *value = m_object.find(key);
    if (value == nullptr)
        return;
    if (!value->isBool())
        return refuse(key);
    to = value->toBool();
}

void FieldReader::shape(QStringView key, ImageShape &to)
{
    if (!readShape(m_object[key], to)) // a picture that a message must have
        refuse(key);
}

void FieldReader::shape(QStringView key, std::optional<ImageShape> &to)
{
    if (!m_object.contains(key))
        return;
    ImageShape shape;
    if (!readShape(m_object[key], shape))
        return refuse(key);
    to = shape;
}

void FieldReader::shape(QStringView key, LatentShape &to)
{
    const json::Value &value = m_object[key];
    FieldReader reader(value.object());
    LatentShape shape;
    reader.integer(u"channels", shape.channels, 1, MaxLatentChannels);
    reader.integer(u"height", shape.height, 1, MaxLatentSide);
    reader.integer(u"width", shape.width, 1, MaxLatentSide);
    if (!value.isObject() || !reader.refused().isEmpty() || !shape.isValid())
        return refuse(key);
    to = shape;
}

void FieldReader::states(QStringView key, QList<int> &to)
{
    const json::Value *value = m_object.find(key);
    if (value == nullptr)
        return;
    if (!value->isArray() || value->array().size() > std::size_t(MaxStates))
        return refuse(key);
    QList<int> numbers;
    for (const json::Value &item : value->array()) {
        const double number = item.toDouble(-1);
        if (!(number >= 0 && number < MaxStates) || number != std::floor(number)
            || (!numbers.isEmpty() && int(number) <= numbers.last()))
            return refuse(key);
        numbers.append(int(number));
    }
    to = numbers;
}

json::Object toObject(const LatentShape &shape)
{
    return {{u"channels"_s, shape.channels}, {u"height"_s, shape.height}, {u"width"_s, shape.width}};
}

json::Array toArray(const QList<int> &numbers)
{
    json::Array array;
    for (const int number : numbers)
        array.emplace_back(number);
    return array;
}

json::Object toObject(const ImageShape &shape)
{
    return {{u"width"_s, shape.width}, {u"height"_s, shape.height}, {u"channels"_s, shape.channels}};
}

} // namespace ain::engine::detail
