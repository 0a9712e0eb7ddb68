// What the tests of the ledger share: recorded data and short ways to make transactions.
#pragma once

#include "core/json/parser.h"
#include "core/json/writer.h"
#include "core/sandbox/ledger/genesis.h"
#include "core/sandbox/ledger/ledger.h"

#include <QFile>
#include <QTest>

namespace ain::sandbox {

inline json::Value recorded(const QString &name)
{
    QFile file(QStringLiteral(AIN_TEST_DATA "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const Result<json::Value> parsed = json::parse(file.readAll());
    return parsed ? *parsed : json::Value();
}

inline QByteArray text(const json::Value &value) { return json::canonical(value); }

/// An unsigned transaction of `signer` as the ledger takes it.
inline Transaction make(const QString &signer, const json::Value &operation, double nonce = -1, double gasPrice = 0,
                        double timestamp = 1'795'000'000'000)
{
    static int count = 0;
    Transaction transaction;
    transaction.body = json::Object{{QStringLiteral("operation"), operation},
                                    {QStringLiteral("nonce"), nonce},
                                    {QStringLiteral("timestamp"), timestamp + ++count},
                                    {QStringLiteral("gas_price"), gasPrice}};
    transaction.hash = QStringLiteral("0x%1").arg(count, 64, 16, QLatin1Char('0'));
    transaction.address = signer;
    return transaction;
}

inline json::Value operation(const QString &type, const QString &ref, const json::Value &value)
{
    return json::Object{{QStringLiteral("type"), type}, {QStringLiteral("ref"), ref}, {QStringLiteral("value"), value}};
}

inline json::Value set(const QString &ref, const json::Value &value)
{
    return operation(QStringLiteral("SET_VALUE"), ref, value);
}

inline int codeOf(const json::Value &result) { return int(result[u"code"].toDouble(-1)); }

} // namespace ain::sandbox
