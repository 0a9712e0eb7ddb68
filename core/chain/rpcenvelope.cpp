#include "core/chain/rpcenvelope.h"

#include "core/chain/chainclient.h"
#include "core/json/writer.h"

namespace ain::chain {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxMessage = 1000;
constexpr int MaxDepth = 100;
constexpr qsizetype MaxValues = 2'000'000;

Result<RpcAnswer> malformed(const QString &host, const QString &what)
{
    return failure(errors::RpcMalformed, {{u"host"_s, host}, {u"what"_s, what}});
}

Result<RpcAnswer> refused(const QString &host, const json::Value &code, const json::Value &message)
{
    return failure(
        errors::RpcRefused,
        {{u"host"_s, host}, {u"code"_s, code.toInteger()}, {u"message"_s, message.toString().left(MaxMessage)}});
}

} // namespace

QByteArray encodeRequest(const RpcRequest &request)
{
    json::Object params = request.params;
    params.set(u"protoVer"_s, u"1.0.0"_s);
    return json::canonical(json::Object{{u"jsonrpc"_s, u"2.0"_s},
                                        {u"id"_s, request.id},
                                        {u"method"_s, request.method},
                                        {u"params"_s, std::move(params)}});
}

Result<RpcAnswer> decodeAnswer(QByteArrayView body, int httpStatus, qint64 expectedId, const QString &host)
{
    if (httpStatus == 429)
        return failure(errors::RpcRateLimited, {{u"host"_s, host}});
    // Not this program's limit but the node's: the request was too long.
    if (httpStatus == 413)
        return refused(host, 413, u"request entity too large"_s);
    if (httpStatus != 200)
        return failure(errors::RpcUnreachable, {{u"host"_s, host}, {u"reason"_s, u"HTTP %1"_s.arg(httpStatus)}});

    auto parsed = json::parse(body, {MaxAnswerBytes, MaxDepth, MaxValues});
    if (!parsed) {
        if (parsed.error().code == errors::JsonTooLarge)
            return failure(errors::RpcTooLarge, {{u"host"_s, host}, {u"limit"_s, qint64(MaxAnswerBytes)}});
        return malformed(host, parsed.error().code.toString());
    }
    if (!parsed->isObject())
        return malformed(host, u"not an object"_s);
    const json::Object &envelope = parsed->object();
    // Version errors come without the JSON-RPC envelope.
    if (!envelope.contains(u"jsonrpc")) {
        if (envelope[u"code"].isNumber())
            return refused(host, envelope[u"code"], envelope[u"message"]);
        return malformed(host, u"not JSON-RPC"_s);
    }
    if (const json::Value *error = envelope.find(u"error")) {
        if (!error->isObject())
            return malformed(host, u"error"_s);
        return refused(host, (*error)[u"code"], (*error)[u"message"]);
    }
    if (!envelope[u"id"].isNumber() || envelope[u"id"].toInteger(-1) != expectedId)
        return malformed(host, u"id"_s);
    const json::Value *result = envelope.find(u"result");
    if (result == nullptr || !result->isObject())
        return malformed(host, u"result"_s);
    if (const json::Value *code = result->object().find(u"code")) {
        if (!code->isNumber())
            return malformed(host, u"code"_s);
        if (code->toDouble() != 0)
            return refused(host, *code, (*result)[u"message"]);
    }
    RpcAnswer answer;
    answer.protocolVersion = (*result)[u"protoVer"].toString().left(32);
    if (json::Value *payload = parsed->object().find(u"result")->object().find(u"result"))
        answer.payload = std::move(*payload);
    return answer;
}

} // namespace ain::chain
