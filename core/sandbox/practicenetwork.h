// The practice network: a whole AIN chain in one object, with its JSON-RPC server, its event channel and its
// storage. Everything listens on the loopback interface only.
#pragma once

#include "core/base/amount.h"
#include "core/base/result.h"
#include "core/base/task.h"
#include "core/json/value.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>
#include <QUrl>

#include <memory>

QT_BEGIN_NAMESPACE
class QThread;
QT_END_NAMESPACE

namespace ain {

class Clock;

namespace errors {
inline constexpr ErrorCode SandboxListen{"sandbox.listen"}; ///< a port cannot be opened; args: port, reason
inline constexpr ErrorCode SandboxStorage{
    "sandbox.storage"}; ///< the data directory or its database; args: path, reason
inline constexpr ErrorCode SandboxLocked{"sandbox.locked"}; ///< another practice network uses the directory; args: path
inline constexpr ErrorCode SandboxDamaged{
    "sandbox.damaged"}; ///< stored blocks do not give the stored hashes; args: block
inline constexpr ErrorCode SandboxFaucet{"sandbox.faucet"}; ///< the faucet's transfer was refused; args: code, message
inline constexpr ErrorCode SandboxStopped{"sandbox.stopped"}; ///< it does not run (any more)
} // namespace errors

namespace sandbox {

struct PracticeOptions {
    QString dataDirectory; ///< made if absent; empty: everything in memory, gone at the end
    quint16 port = 0; ///< JSON-RPC; 0: any free one
    quint16 eventPort = 0; ///< event channel; 0: any free one
    /// A block per accepted transaction and two more, so that it is final when the send call returns.
    bool instant = false;
    int blockIntervalMs = 3000; ///< also the length of an epoch; at least 50. Unused in instant mode.
    /// Imitates the request limits of public nodes (10 reads and 1 write a second): HTTP 429 above them.
    bool limitRates = false;
    /// Validators (0 to 2) that neither propose nor vote: for tests of what a client makes of it. See setSilent().
    QList<int> silentValidators;
    /// Children of one node that a read may answer, and the length of a page above them (public nodes: 20,000).
    int maxSiblings = 20'000;
    /// 32 bytes from which the validators' and the faucet's keys come; empty: stored ones, else random.
    QByteArray seed;
    /// The time of the chain; null: the system's. Must outlive the network; read in its thread only.
    const Clock *clock = nullptr;
};

/// What a client needs to know once the network runs.
struct PracticeEndpoints {
    QUrl rpcUrl; ///< http://127.0.0.1:PORT/json-rpc
    QUrl eventUrl; ///< ws://127.0.0.1:PORT
    int chainId = 0;
    qint64 epochMs = 0;
    qint64 genesisTimestamp = 0; ///< ms since 1970
    QString genesisHash; ///< "0x…"
    json::Value genesisHeader; ///< the 13 header fields of block 0, for a client's trust root
    QString faucetAddress;
};

class PracticeCore;

/// Owns ledger, pool, block producer, storage and both servers.
/// Thread: everything in the thread it lives in, which needs an event loop. Destroying it stops it.
class PracticeNetwork final : public QObject {
    Q_OBJECT
public:
    explicit PracticeNetwork(PracticeOptions options, QObject *parent = nullptr);
    ~PracticeNetwork() override;

    /// Loads or makes the chain and opens the ports. Once only.
    [[nodiscard]] Result<> start();
    /// Closes the ports, then the storage. Harmless when not running.
    void stop();
    [[nodiscard]] bool isRunning() const;

    [[nodiscard]] const PracticeEndpoints &endpoints() const;
    [[nodiscard]] QUrl rpcUrl() const { return endpoints().rpcUrl; }
    [[nodiscard]] QUrl eventUrl() const { return endpoints().eventUrl; }
    [[nodiscard]] QString faucetAddress() const { return endpoints().faucetAddress; }
    [[nodiscard]] QString genesisHash() const { return endpoints().genesisHash; }

    /// A real transfer from the faucet; gives the transaction's hash, which is not final yet (unless instant).
    [[nodiscard]] Result<QString> fund(const QString &address, Amount amount);
    /// Makes `count` blocks at once (1 to 1000), each in an epoch of its own.
    [[nodiscard]] Result<> mineBlocks(int count);
    /// Moves the chain's time forward for good, in ms (0 to ten years). Time never goes back.
    [[nodiscard]] Result<> advanceTime(qint64 ms);
    /// These validators fall silent, all others speak. With two of three silent no block comes about any more.
    [[nodiscard]] Result<> setSilent(const QList<int> &validators);
    [[nodiscard]] qint64 chainTimeMs() const;
    [[nodiscard]] qint64 lastFinalBlockNumber() const;

Q_SIGNALS:
    void blockFinalized(qint64 number, const QString &hash);
    /// Storage failed while running (disk full): nothing was announced as final since; the network has stopped.
    void failed(const ain::Error &error);

private:
    PracticeOptions m_options;
    std::unique_ptr<PracticeCore> m_core;
};

/// The practice network in its own thread, named "sandbox". Thread: this object belongs to its owner's thread;
/// its calls return at once. Destroying it stops the network and joins the thread (a few ms).
class PracticeHost final : public QObject {
    Q_OBJECT
public:
    explicit PracticeHost(PracticeOptions options, QObject *parent = nullptr);
    ~PracticeHost() override;

    /// Once only.
    Task<PracticeEndpoints> start();
    Task<QString> fund(QString address, Amount amount);
    Task<> mineBlocks(int count);
    Task<> advanceTime(qint64 ms);

Q_SIGNALS:
    void blockFinalized(qint64 number, const QString &hash);
    void failed(const ain::Error &error);

private:
    PracticeNetwork *m_network = nullptr; ///< lives in m_thread
    std::unique_ptr<QThread> m_thread;
};

} // namespace sandbox
} // namespace ain
