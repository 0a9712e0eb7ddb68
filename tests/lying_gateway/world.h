// The truth that the lies are about: a practice network with an account, an app and transactions; a twin of it made
// by the same validators with another history; a network of other validators.
#pragma once

#include "core/base/clock.h"
#include "core/crypto/key.h"
#include "core/light/statepath.h"
#include "core/sandbox/practicenetwork.h"
#include "core/sandbox/validators.h"
#include "tests/integration/sandbox/rpcclient.h"

#include <QHash>

#include <memory>

namespace ain::lying {

class ManualClock final : public Clock {
public:
    qint64 now = 1'795'000'000'000;
    [[nodiscard]] qint64 nowMs() const override { return now; }
    [[nodiscard]] qint64 monotonicMs() const override { return now; }
};

/// What a light client takes for the time: that of the honest chain. Its time-outs run as everybody's.
class ChainTime final : public Clock {
public:
    const sandbox::PracticeNetwork *network = nullptr;
    [[nodiscard]] qint64 nowMs() const override { return network->chainTimeMs(); }
    [[nodiscard]] qint64 monotonicMs() const override { return m_system.monotonicMs(); }

private:
    SystemClock m_system;
};

/// One network whose blocks come only when asked for.
struct Node {
    std::unique_ptr<sandbox::PracticeNetwork> network;
    test::RpcClient client{QUrl()};
    [[nodiscard]] bool start(const QByteArray &seed, const Clock &clock);
    [[nodiscard]] QUrl url() const { return network->rpcUrl(); }
    [[nodiscard]] json::Value value(const QString &path);
};

class World {
public:
    static constexpr int EpochMs = 60'000; ///< far above the run of a test: no block comes by itself

    World();
    /// Makes the chains. False: something of it failed.
    [[nodiscard]] bool start();
    /// A transfer of Alice's and blocks until it is final, on all chains.
    [[nodiscard]] bool step();
    /// A transfer to Alice that stays in the pool.
    [[nodiscard]] bool leavePending();
    [[nodiscard]] bool mine(int count);

    [[nodiscard]] const json::Value &block(qint64 number) const { return m_blocks[std::size_t(number)]; }
    [[nodiscard]] qint64 last() const { return qint64(m_blocks.size()) - 1; } ///< final
    [[nodiscard]] QString hashAt(qint64 number) const;
    /// What stood at an absolute path in the state of a final block; empty: nobody looked.
    [[nodiscard]] std::optional<json::Value> truth(const QString &path, qint64 number) const;
    /// The proposal of and the votes for a final block.
    [[nodiscard]] const json::Array &votesFor(qint64 number) const { return m_votes[std::size_t(number)]; }

    Node honest;
    Node fork; ///< same validators, same genesis; Alice is rich there
    Node other; ///< other validators, other genesis
    ManualClock clock;
    ChainTime time;
    sandbox::NetworkKeys keys;
    crypto::PrivateKey alice;
    crypto::PrivateKey mallory;
    QString aliceAddress;
    QString bobAddress;
    QString malloryAddress;
    QString missingAddress;
    QString app = QStringLiteral("lying_app");
    QStringList paths; ///< absolute: balance, nonce, a missing account, the owner of a token
    QString forgedPath; ///< absolute: below a text that looks like the inside of the tree
    json::Value forgedLeaf; ///< what a gateway says stands there
    QString forgedHash;
    QString txHash; ///< of Alice's newest transfer
    qint64 txBlock = -1;
    QString oldTxHash; ///< of the one before
    qint64 oldTxBlock = -1;
    QHash<QByteArray, json::Value> archive; ///< what an honest gateway answered long ago, by LyingProxy::keyOf
    json::Value foreignTx; ///< signed by Mallory, in no block

private:
    [[nodiscard]] bool aliceWrites(const QString &ref, const json::Value &value);
    [[nodiscard]] bool note();

    std::vector<json::Value> m_blocks;
    std::vector<json::Array> m_votes;
    QHash<QString, QHash<qint64, json::Value>> m_truths;
    qint64 m_sent = 0;
};

} // namespace ain::lying
