#include "app/backends/pooladapter.h"

#include "app/services/poolrooms.h"
#include "gpu/share/pool/certificate.h"
#include "gpu/share/pool/errors.h"

#include <algorithm>

namespace ain::app {

namespace {

using namespace Qt::StringLiterals;

ui::PoolRole roleOf(pool::Role role)
{
    return role == pool::Role::Member ? ui::PoolRole::Member : ui::PoolRole::Worker;
}

ui::PoolServing servingOf(PoolHosting hosting)
{
    switch (hosting) {
    case PoolHosting::Off: return ui::PoolServing::Off;
    case PoolHosting::Starting: return ui::PoolServing::Starting;
    case PoolHosting::Open: return ui::PoolServing::Open;
    case PoolHosting::Restarting: return ui::PoolServing::Restarting;
    case PoolHosting::Elsewhere: return ui::PoolServing::Elsewhere;
    case PoolHosting::Failed: return ui::PoolServing::Failed;
    }
    return ui::PoolServing::Off;
}

ui::PoolBoxState stateOf(pool::BoxState state)
{
    switch (state) {
    case pool::BoxState::Idle: return ui::PoolBoxState::Idle;
    case pool::BoxState::Drawing: return ui::PoolBoxState::Drawing;
    case pool::BoxState::Away: return ui::PoolBoxState::Away;
    }
    return ui::PoolBoxState::Away;
}

/// Adds what was seen of a box.
void see(ui::PoolBox &box, const pool::BoxCaps &caps)
{
    box.state = stateOf(caps.state);
    box.device = caps.device;
    for (const pool::Offer &offer : caps.offers)
        box.models.append(offer.id);
    box.done = caps.done;
    box.lastHour = caps.lastHour;
    box.handedBack = caps.handedBack;
}

class Adapter final : public PoolAdapter {
public:
    explicit Adapter(Services &services) : m_services(services), m_rooms(services)
    {
        connect(&m_rooms, &PoolRooms::changed, this, &Adapter::changed);
        connect(&services.sharing(), &Sharing::changed, this, [this] {
            if (m_rooms.worker() != nullptr)
                Q_EMIT changed();
        });
    }

    void start(Result<> studio) override { m_rooms.start(std::move(studio)); }

    [[nodiscard]] ui::PoolState state() const override
    {
        ui::PoolState state;
        state.ability = pool::PoolServer::findProgram().isEmpty() ? ui::PoolAbility::NoServer : ui::PoolAbility::Whole;
        state.isLeaving = m_isLeaving;
        describeSeat(state);
        describeHub(state);
        describeWork(state);
        if (const PoolAsking *asking = m_rooms.asking()) {
            state.waiting = asking->waiting();
            state.arrived = asking->arrived();
            state.askError = asking->lastFailure() ? asking->lastFailure() : asking->trouble();
        }
        return state;
    }

    [[nodiscard]] ui::PoolFleet fleet() const override
    {
        ui::PoolFleet out;
        out.error = m_rooms.lookError();
        if (m_rooms.isHub()) {
            const auto book = m_rooms.books().hub().book();
            if (!book)
                out.error = book.error();
            for (const pool::Box &box : book ? book->boxes : QList<pool::Box>()) {
                out.boxes.append({.name = box.name,
                                  .isKnown = true,
                                  .role = roleOf(box.role),
                                  .createdMs = box.createdMs,
                                  .isHub = out.boxes.isEmpty()});
            }
        }
        const auto &fleet = m_rooms.fleet();
        out.isSeen = fleet.has_value();
        for (const pool::FleetBox &seen : fleet ? fleet->boxes : QList<pool::FleetBox>()) {
            auto box = std::find_if(out.boxes.begin(), out.boxes.end(),
                                    [&seen](const ui::PoolBox &one) { return one.name == seen.caps.box; });
            if (box == out.boxes.end()) {
                out.boxes.append({.name = seen.caps.box});
                box = out.boxes.end() - 1;
            }
            see(*box, seen.caps);
            out.lastHour += seen.caps.lastHour;
        }
        std::stable_sort(out.boxes.begin(), out.boxes.end(), [](const ui::PoolBox &a, const ui::PoolBox &b) {
            return a.isHub != b.isHub ? a.isHub : a.name < b.name;
        });
        out.queued = fleet ? fleet->queued : 0;
        out.results = fleet ? fleet->results : 0;
        return out;
    }

    void setWatched(bool isWatched) override { m_rooms.setWatched(isWatched); }
    [[nodiscard]] QStringList addresses() const override { return PoolBooks::ownAddresses(); }

    [[nodiscard]] Result<> host(const QString &listen, quint16 port) override
    {
        pool::HubSettings settings;
        if (const auto book = m_rooms.books().hub().book())
            settings = book->settings;
        settings.listen = listen;
        settings.port = port;
        return m_rooms.host(settings);
    }
    void stopHosting() override { m_rooms.stopHosting(); }

    [[nodiscard]] Result<ui::PoolInvitation> invite(const QString &name, ui::PoolRole role) override
    {
        const auto host = m_rooms.books().reachedAt();
        if (!host)
            return failure(host.error());
        const auto kind = role == ui::PoolRole::Member ? pool::Role::Member : pool::Role::Worker;
        const auto membership = m_rooms.books().hub().invite(name, kind, *host, m_services.clock());
        if (!membership)
            return failure(membership.error());
        ui::PoolInvitation invitation;
        invitation.box = membership->box;
        invitation.address = membership->address();
        invitation.fingerprint = pool::fingerprint(membership->certificate);
        invitation.text = pool::inviteText(*membership);
        Q_EMIT changed();
        return invitation;
    }
    [[nodiscard]] Result<> saveInvitation(const SecretBytes &text, const QString &path) override
    {
        return PoolBooks::saveInvitation(text, path);
    }
    [[nodiscard]] Result<> removeBox(const QString &name) override
    {
        const auto removed = m_rooms.books().hub().remove(name);
        Q_EMIT changed();
        return removed;
    }

    [[nodiscard]] Result<> join(const SecretBytes &invitation) override { return m_rooms.join(invitation.bytes()); }
    [[nodiscard]] Result<> joinFile(const QString &path) override
    {
        const auto text = PoolBooks::readInvitation(path);
        if (!text)
            return failure(text.error());
        return m_rooms.join(text->bytes());
    }
    Task<> leave() override
    {
        m_isLeaving = true;
        Q_EMIT changed();
        auto left = co_await m_rooms.leave();
        m_isLeaving = false;
        Q_EMIT changed();
        co_return left;
    }
    void setWorking(bool isWanted) override { m_rooms.setWorking(isWanted); }

    Task<int> draw(QList<recipe::GenerationRequest> requests) override { return m_rooms.draw(std::move(requests)); }
    void forgetAskError() override { m_rooms.forgetFailure(); }

private:
    void describeSeat(ui::PoolState &state) const
    {
        const auto &membership = m_rooms.membership();
        if (!membership)
            return;
        state.seat = m_rooms.isHub() ? ui::PoolSeat::Hub : ui::PoolSeat::Guest;
        state.box = membership->box;
        state.role = roleOf(membership->role);
        state.address = membership->address();
        state.fingerprint = pool::fingerprint(membership->certificate);
        state.isConnected = m_rooms.isConnected();
    }
    void describeHub(ui::PoolState &state) const
    {
        state.isHostWanted = m_rooms.wantsHosting();
        state.serving = servingOf(m_rooms.hosting());
        state.serveError = m_rooms.hostError();
        if (!m_rooms.isHub())
            return;
        if (const auto book = m_rooms.books().hub().book()) {
            state.listen = book->settings.listen;
            state.port = book->settings.port;
        }
        // Whoever wants it here too is told so by hosting().
        if (state.serving == ui::PoolServing::Off && m_rooms.books().isServing())
            state.serving = ui::PoolServing::Elsewhere;
    }
    void describeWork(ui::PoolState &state) const
    {
        state.isWorkWanted = m_rooms.wantsWork();
        const pool::PoolWorker *worker = m_rooms.worker();
        if (worker == nullptr) {
            const bool isHindered = state.isWorkWanted && m_rooms.studioError();
            state.working = isHindered ? ui::PoolWorking::NoStudio : ui::PoolWorking::Off;
            state.workError = isHindered ? m_rooms.studioError() : std::nullopt;
            return;
        }
        const pool::BoxCaps caps = worker->caps();
        state.done = caps.done;
        state.handedBack = caps.handedBack;
        state.workError = worker->trouble();
        if (m_rooms.isEndingWork())
            state.working = ui::PoolWorking::Ending;
        else if (!m_rooms.isConnected())
            state.working = ui::PoolWorking::Connecting;
        else if (caps.state == pool::BoxState::Drawing)
            state.working = ui::PoolWorking::Drawing;
        else
            state.working = caps.state == pool::BoxState::Away ? ui::PoolWorking::Away : ui::PoolWorking::Ready;
    }

    Services &m_services;
    PoolRooms m_rooms;
    bool m_isLeaving = false;
};

} // namespace

std::unique_ptr<PoolAdapter> PoolAdapter::make(Services &services) { return std::make_unique<Adapter>(services); }

} // namespace ain::app
