// The native side of the functions that rule expressions call. Inside this room only.
#pragma once

#include "core/sandbox/ledger/rules.h"

#include <QJSValue>
#include <QObject>

namespace ain::sandbox {

class Watchdog;

[[nodiscard]] QJSValue toScript(QJSEngine &engine, const json::Value &value);
[[nodiscard]] json::Value fromScript(const QJSValue &value, int depth = 0);

/// Holds the host and input of the evaluation that runs; scopes nest.
class RuleBridge final : public QObject {
    Q_OBJECT
public:
    RuleBridge(QJSEngine &engine, const Watchdog &watchdog) : m_engine(engine), m_watchdog(watchdog) { }

    [[nodiscard]] int depth() const { return m_depth; }

    class Scope {
    public:
        Scope(RuleBridge &bridge, RuleHost &host, const RuleInput &input);
        ~Scope();
        Scope(const Scope &) = delete;
        Scope &operator=(const Scope &) = delete;

    private:
        RuleBridge &m_bridge;
        RuleHost *m_outerHost;
        const RuleInput *m_outerInput;
    };

    Q_INVOKABLE QJSValue getValue(const QJSValue &path, const QJSValue &options = {});
    Q_INVOKABLE QJSValue getRule(const QJSValue &path, const QJSValue &options = {});
    Q_INVOKABLE QJSValue getFunction(const QJSValue &path, const QJSValue &options = {});
    Q_INVOKABLE QJSValue getOwner(const QJSValue &path, const QJSValue &options = {});
    Q_INVOKABLE QJSValue evalRule(const QJSValue &path, const QJSValue &value, const QJSValue &auth,
                                  const QJSValue &options = {});
    Q_INVOKABLE QJSValue evalOwner(const QJSValue &path, const QJSValue &permission, const QJSValue &auth,
                                   const QJSValue &options = {});
    Q_INVOKABLE bool isValAddr(const QString &text) const;
    Q_INVOKABLE bool isCksumAddr(const QString &text) const;
    Q_INVOKABLE QString toCksumAddr(const QString &text) const;
    Q_INVOKABLE bool isUrl(const QString &text, bool strict) const;
    Q_INVOKABLE bool isPrivateUrl(const QString &text) const;
    Q_INVOKABLE bool isIpAddress(const QString &text, int version) const;

private:
    QJSValue read(StateRoot root, const QJSValue &path, const QJSValue &options);

    QJSEngine &m_engine;
    const Watchdog &m_watchdog;
    RuleHost *m_host = nullptr;
    const RuleInput *m_input = nullptr;
    int m_depth = 0;
};

} // namespace ain::sandbox
