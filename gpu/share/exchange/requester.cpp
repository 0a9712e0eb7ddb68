// What a requester keeps, and how it speaks to providers.
#include "gpu/share/exchange/requester.h"

#include "core/json/writer.h"
#include "gpu/share/exchange/modelwords.h"
#include "gpu/share/exchange/requester_p.h"
#include "gpu/share/job/conversion.h"
#include "gpu/share/peer/peerauth.h"
#include "gpu/share/peer/peerinfo.h"
#include "gpu/studio/studioservice.h"

#include <algorithm>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 AnswerMost = 1024 * 1024;
constexpr qsizetype NonceOfSpec = 16;

} // namespace

Requester::Requester(const RequesterParts &parts, const RequesterOptions &options)
    : m_parts(parts), m_options(options), m_asker(parts.http)
{
}

Requester::~Requester() = default;

Task<> Requester::readSessions()
{
    auto rows = co_await m_parts.payer.sessions();
    if (!rows)
        co_return failure(rows.error());
    m_sessions.clear();
    for (const market::SessionRow &row : std::as_const(*rows))
        m_sessions.insert(row.id, row);
    co_return Result<>();
}

Result<market::SessionRow> Requester::sessionRow(const QString &session) const
{
    const auto row = m_sessions.constFind(session);
    if (row == m_sessions.cend())
        return failure(errors::ShareSessionUnknown, {{u"session"_s, session}});
    return *row;
}

Task<> Requester::resume()
{
    auto sessions = co_await readSessions();
    if (!sessions)
        co_return sessions;
    auto offers = co_await m_parts.book.named(Shelf::Offers);
    if (!offers)
        co_return failure(offers.error());
    m_offers.clear();
    for (const auto &[session, endpoint] : std::as_const(*offers))
        m_offers.append(Offer{.session = session, .endpoint = QString::fromUtf8(endpoint)});
    auto kept = co_await m_parts.book.all(Shelf::Asked);
    if (!kept)
        co_return failure(kept.error());
    for (const QByteArray &data : std::as_const(*kept)) {
        const auto job = askedJobOf(data);
        if (!job || m_jobs.contains(job->id))
            continue;
        auto live = std::make_shared<Live>();
        live->job = *job;
        m_jobs.insert(job->id, live);
        if (!live->isOver())
            drive(live).detach(); // its end is told by ended()
    }
    auto sent = co_await payDue();
    Q_UNUSED(sent) // a provider that is away gets them with the next one
    co_return Result<>();
}

Task<> Requester::setEndpoint(QString session, QString endpoint)
{
    const QString clean = endpointOf(endpoint);
    if (clean.isEmpty() || !mayCall(clean, EndpointSource::Configured))
        co_return failureOf(errors::PeerAddress, u"url"_s, endpoint);
    const QByteArray text = clean.toUtf8();
    auto kept = co_await m_parts.book.put(Shelf::Offers, session, text);
    if (!kept)
        co_return kept;
    erase_if(m_offers, [&session](const Offer &offer) { return offer.session == session; });
    m_offers.append(Offer{.session = session, .endpoint = clean});
    auto read = co_await readSessions();
    co_return read;
}

Task<QList<Offer>> Requester::offers()
{
    auto read = co_await readSessions();
    if (!read)
        co_return failure(read.error());
    QList<Offer> open;
    for (const Offer &offer : std::as_const(m_offers)) {
        const auto row = sessionRow(offer.session);
        if (row && row->state == market::SessionState::Open && row->terms.requester == m_parts.signer.address())
            open.append(offer);
    }
    co_return open;
}

QList<AskedJob> Requester::jobs() const
{
    QList<AskedJob> all;
    for (const LivePtr &live : m_jobs)
        all.append(live->job);
    std::sort(all.begin(), all.end(), [](const AskedJob &a, const AskedJob &b) { return a.createdMs > b.createdMs; });
    return all;
}

Task<AskedJob> Requester::ask(recipe::GenerationRequest request, AskTerms terms)
{
    const auto model = m_parts.models.bySha256(request.model.sha256);
    const auto words = model ? wordsOf(*model) : std::nullopt;
    if (!model)
        co_return failureOf(errors::StudioModelMissing, u"name"_s, request.model.name);
    if (!words)
        co_return failureOf(errors::ShareUnsupported, u"what"_s, u"model"_s);
    JobTerms said;
    said.modelId = words->id;
    said.family = words->family;
    said.precision = words->precision;
    said.mayBeAdult = terms.mayBeAdult;
    said.bid = terms.bid;
    said.ttlS = terms.ttlS;
    said.createdAt = m_parts.clock.nowMs();
    said.requester = m_parts.signer.address();
    said.kx = m_parts.signer.kx();
    QByteArray nonce(NonceOfSpec, '\0');
    m_parts.rng.fill({reinterpret_cast<std::uint8_t *>(nonce.data()), std::size_t(nonce.size())});
    said.nonce = crypto::toHex(nonce);
    auto spec = specOf(request, said);
    if (!spec)
        co_return failure(spec.error());
    if (!spec->inputs.isEmpty())
        co_return failureOf(errors::ShareUnsupported, u"what"_s, u"inputs"_s);
    auto signature = co_await m_parts.signer.sign(signedText(*spec), m_parts.signer.chainId());
    if (!signature)
        co_return failure(signature.error());
    spec->signature = *signature;
    auto live = std::make_shared<Live>();
    live->job.id = jobId(*spec);
    live->job.spec = *spec;
    live->job.group = terms.group;
    live->job.createdMs = said.createdAt;
    m_jobs.insert(live->job.id, live);
    auto posted = co_await move(live, RequesterEvent::Post);
    if (!posted) {
        m_jobs.remove(live->job.id);
        co_return failure(posted.error());
    }
    drive(live).detach(); // its end is told by ended()
    co_return live->job;
}

Task<AskedJob> Requester::ended(QString job)
{
    const LivePtr known = live(job);
    if (!known)
        return Task<AskedJob>::finished(failureOf(errors::ExchangeJobUnknown, u"job"_s, job));
    if (known->isOver())
        return Task<AskedJob>::finished(known->job);
    Promise<AskedJob> promise;
    auto task = promise.task();
    known->waiters.push_back(std::move(promise));
    return task;
}

Task<> Requester::cancel(QString job)
{
    const LivePtr known = live(job);
    if (!known)
        co_return failureOf(errors::ExchangeJobUnknown, u"job"_s, job);
    if (!next(known->job.progress.state, RequesterEvent::Cancel)) {
        const auto refused = advance(known->job.progress, RequesterEvent::Cancel);
        co_return failure(refused.error());
    }
    known->isCancelWanted = true;
    // Told at once, whatever the provider is doing; drive() ends it here with the next word.
    if (!known->job.endpoint.isEmpty()) {
        auto told = co_await tellCancelled(known->job);
        Q_UNUSED(told)
    }
    co_return Result<>();
}

Task<> Requester::tellCancelled(AskedJob job)
{
    auto auth = co_await header(u"cancel", job.id);
    if (!auth)
        co_return failure(auth.error());
    Question question;
    question.method = "POST";
    question.url = job.endpoint + u"/market/jobs/%1/cancel"_s.arg(job.id);
    question.auth = *auth;
    question.answerMost = AnswerMost;
    question.timeMs = m_options.askMs;
    auto told = co_await m_asker.ask(question);
    if (!told)
        co_return failure(told.error());
    co_return Result<>();
}

Task<> Requester::keep(LivePtr live)
{
    const QString id = live->job.id;
    const QByteArray row = encode(live->job);
    auto kept = co_await m_parts.book.put(Shelf::Asked, id, row);
    Q_EMIT changed(id);
    co_return kept;
}

Task<> Requester::move(LivePtr live, RequesterEvent event)
{
    const auto next = advance(live->job.progress, event);
    if (!next)
        co_return failure(next.error());
    live->job.progress = *next;
    if (live->isOver())
        live->job.endedMs = m_parts.clock.nowMs();
    auto kept = co_await keep(live);
    live->tell();
    co_return kept;
}

Task<> Requester::end(LivePtr live, RequesterEvent event, std::optional<Error> why)
{
    live->job.problem = std::move(why);
    auto dropped = co_await settleParts(live, false); // no picture came of them
    Q_UNUSED(dropped)
    auto moved = co_await move(live, event);
    co_return moved;
}

Task<QByteArray> Requester::header(QStringView verb, QString job)
{
    constexpr int AnyChain = 0; // as between all nodes
    const QString purpose = jobPurpose(verb, job);
    m_lastSaid = std::max(m_parts.clock.nowMs(), m_lastSaid + 1);
    const qint64 said = m_lastSaid;
    auto signature = co_await m_parts.signer.sign(signedText(purpose, said), AnyChain);
    if (!signature)
        co_return failure(signature.error());
    co_return authHeader(m_parts.signer.address(), said, *signature);
}

Task<QByteArray> Requester::signedBody(QString job, Body body)
{
    Message message;
    message.job = job;
    m_lastSaid = std::max(m_parts.clock.nowMs(), m_lastSaid + 1);
    message.saidAt = m_lastSaid;
    message.from = m_parts.signer.address();
    message.body = std::move(body);
    auto signature = co_await m_parts.signer.sign(signedText(message), m_parts.signer.chainId());
    if (!signature)
        co_return failure(signature.error());
    message.signature = *signature;
    co_return encode(message);
}

Task<Answer> Requester::askAt(Question question, QString job, crypto::Address provider)
{
    if (question.answerMost == 0)
        question.answerMost = AnswerMost;
    auto value = co_await m_asker.ask(question);
    if (!value)
        co_return failure(value.error());
    auto answer = answerOf(*value);
    if (!answer)
        co_return failure(answer.error());
    const Message &message = answer->message;
    const qint64 away = std::abs(message.saidAt - m_parts.clock.nowMs());
    if (message.job != job || (provider != crypto::Address() && message.from != provider) || away > MaxSkewMs)
        co_return failureOf(errors::ShareFormat, u"what"_s, u"from"_s);
    if (auto verified = verify(message, m_parts.signer.chainId(), answer->delegations); !verified)
        co_return failure(verified.error());
    co_return *answer;
}

Task<Message> Requester::capacityOf(QString endpoint)
{
    Question question;
    question.url = endpointOf(endpoint) + u"/market/capacity"_s;
    question.timeMs = m_options.askMs;
    const QString noJob;
    const crypto::Address anybody;
    auto answer = co_await askAt(question, noJob, anybody);
    if (!answer)
        co_return failure(answer.error());
    co_return answer->message;
}

Task<> Requester::payDue()
{
    QStringList mine;
    for (const market::SessionRow &row : std::as_const(m_sessions)) {
        if (row.state == market::SessionState::Open && row.terms.requester == m_parts.signer.address())
            mine.append(row.id);
    }
    auto paid = co_await pay(mine);
    co_return paid;
}

Task<> Requester::handOverVouchers()
{
    auto waiting = co_await m_parts.payer.outbox();
    if (!waiting)
        co_return failure(waiting.error());
    std::optional<Error> why;
    for (const market::OutboxRow &entry : std::as_const(*waiting)) {
        const auto offer = std::find_if(m_offers.cbegin(), m_offers.cend(),
                                        [&entry](const Offer &one) { return one.session == entry.session; });
        if (offer == m_offers.cend())
            continue;
        Question question;
        question.method = "POST";
        question.url = offer->endpoint + u"/market/vouchers"_s;
        question.body = entry.payload;
        question.answerMost = AnswerMost;
        question.timeMs = m_options.askMs;
        auto told = co_await m_asker.ask(question);
        if (told) {
            auto done = co_await m_parts.payer.delivered(entry.id);
            Q_UNUSED(done) // sent once more, which is no error there
            continue;
        }
        why = told.error();
        // The tab is being cashed: what came later goes into the next one.
        if (why->args.value(u"code"_s).toString() == u"share.voucher.frozen") {
            auto frozen = co_await m_parts.payer.freeze(entry.session, entry.seq);
            Q_UNUSED(frozen)
        }
    }
    if (why)
        co_return failure(*why);
    co_return Result<>();
}

Task<> Requester::refresh()
{
    auto read = co_await readSessions();
    if (!read)
        co_return read;
    const QList<QString> sessions = m_sessions.keys();
    for (const QString &session : sessions) {
        auto tabs = co_await m_parts.payer.refresh(session);
        if (!tabs)
            co_return failure(tabs.error());
        const bool isPaid =
            !tabs->isEmpty() && std::all_of(tabs->cbegin(), tabs->cend(), [](const market::TabRow &tab) {
                return tab.state == market::TabState::Settled || tab.state == market::TabState::Proven || tab.jobs == 0;
            });
        const auto all = m_jobs.values();
        for (const LivePtr &one : all) {
            if (!isPaid || one->job.session != session || one->job.progress.state != RequesterState::Accepted)
                continue;
            auto moved = co_await move(one, RequesterEvent::Settle);
            if (!moved)
                co_return moved;
        }
    }
    co_return Result<>();
}

} // namespace ain::share
