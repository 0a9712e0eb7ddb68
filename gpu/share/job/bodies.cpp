#include "gpu/share/job/bodies.h"

#include "gpu/share/job/words.h"

#include <algorithm>
#include <array>

namespace ain::share::detail {

using namespace Qt::StringLiterals;

namespace {

constexpr int MaxModels = 16;
constexpr qsizetype KeyChars = 66;
constexpr int MaxProof = 10; // of MostStates
constexpr int MaxLeaves = 2 * MaxOpenedSteps + 2;
constexpr qint64 MaxMilliMps = 1'000'000'000;
constexpr int MaxQueue = 10'000;
constexpr int AllHours = (1 << 24) - 1;
constexpr std::array<QStringView, 6> ReleaseReasons = {u"yield",  u"oom",           u"too_big",
                                                       u"policy", u"model_missing", u"failed"};
constexpr std::array<QStringView, 5> DisputeReasons = {u"bad_check", u"not_opened", u"wrong_picture", u"late",
                                                       u"not_delivered"};

template<typename T, std::size_t N>
T readName(ClosedReader &in, QStringView key, const std::array<QStringView, N> &names)
{
    const auto *const found = std::find(names.begin(), names.end(), in.word(key));
    if (found == names.end()) {
        in.refuse(key);
        return T(0);
    }
    return T(found - names.begin());
}

PrecisionClass readClass(ClosedReader &in)
{
    const auto precision = classOf(in.word(u"class"));
    if (!precision)
        in.refuse(u"class");
    return precision.value_or(PrecisionClass::A);
}

QString readFamily(ClosedReader &in)
{
    const QString family = in.word(u"family");
    if (!isFamily(family))
        in.refuse(u"family");
    return family;
}

int readAttempt(ClosedReader &in) { return int(in.integer(u"attempt", 1, MaxAttempts)); }

/// Empty and 0, or both there: a state without its number is of no use.
void checkCheckpoint(ClosedReader &in, const QString &hash, int step)
{
    if (hash.isEmpty() != (step == 0))
        in.refuse(u"checkpoint");
}

struct Writer {
    json::Object operator()(const Capacity &c) const
    {
        json::Array models;
        for (const Capacity::Model &model : c.models) {
            models.emplace_back(json::Object{
                {u"id"_s, model.id}, {u"family"_s, model.family}, {u"class"_s, className(model.precision)}});
        }
        return {{u"models"_s, std::move(models)},
                {u"max_px"_s, c.maxPixels},
                {u"milli_mps"_s, c.milliMps},
                {u"price_mps"_s, c.price.toString()},
                {u"queue"_s, c.queue},
                {u"hours"_s, c.hours},
                {u"runtime_id"_s, c.runtime},
                {u"kx"_s, c.kx},
                {u"stake"_s, c.stake}};
    }
    json::Object operator()(const Post &p) const
    {
        const JobHeader &h = p.header;
        return {{u"job"_s, h.job},
                {u"model"_s, h.model},
                {u"family"_s, h.family},
                {u"class"_s, className(h.precision)},
                {u"w"_s, h.width},
                {u"h"_s, h.height},
                {u"steps"_s, h.steps},
                {u"input_bytes"_s, h.inputBytes},
                {u"nsfw"_s, h.mayBeAdult},
                {u"bid_mps"_s, h.bid.toString()},
                {u"ttl_s"_s, h.ttlS},
                {u"created_at"_s, h.createdAt},
                {u"requester"_s, h.requester.toString()},
                {u"kx"_s, h.kx}};
    }
    json::Object operator()(const Claim &c) const
    {
        return {
            {u"eta_s"_s, c.etaS}, {u"price_mps"_s, c.price.toString()}, {u"runtime_id"_s, c.runtime}, {u"kx"_s, c.kx}};
    }
    json::Object operator()(const Grant &g) const
    {
        return {{u"attempt"_s, g.attempt}, {u"provider"_s, g.provider.toString()}, {u"lease_until"_s, g.leaseUntil},
                {u"payload"_s, g.payload}, {u"checkpoint"_s, g.checkpoint},        {u"first_step"_s, g.firstStep}};
    }
    json::Object operator()(const Progressed &p) const
    {
        return {{u"attempt"_s, p.attempt},
                {u"step"_s, p.step},
                {u"steps"_s, p.steps},
                {u"state"_s, p.state},
                {u"has_checkpoint"_s, p.hasCheckpoint}};
    }
    json::Object operator()(const Release &r) const
    {
        return {{u"attempt"_s, r.attempt},
                {u"reason"_s, ReleaseReasons[std::size_t(r.reason)].toString()},
                {u"step"_s, r.step},
                {u"checkpoint"_s, r.checkpoint}};
    }
    json::Object operator()(const Deliver &d) const
    {
        return {{u"attempt"_s, d.attempt}, {u"receipt"_s, share::toJson(d.receipt)}, {u"bytes"_s, d.bytes}};
    }
    json::Object operator()(const Open &o) const
    {
        json::Array steps;
        for (const int step : o.steps)
            steps.emplace_back(step);
        return {{u"nonce"_s, o.nonce}, {u"steps"_s, std::move(steps)}};
    }
    json::Object operator()(const Opened &o) const
    {
        json::Array leaves;
        for (const Opened::Leaf &leaf : o.leaves) {
            json::Array proof;
            for (const QByteArray &partner : leaf.proof)
                proof.emplace_back(crypto::toHex(partner));
            leaves.emplace_back(
                json::Object{{u"index"_s, leaf.index}, {u"state"_s, leaf.state}, {u"proof"_s, std::move(proof)}});
        }
        return {{u"leaves"_s, std::move(leaves)}};
    }
    json::Object operator()(const Dispute &d) const
    {
        return {{u"reason"_s, DisputeReasons[std::size_t(d.reason)].toString()}, {u"evidence"_s, d.evidence}};
    }
    json::Object operator()(const VerdictGiven &v) const
    {
        return {{u"verdict"_s, verdictName(v.verdict)}, {u"runtime_id"_s, v.runtime}, {u"report"_s, v.report}};
    }
};

} // namespace

json::Value toJson(const Body &body) { return std::visit(Writer{}, body); }

void read(ClosedReader &in, Capacity &to)
{
    for (const json::Value &one : in.array(u"models", MaxModels)) {
        ClosedReader inner(one);
        Capacity::Model model{.id = inner.word(u"id")};
        model.family = readFamily(inner);
        model.precision = readClass(inner);
        in.join(inner.end());
        to.models.append(std::move(model));
    }
    to.maxPixels = in.integer(u"max_px", 0, MaxJobPixels);
    to.milliMps = in.integer(u"milli_mps", 0, MaxMilliMps);
    to.price = in.amount(u"price_mps");
    to.queue = int(in.integer(u"queue", 0, MaxQueue));
    to.hours = int(in.integer(u"hours", 0, AllHours));
    to.runtime = in.hex(u"runtime_id");
    to.kx = in.hex(u"kx", KeyChars);
    to.stake = in.hex(u"stake", HashChars, true);
}

void read(ClosedReader &in, Post &to)
{
    JobHeader &h = to.header;
    h.job = in.hex(u"job");
    h.model = in.word(u"model");
    h.family = readFamily(in);
    h.precision = readClass(in);
    h.width = int(in.integer(u"w", 1, MaxJobSide));
    h.height = int(in.integer(u"h", 1, MaxJobSide));
    if (qint64(h.width) * h.height > MaxJobPixels)
        in.limit(u"w", MaxJobPixels);
    h.steps = int(in.integer(u"steps", 1, MaxJobSteps));
    h.inputBytes = in.integer(u"input_bytes", 0, MaxInputBytes);
    h.mayBeAdult = in.flag(u"nsfw");
    h.bid = in.amount(u"bid_mps");
    h.ttlS = int(in.integer(u"ttl_s", 1, MaxTtlS));
    h.createdAt = in.integer(u"created_at", 0, MostTime);
    h.requester = in.address(u"requester");
    h.kx = in.hex(u"kx", KeyChars);
}

void read(ClosedReader &in, Claim &to)
{
    to.etaS = int(in.integer(u"eta_s", 0, MaxTtlS));
    to.price = in.amount(u"price_mps");
    to.runtime = in.hex(u"runtime_id");
    to.kx = in.hex(u"kx", KeyChars);
}

void read(ClosedReader &in, Grant &to)
{
    constexpr qsizetype SealedExtra = 200; // iv, key, mac, context, padding
    to.attempt = readAttempt(in);
    to.provider = in.address(u"provider");
    to.leaseUntil = in.integer(u"lease_until", 0, MostTime);
    to.payload = in.text(u"payload", 2 * (MaxSpecBytes + SealedExtra));
    to.checkpoint = in.hex(u"checkpoint", HashChars, true);
    to.firstStep = int(in.integer(u"first_step", 0, MaxJobSteps - 1));
    checkCheckpoint(in, to.checkpoint, to.firstStep);
}

void read(ClosedReader &in, Progressed &to)
{
    to.attempt = readAttempt(in);
    to.steps = int(in.integer(u"steps", 1, MaxJobSteps));
    to.step = int(in.integer(u"step", 0, MaxJobSteps));
    to.state = in.hex(u"state", HashChars, true);
    to.hasCheckpoint = in.flag(u"has_checkpoint");
    if (to.step > to.steps)
        in.refuse(u"step");
    if (to.hasCheckpoint && to.state.isEmpty())
        in.refuse(u"state");
}

void read(ClosedReader &in, Release &to)
{
    to.attempt = readAttempt(in);
    to.reason = readName<ReleaseReason>(in, u"reason", ReleaseReasons);
    to.step = int(in.integer(u"step", 0, MaxJobSteps - 1));
    to.checkpoint = in.hex(u"checkpoint", HashChars, true);
    checkCheckpoint(in, to.checkpoint, to.step);
}

void read(ClosedReader &in, Deliver &to)
{
    to.attempt = readAttempt(in);
    auto receipt = receiptFromJson(in.object(u"receipt"));
    if (receipt)
        to.receipt = *std::move(receipt);
    else
        in.join(failure(receipt.error()));
    to.bytes = in.integer(u"bytes", 1, MaxPictureBytes);
}

void read(ClosedReader &in, Open &to)
{
    to.nonce = in.hex(u"nonce");
    for (const json::Value &one : in.array(u"steps", MaxOpenedSteps)) {
        const qint64 step = one.isNumber() ? one.toInteger(-1) : -1;
        if (step < 0 || step >= MostStates || (!to.steps.isEmpty() && step <= to.steps.last()))
            return in.refuse(u"steps");
        to.steps.append(int(step));
    }
    if (to.steps.isEmpty())
        in.refuse(u"steps");
}

void read(ClosedReader &in, Opened &to)
{
    for (const json::Value &one : in.array(u"leaves", MaxLeaves)) {
        ClosedReader inner(one);
        Opened::Leaf leaf;
        leaf.index = int(inner.integer(u"index", 0, MostStates - 1));
        leaf.state = inner.hex(u"state");
        for (const json::Value &partner : inner.array(u"proof", MaxProof)) {
            const auto bytes = crypto::fromHex(partner.string());
            if (!bytes || bytes->size() != DigestBytes || crypto::toHex(*bytes) != partner.string())
                inner.refuse(u"proof");
            else
                leaf.proof.append(*bytes);
        }
        in.join(inner.end());
        if (!to.leaves.isEmpty() && leaf.index <= to.leaves.last().index)
            in.refuse(u"leaves");
        to.leaves.append(std::move(leaf));
    }
}

void read(ClosedReader &in, Dispute &to)
{
    to.reason = readName<DisputeReason>(in, u"reason", DisputeReasons);
    to.evidence = in.hex(u"evidence");
}

void read(ClosedReader &in, VerdictGiven &to)
{
    const auto verdict = verdictOf(in.word(u"verdict"));
    if (!verdict)
        in.refuse(u"verdict");
    to.verdict = verdict.value_or(CheckVerdict::Inconclusive);
    to.runtime = in.hex(u"runtime_id");
    to.report = in.hex(u"report");
}

} // namespace ain::share::detail
