// This program as a node of AI Network: it asks other nodes for pictures, and draws for them while its owner allows.
#pragma once

#include "app/services/peerbook.h"
#include "app/services/services.h"
#include "gpu/share/exchange/signer.h"
#include "gpu/share/images/studiobackend.h"
#include "gpu/share/peer/peernode.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace ain::app {

struct PeerServeOptions {
    quint16 port = 0; ///< 0: any free one
    QList<QHostAddress> addresses = http::HttpServer::loopback();
    QString endpoint = {}; ///< where others reach it; empty: the port on this computer
    QString name = {}; ///< as others see it
    QStringList seedPeers = {}; ///< whom to greet first
    /// Whether the owner's rules allow it now. None: they always do.
    std::function<Result<>()> permission = {};
    std::function<void(qint64)> onSent = {}; ///< hears of bytes that went out
    /// Whether it is offered to others at all. None: it is.
    std::function<bool()> isOffered = {};
    int perDay = 200; ///< pictures of one node
    /// Speaks with nodes of this computer and of networks near it, whoever named them: for practice.
    bool allowsLocal = false;
    int roundMs = 4'000; ///< between two rounds of greeting
    int joinMs = 5'000; ///< between two looks at the file of known nodes
    share::PeerProviderLimits limits = {.runningPerNode = 2, .running = 4};
};

/// A picture that another node drew, in the gallery now.
struct PeerDrawing {
    qint64 picture = 0;
    QString sha256 = {};
    QSize size = {};
    crypto::Address drawer = {};
    QString node = {}; ///< its name
    QString endpoint = {};
    QString model = {};
    /// What the drawer says how it was drawn; empty: it does not, and with it nobody can draw it again.
    std::optional<recipe::GenerationRequest> recipe = {};
};

/// For one account, whose key signs. Thread: main. Goes before the network and the studio do.
class PeerRooms : public QObject {
    Q_OBJECT
public:
    /// `services` has the network and the vault open.
    PeerRooms(Services &services, vault::KeyRecord account, share::PeerClientOptions client = {});
    ~PeerRooms() override;

    /// Before anything else. Errors: those of the vault.
    Task<> open();
    [[nodiscard]] const vault::KeyRecord &account() const { return m_account; }

    /// Greets a node, and remembers it as one that the owner named. Errors: PeerAddress, PeerUnreachable, PeerRefused,
    /// PeerAnswer, those of PeerBook.
    Task<share::PeerInfo> hello(QString endpoint);
    /// Orders one picture of the node at `endpoint`; an empty model: the first it names. What comes is looked at,
    /// written anew and listed with who drew it. Wants the studio open. Errors: as of hello(), ShareModelUnknown,
    /// PeerPictureRefused, those of gallery and content store.
    Task<PeerDrawing> draw(QString endpoint, share::ImageOrder order);

    /// Listens, greets and draws from now on; what a former run left is taken out of the queue. Wants the studio open.
    /// Errors: HttpListen, PeerAddress, those of PeerBook.
    Task<> serve(PeerServeOptions options);
    void stopServing();
    /// What runs for others ends now, and they are told.
    void withdraw();
    [[nodiscard]] share::PeerNode *node() { return m_node.get(); } ///< null: not serving
    [[nodiscard]] QString endpoint() const { return m_node ? m_node->endpoint() : QString(); }
    [[nodiscard]] int drawnToday() const { return m_usage.today(); } ///< for others

Q_SIGNALS:
    void changed(); ///< who is known, or what was drawn
    /// See share::PeerNode::served().
    void served(const QString &caller, const QString &code);

private:
    class Signer;
    Task<> remember(QString endpoint, share::PeerInfo info);
    Task<PeerDrawing> list(share::PeerTarget target, share::ImageOrder order, share::DrawnByPeer drawn);
    void join();
    void noteServed(const QString &caller, const QString &code);

    Services &m_services;
    vault::KeyRecord m_account;
    std::unique_ptr<Signer> m_signer;
    QNetworkAccessManager m_http;
    share::PeerClientOptions m_clientOptions;
    std::unique_ptr<share::PeerClient> m_client;
    PeerBook m_book;
    PeerUsage m_usage;
    std::unique_ptr<share::StudioBackend> m_backend;
    std::unique_ptr<share::PeerNode> m_node;
    QTimer m_joining;
};

/// What a node and those it knows draw with, asked without a name. Errors: as of PeerRooms::hello().
Task<QList<share::NetworkModel>> modelsOfNode(Services &services, QString endpoint);

} // namespace ain::app
