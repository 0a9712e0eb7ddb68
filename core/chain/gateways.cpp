#include "core/chain/gateways.h"

#include <QNetworkProxy>

#include <algorithm>

namespace ain::chain {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 FirstBackOffMs = 500;
constexpr qint64 MaxBackOffMs = 60000;
constexpr int NotServing = 18001;
constexpr qint64 FarBehindBlocks = 5;

} // namespace

bool isGatewayFault(const Error &error)
{
    if (error.code == errors::RpcRefused)
        return error.args.value(u"code"_s).toInt() == NotServing;
    return error.code == errors::RpcUnreachable || error.code == errors::RpcTimeout
        || error.code == errors::RpcRateLimited || error.code == errors::RpcMalformed
        || error.code == errors::RpcTooLarge || error.code == errors::RpcWrongNetwork
        || error.code == errors::RpcContradiction;
}

Gateways::Gateways(const Network &network, QNetworkAccessManager &http, Clock &clock, Rng &rng, QObject *parent)
    : QObject(parent), m_clock(clock), m_rng(rng)
{
    for (const QUrl &url : network.rpcUrls) {
        Gateway gateway;
        // Each manager reads in a thread of its own: a gateway that keeps it busy does not hold up the others.
        if (!m_gateways.empty()) {
            gateway.http = std::make_unique<QNetworkAccessManager>();
            gateway.http->setProxy(http.proxy());
        }
        gateway.client = std::make_unique<RpcClient>(url, gateway.http ? *gateway.http : http, clock);
        // The practice network runs in this program.
        gateway.client->limiter().setUnlimited(network.isPractice);
        gateway.health.url = url;
        m_gateways.push_back(std::move(gateway));
    }
}

Gateways::~Gateways() = default;

QList<GatewayHealth> Gateways::health() const
{
    QList<GatewayHealth> list;
    for (const Gateway &gateway : m_gateways)
        list.append(gateway.health);
    return list;
}

QString Gateways::host(int gateway) const { return m_gateways[std::size_t(gateway)].client->host(); }

bool Gateways::isFailing(int gateway) const
{
    const Gateway &entry = m_gateways[std::size_t(gateway)];
    return entry.isDropped || entry.health.lastError.has_value();
}

QList<int> Gateways::usable() const
{
    const qint64 now = m_clock.monotonicMs();
    qint64 newest = -1;
    for (const Gateway &gateway : m_gateways) {
        if (!gateway.isDropped)
            newest = std::max(newest, gateway.health.lastBlock);
    }
    QList<int> order;
    for (int i = 0; i < count(); ++i) {
        if (!m_gateways[std::size_t(i)].isDropped)
            order.append(i);
    }
    const auto rank = [&](int index) {
        const Gateway &gateway = m_gateways[std::size_t(index)];
        const bool isResting = gateway.retryAt > now;
        const bool isBehind = gateway.health.lastBlock >= 0 && gateway.health.lastBlock + FarBehindBlocks < newest;
        return std::tuple(isResting, isBehind, isResting ? gateway.retryAt : 0, index != m_preferred, index);
    };
    std::sort(order.begin(), order.end(), [&](int a, int b) { return rank(a) < rank(b); });
    return order;
}

Task<GatewayAnswer> Gateways::call(QString method, json::Object params, CallKind kind)
{
    const QList<int> order = usable();
    const qint64 now = m_clock.monotonicMs();
    std::optional<Error> lastError;
    for (const int index : order) {
        // One that rests is tried only when nobody else is left: somebody waits for this answer.
        if (lastError && m_gateways[std::size_t(index)].retryAt > now)
            continue;
        auto payload = co_await callAt(index, method, params, kind);
        if (payload) {
            m_preferred = index;
            // Named: gcc 12 copies the members of an aggregate made inside co_return bit by bit.
            GatewayAnswer answer{index, std::move(*payload)};
            co_return answer;
        }
        if (!isGatewayFault(payload.error()))
            co_return failure(payload.error());
        lastError = payload.error();
    }
    if (lastError)
        co_return failure(*lastError);
    // Every gateway was dropped: tell why.
    for (const Gateway &gateway : m_gateways) {
        if (gateway.health.lastError)
            co_return failure(*gateway.health.lastError);
    }
    co_return failure(errors::RpcUnreachable, {{u"host"_s, QString()}, {u"reason"_s, u"no gateway"_s}});
}

Task<json::Value> Gateways::callAt(int gateway, QString method, json::Object params, CallKind kind,
                                   std::shared_ptr<qint64> received)
{
    if (gateway < 0 || gateway >= count())
        co_return failure(errors::InvalidArgument, {{u"what"_s, u"gateway"_s}});
    Gateway &entry = m_gateways[std::size_t(gateway)];
    auto answer = co_await entry.client->call(std::move(method), std::move(params), kind, std::move(received));
    if (!answer) {
        if (isGatewayFault(answer.error()))
            noteFailure(entry, answer.error());
        else if (answer.error().code == errors::RpcRefused)
            noteAnswer(entry, {});
        co_return failure(answer.error());
    }
    noteAnswer(entry, answer->protocolVersion);
    co_return std::move(answer->payload);
}

void Gateways::drop(int gateway, Error reason)
{
    Gateway &entry = m_gateways[std::size_t(gateway)];
    entry.isDropped = true;
    entry.health.isUp = false;
    entry.health.lastError = std::move(reason);
    Q_EMIT healthChanged();
}

void Gateways::readmit(int gateway) { m_gateways[std::size_t(gateway)].isDropped = false; }

void Gateways::noteLastBlock(int gateway, qint64 number) { m_gateways[std::size_t(gateway)].health.lastBlock = number; }

void Gateways::noteAnswer(Gateway &gateway, const QString &protocolVersion)
{
    const bool wasUp = gateway.health.isUp;
    gateway.failures = 0;
    gateway.retryAt = 0;
    gateway.health.isUp = !gateway.isDropped;
    gateway.health.latencyMs = gateway.client->latencyMs();
    if (!protocolVersion.isEmpty())
        gateway.health.protocolVersion = protocolVersion;
    if (!gateway.isDropped)
        gateway.health.lastError.reset();
    if (gateway.health.isUp != wasUp)
        Q_EMIT healthChanged();
}

void Gateways::noteFailure(Gateway &gateway, const Error &error)
{
    const bool wasUp = gateway.health.isUp;
    const bool wasKnown = gateway.health.lastError.has_value();
    const qint64 longest = std::min(MaxBackOffMs, FirstBackOffMs << std::min(gateway.failures, 10));
    // Jitter keeps many programs from coming back to a recovering node in the same moment.
    const qint64 rest = longest / 2 + qint64(m_rng.below(std::uint32_t(longest / 2) + 1));
    gateway.failures += 1;
    gateway.retryAt = m_clock.monotonicMs() + rest;
    gateway.health.isUp = false;
    gateway.health.lastError = error;
    if (wasUp || !wasKnown)
        Q_EMIT healthChanged();
}

} // namespace ain::chain
