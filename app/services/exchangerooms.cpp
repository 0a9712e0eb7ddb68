#include "app/services/exchangerooms.h"

#include "app/services/marketrooms.h"
#include "app/services/pool.h"
#include "core/crypto/hash.h"

#include <QSysInfo>

#include <algorithm>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxRequestBody = 300 * 1024;

/// Names the machine without telling which it is.
QString runtimeId() { return crypto::toHex(crypto::sha256("ain-runtime-1:" + QSysInfo::machineUniqueId())); }

} // namespace

ExchangeRooms::ExchangeRooms(Services &services, vault::KeyRecord account, share::RequesterOptions options)
    : m_services(services),
      m_account(std::move(account)),
      m_options(options),
      m_book(services.market().directory(), &services.storeThread(), services.clock()),
      m_signer(services.vault(), m_account, services.client().network().chainId)
{
}

ExchangeRooms::~ExchangeRooms() { stopServing(); }

Task<vault::KeyRecord> ExchangeRooms::payee(Services &services)
{
    auto accounts = co_await services.wallet().accounts();
    if (!accounts)
        co_return failure(accounts.error());
    const auto found = std::find_if(accounts->cbegin(), accounts->cend(),
                                    [](const vault::KeyRecord &one) { return one.kind != vault::KeyKind::WatchOnly; });
    if (found == accounts->cend())
        co_return failure(errors::WalletAccountUnknown);
    co_return *found;
}

Task<> ExchangeRooms::open()
{
    auto books = co_await m_services.market().open();
    if (!books)
        co_return books;
    auto jobs = co_await m_book.open();
    if (!jobs)
        co_return failure(jobs.error());
    auto key = co_await m_signer.prepare();
    if (!key)
        co_return key;
    StudioRooms &studio = m_services.studio();
    const share::RequesterParts parts{
        .engine = studio.engine(),
        .decoder = studio.decoder(),
        .models = studio.models(),
        .content = m_services.content(),
        .gallery = studio.gallery(),
        .payer = m_services.market().payer(),
        .book = m_book,
        .signer = m_signer,
        .http = m_http,
        .pool = workPool(),
        .clock = m_services.clock(),
        .rng = m_services.rng(),
    };
    m_requester = std::make_unique<share::Requester>(parts, m_options);
    auto resumed = co_await m_requester->resume();
    co_return resumed;
}

Task<> ExchangeRooms::serve(ServeOptions options)
{
    stopServing();
    m_device = std::make_unique<share::DeviceSigner>(m_signer, m_services.clock());
    auto allowed = co_await m_device->renew();
    if (!allowed) {
        stopServing();
        co_return allowed;
    }
    StudioRooms &studio = m_services.studio();
    const share::ProviderParts parts{.service = studio.service(),
                                     .queue = studio.queue(),
                                     .models = studio.models(),
                                     .engine = studio.engine(),
                                     .content = m_services.content(),
                                     .gallery = studio.gallery(),
                                     .cashier = m_services.market().cashier(),
                                     .book = m_book,
                                     .signer = *m_device,
                                     .clock = m_services.clock()};
    share::ProviderOptions own;
    own.accountId = m_account.id;
    own.terms = options.terms;
    own.endpoint = options.endpoint;
    own.runtime = runtimeId();
    own.permission = [this, owner = options.permission]() -> Result<> {
        if (m_device->leftMs() == 0)
            return failure(errors::ExchangeDevice);
        return owner ? owner() : Result<>();
    };
    m_provider = std::make_unique<share::Provider>(parts, own);
    auto resumed = co_await m_provider->resume();
    if (!resumed) {
        stopServing();
        co_return resumed;
    }
    http::HttpOptions limits;
    limits.maxBody = MaxRequestBody;
    auto handle = [this](const http::HttpRequest &request, const http::HttpReply &reply) {
        m_provider->handle(request, reply);
    };
    m_server = std::make_unique<http::HttpServer>(http::HttpServer::LaterHandler(handle), limits);
    if (options.onSent)
        connect(m_server.get(), &http::HttpServer::sent, this, options.onSent);
    const auto listening = m_server->listen(options.port, options.addresses);
    if (!listening) {
        stopServing();
        co_return failure(listening.error());
    }
    m_endpoint = options.endpoint.isEmpty() ? u"http://127.0.0.1:%1"_s.arg(m_server->port()) : options.endpoint;
    m_services.market().startFollowing();
    studio.start();
    co_return Result<>();
}

void ExchangeRooms::rest() { m_requester.reset(); }

void ExchangeRooms::stopServing()
{
    m_server.reset();
    m_provider.reset();
    m_device.reset();
    m_endpoint.clear();
}

Task<> ExchangeRooms::renew()
{
    if (!m_device)
        return Task<>::finished({});
    return m_device->renew();
}

} // namespace ain::app
