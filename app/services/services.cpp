#include "app/services/services.h"

#include "app/services/developerdoor.h"
#include "app/services/marketrooms.h"
#include "core/base/endthread.h"
#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStandardPaths>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

QString endpointsFile(const QString &practiceDirectory) { return practiceDirectory + u"/endpoints.json"_s; }

/// Where a second program that uses the same data directory finds the practice network of the first.
void writeEndpoints(const QString &file, const sandbox::PracticeEndpoints &endpoints)
{
    QSaveFile out(file);
    const json::Object content{{u"rpc_url"_s, endpoints.rpcUrl.toString()},
                               {u"event_url"_s, endpoints.eventUrl.toString()},
                               {u"genesis_hash"_s, endpoints.genesisHash}};
    if (out.open(QIODevice::WriteOnly) && out.write(json::canonical(content)) > 0)
        out.commit(); // a failure only costs the second program its way in, and it says so itself
}

std::optional<chain::Network> readEndpoints(const QString &file)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto content = json::parse(in.read(4096), {.maxBytes = 4096, .maxDepth = 4});
    if (!content)
        return std::nullopt;
    const QUrl rpc((*content)[u"rpc_url"].toString());
    const QUrl event((*content)[u"event_url"].toString());
    // Only ever a loopback address: the file must not lead the wallet elsewhere.
    if (rpc.host() != u"127.0.0.1" || event.host() != u"127.0.0.1")
        return std::nullopt;
    return chain::Network::practice(rpc, event, (*content)[u"genesis_hash"].toString());
}

} // namespace

QString Services::defaultDataDirectory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/ain-studio"_s;
}

Services::Services(ServiceOptions options) : m_options(std::move(options))
{
    QDir().mkpath(m_options.dataDirectory);
    QFile::setPermissions(m_options.dataDirectory,
                          QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    m_vaultThread.setObjectName(u"vault"_s);
    m_storeThread.setObjectName(u"store"_s);
    m_vaultThread.start();
    m_storeThread.start();
    m_settings = std::make_unique<SettingsStore>(m_options.dataDirectory + u"/settings.json"_s,
                                                 m_options.defaultSettings ? SettingsStore::Mode::Defaults
                                                                           : SettingsStore::Mode::File);
    m_vault =
        std::make_unique<vault::Vault>(m_options.dataDirectory + u"/vault"_s, &m_vaultThread, m_clock, m_options.kdf);
    m_content = std::make_unique<ainft::ContentStore>(m_options.dataDirectory + u"/content"_s, &m_storeThread);
}

Services::~Services()
{
    m_rooms.reset();
    m_practice.reset();
    m_door.reset();
    m_sharing.reset();
    m_studio.reset();
    m_content.reset();
    m_vault.reset();
    // Behind all that was asked of them: stores are closed there, and running jobs put back.
    endThread(m_storeThread, [] { });
    endThread(m_vaultThread, [] { });
}

StudioRooms &Services::studio()
{
    if (!m_studio) {
        const QString program =
            m_options.engineProgram.isEmpty() ? StudioRooms::defaultEngineProgram() : m_options.engineProgram;
        const FileKeeper here = [this](const QStringList &sha256s) {
            return Task<QStringList>::finished(namedHere(sha256s));
        };
        const QList<FileKeeper> keepers{keeperOf(*m_vault), here};
        m_studio = std::make_unique<StudioRooms>(StudioRoomsParts{
            m_options.dataDirectory, program, m_storeThread, m_http, m_clock, m_rng, *m_content, *m_settings, keepers});
        connect(m_vault.get(), &vault::Vault::stateChanged, m_studio.get(), &StudioRooms::sweepIfDue);
    }
    return *m_studio;
}

Sharing &Services::sharing()
{
    if (!m_sharing)
        m_sharing = std::make_unique<Sharing>(studio(), m_options.dataDirectory, m_clock);
    return *m_sharing;
}

DeveloperDoor &Services::door()
{
    if (!m_door)
        m_door = std::make_unique<DeveloperDoor>(DoorParts{m_options.dataDirectory, *m_settings, m_clock, m_rng});
    return *m_door;
}

QStringList Services::namedHere(const QStringList &sha256s) const
{
    const QString open = m_settings->value(u"studio_image")[u"sha256"].toString();
    QStringList named;
    for (const QString &sha256 : sha256s) {
        if (sha256 == open)
            named += sha256;
    }
    return named;
}

QString Services::practiceDirectory() const
{
    return m_options.practiceDirectory.isEmpty() ? m_options.dataDirectory + u"/practice"_s
                                                 : m_options.practiceDirectory;
}

Task<chain::Network> Services::practiceNetwork()
{
    if (m_practiceNetwork && m_practice)
        co_return *m_practiceNetwork;
    sandbox::PracticeOptions options;
    options.dataDirectory = practiceDirectory();
    options.instant = m_options.practiceInstant;
    options.blockIntervalMs = m_options.practiceBlockMs;
    m_practice = std::make_unique<sandbox::PracticeHost>(options);
    auto started = co_await m_practice->start();
    if (started) {
        writeEndpoints(endpointsFile(practiceDirectory()), *started);
        m_practiceNetwork = chain::Network::practice(started->rpcUrl, started->eventUrl, started->genesisHash);
        co_return *m_practiceNetwork;
    }
    m_practice.reset();
    if (started.error().code == errors::SandboxLocked) {
        if (auto running = readEndpoints(endpointsFile(practiceDirectory())))
            co_return *running;
    }
    co_return failure(started.error());
}

QString Services::folderOf(const chain::Network &network)
{
    const bool isNamed = !network.id.startsWith(u"url:");
    return isNamed ? network.id : u"url-"_s + crypto::messageHash(network.id).toString().mid(2, 16);
}

light::LightOptions Services::lightOptions(const chain::Network &network) const
{
    light::LightOptions options;
    options.directory = m_options.dataDirectory + u"/light/"_s + folderOf(network);
    if (auto bundled = light::bundledCheckpoint(network.id))
        options.checkpoint = *bundled;
    else
        options.trustFirstContact = true;
    options.blocksOnDemand = network.isPractice && m_options.practiceInstant;
    return options;
}

QString Services::nodeOf(const QString &network) const { return m_settings->value(u"nodes"_s)[network].string(); }

Result<> Services::setNode(const QString &network, const QString &url)
{
    if (network != u"mainnet" && network != u"testnet")
        return failure(errors::InvalidArgument, {{u"what"_s, u"network"_s}});
    json::Object nodes = m_settings->value(u"nodes"_s).object();
    nodes.remove(network);
    if (!url.trimmed().isEmpty()) {
        const auto own = chain::Network::custom(url);
        if (!own)
            return failure(own.error());
        nodes.set(network, own->rpcUrls.constFirst().toString());
    }
    return m_settings->set(u"nodes"_s, std::move(nodes));
}

Task<> Services::openNetwork(QString network)
{
    bool waited = false;
    while (m_isOpening) {
        waited = true;
        auto slept = co_await sleepFor(this, 20);
        if (!slept)
            co_return slept;
    }
    if (waited && hasNetwork() && m_openedName == network)
        co_return m_lastOpened;
    m_isOpening = true;
    auto opened = co_await openNow(network);
    if (m_openedName == network)
        m_lastOpened = opened;
    co_return opened;
}

Task<> Services::openNow(QString network)
{
    Result<chain::Network> chosen = failure(errors::Internal);
    if (network == u"practice") {
        auto practice = co_await practiceNetwork();
        chosen = std::move(practice);
    } else {
        chosen = chain::Network::fromText(network);
        const QString node = nodeOf(network);
        const auto own =
            node.isEmpty() ? Result<chain::Network>(failure(errors::NotFound)) : chain::Network::custom(node);
        if (chosen && own) {
            chosen->rpcUrls = own->rpcUrls;
            chosen->eventUrls.clear(); // what is mine is told to that node alone
        }
    }
    if (!chosen) {
        m_isOpening = false;
        co_return failure(chosen.error());
    }

    Q_EMIT networkAboutToChange();
    m_rooms.reset();
    if (!chosen->isPractice)
        m_practice.reset();
    auto rooms = std::make_unique<Rooms>();
    rooms->client = std::make_unique<chain::ChainClient>(*chosen, m_http, m_clock);
    rooms->light = std::make_unique<light::LightClient>(*rooms->client, m_clock, lightOptions(*chosen));
    rooms->wallet = std::make_unique<wallet::Wallet>(*m_vault, *rooms->client, m_clock, m_rng, rooms->light.get());
    rooms->ainft = std::make_unique<ainft::Ainft>(*rooms->wallet, *m_vault, *rooms->client, *m_content, m_clock,
                                                  rooms->light.get());
    m_rooms = std::move(rooms);
    m_openedName = network;
    auto connecting = m_rooms->client->connectToNetwork();
    Q_EMIT networkChanged();
    // An unreachable node's time-outs must not keep the user from choosing another network.
    m_isOpening = false;
    auto connected = co_await std::move(connecting);
    co_return connected;
}

QString Services::marketDirectory() const
{
    return m_options.dataDirectory + u"/share/"_s + folderOf(m_rooms->client->network());
}

bool Services::hasMarketHistory() const { return hasNetwork() && QFile::exists(marketDirectory() + u"/market.db"_s); }

MarketRooms &Services::market()
{
    if (!m_rooms->market) {
        const MarketRoomsParts parts{.directory = marketDirectory(),
                                     .store = m_storeThread,
                                     .vault = *m_vault,
                                     .wallet = wallet(),
                                     .client = client(),
                                     .light = light(),
                                     .clock = m_clock,
                                     .rng = m_rng};
        m_rooms->market = std::make_unique<MarketRooms>(parts);
    }
    return *m_rooms->market;
}

Task<QString> Services::fund(crypto::Address address, Amount amount)
{
    // A practice network may also be reached by its address (`sandbox run`); no other node has this method.
    const bool isLocal = hasNetwork() && client().network().rpcUrls.first().host() == u"127.0.0.1";
    if (!hasNetwork() || !(client().network().isPractice || isLocal))
        co_return failure(errors::InvalidArgument, {{u"what"_s, u"faucet"_s}});
    json::Object params;
    params.set(u"address"_s, address.toString());
    params.set(u"amount"_s, amount.toWire());
    auto answer = co_await client().call(u"sandbox_faucet"_s, std::move(params));
    if (!answer)
        co_return failure(answer.error());
    co_return answer->isString() ? answer->toString() : (*answer)[u"tx_hash"].toString();
}

} // namespace ain::app
