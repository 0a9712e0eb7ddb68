// A node of the network: its port, its list of others, and the rounds in which they greet each other.
#pragma once

#include "gpu/share/peer/peerclient.h"
#include "gpu/share/peer/peerprovider.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace ain::share {

struct PeerNodeParts {
    ImageBackend &backend;
    PeerSigner &signer;
    QNetworkAccessManager &http;
    QThreadPool &pool;
    const Clock &clock;
    engine::EngineClient &decoder; ///< PeerClientParts::decoder
};

struct PeerNodeOptions {
    QString name = {}; ///< as others see it
    /// Where others reach this node, usually https at a proxy in front of it; empty: on the port that start() opened,
    /// for this computer alone.
    QString endpoint = {};
    QString version = {};
    int chainId = 0;
    bool serves = true; ///< draws for others
    std::function<bool()> isServing = {}; ///< whether it does just now; none: always
    std::function<bool(const QString &caller)> admits = {}; ///< see PeerProviderParts
    bool learns = true; ///< speaks to whom others name
    bool allowsLocal = false; ///< see mayCall()
    int roundMs = 4'000;
    PeerProviderLimits provider = {};
    PeerClientOptions client = {};
};

/// Thread: main. Silent and closed at first.
class PeerNode final : public QObject {
    Q_OBJECT
public:
    PeerNode(const PeerNodeParts &parts, PeerNodeOptions options);
    ~PeerNode() override;

    /// Opens the port and begins to greet. `addresses`: loopback, unless the owner wants it otherwise. Errors:
    /// HttpListen, PeerAddress (of the endpoint).
    [[nodiscard]] Result<> start(quint16 port, const QList<QHostAddress> &addresses = http::HttpServer::loopback());
    void stop();
    [[nodiscard]] bool isRunning() const { return m_server.isListening(); }
    [[nodiscard]] quint16 port() const { return m_server.port(); }
    [[nodiscard]] const QString &endpoint() const { return m_endpoint; }

    /// As others are told, with the models that are offered now.
    [[nodiscard]] PeerInfo self() const { return m_provider.self(); }
    /// The owner names a node. Errors: PeerAddress.
    [[nodiscard]] Result<> addPeer(const QString &endpoint);
    [[nodiscard]] PeerList &peers() { return m_peers; }
    [[nodiscard]] PeerClient &client() { return m_client; }
    /// Greets everybody once; by itself every `roundMs` between start() and stop().
    Task<> round();

    /// From the node that was heard of last among those that draw with this model ("model", "model@0x…" or empty),
    /// else from the next. Errors: ShareModelUnknown when nobody does; those of PeerClient::draw() of the last one.
    Task<DrawnByPeer> draw(QString modelRef, ImageOrder order);
    /// Pictures that are being drawn for others.
    [[nodiscard]] int running() const { return m_provider.running(); }

Q_SIGNALS:
    void sent(qint64 bytes); ///< HttpServer::sent()
    void served(const QString &caller, const QString &code);

private:
    Task<> greet(Peer peer);
    [[nodiscard]] PeerInfo plainSelf() const; ///< without models
    [[nodiscard]] bool isServing() const { return m_options.serves && (!m_options.isServing || m_options.isServing()); }

    PeerNodeParts m_parts;
    PeerNodeOptions m_options;
    QString m_endpoint;
    PeerList m_peers;
    PeerClient m_client;
    PeerProvider m_provider;
    http::HttpServer m_server;
    QTimer m_timer;
    quint64 m_rounds = 0;
    bool m_isGreeting = false;
};

} // namespace ain::share
