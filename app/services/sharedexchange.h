// The exchange of the open network, for everybody in this program: there may be only one of an account, whether it
// asks, draws or does both.
#pragma once

#include "app/services/exchangerooms.h"
#include "app/services/services.h"

#include <QObject>

#include <memory>

namespace ain::app {

/// Of the first account that can sign. Asks nobody while the vault is locked, for what leaves is signed; drawing for
/// others goes on as long as the wallet allowed it. Thread: main. `services` outlives it.
class SharedExchange final : public QObject {
    Q_OBJECT
public:
    explicit SharedExchange(Services &services, share::RequesterOptions options = {});
    ~SharedExchange() override;

    /// Opened with the first call; whoever calls meanwhile waits for the same. After an error the next call tries
    /// again. Errors: VaultLocked (without a network too), WalletAccountUnknown, those of StudioRooms::open() and
    /// ExchangeRooms::open(), Cancelled.
    Task<ExchangeRooms *> rooms();
    [[nodiscard]] ExchangeRooms *now() const { return m_isOpen ? m_rooms.get() : nullptr; } ///< null: not open
    [[nodiscard]] bool isPossible() const; ///< there are a network and an open vault

Q_SIGNALS:
    void opened();
    /// The vault was locked while it draws for others: its requester is still there, and nobody may use that
    /// afterwards. rooms() takes it up again.
    void aboutToRest();
    /// Its rooms are still there; nobody may use them afterwards.
    void aboutToClose();

private:
    void rest();
    void close();
    Task<> open();

    Services &m_services;
    share::RequesterOptions m_options;
    std::unique_ptr<ExchangeRooms> m_rooms;
    bool m_isOpen = false; ///< there are rooms with a requester
    bool m_isOpening = false;
    quint64 m_run = 0; ///< grows with every closing
};

} // namespace ain::app
