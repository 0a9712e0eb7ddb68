#include "core/json/value.h"

#include <algorithm>
#include <cmath>

namespace ain::json {

namespace {
const Value nullValue;
const Array emptyArray;
const Object emptyObject;
const QString emptyString;

struct ByKey {
    bool operator()(const Object::Member &member, QStringView key) const { return QStringView(member.first) < key; }
    bool operator()(const Object::Member &a, const Object::Member &b) const { return a.first < b.first; }
};
} // namespace

Object::Object(std::initializer_list<Member> members)
{
    m_members.reserve(members.size());
    for (const Member &member : members)
        set(member.first, member.second);
}

bool Object::assign(std::vector<Member> members, QString *duplicate)
{
    if (!std::is_sorted(members.begin(), members.end(), ByKey()))
        std::sort(members.begin(), members.end(), ByKey());
    const auto twice = std::adjacent_find(members.begin(), members.end(),
                                          [](const Member &a, const Member &b) { return a.first == b.first; });
    m_members.clear();
    if (twice != members.end()) {
        if (duplicate != nullptr)
            *duplicate = twice->first;
        return false;
    }
    m_members = std::move(members);
    return true;
}

const Value *Object::find(QStringView key) const
{
    const auto it = std::lower_bound(m_members.begin(), m_members.end(), key, ByKey());
    return it != m_members.end() && it->first == key ? &it->second : nullptr;
}

Value *Object::find(QStringView key) { return const_cast<Value *>(std::as_const(*this).find(key)); }

const Value &Object::operator[](QStringView key) const
{
    const Value *value = find(key);
    return value != nullptr ? *value : nullValue;
}

Value &Object::set(QString key, Value value)
{
    if (m_members.empty() || m_members.back().first < key) {
        m_members.emplace_back(std::move(key), std::move(value));
        return m_members.back().second;
    }
    const auto it = std::lower_bound(m_members.begin(), m_members.end(), QStringView(key), ByKey());
    if (it->first == key) {
        it->second = std::move(value);
        return it->second;
    }
    return m_members.insert(it, Member(std::move(key), std::move(value)))->second;
}

bool Object::remove(QStringView key)
{
    const auto it = std::lower_bound(m_members.begin(), m_members.end(), key, ByKey());
    if (it == m_members.end() || it->first != key)
        return false;
    m_members.erase(it);
    return true;
}

bool operator==(const Object &a, const Object &b) { return a.m_members == b.m_members; }

bool Value::toBool(bool fallback) const
{
    const auto *value = std::get_if<bool>(&m_value);
    return value != nullptr ? *value : fallback;
}

double Value::toDouble(double fallback) const
{
    const auto *value = std::get_if<double>(&m_value);
    return value != nullptr ? *value : fallback;
}

qint64 Value::toInteger(qint64 fallback) const
{
    const auto *value = std::get_if<double>(&m_value);
    constexpr double limit = 9007199254740992.0;
    if (value == nullptr || !(std::abs(*value) <= limit) || std::trunc(*value) != *value)
        return fallback;
    return qint64(*value);
}

QString Value::toString(const QString &fallback) const
{
    const auto *value = std::get_if<QString>(&m_value);
    return value != nullptr ? *value : fallback;
}

const QString &Value::string() const
{
    const auto *value = std::get_if<QString>(&m_value);
    return value != nullptr ? *value : emptyString;
}

const Array &Value::array() const
{
    const auto *value = std::get_if<Array>(&m_value);
    return value != nullptr ? *value : emptyArray;
}

const Object &Value::object() const
{
    const auto *value = std::get_if<Object>(&m_value);
    return value != nullptr ? *value : emptyObject;
}

Array &Value::array()
{
    if (!isArray())
        m_value = Array();
    return std::get<Array>(m_value);
}

Object &Value::object()
{
    if (!isObject())
        m_value = Object();
    return std::get<Object>(m_value);
}

const Value &Value::operator[](QStringView key) const { return object()[key]; }

const Value &Value::at(std::initializer_list<QStringView> path) const
{
    const Value *value = this;
    for (const QStringView key : path)
        value = &(*value)[key];
    return *value;
}

} // namespace ain::json
