#include "gpu/share/job/receipt.h"

#include "core/json/writer.h"
#include "gpu/share/job/closedreader.h"
#include "gpu/share/job/words.h"

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr int Version = 1;
constexpr qsizetype NameBytes = 200;
constexpr qint64 MaxWorkMs = qint64(7) * 24 * 3600 * 1000;

} // namespace

TraceCommitment ExecutionReceipt::commitment() const
{
    if (traceRoot.isEmpty())
        return {};
    return {.root = QByteArray::fromHex(traceRoot.toLatin1()), .states = lastStep - firstStep + 1};
}

json::Object toJson(const ExecutionReceipt &r)
{
    json::Object object{{u"v"_s, Version},
                        {u"job_id"_s, r.job},
                        {u"spec_sha"_s, r.spec},
                        {u"provider"_s, r.provider.toString()},
                        {u"runtime_id"_s, r.runtime},
                        {u"engine"_s, r.engine},
                        {u"backend"_s, r.backend},
                        {u"device"_s, r.device},
                        {u"class"_s, className(r.precision)},
                        {u"trace_root"_s, r.traceRoot},
                        {u"steps"_s, r.steps},
                        {u"first_step"_s, r.firstStep},
                        {u"last_step"_s, r.lastStep},
                        {u"image_sha"_s, r.image},
                        {u"t_start"_s, r.startedAt},
                        {u"t_end"_s, r.endedAt},
                        {u"gpu_ms"_s, r.gpuMs},
                        {u"yielded_from"_s, r.yieldedFrom}};
    if (!r.signature.isEmpty())
        object.set(u"sig"_s, r.signature);
    return object;
}

Result<ExecutionReceipt> receiptFromJson(const json::Value &value)
{
    const qint64 version = value[u"v"].toInteger();
    if (version > Version)
        return failure(errors::ShareNewer, {{u"version"_s, version}});
    ClosedReader in(value);
    in.constant(u"v", Version);
    ExecutionReceipt r;
    r.job = in.hex(u"job_id");
    r.spec = in.hex(u"spec_sha");
    r.provider = in.address(u"provider");
    r.runtime = in.hex(u"runtime_id");
    r.engine = in.text(u"engine", NameBytes);
    r.backend = in.word(u"backend");
    r.device = in.text(u"device", NameBytes);
    const auto precision = classOf(in.word(u"class"));
    if (!precision)
        in.refuse(u"class");
    r.precision = precision.value_or(PrecisionClass::A);
    r.traceRoot = in.hex(u"trace_root", HashChars, true);
    r.steps = int(in.integer(u"steps", 1, MaxJobSteps));
    r.firstStep = int(in.integer(u"first_step", 0, MaxJobSteps - 1));
    r.lastStep = int(in.integer(u"last_step", 1, MaxJobSteps));
    r.image = in.hex(u"image_sha", HashChars, true);
    r.startedAt = in.integer(u"t_start", 0, MostTime);
    r.endedAt = in.integer(u"t_end", 0, MostTime);
    r.gpuMs = in.integer(u"gpu_ms", 0, MaxWorkMs);
    r.yieldedFrom = in.hex(u"yielded_from", HashChars, true);
    if (in.has(u"sig"))
        r.signature = in.word(u"sig", 200);
    if (in.isFine()) {
        const bool isLast = r.lastStep == r.steps;
        if (r.firstStep >= r.lastStep || r.lastStep > r.steps)
            in.refuse(u"last_step");
        if (isLast == r.image.isEmpty()) // who does the last step has the picture, and nobody else
            in.refuse(u"image_sha");
        if ((r.firstStep > 0) == r.yieldedFrom.isEmpty())
            in.refuse(u"yielded_from");
        if (r.endedAt < r.startedAt)
            in.refuse(u"t_end");
    }
    if (auto end = in.end(); !end)
        return failure(end.error());
    return r;
}

QString signedText(const ExecutionReceipt &receipt)
{
    json::Object object = toJson(receipt);
    object.remove(u"sig");
    return u"ain-receipt:"_s + crypto::toHex(crypto::sha256(json::canonical(object)));
}

Result<> verify(const ExecutionReceipt &receipt, int chainId, const QList<Delegation> &delegations)
{
    return verifySpoken(signedText(receipt), receipt.signature, receipt.provider, receipt.endedAt, delegations,
                        chainId);
}

Result<> fits(const ExecutionReceipt &receipt, const JobSpec &spec)
{
    const auto wrong = [](const QString &what) { return failure(errors::ShareFormat, {{u"what"_s, what}}); };
    if (receipt.job != jobId(spec))
        return wrong(u"job_id"_s);
    if (receipt.spec != specHash(spec))
        return wrong(u"spec_sha"_s);
    if (receipt.precision != spec.model.precision)
        return wrong(u"class"_s);
    if (receipt.steps != spec.params.steps)
        return wrong(u"steps"_s);
    return {};
}

} // namespace ain::share
