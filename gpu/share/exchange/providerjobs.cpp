// What becomes of a granted job: drawn, handed over, or given back.
#include "gpu/share/exchange/provider_p.h"

#include "gpu/engine/client/recipeword.h"
#include "gpu/engine/protocol/errors.h"
#include "gpu/share/check/challenge.h"
#include "gpu/share/exchange/modelwords.h"
#include "gpu/share/job/conversion.h"
#include "gpu/share/job/seal.h"
#include "gpu/studio/pictures.h"

#include <algorithm>
#include <cstring>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

bool isMini(const models::Model &model) { return model.kind == models::Kind::Mini; }

ReleaseReason reasonOf(const std::optional<Error> &error)
{
    if (!error)
        return ReleaseReason::Failed;
    if (error->code == errors::EngineOutOfMemory)
        return ReleaseReason::OutOfMemory;
    if (error->code == errors::StudioModelMissing)
        return ReleaseReason::ModelMissing;
    return error->code == errors::Cancelled ? ReleaseReason::Yield : ReleaseReason::Failed;
}

Result<Rest> givenIn(const SecretBytes &payload, bool isRest, QStringView job, int chainId)
{
    if (isRest)
        return restOf(payload, job, chainId);
    auto spec = specOf(payload, job, chainId);
    if (!spec)
        return failure(spec.error());
    return Rest{.spec = *std::move(spec)};
}

} // namespace

Task<> Provider::resume()
{
    auto kept = co_await m_parts.book.all(Shelf::Taken);
    if (!kept)
        co_return failure(kept.error());
    for (const QByteArray &data : std::as_const(*kept)) {
        const auto job = takenJobOf(data);
        if (!job)
            continue;
        auto live = std::make_shared<Live>();
        live->job = *job;
        m_jobs.insert(job->id, live);
        const bool wasDelivered = job->receipt.has_value();
        if (!wasDelivered && !isEnd(job->state)) {
            // Whoever asked has given it to somebody else by now, or asks again.
            auto released = co_await giveBack(live, ReleaseReason::Failed);
            Q_UNUSED(released) // the same with the next start
        } else if (wasDelivered) {
            // Killed between the receipt and the book of the tabs: the same again is no error.
            const market::WorkItem item{.job = job->id, .receipt = hashOf(*job->receipt), .units = job->units};
            auto counted = co_await m_parts.cashier.delivered(job->session, item);
            Q_UNUSED(counted)
        }
    }
    auto swept = co_await sweep();
    co_return swept;
}

std::optional<models::Model> Provider::modelOf(const JobSpec &spec) const
{
    for (const ModelFile &file : spec.model.files) {
        const auto known = m_parts.models.bySha256(file.sha256);
        if (!known)
            return std::nullopt;
        if (file.role != u"model")
            continue;
        const auto words = wordsOf(*known);
        if (!words || words->family != spec.model.family || words->precision != spec.model.precision)
            return std::nullopt;
    }
    return m_parts.models.bySha256(spec.model.files.isEmpty() ? QString() : spec.model.files.constFirst().sha256);
}

Task<> Provider::move(LivePtr live, ProviderEvent event)
{
    const auto next = advance(live->job.state, event);
    if (!next)
        co_return failure(next.error());
    live->job.state = *next;
    const QString id = live->job.id;
    const QByteArray row = encode(live->job);
    auto kept = co_await m_parts.book.put(Shelf::Taken, id, row);
    wake(live);
    co_return kept;
}

void Provider::wake(const LivePtr &live)
{
    ++live->revision;
    wakeWaiting(live);
    Q_EMIT changed(live->job.id);
}

Task<Provider::LivePtr> Provider::begin(QString session, Message message)
{
    const auto *grant = std::get_if<Grant>(&message.body);
    if (grant == nullptr || grant->provider != m_parts.signer.address()) {
        co_return failureOf(errors::ShareFormat, u"what"_s, u"provider"_s);
    }
    const Grant granted = *grant;
    const QString id = message.job;
    if (LivePtr known = live(id)) {
        const bool isSame = known->job.requester == message.from
            && (known->job.attempt >= granted.attempt || !isEnd(known->job.state) || known->job.receipt);
        // Asked twice, or granted again while it is drawn: once is enough.
        if (isSame)
            co_return known;
        if (known->job.requester != message.from)
            co_return failureOf(errors::ExchangeJobUnknown, u"job"_s, id);
    }
    if (auto free = isFree(); !free)
        co_return failure(free.error());
    if (!hasRoomFor(message.from))
        co_return failure(errors::ShareBusy);
    auto row = co_await sessionFor(session, message.from);
    if (!row)
        co_return failure(row.error());
    const auto sealed = crypto::EciesMessage::fromCompact(granted.payload);
    if (!sealed)
        co_return failure(errors::ShareSealed);
    auto plain = co_await m_parts.signer.open(*sealed);
    if (!plain)
        co_return failure(plain.error());
    const bool isRest = granted.firstStep > 0;
    const auto payload = payloadOf(*plain, isRest ? RestPurpose : SpecPurpose, id);
    if (!payload)
        co_return failure(payload.error());
    auto given = givenIn(*payload, isRest, id, m_parts.signer.chainId());
    if (!given)
        co_return failure(given.error());
    const JobSpec *spec = &given->spec;
    QString refused;
    if (spec->requester != message.from)
        co_return failure(errors::ShareSignature);
    const auto model = modelOf(*spec);
    if (!model)
        refused = u"model"_s;
    else if (!spec->inputs.isEmpty())
        refused = u"inputs"_s;
    else if (spec->mayBeAdult && !m_options.drawsAdult)
        refused = u"nsfw"_s;
    else if (isRest
             && (!isMini(*model) || granted.firstStep >= spec->params.steps || !studio::miniShape(given->state.size())
                 || crypto::toHex(crypto::sha256(given->state)) != granted.checkpoint))
        refused = u"checkpoint"_s;
    if (!refused.isEmpty())
        co_return failureOf(errors::ExchangePolicy, u"what"_s, refused);
    if (row->terms.pricePerMps > spec->bid)
        co_return failureOf(errors::ShareTerms, u"what"_s, u"price"_s);
    auto request = requestOf(*spec);
    if (!request)
        co_return failure(request.error());
    const qint64 units = unitsOf(*spec, granted.firstStep, spec->params.steps);
    auto mayWork = co_await m_parts.cashier.mayWork(session, units);
    if (!mayWork)
        co_return failure(mayWork.error());
    if (LivePtr meanwhile = live(id); meanwhile && meanwhile->job.state == ProviderState::Running)
        co_return meanwhile;
    auto live = std::make_shared<Live>();
    live->job.id = id;
    live->job.state = ProviderState::Fetching;
    live->job.attempt = granted.attempt;
    live->job.session = session;
    live->job.requester = message.from;
    live->job.spec = *spec;
    live->job.units = units;
    live->job.steps = spec->params.steps;
    live->job.firstStep = live->job.step = granted.firstStep;
    live->job.startState = granted.checkpoint;
    if (const LivePtr before = m_jobs.value(id)) { // I had it already, and another may have gone on meanwhile
        live->job.parts = before->job.parts;
        live->job.delegations = before->job.delegations;
    }
    live->job.startedMs = m_parts.clock.nowMs();
    m_jobs.insert(id, live);
    ++m_beginning;
    studio::Start start;
    start.step = granted.firstStep;
    start.state = given->state;
    const QString ungrouped;
    auto work = co_await m_parts.service.submitForOthers(*request, isMini(*model), ungrouped, start);
    --m_beginning;
    if (!work) {
        live->job.released = reasonOf(work.error());
        auto released = co_await move(live, ProviderEvent::Release);
        Q_UNUSED(released)
        co_return failure(work.error());
    }
    live->job.work = work->id;
    auto moved = co_await move(live, ProviderEvent::Start);
    if (!moved)
        co_return failure(moved.error());
    // It may have ended before its name was known here.
    auto now = co_await m_parts.queue.job(live->job.work);
    if (now)
        noteWork(*now);
    co_return live;
}

void Provider::noteWork(const jobs::Job &work)
{
    if (!jobs::hasEnded(work.state))
        return;
    for (const LivePtr &live : std::as_const(m_jobs)) {
        if (live->job.work != work.id || live->job.state != ProviderState::Running || live->isEnding)
            continue;
        live->isEnding = true;
        if (work.state == jobs::State::Done)
            finish(live, work).detach(); // an error gives the job back
        else
            giveBack(live, reasonOf(work.error)).detach(); // whoever waits is told in any case
        return;
    }
}

Task<> Provider::finish(LivePtr live, jobs::Job work)
{
    const studio::JobResult result = studio::decodeResult(work.result);
    auto receipt = co_await receiptFor(live, result);
    auto content = co_await m_parts.content.find(result.sha256);
    if (!receipt || !content || content->size > MaxPictureBytes) {
        auto released = co_await giveBack(live, receipt && content ? ReleaseReason::TooBig : ReleaseReason::Failed);
        co_return released;
    }
    live->job.image = result.sha256;
    live->job.imageBytes = content->size;
    live->job.trace = result.trace;
    live->job.states = result.states;
    live->job.step = live->job.steps;
    live->job.endedMs = m_parts.clock.nowMs();
    live->job.receipt = *receipt;
    noteDelegation(live);
    auto finished = co_await move(live, ProviderEvent::Finish);
    if (!finished)
        co_return failure(finished.error());
    const QString session = live->job.session;
    const market::WorkItem item{.job = live->job.id, .receipt = hashOf(*receipt), .units = live->job.units};
    auto counted = co_await m_parts.cashier.delivered(session, item);
    auto moved = co_await move(live, ProviderEvent::Acknowledge);
    Q_UNUSED(moved)
    auto forgotten = co_await m_parts.queue.remove(work.id);
    Q_UNUSED(forgotten)
    if (!counted)
        co_return failure(counted.error());
    co_return Result<>();
}

Task<> Provider::giveBack(LivePtr live, ReleaseReason reason)
{
    if (live->job.receipt || isEnd(live->job.state))
        co_return Result<>();
    live->isEnding = true;
    live->job.released = reason;
    live->job.endedMs = m_parts.clock.nowMs();
    const QString work = live->job.work;
    if (reason != ReleaseReason::Policy) {
        auto part = co_await keepPart(live);
        Q_UNUSED(part) // then the steps are lost, and the next one begins anew
    }
    if (live->job.receipt || isEnd(live->job.state))
        co_return Result<>();
    live->job.spec.params.prompt.clear(); // not mine any more
    live->job.spec.params.negative.clear();
    auto released = co_await move(live, ProviderEvent::Release);
    if (!work.isEmpty()) {
        auto cancelled = co_await m_parts.service.cancel(work);
        Q_UNUSED(cancelled) // it ended by itself
        auto forgotten = co_await m_parts.queue.remove(work);
        Q_UNUSED(forgotten) // while it stops; the sweep takes it
    }
    co_return released;
}

void Provider::withdraw(ReleaseReason reason)
{
    const auto all = m_jobs.values();
    for (const LivePtr &live : all) {
        if (!live->job.receipt && !isEnd(live->job.state) && !live->isEnding)
            giveBack(live, reason).detach(); // who waits is told before anything is written
    }
}

Task<> Provider::forgetFiles(LivePtr live)
{
    const QString image = live->job.image;
    const QString trace = live->job.trace;
    const QString work = live->job.work;
    live->job.image.clear();
    live->job.trace.clear();
    live->job.work.clear();
    live->job.spec.params.prompt.clear();
    live->job.spec.params.negative.clear();
    QStringList files{image, trace};
    for (TakenPart &part : live->job.parts)
        files.append(std::exchange(part.trace, QString()));
    for (const QString &file : std::as_const(files)) {
        if (file.isEmpty())
            continue;
        // The owner may have drawn the same: then the file is theirs.
        auto own = co_await m_parts.gallery.bySha256(file);
        if (!own || !own->isEmpty())
            continue;
        auto gone = co_await m_parts.content.remove(file);
        Q_UNUSED(gone)
    }
    if (!work.isEmpty()) {
        auto forgotten = co_await m_parts.queue.remove(work);
        Q_UNUSED(forgotten)
    }
    const QString id = live->job.id;
    const QByteArray row = encode(live->job);
    auto kept = co_await m_parts.book.put(Shelf::Taken, id, row);
    co_return kept;
}

Task<> Provider::sweep()
{
    const qint64 before = m_parts.clock.nowMs() - m_options.keepMs;
    const auto all = m_jobs.values();
    for (const LivePtr &live : all) {
        const bool isOver = live->job.receipt || isEnd(live->job.state);
        if (!isOver || live->job.endedMs > before)
            continue;
        auto forgotten = co_await forgetFiles(live);
        if (!forgotten)
            co_return forgotten;
        // The book of the tabs knows what was delivered; what was given back is of no use to anybody.
        const bool hasWorked = live->job.receipt || !live->job.parts.isEmpty();
        const bool isOld = !hasWorked || live->job.endedMs <= m_parts.clock.nowMs() - m_options.keepRowsMs;
        if (!isOld)
            continue;
        const QString id = live->job.id;
        m_jobs.remove(id);
        auto gone = co_await m_parts.book.remove(Shelf::Taken, id);
        if (!gone)
            co_return gone;
    }
    co_return Result<>();
}

} // namespace ain::share
