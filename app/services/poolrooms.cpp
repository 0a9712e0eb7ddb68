#include "app/services/poolrooms.h"

#include "gpu/share/pool/errors.h"

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

const QString Key = QStringLiteral("pool");
constexpr int WatchMs = 2000;
constexpr int SoonMs = 200; // the server that was told to end is gone by then, mostly
constexpr int LaterMs = 5000; // another program serves
constexpr int EndTries = 50;

bool isSame(const pool::Membership &a, const pool::Membership &b)
{
    return a.box == b.box && a.role == b.role && a.host == b.host && a.port == b.port && a.certificate == b.certificate
        && a.key->publicText() == b.key->publicText();
}

} // namespace

pool::LinkTimes PoolRooms::windowTimes()
{
    pool::LinkTimes times;
    times.connectMs = 4000;
    return times;
}

PoolRooms::PoolRooms(Services &services, pool::LinkTimes times)
    : m_services(services), m_books(services.dataDirectory()), m_times(times)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &PoolRooms::followHost);
    m_watch.setInterval(WatchMs);
    connect(&m_watch, &QTimer::timeout, this, [this] {
        readAgain();
        look().detach(); // what goes wrong is lookError()
    });
    if (auto own = m_books.membership())
        m_membership = std::move(*own);
}

PoolRooms::~PoolRooms()
{
    m_work.reset();
    m_asking.reset();
    m_client.reset();
    m_hosted.reset();
}

PoolRooms::Wishes PoolRooms::wishes() const
{
    const json::Value &kept = m_services.settings().value(Key);
    return {kept[u"host"].toBool(), kept[u"work"].toBool()};
}

void PoolRooms::wish(const Wishes &wishes)
{
    json::Object kept;
    kept.set(u"host"_s, wishes.hosts);
    kept.set(u"work"_s, wishes.works);
    // What can't be kept holds until the program ends: the settings have it in memory.
    (void)m_services.settings().set(Key, json::Value(std::move(kept)));
}

bool PoolRooms::wantsHosting() const { return wishes().hosts; }

PoolHosting PoolRooms::hosting() const
{
    const bool waitsForTheOld = m_hosting == PoolHosting::Off && m_again.isActive();
    return waitsForTheOld ? PoolHosting::Starting : m_hosting;
}

bool PoolRooms::wantsWork() const { return wishes().works; }

void PoolRooms::start(Result<> studio)
{
    if (std::exchange(m_isStarted, true))
        return;
    if (!studio)
        m_studioError = studio.error();
    followHost();
    reopen();
}

void PoolRooms::readAgain()
{
    auto now = m_books.membership();
    const bool isOther = now.has_value() != m_membership.has_value() || (now && !isSame(*now, *m_membership));
    if (!isOther || m_isLeaving)
        return;
    reopen();
}

Result<> PoolRooms::host(const pool::HubSettings &settings)
{
    stopServer();
    const auto opened = m_books.hub().open(HubBox.toString(), settings, m_services.clock());
    if (opened) {
        Wishes now = wishes();
        now.hosts = true;
        wish(now);
    }
    reopen();
    followHost();
    return opened;
}

void PoolRooms::stopHosting()
{
    Wishes now = wishes();
    now.hosts = false;
    wish(now);
    followHost();
}

void PoolRooms::stopServer()
{
    m_again.stop();
    m_hostError.reset();
    m_hosting = PoolHosting::Off;
    if (!m_hosted)
        return;
    // Kept until its server has ended: destroying it would wait.
    m_hosted->disconnect(this);
    m_hosted->stop();
}

void PoolRooms::followHost()
{
    const bool isWanted = m_isStarted && !m_isLeaving && wishes().hosts && isHub();
    const bool isUp = m_hosting != PoolHosting::Off && m_hosting != PoolHosting::Elsewhere;
    if (!isWanted)
        stopServer();
    else if (!isUp || m_hosting == PoolHosting::Failed)
        startHost();
    Q_EMIT changed();
}

void PoolRooms::startHost()
{
    m_again.stop();
    m_hostError.reset();
    if (m_hosted && m_hosted->server().pid() != 0) {
        m_hosting = PoolHosting::Off;
        m_again.start(SoonMs);
        return;
    }
    const auto book = m_books.hub().book();
    if (!book) {
        hostFailed(book.error());
        return;
    }
    // Before anything is written that its server would read again.
    if (m_books.isServing()) {
        m_hosting = PoolHosting::Elsewhere;
        m_again.start(LaterMs);
        return;
    }
    m_hosted = std::make_unique<pool::HostedPool>(m_books.directory(), m_services.clock(), m_services.rng());
    connect(m_hosted.get(), &pool::HostedPool::ready, this, [this] {
        m_hosting = PoolHosting::Open;
        look().detach(); // what goes wrong is lookError()
        Q_EMIT changed();
    });
    connect(m_hosted.get(), &pool::HostedPool::lost, this, [this] {
        m_hosting = PoolHosting::Restarting;
        Q_EMIT changed();
    });
    connect(m_hosted.get(), &pool::HostedPool::failed, this, &PoolRooms::hostFailed);
    m_hosting = PoolHosting::Starting;
    const auto started = m_hosted->start(HubBox.toString(), book->settings);
    if (started)
        return;
    m_hosted.reset();
    if (started.error().code != errors::FileLocked) {
        hostFailed(started.error());
        return;
    }
    m_hosting = PoolHosting::Elsewhere;
    m_again.start(LaterMs);
}

void PoolRooms::hostFailed(const Error &error)
{
    m_hosting = PoolHosting::Failed;
    m_hostError = error;
    Q_EMIT changed();
}

void PoolRooms::close()
{
    ++m_run;
    m_isLooking = false;
    m_isEndingWork = false;
    m_fleet.reset();
    m_lookError.reset();
    m_work.reset();
    m_asking.reset();
    if (m_client)
        retire(std::exchange(m_client, nullptr)).detach(); // nobody waits for it
}

Task<> PoolRooms::retire(std::shared_ptr<pool::PoolClient> client)
{
    // Destroying it waits for the call that is being made; this ends behind that call.
    auto withdrawn = co_await client->withdraw();
    co_return withdrawn;
}

void PoolRooms::reopen()
{
    close();
    auto own = m_books.membership();
    m_membership = own ? std::optional(*own) : std::nullopt;
    if (!own && own.error().code != errors::PoolNotMember)
        m_lookError = own.error();
    if (own && m_isStarted) {
        m_client = std::make_shared<pool::PoolClient>(std::move(*own), m_times);
        connect(m_client.get(), &pool::PoolClient::connectedChanged, this, &PoolRooms::changed);
        if (!m_studioError && m_membership->role == pool::Role::Member) {
            m_asking = std::make_unique<PoolAsking>(m_services, *m_client, m_books);
            connect(m_asking.get(), &PoolAsking::changed, this, &PoolRooms::changed);
            m_asking->resume();
        }
        followWork();
        if (m_watch.isActive())
            look().detach(); // what goes wrong is lookError()
    }
    Q_EMIT changed();
}

Result<> PoolRooms::join(QByteArrayView invitation)
{
    const auto joined = m_books.join(invitation);
    if (!joined)
        return failure(joined.error());
    reopen();
    return {};
}

Task<> PoolRooms::leave()
{
    if (m_isLeaving)
        co_return failure(errors::Cancelled);
    m_isLeaving = true;
    auto ended = co_await endWork();
    Q_UNUSED(ended) // the lease of what could not be said runs out
    followHost();
    auto stopped = co_await untilServerEnded();
    Q_UNUSED(stopped) // its lock tells
    close();
    const bool wasHub = isHub();
    Result<> left;
    if (wasHub) {
        left = m_books.dissolve();
    } else if (const auto gone = m_books.leave(); !gone) {
        left = failure(gone.error());
    }
    m_isLeaving = false;
    if (left)
        wish({});
    reopen();
    followHost();
    co_return left;
}

Task<> PoolRooms::untilServerEnded()
{
    for (int i = 0; i < EndTries && m_hosted && m_hosted->server().pid() != 0; ++i) {
        auto slept = co_await sleepFor(this, SoonMs);
        if (!slept)
            co_return slept;
    }
    if (m_hosted && m_hosted->server().pid() == 0)
        m_hosted.reset();
    co_return Result<>();
}

void PoolRooms::setWorking(bool isWanted)
{
    Wishes now = wishes();
    now.works = isWanted;
    wish(now);
    followWork();
    Q_EMIT changed();
}

void PoolRooms::followWork()
{
    const bool isWanted = wishes().works && m_client && !m_studioError && !m_isLeaving;
    if (isWanted && !m_work) {
        m_work = std::make_unique<PoolWork>(m_services, *m_client, PoolRules::Sharing);
        connect(&m_work->worker(), &pool::PoolWorker::changed, this, &PoolRooms::changed);
        m_work->start();
    } else if (!isWanted && m_work && !m_isEndingWork) {
        endWork().detach(); // the lease of what could not be said runs out
    }
}

Task<> PoolRooms::endWork()
{
    if (!m_work)
        co_return Result<>();
    const quint64 run = m_run;
    m_isEndingWork = true;
    Q_EMIT changed();
    auto ended = co_await m_work->worker().stop();
    if (run != m_run)
        co_return ended;
    m_isEndingWork = false;
    m_work.reset();
    followWork(); // wanted again meanwhile
    Q_EMIT changed();
    co_return ended;
}

void PoolRooms::setWatched(bool isWatched)
{
    if (isWatched == m_watch.isActive())
        return;
    if (!isWatched) {
        m_watch.stop();
        return;
    }
    m_watch.start();
    readAgain();
    look().detach(); // what goes wrong is lookError()
}

bool PoolRooms::isWorthALook() const
{
    if (!m_client || m_isLooking || !m_watch.isActive())
        return false;
    // One's own server that is known to be down need not be asked.
    return !isHub() || m_hosting == PoolHosting::Open || m_hosting == PoolHosting::Elsewhere
        || (m_hosting == PoolHosting::Off && m_books.isServing());
}

Task<> PoolRooms::look()
{
    if (!isWorthALook()) {
        const bool isDown = isHub() && m_hosting != PoolHosting::Open && m_hosting != PoolHosting::Elsewhere;
        if (isDown && (m_fleet || m_lookError)) {
            m_fleet.reset();
            m_lookError.reset();
            Q_EMIT changed();
        }
        co_return Result<>();
    }
    const quint64 run = m_run;
    m_isLooking = true;
    auto opened = co_await m_client->open();
    if (run != m_run)
        co_return opened;
    std::optional<pool::Fleet> fleet;
    // The others are none of a worker's business.
    if (opened && m_membership && m_membership->role == pool::Role::Member) {
        auto seen = co_await m_client->fleet();
        if (run != m_run)
            co_return opened;
        if (seen)
            fleet = std::move(*seen);
        else
            opened = failure(seen.error());
    }
    m_isLooking = false;
    m_lookError = opened ? std::nullopt : std::optional(opened.error());
    m_fleet = std::move(fleet);
    Q_EMIT changed();
    co_return opened;
}

Task<int> PoolRooms::draw(QList<recipe::GenerationRequest> requests)
{
    if (!m_membership)
        co_return failure(errors::PoolNotMember);
    if (m_studioError)
        co_return failure(*m_studioError);
    if (!m_asking) {
        const QVariantMap args{{u"address"_s, m_membership->address()}};
        co_return failure(errors::PoolRefused, args);
    }
    auto drawn = co_await m_asking->draw(requests);
    co_return drawn;
}

void PoolRooms::forgetFailure()
{
    if (m_asking)
        m_asking->forgetFailure();
}

} // namespace ain::app
