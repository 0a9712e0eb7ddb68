// What nodes say about themselves, and where they may be spoken to.
#pragma once

#include "core/base/result.h"
#include "core/crypto/address.h"
#include "core/json/value.h"
#include "gpu/share/peer/peererrors.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace ain::share {

/// One kind of model that a node runs, and which.
struct PeerModels {
    QString modality = {}; ///< "image", "chat" or "transcription"
    QStringList models = {}; ///< at most 8, each at most IdMax
    friend bool operator==(const PeerModels &, const PeerModels &) = default;
};

struct PeerInfo {
    crypto::Address address = {};
    QString publicKey = {}; ///< 128 hex digits, or empty
    QString name = {}; ///< printable, at most 80
    QString endpoint = {}; ///< as endpointOf() gives it; empty: it can't be spoken to
    QStringList roles = {}; ///< of "seller", "verifier", "serving", "gateway"
    QString ledger = {}; ///< "local" or "ain"
    int chainId = 0;
    QString version = {};
    qint64 lastSeenMs = 0;
    QList<PeerModels> backends = {}; ///< at most 16

    [[nodiscard]] QStringList imageModels() const;
    friend bool operator==(const PeerInfo &, const PeerInfo &) = default;
};

[[nodiscard]] json::Value toJson(const PeerInfo &info);
/// Of another node, perhaps a newer or a broken one: what is needed must be right, everything else is cut to its
/// limits or left out. Errors: PeerAnswer ("host" is for the caller to add).
[[nodiscard]] Result<PeerInfo> peerInfoFromJson(const json::Value &value);

/// "https://host:port/path" without a slash at the end, of at most 300 characters; nothing else stands in it. Empty:
/// no endpoint.
[[nodiscard]] QString endpointOf(const QString &text);

enum class EndpointSource {
    Configured, ///< the owner named it
    Learned ///< a stranger did
};
/// https, or http to this computer if the owner named it. What strangers name is never on this computer or in its own
/// network: nobody shall make us knock there. `allowsLocal` lifts that (practice on one computer).
[[nodiscard]] bool mayCall(const QString &endpoint, EndpointSource source, bool allowsLocal = false);

} // namespace ain::share
