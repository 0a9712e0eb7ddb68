#include "app/services/exchangerooms.h"

#include "app/services/marketrooms.h"
#include "app/services/pool.h"
#include "core/crypto/hash.h"

#include <QSysInfo>

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
    StudioRooms &studio = m_services.studio();
    const share::ProviderParts parts{.service = studio.service(),
                                     .queue = studio.queue(),
                                     .models = studio.models(),
                                     .engine = studio.engine(),
                                     .content = m_services.content(),
                                     .gallery = studio.gallery(),
                                     .cashier = m_services.market().cashier(),
                                     .book = m_book,
                                     .signer = m_signer,
                                     .clock = m_services.clock()};
    share::ProviderOptions own;
    own.accountId = m_account.id;
    own.terms = options.terms;
    own.endpoint = options.endpoint;
    own.runtime = runtimeId();
    own.permission = options.permission;
    m_provider = std::make_unique<share::Provider>(parts, own);
    auto resumed = co_await m_provider->resume();
    if (!resumed) {
        m_provider.reset();
        co_return resumed;
    }
    http::HttpOptions limits;
    limits.maxBody = MaxRequestBody;
    auto handle = [this](const http::HttpRequest &request, const http::HttpReply &reply) {
        m_provider->handle(request, reply);
    };
    m_server = std::make_unique<http::HttpServer>(http::HttpServer::LaterHandler(handle), limits);
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

void ExchangeRooms::stopServing()
{
    m_server.reset();
    m_provider.reset();
    m_endpoint.clear();
}

} // namespace ain::app
