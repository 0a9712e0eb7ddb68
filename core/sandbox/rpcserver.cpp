#include "core/sandbox/rpcserver.h"

#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QDeadlineTimer>
#include <QRegularExpression>

namespace ain::sandbox {

using namespace Qt::StringLiterals;
using http::htmlError;

namespace {

constexpr qint64 WindowMs = 60'000;
constexpr int WindowLimits[3] = {20 * 60, 10 * 60, 60};

bool isWrite(const QString &method)
{
    return method == u"ain_sendSignedTransaction" || method == u"ain_sendSignedTransactionBatch";
}

HttpResponse plainText(const QByteArray &text)
{
    HttpResponse response;
    response.contentType = "text/plain; charset=utf-8";
    response.body = text;
    return response;
}

HttpResponse jsonResponse(const json::Value &value)
{
    HttpResponse response;
    response.body = json::canonical(value);
    return response;
}

/// {code, message} of a protoVer problem, or nothing. A version counts when it has a number in it and that is
/// 1.0.0 or newer (chain.md 6).
std::optional<std::pair<int, QString>> versionProblem(const json::Value &version)
{
    static const QRegularExpression number(u"(?:^|[^0-9])([0-9]{1,16})(?:$|[^0-9])"_s);
    if (version.isNull())
        return std::pair{30101, u"Protocol version not specified."_s};
    const QString text = version.isString() ? version.toString() : QString::number(version.toDouble(-1));
    const auto match = number.match(text);
    if (!match.hasMatch() || !(version.isString() || version.isNumber()))
        return std::pair{30102, u"Invalid protocol version."_s};
    if (match.captured(1).toULongLong() < 1)
        return std::pair{30103, u"Incompatible protocol version."_s};
    return std::nullopt;
}

} // namespace

bool RequestLimiter::admit(Kind kind, qint64 monotonicMs)
{
    if (!m_enabled)
        return true;
    if (monotonicMs - m_windowStart >= WindowMs) {
        m_windowStart = monotonicMs;
        std::fill(std::begin(m_counts), std::end(m_counts), 0);
    }
    return ++m_counts[int(kind)] <= WindowLimits[int(kind)];
}

RpcServer::RpcServer(ChainNode &node, RpcHost &host, bool limitRates, const ReadLimits &readLimits)
    : m_node(node), m_host(host), m_limiter(limitRates), m_readLimits(readLimits)
{
    addReadMethods();
    addBlockMethods();
    addTransactionMethods();
    addNetworkMethods();
    addOwnMethods();
    m_methods.insert(u"ain_getProtocolVersion"_s,
                     [](const json::Object &) { return Members{{u"result"_s, ProtocolVersion.toString()}}; });
    m_methods.insert(u"ain_checkProtocolVersion"_s, [](const json::Object &params) {
        if (const auto problem = versionProblem(params[u"protoVer"]))
            return Members{{u"result"_s, false}, {u"code"_s, problem->first}, {u"message"_s, problem->second}};
        return Members{{u"result"_s, true}, {u"code"_s, 0}};
    });
}

HttpResponse RpcServer::handle(const HttpRequest &request)
{
    // A web page that had its name resolved to this machine would otherwise count as a local program.
    if (!request.hasLoopbackHost())
        return htmlError(403, "Forbidden: not a loopback host name");
    const qint64 now = QDeadlineTimer::current().deadline();
    if (!m_limiter.admit(RequestLimiter::Kind::Any, now)) {
        HttpResponse response = plainText("Too many requests, please try again later.");
        response.status = 429;
        return response;
    }
    if (request.method == "GET")
        return handleGet(request);
    if (request.method == "POST" && (request.path == "/json-rpc" || request.path == "/json-rpc/"))
        return handlePost(request);
    return htmlError(
        404, "Cannot " + QString::fromLatin1(request.method.left(16)).toHtmlEscaped().toLatin1() + " this path");
}

HttpResponse RpcServer::handleGet(const HttpRequest &request)
{
    if (request.path == "/")
        return plainText("[AIN practice network]\n\n- CURRENT_PROTOCOL_VERSION: " + ProtocolVersion.toLatin1() + "\n");
    if (request.path == "/health_check")
        return plainText("true");
    if (request.path == "/last_block_number") {
        HttpResponse response =
            jsonResponse(json::Object{{u"code"_s, 0}, {u"result"_s, m_node.lastFinal().block.number}});
        return response;
    }
    return htmlError(404, "Cannot GET this path");
}

HttpResponse RpcServer::handlePost(const HttpRequest &request)
{
    // Only a request that says it is JSON: a plain HTML form cannot.
    if (!request.headers.value("content-type").toLower().contains("json"))
        return htmlError(400, "A JSON body is expected");
    json::ParseLimits limits;
    limits.maxBytes = http::HttpServer::MaxBody;
    limits.maxDepth = 100;
    auto parsed = json::parse(request.body, limits);
    if (!parsed || !parsed->isObject())
        return htmlError(400, "SyntaxError: the body is not a JSON object");
    const json::Value &body = *parsed;
    const QString method = body[u"method"].toString();
    const json::Value &id = body[u"id"];
    const bool own = method.startsWith(u"sandbox_");
    if (own && request.isFromBrowser())
        return htmlError(403, "Forbidden: not for web pages");

    const bool versionless = own || method == u"ain_getProtocolVersion" || method == u"ain_checkProtocolVersion";
    if (!versionless) {
        if (const auto problem = versionProblem(body.at({u"params", u"protoVer"}))) {
            return jsonResponse(json::Object{{u"result"_s, nullptr},
                                             {u"code"_s, problem->first},
                                             {u"message"_s, problem->second},
                                             {u"protoVer"_s, ProtocolVersion.toString()}});
        }
    }
    const qint64 now = QDeadlineTimer::current().deadline();
    if (!own && !m_limiter.admit(isWrite(method) ? RequestLimiter::Kind::Write : RequestLimiter::Kind::Read, now)) {
        HttpResponse response = plainText("Too many requests, please try again later.");
        response.status = 429;
        return response;
    }

    json::Object answer{{u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, id}};
    const auto found = m_methods.constFind(method);
    if (found == m_methods.constEnd()) {
        answer.set(u"error"_s, json::Object{{u"code"_s, -32601}, {u"message"_s, u"Method not found"_s}});
        return jsonResponse(json::Value(std::move(answer)));
    }
    Members members = (*found)(body[u"params"].object());
    if (m_fatal)
        return htmlError(500, "The practice network stopped: its storage failed");
    members.set(u"protoVer"_s, ProtocolVersion.toString());
    answer.set(u"result"_s, json::Value(std::move(members)));
    return jsonResponse(json::Value(std::move(answer)));
}

} // namespace ain::sandbox
