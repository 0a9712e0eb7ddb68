// Several gateways of one network: which one to ask, who failed and when it may be tried again.
#pragma once

#include "core/base/rng.h"
#include "core/chain/chainclient.h"
#include "core/chain/rpcclient.h"

#include <memory>
#include <vector>

namespace ain::chain {

struct GatewayAnswer {
    int gateway = -1;
    json::Value payload;
};

/// True for errors that say nothing about the question: another gateway may answer it.
[[nodiscard]] bool isGatewayFault(const Error &error);

/// Thread: the one it lives in.
class Gateways : public QObject {
    Q_OBJECT
public:
    Gateways(const Network &network, QNetworkAccessManager &http, Clock &clock, Rng &rng, QObject *parent = nullptr);
    ~Gateways() override;

    [[nodiscard]] int count() const { return int(m_gateways.size()); }
    [[nodiscard]] RpcClient &client(int gateway) { return *m_gateways[std::size_t(gateway)].client; }
    [[nodiscard]] QList<GatewayHealth> health() const;
    /// Not of another chain, best first: working ones, then those whose back-off is over, then the rest.
    [[nodiscard]] QList<int> usable() const;
    [[nodiscard]] QString host(int gateway) const;
    /// Its latest answer was an error, or it was dropped. One that was never asked is not failing.
    [[nodiscard]] bool isFailing(int gateway) const;

    /// Asks the best one, and the next when it fails.
    Task<GatewayAnswer> call(QString method, json::Object params, CallKind kind);
    /// Asks this one only; `received` as in RpcClient::call().
    Task<json::Value> callAt(int gateway, QString method, json::Object params, CallKind kind,
                             std::shared_ptr<qint64> received = nullptr);

    /// It belongs to another chain (or lied about it): never asked again until readmit().
    void drop(int gateway, Error reason);
    void readmit(int gateway);
    void noteLastBlock(int gateway, qint64 number);

Q_SIGNALS:
    void healthChanged();

private:
    struct Gateway {
        std::unique_ptr<QNetworkAccessManager> http; ///< empty: the shared one
        std::unique_ptr<RpcClient> client;
        GatewayHealth health;
        bool isDropped = false;
        int failures = 0;
        qint64 retryAt = 0; ///< monotonic ms
    };
    void noteAnswer(Gateway &gateway, const QString &protocolVersion);
    void noteFailure(Gateway &gateway, const Error &error);

    Clock &m_clock;
    Rng &m_rng;
    std::vector<Gateway> m_gateways;
    int m_preferred = 0;
};

} // namespace ain::chain
