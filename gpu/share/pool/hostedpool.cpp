#include "gpu/share/pool/hostedpool.h"

namespace ain::pool {

namespace {

constexpr int RetryMs = 500;

} // namespace

HostedPool::HostedPool(QString directory, const Clock &clock, Rng &rng)
    : m_directory(std::move(directory)), m_clock(clock), m_server(m_directory, rng)
{
    connect(&m_server, &PoolServer::ready, this, &HostedPool::onReady);
    connect(&m_server, &PoolServer::lost, this, [this](int waitMs) {
        m_isReady = false;
        Q_EMIT lost(waitMs);
    });
    connect(&m_server, &PoolServer::failed, this, [this](const Error &error) {
        m_isReady = false;
        Q_EMIT failed(error);
    });
    m_hourly.setInterval(ReconcileMs);
    connect(&m_hourly, &QTimer::timeout, this, [this] {
        if (m_isReady)
            reconcile().detach(); // its errors are trouble()
    });
}

HostedPool::~HostedPool() = default;

Result<> HostedPool::start(const QString &box, const HubSettings &settings)
{
    if (auto opened = Hub(m_directory).open(box, settings, m_clock); !opened)
        return opened;
    auto own = loadMembership(m_directory);
    if (!own)
        return failure(own.error());
    m_client = std::make_unique<PoolClient>(std::move(*own));
    m_hourly.start();
    return m_server.start();
}

void HostedPool::stop()
{
    m_hourly.stop();
    m_isReady = false;
    m_client.reset();
    m_server.stop();
}

void HostedPool::onReady()
{
    if (!m_isPreparing)
        prepare().detach(); // its errors are trouble()
}

Task<> HostedPool::prepare()
{
    m_isPreparing = true;
    // The server says that it is ready a moment before it is in all respects; and it may end again meanwhile.
    while (m_server.isReady() && m_client) {
        auto opened = co_await m_client->open();
        if (opened && m_client)
            opened = co_await m_client->prepare();
        if (opened) {
            m_trouble.reset();
            break;
        }
        m_trouble = opened.error();
        auto waited = co_await sleepFor(this, RetryMs);
        Q_UNUSED(waited)
    }
    m_isPreparing = false;
    if (!m_server.isReady() || !m_client)
        co_return Result<>();
    auto reconciled = co_await reconcile();
    Q_UNUSED(reconciled) // trouble() has it, and the next hour
    m_isReady = m_client != nullptr;
    if (m_isReady)
        Q_EMIT ready();
    co_return Result<>();
}

Task<> HostedPool::reconcile()
{
    auto done = co_await m_client->reconcile();
    if (!done) {
        m_trouble = done.error();
        co_return failure(done.error());
    }
    m_trouble.reset();
    Q_EMIT reconciled(done->deleted, done->republished);
    co_return Result<>();
}

} // namespace ain::pool
