// A made-up pool for tests and pictures of the window.
#pragma once

#include "ui/backend/poolbackend.h"

#include <algorithm>

namespace ain::ui::fake {

class Pool final : public PoolBackend {
public:
    PoolState now;
    PoolFleet seen;
    std::optional<Error> hostTrouble, inviteTrouble, joinTrouble, leaveTrouble, drawTrouble;
    bool watched = false;
    QStringList deeds;
    QList<recipe::GenerationRequest> asked;

    static constexpr const char *Invitation = "ain-pool-1.eyJhZGRyZXNzIjoi.SUABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    Pool() { now.working = PoolWorking::Off; }
    /// The hub of four boxes in the middle of work.
    void fill(qint64 nowMs)
    {
        serve(QStringLiteral("192.168.0.7"), 4222);
        now.isWorkWanted = true;
        now.working = PoolWorking::Away;
        now.waiting = 28;
        now.arrived = 12;
        seen.isSeen = true;
        seen.queued = 28;
        seen.results = 412;
        const QStringList models{QStringLiteral("AIN Pixel 32"), QStringLiteral("Juggernaut XL"),
                                 QStringLiteral("Z-Image Turbo")};
        PoolBox hub = seen.boxes.constFirst();
        hub.createdMs = nowMs - 9 * 86'400'000LL;
        hub.state = PoolBoxState::Away;
        hub.device = QStringLiteral("NVIDIA GeForce RTX 4070");
        hub.models = models;
        hub.lastHour = 4;
        seen.boxes = {hub, box(QStringLiteral("render-1"), PoolBoxState::Drawing, 190, models),
                      box(QStringLiteral("render-2"), PoolBoxState::Idle, 122, models.first(1)),
                      box(QStringLiteral("laptop"), PoolBoxState::Unseen, 0, {})};
        for (PoolBox &one : seen.boxes)
            one.createdMs = nowMs - 9 * 86'400'000LL;
        seen.boxes[2].device = QStringLiteral("AMD Ryzen 9 7950X");
        seen.boxes[3].role = PoolRole::Member;
        seen.lastHour = 316;
        Q_EMIT changed();
    }
    /// A box of another computer's pool.
    void fillGuest()
    {
        now = {.seat = PoolSeat::Guest,
               .box = QStringLiteral("render-1"),
               .address = QStringLiteral("192.168.0.7:4222"),
               .fingerprint = QString(64, u'b'),
               .isConnected = true,
               .isWorkWanted = true,
               .working = PoolWorking::Drawing,
               .done = 31,
               .handedBack = 2};
        seen = {};
        Q_EMIT changed();
    }
    static PoolBox box(const QString &name, PoolBoxState state, qint64 lastHour, const QStringList &models)
    {
        PoolBox box;
        box.name = name;
        box.isKnown = true;
        box.state = state;
        box.device = QStringLiteral("NVIDIA GeForce RTX 3090");
        box.models = models;
        box.done = box.lastHour = lastHour;
        return box;
    }
    void tell(const QString &deed)
    {
        deeds += deed;
        Q_EMIT changed();
    }

    [[nodiscard]] PoolState state() const override { return now; }
    [[nodiscard]] PoolFleet fleet() const override { return seen; }
    void setWatched(bool isWatched) override { watched = isWatched; }
    [[nodiscard]] QStringList addresses() const override { return {QStringLiteral("192.168.0.7")}; }
    [[nodiscard]] Result<> host(const QString &listen, quint16 port) override
    {
        if (hostTrouble)
            return failure(*hostTrouble);
        serve(listen, port);
        tell(QStringLiteral("host %1 %2").arg(listen).arg(port));
        return {};
    }
    void stopHosting() override
    {
        now.isHostWanted = false;
        now.serving = PoolServing::Off;
        tell(QStringLiteral("stop"));
    }
    [[nodiscard]] Result<PoolInvitation> invite(const QString &name, PoolRole role) override
    {
        if (inviteTrouble)
            return failure(*inviteTrouble);
        PoolBox fresh;
        fresh.name = name;
        fresh.isKnown = true;
        fresh.role = role;
        seen.boxes.append(fresh);
        tell(QStringLiteral("invite %1 %2").arg(name).arg(int(role)));
        PoolInvitation invitation;
        invitation.box = name;
        invitation.address = now.address;
        invitation.fingerprint = now.fingerprint;
        invitation.text = SecretBytes::copyOf(QByteArrayView(Invitation));
        return invitation;
    }
    [[nodiscard]] Result<> saveInvitation(const SecretBytes &text, const QString &path) override
    {
        tell(QStringLiteral("save %1 %2").arg(text.size()).arg(path));
        return {};
    }
    [[nodiscard]] Result<> removeBox(const QString &name) override
    {
        seen.boxes.removeIf([&name](const PoolBox &one) { return one.name == name; });
        tell(QStringLiteral("remove %1").arg(name));
        return {};
    }
    [[nodiscard]] Result<> join(const SecretBytes &invitation) override
    {
        if (joinTrouble)
            return failure(*joinTrouble);
        deeds += QStringLiteral("join %1").arg(invitation.size());
        fillGuest();
        return {};
    }
    [[nodiscard]] Result<> joinFile(const QString &path) override
    {
        if (joinTrouble)
            return failure(*joinTrouble);
        deeds += QStringLiteral("join %1").arg(path);
        fillGuest();
        return {};
    }
    Task<> leave() override
    {
        if (leaveTrouble)
            return Task<>::finished(failure(*leaveTrouble));
        now = {};
        seen = {};
        tell(QStringLiteral("leave"));
        return Task<>::finished({});
    }
    void setWorking(bool isWanted) override
    {
        now.isWorkWanted = isWanted;
        now.working = isWanted ? PoolWorking::Ready : PoolWorking::Off;
        tell(isWanted ? QStringLiteral("work") : QStringLiteral("rest"));
    }
    Task<int> draw(QList<recipe::GenerationRequest> requests) override
    {
        if (drawTrouble)
            return Task<int>::finished(failure(*drawTrouble));
        asked = requests;
        now.waiting += requests.size();
        tell(QStringLiteral("draw"));
        return Task<int>::finished(int(requests.size()));
    }
    void forgetAskError() override { now.askError.reset(); }

private:
    void serve(const QString &listen, quint16 port)
    {
        now.seat = PoolSeat::Hub;
        now.box = QStringLiteral("hub");
        now.role = PoolRole::Member;
        now.listen = listen;
        now.port = port;
        now.address = QStringLiteral("%1:%2").arg(listen).arg(port);
        now.fingerprint = QString(64, u'a');
        now.isHostWanted = now.isConnected = true;
        now.serving = PoolServing::Open;
        if (seen.boxes.isEmpty()) {
            PoolBox hub;
            hub.name = now.box;
            hub.isKnown = hub.isHub = true;
            hub.role = PoolRole::Member;
            seen.boxes = {hub};
        }
    }
};

} // namespace ain::ui::fake
