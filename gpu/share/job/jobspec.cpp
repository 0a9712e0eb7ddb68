#include "gpu/share/job/jobspec.h"

#include "core/json/parser.h"
#include "core/json/writer.h"
#include "core/recipe/generationrequest.h"
#include "gpu/share/job/closedreader.h"
#include "gpu/share/job/words.h"

#include <algorithm>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr int Version = 1;
constexpr json::ParseLimits Limits{.maxBytes = MaxSpecBytes, .maxDepth = 6, .maxValues = 500};
constexpr int MaxFiles = 6;
constexpr int Multiple = 32;
constexpr double MaxGuidance = 100;
constexpr int MaxClipSkip = 12;
constexpr double MaxLoraWeight = 10;
constexpr qsizetype KeyChars = 66;
constexpr qsizetype NonceChars = 32;
constexpr std::array<QStringView, 3> InputRoles = {u"init", u"mask", u"control"};
constexpr std::array<QStringView, 6> FileRoles = {u"model",
                                                  u"vae",
                                                  recipe::EncoderRoles[0],
                                                  recipe::EncoderRoles[1],
                                                  recipe::EncoderRoles[2],
                                                  recipe::EncoderRoles[3]};
constexpr std::array<int, Families.size()> TenthsOfWeight = {10, 20, 80, 80, 120, 1};

json::Object toJson(const JobModel &model)
{
    json::Array files;
    for (const ModelFile &file : model.files)
        files.emplace_back(json::Object{{u"role"_s, file.role}, {u"sha256"_s, file.sha256}});
    json::Array loras;
    for (const JobLora &lora : model.loras)
        loras.emplace_back(json::Object{{u"sha256"_s, lora.sha256}, {u"weight"_s, lora.weight}});
    return {{u"id"_s, model.id},
            {u"family"_s, model.family},
            {u"class"_s, className(model.precision)},
            {u"files"_s, std::move(files)},
            {u"loras"_s, std::move(loras)}};
}

json::Object toJson(const JobParams &p)
{
    json::Object object{{u"prompt"_s, p.prompt},
                        {u"negative"_s, p.negative},
                        {u"w"_s, p.width},
                        {u"h"_s, p.height},
                        {u"steps"_s, p.steps},
                        {u"sampler"_s, p.sampler},
                        {u"scheduler"_s, p.scheduler},
                        {u"cfg"_s, p.guidance},
                        {u"seed"_s, QString::number(p.seed)},
                        {u"clip_skip"_s, p.clipSkip},
                        {u"weight_type"_s, p.weightType},
                        {u"n"_s, 1},
                        {u"rng"_s, u"cpu"_s},
                        {u"eta"_s, 0}};
    if (p.strength)
        object.set(u"strength"_s, *p.strength);
    return object;
}

/// Each role at most once and in the order of `roles`.
template<std::size_t N>
void checkRole(ClosedReader &reader, const std::array<QStringView, N> &roles, const QString &role, qsizetype &last)
{
    const auto *const found = std::find(roles.begin(), roles.end(), role);
    const qsizetype place = found - roles.begin();
    if (found == roles.end() || place <= last)
        reader.refuse(u"role");
    last = place;
}

JobModel readModel(ClosedReader &outer)
{
    ClosedReader in(outer.object(u"model"));
    JobModel model;
    model.id = in.word(u"id");
    model.family = in.word(u"family");
    if (in.isFine() && !isFamily(model.family))
        in.refuse(u"family");
    const auto precision = classOf(in.word(u"class"));
    if (!precision)
        in.refuse(u"class");
    model.precision = precision.value_or(PrecisionClass::A);
    qsizetype last = -1;
    for (const json::Value &one : in.array(u"files", MaxFiles)) {
        ClosedReader inner(one);
        ModelFile file{.role = inner.word(u"role"), .sha256 = inner.hex(u"sha256")};
        checkRole(inner, FileRoles, file.role, last);
        in.join(inner.end());
        model.files.append(std::move(file));
    }
    if (in.isFine() && (model.files.isEmpty() || model.files.first().role != FileRoles[0]))
        in.refuse(u"files");
    for (const json::Value &one : in.array(u"loras", MaxJobLoras)) {
        ClosedReader inner(one);
        JobLora lora{.sha256 = inner.hex(u"sha256")};
        lora.weight = inner.number(u"weight", -MaxLoraWeight, MaxLoraWeight);
        in.join(inner.end());
        model.loras.append(std::move(lora));
    }
    outer.join(in.end());
    return model;
}

quint64 readSeed(ClosedReader &in)
{
    const QString text = in.word(u"seed", 16);
    bool isNumber = false;
    const quint64 seed = text.toULongLong(&isNumber);
    if (!isNumber || seed >= recipe::SeedEnd || QString::number(seed) != text)
        in.refuse(u"seed");
    return seed;
}

JobParams readParams(ClosedReader &outer, PrecisionClass declared)
{
    ClosedReader in(outer.object(u"params"));
    JobParams p;
    p.prompt = in.text(u"prompt", MaxPromptBytes);
    p.negative = in.text(u"negative", MaxPromptBytes);
    p.width = int(in.integer(u"w", Multiple, MaxJobSide));
    p.height = int(in.integer(u"h", Multiple, MaxJobSide));
    if (p.width % Multiple != 0 || p.height % Multiple != 0)
        in.refuse(u"w");
    if (qint64(p.width) * p.height > MaxJobPixels)
        in.limit(u"w", MaxJobPixels);
    p.steps = int(in.integer(u"steps", 1, MaxJobSteps));
    p.sampler = in.word(u"sampler");
    p.scheduler = in.word(u"scheduler");
    p.guidance = in.number(u"cfg", 0, MaxGuidance);
    p.seed = readSeed(in);
    p.clipSkip = int(in.integer(u"clip_skip", 0, MaxClipSkip));
    p.weightType = in.word(u"weight_type");
    if (in.isFine() && !isOfClass(p.weightType, declared))
        in.refuse(u"weight_type");
    in.constant(u"n", 1);
    in.constant(u"rng", u"cpu"_s);
    in.constant(u"eta", 0);
    if (in.has(u"strength"))
        p.strength = in.number(u"strength", 0, 1);
    outer.join(in.end());
    return p;
}

QList<JobInput> readInputs(ClosedReader &outer)
{
    QList<JobInput> inputs;
    qsizetype last = -1;
    qint64 bytes = 0;
    for (const json::Value &one : outer.array(u"inputs", qsizetype(InputRoles.size()))) {
        ClosedReader inner(one);
        JobInput input{.role = inner.word(u"role"), .sha256 = inner.hex(u"sha256")};
        input.bytes = inner.integer(u"bytes", 1, MaxInputBytes);
        checkRole(inner, InputRoles, input.role, last);
        outer.join(inner.end());
        bytes += input.bytes;
        inputs.append(std::move(input));
    }
    if (bytes > MaxInputBytes)
        outer.limit(u"inputs", MaxInputBytes);
    return inputs;
}

QByteArray canonicalUnsigned(const JobSpec &spec)
{
    json::Object object = share::toJson(spec);
    object.remove(u"sig");
    return json::canonical(object);
}

} // namespace

json::Object toJson(const JobSpec &spec)
{
    json::Array inputs;
    for (const JobInput &input : spec.inputs) {
        inputs.emplace_back(
            json::Object{{u"role"_s, input.role}, {u"sha256"_s, input.sha256}, {u"bytes"_s, input.bytes}});
    }
    json::Array want;
    want.emplace_back(u"image/png"_s);
    json::Object object{{u"v"_s, Version},
                        {u"kind"_s, u"image"_s},
                        {u"model"_s, toJson(spec.model)},
                        {u"params"_s, toJson(spec.params)},
                        {u"inputs"_s, std::move(inputs)},
                        {u"want"_s, std::move(want)},
                        {u"safety"_s, json::Object{{u"nsfw"_s, spec.mayBeAdult}}},
                        {u"bid"_s, json::Object{{u"unit"_s, u"mps"_s}, {u"max"_s, spec.bid.toString()}}},
                        {u"ttl_s"_s, spec.ttlS},
                        {u"created_at"_s, spec.createdAt},
                        {u"requester"_s, spec.requester.toString()},
                        {u"kx"_s, spec.kx},
                        {u"nonce"_s, spec.nonce}};
    if (!spec.signature.isEmpty())
        object.set(u"sig"_s, spec.signature);
    return object;
}

Result<JobSpec> jobSpecFromJson(const json::Value &value)
{
    const qint64 version = value[u"v"].toInteger();
    if (version > Version)
        return failure(errors::ShareNewer, {{u"version"_s, version}});
    ClosedReader in(value);
    in.constant(u"v", Version);
    in.constant(u"kind", u"image"_s);
    JobSpec spec;
    spec.model = readModel(in);
    spec.params = readParams(in, spec.model.precision);
    spec.inputs = readInputs(in);
    const bool hasInit = !spec.inputs.isEmpty() && spec.inputs.first().role == InputRoles[0];
    const bool hasMask = std::any_of(spec.inputs.begin(), spec.inputs.end(),
                                     [](const JobInput &input) { return input.role == InputRoles[1]; });
    if (in.isFine() && (hasInit != spec.params.strength.has_value() || (hasMask && !hasInit)))
        in.refuse(u"inputs");
    json::Array want;
    want.emplace_back(u"image/png"_s);
    in.constant(u"want", want);
    ClosedReader safety(in.object(u"safety"));
    spec.mayBeAdult = safety.flag(u"nsfw");
    in.join(safety.end());
    ClosedReader bid(in.object(u"bid"));
    bid.constant(u"unit", u"mps"_s);
    spec.bid = bid.amount(u"max");
    in.join(bid.end());
    spec.ttlS = int(in.integer(u"ttl_s", 1, MaxTtlS));
    spec.createdAt = in.integer(u"created_at", 0, MostTime);
    spec.requester = in.address(u"requester");
    spec.kx = in.hex(u"kx", KeyChars);
    spec.nonce = in.hex(u"nonce", NonceChars);
    if (in.has(u"sig"))
        spec.signature = in.word(u"sig", 200);
    if (auto end = in.end(); !end)
        return failure(end.error());
    return spec;
}

Result<JobSpec> parseJobSpec(QByteArrayView utf8)
{
    const auto value = json::parse(utf8, Limits);
    if (!value)
        return failure(value.error());
    return jobSpecFromJson(*value);
}

QString jobId(const JobSpec &spec) { return crypto::toHex(crypto::sha256(canonicalUnsigned(spec))); }

QString specHash(const JobSpec &spec) { return crypto::toHex(crypto::sha256(json::canonical(toJson(spec)))); }

QString signedText(const JobSpec &spec) { return u"ain-job:"_s + jobId(spec); }

Result<> verify(const JobSpec &spec, int chainId)
{
    const auto signer = crypto::recoverMessageSigner(signedText(spec), spec.signature, chainId);
    if (!signer || signer->address != spec.requester)
        return failure(errors::ShareSignature);
    return {};
}

qint64 workOf(const JobSpec &spec) { return workOf(spec, 0, spec.params.steps); }

qint64 workOf(const JobSpec &spec, int firstStep, int lastStep)
{
    const auto *const family = std::find(Families.begin(), Families.end(), spec.model.family);
    const int steps = std::min(lastStep, spec.params.steps) - std::max(firstStep, 0);
    if (family == Families.end() || steps <= 0)
        return 0;
    return qint64(spec.params.width) * spec.params.height * steps
        * TenthsOfWeight[std::size_t(family - Families.begin())];
}

Amount priceOf(qint64 work, Amount perMps)
{
    constexpr qint64 UnitsOfMps = 10'000'000;
    __extension__ using Wide = __int128;
    const Wide micro = (Wide(std::max<qint64>(0, work)) * perMps.micro() + (UnitsOfMps - 1)) / UnitsOfMps;
    return Amount::fromMicro(qint64(std::min<Wide>(micro, Amount::MaxMicro)));
}

JobHeader headerOf(const JobSpec &spec)
{
    JobHeader header{.job = jobId(spec),
                     .model = spec.model.id,
                     .family = spec.model.family,
                     .precision = spec.model.precision,
                     .width = spec.params.width,
                     .height = spec.params.height,
                     .steps = spec.params.steps,
                     .mayBeAdult = spec.mayBeAdult,
                     .bid = spec.bid,
                     .ttlS = spec.ttlS,
                     .createdAt = spec.createdAt,
                     .requester = spec.requester,
                     .kx = spec.kx};
    for (const JobInput &input : spec.inputs)
        header.inputBytes += input.bytes;
    return header;
}

} // namespace ain::share
