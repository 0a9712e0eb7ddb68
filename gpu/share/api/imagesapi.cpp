#include "gpu/share/api/imagesapi.h"

#include "core/json/writer.h"
#include "core/recipe/generationrequest.h"
#include "gpu/share/images/imageparams.h"

#include <QPointer>
#include <QTimer>

#include <memory>

namespace ain::share {

using namespace Qt::StringLiterals;
using http::HttpRequest;
using http::HttpResponse;

namespace {

constexpr QByteArrayView Bearer = "bearer ";
constexpr QByteArrayView KeyPath = "/key/";
constexpr int RetryAfterSeconds = 30;

const QString Invalid = u"invalid_request_error"_s;
const QString RateLimit = u"rate_limit_error"_s;
const QString ServerError = u"server_error"_s;

HttpResponse jsonResponse(const json::Value &value)
{
    HttpResponse response;
    response.body = json::canonical(value);
    return response;
}

/// Takes "/key/TEXT" off the path, or the text off the Authorization header.
QByteArray takeKey(HttpRequest &request)
{
    if (request.path.startsWith(KeyPath)) {
        const qsizetype end = request.path.indexOf('/', KeyPath.size());
        const qsizetype stop = end < 0 ? request.path.size() : end;
        const QByteArray text = request.path.mid(KeyPath.size(), stop - KeyPath.size());
        request.path = end < 0 ? QByteArray("/") : request.path.mid(end);
        return text;
    }
    const QByteArray header = request.headers.value("authorization");
    return header.left(Bearer.size()).toLower() == Bearer ? header.mid(Bearer.size()).trimmed() : QByteArray();
}

bool isOfTheRequest(ErrorCode code) { return code.text().starts_with("recipe.") || code == errors::InvalidArgument; }

} // namespace

ImagesApi::ImagesApi(ImagesApiParts parts, const ImagesApiLimits &limits) : m_parts(std::move(parts)), m_limits(limits)
{
}

ImagesApi::~ImagesApi()
{
    for (const QString &order : m_running)
        m_parts.backend.cancel(order);
}

HttpResponse ImagesApi::errorResponse(int status, const QString &type, const QString &code, const QString &message,
                                      const QString &param)
{
    json::Object error;
    error.set(u"message"_s, message);
    error.set(u"type"_s, type);
    error.set(u"param"_s, param.isEmpty() ? json::Value() : json::Value(param));
    error.set(u"code"_s, code);
    HttpResponse response = jsonResponse(json::Object{{u"error"_s, std::move(error)}});
    response.status = status;
    if (status == 401)
        response.headers.emplaceBack("WWW-Authenticate", "Bearer");
    if (status == 429 || status == 503)
        response.headers.emplaceBack("Retry-After", QByteArray::number(RetryAfterSeconds));
    return response;
}

HttpResponse ImagesApi::refusal(int status, const QByteArray &text)
{
    const QString type = status >= 500 ? ServerError : Invalid;
    return errorResponse(status, type, status == 413 ? u"request_too_large"_s : u"bad_request"_s,
                         QString::fromLatin1(text));
}

void ImagesApi::handle(const HttpRequest &given, const http::HttpReply &reply)
{
    // A page that had its name resolved to this computer would otherwise count as a program of its owner.
    if (!given.hasLoopbackHost()) {
        reply.send(errorResponse(403, Invalid, u"forbidden_host"_s, u"Use 127.0.0.1, localhost or [::1]."_s));
        return;
    }
    if (given.isFromBrowser()) {
        reply.send(errorResponse(403, Invalid, u"forbidden_origin"_s, u"This endpoint is not for web pages."_s));
        return;
    }
    HttpRequest request = given;
    const QByteArray text = takeKey(request);
    if (request.path == "/health" && request.method == "GET") {
        reply.send(health());
        return;
    }
    const auto key = m_parts.keyOf(text);
    if (!key) {
        reply.send(errorResponse(401, Invalid, u"invalid_api_key"_s,
                                 u"Send a key of this computer's AIN Studio as \"Authorization: Bearer ain-sk-…\"."_s));
        return;
    }
    const bool isModels = request.path == "/v1/models";
    const bool isImages = request.path == "/v1/images/generations";
    if (!isModels && !isImages) {
        reply.send(errorResponse(404, Invalid, u"not_found"_s, u"There is no such endpoint here."_s));
        return;
    }
    if (request.method != (isModels ? "GET" : "POST")) {
        HttpResponse response =
            errorResponse(405, Invalid, u"method_not_allowed"_s, u"This endpoint has another method."_s);
        response.headers.emplaceBack("Allow", isModels ? "GET" : "POST");
        reply.send(response);
        return;
    }
    if (isModels)
        reply.send(modelList());
    else
        generate(request, *key, reply);
}

HttpResponse ImagesApi::health() const
{
    const QList<OfferedModel> models = m_parts.backend.models();
    const bool isReady = !models.isEmpty() && m_parts.backend.ready().has_value();
    json::Object health;
    health.set(u"ready"_s, isReady);
    health.set(u"model"_s, models.isEmpty() ? json::Value() : json::Value(models.constFirst().id));
    return jsonResponse(json::Value(std::move(health)));
}

HttpResponse ImagesApi::modelList() const
{
    json::Array data;
    const QList<OfferedModel> models = m_parts.backend.models();
    for (const OfferedModel &model : models) {
        json::Object entry;
        entry.set(u"id"_s, model.id);
        entry.set(u"object"_s, u"model"_s);
        entry.set(u"created"_s, 0);
        entry.set(u"owned_by"_s, u"ain-studio"_s);
        entry.set(u"sha256"_s, model.sha256);
        data.emplace_back(std::move(entry));
    }
    json::Object list;
    list.set(u"object"_s, u"list"_s);
    list.set(u"data"_s, std::move(data));
    return jsonResponse(json::Value(std::move(list)));
}

void ImagesApi::generate(const HttpRequest &request, const ApiKey &key, const http::HttpReply &reply)
{
    if (!request.headers.value("content-type").toLower().startsWith("application/json")) {
        reply.send(
            errorResponse(415, Invalid, u"unsupported_media_type"_s, u"A body of application/json is expected."_s));
        return;
    }
    const auto body = parseBody(request.body);
    if (!body) {
        reply.send(errorResponse(400, Invalid, u"invalid_json"_s, u"The body is not a JSON object of this form."_s));
        return;
    }
    const auto order = parseOrder(*body);
    if (!order) {
        reply.send(failed(order.error()));
        return;
    }
    if (int(m_running.size()) >= m_limits.requestsMost) {
        reply.send(errorResponse(503, ServerError, u"overloaded"_s, u"Too many requests wait already."_s));
        return;
    }
    switch (m_parts.usage.begin(key, order->count)) {
    case KeyUsage::Refusal::Concurrent:
        reply.send(errorResponse(429, RateLimit, u"rate_limit_exceeded"_s,
                                 u"This key may have %1 requests at once."_s.arg(key.limits.concurrent)));
        return;
    case KeyUsage::Refusal::Day:
        reply.send(errorResponse(429, u"insufficient_quota"_s, u"insufficient_quota"_s,
                                 u"This key may draw %1 pictures a day."_s.arg(key.limits.perDay)));
        return;
    case KeyUsage::Refusal::None: break;
    }
    draw(key, *order, reply).detach(); // its outcome is the answer
}

/// Lives as long as a request is drawn; whatever ends the coroutine, the key's count is put right.
struct ImagesApi::Call {
    Call(ImagesApi &owner, QString order, ApiKey of, int pictures)
        : api(&owner), id(std::move(order)), key(std::move(of)), notDrawn(pictures)
    {
        api->m_running.insert(id);
    }
    Call(const Call &) = delete;
    Call &operator=(const Call &) = delete;
    Call(Call &&) = delete;
    Call &operator=(Call &&) = delete;
    ~Call()
    {
        if (!api)
            return;
        api->m_running.erase(id);
        api->m_parts.usage.end(key.id, notDrawn);
        Q_EMIT api->used(key.id);
    }

    QPointer<ImagesApi> api;
    QString id;
    ApiKey key;
    int notDrawn;
};

Task<> ImagesApi::draw(ApiKey key, ImageOrder order, http::HttpReply reply)
{
    const auto call = std::make_shared<Call>(*this, u"api-%1"_s.arg(++m_orders), key, order.count);
    const QString id = call->id;
    reply.onClosed([backend = &m_parts.backend, self = QPointer<ImagesApi>(this), id] {
        if (self)
            backend->cancel(id);
    });
    bool isLate = false;
    QTimer deadline;
    deadline.setSingleShot(true);
    connect(&deadline, &QTimer::timeout, this, [this, id, &isLate] {
        isLate = true;
        m_parts.backend.cancel(id);
    });
    deadline.start(m_limits.answerMs);
    auto files = co_await m_parts.backend.draw(id, order);
    deadline.stop();
    if (isLate && !files) {
        reply.send(errorResponse(503, ServerError, u"timeout"_s, u"The picture was not drawn in time."_s));
        co_return Result<>();
    }
    if (!files) {
        reply.send(failed(files.error()));
        co_return Result<>();
    }
    call->notDrawn = 0;
    reply.send(drawn(order.model, *files));
    co_return Result<>();
}

HttpResponse ImagesApi::failed(const Error &error) const
{
    const QString code = error.code.toString();
    const QString param = error.args.value(u"what"_s).toString();
    if (error.code == errors::InvalidArgument) {
        return errorResponse(400, Invalid, u"invalid_value"_s, u"The value of \"%1\" can't be used here."_s.arg(param),
                             param);
    }
    const QString message = m_parts.describe ? m_parts.describe(error) : code;
    if (error.code == errors::ShareModelUnknown)
        return errorResponse(404, Invalid, u"model_not_found"_s, message, u"model"_s);
    if (isOfTheRequest(error.code))
        return errorResponse(400, Invalid, code, message);
    if (error.code == errors::ShareNotNow || error.code == errors::Cancelled)
        return errorResponse(503, ServerError, code, message);
    return errorResponse(500, ServerError, code, message);
}

HttpResponse ImagesApi::drawn(const QString &model, const QList<QByteArray> &files) const
{
    qint64 bytes = 0;
    for (const QByteArray &file : files)
        bytes += file.size();
    if (bytes > m_limits.answerBytes)
        return errorResponse(500, ServerError, u"answer_too_large"_s, u"The pictures are too large for an answer."_s);
    json::Array data;
    for (const QByteArray &file : files)
        data.emplace_back(json::Object{{u"b64_json"_s, QString::fromLatin1(file.toBase64())}});
    json::Object answer;
    answer.set(u"created"_s, m_parts.clock.nowMs() / 1000);
    answer.set(u"data"_s, std::move(data));
    if (!model.isEmpty())
        answer.set(u"model"_s, model);
    return jsonResponse(json::Value(std::move(answer)));
}

} // namespace ain::share
