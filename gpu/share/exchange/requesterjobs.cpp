// The way of one job: offered, given, followed, taken.
#include "gpu/share/exchange/requester_p.h"

#include "core/ainft/imageinfo.h"
#include "core/base/pooltask.h"
#include "core/recipe/pngtext.h"
#include "gpu/engine/client/recipeword.h"
#include "gpu/share/images/imagebackend.h"
#include "gpu/share/job/conversion.h"
#include "gpu/share/job/seal.h"
#include "gpu/share/peer/peererrors.h"
#include "gpu/share/peer/peerpicture.h"
#include "gpu/studio/pictures.h"

#include <algorithm>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 LeaseMs = 15'000;
constexpr qint64 PictureMost = 2 * (MaxPictureBytes + 64 * 1024) + 4096; // hex
constexpr int NotFound = 404;
constexpr int RetryMs = 500;
constexpr int MostWaits = 30; ///< times RequesterOptions::againMs between tries to take a picture

Error lostBecause(ReleaseReason reason) { return {errors::ExchangeNobody, {{u"why"_s, nameOf(reason)}}}; }

/// Whether the provider is to blame for a picture that can't be had: it is another one, the provider does not know the
/// job any more, or it can't be asked until the job's time is over. A locked wallet of one's own is nobody's fault.
bool isOfProvider(const Error &error, bool isTimeOver)
{
    if (error.code == errors::PeerPictureRefused || error.code == errors::ShareSealed)
        return true;
    if (error.args.value(u"status"_s).toInt() == NotFound)
        return true;
    return isTimeOver
        && (error.code == errors::PeerUnreachable || error.code == errors::PeerRefused
            || error.code == errors::PeerAnswer);
}

Result<QString> payloadFor(const AskedJob &job, bool goesOn, const QString &kx)
{
    return goesOn ? sealRest({.spec = job.spec, .state = job.state}, kx) : sealSpec(job.spec, kx);
}

bool isPast(const AskedJob &job, qint64 nowMs) { return nowMs > job.createdMs + qint64(job.spec.ttlS) * 1000; }

} // namespace

Task<> Requester::drive(LivePtr live)
{
    if (live->isDriven)
        co_return Result<>();
    live->isDriven = true;
    while (!live->isOver()) {
        const RequesterState state = live->job.progress.state;
        if (state == RequesterState::Posted || state == RequesterState::Reoffered) {
            if (live->isCancelWanted) {
                const Error cancelled{errors::Cancelled};
                auto ended = co_await end(live, RequesterEvent::Cancel, cancelled);
                Q_UNUSED(ended)
                break;
            }
            if (isPast(live->job, m_parts.clock.nowMs())) {
                const QString why = live->lastRefusal ? live->lastRefusal->code.toString() : QString();
                const Error nobody{errors::ExchangeNobody, {{u"why"_s, why}}};
                auto ended = co_await end(live, RequesterEvent::Expire, nobody);
                Q_UNUSED(ended)
                break;
            }
            auto found = co_await findProvider(live);
            if (!found || !*found) {
                if (!found)
                    live->lastRefusal = found.error();
                auto slept = co_await sleepFor(this, m_options.againMs);
                if (!slept)
                    break;
                continue;
            }
            auto given = co_await give(live, **found);
            if (!given) {
                live->lastRefusal = given.error();
                // One that has its hands full is free again soon.
                const bool isFull = given.error().args.value(u"code"_s).toString() == errors::ShareBusy.toString();
                const qint64 rest = isFull ? m_options.againMs : m_options.restMs;
                m_resting.insert((*found)->provider.toString(), m_parts.clock.monotonicMs() + rest);
                auto slept = co_await sleepFor(this, m_options.againMs);
                if (!slept)
                    break;
            }
        } else if (state == RequesterState::Granted || state == RequesterState::Running) {
            auto followed = co_await follow(live);
            if (!followed) // what could not be written down can't go on
                break;
        } else if (state == RequesterState::Delivered) {
            auto taken = co_await take(live);
            if (taken)
                continue;
            // The provider is away, or the wallet is locked: it is delivered, and stays so.
            live->lastRefusal = taken.error();
            live->triesToTake = std::min(live->triesToTake + 1, MostWaits);
            auto slept = co_await sleepFor(this, m_options.againMs * live->triesToTake);
            if (!slept)
                break;
        } else {
            break;
        }
    }
    live->isDriven = false;
    co_return Result<>();
}

Task<Claim> Requester::claimAt(LivePtr live, Offer offer, crypto::Address provider)
{
    const Post post{.header = headerOf(live->job.spec)};
    const QString id = live->job.id;
    auto body = co_await signedBody(id, post);
    if (!body)
        co_return failure(body.error());
    Question question;
    question.method = "POST";
    question.url = offer.endpoint + u"/market/sessions/%1/post"_s.arg(offer.session);
    question.body = *body;
    question.timeMs = m_options.askMs;
    auto answer = co_await askAt(question, id, provider);
    if (!answer)
        co_return failure(answer.error());
    const auto *claim = std::get_if<Claim>(&answer->message.body);
    if (claim == nullptr || claim->price > live->job.spec.bid)
        co_return failureOf(errors::ShareFormat, u"what"_s, u"claim"_s);
    co_return *claim;
}

Task<std::optional<Requester::Found>> Requester::findProvider(LivePtr live)
{
    auto open = co_await offers();
    if (!open)
        co_return failure(open.error());
    const qint64 now = m_parts.clock.monotonicMs();
    struct Asked {
        Offer offer;
        crypto::Address provider;
        Task<Claim> claim;
    };
    std::vector<Asked> asked;
    std::vector<Asked> resting;
    for (const Offer &offer : std::as_const(*open)) {
        const auto row = sessionRow(offer.session);
        if (!row || row->terms.pricePerMps > live->job.spec.bid)
            continue;
        const crypto::Address provider = row->terms.provider;
        auto data = co_await m_parts.book.get(Shelf::Histories, provider.toString());
        const History history = data ? historyOf(*data) : History();
        // Who delivered something bad is not asked again; a new session is a decision of the user.
        if (history.strikes > 0 || m_resting.value(provider.toString(), 0) > now)
            continue;
        asked.push_back(Asked{offer, provider, claimAt(live, offer, provider)});
    }
    std::optional<Found> best;
    if (asked.empty() && !open->isEmpty() && !live->lastRefusal)
        live->lastRefusal = Error{errors::ShareNotNow};
    for (Asked &one : asked) {
        auto claim = co_await std::move(one.claim);
        if (!claim) {
            live->lastRefusal = claim.error();
            continue;
        }
        const bool isBetter = !best || claim->price < best->claim.price
            || (claim->price == best->claim.price && claim->etaS < best->claim.etaS);
        if (isBetter)
            best = Found{one.offer, one.provider, *claim};
    }
    co_return best;
}

Task<> Requester::give(LivePtr live, Found found)
{
    const QString id = live->job.id;
    const bool goesOn = !live->job.state.isEmpty() && !live->startsAnew.contains(found.provider.toString());
    const int firstStep = goesOn ? live->job.parts.constLast().receipt.lastStep : 0;
    const qint64 units = unitsOf(live->job.spec, firstStep, live->job.spec.params.steps);
    auto room = co_await m_parts.payer.order(found.offer.session, id, units);
    if (!room)
        co_return failure(room.error());
    const auto sealed = payloadFor(live->job, goesOn, found.claim.kx);
    if (!sealed)
        co_return failure(sealed.error());
    Grant grant;
    if (goesOn) {
        grant.checkpoint = checkpointOf(live->job);
        grant.firstStep = firstStep;
    }
    grant.attempt = live->job.progress.attempt + 1;
    grant.provider = found.provider;
    grant.leaseUntil = m_parts.clock.nowMs() + LeaseMs;
    grant.payload = *sealed;
    auto body = co_await signedBody(id, grant);
    if (!body)
        co_return failure(body.error());
    Question question;
    question.method = "POST";
    question.url = found.offer.endpoint + u"/market/sessions/%1/grant"_s.arg(found.offer.session);
    question.body = *body;
    question.timeMs = m_options.askMs;
    auto answer = co_await askAt(question, id, found.provider);
    if (!answer) {
        // Refused, which costs no attempt. One that fell silent may have begun all the same: it finds nobody to ask.
        const QString session = found.offer.session;
        auto freed = co_await m_parts.payer.cancel(session, id);
        Q_UNUSED(freed) // as below
        if (goesOn && answer.error().args.value(u"what"_s).toString() == u"checkpoint")
            live->startsAnew.insert(found.provider.toString()); // it can't, or another version: the whole, then
        co_return failure(answer.error());
    }
    live->job.session = found.offer.session;
    live->job.endpoint = found.offer.endpoint;
    live->job.step = live->job.firstStep = firstStep;
    live->job.problem.reset();
    auto granted = co_await move(live, RequesterEvent::Grant);
    co_return granted;
}

Task<> Requester::lose(LivePtr live, Error why)
{
    const auto row = sessionRow(live->job.session);
    const QString session = live->job.session;
    const QString id = live->job.id;
    auto freed = co_await m_parts.payer.cancel(session, id);
    Q_UNUSED(freed) // there was no room kept
    live->lastRefusal = why;
    live->job.problem = why;
    if (row) {
        const QString provider = row->terms.provider.toString();
        m_resting.insert(provider, m_parts.clock.monotonicMs() + m_options.restMs);
        const bool hasPart = !live->job.parts.isEmpty() && live->job.parts.constLast().session == session
            && live->job.parts.constLast().receipt.lastStep == live->job.step;
        if (!hasPart && !live->job.unpaid.contains(provider))
            live->job.unpaid += provider;
    }
    if (live->isCancelWanted) {
        const Error cancelled{errors::Cancelled};
        auto ended = co_await end(live, RequesterEvent::Cancel, cancelled);
        co_return ended;
    }
    tellCancelled(live->job).detach(); // one that still draws draws for nobody
    auto moved = co_await move(live, RequesterEvent::LeaseLost);
    co_return moved;
}

Task<Requester::Followed> Requester::follow(LivePtr live)
{
    const auto row = sessionRow(live->job.session);
    if (!row) {
        auto lost = co_await lose(live, row.error());
        if (!lost)
            co_return failure(lost.error());
        co_return Followed::Lost;
    }
    const crypto::Address provider = row->terms.provider;
    const QString id = live->job.id;
    qint64 revision = 0;
    qint64 heard = m_parts.clock.monotonicMs();
    qint64 gotOn = heard;
    std::optional<Error> why;
    while (!why) {
        auto auth = co_await header(u"news", id);
        if (!auth) {
            auto slept = co_await sleepFor(this, RetryMs); // the wallet is locked
            if (!slept)
                co_return failure(slept.error());
            continue;
        }
        Question question;
        question.url = live->job.endpoint + u"/market/jobs/%1/news/%2"_s.arg(id).arg(revision);
        question.auth = *auth;
        question.timeMs = m_options.newsMs;
        auto answer = co_await askAt(question, id, provider);
        const qint64 now = m_parts.clock.monotonicMs();
        if (live->isCancelWanted) {
            why = Error{errors::Cancelled};
            continue;
        }
        if (!answer) {
            if (answer.error().args.value(u"status"_s).toInt() == NotFound || now - heard > m_options.silentMs) {
                why = answer.error();
                continue;
            }
            auto slept = co_await sleepFor(this, RetryMs);
            if (!slept)
                co_return failure(slept.error());
            continue;
        }
        heard = now;
        revision = answer->revision;
        const Body &body = answer->message.body;
        const int attempt = live->job.progress.attempt;
        if (const auto *progressed = std::get_if<Progressed>(&body)) {
            if (progressed->step != live->job.step)
                gotOn = now;
            live->job.step = std::clamp(progressed->step, 0, live->job.spec.params.steps);
            Q_EMIT changed(id);
            if (live->job.progress.state == RequesterState::Granted) {
                auto moved = co_await move(live, RequesterEvent::Progress);
                if (!moved)
                    co_return failure(moved.error());
            }
            if (now - gotOn > m_options.stalledMs || isPast(live->job, m_parts.clock.nowMs()))
                why = lostBecause(ReleaseReason::Failed);
        } else if (const auto *released = std::get_if<Release>(&body)) {
            if (released->attempt < attempt)
                continue;
            const Release told = *released;
            why = lostBecause(told.reason);
            auto part = co_await takePart(live, told);
            Q_UNUSED(part) // then the next one begins from the noise
        } else if (const auto *delivered = std::get_if<Deliver>(&body)) {
            const ExecutionReceipt receipt = delivered->receipt;
            const qint64 bytes = delivered->bytes;
            const bool isOurs = receipt.provider == provider && fits(receipt, live->job.spec)
                && receipt.firstStep == live->job.firstStep && receipt.lastStep == receipt.steps
                && receipt.yieldedFrom == (live->job.firstStep > 0 ? checkpointOf(live->job) : QString())
                && verify(receipt, m_parts.signer.chainId(), answer->delegations) && !receipt.image.isEmpty()
                && bytes > 0 && bytes <= MaxPictureBytes;
            if (!isOurs) {
                auto struck = co_await strike(provider.toString(), true);
                Q_UNUSED(struck)
                why = Error{errors::ShareFormat, {{u"what"_s, u"receipt"_s}}};
                continue;
            }
            live->job.receipt = receipt;
            live->job.delegations = answer->delegations;
            live->job.pictureBytes = bytes;
            auto moved = co_await move(live, RequesterEvent::Deliver);
            if (!moved)
                co_return failure(moved.error());
            co_return Followed::Delivered;
        }
    }
    const Error reason = *why;
    auto lost = co_await lose(live, reason);
    if (!lost)
        co_return failure(lost.error());
    co_return live->isOver() ? Followed::Over : Followed::Lost;
}

Task<QByteArray> Requester::unsealed(QString text, QStringView purpose, QString job)
{
    const auto sealed = crypto::EciesMessage::fromCompact(text);
    if (!sealed)
        co_return failure(errors::ShareSealed);
    auto opened = co_await m_parts.signer.open(*sealed);
    if (!opened)
        co_return failure(opened.error());
    const auto payload = payloadOf(*opened, purpose, job);
    if (!payload)
        co_return failure(payload.error());
    co_return payload->bytes().toByteArray();
}

Task<QByteArray> Requester::fetch(LivePtr live)
{
    const QString id = live->job.id;
    auto auth = co_await header(u"picture", id);
    if (!auth)
        co_return failure(auth.error());
    Question question;
    question.url = live->job.endpoint + u"/market/jobs/%1/picture"_s.arg(id);
    question.auth = *auth;
    question.answerMost = PictureMost;
    question.timeMs = m_options.newsMs;
    auto value = co_await m_asker.ask(question);
    if (!value)
        co_return failure(value.error());
    const QString sealed = (*value)[u"sealed"].string();
    auto opened = co_await unsealed(sealed, ImagePurpose, id);
    if (!opened)
        co_return failure(opened.error());
    const QByteArray png = *opened;
    if (png.size() != live->job.pictureBytes || crypto::toHex(crypto::sha256(png)) != live->job.receipt->image)
        co_return failureOf(errors::PeerPictureRefused, u"what"_s, u"hash"_s);
    co_return png;
}

Task<> Requester::take(LivePtr live)
{
    const auto row = sessionRow(live->job.session);
    if (!row)
        co_return failure(row.error());
    const QString provider = row->terms.provider.toString();
    auto png = co_await fetch(live);
    if (!png && !isOfProvider(png.error(), isPast(live->job, m_parts.clock.nowMs())))
        co_return failure(png.error());
    std::optional<Error> fault;
    if (!png)
        fault = png.error();
    QByteArray clean;
    if (png) {
        const QByteArray file = *png;
        const QSize wanted(live->job.spec.params.width, live->job.spec.params.height);
        auto looked = co_await cleanPicture(m_parts.decoder, m_parts.pool, file, wanted);
        // What is missing here is not the provider's fault: the picture waits for it.
        if (!looked && looked.error().code != errors::PeerPictureRefused)
            co_return failure(looked.error());
        if (looked)
            clean = looked->png;
        else
            fault = looked.error();
    }
    if (!fault && !live->job.verdict) {
        auto verdict = co_await check(live, clean);
        if (!verdict)
            co_return failure(verdict.error());
        live->job.verdict = *verdict;
        if (*verdict == CheckVerdict::Bad)
            fault = live->job.problem.value_or(Error{errors::ExchangeBad});
    }
    const QString session = live->job.session;
    const QString id = live->job.id;
    if (fault) {
        auto struck = co_await strike(provider, true);
        Q_UNUSED(struck)
        auto freed = co_await m_parts.payer.cancel(session, id);
        Q_UNUSED(freed)
        const Error &bad = *fault;
        live->job.problem = bad;
        auto disputed = co_await move(live, RequesterEvent::Dispute);
        if (!disputed)
            co_return disputed;
        auto ended = co_await end(live, RequesterEvent::VerdictBad, bad);
        co_return ended;
    }
    auto listed = co_await list(live, clean);
    if (!listed)
        co_return listed;
    const market::WorkItem item{.job = id,
                                .receipt = hashOf(*live->job.receipt),
                                .units = unitsOf(live->job.spec, live->job.firstStep, live->job.spec.params.steps)};
    auto accepted = co_await m_parts.payer.accept(session, item);
    if (!accepted)
        co_return failure(accepted.error());
    const bool wentOn = live->job.firstStep > 0;
    auto settled = co_await settleParts(live, wentOn);
    if (!settled)
        co_return failure(settled.error());
    live->job.problem.reset();
    auto praised = co_await strike(provider, false);
    Q_UNUSED(praised)
    auto moved = co_await move(live, RequesterEvent::Accept);
    if (!moved)
        co_return moved;
    QStringList owed{session};
    for (const AskedPart &part : std::as_const(live->job.parts)) {
        if (wentOn && !owed.contains(part.session))
            owed.append(part.session);
    }
    auto paid = co_await pay(owed);
    Q_UNUSED(paid) // kept, and sent with the next picture
    co_return Result<>();
}

} // namespace ain::share
