#include "app/cli/shareview.h"

#include "gpu/share/guard/policy.h"
#include "ui/text/sharetext.h"

#include <optional>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

template<typename Id>
std::optional<Id> idOf(QStringView text, int count)
{
    for (int i = 0; i < count; ++i) {
        if (text == share::word(Id(i)))
            return Id(i);
    }
    return std::nullopt;
}

QVariantMap argsOf(const json::Value &value)
{
    QVariantMap args;
    for (const auto &[name, given] : value.object()) {
        if (given.isBool())
            args.insert(name, given.toBool());
        else if (given.isNumber())
            args.insert(name, given.toDouble());
        else
            args.insert(name, given.string());
    }
    return args;
}

std::optional<qint64> msOf(const json::Value &value)
{
    return value.isNumber() ? std::optional(value.toInteger()) : std::nullopt;
}

} // namespace

json::Object shareStatusInWords(const json::Object &status)
{
    share::Verdict verdict;
    verdict.state =
        idOf<share::State>(status[u"state"].string(), int(share::State::Cooldown) + 1).value_or(share::State::Off);
    verdict.startsInMs = msOf(status[u"starts_in_ms"]);
    json::Array reasons;
    for (const json::Value &one : status[u"reasons"].array()) {
        const auto id = idOf<share::ReasonId>(one[u"id"].string(), share::ReasonCount);
        if (!id)
            continue;
        share::Reason reason;
        reason.id = *id;
        reason.args = argsOf(one[u"args"]);
        reasons.emplace_back(text::reasonText(reason));
        verdict.reasons.append(std::move(reason));
    }
    json::Object sensors;
    for (const json::Value &one : status[u"sensors"].array()) {
        const auto id = idOf<share::SensorId>(one[u"id"].string(), int(share::Sensors.size()));
        const auto state = idOf<share::SensorState>(one[u"state"].string(), int(share::SensorState::Unavailable) + 1);
        if (!id || !state)
            continue;
        share::Reading reading;
        reading.id = *id;
        reading.state = *state;
        reading.why = one[u"why"].string();
        reading.source = one[u"source"].string();
        reading.args = argsOf(one[u"args"]);
        sensors.set(text::sensorName(*id), text::sensorText(reading));
    }
    json::Array gpus;
    for (const json::Value &one : status[u"gpus"].array())
        gpus.emplace_back(one[u"name"].string());
    json::Object out;
    out.set(u"sharing"_s, text::shareLine(verdict));
    out.set(u"running"_s, status[u"running"]);
    out.set(u"reasons"_s, std::move(reasons));
    out.set(u"sensors"_s, std::move(sensors));
    out.set(u"gpus"_s, std::move(gpus));
    return out;
}

} // namespace ain::cli
