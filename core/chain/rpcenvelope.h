// The envelope of JSON-RPC answers as AIN nodes write it (chain.md 6): two `result`s, domain errors with HTTP 200,
// version errors without any envelope, HTML from the web server in front.
#pragma once

#include "core/json/parser.h"

#include <QByteArray>
#include <QString>

namespace ain::chain {

struct RpcRequest {
    qint64 id = 0;
    QString method;
    json::Object params; ///< protoVer is added
};

struct RpcAnswer {
    json::Value payload; ///< the inner `result`; null when the node left it out (unknown block)
    QString protocolVersion;
};

/// A node reads at most this many bytes of a request (chain.md 3.4).
inline constexpr qsizetype MaxRequestBytes = 100 * 1024;
/// Nothing longer is read of an answer.
inline constexpr qsizetype MaxAnswerBytes = 32 * 1024 * 1024;

/// The request as sent.
[[nodiscard]] QByteArray encodeRequest(const RpcRequest &request);

/// Reads one answer. Errors: RpcRateLimited (429), RpcTooLarge, RpcUnreachable (another HTTP status),
/// RpcMalformed, RpcRefused (a JSON-RPC or domain error; args code, message). `host` goes into the errors.
[[nodiscard]] Result<RpcAnswer> decodeAnswer(QByteArrayView body, int httpStatus, qint64 expectedId,
                                             const QString &host);

} // namespace ain::chain
