#include "gpu/share/pool/poolworker.h"

#include "core/crypto/hash.h"
#include "gpu/share/images/imagebackend.h"
#include "gpu/share/pool/errors.h"

#include <algorithm>

namespace ain::pool {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 HourMs = 3'600'000;
constexpr int HeartbeatsPerLease = 3;
/// Others get the chance first when this box can't draw it.
constexpr int FailedDelayMs = 2000;
/// A result is offered so often; then the lease runs out and somebody draws it again.
constexpr int DeliveryTries = 120;

QStringList tokensOf(const QList<Offer> &offers)
{
    QStringList tokens;
    for (const Offer &offer : offers)
        tokens.append(modelToken(offer.files.value(0).sha256));
    return tokens;
}

/// What is wrong with the job itself is so on every box.
bool isForEverybody(ErrorCode code)
{
    const std::string_view text = code.text();
    return code == errors::TooLarge || text == "engine.arguments" || text.starts_with("recipe.")
        || text == errors::ShareUnsupported.text();
}

} // namespace

PoolWorker::PoolWorker(PoolClient &client, Painter &painter, const Clock &clock, WorkerOptions options)
    : m_client(client), m_painter(painter), m_clock(clock), m_options(std::move(options))
{
    connect(&m_announce, &QTimer::timeout, this, &PoolWorker::announce);
    connect(&m_heartbeat, &QTimer::timeout, this, [this] {
        if (m_current)
            m_client.inProgress(m_current->ack).detach(); // the next one comes soon
    });
    connect(&m_client, &PoolClient::woken, this, [this] { m_pause.wake(); });
    connect(&m_client, &PoolClient::connectedChanged, this, [this](bool isConnected) {
        if (!isConnected)
            m_listening.clear();
        m_pause.wake();
    });
    m_announce.setInterval(m_options.announceMs);
    m_heartbeat.setInterval(std::max(1, client.times().leaseMs / HeartbeatsPerLease));
}

PoolWorker::~PoolWorker() = default;

Result<> PoolWorker::mayRun() const
{
    if (m_isStopping)
        return failure(errors::Cancelled);
    return m_options.permission ? m_options.permission() : Result<>();
}

void PoolWorker::start()
{
    if (m_isRunning)
        return;
    m_isRunning = true;
    m_isStopping = false;
    m_announce.start();
    run().detach(); // its errors are trouble()
}

Task<> PoolWorker::stop()
{
    if (!m_isRunning)
        co_return Result<>();
    m_isStopping = true;
    m_ended.emplace();
    auto ended = m_ended->task();
    revoke();
    m_pause.wake();
    auto waited = co_await std::move(ended);
    m_announce.stop();
    auto withdrawn = co_await m_client.withdraw();
    Q_UNUSED(withdrawn) // it is forgotten by itself soon
    co_return waited;
}

void PoolWorker::permissionChanged()
{
    if (mayRun())
        m_pause.wake();
    else if (!m_options.mayFinish || !m_options.mayFinish())
        revoke();
    Q_EMIT changed();
    announce();
}

void PoolWorker::revoke()
{
    if (m_phase != Phase::Drawing || !m_current)
        return; // what is finished is handed in: it costs the owner nothing
    m_revoked.start();
    m_heartbeat.stop();
    Delivery delivery = std::move(*m_current);
    m_current.reset();
    const QString job = delivery.job;
    giveBack(std::move(delivery), 0).detach(); // when it fails, the lease runs out
    m_painter.cancel(job);
}

Task<> PoolWorker::giveBack(Delivery delivery, int delayMs)
{
    const QString job = delivery.job;
    const bool isRevoked = delayMs == 0;
    auto given = co_await m_client.handBack(delivery, delayMs);
    if (given) {
        ++m_handedBack;
        Q_EMIT handedBack(job, isRevoked ? m_revoked.nsecsElapsed() / 1000 : 0);
    }
    co_return given;
}

Task<> PoolWorker::run()
{
    while (!m_isStopping) {
        m_pause.clear();
        if (!m_client.isConnected()) {
            auto opened = co_await m_client.open();
            if (!opened) {
                setTrouble(opened.error());
                auto waited = co_await m_pause.wait(m_options.retryMs);
                Q_UNUSED(waited)
                continue;
            }
            setTrouble({});
            announce();
        }
        const QList<Offer> offers = m_painter.offers();
        const QStringList tokens = tokensOf(offers);
        if (tokens != m_listening) {
            auto heard = co_await m_client.listen(tokens);
            if (heard)
                m_listening = tokens;
        }
        if (m_isStopping)
            break;
        if (!mayRun()) {
            auto waited = co_await m_pause.wait(m_options.pollMs);
            Q_UNUSED(waited)
            continue;
        }
        const QStringList lanes = lanesOf(tokens);
        auto pulled = co_await m_client.pull(lanes);
        if (!pulled) {
            setTrouble(pulled.error());
            const int waitMs = pulled.error().code == errors::PoolUnreachable ? m_options.retryMs : 1;
            auto waited = co_await m_pause.wait(waitMs);
            Q_UNUSED(waited)
            continue;
        }
        setTrouble({});
        if (!pulled->has_value()) {
            auto waited = co_await m_pause.wait(m_options.pollMs);
            Q_UNUSED(waited)
            continue;
        }
        Delivery delivery = std::move(**pulled);
        auto served = co_await serve(std::move(delivery));
        Q_UNUSED(served)
    }
    m_isRunning = false;
    if (m_ended) {
        auto ended = std::move(*m_ended);
        m_ended.reset();
        ended.finish({});
    }
    co_return Result<>();
}

Task<> PoolWorker::serve(Delivery delivery)
{
    // Revoked while the answer was on its way.
    if (!mayRun()) {
        m_revoked.start();
        auto given = co_await giveBack(delivery, 0);
        co_return given;
    }
    const qint64 startedMs = m_clock.nowMs();
    if (delivery.attempt > MostAttempts) {
        const QVariantMap args{{u"attempts"_s, delivery.attempt}};
        const Error gaveUp{errors::PoolGaveUp, args};
        auto failed = co_await fail(delivery, gaveUp, startedMs);
        co_return failed;
    }
    m_current = delivery;
    setPhase(Phase::Drawing);
    m_heartbeat.start();
    Q_EMIT started(delivery.job);
    auto drawn = co_await m_painter.draw(delivery.job, delivery.spec);
    if (!m_current) { // handed back meanwhile
        setPhase(Phase::Idle);
        co_return Result<>();
    }
    setPhase(Phase::Delivering);
    if (drawn) {
        PoolResult result;
        result.job = delivery.job;
        result.box = m_client.box();
        result.image = crypto::toHex(crypto::sha256(*drawn));
        result.bytes = drawn->size();
        result.startedMs = startedMs;
        result.endedMs = std::max(startedMs, m_clock.nowMs());
        result.attempt = delivery.attempt;
        auto concluded = co_await conclude(delivery, result, *drawn);
        Q_UNUSED(concluded)
    } else {
        auto failed = co_await fail(delivery, drawn.error(), startedMs);
        Q_UNUSED(failed)
    }
    m_heartbeat.stop();
    m_current.reset();
    setPhase(Phase::Idle);
    co_return Result<>();
}

Task<> PoolWorker::conclude(Delivery delivery, PoolResult result, QByteArray png)
{
    for (int i = 0; i < DeliveryTries; ++i) {
        auto isLate = co_await m_client.deliver(delivery, result, png);
        if (isLate) {
            if (result.error.isEmpty())
                noteDone();
            setTrouble({});
            Q_EMIT delivered(delivery.job, *isLate);
            co_return Result<>();
        }
        setTrouble(isLate.error());
        auto waited = co_await sleepFor(this, m_options.retryMs);
        Q_UNUSED(waited)
        if (m_isStopping)
            break;
    }
    co_return Result<>();
}

Task<> PoolWorker::fail(Delivery delivery, Error error, qint64 startedMs)
{
    // The studio was held, or somebody cancelled there: nothing is wrong with the job.
    const bool isOurs = error.code == errors::Cancelled || error.code == errors::ShareNotNow;
    Q_EMIT drawingFailed(delivery.job, error);
    if (!isForEverybody(error.code) && (isOurs || delivery.attempt < FailsAfter)) {
        auto given = co_await giveBack(delivery, FailedDelayMs);
        co_return given;
    }
    PoolResult result;
    result.job = delivery.job;
    result.box = m_client.box();
    result.startedMs = startedMs;
    result.endedMs = std::max(startedMs, m_clock.nowMs());
    result.attempt = delivery.attempt;
    result.error = error.code.toString();
    const QByteArray nothing;
    auto concluded = co_await conclude(delivery, result, nothing);
    co_return concluded;
}

void PoolWorker::setTrouble(std::optional<Error> trouble)
{
    const bool isNew =
        trouble.has_value() != m_trouble.has_value() || (trouble && m_trouble && trouble->code != m_trouble->code);
    m_trouble = std::move(trouble);
    if (isNew)
        Q_EMIT changed();
}

void PoolWorker::setPhase(Phase phase)
{
    m_phase = phase;
    Q_EMIT changed();
    announce();
}

void PoolWorker::noteDone()
{
    ++m_done;
    const qint64 now = m_clock.monotonicMs();
    m_doneTimes.append(now);
    m_doneTimes.removeIf([now](qint64 time) { return now - time > HourMs; });
}

BoxCaps PoolWorker::caps() const
{
    BoxCaps caps;
    caps.box = m_client.box();
    caps.device = m_painter.device();
    caps.offers = m_painter.offers();
    caps.done = m_done;
    const qint64 now = m_clock.monotonicMs();
    caps.lastHour =
        std::count_if(m_doneTimes.cbegin(), m_doneTimes.cend(), [now](qint64 time) { return now - time <= HourMs; });
    caps.handedBack = m_handedBack;
    const auto allowed = mayRun();
    caps.state = m_phase != Phase::Idle && m_current ? BoxState::Drawing : allowed ? BoxState::Idle : BoxState::Away;
    if (m_current)
        caps.job = m_current->job;
    if (!allowed)
        caps.reason = allowed.error().code.toString();
    return caps;
}

void PoolWorker::announce()
{
    if (m_client.isConnected() && !m_isStopping)
        m_client.announce(caps()).detach(); // the next one comes soon
}

} // namespace ain::pool
