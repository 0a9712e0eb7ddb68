// JSON as the AIN chain sees it: IEEE doubles, UTF-16 strings (lone surrogates included), no duplicate keys.
#pragma once

#include <QString>

#include <initializer_list>
#include <utility>
#include <variant>
#include <vector>

namespace ain::json {

class Value;

using Array = std::vector<Value>;

/// Members sorted by UTF-16 code units, the order of canonical JSON (chain.md 1.3).
class Object {
public:
    using Member = std::pair<QString, Value>;
    using const_iterator = std::vector<Member>::const_iterator;
    using iterator = std::vector<Member>::iterator;

    Object() = default;
    Object(std::initializer_list<Member> members);
    /// Sorts `members` once (for parsers). False: a key stands twice (it goes to `duplicate`); the object is then
    /// empty.
    [[nodiscard]] bool assign(std::vector<Member> members, QString *duplicate = nullptr);

    [[nodiscard]] const Value *find(QStringView key) const;
    [[nodiscard]] Value *find(QStringView key);
    [[nodiscard]] bool contains(QStringView key) const { return find(key) != nullptr; }
    /// The member's value, or a null value.
    [[nodiscard]] const Value &operator[](QStringView key) const;
    /// Inserts or replaces.
    Value &set(QString key, Value value);
    bool remove(QStringView key);

    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] const_iterator begin() const;
    [[nodiscard]] const_iterator end() const;
    [[nodiscard]] iterator begin();
    [[nodiscard]] iterator end();

    friend bool operator==(const Object &a, const Object &b);

private:
    std::vector<Member> m_members;
};

enum class Type { Null, Bool, Number, String, ArrayType, ObjectType };

/// Null, bool, number, string, array or object. Deep value semantics.
class Value {
public:
    Value() = default;
    Value(std::nullptr_t) { } // NOLINT(google-explicit-constructor)
    Value(bool value) : m_value(value) { } // NOLINT(google-explicit-constructor)
    Value(double value) : m_value(value) { } // NOLINT(google-explicit-constructor)
    Value(int value) : m_value(double(value)) { } // NOLINT(google-explicit-constructor)
    Value(qint64 value) : m_value(double(value)) { } // NOLINT(google-explicit-constructor)
    Value(QString value) : m_value(std::move(value)) { } // NOLINT(google-explicit-constructor)
    Value(Array value) : m_value(std::move(value)) { } // NOLINT(google-explicit-constructor)
    Value(Object value) : m_value(std::move(value)) { } // NOLINT(google-explicit-constructor)
    Value(const void *) = delete; // a pointer would silently become `true`

    [[nodiscard]] Type type() const { return Type(m_value.index()); }
    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::monostate>(m_value); }
    [[nodiscard]] bool isBool() const { return std::holds_alternative<bool>(m_value); }
    [[nodiscard]] bool isNumber() const { return std::holds_alternative<double>(m_value); }
    [[nodiscard]] bool isString() const { return std::holds_alternative<QString>(m_value); }
    [[nodiscard]] bool isArray() const { return std::holds_alternative<Array>(m_value); }
    [[nodiscard]] bool isObject() const { return std::holds_alternative<Object>(m_value); }

    // Tolerant readers: the fallback (or an empty shared value) when the type is another.
    [[nodiscard]] bool toBool(bool fallback = false) const;
    [[nodiscard]] double toDouble(double fallback = 0) const;
    /// An integer exactly representable as a double (|x| <= 2^53), or the fallback.
    [[nodiscard]] qint64 toInteger(qint64 fallback = 0) const;
    [[nodiscard]] QString toString(const QString &fallback = {}) const;
    [[nodiscard]] const QString &string() const; ///< or an empty shared text
    [[nodiscard]] const Array &array() const;
    [[nodiscard]] const Object &object() const;
    [[nodiscard]] Array &array(); ///< becomes an array if it was not one
    [[nodiscard]] Object &object(); ///< becomes an object if it was not one

    /// The member of an object, or a null value.
    [[nodiscard]] const Value &operator[](QStringView key) const;
    /// The value at a path of keys through objects, or a null value.
    [[nodiscard]] const Value &at(std::initializer_list<QStringView> path) const;

    friend bool operator==(const Value &a, const Value &b) = default;

private:
    std::variant<std::monostate, bool, double, QString, Array, Object> m_value; // in the order of Type
};

// Here, where Value is complete.
inline bool Object::isEmpty() const { return m_members.empty(); }
inline std::size_t Object::size() const { return m_members.size(); }
inline Object::const_iterator Object::begin() const { return m_members.begin(); }
inline Object::const_iterator Object::end() const { return m_members.end(); }
inline Object::iterator Object::begin() { return m_members.begin(); }
inline Object::iterator Object::end() { return m_members.end(); }

} // namespace ain::json
