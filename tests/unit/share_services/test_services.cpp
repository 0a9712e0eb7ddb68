// Time drawn for others, what its electricity cost, what books say as rows, and the word of a program that runs.
#include "app/services/earningsview.h"
#include "app/services/electricity.h"
#include "app/services/services.h"
#include "app/services/sharestate.h"
#include "app/services/shareusage.h"
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/share/market/errors.h"
#include "tests/support/chain/await.h"
#include "tests/support/chain/clocks.h"

#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace ain;
using namespace ain::app;
using namespace Qt::StringLiterals;

namespace {

const QDate Day(2026, 11, 23);

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write a test file");
}

/// Single quotes stand for double ones: what makes the meta-object code stumbles over raw strings.
QByteArray jsonOf(const char *text) { return QByteArray(text).replace('\'', '"'); }

market::TabRow tabOf(int seq, market::TabState state, qint64 micro)
{
    market::TabRow tab;
    tab.session = u"s"_s;
    tab.seq = seq;
    tab.state = state;
    tab.jobs = 2;
    tab.units = 20'000'000;
    tab.signedAmount = tab.settledAmount = Amount::fromMicro(micro);
    tab.firstVoucherMs = 1000 + seq;
    tab.voucher = u"0xabc"_s;
    return tab;
}

} // namespace

class TestShareServices : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void usageAddsUp()
    {
        UsageBook book;
        book.add(Day, 1000, 200.0);
        book.add(Day, 3000, std::nullopt);
        book.add(Day.addDays(1), 1000, 100.0);
        book.add(Day, 0, 500.0);
        book.add(Day, -5, 500.0);
        book.add(QDate(), 5, 500.0);
        // No card draws so much, nor less than nothing: the time counts, the power does not.
        book.add(Day, 10, 1e9);
        book.add(Day, 10, -1.0);
        book.add(Day, 10, std::numeric_limits<double>::quiet_NaN());
        QCOMPARE(book.total(), (UsageSum{5030, 2000, 300'000}));
        QCOMPARE(book.of(Day), (UsageSum{4030, 1000, 200'000}));
        const auto again = UsageBook::fromJson(book.toJson());
        QVERIFY(again);
        QCOMPARE(again->total(), book.total());
        QCOMPARE(again->of(Day), book.of(Day));
    }

    void usageIsBounded()
    {
        UsageBook book;
        for (int i = 0; i < UsageBook::MaxDays + 50; ++i)
            book.add(Day.addDays(i), 1000, 50.0);
        QCOMPARE(book.total(),
                 (UsageSum{(UsageBook::MaxDays + 50) * 1000LL, (UsageBook::MaxDays + 50) * 1000LL,
                           (UsageBook::MaxDays + 50) * 50'000LL}));
        QCOMPARE(book.of(Day), UsageSum()); // told within the sum of older days
        QVERIFY(json::canonical(book.toJson()).size() < UsageBook::MaxBytes);
    }

    void damagedUsageIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const char *text) {
            QTest::newRow(name) << jsonOf(text).replace("NONE", jsonOf("{'ms':0,'measured_ms':0,'millijoules':0}"));
        };
        row("version", "{'v':2,'before':NONE,'days':{}}");
        row("no days", "{'v':1,'before':NONE}");
        row("day", "{'v':1,'before':NONE,'days':{'soon':NONE}}");
        row("negative", "{'v':1,'before':{'ms':-1,'measured_ms':0,'millijoules':0},'days':{}}");
        row("more measured than drawn", "{'v':1,'before':{'ms':1,'measured_ms':2,'millijoules':0},'days':{}}");
        row("too much", "{'v':1,'before':{'ms':1,'measured_ms':1,'millijoules':9000000000000000},'days':{}}");
        row("nothing", "null");
    }
    void damagedUsageIsRefused()
    {
        QFETCH(QByteArray, text);
        const auto value = json::parse(text);
        QVERIFY(value);
        QVERIFY(!UsageBook::fromJson(*value));
    }

    void whatGoesOutCountsForADay()
    {
        QTemporaryDir dir;
        const QString path = ShareUsage::fileIn(dir.path());
        test::OffsetClock clock;
        {
            ShareUsage usage(path, clock, {});
            QCOMPARE(usage.sentToday(), 0);
            usage.addSent(1000);
            usage.addSent(500);
            usage.addSent(-7);
            QCOMPARE(usage.sentToday(), 1500);
        }
        ShareUsage again(path, clock, {});
        QCOMPARE(again.sentToday(), 1500);
        clock.offset += 25 * 3'600'000;
        QCOMPARE(again.sentToday(), 0);
        again.addSent(10);
        QCOMPARE(again.sentToday(), 10);
    }

    void usageIsMeasuredAndKept()
    {
        QTemporaryDir dir;
        const QString path = ShareUsage::fileIn(dir.path());
        test::OffsetClock clock;
        std::optional<double> watts = 150;
        {
            ShareUsage usage(path, clock, [&] { return watts; });
            usage.setDrawing(true);
            usage.setDrawing(true);
            clock.offset += 4000;
            usage.setDrawing(false);
            const UsageSum first = usage.total();
            QVERIFY(first.ms >= 4000 && first.ms < 4900);
            QCOMPARE(first.measuredMs, first.ms);
            QCOMPARE(first.milliJoules, first.ms * 150);
            clock.offset += 3'600'000; // nothing is drawn
            watts.reset();
            usage.setDrawing(true);
            clock.offset += 3'600'000; // it stood still: only so much of it counts
        }
        const UsageSum kept = ShareUsage::load(path).total();
        QVERIFY(kept.ms >= 14'000 && kept.ms < 15'900);
        QVERIFY(kept.measuredMs < 4900);

        write(path, "{");
        ShareUsage damaged(path, clock, {});
        QVERIFY(damaged.lastError());
        QCOMPARE(damaged.total(), UsageSum());
        QVERIFY(QFile::exists(path + u".damaged"_s));
        QCOMPARE(ShareUsage::load(dir.filePath(u"none"_s)).total(), UsageSum());
    }

    void onlyStrangersJobsCount()
    {
        QVERIFY(initializeSecretMemory());
        QTemporaryDir dir;
        Services services({.dataDirectory = dir.path()});
        const Sharing &sharing = services.sharing();
        jobs::JobQueue &queue = services.studio().queue();
        jobs::Job job;
        job.kind = studio::JobKind.toString();
        const auto runs = [&](const QString &id, jobs::Priority priority) {
            job.id = id;
            job.priority = priority;
            job.state = jobs::State::Running;
            Q_EMIT queue.changed(job);
            QTest::qWait(120);
            job.state = jobs::State::Done;
            Q_EMIT queue.changed(job);
        };
        runs(u"mine"_s, jobs::Priority::Mine);
        QCOMPARE(sharing.usage().total(), UsageSum());
        runs(u"theirs"_s, jobs::Priority::Background);
        const UsageSum drawn = sharing.usage().total();
        QVERIFY(drawn.ms >= 100);
        QCOMPARE(drawn.measuredMs, 0); // no GPU was seen
        QCOMPARE(ShareUsage::load(ShareUsage::fileIn(dir.path())).total(), drawn);
        runs(u"mine"_s, jobs::Priority::Mine);
        QCOMPARE(sharing.usage().total(), drawn);
    }

    void electricity()
    {
        const UsageSum used{7'200'000, 3'600'000, 250'000'000}; // an hour at 69.4 W measured, and an hour not
        ElectricityWishes wishes{150, 100, 0};
        const ElectricityBill bill = billOf(used, wishes, Amount::fromMicro(5'000'000));
        QCOMPARE(bill.measuredKwh, 250'000.0 / 3'600'000);
        QCOMPARE(bill.estimatedKwh, 0.1);
        QCOMPARE(bill.won, (250'000.0 / 3'600'000 + 0.1) * 150);
        QVERIFY(!bill.netWon); // nobody said what an AIN is worth
        wishes.wonPerAin = 30;
        QCOMPARE(*billOf(used, wishes, Amount::fromMicro(5'000'000)).netWon, 150 - bill.won);
        QVERIFY(*billOf(used, wishes, Amount()).netWon < 0);
    }

    void electricityWishesAreBounded()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"settings.json"_s);
        {
            SettingsStore store(path);
            QCOMPARE(electricityWishes(store), ElectricityWishes());
            QVERIFY(setElectricityWishes(store, {-5, 1e6, std::numeric_limits<double>::infinity()}));
        }
        const SettingsStore store(path);
        QCOMPARE(electricityWishes(store), (ElectricityWishes{0, 5000, 0}));
    }

    void rowsSayWhatIsStuck()
    {
        market::SessionBook book;
        book.session.id = u"s"_s;
        book.session.terms.expiresMs = 1'000'000;
        book.tabs = {tabOf(0, market::TabState::Proven, 100), tabOf(1, market::TabState::Settled, 20),
                     tabOf(2, market::TabState::Signed, 3)};
        book.tabs[2].problem = Error{errors::ShareRequesterFunds, {}};
        book.tabs[2].nextTryMs = 77;
        const EarningsView view = earningsView({book}, 5000);
        QCOMPARE(view.sums.proven.micro(), 100);
        QCOMPARE(view.sums.settled.micro(), 20);
        QCOMPARE(view.paid().micro(), 120);
        QCOMPARE(view.tabs.size(), 3);
        QCOMPARE(view.tabs[0].row.seq, 2); // newest first
        QVERIFY(view.tabs[0].canCash() && view.tabs[0].problem);
        QCOMPARE(view.tabs[0].problem->code, errors::ShareRequesterFunds);
        QCOMPARE(view.tabs[0].nextTryMs, 77);
        QVERIFY(!view.tabs[1].canCash() && !view.tabs[1].problem);
        QCOMPARE(view.tabs[2].state, market::TabState::Proven);
        QCOMPARE(view.rows().constFirst().seq, 0); // files are oldest first

        // What broke the session stands at what it keeps from being paid, and not at what was.
        book.session.problem = Error{errors::ShareUnderpaid, {}};
        book.session.state = market::SessionState::Broken;
        const EarningsView broken = earningsView({book}, 5000);
        QCOMPARE(broken.tabs[0].problem->code, errors::ShareRequesterFunds);
        QVERIFY(!broken.tabs[1].problem);
        market::JobRow loose;
        loose.item.units = 1'000'000;
        book.loose = {loose};
        const EarningsView owed = earningsView({book}, 5000);
        const auto row =
            std::find_if(owed.tabs.cbegin(), owed.tabs.cend(), [](const EarningsTab &one) { return one.row.seq < 0; });
        QVERIFY(row != owed.tabs.cend());
        QVERIFY(!row->canCash());
        QCOMPARE(row->problem->code, errors::ShareUnderpaid);
    }

    void aProgramThatRunsIsBelieved()
    {
        QTemporaryDir dir;
        test::OffsetClock clock;
        QVERIFY(!ShareState::read(dir.path(), clock.nowMs()));
        int asked = 0;
        const auto describe = [&asked] {
            json::Object sensor;
            sensor.set(u"since_ms"_s, 10);
            sensor.set(u"clears_in_ms"_s, json::Value());
            json::Array sensors;
            sensors.emplace_back(std::move(sensor));
            json::Object status;
            status.set(u"state"_s, ++asked == 1 ? u"armed"_s : u"serving"_s);
            status.set(u"starts_in_ms"_s, 140'000);
            status.set(u"sensors"_s, std::move(sensors));
            return status;
        };
        {
            ShareState state(dir.path(), clock, describe);
            const auto told = ShareState::read(dir.path(), clock.nowMs() + 40'000);
            QVERIFY(told);
            QCOMPARE(told->pid, QCoreApplication::applicationPid());
            QCOMPARE(told->status[u"state"].string(), u"armed"_s);
            // Running times are those of the moment of asking.
            const qint64 left = told->status[u"starts_in_ms"].toInteger();
            QVERIFY2(left <= 100'000 && left > 95'000, qPrintable(QString::number(left)));
            const json::Value &sensor = told->status[u"sensors"].array().at(0);
            QVERIFY(sensor[u"since_ms"].toInteger() >= 40'010);
            QVERIFY(sensor[u"clears_in_ms"].isNull());
            state.changed();
            state.changed();
            QTRY_COMPARE(ShareState::read(dir.path(), clock.nowMs())->status[u"state"].string(), u"serving"_s);
            QCOMPARE(asked, 2); // two changes at once are one

            // A second program of the same folder keeps still.
            ShareState second(dir.path(), clock, [] { return json::Object(); });
            QCOMPARE(ShareState::read(dir.path(), clock.nowMs())->status[u"state"].string(), u"serving"_s);
        }
        QVERIFY(!ShareState::read(dir.path(), clock.nowMs()));
        QVERIFY(!QFile::exists(dir.filePath(u"share-running.json"_s)));
    }

    void whatACrashLeftSaysNothing()
    {
        QTemporaryDir dir;
        test::OffsetClock clock;
        write(dir.filePath(u"share-running.json"_s), jsonOf("{'v':1,'pid':1,'at':1,'status':{'state':'serving'}}"));
        QVERIFY(!ShareState::read(dir.path(), clock.nowMs()));
        write(dir.filePath(u"share-running.lock"_s), "1");
        QVERIFY(!ShareState::read(dir.path(), clock.nowMs()));
        // Held, but what stands there is nonsense.
        const auto lock = FileLock::take(dir.filePath(u"share-running.lock"_s));
        QVERIFY(lock);
        QVERIFY(ShareState::read(dir.path(), clock.nowMs()));
        const QByteArray large = jsonOf("{'v':1,'status':{'x':'") + QByteArray(70'000, 'x') + jsonOf("'}}");
        for (const QByteArray &text : {QByteArray("{"), jsonOf("{'v':1,'status':7}"), large}) {
            write(dir.filePath(u"share-running.json"_s), text);
            QVERIFY(!ShareState::read(dir.path(), clock.nowMs()));
        }
    }

    void anotherNodeOfTheSameNetworkIsHeldToIt()
    {
        QTemporaryDir dir;
        Services practice(
            {.dataDirectory = dir.filePath(u"a"_s), .kdf = vault::KdfCost{1, 8192 * 1024}, .practiceInstant = true});
        QVERIFY(test::await(practice.openNetwork(u"practice"_s), 30'000));
        const QString node = practice.client().network().rpcUrls.constFirst().toString();

        Services services({.dataDirectory = dir.filePath(u"b"_s)});
        QCOMPARE(services.nodeOf(u"testnet"_s), QString());
        QCOMPARE(services.setNode(u"practice"_s, node).error().code, errors::InvalidArgument);
        QCOMPARE(services.setNode(u"testnet"_s, u"ftp://127.0.0.1"_s).error().code, errors::NetworkUrl);
        QVERIFY(services.setNode(u"testnet"_s, node));
        QCOMPARE(services.nodeOf(u"testnet"_s), node);
        QCOMPARE(services.nodeOf(u"mainnet"_s), QString());
        // It answers, but with the blocks of another chain.
        const auto opened = test::await(services.openNetwork(u"testnet"_s), 30'000);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, errors::RpcWrongNetwork);
        QCOMPARE(services.client().network().id, u"testnet"_s);
        QCOMPARE(services.client().network().rpcUrls.size(), 1);
        QCOMPARE(services.client().network().rpcUrls.constFirst().toString(), node);
        QVERIFY(services.setNode(u"testnet"_s, {}));
        QCOMPARE(services.nodeOf(u"testnet"_s), QString());
    }
};

QTEST_GUILESS_MAIN(TestShareServices)
#include "test_services.moc"
