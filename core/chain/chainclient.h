// Typed calls to AIN nodes: several gateways, health, rate budget, back-off, bounded answers (chain.md 6).
// Everything it returns is a node's word: Claimed, never proven.
#pragma once

#include "core/base/clock.h"
#include "core/base/task.h"
#include "core/chain/network.h"
#include "core/chain/transaction.h"

#include <QNetworkAccessManager>
#include <QObject>

#include <memory>

namespace ain {

namespace errors {
inline constexpr ErrorCode RpcUnreachable{"rpc.unreachable"}; ///< no gateway answered; args: host, reason
inline constexpr ErrorCode RpcTimeout{"rpc.timeout"}; ///< args: host, seconds
inline constexpr ErrorCode RpcRateLimited{"rpc.rate_limited"}; ///< args: host
inline constexpr ErrorCode RpcMalformed{"rpc.malformed"}; ///< args: host, what
inline constexpr ErrorCode RpcTooLarge{"rpc.too_large"}; ///< args: host, limit
inline constexpr ErrorCode RpcRefused{"rpc.refused"}; ///< JSON-RPC or domain error; args: code, message
inline constexpr ErrorCode RpcWrongNetwork{
    "rpc.wrong_network"}; ///< chain id or genesis differ; args: host, expected, found
} // namespace errors

namespace chain {

struct GatewayHealth {
    QUrl url;
    bool isUp = false;
    qint64 lastBlock = -1;
    qint64 latencyMs = -1;
    QString protocolVersion;
    std::optional<Error> lastError;
};

struct BlockSummary {
    qint64 number = -1;
    QString hash;
    qint64 timestampMs = 0;
    qint64 epoch = 0;
};

struct SendAnswer {
    /// The node took it into its pool (or had it already). Never a proof of success (chain.md 11).
    bool accepted = false;
    /// A pre-check refused it: the nonce is free again.
    bool rejected = false;
    ExecutionResult provisional;
};

/// Lives in the thread it is made in (main). All calls return at once.
class ChainClient : public QObject {
    Q_OBJECT
public:
    ChainClient(Network network, QNetworkAccessManager &http, Clock &clock);
    ~ChainClient() override;

    [[nodiscard]] const Network &network() const;
    [[nodiscard]] QList<GatewayHealth> health() const;
    /// Asks every gateway for version, chain id, genesis and last block; a gateway of another chain is dropped.
    /// For an own URL it fills chain id, epoch and minimum gas price of network().
    Task<> connectToNetwork();

    /// The payload (inner `result`) of any method. Read class unless the method sends.
    Task<json::Value> call(QString method, json::Object params);
    /// Same, at one gateway (index into network().rpcUrls).
    Task<json::Value> callAt(int gateway, QString method, json::Object params);

    Task<BlockSummary> lastBlock();
    Task<json::Value> block(qint64 number); ///< full; null when unknown
    Task<json::Value> value(QString path, bool final = true);
    Task<json::Value> rule(QString path);
    Task<json::Value> owner(QString path);
    /// Many reads at once and of one state (`GET` op_list, at most 50).
    Task<json::Array> values(QStringList paths, bool final = true);
    Task<Amount> balance(crypto::Address address); ///< final state, floor of the raw double
    Task<qint64> nonce(crypto::Address address, bool pending);
    /// Balance and account existence of many addresses (final state); missing accounts are empty.
    Task<QList<std::optional<Amount>>> balances(QList<crypto::Address> addresses);

    Task<ExecutionResult> dryRun(SignedTransaction transaction);
    Task<SendAnswer> send(SignedTransaction transaction);
    /// One look at a transaction; combines tracker, block and receipt (chain.md 11, with its traps).
    Task<TxStatus> status(QString txHash);
    /// The raw tracker answer, for `tx show`.
    Task<json::Value> transactionByHash(QString txHash);

Q_SIGNALS:
    /// A new final block was seen (event channel or polling): a hint to refresh.
    void blockSeen(qint64 number, qint64 timestampMs);
    void healthChanged();

public:
    /// Follows the chain: event channel if the network has one, polling every epoch/2 otherwise.
    void startFollowing();
    void stopFollowing();
    /// Hints when this transaction changes; polling fallback included.
    void watchTransaction(const QString &txHash);

Q_SIGNALS:
    void transactionHint(const QString &txHash);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace chain
} // namespace ain
