// The window's earnings over the real services: a requester on the same practice network signs, the window asks for
// payment, and what it shows is what the books say; networks and locks come and go meanwhile.
#include "app/backends/earningsadapter.h"
#include "app/services/electricity.h"
#include "app/services/marketrooms.h"
#include "tests/integration/cli/clirun.h"
#include "tests/integration/share_market/sharebench.h"

#include <QSignalSpy>

using namespace ain;
using namespace ain::test;
using namespace Qt::StringLiterals;
using ui::EarningsBackend;
using ui::TabStanding;

namespace {

constexpr qint64 Mps = 1'000'000;
constexpr qint64 HourMs = 3'600'000;

class TestEarnings : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<app::Services> m_services;
    std::unique_ptr<app::EarningsAdapter> m_earnings;
    std::unique_ptr<Person> m_requester;
    vault::KeyRecord m_account;
    QString m_session;

    [[nodiscard]] market::Cashier &cashier() { return m_services->market().cashier(); }
    Result<wallet::TxRecord> finish(Result<wallet::Draft> draft)
    {
        if (!draft)
            return failure(draft.error());
        auto record = await(m_services->wallet().confirm(draft->id, {}), 60'000);
        if (!record)
            return failure(record.error());
        return await(m_services->wallet().finished(record->hash), 120'000);
    }
    /// Delivered; and signed for, if so.
    bool work(const QString &name, bool isSigned, qint64 mps = 10)
    {
        const market::WorkItem item = workOf(name, mps * Mps);
        const auto ordered = await(m_requester->payer->order(m_session, item.job, item.units));
        const auto delivered = await(cashier().delivered(m_session, item));
        const auto accepted = await(m_requester->payer->accept(m_session, item));
        for (const auto &done : {ordered, delivered, accepted}) {
            if (!done) {
                qWarning() << done.error().code.toString() << done.error().args;
                return false;
            }
        }
        if (!isSigned)
            return true;
        auto draft = await(m_requester->payer->prepareVoucher(m_session));
        if (!draft || !await(m_requester->payer->sign(*draft)))
            return false;
        const auto waiting = await(m_requester->payer->outbox());
        for (const market::OutboxRow &entry : *waiting) {
            if (!await(cashier().receive(entry.payload)) || !await(m_requester->payer->delivered(entry.id)))
                return false;
        }
        return true;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory() && m_dir.isValid());
        m_services = std::make_unique<app::Services>(app::ServiceOptions{
            .dataDirectory = m_dir.filePath(u"data"_s), .kdf = {1, 8192ull * 1024}, .practiceInstant = true});
        m_earnings = std::make_unique<app::EarningsAdapter>(*m_services);
    }
    void cleanupTestCase()
    {
        m_requester.reset();
        m_earnings.reset();
        m_services.reset();
    }

    void nothingIsOpenAtFirst()
    {
        QCOMPARE(m_earnings->readiness(), EarningsBackend::Readiness::Locked);
        AIN_REQUIRE(await(m_earnings->refresh()));
        AIN_REQUIRE(await(m_services->vault().create(SecretBytes())));
        QCOMPARE(m_earnings->readiness(), EarningsBackend::Readiness::NoNetwork);
        AIN_REQUIRE(await(m_earnings->refresh()));
        AIN_REQUIRE(await(m_services->openNetwork(u"practice"_s), 60'000));
        QVERIFY(!m_services->hasMarketHistory());
        // Nobody looked: no book is made.
        QTest::qWait(300);
        QVERIFY(!m_services->hasMarketHistory());
        AIN_REQUIRE(await(m_earnings->refresh()));
        QCOMPARE(m_earnings->readiness(), EarningsBackend::Readiness::Ready);
        QVERIFY(m_earnings->earnings().tabs.isEmpty());
        QVERIFY(m_services->hasMarketHistory());
    }

    void whatIsDeliveredIsOwed()
    {
        const auto made = await(m_services->wallet().createAccount(12, crypto::PathFamily::Ain, u"Main"_s));
        AIN_REQUIRE(made);
        m_account = *made;
        AIN_REQUIRE(await(m_services->fund(m_account.address, Amount::fromMicro(300'000'000))));
        m_requester = std::make_unique<Person>(m_services->client().network(), true);
        QVERIFY(m_requester->ok && m_requester->makeAccount());
        AIN_REQUIRE(await(m_services->fund(m_requester->address(), Amount::fromMicro(300'000'000))));
        market::Market &market = m_services->market().market();
        AIN_REQUIRE(finish(await(market.prepareInstall(m_account.id))));
        AIN_REQUIRE(finish(await(market.prepareStake(m_account.id, Amount::fromMicro(100'000'000)))));
        market::Registration registration;
        registration.pricePerMps = Amount::fromMicro(5'000);
        registration.sinceMs = m_services->clock().nowMs();
        registration.endpoint = u"https://example.org"_s;
        registration.runtimes = {u"one"_s};
        AIN_REQUIRE(finish(await(market.prepareRegister(m_account.id, registration))));
        const auto draft = await(m_requester->payer->prepareSession(m_requester->account.id, m_account.address,
                                                                    Amount::fromMicro(10'000),
                                                                    Amount::fromMicro(1'000'000), 24 * HourMs));
        AIN_REQUIRE(draft);
        const auto opened = await(m_requester->payer->openSession(*draft), 60'000);
        AIN_REQUIRE(opened);
        m_session = opened->id;
        const market::ProviderTerms terms{Amount::fromMicro(5'000), Amount::fromMicro(2'000'000), 20 * 60 * 1000};
        AIN_REQUIRE(await(cashier().acceptSession(m_account.id, m_session, terms)));
        QVERIFY(work(u"one"_s, false));
        // The card follows by itself.
        QTRY_COMPARE(m_earnings->earnings().owed.micro(), 100'000);
        QCOMPARE(m_earnings->earnings().tabs.size(), 1);
        const ui::EarningTab tab = m_earnings->earnings().tabs.constFirst();
        QCOMPARE(tab.standing, TabStanding::Owed);
        QVERIFY(!tab.canCash);
        QCOMPARE(tab.requester, m_requester->address().toString());
        QCOMPARE(tab.jobs, 1);
        QCOMPARE(m_earnings->earnings().mps, 10.0);
    }

    void signedIsAskedForAndProven()
    {
        QVERIFY(work(u"two"_s, true, 50));
        QTRY_COMPARE(m_earnings->earnings().inVouchers.micro(), 600'000);
        const ui::EarningTab tab = m_earnings->earnings().tabs.constFirst();
        QCOMPARE(tab.standing, TabStanding::Signed);
        QVERIFY(tab.canCash);
        QVERIFY(!tab.txHash.isEmpty());
        QSignalSpy paid(m_earnings.get(), &EarningsBackend::paid);
        QVERIFY(!await(m_earnings->cash(m_session, 7)));
        AIN_REQUIRE(await(m_earnings->cash(tab.session, tab.seq), 60'000));
        QTRY_COMPARE_WITH_TIMEOUT(m_earnings->earnings().proven.micro(), 600'000, 30'000);
        QCOMPARE(m_earnings->earnings().inVouchers.micro(), 0);
        QCOMPARE(m_earnings->earnings().settled.micro(), 0);
        QCOMPARE(m_earnings->earnings().tabs.constFirst().standing, TabStanding::Proven);
        QCOMPARE(paid.size(), 1);
        QCOMPARE(paid.constFirst().at(0).value<Amount>().micro(), 600'000);
        AIN_REQUIRE_ERROR(await(m_earnings->cash(tab.session, tab.seq)), errors::ShareNothingToCash);
    }

    void theTableAddsUp()
    {
        const QString path = m_dir.filePath(u"earnings.csv"_s);
        AIN_REQUIRE(await(m_earnings->saveCsv(path)));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY2(lines.at(1).contains(",0.600000,") && lines.at(1).trimmed().endsWith(",proven"),
                 lines.at(1).constData());
        AIN_REQUIRE_ERROR(await(m_earnings->saveCsv(m_dir.filePath(u"no/such/folder.csv"_s))), errors::FileWrite);
    }

    void priceOfElectricityIsTheUsers()
    {
        QVERIFY(!m_earnings->electricity().netWon);
        m_earnings->setElectricityWishes({200, 100, 50});
        QVERIFY(m_earnings->electricity().netWon);
        QCOMPARE(*m_earnings->electricity().netWon, 0.6 * 50); // nothing was drawn, so nothing was spent
        QCOMPARE(app::electricityWishes(m_services->settings()).wonPerKwh, 200.0);
    }

    void aLockAndAnotherNetworkTakeItAway()
    {
        AIN_REQUIRE(await(m_services->vault().lock()));
        QCOMPARE(m_earnings->readiness(), EarningsBackend::Readiness::Locked);
        QVERIFY(m_earnings->earnings().tabs.isEmpty());
        AIN_REQUIRE(await(m_services->vault().unlock(SecretBytes())));
        QTRY_COMPARE(m_earnings->readiness(), EarningsBackend::Readiness::Ready); // there is a history
        QCOMPARE(m_earnings->earnings().proven.micro(), 600'000);

        // The rooms go while the books are being read.
        auto reading = m_earnings->refresh();
        auto opening = m_services->openNetwork(u"http://127.0.0.1:9"_s);
        QVERIFY(m_earnings->earnings().tabs.isEmpty());
        (void)await(std::move(reading));
        (void)await(std::move(opening), 60'000);
        AIN_REQUIRE(await(m_earnings->refresh()));
        QCOMPARE(m_earnings->readiness(), EarningsBackend::Readiness::Ready);
        QVERIFY(m_earnings->earnings().tabs.isEmpty()); // its book is another one
        AIN_REQUIRE(await(m_services->openNetwork(u"practice"_s), 60'000));
        QTRY_COMPARE(m_earnings->earnings().proven.micro(), 600'000);
    }

    void theTerminalAsksToo()
    {
        // A tab that nobody asked for when the window was closed.
        m_requester->close();
        m_requester->network = m_services->client().network(); // it began anew, at another port
        m_requester->open();
        QVERIFY(m_requester->ok);
        AIN_REQUIRE(await(m_requester->payer->refresh(m_session)));
        QVERIFY(work(u"three"_s, true));
        QTRY_COMPARE(m_earnings->earnings().inVouchers.micro(), 100'000);
        const QStringList line{u"--data"_s, m_services->dataDirectory(), u"--network"_s, u"practice"_s, u"--json"_s};
        QCOMPARE(runCli(line + QStringList{u"earnings"_s}).code(), u"store.in_use"_s); // the window has the book
        m_requester.reset();
        m_earnings.reset();
        m_services.reset();

        const Outcome before = runCli(line + QStringList{u"earnings"_s});
        QVERIFY2(before.exitCode == 0, before.out.constData());
        QCOMPARE(before.json[u"signed"].string(), u"0.100000"_s);
        QCOMPARE(before.json[u"proven"].string(), u"0.600000"_s);
        QCOMPARE(before.json[u"tabs"].array().size(), std::size_t(2));
        const json::Value tab = before.json[u"tabs"].array().at(0);
        QCOMPARE(tab[u"state"].string(), u"signed"_s);
        QVERIFY(tab[u"can_cash"].toBool());
        const QString session = tab[u"session"].string();
        QCOMPARE(runCli(line + QStringList{u"earnings"_s, u"cash"_s, session, u"9"_s}).code(),
                 u"share.nothing_to_cash"_s);
        QCOMPARE(runCli(line + QStringList{u"earnings"_s, u"cash"_s, session}).exitCode, 2);
        const Outcome cashed = runCli(line + QStringList{u"earnings"_s, u"cash"_s});
        QVERIFY2(cashed.exitCode == 0, cashed.out.constData());
        QCOMPARE(cashed.json[u"refused"].array().size(), std::size_t(0));
        QCOMPARE(cashed.json[u"tabs"].array().at(0)[u"state"].string(), u"proven"_s);
        const QString path = m_dir.filePath(u"all.csv"_s);
        const Outcome after = runCli(line + QStringList{u"earnings"_s, u"--csv"_s, path});
        QCOMPARE(after.json[u"proven"].string(), u"0.700000"_s);
        QCOMPARE(after.json[u"electricity"][u"won_per_kwh"].toDouble(), 200.0);
        QCOMPARE(after.json[u"electricity"][u"net_won"].toDouble(), 35.0);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count(",proven\r\n"), 2);
        QCOMPARE(runCli(line + QStringList{u"earnings"_s, u"cash"_s}).code(), u"share.nothing_to_cash"_s);
    }
};

} // namespace

QTEST_MAIN(TestEarnings)
#include "test_earnings.moc"
