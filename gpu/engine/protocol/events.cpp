#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/engine/protocol/errors.h"
#include "gpu/engine/protocol/fields.h"

#include <array>

namespace ain::engine {

using namespace Qt::StringLiterals;
using detail::FieldReader;

namespace {

constexpr json::ParseLimits Limits{.maxBytes = 1 << 20, .maxDepth = 8, .maxValues = 20'000};
constexpr std::array<QStringView, 5> PhaseNames = {u"load", u"encode", u"sample", u"decode", u"upscale"};
constexpr int MaxNames = 200;
constexpr int MaxDevices = 64;
constexpr int MaxSteps = 1'000'000; // loading counts tensors

json::Array toArray(const QStringList &texts)
{
    json::Array array;
    for (const QString &text : texts)
        array.emplace_back(text);
    return array;
}

json::Object toObject(const Confinement &c)
{
    return {{u"noNetwork"_s, c.noNetwork},   {u"landlock"_s, c.landlock},       {u"seccomp"_s, c.seccomp},
            {u"noNewPrivs"_s, c.noNewPrivs}, {u"landlockAbi"_s, c.landlockAbi}, {u"missing"_s, toArray(c.missing)}};
}

json::Object encodeHello(const HelloEvent &e)
{
    json::Array devices;
    for (const DeviceInfo &device : e.devices) {
        devices.emplace_back(json::Object{{u"name"_s, device.name},
                                          {u"kind"_s, device.kind},
                                          {u"totalBytes"_s, device.totalBytes},
                                          {u"freeBytes"_s, device.freeBytes}});
    }
    return {{u"type"_s, u"hello"_s},
            {u"version"_s, e.version},
            {u"build"_s, e.build},
            {u"backend"_s, e.backend},
            {u"threads"_s, e.threads},
            {u"canCancel"_s, e.canCancel},
            {u"samplers"_s, toArray(e.samplers)},
            {u"schedulers"_s, toArray(e.schedulers)},
            {u"precisions"_s, toArray(e.precisions)},
            {u"devices"_s, std::move(devices)},
            {u"confinement"_s, toObject(e.confinement)}};
}

struct Encoder {
    json::Object operator()(const HelloEvent &e) const { return encodeHello(e); }
    json::Object operator()(const LoadedEvent &e) const
    {
        return {{u"type"_s, u"loaded"_s},
                {u"job"_s, e.job},
                {u"family"_s, e.family},
                {u"elapsedMs"_s, e.elapsedMs},
                {u"residentBytes"_s, e.residentBytes}};
    }
    json::Object operator()(const UnloadedEvent & /*e*/) const { return {{u"type"_s, u"unloaded"_s}}; }
    json::Object operator()(const ProgressEvent &e) const
    {
        return {{u"type"_s, u"progress"_s}, {u"job"_s, e.job},     {u"phase"_s, phaseName(e.phase)},
                {u"step"_s, e.step},        {u"steps"_s, e.steps}, {u"elapsedMs"_s, e.elapsedMs}};
    }
    json::Object operator()(const PreviewEvent &e) const
    {
        return {
            {u"type"_s, u"preview"_s}, {u"job"_s, e.job}, {u"step"_s, e.step}, {u"image"_s, detail::toObject(e.image)}};
    }
    json::Object operator()(const StateEvent &e) const
    {
        return {
            {u"type"_s, u"state"_s}, {u"job"_s, e.job}, {u"index"_s, e.index}, {u"shape"_s, detail::toObject(e.shape)}};
    }
    json::Object operator()(const TraceEvent &e) const
    {
        return {{u"type"_s, u"trace"_s},
                {u"job"_s, e.job},
                {u"steps"_s, e.steps},
                {u"first"_s, e.first},
                {u"hashes"_s, toArray(e.hashes)},
                {u"shape"_s, detail::toObject(e.shape)},
                {u"kept"_s, detail::toArray(e.kept)}};
    }
    json::Object operator()(const DoneEvent &e) const
    {
        json::Object object{{u"type"_s, u"done"_s},
                            {u"job"_s, e.job},
                            {u"image"_s, detail::toObject(e.image)},
                            {u"elapsedMs"_s, e.elapsedMs},
                            {u"loadMs"_s, e.loadMs},
                            {u"sampleMs"_s, e.sampleMs},
                            {u"decodeMs"_s, e.decodeMs},
                            {u"peakBytes"_s, e.peakBytes}};
        json::Array words;
        for (const QString &word : e.unknownWords.mid(0, MaxUnknownWords))
            words.emplace_back(word.left(MaxWordChars));
        if (!words.empty())
            object.set(u"unknownWords"_s, std::move(words));
        return object;
    }
    json::Object operator()(const FailedEvent &e) const
    {
        return {{u"type"_s, u"failed"_s},
                {u"job"_s, e.job},
                {u"code"_s, e.code},
                {u"what"_s, e.what.left(MaxLogChars)},
                {u"detail"_s, e.detail.right(MaxLogChars)}};
    }
    json::Object operator()(const LogEvent &e) const
    {
        return {{u"type"_s, u"log"_s}, {u"level"_s, e.level}, {u"text"_s, e.text.left(MaxLogChars)}};
    }
    json::Object operator()(const StatusEvent &e) const
    {
        return {{u"type"_s, u"status"_s},
                {u"state"_s, e.state},
                {u"job"_s, e.job},
                {u"model"_s, e.model},
                {u"residentBytes"_s, e.residentBytes},
                {u"peakBytes"_s, e.peakBytes},
                {u"uptimeMs"_s, e.uptimeMs}};
    }
    json::Object operator()(const MeasuredEvent &e) const
    {
        return {{u"type"_s, u"measured"_s}, {u"job"_s, e.job}, {u"figures"_s, e.figures}};
    }
};

void readConfinement(FieldReader &reader, Confinement &to)
{
    const json::Value &value = reader.value(u"confinement");
    if (value.isNull())
        return;
    FieldReader inner(value.object());
    inner.flag(u"noNetwork", to.noNetwork);
    inner.flag(u"landlock", to.landlock);
    inner.flag(u"seccomp", to.seccomp);
    inner.flag(u"noNewPrivs", to.noNewPrivs);
    inner.integer(u"landlockAbi", to.landlockAbi, 0, 1000);
    inner.texts(u"missing", to.missing, MaxNames, MaxJobChars);
    if (!value.isObject() || !inner.refused().isEmpty())
        reader.refuse(u"confinement");
}

void readDevices(FieldReader &reader, QList<DeviceInfo> &to)
{
    const json::Value &value = reader.value(u"devices");
    if (value.isNull())
        return;
    if (!value.isArray() || value.array().size() > std::size_t(MaxDevices))
        return reader.refuse(u"devices");
    for (const json::Value &item : value.array()) {
        FieldReader inner(item.object());
        DeviceInfo device;
        inner.text(u"name", device.name, MaxLogChars);
        inner.text(u"kind", device.kind, MaxJobChars);
        inner.count(u"totalBytes", device.totalBytes);
        inner.count(u"freeBytes", device.freeBytes);
        if (!item.isObject() || !inner.refused().isEmpty())
            return reader.refuse(u"devices");
        to.append(device);
    }
}

HelloEvent readHello(FieldReader &reader)
{
    HelloEvent event;
    reader.integer(u"version", event.version, 0, 1'000'000);
    reader.text(u"build", event.build, MaxLogChars);
    reader.text(u"backend", event.backend, MaxJobChars);
    reader.integer(u"threads", event.threads, 0, 4096);
    reader.flag(u"canCancel", event.canCancel);
    reader.texts(u"samplers", event.samplers, MaxNames, MaxJobChars);
    reader.texts(u"schedulers", event.schedulers, MaxNames, MaxJobChars);
    reader.texts(u"precisions", event.precisions, MaxNames, MaxJobChars);
    readDevices(reader, event.devices);
    readConfinement(reader, event.confinement);
    return event;
}

ProgressEvent readProgress(FieldReader &reader)
{
    ProgressEvent event;
    QString phase;
    reader.text(u"job", event.job, MaxJobChars);
    reader.text(u"phase", phase, MaxJobChars);
    const auto *const name = std::find(PhaseNames.begin(), PhaseNames.end(), phase);
    if (name == PhaseNames.end())
        reader.refuse(u"phase");
    else
        event.phase = Phase(name - PhaseNames.begin());
    reader.integer(u"step", event.step, 0, MaxSteps);
    reader.integer(u"steps", event.steps, 0, MaxSteps);
    reader.count(u"elapsedMs", event.elapsedMs);
    return event;
}

DoneEvent readDone(FieldReader &reader)
{
    DoneEvent event;
    reader.text(u"job", event.job, MaxJobChars);
    reader.shape(u"image", event.image);
    reader.count(u"elapsedMs", event.elapsedMs);
    reader.count(u"loadMs", event.loadMs);
    reader.count(u"sampleMs", event.sampleMs);
    reader.count(u"decodeMs", event.decodeMs);
    reader.count(u"peakBytes", event.peakBytes);
    reader.texts(u"unknownWords", event.unknownWords, MaxUnknownWords, MaxWordChars);
    return event;
}

bool isHash(const QString &text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

TraceEvent readTrace(FieldReader &reader)
{
    TraceEvent event;
    reader.text(u"job", event.job, MaxJobChars);
    reader.integer(u"steps", event.steps, 1, MaxStates - 1);
    reader.integer(u"first", event.first, 0, MaxStates - 1);
    reader.texts(u"hashes", event.hashes, MaxStates, MaxJobChars);
    reader.shape(u"shape", event.shape);
    reader.states(u"kept", event.kept);
    const int last = event.first + int(event.hashes.size()) - 1;
    if (last <= event.first || last > event.steps || !std::all_of(event.hashes.begin(), event.hashes.end(), isHash))
        reader.refuse(u"hashes");
    const bool isWithin = event.kept.isEmpty() || (event.kept.first() >= event.first && event.kept.last() <= last);
    if (!isWithin || (!event.kept.isEmpty() && !event.shape.memory(int(event.kept.size())).isValid()))
        reader.refuse(u"kept");
    return event;
}

FailedEvent readFailed(FieldReader &reader)
{
    FailedEvent event;
    reader.text(u"job", event.job, MaxJobChars);
    reader.text(u"code", event.code, MaxJobChars);
    reader.text(u"what", event.what, MaxLogChars);
    reader.text(u"detail", event.detail, MaxLogChars);
    return event;
}

StatusEvent readStatus(FieldReader &reader)
{
    StatusEvent event;
    reader.text(u"state", event.state, MaxJobChars);
    reader.text(u"job", event.job, MaxJobChars);
    reader.text(u"model", event.model, MaxPathChars);
    reader.count(u"residentBytes", event.residentBytes);
    reader.count(u"peakBytes", event.peakBytes);
    reader.count(u"uptimeMs", event.uptimeMs);
    return event;
}

std::optional<Event> read(const QString &type, FieldReader &reader)
{
    if (type == u"hello")
        return readHello(reader);
    if (type == u"loaded") {
        LoadedEvent event;
        reader.text(u"job", event.job, MaxJobChars);
        reader.text(u"family", event.family, MaxJobChars);
        reader.count(u"elapsedMs", event.elapsedMs);
        reader.count(u"residentBytes", event.residentBytes);
        return event;
    }
    if (type == u"unloaded")
        return UnloadedEvent{};
    if (type == u"progress")
        return readProgress(reader);
    if (type == u"preview") {
        PreviewEvent event;
        reader.text(u"job", event.job, MaxJobChars);
        reader.integer(u"step", event.step, 0, MaxSteps);
        reader.shape(u"image", event.image);
        return event;
    }
    if (type == u"state") {
        StateEvent event;
        reader.text(u"job", event.job, MaxJobChars);
        reader.integer(u"index", event.index, 0, MaxStates - 1);
        reader.shape(u"shape", event.shape);
        return event;
    }
    if (type == u"done")
        return readDone(reader);
    if (type == u"trace")
        return readTrace(reader);
    if (type == u"failed")
        return readFailed(reader);
    if (type == u"log") {
        LogEvent event;
        reader.integer(u"level", event.level, 0, 3);
        reader.text(u"text", event.text, MaxLogChars);
        return event;
    }
    if (type == u"status")
        return readStatus(reader);
    if (type == u"measured") {
        MeasuredEvent event;
        reader.text(u"job", event.job, MaxJobChars);
        if (!reader.value(u"figures").isObject())
            reader.refuse(u"figures");
        event.figures = reader.value(u"figures").object();
        return event;
    }
    return std::nullopt;
}

} // namespace

bool LatentShape::isValid() const
{
    return channels > 0 && channels <= MaxLatentChannels && height > 0 && height <= MaxLatentSide && width > 0
        && width <= MaxLatentSide && memory(1).isValid();
}

QString phaseName(Phase phase) { return PhaseNames[std::size_t(phase)].toString(); }

QByteArray encode(const Event &event) { return json::canonical(std::visit(Encoder{}, event)); }

Result<Event> decodeEvent(QByteArrayView payload)
{
    const auto value = json::parse(payload, Limits);
    if (!value)
        return failure(errors::EngineProtocol, {{u"what"_s, u"json"_s}}, value.error().code.toString());
    const QString &type = (*value)[u"type"].string();
    FieldReader reader(value->object());
    auto event = read(type, reader);
    if (!event)
        return failure(errors::EngineProtocol, {{u"what"_s, u"type"_s}});
    if (!reader.refused().isEmpty())
        return failure(errors::EngineProtocol, {{u"what"_s, reader.refused()}});
    return *std::move(event);
}

QList<ImageShape> pictures(const Event &event)
{
    if (const auto *done = std::get_if<DoneEvent>(&event))
        return {done->image};
    if (const auto *preview = std::get_if<PreviewEvent>(&event))
        return {preview->image};
    if (const auto *state = std::get_if<StateEvent>(&event))
        return {state->shape.memory(1)};
    if (const auto *trace = std::get_if<TraceEvent>(&event); trace != nullptr && !trace->kept.isEmpty())
        return {trace->shape.memory(int(trace->kept.size()))};
    return {};
}

} // namespace ain::engine
