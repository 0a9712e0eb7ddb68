#include "gpu/studio/jobpayload.h"

#include "core/json/parser.h"
#include "core/json/writer.h"

namespace ain::studio {

using namespace Qt::StringLiterals;

namespace {

constexpr json::ParseLimits Limits{.maxBytes = 1024 * 1024, .maxDepth = 16, .maxValues = 20'000};
constexpr std::size_t ParentsMax = 16;

} // namespace

QByteArray encode(const JobPayload &payload)
{
    json::Array parents;
    for (const qint64 parent : payload.parents)
        parents.emplace_back(parent);
    json::Object object;
    object.set(u"request"_s, recipe::toJson(payload.request));
    object.set(u"parents"_s, std::move(parents));
    if (!payload.isListed)
        object.set(u"listed"_s, false);
    if (payload.wantsTrace)
        object.set(u"trace"_s, true);
    if (payload.firstStep > 0) {
        object.set(u"firstStep"_s, payload.firstStep);
        object.set(u"start"_s, QString::fromLatin1(payload.start.toBase64()));
    }
    return json::canonical(object);
}

Result<JobPayload> decodePayload(QByteArrayView bytes)
{
    const auto value = json::parse(bytes, Limits);
    if (!value)
        return failure(value.error());
    auto request = recipe::fromJson((*value)[u"request"]);
    if (!request)
        return failure(request.error());
    const json::Array &parents = (*value)[u"parents"].array();
    if (parents.size() > ParentsMax)
        return failure(errors::InvalidArgument, {{u"what"_s, u"parents"_s}});
    JobPayload payload{.request = std::move(*request)};
    for (const json::Value &parent : parents)
        payload.parents.append(parent.toInteger());
    payload.isListed = (*value)[u"listed"].toBool(true);
    payload.wantsTrace = (*value)[u"trace"].toBool();
    payload.firstStep = int((*value)[u"firstStep"].toInteger());
    payload.start = QByteArray::fromBase64((*value)[u"start"].string().toLatin1());
    return payload;
}

QByteArray encode(const JobCheckpoint &checkpoint)
{
    json::Object object;
    object.set(u"sha256"_s, checkpoint.sha256);
    object.set(u"request"_s, recipe::toJson(checkpoint.request));
    object.set(u"elapsedMs"_s, checkpoint.elapsedMs);
    if (!checkpoint.trace.isEmpty()) {
        object.set(u"trace"_s, checkpoint.trace);
        object.set(u"states"_s, checkpoint.states);
    }
    return json::canonical(object);
}

std::optional<JobCheckpoint> decodeCheckpoint(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return std::nullopt;
    const auto value = json::parse(bytes, Limits);
    if (!value)
        return std::nullopt;
    auto request = recipe::fromJson((*value)[u"request"]);
    JobCheckpoint checkpoint;
    checkpoint.sha256 = (*value)[u"sha256"].string();
    checkpoint.elapsedMs = (*value)[u"elapsedMs"].toInteger();
    checkpoint.trace = (*value)[u"trace"].string();
    checkpoint.states = int((*value)[u"states"].toInteger());
    if (!request || checkpoint.sha256.size() != 64)
        return std::nullopt;
    checkpoint.request = std::move(*request);
    return checkpoint;
}

QByteArray encode(const JobResult &result)
{
    json::Object object;
    object.set(u"picture"_s, result.picture);
    object.set(u"sha256"_s, result.sha256);
    if (!result.partial.isEmpty()) {
        object.set(u"partial"_s, result.partial);
        object.set(u"step"_s, result.step);
        object.set(u"steps"_s, result.steps);
    }
    object.set(u"elapsedMs"_s, result.elapsedMs);
    object.set(u"peakBytes"_s, result.peakBytes);
    json::Array words;
    for (const QString &word : result.unknownWords)
        words.emplace_back(word);
    if (!words.empty())
        object.set(u"unknownWords"_s, std::move(words));
    if (!result.trace.isEmpty()) {
        object.set(u"trace"_s, result.trace);
        object.set(u"states"_s, result.states);
    }
    return json::canonical(object);
}

JobResult decodeResult(QByteArrayView bytes)
{
    JobResult result;
    const auto value = json::parse(bytes, Limits);
    if (!value)
        return result;
    result.picture = (*value)[u"picture"].toInteger();
    result.sha256 = (*value)[u"sha256"].string();
    result.partial = (*value)[u"partial"].string();
    result.step = int((*value)[u"step"].toInteger());
    result.steps = int((*value)[u"steps"].toInteger());
    result.elapsedMs = (*value)[u"elapsedMs"].toInteger();
    result.peakBytes = (*value)[u"peakBytes"].toInteger();
    for (const json::Value &word : (*value)[u"unknownWords"].array())
        result.unknownWords += word.toString();
    result.trace = (*value)[u"trace"].string();
    result.states = int((*value)[u"states"].toInteger());
    return result;
}

} // namespace ain::studio
