#include "core/sandbox/ledger/rulehost.h"

#include "core/sandbox/ledger/labels.h"
#include "core/sandbox/ledger/watchdog.h"

#include <QJSEngine>
#include <QJSValueIterator>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

constexpr qint64 MaxReadBytes = 20'000'000;
constexpr int MaxDepth = 64;

QJSValue nodeToScript(QJSEngine &engine, const StateNode &node, bool shallow)
{
    if (isLeaf(node))
        return toScript(engine, leafValue(node));
    QJSValue object = engine.newObject();
    forEachChild(node, [&](const QString &label, const StateNodePtr &child) {
        object.setProperty(label,
                           shallow && !isLeaf(*child) ? engine.newObject() : nodeToScript(engine, *child, false));
    });
    return object;
}

Auth authFrom(const QJSValue &value)
{
    Auth auth;
    const QJSValue address = value.property(u"addr"_s);
    const QJSValue fid = value.property(u"fid"_s);
    if (address.isString())
        auth.address = address.toString();
    if (fid.isString())
        auth.fid = fid.toString();
    return auth;
}

} // namespace

QJSValue toScript(QJSEngine &engine, const json::Value &value)
{
    if (value.isBool())
        return {value.toBool()};
    if (value.isNumber())
        return {value.toDouble()};
    if (value.isString())
        return {value.toString()};
    if (value.isArray()) {
        QJSValue array = engine.newArray(uint(value.array().size()));
        for (std::size_t i = 0; i < value.array().size(); ++i)
            array.setProperty(quint32(i), toScript(engine, value.array()[i]));
        return array;
    }
    if (value.isObject()) {
        QJSValue object = engine.newObject();
        for (const auto &[key, member] : value.object())
            object.setProperty(key, toScript(engine, member));
        return object;
    }
    return {QJSValue::NullValue};
}

json::Value fromScript(const QJSValue &value, int depth)
{
    if (value.isBool())
        return value.toBool();
    if (value.isNumber())
        return value.toNumber();
    if (value.isString())
        return value.toString();
    if (!value.isObject() || value.isCallable() || depth > MaxDepth)
        return {};
    if (value.isArray()) {
        json::Array array;
        const quint32 length = std::min(value.property(u"length"_s).toUInt(), 100'000U);
        for (quint32 i = 0; i < length; ++i)
            array.push_back(fromScript(value.property(i), depth + 1));
        return array;
    }
    json::Object object;
    QJSValueIterator member(value);
    while (member.hasNext()) {
        member.next();
        if (!member.value().isUndefined())
            object.set(member.name(), fromScript(member.value(), depth + 1));
    }
    return object;
}

RuleBridge::Scope::Scope(RuleBridge &bridge, RuleHost &host, const RuleInput &input)
    : m_bridge(bridge), m_outerHost(bridge.m_host), m_outerInput(bridge.m_input)
{
    bridge.m_host = &host;
    bridge.m_input = &input;
    ++bridge.m_depth;
}

RuleBridge::Scope::~Scope()
{
    m_bridge.m_host = m_outerHost;
    m_bridge.m_input = m_outerInput;
    --m_bridge.m_depth;
}

QJSValue RuleBridge::read(StateRoot root, const QJSValue &path, const QJSValue &options)
{
    if (!m_host || m_watchdog.isLate()) {
        m_engine.throwError(QJSValue::RangeError, u"out of time"_s);
        return {};
    }
    const StateNodePtr node = m_host->node(root, path.isString() ? parsePath(path.toString()) : Path());
    if (!node)
        return {QJSValue::NullValue};
    const bool shallow = options.isObject() && options.property(u"isShallow"_s).toBool();
    if (infoOf(*node).bytes > MaxReadBytes) {
        m_engine.throwError(QJSValue::RangeError, u"value too large"_s);
        return {};
    }
    return nodeToScript(m_engine, *node, shallow);
}

QJSValue RuleBridge::getValue(const QJSValue &path, const QJSValue &options)
{
    return read(StateRoot::Values, path, options);
}

QJSValue RuleBridge::getRule(const QJSValue &path, const QJSValue &options)
{
    return read(StateRoot::Rules, path, options);
}

QJSValue RuleBridge::getFunction(const QJSValue &path, const QJSValue &options)
{
    return read(StateRoot::Functions, path, options);
}

QJSValue RuleBridge::getOwner(const QJSValue &path, const QJSValue &options)
{
    return read(StateRoot::Owners, path, options);
}

QJSValue RuleBridge::evalRule(const QJSValue &path, const QJSValue &value, const QJSValue &auth,
                              const QJSValue &options)
{
    if (!m_host || m_watchdog.isLate()) {
        m_engine.throwError(QJSValue::RangeError, u"out of time"_s);
        return {};
    }
    RuleInput outer;
    if (options.isObject()) {
        outer.currentTime = fromScript(options.property(u"timestamp"_s));
        outer.blockNumber = fromScript(options.property(u"blockNumber"_s));
        outer.blockTime = fromScript(options.property(u"blockTime"_s));
    }
    return toScript(m_engine,
                    m_host->evalRule(path.isString() ? parsePath(path.toString()) : Path(), fromScript(value),
                                     authFrom(auth), outer));
}

QJSValue RuleBridge::evalOwner(const QJSValue &path, const QJSValue &permission, const QJSValue &auth, const QJSValue &)
{
    if (!m_host || m_watchdog.isLate()) {
        m_engine.throwError(QJSValue::RangeError, u"out of time"_s);
        return {};
    }
    return toScript(m_engine,
                    m_host->evalOwner(path.isString() ? parsePath(path.toString()) : Path(), permission.toString(),
                                      authFrom(auth)));
}

bool RuleBridge::isValAddr(const QString &text) const { return isAddress(text); }

bool RuleBridge::isCksumAddr(const QString &text) const { return isChecksumAddress(text); }

QString RuleBridge::toCksumAddr(const QString &text) const { return checksumAddress(text); }

bool RuleBridge::isUrl(const QString &text, bool strict) const
{
    return strict ? isFunctionUrl(text) : isWhitelistUrl(text);
}

bool RuleBridge::isPrivateUrl(const QString &text) const { return isPrivateNetworkUrl(text); }

bool RuleBridge::isIpAddress(const QString &text, int version) const { return isIpAddressText(text, version); }

} // namespace ain::sandbox
