// This node as others meet it: who it is, whom it knows, and pictures for who signs.
#pragma once

#include "core/base/clock.h"
#include "core/http/httpserver.h"
#include "gpu/share/images/imagebackend.h"
#include "gpu/share/peer/peerauth.h"
#include "gpu/share/peer/peerlist.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace ain::share {

struct PeerProviderParts {
    ImageBackend &backend;
    PeerList &peers;
    const Clock &clock;
    /// As this node tells of itself now; its `backends` are filled in here.
    std::function<PeerInfo()> self = {};
    /// Whether pictures are drawn for others at all; none: they are.
    std::function<bool()> isServing = {};
    /// Whether this node may have one more picture; asked once for each that is begun. None: it may.
    std::function<bool(const QString &caller)> admits = {};
};

struct PeerProviderLimits {
    int perMinute = 60; ///< pictures of one node
    int asksPerMinute = 240; ///< everything else, of one internet address
    int runningPerNode = 2;
    int running = 8;
    int steps = 30; ///< more are not drawn
    int answerMs = 180'000;
};

/// `POST /p2p/hello`, `GET /p2p/info`, `GET /p2p/peers`, `GET /p2p/records` (none), `GET /api/network/models`,
/// `POST /p2p/models/image`. Asked by its own host name or a loopback one, never by web pages. Who hangs up cancels.
/// Thread: main.
class PeerProvider final : public QObject {
    Q_OBJECT
public:
    explicit PeerProvider(PeerProviderParts parts, const PeerProviderLimits &limits = {});
    ~PeerProvider() override;

    void handle(const http::HttpRequest &request, const http::HttpReply &reply);
    [[nodiscard]] int running() const { return m_running; }
    [[nodiscard]] PeerInfo self() const; ///< with the models that are offered now
    /// {"error": {"message", "code"}}
    [[nodiscard]] static http::HttpResponse errorResponse(int status, const QString &code, const QString &message);
    [[nodiscard]] static http::HttpResponse refusal(int status, const QByteArray &text);

Q_SIGNALS:
    /// A picture that was begun was handed over, or was not (`code` of the answer; empty: it was).
    void served(const QString &caller, const QString &code);

private:
    struct Call;
    [[nodiscard]] bool isForUs(const http::HttpRequest &request) const;
    [[nodiscard]] http::HttpResponse hello(const http::HttpRequest &request);
    [[nodiscard]] http::HttpResponse peerList() const;
    [[nodiscard]] http::HttpResponse networkModels() const;
    void image(const http::HttpRequest &request, const http::HttpReply &reply);
    [[nodiscard]] http::HttpResponse tooMany() const;
    Task<> draw(QString caller, ImageOrder order, http::HttpReply reply);
    [[nodiscard]] http::HttpResponse failed(const Error &error) const;

    PeerProviderParts m_parts;
    PeerProviderLimits m_limits;
    AuthGuard m_seen;
    CallLimiter m_calls;
    CallLimiter m_asks;
    QHash<QString, int> m_byNode; ///< running, by caller
    int m_running = 0;
    quint64 m_orders = 0;
    const QString m_tag; ///< of order ids, so that two providers of one backend don't meet
};

} // namespace ain::share
