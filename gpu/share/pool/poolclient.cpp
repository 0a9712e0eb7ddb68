#include "gpu/share/pool/poolclient.h"

#include "core/base/endthread.h"

namespace ain::pool {

using namespace Qt::StringLiterals;

PoolClient::PoolClient(Membership membership, LinkTimes times)
    : m_box(membership.box), m_address(membership.address()), m_times(times)
{
    m_thread.setObjectName(u"pool-net"_s);
    m_thread.start();
    m_link = std::make_unique<store::Resident<NatsLink>>(
        &m_thread, std::make_shared<NatsLink>(std::move(membership), times, events()));
}

PoolClient::~PoolClient()
{
    // The link dies in its thread, and tells nothing any more from then on.
    m_link.reset();
    endThread(m_thread, [] { });
}

LinkEvents PoolClient::events()
{
    LinkEvents events;
    events.onState = [this](bool isConnected) { post(this, [this, isConnected] { setConnected(isConnected); }); };
    events.onClosed = [this] { post(this, [this] { setConnected(false); }); };
    events.onWake = [this] { post(this, [this] { Q_EMIT woken(); }); };
    return events;
}

void PoolClient::setConnected(bool isConnected)
{
    if (m_isConnected == isConnected)
        return;
    m_isConnected = isConnected;
    Q_EMIT connectedChanged(isConnected);
}

Task<> PoolClient::open()
{
    auto opened = co_await m_link->run([](NatsLink &link) { return link.open(); });
    setConnected(opened.has_value());
    co_return opened;
}

Task<> PoolClient::prepare(StoreLimits limits)
{
    return m_link->run([limits](NatsLink &link) { return link.prepare(limits); });
}

Task<bool> PoolClient::submit(share::JobSpec spec, Priority priority, int publication)
{
    return m_link->run([spec = std::move(spec), priority, publication](NatsLink &link) {
        return link.submit(spec, priority, publication);
    });
}

Task<std::optional<Arrival>> PoolClient::collect()
{
    return m_link->run([](NatsLink &link) { return link.collect(); });
}

Task<> PoolClient::settle(QByteArray ack, QList<quint64> parts)
{
    return m_link->run(
        [ack = std::move(ack), parts = std::move(parts)](NatsLink &link) { return link.settle(ack, parts); });
}

Task<Fleet> PoolClient::fleet()
{
    return m_link->run([](NatsLink &link) { return link.fleet(); });
}

Task<Reconciled> PoolClient::reconcile()
{
    return m_link->run([](NatsLink &link) { return link.reconcile(); });
}

Task<> PoolClient::listen(QStringList tokens)
{
    return m_link->run([tokens = std::move(tokens)](NatsLink &link) { return link.listen(tokens); });
}

Task<std::optional<Delivery>> PoolClient::pull(QStringList lanes)
{
    return m_link->run([lanes = std::move(lanes)](NatsLink &link) { return link.pull(lanes); });
}

Task<> PoolClient::inProgress(QByteArray ack)
{
    return m_link->run([ack = std::move(ack)](NatsLink &link) { return link.inProgress(ack); });
}

Task<> PoolClient::handBack(Delivery delivery, int delayMs)
{
    return m_link->run(
        [delivery = std::move(delivery), delayMs](NatsLink &link) { return link.handBack(delivery, delayMs); });
}

Task<bool> PoolClient::deliver(Delivery delivery, PoolResult result, QByteArray png)
{
    return m_link->run([delivery = std::move(delivery), result = std::move(result),
                        png = std::move(png)](NatsLink &link) { return link.deliver(delivery, result, png); });
}

Task<> PoolClient::announce(BoxCaps caps)
{
    return m_link->run([caps = std::move(caps)](NatsLink &link) { return link.announce(caps); });
}

Task<> PoolClient::withdraw()
{
    return m_link->run([](NatsLink &link) { return link.withdraw(); });
}

} // namespace ain::pool
