// What a running practice network consists of. Private to PracticeNetwork.
#pragma once

#include "core/base/clock.h"
#include "core/sandbox/eventserver.h"
#include "core/sandbox/practicenetwork.h"
#include "core/sandbox/rpcserver.h"

#include <QTimer>

#include <functional>

namespace ain::sandbox {

class PracticeCore final : public RpcHost, public NodeObserver {
public:
    struct Callbacks {
        std::function<void(qint64, const QString &)> blockFinalized;
        std::function<void(const Error &)> failed; ///< called from the event loop, never from inside a call
    };

    [[nodiscard]] static Result<std::unique_ptr<PracticeCore>> start(const PracticeOptions &options,
                                                                     Callbacks callbacks);
    ~PracticeCore() override;

    [[nodiscard]] const PracticeEndpoints &endpoints() const { return m_endpoints; }
    [[nodiscard]] const ChainNode &node() const { return *m_node; }

    Result<> setSilent(const QList<int> &validators);

    Result<> transactionsTaken() override;
    Result<QString> fund(const QString &address, Amount amount) override;
    Result<> mineBlocks(int count) override;
    Result<> advanceTime(qint64 ms) override;
    json::Value status() const override;
    json::Value eventNetworkInfo() const override { return m_events->networkInfo(); }
    json::Value eventFilterInfo() const override { return m_events->filterInfo(); }
    json::Value eventChannelInfo() const override { return m_events->channelInfo(); }
    QUrl rpcUrl() const override { return m_endpoints.rpcUrl; }
    QString nodeAddress() const override { return m_keys->validatorAddresses().constFirst(); }

    void blockFinalized(const Block &block) override;
    void valueChanged(const ValueChange &change, const json::Value &transaction) override;
    void transactionChanged(const QString &hash, const json::Value &transaction, const json::Value &before,
                            TxState after) override;

private:
    PracticeCore(const PracticeOptions &options, Callbacks callbacks);
    [[nodiscard]] Result<> prepare();
    [[nodiscard]] Result<QByteArray> seed();
    [[nodiscard]] Result<NodeSettings> nodeSettings();
    [[nodiscard]] Result<> openPorts();
    void scheduleBlock();
    void makeBlockOnTime();
    /// Remembers the first failure of storage and tells the owner.
    [[nodiscard]] Result<> noted(Result<> result);

    PracticeOptions m_options;
    Callbacks m_callbacks;
    SystemClock m_systemClock;
    std::unique_ptr<ChainClock> m_clock;
    std::unique_ptr<BlockStore> m_store;
    std::unique_ptr<NetworkKeys> m_keys;
    std::unique_ptr<ChainNode> m_node;
    std::unique_ptr<EventServer> m_events;
    std::unique_ptr<RpcServer> m_rpc;
    std::unique_ptr<http::HttpServer> m_http;
    QTimer m_blockTimer;
    PracticeEndpoints m_endpoints;
    qint64 m_lastFunding = 0; ///< timestamp of the faucet's last transfer
    std::optional<Error> m_failure;
};

} // namespace ain::sandbox
