#include "core/vault/autolock.h"
#include "tests/unit/vault/vaultfixture.h"

#include <QSignalSpy>

using namespace ain;
using namespace ain::vault;
using namespace ain::vault::test;

namespace {

class TestAutoLock : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void locksAfterIdleMinutes()
    {
        TestClock clock;
        AutoLock lock(clock);
        QSignalSpy spy(&lock, &AutoLock::lockRequested);
        lock.setIdleMinutes(5);
        lock.setArmed(true);
        clock.advance(5 * 60'000 - 1);
        lock.check();
        QCOMPARE(spy.count(), 0);
        lock.activity();
        clock.advance(5 * 60'000 - 1);
        lock.check();
        QCOMPARE(spy.count(), 0);
        clock.advance(1);
        lock.check();
        QCOMPARE(spy.count(), 1);
        QCOMPARE(spy.at(0).at(0).value<AutoLock::Reason>(), AutoLock::Reason::Idle);
        // Once only, until it is open again.
        clock.advance(60 * 60'000);
        lock.check();
        QCOMPARE(spy.count(), 1);
        lock.setArmed(true);
        lock.check();
        QCOMPARE(spy.count(), 1);
    }

    void zeroMeansNever()
    {
        TestClock clock;
        AutoLock lock(clock);
        QSignalSpy spy(&lock, &AutoLock::lockRequested);
        lock.setIdleMinutes(0);
        lock.setArmed(true);
        clock.advance(1000ll * 86'400'000);
        lock.check();
        QCOMPARE(spy.count(), 0);
        // Shortening the time takes what is idle already into account.
        lock.setIdleMinutes(10);
        QCOMPARE(spy.count(), 1);
    }

    void timeAsleepCounts()
    {
        TestClock clock;
        AutoLock lock(clock);
        QSignalSpy spy(&lock, &AutoLock::lockRequested);
        lock.setLockOnSleep(false);
        lock.setIdleMinutes(5);
        lock.setArmed(true);
        lock.aboutToSleep();
        QCOMPARE(spy.count(), 0);
        clock.now += 8 * 3'600'000; // the monotonic clock stands still
        lock.woke();
        QCOMPARE(spy.count(), 1);
    }

    void sleepAndSessionsLock()
    {
        TestClock clock;
        AutoLock lock(clock);
        QSignalSpy spy(&lock, &AutoLock::lockRequested);
        lock.aboutToSleep();
        lock.sessionLocked();
        QCOMPARE(spy.count(), 0); // nothing is open
        lock.setArmed(true);
        lock.aboutToSleep();
        QCOMPARE(spy.count(), 1);
        QCOMPARE(spy.at(0).at(0).value<AutoLock::Reason>(), AutoLock::Reason::Sleep);
        lock.sessionLocked();
        QCOMPARE(spy.count(), 1);
        lock.setArmed(true);
        lock.sessionLocked();
        lock.setArmed(true);
        lock.sessionSwitchedAway();
        QCOMPARE(spy.count(), 3);
        QCOMPARE(spy.at(2).at(0).value<AutoLock::Reason>(), AutoLock::Reason::SessionSwitched);
        lock.setLockOnSession(false);
        lock.setArmed(true);
        lock.sessionLocked();
        lock.sessionSwitchedAway();
        QCOMPARE(spy.count(), 3);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestAutoLock)
#include "test_autolock.moc"
