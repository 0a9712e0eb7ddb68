// Made-up earnings and a made-up developers' door for tests and pictures of the window.
#pragma once

#include "gpu/share/market/errors.h"
#include "ui/backend/doorbackend.h"
#include "ui/backend/earningsbackend.h"
#include "ui/backend/paidworkbackend.h"
#include "ui/backend/peersbackend.h"

#include <algorithm>

namespace ain::ui::fake {

class Earned final : public EarningsBackend {
public:
    Readiness ready = Readiness::Ready;
    Earnings all;
    std::optional<Error> trouble;
    std::optional<Error> cashTrouble;
    ElectricityWishes wishes;
    qint64 drawnMs = 5 * 3'600'000LL + 12 * 60'000;
    qint64 measuredMs = 5 * 3'600'000LL;
    double measuredKwh = 1.25;
    QStringList deeds;

    void fill(qint64 nowMs)
    {
        const auto add = [&](TabStanding standing, int seq, int jobs, qint64 micro, int minutesAgo) -> EarningTab & {
            EarningTab tab;
            tab.session = QStringLiteral("s1");
            tab.seq = seq;
            tab.requester = QStringLiteral("0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96");
            tab.jobs = jobs;
            tab.mps = jobs * 5.2;
            tab.amount = Amount::fromMicro(micro);
            tab.timeMs = nowMs - minutesAgo * 60'000LL;
            tab.standing = standing;
            tab.canCash = standing == TabStanding::Signed;
            if (standing != TabStanding::Owed)
                tab.txHash = QStringLiteral("0x1c4b7f0000000000000000000000000000000000000000000000000000a07d0")
                    + QString::number(std::max(0, seq));
            all.tabs.append(tab);
            all.jobs += jobs;
            all.mps += tab.mps;
            Amount &sum = standing == TabStanding::Owed ? all.owed
                : standing == TabStanding::Settled      ? all.settled
                : standing == TabStanding::Proven       ? all.proven
                : standing == TabStanding::Unpaid       ? all.unpaid
                                                        : all.inVouchers;
            sum = sum + tab.amount;
            return all.tabs.last();
        };
        add(TabStanding::Owed, -1, 2, 210'000, 1);
        add(TabStanding::Signed, 3, 9, 940'500, 12);
        add(TabStanding::Settled, 2, 20, 2'080'000, 75);
        add(TabStanding::Proven, 1, 19, 1'976'000, 140);
        EarningTab &stuck = add(TabStanding::Signed, 0, 6, 624'000, 200);
        stuck.problem = Error{errors::ShareRequesterFunds,
                              {{QStringLiteral("needed"), QStringLiteral("2.624000")},
                               {QStringLiteral("available"), QStringLiteral("0.300000")}}};
        stuck.nextTryMs = nowMs + 480'000;
        all.fees = Amount::fromMicro(41'000);
        Q_EMIT changed();
    }
    [[nodiscard]] Readiness readiness() const override { return ready; }
    [[nodiscard]] Earnings earnings() const override { return ready == Readiness::Ready ? all : Earnings(); }
    [[nodiscard]] std::optional<Error> error() const override { return trouble; }
    Task<> refresh() override
    {
        deeds += QStringLiteral("refresh");
        return Task<>::finished({});
    }
    Task<> cash(QString session, int seq) override
    {
        deeds += QStringLiteral("cash %1/%2").arg(session).arg(seq);
        if (cashTrouble)
            return Task<>::finished(failure(*cashTrouble));
        for (EarningTab &tab : all.tabs) {
            if (tab.session == session && tab.seq == seq) {
                tab.standing = TabStanding::Cashing;
                tab.canCash = false;
            }
        }
        Q_EMIT changed();
        return Task<>::finished({});
    }
    Task<> saveCsv(QString path) override
    {
        deeds += QStringLiteral("csv ") + path;
        return Task<>::finished({});
    }
    [[nodiscard]] Electricity electricity() const override
    {
        Electricity used;
        used.ms = drawnMs;
        used.measuredMs = measuredMs;
        used.measuredKwh = measuredKwh;
        used.estimatedKwh = double(drawnMs - measuredMs) / 3'600'000 * wishes.watts / 1000;
        used.won = (used.measuredKwh + used.estimatedKwh) * wishes.wonPerKwh;
        if (wishes.wonPerAin > 0)
            used.netWon = (all.settled + all.proven).toWire() * wishes.wonPerAin - used.won;
        return used;
    }
    [[nodiscard]] ElectricityWishes electricityWishes() const override { return wishes; }
    void setElectricityWishes(const ElectricityWishes &next) override
    {
        wishes = next;
        Q_EMIT changed();
    }
};

class Door final : public DoorBackend {
public:
    DoorState now{.wantedPort = 8200};
    QList<DoorKey> list;
    std::optional<Error> trouble;
    std::optional<Error> keysTrouble;

    void fill(qint64 nowMs)
    {
        now = {.isWanted = true, .wantedPort = 8200, .isServing = true, .port = 8200};
        list = {{QStringLiteral("a1b2c3d4"), QStringLiteral("ainize-node"), 500, 2, 31, nowMs - 86'400'000, false},
                {QStringLiteral("0badcafe"), QStringLiteral("old script"), 50, 1, 0, nowMs - 9 * 86'400'000LL, true}};
        Q_EMIT changed();
    }
    [[nodiscard]] DoorState state() const override { return now; }
    [[nodiscard]] std::optional<Error> error() const override { return trouble; }
    void setWanted(bool isWanted, quint16 port) override
    {
        now.isWanted = now.isServing = isWanted;
        now.wantedPort = now.port = port;
        Q_EMIT changed();
    }
    [[nodiscard]] Result<QList<DoorKey>> keys() const override
    {
        if (keysTrouble)
            return failure(*keysTrouble);
        return list;
    }
    [[nodiscard]] Result<SecretBytes> addKey(const QString &name, int perDay, int concurrent) override
    {
        DoorKey key;
        key.id = QString::number(list.size(), 16).rightJustified(8, u'0');
        key.name = name;
        key.perDay = perDay;
        key.concurrent = concurrent;
        list.append(key);
        Q_EMIT changed();
        return SecretBytes::copyOf(QByteArrayView("ain-sk-0123456789abcdefghijABCDEFGHIJ0123456789abc"));
    }
    [[nodiscard]] Result<> revokeKey(const QString &id) override
    {
        for (DoorKey &key : list) {
            if (key.id == id)
                key.isRevoked = true;
        }
        Q_EMIT changed();
        return {};
    }
};

class PaidWork final : public PaidWorkBackend {
public:
    PaidTerms wishes;
    PaidState now;
    std::optional<Error> trouble;

    void fill()
    {
        wishes.isWanted = true;
        now = {.standing = PaidStanding::Open,
               .account = QStringLiteral("0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96"),
               .url = QStringLiteral("http://127.0.0.1:8300"),
               .running = 1};
        Q_EMIT changed();
    }
    [[nodiscard]] PaidTerms terms() const override { return wishes; }
    void setTerms(const PaidTerms &next) override
    {
        wishes = next;
        now.standing = next.isWanted ? PaidStanding::Open : PaidStanding::Off;
        Q_EMIT changed();
    }
    [[nodiscard]] PaidState state() const override { return now; }
    [[nodiscard]] std::optional<Error> error() const override { return trouble; }
    void refresh() override { ++refreshed; }
    int refreshed = 0;
};

class Peers final : public PeersBackend {
public:
    PeerTerms wishes;
    PeerState now;
    std::optional<Error> trouble;
    std::optional<Error> silence; ///< of who is greeted
    QStringList greeted;

    void fill()
    {
        wishes.isWanted = true;
        now = {.standing = PeerStanding::Open,
               .account = QStringLiteral("0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96"),
               .url = QStringLiteral("http://127.0.0.1:8310"),
               .known = 12,
               .drawnToday = 7};
        Q_EMIT changed();
    }
    [[nodiscard]] PeerTerms terms() const override { return wishes; }
    void setTerms(const PeerTerms &next) override
    {
        wishes = next;
        now.standing = next.isWanted ? PeerStanding::Open : PeerStanding::Off;
        Q_EMIT changed();
    }
    [[nodiscard]] PeerState state() const override { return now; }
    [[nodiscard]] std::optional<Error> error() const override { return trouble; }
    Task<QString> greet(QString url) override
    {
        if (silence)
            return Task<QString>::finished(failure(*silence));
        greeted += url;
        ++now.known;
        Q_EMIT changed();
        return Task<QString>::finished(QStringLiteral("node"));
    }
};

} // namespace ain::ui::fake
