// Every pair of state and event: what may happen, and that nothing else may.
#include "gpu/share/job/states.h"

#include <QSet>
#include <QTest>

using namespace ain;
using namespace ain::share;
using namespace Qt::StringLiterals;

namespace {

// Written once more, by name: "state event state".
const QStringList RequesterMay = {
    u"draft post posted"_s,
    u"draft cancel cancelled"_s,
    u"draft fail failed"_s,
    u"posted grant granted"_s,
    u"posted expire expired"_s,
    u"posted cancel cancelled"_s,
    u"posted fail failed"_s,
    u"granted progress running"_s,
    u"granted lease_lost reoffered"_s,
    u"granted deliver delivered"_s,
    u"granted cancel cancelled"_s,
    u"granted fail failed"_s,
    u"running progress running"_s,
    u"running lease_lost reoffered"_s,
    u"running deliver delivered"_s,
    u"running cancel cancelled"_s,
    u"running fail failed"_s,
    u"reoffered grant granted"_s,
    u"reoffered deliver delivered"_s,
    u"reoffered expire expired"_s,
    u"reoffered cancel cancelled"_s,
    u"reoffered fail failed"_s,
    u"delivered accept accepted"_s,
    u"delivered dispute disputed"_s,
    u"disputed verdict_ok accepted"_s,
    u"disputed verdict_bad failed"_s,
    u"disputed verdict_inconclusive disputed"_s,
    u"disputed accept accepted"_s,
    u"accepted settle settled"_s,
};
const QStringList ProviderMay = {
    u"seen claim claimed"_s,
    u"seen lose released"_s,
    u"claimed grant granted"_s,
    u"claimed release released"_s,
    u"claimed lose released"_s,
    u"granted fetch fetching"_s,
    u"granted release released"_s,
    u"granted lose released"_s,
    u"fetching start running"_s,
    u"fetching release released"_s,
    u"fetching lose released"_s,
    u"running yield yielded"_s,
    u"running release released"_s,
    u"running lose released"_s,
    u"running finish delivering"_s,
    u"yielded resume running"_s,
    u"yielded release released"_s,
    u"yielded lose released"_s,
    u"delivering acknowledge delivered"_s,
    u"delivering conflict released"_s,
    u"delivering give_up unpaid"_s,
    u"delivered voucher vouchered"_s,
    u"delivered give_up unpaid"_s,
    u"vouchered voucher vouchered"_s,
    u"vouchered cash cashed"_s,
    u"vouchered give_up unpaid"_s,
    u"unpaid voucher vouchered"_s,
};

template<typename State, typename Event>
QStringList everythingThatMay(int states, int events)
{
    QStringList may;
    for (int s = 0; s < states; ++s) {
        for (int e = 0; e < events; ++e) {
            if (const auto to = next(State(s), Event(e)))
                may.append(nameOf(State(s)) + u' ' + nameOf(Event(e)) + u' ' + nameOf(*to));
        }
    }
    may.sort();
    return may;
}

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

RequesterJob played(const QList<RequesterEvent> &events)
{
    RequesterJob job;
    for (const RequesterEvent event : events) {
        const auto then = advance(job, event);
        if (!then)
            return {.attempt = -1};
        job = *then;
    }
    return job;
}

class TestStates : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void requester()
    {
        const QStringList may = everythingThatMay<RequesterState, RequesterEvent>(RequesterStates, RequesterEvents);
        QCOMPARE(may, sorted(RequesterMay));
        // All the other 139 pairs are refused, in words.
        int refused = 0;
        for (int s = 0; s < RequesterStates; ++s) {
            for (int e = 0; e < RequesterEvents; ++e) {
                const auto then = advance(RequesterJob{.state = RequesterState(s)}, RequesterEvent(e));
                if (then)
                    continue;
                QCOMPARE(then.error().code, errors::ShareState);
                QCOMPARE(then.error().args.value(u"state"_s).toString(), nameOf(RequesterState(s)));
                QCOMPARE(then.error().args.value(u"event"_s).toString(), nameOf(RequesterEvent(e)));
                ++refused;
            }
        }
        QCOMPARE(refused, RequesterStates * RequesterEvents - RequesterMay.size());
    }

    void provider()
    {
        const QStringList may = everythingThatMay<ProviderState, ProviderEvent>(ProviderStates, ProviderEvents);
        QCOMPARE(may, sorted(ProviderMay));
        int refused = 0;
        for (int s = 0; s < ProviderStates; ++s) {
            for (int e = 0; e < ProviderEvents; ++e) {
                const auto then = advance(ProviderState(s), ProviderEvent(e));
                if (then)
                    continue;
                QCOMPARE(then.error().code, errors::ShareState);
                ++refused;
            }
        }
        QCOMPARE(refused, ProviderStates * ProviderEvents - ProviderMay.size());
    }

    void ends()
    {
        QStringList requesterEnds, providerEnds;
        for (int s = 0; s < RequesterStates; ++s) {
            if (isEnd(RequesterState(s)))
                requesterEnds.append(nameOf(RequesterState(s)));
        }
        for (int s = 0; s < ProviderStates; ++s) {
            if (isEnd(ProviderState(s)))
                providerEnds.append(nameOf(ProviderState(s)));
        }
        QCOMPARE(requesterEnds, QStringList({u"settled"_s, u"expired"_s, u"cancelled"_s, u"failed"_s}));
        QCOMPARE(providerEnds, QStringList({u"released"_s, u"cashed"_s}));
    }

    void namesComeBack()
    {
        QSet<QString> names;
        for (int s = 0; s < RequesterStates; ++s) {
            names.insert(nameOf(RequesterState(s)));
            QCOMPARE(requesterStateOf(nameOf(RequesterState(s))), std::optional(RequesterState(s)));
        }
        QCOMPARE(names.size(), RequesterStates);
        names.clear();
        for (int s = 0; s < ProviderStates; ++s) {
            names.insert(nameOf(ProviderState(s)));
            QCOMPARE(providerStateOf(nameOf(ProviderState(s))), std::optional(ProviderState(s)));
        }
        QCOMPARE(names.size(), ProviderStates);
        QVERIFY(!requesterStateOf(u"Draft") && !requesterStateOf(u"") && !providerStateOf(u"draft"));
    }

    void everyJobEnds()
    {
        // From each state an end can be reached.
        for (int s = 0; s < RequesterStates; ++s) {
            QSet<int> reached = {s};
            for (qsizetype before = 0; before != reached.size();) {
                before = reached.size();
                const QSet<int> known = reached;
                for (const int from : known) {
                    for (int e = 0; e < RequesterEvents; ++e) {
                        if (const auto to = next(RequesterState(from), RequesterEvent(e)))
                            reached.insert(int(*to));
                    }
                }
            }
            QVERIFY(std::any_of(reached.begin(), reached.end(), [](int one) { return isEnd(RequesterState(one)); }));
        }
    }

    void theWayToThePay()
    {
        using E = RequesterEvent;
        const RequesterJob paid = played({E::Post, E::Grant, E::Progress, E::LeaseLost, E::Grant, E::Progress,
                                          E::Deliver, E::Dispute, E::VerdictOk, E::Settle});
        QCOMPARE(paid, (RequesterJob{.state = RequesterState::Settled, .attempt = 2}));
        ProviderState state = ProviderState::Offered;
        for (const auto event : {ProviderEvent::Claim, ProviderEvent::Grant, ProviderEvent::Fetch, ProviderEvent::Start,
                                 ProviderEvent::Yield, ProviderEvent::Resume, ProviderEvent::Finish,
                                 ProviderEvent::Acknowledge, ProviderEvent::Voucher, ProviderEvent::Cash})
            state = *advance(state, event);
        QCOMPARE(state, ProviderState::Cashed);
    }

    void aJobIsNotOfferedForEver()
    {
        RequesterJob job = played({RequesterEvent::Post});
        for (int i = 1; i <= MaxAttempts; ++i) {
            job = *advance(job, RequesterEvent::Grant);
            QCOMPARE(job.attempt, i);
            job = *advance(job, RequesterEvent::LeaseLost);
            QCOMPARE(job.state, i < MaxAttempts ? RequesterState::Reoffered : RequesterState::Failed);
        }
        QVERIFY(isEnd(job.state));
    }

    void nothingIsPaidTwiceOrAfterACancel()
    {
        QVERIFY(!next(RequesterState::Settled, RequesterEvent::Settle));
        QVERIFY(!next(RequesterState::Settled, RequesterEvent::Deliver));
        QVERIFY(!next(RequesterState::Delivered, RequesterEvent::Deliver)); // two winners: the first one wins
        QVERIFY(!next(RequesterState::Accepted, RequesterEvent::Cancel));
        QVERIFY(!next(RequesterState::Cancelled, RequesterEvent::Settle));
        QVERIFY(!next(ProviderState::Cashed, ProviderEvent::Cash));
        QVERIFY(!next(ProviderState::Cashed, ProviderEvent::Voucher));
        QVERIFY(!next(ProviderState::Released, ProviderEvent::Finish));
    }
};

} // namespace

QTEST_APPLESS_MAIN(TestStates)
#include "test_states.moc"
