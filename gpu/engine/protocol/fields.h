// Reading and writing the members of a message. Private to the protocol.
#pragma once

#include "core/json/value.h"
#include "gpu/engine/protocol/messages.h"

#include <QString>

namespace ain::engine::detail {

/// Reads members with bounds; remembers the first that does not fit.
class FieldReader {
public:
    explicit FieldReader(const json::Object &object) : m_object(object) { }

    void text(QStringView key, QString &to, qsizetype maxChars);
    void texts(QStringView key, QStringList &to, qsizetype maxCount, qsizetype maxChars);
    void integer(QStringView key, qint64 &to, qint64 min, qint64 max);
    void integer(QStringView key, int &to, int min, int max);
    void number(QStringView key, double &to, double min, double max);
    void flag(QStringView key, bool &to);
    void shape(QStringView key, ImageShape &to);
    void shape(QStringView key, std::optional<ImageShape> &to);
    void shape(QStringView key, LatentShape &to);
    /// Numbers of states, ascending.
    void states(QStringView key, QList<int> &to);
    /// A count of bytes or milliseconds.
    void count(QStringView key, qint64 &to) { integer(key, to, 0, qint64(1) << 53); }

    [[nodiscard]] const json::Value &value(QStringView key) const { return m_object[key]; }
    void refuse(QStringView key);
    [[nodiscard]] const QString &refused() const { return m_refused; }

private:
    const json::Object &m_object;
    QString m_refused;
};

[[nodiscard]] json::Object toObject(const ImageShape &shape);
[[nodiscard]] json::Object toObject(const LatentShape &shape);
[[nodiscard]] json::Array toArray(const QList<int> &numbers);

} // namespace ain::engine::detail
