// The nodes that are known, and which of them are a way to a picture now.
#pragma once

#include "gpu/share/peer/peerinfo.h"

#include <QList>

#include <optional>

namespace ain::share {

inline constexpr qint64 PeerFreshMs = 5LL * 60 * 1000; ///< not heard of for longer: no way to a picture
inline constexpr qsizetype PeersMost = 50;
inline constexpr int PeerFailuresMost = 60; ///< in a row; then a learned one is forgotten

struct Peer {
    QString endpoint = {};
    EndpointSource source = EndpointSource::Learned;
    std::optional<PeerInfo> info = {};
    bool wasAsked = false; ///< `info` came from the endpoint itself, not from somebody who spoke for it
    qint64 lastSeenMs = 0; ///< 0: never
    int failures = 0; ///< in a row
    std::optional<Error> lastError = {};
};

/// A node that draws.
struct PeerTarget {
    crypto::Address address = {};
    QString endpoint = {};
    QString name = {};
    QString model = {};
    qint64 lastSeenMs = 0;
};

/// "model@0xADDRESS": a model on one node; without the address on any.
struct ModelRef {
    QString model = {};
    crypto::Address node = {}; ///< empty: any
};
[[nodiscard]] ModelRef modelRefOf(const QString &text);
[[nodiscard]] QString textOf(const ModelRef &ref);

/// A value. Thread: any, one at a time.
class PeerList {
public:
    /// `self` is never in it. `allowsLocal`: see mayCall().
    explicit PeerList(crypto::Address self, bool allowsLocal = false)
        : m_self(std::move(self)), m_allowsLocal(allowsLocal)
    {
    }

    /// False: known already, not to be called, or no room: a learned one takes the place of the learned one that was
    /// not heard of for longest. A configured one finds a place always.
    bool add(const QString &endpoint, EndpointSource source);
    bool remove(const QString &endpoint);
    /// As it was written down in a former run; the same rules as for add().
    bool restore(const Peer &peer);
    /// It answered itself.
    void answered(const QString &endpoint, const PeerInfo &info, qint64 nowMs);
    /// Somebody with the key of `info.address` said that it is there. What an endpoint said itself stands above that.
    void announced(const PeerInfo &info, qint64 nowMs);
    /// A learned one is forgotten after PeerFailuresMost.
    void failed(const QString &endpoint, const Error &error);

    [[nodiscard]] const QList<Peer> &all() const { return m_peers; }
    [[nodiscard]] bool allowsLocal() const { return m_allowsLocal; }
    [[nodiscard]] QStringList endpoints() const;
    /// Those that draw with this model now, last heard of first; each node once. An empty model: with any.
    [[nodiscard]] QList<PeerTarget> targets(const ModelRef &ref, qint64 nowMs) const;

private:
    [[nodiscard]] Peer *find(const QString &endpoint);

    crypto::Address m_self;
    bool m_allowsLocal;
    QList<Peer> m_peers;
};

} // namespace ain::share
