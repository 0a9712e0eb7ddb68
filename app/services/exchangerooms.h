// Work that goes out to others for pay, and comes in from them, on the network that is open.
#pragma once

#include "app/services/services.h"
#include "core/http/httpserver.h"
#include "gpu/share/exchange/provider.h"
#include "gpu/share/exchange/requester.h"

#include <QObject>

#include <memory>

namespace ain::app {

struct ServeOptions {
    quint16 port = 0; ///< 0: any free one
    QList<QHostAddress> addresses = http::HttpServer::loopback();
    QString endpoint = {}; ///< where others reach it; empty: the port on this computer
    market::ProviderTerms terms = {};
    /// Whether the owner's rules allow it now. None: they always do.
    std::function<Result<>()> permission = {};
    std::function<void(qint64)> onSent = {}; ///< hears of bytes that went out
};

/// For one account, which asks, draws and is paid. Thread: main. Goes before the network and the studio do.
class ExchangeRooms : public QObject {
    Q_OBJECT
public:
    /// `services` has the network, the studio and the vault open.
    ExchangeRooms(Services &services, vault::KeyRecord account, share::RequesterOptions options = {});
    ~ExchangeRooms() override;

    /// The account that works and is paid: the first of the wallet that can sign. Errors: WalletAccountUnknown.
    static Task<vault::KeyRecord> payee(Services &services);

    /// Opens the books and goes on with what a former run left. Errors: those of MarketRooms::open(),
    /// Requester::resume(), the vault.
    Task<> open();
    /// Asking ends for now, what was asked for stays in the books; drawing for others goes on. open() takes it up
    /// again.
    void rest();
    [[nodiscard]] const vault::KeyRecord &account() const { return m_account; }
    [[nodiscard]] share::Requester &requester() { return *m_requester; }

    /// Listens for work from now on, the vault open or locked. After open(), with the vault open. Errors: HttpListen,
    /// those of Provider::resume() and of renew().
    Task<> serve(ServeOptions options);
    void stopServing();
    /// With the vault open: the wallet allows the provider another week. Errors: those of the vault.
    Task<> renew();
    /// How long the provider goes on while the vault is locked, ms.
    [[nodiscard]] qint64 leftMs() const { return m_device ? m_device->leftMs() : 0; }
    [[nodiscard]] share::Provider *provider() { return m_provider.get(); } ///< null: not serving
    [[nodiscard]] const QString &endpoint() const { return m_endpoint; }

private:
    Services &m_services;
    vault::KeyRecord m_account;
    share::RequesterOptions m_options;
    share::JobBook m_book;
    share::VaultSigner m_signer;
    std::unique_ptr<share::DeviceSigner> m_device; ///< of the provider
    QNetworkAccessManager m_http;
    std::unique_ptr<share::Requester> m_requester;
    std::unique_ptr<share::Provider> m_provider;
    std::unique_ptr<http::HttpServer> m_server;
    QString m_endpoint;
};

} // namespace ain::app
