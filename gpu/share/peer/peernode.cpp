#include "gpu/share/peer/peernode.h"

#include "gpu/share/images/imageparams.h"

#include <algorithm>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr int PatientFailures = 3; ///< after these a node is greeted less and less often
constexpr int RarestRound = 64;

http::HttpOptions serverOptions()
{
    http::HttpOptions options;
    options.maxBody = 64LL * 1024;
    options.refusal = &PeerProvider::refusal;
    return options;
}

/// Refusals that another node need not share.
bool isWorthAnother(ErrorCode code) { return code != errors::InvalidArgument; }

} // namespace

PeerNode::PeerNode(const PeerNodeParts &parts, PeerNodeOptions options)
    : m_parts(parts),
      m_options(std::move(options)),
      m_peers(parts.signer.address(), m_options.allowsLocal),
      m_client(PeerClientParts{parts.http, parts.signer, parts.clock, parts.pool, parts.decoder}, m_options.client),
      m_provider(PeerProviderParts{parts.backend, m_peers, parts.clock, [this] { return plainSelf(); },
                                   [this] { return isServing(); }, m_options.admits},
                 m_options.provider),
      m_server(
          [this](const http::HttpRequest &request, const http::HttpReply &reply) { m_provider.handle(request, reply); },
          serverOptions())
{
    connect(&m_server, &http::HttpServer::sent, this, &PeerNode::sent);
    m_timer.setInterval(m_options.roundMs);
    connect(&m_timer, &QTimer::timeout, this, [this] { round().detach(); }); // what went wrong stands in the list
    connect(&m_provider, &PeerProvider::served, this, &PeerNode::served);
}

PeerNode::~PeerNode() { stop(); }

Result<> PeerNode::start(quint16 port, const QList<QHostAddress> &addresses)
{
    const QString wanted = endpointOf(m_options.endpoint);
    if (!m_options.endpoint.isEmpty() && !mayCall(wanted, EndpointSource::Configured))
        return failure(errors::PeerAddress, {{u"url"_s, m_options.endpoint}});
    if (auto listening = m_server.listen(port, addresses); !listening)
        return listening;
    m_endpoint = wanted.isEmpty() ? u"http://127.0.0.1:%1"_s.arg(m_server.port()) : wanted;
    m_timer.start();
    return {};
}

void PeerNode::stop()
{
    m_timer.stop();
    m_server.close();
}

PeerInfo PeerNode::plainSelf() const
{
    PeerInfo info;
    info.address = m_parts.signer.address();
    info.publicKey = m_parts.signer.publicKey();
    info.name = plainText(m_options.name, 80);
    info.endpoint = m_endpoint;
    if (isServing())
        info.roles = QStringList{u"serving"_s};
    info.ledger = u"ain"_s;
    info.chainId = m_options.chainId;
    info.version = m_options.version;
    info.lastSeenMs = m_parts.clock.nowMs();
    return info;
}

Result<> PeerNode::addPeer(const QString &endpoint)
{
    const QString plain = endpointOf(endpoint);
    if (!mayCall(plain, EndpointSource::Configured))
        return failure(errors::PeerAddress, {{u"url"_s, endpoint}});
    m_peers.add(plain, EndpointSource::Configured);
    return {};
}

Task<> PeerNode::round()
{
    if (m_isGreeting)
        co_return Result<>();
    m_isGreeting = true;
    ++m_rounds;
    const QList<Peer> peers = m_peers.all();
    for (const Peer &peer : peers) {
        const int doublings = std::max(0, peer.failures - PatientFailures);
        const int every = doublings < 6 ? 1 << doublings : RarestRound;
        if (m_rounds % quint64(every) != 0 || peer.endpoint == m_endpoint)
            continue;
        auto greeted = co_await greet(peer);
        if (!greeted && greeted.error().code == errors::Cancelled)
            co_return failure(errors::Cancelled);
    }
    m_isGreeting = false;
    co_return Result<>();
}

Task<> PeerNode::greet(Peer peer)
{
    const PeerInfo own = self();
    auto info = co_await m_client.hello(peer.endpoint, own);
    if (!info) {
        // What went wrong here, such as a wallet that was locked, is not theirs.
        if (info.error().code.text().starts_with("peer."))
            m_peers.failed(peer.endpoint, info.error());
        co_return failure(info.error());
    }
    m_peers.answered(peer.endpoint, *info, m_parts.clock.nowMs());
    if (!m_options.learns)
        co_return Result<>();
    auto known = co_await m_client.peers(peer.endpoint);
    if (!known)
        co_return failure(known.error());
    for (const QString &endpoint : std::as_const(*known)) {
        if (endpoint != m_endpoint)
            m_peers.add(endpoint, EndpointSource::Learned);
    }
    co_return Result<>();
}

Task<DrawnByPeer> PeerNode::draw(QString modelRef, ImageOrder order)
{
    const ModelRef ref = modelRefOf(modelRef);
    const QList<PeerTarget> targets = m_peers.targets(ref, m_parts.clock.nowMs());
    const QVariantMap args{{u"name"_s, modelRef}};
    Error why{errors::ShareModelUnknown, args};
    for (const PeerTarget &target : targets) {
        auto drawn = co_await m_client.draw(target, order);
        if (drawn)
            co_return *drawn;
        why = drawn.error();
        if (!isWorthAnother(why.code))
            break;
    }
    co_return failure(why);
}

} // namespace ain::share
