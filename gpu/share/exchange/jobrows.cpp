#include "gpu/share/exchange/jobrows.h"

#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/share/market/tabrows.h"

#include <array>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr json::ParseLimits Limits{.maxBytes = 1024 * 1024, .maxDepth = 16, .maxValues = 20'000};
constexpr std::array<QStringView, 3> Verdicts = {u"ok", u"inconclusive", u"bad"};
constexpr std::array<QStringView, 6> Reasons = {u"yield", u"oom", u"too_big", u"policy", u"model_missing", u"failed"};

template<typename Names>
int indexOf(const Names &names, const QString &name)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name)
            return int(i);
    }
    return -1;
}

json::Value toJson(const QList<Delegation> &delegations)
{
    json::Array list;
    for (const Delegation &one : delegations)
        list.emplace_back(toJson(one));
    return list;
}

QList<Delegation> delegationsOf(const json::Value &value)
{
    QList<Delegation> delegations;
    for (const json::Value &one : value.array()) {
        if (auto delegation = delegationFromJson(one))
            delegations.append(*std::move(delegation));
    }
    return delegations;
}

json::Value toJson(const QList<AskedPart> &parts)
{
    json::Array list;
    for (const AskedPart &part : parts) {
        json::Object one;
        one.set(u"session"_s, part.session);
        one.set(u"receipt"_s, toJson(part.receipt));
        one.set(u"delegations"_s, toJson(part.delegations));
        list.emplace_back(std::move(one));
    }
    return list;
}

json::Value toJson(const QList<TakenPart> &parts)
{
    json::Array list;
    for (const TakenPart &part : parts) {
        json::Object one;
        one.set(u"receipt"_s, toJson(part.receipt));
        one.set(u"trace"_s, part.trace);
        one.set(u"states"_s, part.states);
        list.emplace_back(std::move(one));
    }
    return list;
}

} // namespace

QString nameOf(CheckVerdict verdict) { return Verdicts.at(std::size_t(verdict)).toString(); }

QString nameOf(ReleaseReason reason) { return Reasons.at(std::size_t(reason)).toString(); }

qint64 unitsOf(const JobSpec &spec) { return unitsOf(spec, 0, spec.params.steps); }

qint64 unitsOf(const JobSpec &spec, int firstStep, int lastStep)
{
    constexpr qint64 TenthsOfUnit = 10;
    return (workOf(spec, firstStep, lastStep) + TenthsOfUnit - 1) / TenthsOfUnit;
}

QString partId(const ExecutionReceipt &receipt)
{
    const QString text = u"ain-part-1:%1:%2:%3"_s.arg(receipt.job).arg(receipt.firstStep).arg(receipt.lastStep);
    return crypto::toHex(crypto::sha256(text.toUtf8()));
}

QString checkpointOf(const AskedJob &job)
{
    return job.parts.isEmpty() || job.state.isEmpty() ? QString() : crypto::toHex(crypto::sha256(job.state));
}

QString hashOf(const ExecutionReceipt &receipt)
{
    return crypto::toHex(crypto::sha256(json::canonical(toJson(receipt))));
}

QByteArray encode(const AskedJob &job)
{
    json::Object object;
    object.set(u"id"_s, job.id);
    object.set(u"state"_s, nameOf(job.progress.state));
    object.set(u"attempt"_s, job.progress.attempt);
    object.set(u"spec"_s, toJson(job.spec));
    object.set(u"group"_s, job.group);
    object.set(u"session"_s, job.session);
    object.set(u"endpoint"_s, job.endpoint);
    object.set(u"step"_s, job.step);
    if (!job.parts.isEmpty()) {
        object.set(u"parts"_s, toJson(job.parts));
        object.set(u"state_bytes"_s, QString::fromLatin1(job.state.toBase64()));
        object.set(u"first_step"_s, job.firstStep);
    }
    if (job.receipt)
        object.set(u"receipt"_s, toJson(*job.receipt));
    object.set(u"delegations"_s, toJson(job.delegations));
    object.set(u"bytes"_s, job.pictureBytes);
    object.set(u"image"_s, job.image);
    object.set(u"picture"_s, job.picture);
    if (job.verdict)
        object.set(u"verdict"_s, nameOf(*job.verdict));
    json::Array unpaid;
    for (const QString &provider : job.unpaid)
        unpaid.emplace_back(provider);
    object.set(u"unpaid"_s, std::move(unpaid));
    object.set(u"problem"_s, market::problemJson(job.problem));
    object.set(u"created"_s, job.createdMs);
    object.set(u"ended"_s, job.endedMs);
    return json::canonical(object);
}

std::optional<AskedJob> askedJobOf(const QByteArray &data)
{
    const auto value = json::parse(data, Limits);
    if (!value)
        return std::nullopt;
    const json::Value &v = *value;
    auto spec = jobSpecFromJson(v[u"spec"]);
    const auto state = requesterStateOf(v[u"state"].string());
    if (!spec || !state)
        return std::nullopt;
    AskedJob job;
    job.id = v[u"id"].string();
    job.progress = {.state = *state, .attempt = int(v[u"attempt"].toInteger())};
    job.spec = *std::move(spec);
    job.group = v[u"group"].string();
    job.session = v[u"session"].string();
    job.endpoint = v[u"endpoint"].string();
    job.step = int(v[u"step"].toInteger());
    for (const json::Value &one : v[u"parts"].array()) {
        if (auto receipt = receiptFromJson(one[u"receipt"])) {
            job.parts.append({.session = one[u"session"].string(),
                              .receipt = *std::move(receipt),
                              .delegations = delegationsOf(one[u"delegations"])});
        }
    }
    job.state = QByteArray::fromBase64(v[u"state_bytes"].string().toLatin1());
    job.firstStep = int(v[u"first_step"].toInteger());
    if (auto receipt = receiptFromJson(v[u"receipt"]))
        job.receipt = *std::move(receipt);
    job.delegations = delegationsOf(v[u"delegations"]);
    job.pictureBytes = v[u"bytes"].toInteger();
    job.image = v[u"image"].string();
    job.picture = v[u"picture"].toInteger();
    if (const int verdict = indexOf(Verdicts, v[u"verdict"].string()); verdict >= 0)
        job.verdict = CheckVerdict(verdict);
    for (const json::Value &provider : v[u"unpaid"].array())
        job.unpaid += provider.toString();
    job.problem = market::problemOf(v[u"problem"]);
    job.createdMs = v[u"created"].toInteger();
    job.endedMs = v[u"ended"].toInteger();
    return job;
}

QByteArray encode(const TakenJob &job)
{
    json::Object object;
    object.set(u"id"_s, job.id);
    object.set(u"state"_s, nameOf(job.state));
    object.set(u"attempt"_s, job.attempt);
    object.set(u"session"_s, job.session);
    object.set(u"requester"_s, job.requester.toString());
    if (!job.spec.signature.isEmpty())
        object.set(u"spec"_s, toJson(job.spec));
    object.set(u"units"_s, job.units);
    object.set(u"work"_s, job.work);
    object.set(u"step"_s, job.step);
    object.set(u"steps"_s, job.steps);
    if (job.firstStep > 0) {
        object.set(u"first_step"_s, job.firstStep);
        object.set(u"start_state"_s, job.startState);
    }
    if (!job.parts.isEmpty())
        object.set(u"parts"_s, toJson(job.parts));
    if (job.released)
        object.set(u"released"_s, nameOf(*job.released));
    if (job.receipt)
        object.set(u"receipt"_s, toJson(*job.receipt));
    object.set(u"delegations"_s, toJson(job.delegations));
    object.set(u"image"_s, job.image);
    object.set(u"bytes"_s, job.imageBytes);
    object.set(u"trace"_s, job.trace);
    object.set(u"states"_s, job.states);
    object.set(u"started"_s, job.startedMs);
    object.set(u"ended"_s, job.endedMs);
    return json::canonical(object);
}

std::optional<TakenJob> takenJobOf(const QByteArray &data)
{
    const auto value = json::parse(data, Limits);
    if (!value)
        return std::nullopt;
    const json::Value &v = *value;
    const auto state = providerStateOf(v[u"state"].string());
    const auto requester = crypto::Address::parse(v[u"requester"].string());
    if (!state || !requester)
        return std::nullopt;
    TakenJob job;
    job.id = v[u"id"].string();
    job.state = *state;
    job.attempt = int(v[u"attempt"].toInteger());
    job.session = v[u"session"].string();
    job.requester = *requester;
    if (auto spec = jobSpecFromJson(v[u"spec"]))
        job.spec = *std::move(spec);
    job.units = v[u"units"].toInteger();
    job.work = v[u"work"].string();
    job.step = int(v[u"step"].toInteger());
    job.steps = int(v[u"steps"].toInteger());
    job.firstStep = int(v[u"first_step"].toInteger());
    job.startState = v[u"start_state"].string();
    for (const json::Value &one : v[u"parts"].array()) {
        if (auto receipt = receiptFromJson(one[u"receipt"])) {
            job.parts.append({.receipt = *std::move(receipt),
                              .trace = one[u"trace"].string(),
                              .states = int(one[u"states"].toInteger())});
        }
    }
    if (const int reason = indexOf(Reasons, v[u"released"].string()); reason >= 0)
        job.released = ReleaseReason(reason);
    if (auto receipt = receiptFromJson(v[u"receipt"]))
        job.receipt = *std::move(receipt);
    job.delegations = delegationsOf(v[u"delegations"]);
    job.image = v[u"image"].string();
    job.imageBytes = v[u"bytes"].toInteger();
    job.trace = v[u"trace"].string();
    job.states = int(v[u"states"].toInteger());
    job.startedMs = v[u"started"].toInteger();
    job.endedMs = v[u"ended"].toInteger();
    return job;
}

QByteArray encode(const History &history)
{
    return json::canonical(json::Object{{u"clean"_s, history.clean}, {u"strikes"_s, history.strikes}});
}

History historyOf(const QByteArray &data)
{
    const auto value = json::parse(data, Limits);
    if (!value)
        return {};
    return {.clean = int((*value)[u"clean"].toInteger()), .strikes = int((*value)[u"strikes"].toInteger())};
}

} // namespace ain::share
