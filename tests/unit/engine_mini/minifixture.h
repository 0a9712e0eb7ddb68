// The tiny model of tests/data/mini (random weights, 16 × 16 pixels; training/ain_mini/testdata.py makes it) and what
// PyTorch computed with it.
#pragma once

#include "gpu/engine/mini/model.h"

#include <QFile>
#include <QHash>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

namespace ain::engine::mini::test {

inline QByteArray dataFile(const QString &name)
{
    QFile file(QStringLiteral(AIN_TEST_DATA "/mini/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline Model tinyModel()
{
    auto model = readModel(dataFile(QStringLiteral("tiny.gguf")));
    return model ? *std::move(model) : Model();
}

/// Records by name, as bytes; training/MODEL.md, section 7.
class Reference {
public:
    explicit Reference(const QByteArray &file)
    {
        const char *at = file.constData() + 8;
        const char *end = file.constData() + file.size();
        const auto number = [&] {
            quint32 value = 0;
            if (end - at >= 4)
                std::memcpy(&value, at, 4);
            at += 4;
            return qsizetype(value);
        };
        const qsizetype count = number();
        for (qsizetype i = 0; i < count && at < end; ++i) {
            const qsizetype length = number();
            const qsizetype kind = number();
            const qsizetype dimensions = number();
            const QByteArray name(at, length);
            at += length;
            qsizetype bytes = kind == 2 ? 1 : 4;
            for (qsizetype k = 0; k < dimensions; ++k)
                bytes *= number();
            m_records.insert(name, QByteArray(at, bytes));
            at += bytes;
        }
    }

    template<typename T>
    [[nodiscard]] std::vector<T> values(const QByteArray &name) const
    {
        const QByteArray bytes = m_records.value(name);
        std::vector<T> values(std::size_t(bytes.size()) / sizeof(T));
        std::memcpy(values.data(), bytes.constData(), values.size() * sizeof(T));
        return values;
    }
    [[nodiscard]] qsizetype count() const { return m_records.size(); }

private:
    QHash<QByteArray, QByteArray> m_records;
};

/// Infinite when the lengths differ or nothing is there.
inline double largestDifference(std::span<const float> a, std::span<const float> b)
{
    if (a.size() != b.size() || a.empty())
        return HUGE_VAL;
    double most = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        most = std::max(most, std::abs(double(a[i]) - double(b[i])));
    return most;
}

} // namespace ain::engine::mini::test
