// Serves ui::PeersBackend with this program as a node of AI Network.
#pragma once

#include "app/services/peerrooms.h"
#include "app/services/services.h"
#include "ui/backend/peersbackend.h"

#include <memory>

namespace ain::app {

/// A node while that is wanted, the network is open and the wallet unlocked; whether it draws is the switch's and the
/// guard's word. Thread: main. `services` outlives it.
class PeersAdapter final : public ui::PeersBackend {
    Q_OBJECT
public:
    explicit PeersAdapter(Services &services);
    ~PeersAdapter() override;

    /// The studio is open, and the guard looks.
    void start();

    [[nodiscard]] ui::PeerTerms terms() const override;
    void setTerms(const ui::PeerTerms &terms) override;
    [[nodiscard]] ui::PeerState state() const override;
    [[nodiscard]] std::optional<Error> error() const override { return m_error; }
    Task<QString> greet(QString url) override;

private:
    void follow();
    void close();
    void note(); ///< who is known and what was drawn
    Task<> open();
    Task<> openNow();

    Services &m_services;
    std::unique_ptr<PeerRooms> m_rooms;
    ui::PeerTerms m_open; ///< terms of what is open
    ui::PeerState m_state;
    std::optional<Error> m_error;
    bool m_isStarted = false;
    bool m_isOpening = false;
    quint64 m_run = 0; ///< grows with every closing: what was begun before it counts no more
};

} // namespace ain::app
