#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/engine/protocol/errors.h"
#include "gpu/engine/protocol/fields.h"

#include <array>

namespace ain::engine {

using namespace Qt::StringLiterals;
using detail::FieldReader;
using detail::toObject;

namespace {

constexpr json::ParseLimits Limits{.maxBytes = 1 << 20, .maxDepth = 8, .maxValues = 20'000};
constexpr qint64 MaxSeed = (qint64(1) << 53) - 1;
constexpr double MaxNumber = 1e6;

struct FileField {
    QStringView name;
    QString ModelFiles::*member;
};
constexpr std::array FileFields = {
    FileField{u"model", &ModelFiles::model},
    FileField{u"diffusion", &ModelFiles::diffusion},
    FileField{u"vae", &ModelFiles::vae},
    FileField{u"taesd", &ModelFiles::taesd},
    FileField{u"clipL", &ModelFiles::clipL},
    FileField{u"clipG", &ModelFiles::clipG},
    FileField{u"t5xxl", &ModelFiles::t5xxl},
    FileField{u"llm", &ModelFiles::llm},
    FileField{u"precision", &ModelFiles::precision},
};
constexpr std::array<QStringView, 4> ModeNames = {u"txt2img", u"img2img", u"inpaint", u"upscale"};

json::Object toObject(const ModelFiles &files)
{
    json::Object object;
    for (const FileField &field : FileFields) {
        if (!(files.*field.member).isEmpty())
            object.set(field.name.toString(), files.*field.member);
    }
    return object;
}

ModelFiles readFiles(FieldReader &reader)
{
    ModelFiles files;
    const json::Value &value = reader.value(u"files");
    if (value.isNull())
        return files;
    FieldReader inner(value.object());
    for (const FileField &field : FileFields)
        inner.text(field.name, files.*field.member, MaxPathChars);
    if (!value.isObject() || !inner.refused().isEmpty())
        reader.refuse(u"files");
    return files;
}

json::Object encodeDraw(const DrawOrder &order)
{
    json::Array loras;
    for (const LoraFile &lora : order.loras)
        loras.emplace_back(json::Object{{u"path"_s, lora.path}, {u"weight"_s, lora.weight}});
    json::Object object{
        {u"type"_s, u"generate"_s},
        {u"job"_s, order.job},
        {u"mode"_s, ModeNames[std::size_t(order.mode)].toString()},
        {u"files"_s, toObject(order.files)},
        {u"loras"_s, std::move(loras)},
        {u"prompt"_s, order.prompt},
        {u"negative"_s, order.negative},
        {u"width"_s, order.width},
        {u"height"_s, order.height},
        {u"steps"_s, order.steps},
        {u"sampler"_s, order.sampler},
        {u"scheduler"_s, order.scheduler},
        {u"guidance"_s, order.guidance},
        {u"seed"_s, double(order.seed)},
        {u"clipSkip"_s, order.clipSkip},
        {u"strength"_s, order.strength},
        {u"preview"_s, order.preview},
    };
    if (order.init)
        object.set(u"init"_s, toObject(*order.init));
    if (order.mask)
        object.set(u"mask"_s, toObject(*order.mask));
    if (order.trace) {
        json::Object trace{{u"first"_s, order.trace->first},
                           {u"last"_s, order.trace->last},
                           {u"keep"_s, detail::toArray(order.trace->keep)}};
        if (order.trace->start)
            trace.set(u"start"_s, toObject(*order.trace->start));
        if (order.trace->tells)
            trace.set(u"tells"_s, true);
        object.set(u"trace"_s, std::move(trace));
    }
    return object;
}

void readLoras(FieldReader &reader, QList<LoraFile> &to)
{
    const json::Value &value = reader.value(u"loras");
    if (value.isNull())
        return;
    if (!value.isArray() || value.array().size() > std::size_t(MaxLoras))
        return reader.refuse(u"loras");
    for (const json::Value &item : value.array()) {
        FieldReader inner(item.object());
        LoraFile lora;
        inner.text(u"path", lora.path, MaxPathChars);
        inner.number(u"weight", lora.weight, -MaxNumber, MaxNumber);
        if (!item.isObject() || !inner.refused().isEmpty())
            return reader.refuse(u"loras");
        to.append(lora);
    }
}

void readTrace(FieldReader &reader, std::optional<TraceOrder> &to)
{
    const json::Value &value = reader.value(u"trace");
    if (value.isNull())
        return;
    FieldReader inner(value.object());
    TraceOrder trace;
    inner.integer(u"first", trace.first, 0, MaxStates - 1);
    inner.integer(u"last", trace.last, 0, MaxStates - 1);
    inner.states(u"keep", trace.keep);
    inner.flag(u"tells", trace.tells);
    if (!inner.value(u"start").isNull()) {
        LatentShape start;
        inner.shape(u"start", start);
        trace.start = start;
    }
    const bool isPart = trace.last == 0 || trace.first < trace.last;
    if (!value.isObject() || !inner.refused().isEmpty() || !isPart || (trace.first > 0) != trace.start.has_value())
        return reader.refuse(u"trace");
    to = trace;
}

DrawOrder readDraw(FieldReader &reader)
{
    DrawOrder order;
    QString mode = ModeNames[0].toString();
    reader.text(u"job", order.job, MaxJobChars);
    reader.text(u"mode", mode, MaxJobChars);
    const auto *const name = std::find(ModeNames.begin(), ModeNames.end(), mode);
    if (name == ModeNames.end())
        reader.refuse(u"mode");
    else
        order.mode = Mode(name - ModeNames.begin());
    order.files = readFiles(reader);
    readLoras(reader, order.loras);
    reader.text(u"prompt", order.prompt, MaxPromptChars);
    reader.text(u"negative", order.negative, MaxPromptChars);
    reader.integer(u"width", order.width, 0, MaxImageSide);
    reader.integer(u"height", order.height, 0, MaxImageSide);
    reader.integer(u"steps", order.steps, 0, 10'000);
    reader.text(u"sampler", order.sampler, MaxJobChars);
    reader.text(u"scheduler", order.scheduler, MaxJobChars);
    reader.number(u"guidance", order.guidance, -MaxNumber, MaxNumber);
    auto seed = qint64(order.seed);
    reader.integer(u"seed", seed, 0, MaxSeed);
    order.seed = quint64(seed);
    reader.integer(u"clipSkip", order.clipSkip, 0, 1000);
    reader.number(u"strength", order.strength, 0, 1);
    reader.flag(u"preview", order.preview);
    reader.shape(u"init", order.init);
    reader.shape(u"mask", order.mask);
    readTrace(reader, order.trace);
    return order;
}

struct Encoder {
    json::Object operator()(const HelloCommand &c) const
    {
        return {{u"type"_s, u"hello"_s}, {u"version"_s, c.version}};
    }
    json::Object operator()(const LoadCommand &c) const
    {
        return {{u"type"_s, u"load"_s}, {u"job"_s, c.job}, {u"files"_s, toObject(c.files)}};
    }
    json::Object operator()(const UnloadCommand & /*c*/) const { return {{u"type"_s, u"unload"_s}}; }
    json::Object operator()(const DrawOrder &c) const { return encodeDraw(c); }
    json::Object operator()(const UpscaleOrder &c) const
    {
        return {{u"type"_s, u"upscale"_s},
                {u"job"_s, c.job},
                {u"upscaler"_s, c.upscaler},
                {u"factor"_s, c.factor},
                {u"image"_s, detail::toObject(c.image)}};
    }
    json::Object operator()(const DecodeOrder &c) const
    {
        return {{u"type"_s, u"decode"_s},
                {u"job"_s, c.job},
                {u"width"_s, c.width},
                {u"height"_s, c.height},
                {u"bytes"_s, c.bytes}};
    }
    json::Object operator()(const CancelCommand &c) const { return {{u"type"_s, u"cancel"_s}, {u"job"_s, c.job}}; }
    json::Object operator()(const StatusCommand & /*c*/) const { return {{u"type"_s, u"status"_s}}; }
    json::Object operator()(const BenchmarkCommand &c) const
    {
        return {{u"type"_s, u"benchmark"_s}, {u"job"_s, c.job}, {u"seconds"_s, c.seconds}};
    }
    json::Object operator()(const QuitCommand & /*c*/) const { return {{u"type"_s, u"quit"_s}}; }
};

std::optional<Command> read(const QString &type, FieldReader &reader)
{
    if (type == u"hello") {
        HelloCommand command;
        reader.integer(u"version", command.version, 0, 1'000'000);
        return command;
    }
    if (type == u"load") {
        LoadCommand command;
        reader.text(u"job", command.job, MaxJobChars);
        command.files = readFiles(reader);
        return command;
    }
    if (type == u"unload")
        return UnloadCommand{};
    if (type == u"generate")
        return readDraw(reader);
    if (type == u"upscale") {
        UpscaleOrder order;
        reader.text(u"job", order.job, MaxJobChars);
        reader.text(u"upscaler", order.upscaler, MaxPathChars);
        reader.integer(u"factor", order.factor, 0, 16);
        reader.shape(u"image", order.image);
        return order;
    }
    if (type == u"decode") {
        DecodeOrder order;
        reader.text(u"job", order.job, MaxJobChars);
        reader.integer(u"width", order.width, 1, MaxImageSide);
        reader.integer(u"height", order.height, 1, MaxImageSide);
        reader.integer(u"bytes", order.bytes, 1, MaxFileBytes);
        if (order.width < 1 || order.height < 1 || order.bytes < 1) // one that is missing stays zero
            reader.refuse(u"bytes");
        return order;
    }
    if (type == u"cancel") {
        CancelCommand command;
        reader.text(u"job", command.job, MaxJobChars);
        return command;
    }
    if (type == u"status")
        return StatusCommand{};
    if (type == u"benchmark") {
        BenchmarkCommand command;
        reader.text(u"job", command.job, MaxJobChars);
        reader.integer(u"seconds", command.seconds, 1, 60);
        return command;
    }
    if (type == u"quit")
        return QuitCommand{};
    return std::nullopt;
}

} // namespace

ImageShape DecodeOrder::memory() const
{
    return {.width = FileRowBytes, .height = int((bytes + FileRowBytes - 1) / FileRowBytes), .channels = 1};
}

QByteArray encode(const Command &command) { return json::canonical(std::visit(Encoder{}, command)); }

Result<Command> decodeCommand(QByteArrayView payload)
{
    const auto value = json::parse(payload, Limits);
    if (!value)
        return failure(errors::EngineProtocol, {{u"what"_s, u"json"_s}}, value.error().code.toString());
    const QString &type = (*value)[u"type"].string();
    FieldReader reader(value->object());
    auto command = read(type, reader);
    if (!command)
        return failure(errors::EngineProtocol, {{u"what"_s, u"type"_s}});
    if (!reader.refused().isEmpty())
        return failure(errors::EngineProtocol, {{u"what"_s, reader.refused()}});
    return *std::move(command);
}

QList<ImageShape> pictures(const Command &command)
{
    QList<ImageShape> shapes;
    if (const auto *draw = std::get_if<DrawOrder>(&command)) {
        if (draw->init)
            shapes.append(*draw->init);
        if (draw->mask)
            shapes.append(*draw->mask);
        if (draw->trace && draw->trace->start)
            shapes.append(draw->trace->start->memory(1));
    } else if (const auto *upscale = std::get_if<UpscaleOrder>(&command)) {
        shapes.append(upscale->image);
    } else if (const auto *decode = std::get_if<DecodeOrder>(&command)) {
        shapes.append(decode->memory());
    }
    return shapes;
}

} // namespace ain::engine
