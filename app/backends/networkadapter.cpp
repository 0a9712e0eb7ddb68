#include "app/backends/networkadapter.h"

#include <QUrl>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 faucetMicro = 100 * Amount::MicroPerAin;

ui::Network describe(const QString &id)
{
    if (id == u"practice")
        return {id, ui::NetworkKind::Practice, {}};
    const auto network = chain::Network::fromText(id.startsWith(u"url:") ? id.mid(4) : id);
    const QString url = network && !network->rpcUrls.isEmpty() ? network->rpcUrls.first().toString() : QString();
    if (id == u"testnet")
        return {id, ui::NetworkKind::Testnet, url};
    if (id == u"mainnet")
        return {id, ui::NetworkKind::Mainnet, url};
    return {id, ui::NetworkKind::Custom, url};
}

} // namespace

NetworkAdapter::NetworkAdapter(Services &services) : m_services(services)
{
    connect(&services, &Services::networkChanged, this, [this] {
        follow();
        Q_EMIT currentChanged();
    });
}

QStringList NetworkAdapter::customUrls() const
{
    QStringList out;
    for (const json::Value &url : m_services.settings().value(u"custom_networks").array())
        out += url.toString();
    return out;
}

QString NetworkAdapter::currentId() const
{
    if (m_services.hasNetwork())
        return m_services.client().network().id;
    return m_services.settings().value(u"network").toString(u"practice"_s);
}

QList<ui::Network> NetworkAdapter::networks() const
{
    QList<ui::Network> out{describe(u"practice"_s), describe(u"testnet"_s), describe(u"mainnet"_s)};
    for (const QString &url : customUrls())
        out += describe(u"url:"_s + url);
    return out;
}

ui::Network NetworkAdapter::current() const { return describe(currentId()); }

void NetworkAdapter::setStatus(ui::ChainState state, qint64 block, std::optional<Error> error)
{
    m_status.state = state;
    if (block >= 0) {
        m_status.block = block;
        m_status.checkedMs = m_services.clock().nowMs();
    }
    m_status.error = std::move(error);
    if (m_services.hasNetwork() && !m_services.client().network().rpcUrls.isEmpty())
        m_status.node = m_services.client().network().rpcUrls.first().host();
    Q_EMIT statusChanged();
}

void NetworkAdapter::follow()
{
    m_status = {};
    auto &client = m_services.client();
    connect(&client, &chain::ChainClient::blockSeen, this,
            [this](qint64 number) { setStatus(ui::ChainState::Following, number, {}); });
    connect(&client, &chain::ChainClient::healthChanged, this, [this] {
        std::optional<Error> error;
        for (const auto &health : m_services.client().health()) {
            if (health.isUp)
                return;
            error = health.lastError;
        }
        setStatus(ui::ChainState::Offline, -1, error);
    });
    client.startFollowing();
    setStatus(ui::ChainState::Connecting, -1, {});
}

Task<> NetworkAdapter::open(QString networkId)
{
    const QString text = networkId.startsWith(u"url:") ? networkId.mid(4) : networkId;
    auto opened = co_await m_services.openNetwork(text);
    if (!opened)
        setStatus(ui::ChainState::Offline, -1, opened.error());
    co_return opened;
}

Task<> NetworkAdapter::start()
{
    auto opened = co_await open(currentId());
    co_return opened;
}

Task<> NetworkAdapter::select(QString networkId)
{
    // Chosen is chosen: an unreachable network stays selected and shows that it is offline.
    if (auto stored = m_services.settings().set(u"network"_s, networkId); !stored)
        co_return stored;
    auto opened = co_await open(networkId);
    co_return opened;
}

Task<ui::Network> NetworkAdapter::addCustom(QString url)
{
    auto network = chain::Network::custom(url);
    if (!network)
        co_return failure(network.error());
    const QString address = network->rpcUrls.first().toString();
    auto opened = co_await select(u"url:"_s + address);
    if (!opened)
        co_return failure(opened.error());
    QStringList urls = customUrls();
    if (!urls.contains(address)) {
        urls += address;
        json::Array list;
        for (const QString &entry : urls)
            list.emplace_back(entry);
        if (auto stored = m_services.settings().set(u"custom_networks"_s, std::move(list)); !stored)
            co_return failure(stored.error());
        Q_EMIT currentChanged();
    }
    co_return describe(u"url:"_s + address);
}

Task<> NetworkAdapter::setNode(QString url)
{
    const QString network = currentId();
    if (auto kept = m_services.setNode(network, url); !kept)
        co_return kept;
    auto opened = co_await open(network);
    co_return opened;
}

Task<QList<ui::GatewayHealth>> NetworkAdapter::checkHealth()
{
    if (!m_services.hasNetwork())
        co_return failure(errors::NotFound);
    // The answers stand in health() either way.
    auto asked = co_await m_services.client().connectToNetwork();
    QList<ui::GatewayHealth> out;
    for (const auto &health : m_services.client().health()) {
        ui::GatewayHealth row;
        row.url = health.url.toString();
        row.reachable = health.isUp;
        row.latencyMs = int(health.latencyMs);
        row.block = health.lastBlock;
        row.error = health.lastError;
        if (!health.isUp && !row.error && !asked)
            row.error = asked.error();
        out += row;
    }
    co_return out;
}

Task<> NetworkAdapter::refresh()
{
    if (!m_services.hasNetwork())
        co_return failure(errors::NotFound);
    auto block = co_await m_services.client().lastBlock();
    if (!block) {
        setStatus(ui::ChainState::Offline, -1, block.error());
        co_return failure(block.error());
    }
    setStatus(ui::ChainState::Following, block->number, {});
    co_return Result<>();
}

Task<Amount> NetworkAdapter::requestFaucet()
{
    auto accounts = co_await m_services.wallet().accounts();
    if (!accounts)
        co_return failure(accounts.error());
    const QString id = m_services.settings().value(u"account."_s + m_services.client().network().id).toString();
    for (const auto &record : *accounts) {
        if (!id.isEmpty() && record.id != id)
            continue;
        auto funded = co_await m_services.fund(record.address, Amount::fromMicro(faucetMicro));
        if (!funded)
            co_return failure(funded.error());
        co_return Amount::fromMicro(faucetMicro);
    }
    co_return failure(errors::WalletAccountUnknown);
}

} // namespace ain::app
