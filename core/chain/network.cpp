#include "core/chain/network.h"

#include <QHostAddress>

namespace ain::chain {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxUrlLength = 2048;

bool isLoopback(const QUrl &url)
{
    const QString host = url.host();
    return host == u"localhost" || QHostAddress(host).isLoopback();
}

} // namespace

Network Network::mainnet()
{
    Network network;
    network.id = u"mainnet"_s;
    network.chainId = 1;
    network.rpcUrls = {QUrl(u"https://mainnet-api.ainetwork.ai/json-rpc"_s)};
    network.eventUrls = {QUrl(u"wss://mainnet-event.ainetwork.ai"_s)};
    network.genesisHash = u"0xa913914d1f8bedb68a6d2595dd8dde95033c2e9a5d13ca3d328185fb483b6163"_s;
    return network;
}

Network Network::testnet()
{
    Network network;
    network.id = u"testnet"_s;
    network.chainId = 0;
    network.rpcUrls = {QUrl(u"https://testnet-api.ainetwork.ai/json-rpc"_s)};
    network.eventUrls = {QUrl(u"wss://testnet-event.ainetwork.ai"_s)};
    network.genesisHash = u"0x015b05147c47b7a53f027d2b3a0632752f634c5a9e1cb9a7af3b4a0669e03ac6"_s;
    return network;
}

Network Network::practice(const QUrl &rpcUrl, const QUrl &eventUrl, const QString &genesisHash)
{
    Network network;
    network.id = u"practice"_s;
    network.rpcUrls = {rpcUrl};
    if (eventUrl.isValid())
        network.eventUrls = {eventUrl};
    network.epochMs = 3000;
    network.genesisHash = genesisHash;
    network.isPractice = true;
    return network;
}

Result<Network> Network::custom(const QString &url)
{
    const auto refuse = [&] { return failure(errors::NetworkUrl, {{u"text"_s, url.left(200)}}); };
    if (url.size() > MaxUrlLength)
        return refuse();
    QUrl parsed(url.trimmed(), QUrl::StrictMode);
    const bool isHttp = parsed.scheme() == u"http" || parsed.scheme() == u"https";
    // A user name or password in a URL would end up in logs and in the network's id.
    if (!parsed.isValid() || !isHttp || parsed.host().isEmpty() || !parsed.userInfo().isEmpty() || parsed.hasFragment()
        || parsed.port(1) == 0)
        return refuse();
    if (parsed.path().isEmpty() || parsed.path() == u"/")
        parsed.setPath(u"/json-rpc"_s);
    Network network;
    network.id = u"url:"_s + parsed.toString(QUrl::FullyEncoded);
    network.rpcUrls = {parsed};
    return network;
}

Result<Network> Network::fromText(const QString &text)
{
    if (text == u"mainnet")
        return mainnet();
    if (text == u"testnet")
        return testnet();
    if (text.contains(u"://"))
        return custom(text);
    return failure(errors::NetworkUnknown, {{u"text"_s, text.left(200)}});
}

std::optional<QUrl> eventUrlOf(const QUrl &rpcUrl, const QString &told)
{
    if (told.size() > MaxUrlLength)
        return std::nullopt;
    const QUrl url(told, QUrl::StrictMode);
    const bool isSecure = url.scheme() == u"wss";
    if (!url.isValid() || (!isSecure && url.scheme() != u"ws") || url.host().isEmpty() || !url.userInfo().isEmpty()
        || url.hasFragment() || url.port(1) == 0)
        return std::nullopt;
    // Hosts of valid URLs are in lower case.
    const bool isSameHost = url.host() == rpcUrl.host() || (isLoopback(url) && isLoopback(rpcUrl));
    if (!isSameHost || (!isSecure && rpcUrl.scheme() == u"https" && !isLoopback(rpcUrl)))
        return std::nullopt;
    return url;
}

} // namespace ain::chain
