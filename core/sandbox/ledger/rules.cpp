#include "core/sandbox/ledger/rules.h"

#include "core/crypto/address.h"
#include "core/json/writer.h"
#include "core/sandbox/ledger/rulehost.h"
#include "core/sandbox/ledger/ruleprelude.h"
#include "core/sandbox/ledger/watchdog.h"

#include <QHash>
#include <QJSEngine>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

constexpr qsizetype MaxCompiled = 4096; // expressions kept; a hostile stream of new ones starts over
constexpr int MaxNesting = 16;

} // namespace

json::Value toJson(const Auth &auth)
{
    json::Object object;
    if (!auth.address.isEmpty())
        object.set(u"addr"_s, auth.address);
    if (!auth.fid.isEmpty())
        object.set(u"fid"_s, auth.fid);
    if (!auth.fids.isEmpty()) {
        json::Array fids;
        for (const QString &fid : auth.fids)
            fids.emplace_back(fid);
        object.set(u"fids"_s, std::move(fids));
    }
    return object;
}

class RuleEngine::Private {
public:
    Private() : watchdog(engine), bridge(engine, watchdog)
    {
        QJSValue helpers = engine.newObject();
        const QJSValue native = engine.newQObject(&bridge);
        QJSEngine::setObjectOwnership(&bridge, QJSEngine::CppOwnership);
        for (const QString &name :
             {u"getValue"_s, u"getRule"_s, u"getFunction"_s, u"getOwner"_s, u"evalRule"_s, u"evalOwner"_s,
              u"isValAddr"_s, u"isCksumAddr"_s, u"toCksumAddr"_s, u"isUrl"_s, u"isPrivateUrl"_s, u"isIpAddress"_s})
            helpers.setProperty(name, native.property(name));
        for (const QString &name :
             {u"getValue"_s, u"getRule"_s, u"getFunction"_s, u"getOwner"_s, u"evalRule"_s, u"evalOwner"_s})
            functions.append(helpers.property(name));
        const QJSValue prepared = engine.evaluate(rulePrelude()).call({helpers, engine.globalObject()});
        if (prepared.isError())
            qFatal("rule engine: %s", qPrintable(prepared.toString()));
        util = prepared.property(u"util"_s);
        makeFunction = prepared.property(u"makeFunction"_s);
    }

    QJSValue compiled(const QString &expression, const RuleInput &input)
    {
        QString key = expression;
        for (const auto &[name, label] : input.pathVars)
            key += u'\n' + name;
        const auto known = cache.constFind(key);
        if (known != cache.constEnd())
            return *known;
        QJSValueList parts{u"auth"_s,        u"data"_s,        u"newData"_s,         u"currentTime"_s,
                           u"blockNumber"_s, u"blockTime"_s,   u"parsedValuePath"_s, u"getValue"_s,
                           u"getRule"_s,     u"getFunction"_s, u"getOwner"_s,        u"evalRule"_s,
                           u"evalOwner"_s,   u"util"_s};
        for (const auto &[name, label] : input.pathVars)
            parts.append(name);
        parts.append(u"\"use strict\"; return "_s + expression);
        const QJSValue function = makeFunction.call(parts);
        if (cache.size() >= MaxCompiled)
            cache.clear();
        cache.insert(key, function);
        return function;
    }

    QJSEngine engine;
    Watchdog watchdog;
    RuleBridge bridge;
    QJSValue util;
    QJSValue makeFunction;
    QJSValueList functions;
    QHash<QString, QJSValue> cache;
};

RuleEngine::RuleEngine() : d(std::make_unique<Private>()) { }
RuleEngine::~RuleEngine() = default;

RuleResult RuleEngine::evaluate(const QString &expression, const RuleInput &input, RuleHost &host)
{
    if (d->bridge.depth() >= MaxNesting)
        return {RuleOutcome::InternalError, {}};
    const Watchdog::Scope time(d->watchdog);
    const QJSValue function = d->compiled(expression, input);
    if (function.isError())
        return {RuleOutcome::SyntaxError, function.property(u"message"_s).toString()};

    const RuleBridge::Scope scope(d->bridge, host, input);
    QJSEngine &engine = d->engine;
    QJSValue path = engine.newArray(uint(input.valuePath.size()));
    for (qsizetype i = 0; i < input.valuePath.size(); ++i)
        path.setProperty(quint32(i), input.valuePath[i]);
    QJSValueList arguments{toScript(engine, toJson(input.auth)),
                           toScript(engine, input.data),
                           toScript(engine, input.newData),
                           toScript(engine, input.currentTime),
                           toScript(engine, input.blockNumber),
                           toScript(engine, input.blockTime),
                           path};
    arguments += d->functions;
    arguments.append(d->util);
    for (const auto &[name, label] : input.pathVars)
        arguments.append(label);
    const QJSValue result = function.call(arguments);
    if (result.isError() || d->watchdog.hasFired()) {
        if (engine.hasError())
            engine.catchError();
        return {RuleOutcome::InternalError, {}};
    }
    return {result.toBool() ? RuleOutcome::True : RuleOutcome::False, {}};
}

} // namespace ain::sandbox
