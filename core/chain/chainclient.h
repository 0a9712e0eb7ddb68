// Typed calls to AIN nodes: several gateways, health, rate budget, back-off, bounded answers (chain.md 6).
// Everything it returns is a node's word: Claimed, never proven.
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"
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
inline constexpr ErrorCode RpcContradiction{
    "rpc.contradiction"}; ///< an answer fails its check, or two gateways differ; args: host, other, what
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
    /// A pre-check refused it, and no gateway asked before may have it: the nonce is free again. With neither set
    /// nothing is known (the pool was full): the same bytes may be sent again.
    bool rejected = false;
    int gateway = -1; ///< who answered
    ExecutionResult provisional;
};

/// Lives in the thread it is made in (main). All calls return at once.
class ChainClient : public QObject {
    Q_OBJECT
public:
    ChainClient(Network network, QNetworkAccessManager &http, Clock &clock);
    /// `rng` (for the jitter of back-offs) must outlive the client.
    ChainClient(Network network, QNetworkAccessManager &http, Clock &clock, Rng &rng);
    ~ChainClient() override;

    [[nodiscard]] const Network &network() const;
    [[nodiscard]] QList<GatewayHealth> health() const;
    /// Of one answer, for every gateway: time from the first byte sent to the last received, and length.
    void setAnswerLimits(int timeoutMs, qsizetype bytes);
    /// Asks every gateway for version, chain id, genesis and last block; a gateway of another chain is dropped.
    /// For an own URL it fills chain id, epoch and minimum gas price of network().
    Task<> connectToNetwork();

    /// The payload (inner `result`) of any method. Read class unless the method sends.
    Task<json::Value> call(QString method, json::Object params);
    /// Same, at one gateway (index into network().rpcUrls). The bytes that came are added to `received`, also those of
    /// an answer that is refused.
    Task<json::Value> callAt(int gateway, QString method, json::Object params,
                             std::shared_ptr<qint64> received = nullptr);
    /// Gateways of this chain, best first, as indexes into network().rpcUrls.
    [[nodiscard]] QList<int> usableGateways() const;

    Task<BlockSummary> lastBlock();
    /// The newest final block seen so far, without asking; number -1: none yet.
    [[nodiscard]] BlockSummary newestBlock() const;
    Task<json::Value> block(qint64 number); ///< full; null when unknown
    /// Full blocks from..to-1, at most 20, each checked against its own hash.
    Task<json::Array> blocks(qint64 from, qint64 to);
    /// Same, by this gateway's word.
    Task<json::Array> blocksAt(int gateway, qint64 from, qint64 to);
    Task<json::Value> value(QString path, bool final = true);
    Task<json::Value> rule(QString path);
    Task<json::Value> owner(QString path);
    /// Many reads at once and of one state (`GET` op_list, at most 50).
    Task<json::Array> values(QStringList paths, bool final = true);
    Task<Amount> balance(crypto::Address address); ///< final state, floor of the raw double
    Task<qint64> nonce(crypto::Address address, bool pending);
    /// Balance and account existence of many addresses (final state); missing accounts are empty.
    Task<QList<std::optional<Amount>>> balances(QList<crypto::Address> addresses);

    /// Final nonce by this gateway's word.
    Task<qint64> nonceAt(int gateway, crypto::Address address);

    Task<ExecutionResult> dryRun(SignedTransaction transaction);
    Task<ExecutionResult> dryRunAt(int gateway, SignedTransaction transaction);
    /// The next gateway gets the same bytes when one fails (a node takes a transaction once). An error means that no
    /// gateway gave a usable answer, not that nobody has it.
    Task<SendAnswer> send(SignedTransaction transaction);
    Task<SendAnswer> sendAt(int gateway, SignedTransaction transaction);
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
