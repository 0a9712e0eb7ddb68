#include "gpu/share/peer/peerprovider.h"

#include "core/json/writer.h"
#include "gpu/share/images/imageparams.h"

#include <QPointer>
#include <QTimer>
#include <QUrl>

#include <memory>

namespace ain::share {

using namespace Qt::StringLiterals;
using http::HttpRequest;
using http::HttpResponse;

namespace {

constexpr qsizetype AdvertisedMost = 8;
constexpr qint64 AnswerBytesMost = 20LL * 1024 * 1024;

HttpResponse jsonResponse(const json::Value &value)
{
    HttpResponse response;
    response.body = json::canonical(value);
    return response;
}

QByteArray authOf(const HttpRequest &request)
{
    const QByteArray now = request.headers.value(PeerAuthHeader.toByteArray());
    return now.isEmpty() ? request.headers.value(OlderPeerAuthHeader.toByteArray()) : now;
}

/// Nodes with a ledger of their own ask in each round what is new in ours, and count a refusal against us.
HttpResponse noRecords()
{
    json::Object none;
    none.set(u"records"_s, json::Array());
    none.set(u"cursor"_s, 0);
    return jsonResponse(json::Value(std::move(none)));
}

} // namespace

PeerProvider::PeerProvider(PeerProviderParts parts, const PeerProviderLimits &limits)
    : m_parts(std::move(parts)),
      m_limits(limits),
      m_calls(limits.perMinute),
      m_asks(limits.asksPerMinute),
      m_tag(QString::number(quintptr(this), 16))
{
}

PeerProvider::~PeerProvider() = default;

HttpResponse PeerProvider::errorResponse(int status, const QString &code, const QString &message)
{
    json::Object error;
    error.set(u"message"_s, message);
    error.set(u"code"_s, code);
    HttpResponse response = jsonResponse(json::Object{{u"error"_s, std::move(error)}});
    response.status = status;
    return response;
}

HttpResponse PeerProvider::refusal(int status, const QByteArray &text)
{
    return errorResponse(status, u"invalid_request"_s, QString::fromLatin1(text));
}

PeerInfo PeerProvider::self() const
{
    PeerInfo info = m_parts.self();
    info.lastSeenMs = m_parts.clock.nowMs();
    info.backends.clear();
    if (!m_parts.isServing || m_parts.isServing()) {
        PeerModels images{.modality = u"image"_s};
        const QList<OfferedModel> offered = m_parts.backend.models();
        for (const OfferedModel &model : offered.first(std::min(offered.size(), AdvertisedMost)))
            images.models.append(model.id);
        if (!images.models.isEmpty())
            info.backends.append(images);
    }
    return info;
}

bool PeerProvider::isForUs(const HttpRequest &request) const
{
    // A name that only resolves to us: a page of somebody else, or somebody else's node.
    const QString own = QUrl(m_parts.self().endpoint).host();
    return request.hasLoopbackHost() || (!own.isEmpty() && request.hostName() == own.toLower().toLatin1());
}

void PeerProvider::handle(const HttpRequest &request, const http::HttpReply &reply)
{
    if (!isForUs(request) || request.isFromBrowser()) {
        reply.send(errorResponse(403, u"forbidden"_s, u"not for web pages, and by this node's own name only"_s));
        return;
    }
    const bool isImage = request.path == "/p2p/models/image";
    if (!isImage && !m_asks.admit(request.peer.toString(), m_parts.clock.nowMs())) {
        reply.send(errorResponse(429, u"rate_limited"_s, u"too many questions in a minute"_s));
        return;
    }
    if (request.method == "POST" && request.path == "/p2p/hello")
        reply.send(hello(request));
    else if (request.method == "GET" && request.path == "/p2p/info")
        reply.send(jsonResponse(toJson(self())));
    else if (request.method == "GET" && request.path == "/p2p/peers")
        reply.send(peerList());
    else if (request.method == "GET" && request.path == "/p2p/records")
        reply.send(noRecords());
    else if (request.method == "GET" && request.path == "/api/network/models")
        reply.send(networkModels());
    else if (request.method == "POST" && isImage)
        image(request, reply);
    else
        reply.send(errorResponse(404, u"not_found"_s, u"no such route on this node"_s));
}

HttpResponse PeerProvider::hello(const HttpRequest &request)
{
    const auto body = parseBody(request.body);
    const auto info = body ? peerInfoFromJson(*body) : failure(body.error());
    if (!info)
        return errorResponse(400, u"invalid_request"_s, u"the body is no description of a node"_s);
    const QByteArray header = authOf(request);
    // Without a signature it is a question; who wants to be known signs.
    if (header.isEmpty())
        return jsonResponse(toJson(self()));
    const qint64 now = m_parts.clock.nowMs();
    // As they wrote it, but for slashes at its end: that is what everybody signs.
    QString said = (*body)[u"endpoint"].string();
    while (said.endsWith(u'/'))
        said.chop(1);
    const QString purpose = helloPurpose(said);
    const auto auth = verifyPeerAuth(header, purpose, now);
    if (!auth || auth->address != info->address || !m_seen.admit(*auth, purpose, now)) {
        return errorResponse(401, u"bad_signature"_s,
                             u"sign hello:<endpoint>:<ts> with the key of this address in x-ainize-auth, once"_s);
    }
    m_parts.peers.announced(*info, now);
    return jsonResponse(toJson(self()));
}

HttpResponse PeerProvider::peerList() const
{
    json::Array peers;
    const QString own = m_parts.self().endpoint;
    if (!own.isEmpty())
        peers.emplace_back(own);
    for (const Peer &peer : m_parts.peers.all()) {
        // What is on this computer is of no use to others, and none of their business.
        if (mayCall(peer.endpoint, EndpointSource::Learned, m_parts.peers.allowsLocal()))
            peers.emplace_back(peer.endpoint);
    }
    return jsonResponse(json::Object{{u"peers"_s, std::move(peers)}});
}

HttpResponse PeerProvider::networkModels() const
{
    json::Array data;
    const auto add = [&data](const QString &id, const crypto::Address &address, const QString &name, bool isLocal) {
        const QString node = address.toString().toLower();
        json::Object whose;
        whose.set(u"address"_s, node);
        whose.set(u"name"_s, name.isEmpty() ? json::Value() : json::Value(name));
        json::Object entry;
        entry.set(u"id"_s, id);
        entry.set(u"ref"_s, textOf({.model = id, .node = address}));
        entry.set(u"modality"_s, u"image"_s);
        entry.set(u"node"_s, std::move(whose));
        entry.set(u"local"_s, isLocal);
        data.emplace_back(std::move(entry));
    };
    const PeerInfo own = self();
    for (const QString &id : own.imageModels())
        add(id, own.address, own.name, true);
    QStringList seen;
    const qint64 now = m_parts.clock.nowMs();
    for (const Peer &peer : m_parts.peers.all()) {
        if (!peer.info || peer.lastSeenMs == 0 || now - peer.lastSeenMs > PeerFreshMs)
            continue;
        for (const QString &id : peer.info->imageModels()) {
            const QString ref = textOf({.model = id, .node = peer.info->address});
            if (seen.contains(ref))
                continue;
            seen.append(ref);
            add(id, peer.info->address, peer.info->name, false);
        }
    }
    json::Object list;
    list.set(u"object"_s, u"list"_s);
    list.set(u"data"_s, std::move(data));
    return jsonResponse(json::Value(std::move(list)));
}

void PeerProvider::image(const HttpRequest &request, const http::HttpReply &reply)
{
    if (m_parts.isServing && !m_parts.isServing()) {
        reply.send(errorResponse(404, u"not_serving"_s, u"this node does not draw for others"_s));
        return;
    }
    const qint64 now = m_parts.clock.nowMs();
    const QString purpose = imagePurpose(m_parts.self().address);
    const auto auth = verifyPeerAuth(request.headers.value(PeerAuthHeader.toByteArray()), purpose, now);
    if (!auth || !m_seen.admit(*auth, purpose, now)) {
        reply.send(errorResponse(401, u"bad_signature"_s,
                                 u"sign %1:<ts> with your node's key in x-ainize-auth, once"_s.arg(purpose)));
        return;
    }
    const QString caller = auth->address.toString();
    if (!m_calls.admit(caller, now) || m_byNode.value(caller) >= m_limits.runningPerNode) {
        reply.send(tooMany());
        return;
    }
    OrderLimits limits;
    limits.stepsMost = m_limits.steps;
    limits.clampsSteps = true;
    limits.allowsCount = false;
    const auto body = parseBody(request.body);
    const auto order = body ? parseOrder(*body, limits) : failure(body.error());
    if (!order) {
        const QString what = order.error().args.value(u"what"_s).toString();
        reply.send(errorResponse(400, u"invalid_request"_s,
                                 what.isEmpty() ? u"the body is no JSON object of this form"_s
                                                : u"%1 can't be used"_s.arg(what)));
        return;
    }
    const auto isOffered = [&order](const OfferedModel &model) { return model.id == order->model; };
    const QList<OfferedModel> offered = m_parts.backend.models();
    if (offered.isEmpty() || (!order->model.isEmpty() && std::none_of(offered.cbegin(), offered.cend(), isOffered))) {
        reply.send(errorResponse(404, u"model_not_served"_s, u"this node does not serve that image model"_s));
        return;
    }
    if (m_running >= m_limits.running || !m_parts.backend.ready()) {
        reply.send(errorResponse(503, u"backend_unavailable"_s, u"not now"_s));
        return;
    }
    if (m_parts.admits && !m_parts.admits(caller)) {
        reply.send(tooMany());
        return;
    }
    ImageOrder named = *order;
    if (named.model.isEmpty())
        named.model = offered.constFirst().id;
    draw(caller, named, reply).detach(); // its outcome is the answer
}

HttpResponse PeerProvider::tooMany() const
{
    return errorResponse(
        429, u"rate_limited"_s,
        u"no more pictures now: at most %1 a minute, %2 at once, and a number a day"_s.arg(m_limits.perMinute)
            .arg(m_limits.runningPerNode));
}

/// Counts a picture as long as it is drawn, whatever ends that.
struct PeerProvider::Call {
    Call(PeerProvider &owner, QString of) : provider(&owner), caller(std::move(of))
    {
        ++provider->m_running;
        ++provider->m_byNode[caller];
    }
    Call(const Call &) = delete;
    Call &operator=(const Call &) = delete;
    Call(Call &&) = delete;
    Call &operator=(Call &&) = delete;
    ~Call()
    {
        if (!provider)
            return;
        --provider->m_running;
        if (--provider->m_byNode[caller] <= 0)
            provider->m_byNode.remove(caller);
    }

    QPointer<PeerProvider> provider;
    QString caller;
};

Task<> PeerProvider::draw(QString caller, ImageOrder order, http::HttpReply reply)
{
    const auto call = std::make_shared<Call>(*this, caller);
    const QString id = u"peer-%1-%2"_s.arg(m_tag).arg(++m_orders);
    const auto cancel = [backend = &m_parts.backend, self = QPointer<PeerProvider>(this), id] {
        if (self)
            backend->cancel(id);
    };
    reply.onClosed(cancel);
    QTimer deadline;
    deadline.setSingleShot(true);
    connect(&deadline, &QTimer::timeout, this, cancel);
    deadline.start(m_limits.answerMs);
    auto files = co_await m_parts.backend.draw(id, order);
    deadline.stop();
    QString code;
    HttpResponse response;
    if (!files) {
        response = failed(files.error());
        code = files.error().code.toString();
    } else if (files->size() != 1 || files->constFirst().size() > AnswerBytesMost) {
        response = errorResponse(502, u"upstream_failed"_s, u"the picture can't be sent"_s);
        code = u"upstream_failed"_s;
    } else {
        json::Object picture;
        picture.set(u"b64_json"_s, QString::fromLatin1(files->constFirst().toBase64()));
        json::Array data;
        data.emplace_back(std::move(picture));
        json::Object answer;
        answer.set(u"data"_s, std::move(data));
        answer.set(u"model"_s, order.model);
        response = jsonResponse(json::Value(std::move(answer)));
    }
    reply.send(response);
    Q_EMIT served(caller, code);
    co_return Result<>();
}

HttpResponse PeerProvider::failed(const Error &error) const
{
    // Never the sentence: it may name files of this computer.
    if (error.code == errors::ShareModelUnknown)
        return errorResponse(404, u"model_not_served"_s, u"this node does not serve that image model"_s);
    if (error.code == errors::InvalidArgument || error.code.text().starts_with("recipe."))
        return errorResponse(400, u"invalid_request"_s,
                             u"this model can't draw that (%1)"_s.arg(error.code.toString()));
    if (error.code == errors::ShareNotNow || error.code == errors::Cancelled)
        return errorResponse(503, u"backend_unavailable"_s, u"not now"_s);
    return errorResponse(502, u"upstream_failed"_s, u"it could not be drawn (%1)"_s.arg(error.code.toString()));
}

} // namespace ain::share
