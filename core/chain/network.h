// The networks this program speaks to (chain.md 8.1).
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace ain {

namespace errors {
inline constexpr ErrorCode NetworkUrl{"network.url"}; ///< not an http(s) URL of an AIN node; args: text
inline constexpr ErrorCode NetworkUnknown{"network.unknown"}; ///< args: text
} // namespace errors

namespace chain {

/// Everything that differs between networks. `id` is "practice", "testnet", "mainnet" or "url:<rpc url>" and is what
/// keys and records are bound to.
struct Network {
    QString id;
    int chainId = 0;
    QList<QUrl> rpcUrls; ///< full JSON-RPC addresses, ".../json-rpc"
    QList<QUrl> eventUrls; ///< may be empty: polling works alone; an own node is asked for its own when followed
    int epochMs = 20000;
    qint64 minGasPrice = 500; ///< µAIN per gas unit
    QString genesisHash; ///< empty: not known beforehand (own URL)
    bool isPractice = false;

    [[nodiscard]] static Network mainnet();
    [[nodiscard]] static Network testnet();
    /// A practice network already running at these loopback addresses.
    [[nodiscard]] static Network practice(const QUrl &rpcUrl, const QUrl &eventUrl, const QString &genesisHash);
    /// An own node; "/json-rpc" is added when the path is empty. Chain id and epoch are read from the node later.
    [[nodiscard]] static Result<Network> custom(const QString &url);
    /// "testnet", "mainnet" or a URL (practice needs a running network).
    [[nodiscard]] static Result<Network> fromText(const QString &text);
};

/// The event channel that the gateway `rpcUrl` says it has, when it may be opened: ws or wss on the gateway's own host
/// (any loopback name for a gateway on loopback), and wss when the gateway is asked over https. What follows my
/// transactions is told to nobody who was not asked before.
[[nodiscard]] std::optional<QUrl> eventUrlOf(const QUrl &rpcUrl, const QString &told);

} // namespace chain
} // namespace ain
