// Which chain, how it is, and the practice faucet. Main thread.
#pragma once

#include "core/base/task.h"
#include "ui/backend/types.h"

#include <QObject>

namespace ain::ui {

enum class NetworkKind { Practice, Testnet, Mainnet, Custom };

struct Network {
    QString id;
    NetworkKind kind = NetworkKind::Practice;
    QString url; ///< of the first gateway; empty for practice
};

/// What the nodes say. What of it is proven stands in LightBackend.
enum class ChainState { Connecting, Following, Offline };

struct ChainStatus {
    ChainState state = ChainState::Connecting;
    qint64 block = -1;
    qint64 checkedMs = 0; ///< when `block` was heard of
    QString node; ///< host
    std::optional<Error> error; ///< why Offline
};

struct GatewayHealth {
    QString url;
    bool reachable = false;
    int latencyMs = 0;
    qint64 block = -1;
    std::optional<Error> error;
};

class NetworkBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual QList<Network> networks() const = 0;
    [[nodiscard]] virtual Network current() const = 0;
    [[nodiscard]] virtual ChainStatus status() const = 0;

    virtual Task<> select(QString networkId) = 0;
    /// Asks the node for its chain first; refused when it does not answer like one.
    virtual Task<Network> addCustom(QString url) = 0;
    /// The node asked in place of the current network's usual ones; empty: those. Mainnet and testnet only.
    [[nodiscard]] virtual QString node() const = 0;
    /// From now on; empty: the usual ones again. Ends when it answered; what it says is checked as the usual ones' is.
    virtual Task<> setNode(QString url) = 0;
    virtual Task<QList<GatewayHealth>> checkHealth() = 0;
    /// F5.
    virtual Task<> refresh() = 0;
    /// Practice only: gives the current account some play money, and says how much.
    virtual Task<Amount> requestFaucet() = 0;

Q_SIGNALS:
    void currentChanged();
    void statusChanged();
};

} // namespace ain::ui
