#include "gpu/share/peer/peerlist.h"

#include <algorithm>

namespace ain::share {

using namespace Qt::StringLiterals;

ModelRef modelRefOf(const QString &text)
{
    const qsizetype at = text.lastIndexOf(u'@');
    if (at > 0) {
        if (const auto node = crypto::Address::parse(text.mid(at + 1)))
            return {.model = text.left(at), .node = *node};
    }
    return {.model = text};
}

QString textOf(const ModelRef &ref)
{
    return ref.node.isEmpty() ? ref.model : ref.model + u'@' + ref.node.toString().toLower();
}

Peer *PeerList::find(const QString &endpoint)
{
    const auto found = std::find_if(m_peers.begin(), m_peers.end(),
                                    [&endpoint](const Peer &peer) { return peer.endpoint == endpoint; });
    return found == m_peers.end() ? nullptr : &*found;
}

bool PeerList::add(const QString &endpoint, EndpointSource source)
{
    if (!mayCall(endpoint, source, m_allowsLocal))
        return false;
    if (Peer *known = find(endpoint)) {
        if (source == EndpointSource::Configured)
            known->source = source;
        return false;
    }
    if (m_peers.size() >= PeersMost && source == EndpointSource::Learned) {
        auto oldest = m_peers.end();
        for (auto it = m_peers.begin(); it != m_peers.end(); ++it) {
            const bool isOlder = oldest == m_peers.end() || it->lastSeenMs < oldest->lastSeenMs;
            if (it->source == EndpointSource::Learned && isOlder)
                oldest = it;
        }
        if (oldest == m_peers.end())
            return false;
        m_peers.erase(oldest);
    }
    m_peers.append(Peer{.endpoint = endpoint, .source = source});
    return true;
}

bool PeerList::remove(const QString &endpoint)
{
    return m_peers.removeIf([&endpoint](const Peer &peer) { return peer.endpoint == endpoint; }) > 0;
}

bool PeerList::restore(const Peer &peer)
{
    const bool isUs = peer.info && peer.info->address == m_self;
    if (isUs || !add(peer.endpoint, peer.source))
        return false;
    Peer *restored = find(peer.endpoint);
    restored->info = peer.info;
    restored->wasAsked = peer.wasAsked;
    restored->lastSeenMs = peer.lastSeenMs;
    return true;
}

void PeerList::answered(const QString &endpoint, const PeerInfo &info, qint64 nowMs)
{
    if (info.address == m_self) {
        remove(endpoint); // another way to ourselves
        return;
    }
    Peer *peer = find(endpoint);
    if (peer == nullptr)
        return;
    peer->info = info;
    peer->wasAsked = true;
    peer->lastSeenMs = nowMs;
    peer->failures = 0;
    peer->lastError.reset();
}

void PeerList::announced(const PeerInfo &info, qint64 nowMs)
{
    if (info.address == m_self || info.endpoint.isEmpty())
        return;
    add(info.endpoint, EndpointSource::Learned);
    Peer *peer = find(info.endpoint);
    if (peer == nullptr)
        return;
    const bool isTheSame = peer->info && peer->info->address == info.address;
    if (peer->wasAsked && !isTheSame)
        return;
    peer->info = info;
    peer->lastSeenMs = nowMs;
}

void PeerList::failed(const QString &endpoint, const Error &error)
{
    Peer *peer = find(endpoint);
    if (peer == nullptr)
        return;
    ++peer->failures;
    peer->lastError = error;
    if (peer->source == EndpointSource::Learned && peer->failures >= PeerFailuresMost)
        remove(endpoint);
}

QStringList PeerList::endpoints() const
{
    QStringList endpoints;
    for (const Peer &peer : m_peers)
        endpoints.append(peer.endpoint);
    return endpoints;
}

QList<PeerTarget> PeerList::targets(const ModelRef &ref, qint64 nowMs) const
{
    QList<PeerTarget> targets;
    for (const Peer &peer : m_peers) {
        if (!peer.info || peer.lastSeenMs == 0 || nowMs - peer.lastSeenMs > PeerFreshMs)
            continue;
        if (!ref.node.isEmpty() && peer.info->address != ref.node)
            continue;
        const QStringList models = peer.info->imageModels();
        const QString model = ref.model.isEmpty() ? models.value(0) : ref.model;
        if (!models.contains(model))
            continue;
        targets.append(PeerTarget{.address = peer.info->address,
                                  .endpoint = peer.endpoint,
                                  .name = peer.info->name,
                                  .model = model,
                                  .lastSeenMs = peer.lastSeenMs});
    }
    std::stable_sort(targets.begin(), targets.end(),
                     [](const PeerTarget &a, const PeerTarget &b) { return a.lastSeenMs > b.lastSeenMs; });
    QList<PeerTarget> once;
    for (const PeerTarget &target : std::as_const(targets)) {
        const bool isTwice = std::any_of(once.cbegin(), once.cend(), [&target](const PeerTarget &other) {
            return other.address == target.address && other.model == target.model;
        });
        if (!isTwice)
            once.append(target);
    }
    return once;
}

} // namespace ain::share
