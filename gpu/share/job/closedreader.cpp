#include "gpu/share/job/closedreader.h"

#include <algorithm>
#include <cmath>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype KeyShown = 40; // characters of an unknown member's name

bool isWordChar(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9')
        || QStringView(u"._+-:@").contains(c);
}

bool isHexDigit(QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); }

const json::Value Nothing;
const json::Array NoArray;

} // namespace

ClosedReader::ClosedReader(const json::Value &value) : m_object(value.object())
{
    if (!value.isObject())
        refuse(u"object");
}

void ClosedReader::fail(ErrorCode code, const QVariantMap &args)
{
    if (!m_error)
        m_error = Error{code, args};
}

void ClosedReader::limit(QStringView key, qint64 most)
{
    fail(errors::ShareLimit, {{u"what"_s, key.toString()}, {u"limit"_s, most}});
}

const json::Value *ClosedReader::take(QStringView key)
{
    const json::Value *value = m_object.find(key);
    if (value == nullptr) {
        refuse(key);
        return nullptr;
    }
    if (!m_taken.contains(key))
        m_taken.append(key);
    return value;
}

QString ClosedReader::text(QStringView key, qsizetype maxBytes)
{
    const json::Value *value = take(key);
    if (value == nullptr)
        return {};
    if (!value->isString() || value->string().contains(QChar::Null)) {
        refuse(key);
        return {};
    }
    const QString &text = value->string();
    if (text.size() > maxBytes || text.toUtf8().size() > maxBytes) {
        limit(key, maxBytes);
        return {};
    }
    if (QString::fromUtf8(text.toUtf8()) != text) { // half a character
        refuse(key);
        return {};
    }
    return text;
}

QString ClosedReader::word(QStringView key, qsizetype maxChars)
{
    const json::Value *value = take(key);
    if (value == nullptr)
        return {};
    const QString &text = value->string();
    if (text.isEmpty() || text.size() > maxChars || !std::all_of(text.begin(), text.end(), isWordChar)) {
        refuse(key);
        return {};
    }
    return text;
}

QString ClosedReader::hex(QStringView key, qsizetype chars, bool mayBeEmpty)
{
    const json::Value *value = take(key);
    if (value == nullptr)
        return {};
    const QString &text = value->string();
    const bool isEmpty = value->isString() && text.isEmpty() && mayBeEmpty;
    if (!isEmpty && (text.size() != chars || !std::all_of(text.begin(), text.end(), isHexDigit))) {
        refuse(key);
        return {};
    }
    return text;
}

qint64 ClosedReader::integer(QStringView key, qint64 least, qint64 most)
{
    const double value = number(key, double(least), double(most));
    if (value != std::floor(value)) {
        refuse(key);
        return least;
    }
    return qint64(value);
}

double ClosedReader::number(QStringView key, double least, double most)
{
    const json::Value *value = take(key);
    if (value == nullptr)
        return least;
    if (!value->isNumber()) {
        refuse(key);
        return least;
    }
    const double number = value->toDouble();
    if (number > most) {
        fail(errors::ShareLimit, {{u"what"_s, key.toString()}, {u"limit"_s, most}});
        return least;
    }
    if (!(number >= least) || (number == 0 && std::signbit(number))) {
        refuse(key);
        return least;
    }
    return number;
}

bool ClosedReader::flag(QStringView key)
{
    const json::Value *value = take(key);
    if (value != nullptr && !value->isBool())
        refuse(key);
    return value != nullptr && value->toBool();
}

Amount ClosedReader::amount(QStringView key)
{
    const json::Value *value = take(key);
    if (value == nullptr)
        return {};
    const auto amount = Amount::parse(value->string());
    if (!amount || amount->toString() != value->string()) {
        refuse(key);
        return {};
    }
    return *amount;
}

crypto::Address ClosedReader::address(QStringView key)
{
    const json::Value *value = take(key);
    if (value == nullptr)
        return {};
    const auto address = crypto::Address::parse(value->string());
    if (!address || address->toString() != value->string()) {
        refuse(key);
        return {};
    }
    return *address;
}

const json::Value &ClosedReader::object(QStringView key)
{
    const json::Value *value = take(key);
    if (value != nullptr && value->isObject())
        return *value;
    refuse(key);
    return Nothing;
}

const json::Array &ClosedReader::array(QStringView key, qsizetype most)
{
    const json::Value *value = take(key);
    if (value == nullptr)
        return NoArray;
    if (!value->isArray()) {
        refuse(key);
        return NoArray;
    }
    if (qsizetype(value->array().size()) > most) {
        limit(key, most);
        return NoArray;
    }
    return value->array();
}

void ClosedReader::constant(QStringView key, const json::Value &value)
{
    const json::Value *given = take(key);
    if (given != nullptr && !(*given == value))
        refuse(key);
}

void ClosedReader::join(const Result<> &inner)
{
    if (!inner && !m_error)
        m_error = inner.error();
}

Result<> ClosedReader::end()
{
    for (const auto &[key, value] : m_object) {
        if (!m_taken.contains(key)) {
            refuse(QStringView(key).left(KeyShown));
            break;
        }
    }
    if (m_error)
        return failure(*m_error);
    return {};
}

} // namespace ain::share
