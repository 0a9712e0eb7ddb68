// Recorded answers of real nodes from tests/data/chain.
#pragma once

#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QFile>
#include <QString>

namespace ain::test {

/// tests/data/<name>, parsed; null when missing or not JSON.
inline json::Value dataFile(const QString &name)
{
    QFile file(QStringLiteral(AIN_TEST_DATA) + u'/' + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    auto parsed = json::parse(file.readAll());
    return parsed ? *parsed : json::Value();
}

/// The payload (inner result) of a recorded answer.
inline json::Value payloadOf(const QString &name) { return dataFile(name).at({u"response", u"result", u"result"}); }

} // namespace ain::test
