// What is asked of a provider, and what it answers.
#include "gpu/share/exchange/provider.h"

#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/share/exchange/modelwords.h"
#include "gpu/share/exchange/provider_p.h"
#include "gpu/share/images/imagebackend.h"
#include "gpu/share/job/seal.h"

#include <QUrl>

#include <algorithm>

namespace ain::share {

using namespace Qt::StringLiterals;
using http::HttpReply;
using http::HttpRequest;

namespace {

constexpr int SweepMs = 15 * 60 * 1000;
constexpr qsizetype ModelsToldMost = 40;
constexpr int AllHours = 0xffffff;
constexpr int AnswersMost = 16; ///< that wait for news of one job

Error notNow(const Error &why) { return {errors::ShareNotNow, {{u"reason"_s, why.code.toString()}}}; }

} // namespace

Provider::Provider(const ProviderParts &parts, ProviderOptions options)
    : m_parts(parts),
      m_options(std::move(options)),
      m_asks(m_options.asksPerMinute),
      m_lookUps(m_options.lookUpsPerMinute)
{
    connect(&parts.queue, &jobs::JobQueue::changed, this, &Provider::noteWork);
    connect(&parts.service, &studio::StudioService::progressed, this,
            [this](const QString &work, const engine::Progress &progress) {
                for (const LivePtr &live : std::as_const(m_jobs)) {
                    if (live->job.work != work || live->job.state != ProviderState::Running
                        || progress.phase != engine::Phase::Sample || live->job.step == progress.step)
                        continue;
                    live->job.step = std::clamp(progress.step, 0, live->job.steps);
                    wake(live);
                }
            });
    connect(&parts.cashier, &market::Cashier::tabChanged, this, [this](const QString &session) {
        for (const LivePtr &live : std::as_const(m_jobs)) {
            if (live->job.session == session)
                Q_EMIT changed(live->job.id);
        }
    });
    m_sweeping.setInterval(SweepMs);
    connect(&m_sweeping, &QTimer::timeout, this, [this] { sweep().detach(); }); // tried again with the next one
    m_sweeping.start();
}

Provider::~Provider()
{
    // Nobody would hand over what still waits.
    for (const LivePtr &live : std::as_const(m_jobs)) {
        if (live->job.state == ProviderState::Running)
            m_parts.service.cancel(live->job.work).detach();
    }
}

QList<TakenJob> Provider::jobs() const
{
    QList<TakenJob> all;
    for (const LivePtr &live : m_jobs)
        all.append(live->job);
    std::sort(all.begin(), all.end(), [](const TakenJob &a, const TakenJob &b) { return a.startedMs > b.startedMs; });
    return all;
}

int Provider::running() const
{
    return int(std::count_if(m_jobs.cbegin(), m_jobs.cend(), [](const LivePtr &live) {
        return live->job.state == ProviderState::Running && !live->isEnding;
    }));
}

Result<> Provider::isFree() const
{
    if (m_options.permission) {
        if (auto allowed = m_options.permission(); !allowed)
            return allowed;
    }
    if (const auto held = m_parts.service.heldBy())
        return failure(notNow(*held));
    return {};
}

bool Provider::hasRoomFor(const crypto::Address &requester) const
{
    const auto ofOne = std::count_if(m_jobs.cbegin(), m_jobs.cend(), [&requester](const LivePtr &one) {
        return one->job.requester == requester && one->job.state == ProviderState::Running;
    });
    return ofOne < m_options.runningPerRequester && running() + m_beginning < m_options.running;
}

Capacity Provider::capacity() const
{
    Capacity told;
    for (const models::Model &model : m_parts.models.models()) {
        const auto words = wordsOf(model);
        if (!words || told.models.size() >= ModelsToldMost)
            continue;
        told.models.append({.id = words->id, .family = words->family, .precision = words->precision});
    }
    told.maxPixels = MaxJobPixels;
    told.price = m_options.terms.leastPrice;
    told.queue = running();
    told.hours = AllHours;
    told.runtime = m_options.runtime;
    told.kx = m_parts.signer.kx();
    return told;
}

Provider::LivePtr Provider::live(const QString &job) const { return m_jobs.value(job); }

bool Provider::isForUs(const HttpRequest &request) const
{
    const QString own = QUrl(m_options.endpoint).host();
    return request.hasLoopbackHost() || (!own.isEmpty() && request.hostName() == own.toLower().toLatin1());
}

void Provider::handle(const HttpRequest &request, const HttpReply &reply)
{
    if (!isForUs(request) || request.isFromBrowser()) {
        auto refused = responseOf(Error{errors::ExchangePolicy, {{u"what"_s, u"browser"_s}}});
        refused.status = 403;
        reply.send(refused);
        return;
    }
    const qint64 now = m_parts.clock.nowMs();
    if (!m_asks.admit(request.peer.toString(), now)) {
        reply.send(responseOf(Error{errors::ShareBusy}));
        return;
    }
    const QList<QByteArray> path = request.path.split('/'); // "", "market", …
    const auto part = [&path](qsizetype index) { return QString::fromLatin1(path.value(index)); };
    const bool isPost = request.method == "POST";
    const QString kind = part(2);
    if (part(1) != u"market") {
        reply.send(responseOf(Error{errors::ExchangeJobUnknown, {{u"job"_s, QString()}}}));
    } else if (kind == u"capacity" && !isPost) {
        answerCapacity(reply).detach();
    } else if (kind == u"vouchers" && isPost) {
        answerVoucher(request.body, reply).detach();
    } else if (kind == u"sessions" && isPost && path.size() == 5 && part(4) == u"post") {
        answerPost(part(3), request.body, reply).detach();
    } else if (kind == u"sessions" && isPost && path.size() == 5 && part(4) == u"grant") {
        answerGrant(part(3), request.body, reply).detach();
    } else if (kind == u"jobs" && isPost && part(4) == u"open") {
        answerOpen(request.body, reply).detach();
    } else if (kind == u"jobs" && path.size() >= 5) {
        const LivePtr asked = live(part(3));
        const QString verb = part(4);
        const auto auth =
            verifyPeerAuth(request.headers.value(PeerAuthHeader.toByteArray()), jobPurpose(verb, part(3)), now);
        if (!asked || !auth || auth->address != asked->job.requester)
            reply.send(responseOf(Error{errors::ExchangeJobUnknown, {{u"job"_s, part(3).left(64)}}}));
        else if (verb == u"news")
            answerNews(asked, part(5).toLongLong(), reply);
        else if (verb == u"picture")
            answerPicture(asked, reply).detach();
        else if (verb == u"checkpoint")
            answerCheckpoint(asked, reply).detach();
        else if (verb == u"cancel" && isPost) {
            giveBack(asked, ReleaseReason::Policy).detach();
            reply.send(responseOf(json::Value(json::Object())));
        } else
            reply.send(responseOf(Error{errors::ExchangeJobUnknown, {{u"job"_s, part(3).left(64)}}}));
    } else {
        reply.send(responseOf(Error{errors::ExchangeJobUnknown, {{u"job"_s, QString()}}}));
    }
}

Task<Answer> Provider::signedAnswer(QString job, Body body)
{
    Answer answer;
    Message &message = answer.message;
    message.job = job;
    message.saidAt = m_parts.clock.nowMs();
    message.from = m_parts.signer.address();
    message.body = std::move(body);
    auto signature = co_await m_parts.signer.sign(signedText(message), m_parts.signer.chainId());
    if (!signature)
        co_return failure(signature.error());
    message.signature = *signature;
    if (const auto delegation = m_parts.signer.delegation())
        answer.delegations.append(*delegation);
    co_return answer;
}

Task<> Provider::answerCapacity(HttpReply reply)
{
    const QString nobody;
    auto answer = co_await signedAnswer(nobody, capacity());
    if (!answer) {
        reply.send(responseOf(answer.error()));
        co_return failure(answer.error());
    }
    reply.send(responseOf(*answer));
    co_return Result<>();
}

Task<market::SessionRow> Provider::sessionFor(QString session, crypto::Address requester)
{
    if (!m_sessions.contains(session)) {
        if (!market::isSessionId(session))
            co_return failureOf(errors::ShareSessionUnknown, u"session"_s, session.left(40));
        // Names cost nothing, and each one asks the nodes.
        const QString everybody = u"everybody"_s;
        if (!m_lookUps.admit(everybody, m_parts.clock.nowMs()))
            co_return failure(errors::ShareBusy);
        const market::ProviderTerms terms = m_options.terms;
        auto accepted = co_await m_parts.cashier.acceptSession(m_options.accountId, session, terms);
        if (!accepted)
            co_return failure(accepted.error());
        m_sessions.insert(session, *accepted);
    }
    const market::SessionRow row = m_sessions.value(session);
    if (row.terms.requester != requester) {
        co_return failureOf(errors::ShareSessionUnknown, u"session"_s, session.left(40));
    }
    co_return row;
}

Task<Claim> Provider::claimFor(QString session, Message message)
{
    const auto *post = std::get_if<Post>(&message.body);
    if (post == nullptr || post->header.requester != message.from || post->header.job != message.job) {
        co_return failureOf(errors::ShareFormat, u"what"_s, u"kind"_s);
    }
    const JobHeader header = post->header;
    if (auto free = isFree(); !free)
        co_return failure(free.error());
    if (!hasRoomFor(header.requester))
        co_return failure(errors::ShareBusy);
    QString refused;
    const auto models = m_parts.models.models();
    const bool isKnown = std::any_of(models.cbegin(), models.cend(), [&header](const models::Model &model) {
        const auto words = wordsOf(model);
        return words && words->family == header.family && words->precision == header.precision
            && words->id == header.model;
    });
    if (!isKnown)
        refused = u"model"_s;
    else if (header.mayBeAdult && !m_options.drawsAdult)
        refused = u"nsfw"_s;
    else if (header.inputBytes > 0)
        refused = u"inputs"_s;
    if (!refused.isEmpty())
        co_return failureOf(errors::ExchangePolicy, u"what"_s, refused);
    auto row = co_await sessionFor(session, header.requester);
    if (!row)
        co_return failure(row.error());
    if (row->terms.pricePerMps > header.bid)
        co_return failureOf(errors::ShareTerms, u"what"_s, u"price"_s);
    JobSpec sized;
    sized.model.family = header.family;
    sized.params.width = header.width;
    sized.params.height = header.height;
    sized.params.steps = header.steps;
    auto mayWork = co_await m_parts.cashier.mayWork(session, unitsOf(sized));
    if (!mayWork)
        co_return failure(mayWork.error());
    Claim claim;
    claim.etaS = 1 + running() * 10;
    claim.price = row->terms.pricePerMps;
    claim.runtime = m_options.runtime;
    claim.kx = m_parts.signer.kx();
    co_return claim;
}

Task<> Provider::answerPost(QString session, QByteArray body, HttpReply reply)
{
    auto message = receive(body, m_parts.signer.chainId(), m_heard, m_parts.clock.nowMs());
    if (!message) {
        reply.send(responseOf(message.error()));
        co_return failure(message.error());
    }
    const QString job = message->job;
    auto claim = co_await claimFor(session, *message);
    if (!claim) {
        reply.send(responseOf(claim.error()));
        co_return failure(claim.error());
    }
    auto told = co_await signedAnswer(job, *claim);
    if (!told) {
        reply.send(responseOf(told.error()));
        co_return failure(told.error());
    }
    reply.send(responseOf(*told));
    co_return Result<>();
}

Task<> Provider::answerGrant(QString session, QByteArray body, HttpReply reply)
{
    auto message = receive(body, m_parts.signer.chainId(), m_heard, m_parts.clock.nowMs());
    if (!message) {
        reply.send(responseOf(message.error()));
        co_return failure(message.error());
    }
    auto begun = co_await begin(session, *message);
    if (!begun) {
        reply.send(responseOf(begun.error()));
        co_return failure(begun.error());
    }
    auto told = co_await tellState(*begun, reply);
    co_return told;
}

void Provider::answerNews(const LivePtr &live, qint64 after, const HttpReply &reply)
{
    if (live->revision > after || live->waiting.size() >= AnswersMost) {
        tellState(live, reply).detach();
        return;
    }
    live->waiting.append(reply);
    const std::weak_ptr<Live> weak = live;
    QTimer::singleShot(m_options.waitMs, this, [this, weak] {
        if (const auto still = weak.lock())
            wakeWaiting(still);
    });
}

void Provider::wakeWaiting(const LivePtr &live)
{
    const QList<HttpReply> waiting = std::exchange(live->waiting, {});
    for (const HttpReply &reply : waiting) {
        if (reply.isOpen())
            tellState(live, reply).detach();
    }
}

Task<> Provider::tellState(LivePtr live, HttpReply reply)
{
    const qint64 revision = live->revision;
    const TakenJob job = live->job;
    Body body;
    if (job.receipt) {
        body = Deliver{.attempt = job.attempt, .receipt = *job.receipt, .bytes = job.imageBytes};
    } else if (job.state == ProviderState::Released || job.state == ProviderState::Unpaid) {
        Release release;
        release.attempt = job.attempt;
        release.reason = job.released.value_or(ReleaseReason::Failed);
        if (!live->lastState.isEmpty()) {
            release.step = job.step;
            release.checkpoint = crypto::toHex(crypto::sha256(live->lastState));
        }
        body = release;
    } else {
        body = Progressed{.attempt = job.attempt, .step = job.step, .steps = job.steps};
    }
    auto answer = co_await signedAnswer(job.id, body);
    if (!answer) {
        reply.send(responseOf(answer.error()));
        co_return failure(answer.error());
    }
    answer->revision = revision;
    // A receipt of a former run is signed by that run's key.
    for (const Delegation &delegation : job.delegations) {
        if (!answer->delegations.contains(delegation))
            answer->delegations.append(delegation);
    }
    reply.send(responseOf(*answer));
    co_return Result<>();
}

Task<> Provider::answerPicture(LivePtr live, HttpReply reply)
{
    if (!live->job.receipt || live->job.image.isEmpty()) {
        const Error unknown{errors::ExchangeJobUnknown, {{u"job"_s, live->job.id}}};
        reply.send(responseOf(unknown));
        co_return failure(unknown);
    }
    auto file = co_await m_parts.content.read(live->job.image);
    if (!file) {
        reply.send(responseOf(file.error()));
        co_return failure(file.error());
    }
    const auto sealed = seal(live->job.spec.kx, ImagePurpose, live->job.id, *file);
    if (!sealed) {
        reply.send(responseOf(sealed.error()));
        co_return failure(sealed.error());
    }
    reply.send(responseOf(json::Value(json::Object{{u"sealed"_s, sealed->toCompact()}})));
    co_return Result<>();
}

Task<> Provider::answerVoucher(QByteArray body, HttpReply reply)
{
    auto tab = co_await m_parts.cashier.receive(body);
    if (!tab) {
        reply.send(responseOf(tab.error()));
        co_return failure(tab.error());
    }
    for (const LivePtr &live : std::as_const(m_jobs)) {
        if (live->job.session == tab->session && live->job.state == ProviderState::Delivered)
            move(live, ProviderEvent::Voucher).detach(); // the money's own book knows; this one is for people
    }
    json::Object told;
    told.set(u"seq"_s, tab->seq);
    told.set(u"state"_s, market::tabStateName(tab->state));
    told.set(u"amount"_s, tab->signedAmount.toString());
    reply.send(responseOf(json::Value(std::move(told))));
    co_return Result<>();
}

} // namespace ain::share
