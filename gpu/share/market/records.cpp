#include "gpu/share/market/records.h"

#include "core/chain/operations/set.h"

namespace ain::market {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> bad(const QString &what) { return failure(errors::ShareRecord, {{u"what"_s, what}}); }

/// The chain has no lists: ids are the members of an object.
json::Value toSet(const QStringList &list)
{
    json::Object set;
    for (const QString &id : list)
        set.set(id, true);
    return set;
}

Result<QStringList> fromSet(const json::Value &value, const QString &what)
{
    QStringList list;
    if (value.isNull())
        return list;
    if (!value.isObject() || qsizetype(value.object().size()) > Registration::MaxList)
        return bad(what);
    for (const auto &[id, on] : value.object()) {
        if (id.size() > Registration::MaxText || on != json::Value(true))
            return bad(what);
        list.append(id);
    }
    return list;
}

Result<> checkRegistration(const Registration &registration)
{
    if (registration.pricePerMps <= Amount() || registration.pricePerMps.micro() > MaxPriceMicro)
        return bad(u"price_mps"_s);
    if (registration.endpoint.size() > Registration::MaxText)
        return bad(u"endpoint"_s);
    if (!registration.kx.isEmpty() && !isSha256Text(registration.kx))
        return bad(u"kx"_s);
    if (!registration.modelsRoot.isEmpty() && !isRootText(registration.modelsRoot))
        return bad(u"models_root"_s);
    if (registration.runtimes.size() > Registration::MaxList || registration.hubs.size() > Registration::MaxList)
        return bad(u"runtimes"_s);
    return {};
}

} // namespace

Result<json::Value> Registration::toJson() const
{
    if (auto checked = checkRegistration(*this); !checked)
        return failure(checked.error());
    json::Object value{{u"price_mps"_s, pricePerMps.toWire()}, {u"since"_s, sinceMs}};
    if (!endpoint.isEmpty())
        value.set(u"endpoint"_s, endpoint);
    if (!kx.isEmpty())
        value.set(u"kx"_s, kx);
    if (!modelsRoot.isEmpty())
        value.set(u"models_root"_s, modelsRoot);
    if (!runtimes.isEmpty())
        value.set(u"runtimes"_s, toSet(runtimes));
    if (!hubs.isEmpty())
        value.set(u"hubs"_s, toSet(hubs));
    return json::Value(std::move(value));
}

Result<Registration> Registration::fromJson(const json::Value &value)
{
    Registration registration;
    const auto price = exactAmount(value[u"price_mps"]);
    if (!price)
        return bad(u"price_mps"_s);
    registration.pricePerMps = *price;
    registration.sinceMs = value[u"since"].toInteger();
    registration.endpoint = value[u"endpoint"].toString();
    registration.kx = value[u"kx"].toString();
    registration.modelsRoot = value[u"models_root"].toString();
    auto runtimes = fromSet(value[u"runtimes"], u"runtimes"_s);
    if (!runtimes)
        return failure(runtimes.error());
    auto hubs = fromSet(value[u"hubs"], u"hubs"_s);
    if (!hubs)
        return failure(hubs.error());
    registration.runtimes = *std::move(runtimes);
    registration.hubs = *std::move(hubs);
    if (auto checked = checkRegistration(registration); !checked)
        return failure(checked.error());
    return registration;
}

json::Value SessionTerms::toJson() const
{
    return json::Object{{u"requester"_s, requester.toString()},
                        {u"provider"_s, provider.toString()},
                        {u"price_mps"_s, pricePerMps.toWire()},
                        {u"tab_cap"_s, tabCap.toWire()},
                        {u"expires_at"_s, expiresMs}};
}

Result<> SessionTerms::check() const
{
    const auto refuse = [](const QString &what) { return failure(errors::ShareTerms, {{u"what"_s, what}}); };
    if (requester.isEmpty() || provider.isEmpty() || requester == provider)
        return refuse(u"accounts"_s);
    if (pricePerMps <= Amount() || pricePerMps.micro() > MaxPriceMicro)
        return refuse(u"price"_s);
    if (tabCap <= Amount() || tabCap.micro() > Amount::MaxMicro)
        return refuse(u"cap"_s);
    if (expiresMs <= 0)
        return refuse(u"expiry"_s);
    return {};
}

Result<SessionTerms> SessionTerms::fromJson(const QString &id, const json::Value &value)
{
    if (!value.isObject() || value.object().size() != 5)
        return bad(u"session"_s);
    const auto requester = crypto::Address::parse(value[u"requester"].string());
    const auto provider = crypto::Address::parse(value[u"provider"].string());
    const auto price = exactAmount(value[u"price_mps"]);
    const auto cap = exactAmount(value[u"tab_cap"]);
    if (!requester || !provider || !price || !cap)
        return bad(u"session"_s);
    SessionTerms terms{*requester, *provider, *price, *cap, value[u"expires_at"].toInteger(-1)};
    // Reading and writing must be one another's mirror: checksums, members, numbers.
    if (terms.toJson() != value || !terms.check() || expiryOf(id) != terms.expiresMs)
        return bad(u"session"_s);
    return terms;
}

json::Value SettleRecord::toJson() const
{
    return json::Object{{u"amount"_s, amount.toWire()},
                        {u"jobs"_s, jobs},
                        {u"mps"_s, mpsOf(units)},
                        {u"receipts_root"_s, receiptsRoot}};
}

Result<SettleRecord> SettleRecord::fromJson(const json::Value &value)
{
    if (!value.isObject() || value.object().size() != 4)
        return bad(u"settle"_s);
    const auto amount = exactAmount(value[u"amount"]);
    const auto units = exactUnits(value[u"mps"]);
    const qint64 jobs = value[u"jobs"].isNumber() ? value[u"jobs"].toInteger(-1) : -1;
    const QString root = value[u"receipts_root"].toString();
    if (!amount || !units || jobs < 1 || jobs > MaxJobsPerTab || !isRootText(root))
        return bad(u"settle"_s);
    return SettleRecord{*amount, int(jobs), *units, root};
}

Result<json::Value> Batch::toJson() const
{
    if (modelId.isEmpty() || modelId.size() > 100 || requests < 1 || finishedMs < startedMs || startedMs <= 0
        || !isRootText(receiptRoot))
        return bad(u"batch"_s);
    return json::Value(json::Object{{u"version"_s, 1},
                                    {u"model_id"_s, modelId},
                                    {u"request_count"_s, requests},
                                    {u"started_at"_s, startedMs},
                                    {u"finished_at"_s, finishedMs},
                                    {u"receipt_root"_s, receiptRoot}});
}

Result<json::Value> registerOperation(const AppDefinition &app, const crypto::Address &me,
                                      const Registration &registration)
{
    auto value = registration.toJson();
    if (!value)
        return value;
    return chain::setValueOperation(app.providerPath(me), *std::move(value));
}

Result<json::Value> unregisterOperation(const AppDefinition &app, const crypto::Address &me)
{
    return chain::setValueOperation(app.providerPath(me), json::Value());
}

Result<json::Value> openSessionOperation(const AppDefinition &app, const QString &sessionId, const SessionTerms &terms)
{
    if (auto checked = terms.check(); !checked)
        return failure(checked.error());
    if (expiryOf(sessionId) != terms.expiresMs)
        return failure(errors::ShareTerms, {{u"what"_s, u"expiry"_s}});
    return chain::setValueOperation(app.sessionPath(sessionId), terms.toJson());
}

Result<json::Value> batchOperation(const AppDefinition &app, const crypto::Address &me, const QString &id,
                                   const Batch &batch)
{
    auto value = batch.toJson();
    if (!value)
        return value;
    return chain::setValueOperation(app.batchPath(me, id), *std::move(value));
}

Result<json::Value> deleteOperation(const QStringList &paths)
{
    json::Array operations;
    for (const QString &path : paths) {
        auto one = chain::setValueOperation(path, json::Value());
        if (!one)
            return one;
        operations.push_back(*std::move(one));
    }
    return chain::setOperation(std::move(operations));
}

} // namespace ain::market
