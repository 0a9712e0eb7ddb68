// Reading the copies of the fixtures.
#pragma once

#include "core/crypto/hash.h"
#include "core/crypto/key.h"
#include "core/json/parser.h"

#include <QFile>
#include <QTest>

#include <bit>

namespace ain::test {

/// A JSON file below tests/data; null (and a failed test by its row counts) when unreadable.
inline json::Value load(const QString &name)
{
    QFile file(QStringLiteral(AIN_TEST_DATA "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    auto value = json::parse(file.readAll());
    if (!value)
        qFatal("cannot parse %s", qPrintable(file.fileName()));
    return std::move(*value);
}

inline SecretBytes secret(const QString &text) { return SecretBytes::copyOf(QByteArrayView(text.toUtf8())); }
inline crypto::PrivateKey key(const json::Value &hex)
{
    return std::move(*crypto::PrivateKey::fromHex(secret(hex.string())));
}
inline QString hexOf(const crypto::PrivateKey &key) { return QString::fromLatin1(key.toHex().bytes()); }
inline double doubleOf(const json::Value &ieeeHex)
{
    return std::bit_cast<double>(quint64(ieeeHex.string().toULongLong(nullptr, 16)));
}

/// Runs `check(row)` over the rows and tells which one failed; counts them against a file that lost rows.
template<typename Check>
void eachRow(const json::Value &rows, std::size_t expected, Check check)
{
    QCOMPARE(rows.array().size(), expected);
    for (std::size_t i = 0; i < rows.array().size(); ++i) {
        check(rows.array()[i]);
        if (QTest::currentTestFailed()) {
            qWarning("in row %d", int(i));
            return;
        }
    }
}

} // namespace ain::test
