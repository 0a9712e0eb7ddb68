// The JSON-RPC interface of a node (chain.md 6) over HTTP, and a few methods of our own, named sandbox_*.
#pragma once

#include "core/base/amount.h"
#include "core/http/httpserver.h"
#include "core/sandbox/chainnode.h"

#include <QHash>

#include <functional>

namespace ain::sandbox {

using http::HttpRequest;
using http::HttpResponse;

/// The version every answer carries.
inline constexpr QStringView ProtocolVersion = u"1.6.0";

/// What the interface needs besides the node itself.
class RpcHost {
public:
    virtual ~RpcHost() = default;
    /// Called after transactions were taken; in instant mode they are final when it returns.
    [[nodiscard]] virtual Result<> transactionsTaken() = 0;
    [[nodiscard]] virtual Result<QString> fund(const QString &address, Amount amount) = 0;
    [[nodiscard]] virtual Result<> mineBlocks(int count) = 0;
    [[nodiscard]] virtual Result<> advanceTime(qint64 ms) = 0;
    [[nodiscard]] virtual json::Value status() const = 0;
    [[nodiscard]] virtual json::Value eventNetworkInfo() const = 0;
    [[nodiscard]] virtual json::Value eventFilterInfo() const = 0;
    [[nodiscard]] virtual json::Value eventChannelInfo() const = 0;
    [[nodiscard]] virtual QUrl rpcUrl() const = 0;
    [[nodiscard]] virtual QString nodeAddress() const = 0;
};

/// Fixed windows of a minute, as public nodes count them.
class RequestLimiter {
public:
    enum class Kind { Any, Read, Write };
    explicit RequestLimiter(bool enabled) : m_enabled(enabled) { }
    [[nodiscard]] bool admit(Kind kind, qint64 monotonicMs);

private:
    bool m_enabled;
    qint64 m_windowStart = 0;
    int m_counts[3] = {0, 0, 0};
};

/// Thread: its owner's.
class RpcServer {
public:
    RpcServer(ChainNode &node, RpcHost &host, bool limitRates, const ReadLimits &readLimits = {});

    [[nodiscard]] HttpResponse handle(const HttpRequest &request);

private:
    /// Members of the inner envelope; `result` left out stands for JavaScript's undefined.
    using Members = json::Object;
    using Method = std::function<Members(const json::Object &)>;

    void addReadMethods();
    void addBlockMethods();
    void addTransactionMethods();
    void addNetworkMethods();
    void addOwnMethods();

    [[nodiscard]] HttpResponse handlePost(const HttpRequest &request);
    [[nodiscard]] HttpResponse handleGet(const HttpRequest &request);
    [[nodiscard]] const StateTree &tree(const json::Object &options) const;
    [[nodiscard]] Members get(const json::Object &params) const;
    [[nodiscard]] json::Value getOne(const json::Object &operation, QStringView type);
    [[nodiscard]] Members send(const json::Object &params, bool dryRun);
    [[nodiscard]] Members sendBatch(const json::Object &params);
    [[nodiscard]] json::Value evalRule(const json::Object &params);
    [[nodiscard]] json::Value evalOwner(const json::Object &params);
    [[nodiscard]] std::vector<Block> blockList(const json::Object &params, bool *upToDate) const;
    [[nodiscard]] std::optional<Block> blockOf(const json::Object &params, bool byHash, bool *named) const;
    [[nodiscard]] json::Value peerCandidateInfo() const;
    [[nodiscard]] json::Value consensusStatus() const;

    ChainNode &m_node;
    RpcHost &m_host;
    RequestLimiter m_limiter;
    ReadLimits m_readLimits;
    QHash<QString, Method> m_methods;
    std::optional<Error> m_fatal; ///< storage failed while a call was served
};

} // namespace ain::sandbox
