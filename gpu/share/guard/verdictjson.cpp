#include "gpu/share/guard/verdictjson.h"

#include <utility>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

json::Value valueOf(const QVariant &variant)
{
    switch (variant.typeId()) {
    case QMetaType::Bool: return variant.toBool();
    case QMetaType::QString: return variant.toString();
    case QMetaType::Double: return variant.toDouble();
    default: return variant.toLongLong();
    }
}

json::Object objectOf(const QVariantMap &args)
{
    json::Object object;
    for (auto i = args.cbegin(); i != args.cend(); ++i)
        object.set(i.key(), valueOf(i.value()));
    return object;
}

json::Value orNull(std::optional<qint64> ms) { return ms ? json::Value(*ms) : json::Value(); }

json::Value textOrNull(const QString &text) { return text.isEmpty() ? json::Value() : json::Value(text); }

template<typename Id>
json::Value wordOf(Id id)
{
    return QString(word(id));
}

} // namespace

json::Object toJson(const Verdict &verdict, json::Value yieldMs)
{
    json::Array reasons;
    for (const Reason &reason : verdict.reasons) {
        json::Object one;
        one.set(u"id"_s, wordOf(reason.id));
        one.set(u"stop"_s, wordOf(reason.stop));
        one.set(u"args"_s, objectOf(reason.args));
        one.set(u"clears_in_ms"_s, orNull(reason.clearsInMs));
        reasons.emplace_back(std::move(one));
    }
    json::Array sensors;
    for (const Reading &reading : verdict.sensors) {
        json::Object one;
        one.set(u"id"_s, wordOf(reading.id));
        one.set(u"state"_s, wordOf(reading.state));
        one.set(u"why"_s, textOrNull(reading.why));
        one.set(u"source"_s, textOrNull(reading.source));
        one.set(u"since_ms"_s, std::max<qint64>(0, verdict.at.monotonicMs - reading.sinceMs));
        one.set(u"clears_in_ms"_s, orNull(reading.clearsInMs));
        one.set(u"args"_s, objectOf(reading.args));
        sensors.emplace_back(std::move(one));
    }
    json::Array gpus;
    for (const GpuVerdict &gpu : verdict.gpus) {
        json::Array blockedBy;
        for (const ReasonId id : gpu.blockedBy)
            blockedBy.emplace_back(wordOf(id));
        json::Object one;
        one.set(u"id"_s, gpu.pciId);
        one.set(u"name"_s, gpu.name);
        one.set(u"on"_s, gpu.isOn);
        one.set(u"blocked_by"_s, std::move(blockedBy));
        gpus.emplace_back(std::move(one));
    }
    json::Object object;
    object.set(u"state"_s, wordOf(verdict.state));
    object.set(u"may_run"_s, verdict.mayRun);
    object.set(u"stop"_s, wordOf(verdict.stop));
    object.set(u"reason"_s, verdict.reasons.isEmpty() ? json::Value() : wordOf(verdict.reasons.constFirst().id));
    object.set(u"reasons"_s, std::move(reasons));
    if (verdict.nextInMs) {
        json::Object next;
        next.set(u"in_ms"_s, *verdict.nextInMs);
        next.set(u"at"_s, verdict.at.wallMs + *verdict.nextInMs);
        object.set(u"next"_s, std::move(next));
    } else {
        object.set(u"next"_s, json::Value());
    }
    object.set(u"starts_in_ms"_s, orNull(verdict.startsInMs));
    object.set(u"sensors"_s, std::move(sensors));
    object.set(u"gpus"_s, std::move(gpus));
    object.set(u"yield_ms"_s, std::move(yieldMs));
    return object;
}

} // namespace ain::share
