#include "core/base/task.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace ain;
using namespace Qt::StringLiterals;

namespace {

/// Counts its living instances: a frame that is destroyed must destroy its locals.
struct Local {
    static inline int alive = 0;
    Local() { ++alive; }
    Local(const Local &) = delete;
    Local &operator=(const Local &) = delete;
    ~Local() { --alive; }
};

class Worker : public QObject {
public:
    Task<int> twice(Task<int> input)
    {
        const Local local;
        auto value = co_await std::move(input);
        if (!value)
            co_return failure(value.error());
        auto nested = co_await plusOne(*value);
        resumedIn = QThread::currentThread();
        co_return *nested * 2;
    }
    Task<int> plusOne(int value)
    {
        auto slept = co_await sleepFor(this, 1);
        if (!slept)
            co_return failure(slept.error());
        co_return value + 1;
    }
    QThread *resumedIn = nullptr;
};

class TestTask : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void resumesWithTheValue()
    {
        Worker worker;
        Promise<int> promise;
        std::optional<int> got;
        worker.twice(promise.task()).then(this, [&](Result<int> r) { got = r.value_or(-1); });
        QCOMPARE(Local::alive, 1);
        promise.finish(20);
        QTRY_VERIFY(got);
        QCOMPARE(*got, 42);
        QCOMPARE(Local::alive, 0);
    }
    void passesErrorsOn()
    {
        Worker worker;
        std::optional<ErrorCode> got;
        worker.twice(Task<int>::finished(failure(errors::NotFound))).then(this, [&](Result<int> r) {
            got = r.error().code;
        });
        QTRY_VERIFY(got);
        QVERIFY(*got == errors::NotFound);
    }
    void diesWithItsContext()
    {
        Promise<int> promise;
        std::optional<ErrorCode> got;
        {
            Worker worker;
            worker.twice(promise.task()).then(this, [&](Result<int> r) { got = r.error().code; });
            QCOMPARE(Local::alive, 1);
        }
        QCOMPARE(Local::alive, 0);
        promise.finish(1);
        QTRY_VERIFY(got);
        QVERIFY(*got == errors::Cancelled);
    }
    void handlerIsNotCalledAfterItsContext()
    {
        Promise<int> promise;
        bool called = false;
        {
            QObject context;
            promise.task().then(&context, [&](const Result<int> &) { called = true; });
        }
        promise.finish(1);
        QTest::qWait(10);
        QVERIFY(!called);
    }
    void droppedPromiseCancels()
    {
        std::optional<ErrorCode> got;
        {
            Promise<int> promise;
            promise.task().then(this, [&](Result<int> r) { got = r.error().code; });
        }
        QTRY_VERIFY(got);
        QVERIFY(*got == errors::Cancelled);
    }
    void comesBackFromAWorkerThread()
    {
        QThread thread;
        QObject there;
        there.moveToThread(&thread);
        thread.start();
        Worker worker;
        std::optional<int> got;
        worker.twice(runIn(&there, [&]() -> Result<int> { return QThread::currentThread() == &thread ? 4 : 0; }))
            .then(this, [&](Result<int> r) { got = r.value_or(-1); });
        QTRY_VERIFY(got);
        QCOMPARE(*got, 10);
        QCOMPARE(worker.resumedIn, QThread::currentThread());
        thread.quit();
        thread.wait();
    }
    void survivesContextsThatDieWhileOthersFinish()
    {
        // The race the relay exists for: finishing in one thread while the context dies in another.
        QThread thread;
        QObject there;
        there.moveToThread(&thread);
        thread.start();
        for (int i = 0; i < 2000; ++i) {
            auto promise = std::make_shared<Promise<int>>();
            auto worker = std::make_unique<Worker>();
            worker->twice(promise->task()).detach();
            post(&there, [promise] { promise->finish(1); });
            if (i % 3 == 0)
                QCoreApplication::processEvents();
            worker.reset();
        }
        thread.quit();
        thread.wait();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(Local::alive, 0);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestTask)
#include "test_task.moc"
