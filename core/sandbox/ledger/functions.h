// Native functions: what a write to certain paths triggers (chain.md 5). Inside this room only.
#pragma once

#include "core/json/value.h"
#include "core/sandbox/ledger/executor.h"
#include "core/sandbox/ledger/match.h"

#include <QHash>

namespace ain::sandbox {

/// What the functions of one write gave.
struct TriggerResults {
    json::Object functions;
    json::Object subtree;
    bool failed = false;
    bool subtreeFailed = false;

    void addTo(json::Object &result) const;
};

/// One call of a native function.
struct NativeCall {
    QString fid;
    Path valuePath;
    const json::Value &value;
    StateNodePtr before; ///< what stood at the path, or null
    QHash<QString, QString> params; ///< path variables without '$'
    Auth auth; ///< with fid and fids
    bool emitsEvents = false;
    json::Object opResults;
};

class NativeFunctions {
public:
    explicit NativeFunctions(Executor &executor) : m_executor(executor) { }

    [[nodiscard]] TriggerResults trigger(const Path &path, const json::Value &value, const StateNodePtr &before,
                                         const Auth &auth, const WriteOptions &options);

private:
    struct Outcome {
        int code = 0;
        double extraGas = 0;
    };
    using Handler = Outcome (NativeFunctions::*)(NativeCall &);

    [[nodiscard]] json::Object run(const json::Value &functions, const PathVars &vars, const Path &valuePath,
                                   const json::Value &value, const StateNodePtr &before, const Auth &auth,
                                   const WriteOptions &options);
    [[nodiscard]] static Handler handlerOf(const QString &fid);
    [[nodiscard]] bool isWhitelisted(const QString &url) const;

    // Writes of a function; each is noted in its op_results. True when it went well.
    bool set(NativeCall &call, const Path &path, const json::Value &value);
    bool add(NativeCall &call, const Path &path, double delta);
    bool subtract(NativeCall &call, const Path &path, double delta);
    bool transfer(NativeCall &call, const QString &from, const QString &to, double amount);
    void note(NativeCall &call, const Path &path, const json::Object &result);

    // functions.cpp
    Outcome saveLastTx(NativeCall &call);
    Outcome eraseValue(NativeCall &call);
    Outcome fail(NativeCall &call);
    Outcome setOwnerConfig(NativeCall &call);
    // nativeaccounts.cpp
    Outcome moveMoney(NativeCall &call);
    Outcome createApp(NativeCall &call);
    Outcome stake(NativeCall &call);
    Outcome unstake(NativeCall &call);
    Outcome pay(NativeCall &call);
    Outcome claim(NativeCall &call);
    Outcome hold(NativeCall &call);
    Outcome release(NativeCall &call);
    void updateStakeSum(NativeCall &call, double delta);
    // nativeconsensus.cpp
    Outcome collectFee(NativeCall &call);
    Outcome distributeFee(NativeCall &call);
    Outcome claimReward(NativeCall &call);
    Outcome handleOffenses(NativeCall &call);
    Outcome updateLatestShardReport(NativeCall &call);
    // nativebridge.cpp
    Outcome openCheckin(NativeCall &call);
    Outcome cancelCheckin(NativeCall &call);
    Outcome closeCheckin(NativeCall &call);
    Outcome openCheckout(NativeCall &call);
    Outcome closeCheckout(NativeCall &call);
    bool addPendingCheckin(NativeCall &call, const QString &sender, const QString &pool, double amount);
    bool addPendingCheckout(NativeCall &call, double amount);
    [[nodiscard]] json::Value bridgeConfig(const NativeCall &call) const;
    [[nodiscard]] static Path bridgeRecord(const NativeCall &call, const QString &kind, const QString &list,
                                           const QString &id);

    Executor &m_executor;
    std::vector<QStringList> m_calls; ///< fids of the running calls, outermost first in each
};

} // namespace ain::sandbox
