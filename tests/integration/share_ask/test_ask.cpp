// The window's side of asking for pay, without a window: agree, ask, delivered, paid; an owner who gives back; one
// exchange for who asks and who draws; locking in between. Practice network and real engine.
#include "app/backends/askadapter.h"
#include "app/backends/paidworkadapter.h"
#include "tests/integration/share_exchange/exchangebench.h"

#include <QTest>

using namespace ain;
using namespace ain::test;

namespace {

/// One that asks, as the window has it: adapters instead of an exchange of its own.
class Asker {
public:
    Asker(const QString &data, const QString &practice) : m_program(data, practice) { }
    ~Asker() { stop(); }
    Q_DISABLE_COPY_MOVE(Asker)

    [[nodiscard]] Result<> open()
    {
        auto opened = m_program.open();
        m_program.exchange.reset();
        return opened;
    }
    void start()
    {
        share::RequesterOptions options;
        options.checkRate = 1;
        options.restMs = 1'000;
        options.againMs = 100;
        options.silentMs = 2'000;
        app::Services &services = *m_program.services;
        operations = std::make_unique<app::OperationsAdapter>(services);
        Q_EMIT services.networkChanged(); // who comes later missed it
        exchange = std::make_unique<app::SharedExchange>(services, options);
        paid = std::make_unique<app::PaidWorkAdapter>(services, *exchange);
        ask = std::make_unique<app::AskAdapter>(services, *exchange, *operations);
        ask->start();
    }
    void stop()
    {
        ask.reset();
        paid.reset();
        exchange.reset();
        operations.reset();
    }
    [[nodiscard]] Program &program() { return m_program; }
    [[nodiscard]] app::Services &services() { return *m_program.services; }
    [[nodiscard]] ui::AskJob job(const QString &id) const
    {
        for (const ui::AskJob &job : ask->jobs()) {
            if (job.id == id)
                return job;
        }
        return {};
    }

    std::unique_ptr<app::OperationsAdapter> operations;
    std::unique_ptr<app::SharedExchange> exchange;
    std::unique_ptr<app::PaidWorkAdapter> paid;
    std::unique_ptr<app::AskAdapter> ask;

private:
    Program m_program;
};

class TestAsk : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::unique_ptr<Asker> m_asker;
    std::unique_ptr<Program> m_first;
    std::unique_ptr<Program> m_second;
    QString m_job; ///< drawn by the first one, in
    QString m_session;

    std::unique_ptr<Program> program(const QString &name)
    {
        return std::make_unique<Program>(m_dir.filePath(name), m_dir.filePath(u"practice"_s));
    }
    /// Registered again, with the address it answers at.
    static Result<> tellAddress(Program &of, Amount price)
    {
        market::Registration registration;
        registration.pricePerMps = price;
        registration.sinceMs = of.services->clock().nowMs();
        registration.endpoint = of.exchange->endpoint();
        auto registered = of.send(await(of.services->market().market().prepareRegister(of.account.id, registration)));
        if (!registered)
            return failure(registered.error());
        return {};
    }
    Result<ui::Preview> prepare(Program &with, Amount price, const QString &provider)
    {
        ui::AgreeTerms terms;
        terms.endpoint = with.exchange->endpoint();
        terms.provider = provider;
        terms.price = price;
        terms.cap = Cap;
        return await(m_asker->ask->prepareAgree(terms), 30'000);
    }
    Result<> agree(Program &with, Amount price)
    {
        auto preview = prepare(with, price, with.account.address.toString());
        if (!preview)
            return failure(preview.error());
        return await(m_asker->operations->confirm(preview->id), 60'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        m_asker = std::make_unique<Asker>(m_dir.filePath(u"asker"_s), m_dir.filePath(u"practice"_s));
        AIN_REQUIRE(m_asker->open());
        m_first = program(u"first"_s);
        m_second = program(u"second"_s);
        for (Program *one : {m_first.get(), m_second.get()})
            AIN_REQUIRE(one->open());
        for (Program *one : {&m_asker->program(), m_first.get(), m_second.get()})
            AIN_REQUIRE(await(one->services->fund(one->account.address, Amount::fromMicro(300'000'000)), 30'000));
        AIN_REQUIRE(m_first->send(await(m_first->services->market().market().prepareInstall(m_first->account.id))));
        for (Program *one : {m_first.get(), m_second.get()}) {
            AIN_REQUIRE(one->enlist());
            AIN_REQUIRE(one->serve(Price));
        }
        AIN_REQUIRE(tellAddress(*m_first, Price));
        m_asker->start();
    }

    void cleanupTestCase()
    {
        m_second.reset();
        m_first.reset();
        m_asker.reset(); // the host of the network goes last
    }

    void providersAreProven()
    {
        QCOMPARE(m_asker->ask->state().open, 0);
        QTRY_VERIFY_WITH_TIMEOUT(await(m_asker->ask->refresh(), 60'000).has_value()
                                     && m_asker->ask->state().standing == ui::AskStanding::Ready,
                                 30'000);
        QCOMPARE(m_asker->ask->state().account, m_asker->program().account.address.toString());
        QCOMPARE(m_asker->ask->providers().size(), 2);
        const auto first = [this] {
            for (const ui::AskProvider &one : m_asker->ask->providers()) {
                if (one.address == m_first->account.address.toString())
                    return one;
            }
            return ui::AskProvider();
        };
        QCOMPARE(first().price, Price);
        QCOMPARE(first().stake, Amount::fromMicro(100'000'000));
        QCOMPARE(first().endpoint, m_first->exchange->endpoint());
        QTRY_VERIFY_WITH_TIMEOUT(first().proof.standing() <= light::Standing::AppsWord, 60'000);
        QVERIFY(first().proof.bundle != nullptr);
        QVERIFY(m_asker->ask->agreements().isEmpty());
        // Nobody was agreed with: nobody can be asked.
        const auto request = m_asker->program().request(u"blue cat"_s, 7);
        AIN_REQUIRE_ERROR(m_asker->ask->quote({request}), errors::ExchangeNobody);
        AIN_REQUIRE_ERROR(await(m_asker->ask->ask({request})), errors::ExchangeNobody);
    }

    void whoAnswersIsHeldToItsTerms()
    {
        const auto offer = await(m_asker->ask->look(m_first->exchange->endpoint()), 30'000);
        AIN_REQUIRE(offer);
        QCOMPARE(offer->provider, m_first->account.address.toString());
        QCOMPARE(offer->price, Price);
        QCOMPARE(offer->models.size(), 1);
        AIN_REQUIRE_ERROR(await(m_asker->ask->look(u"file:///etc/passwd"_s)), errors::PeerAddress);
        AIN_REQUIRE_ERROR(prepare(*m_first, Price, m_second->account.address.toString()), errors::ShareSignature);
        AIN_REQUIRE_ERROR(prepare(*m_first, Amount::fromMicro(1), m_first->account.address.toString()),
                          errors::ShareTerms);
        // A preview that was not confirmed leaves nothing behind.
        const auto preview = prepare(*m_first, Price, {});
        AIN_REQUIRE(preview);
        QVERIFY(!preview->sentences.isEmpty());
        QVERIFY(preview->sentences.join(u' ').contains(m_first->account.address.toString().right(4)));
        QCOMPARE(preview->amount, Amount());
        m_asker->operations->discard(preview->id);
        AIN_REQUIRE(await(m_asker->ask->refresh(), 60'000));
        QVERIFY(m_asker->ask->agreements().isEmpty());
    }

    void agreeAskDelivered()
    {
        AIN_REQUIRE(agree(*m_first, Price));
        QTRY_COMPARE_WITH_TIMEOUT(m_asker->ask->state().open, 1, 60'000);
        const auto agreement = [this] { return m_asker->ask->agreements().constFirst(); };
        QCOMPARE(agreement().provider, m_first->account.address.toString());
        QCOMPARE(agreement().endpoint, m_first->exchange->endpoint());
        QTRY_COMPARE_WITH_TIMEOUT(agreement().state, ui::AgreementState::Open, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(agreement().proof.standing() <= light::Standing::AppsWord, 60'000);

        const auto request = m_asker->program().request(u"blue cat, yellow background"_s, 7);
        const auto quote = m_asker->ask->quote({request});
        AIN_REQUIRE(quote);
        QVERIFY(!quote->most.isZero());
        const auto ids = await(m_asker->ask->ask({request}), 30'000);
        AIN_REQUIRE(ids);
        QCOMPARE(ids->size(), 1);
        const QString id = ids->constFirst();
        QTRY_COMPARE_WITH_TIMEOUT(m_asker->job(id).stage, ui::AskStage::Accepted, 120'000);
        QCOMPARE(m_asker->job(id).check, ui::AskCheck::Ok);
        QCOMPARE(m_asker->job(id).provider, m_first->account.address.toString());
        QVERIFY(m_asker->job(id).isCostKnown);
        QCOMPARE(m_asker->job(id).cost, quote->most);
        QVERIFY(!m_asker->job(id).canCancel);
        const auto pictures = await(m_asker->services().studio().gallery().query({}));
        AIN_REQUIRE(pictures);
        QCOMPARE(pictures->pictures.size(), 1);
        QCOMPARE(pictures->pictures.constFirst().id, m_asker->job(id).picture);
        QTRY_VERIFY_WITH_TIMEOUT(agreement().inVouchers > Amount() && agreement().owed.isZero(), 30'000);
        QCOMPARE(agreement().pictures, 1);
        // Never more than was said before the click.
        QVERIFY(agreement().inVouchers <= quote->most);
        m_job = id;
        m_session = agreement().id;
    }

    void theOwnerGivesItBackAndAnotherGoesOn()
    {
        AIN_REQUIRE(agree(*m_second, Amount::fromMicro(Price.micro() + 1'000)));
        QTRY_COMPARE_WITH_TIMEOUT(m_asker->ask->state().open, 2, 60'000);
        const auto request = m_asker->program().request(u"red dog with a hat"_s, 8, 30);
        // The dearer of the two may be the one.
        const auto quote = m_asker->ask->quote({request});
        AIN_REQUIRE(quote);
        const auto ids = await(m_asker->ask->ask({request}), 30'000);
        AIN_REQUIRE(ids);
        const QString id = ids->constFirst();
        QVERIFY(!m_asker->job(id).isCostKnown);
        QCOMPARE(m_asker->job(id).cost, quote->most);
        QTRY_COMPARE_WITH_TIMEOUT(m_first->exchange->provider()->running(), 1, 20'000);
        m_first->isFree = false;
        m_first->exchange->provider()->withdraw();
        QTRY_COMPARE_WITH_TIMEOUT(m_asker->job(id).stage, ui::AskStage::Accepted, 120'000);
        m_first->isFree = true;
        QCOMPARE(m_asker->job(id).provider, m_second->account.address.toString());
        // It had done some steps, or none; both are told, and it is either paid or not.
        const QStringList first{m_first->account.address.toString()};
        QCOMPARE(m_asker->job(id).gaveBack + m_asker->job(id).begunBy, first);
        QVERIFY(m_asker->job(id).cost <= quote->most);
        QVERIFY(m_asker->job(id).picture > 0);
    }

    void whatWasSignedForIsPaid()
    {
        const auto agreement = [this] {
            for (const ui::AskAgreement &one : m_asker->ask->agreements()) {
                if (one.id == m_session)
                    return one;
            }
            return ui::AskAgreement();
        };
        const Amount due = agreement().inVouchers;
        QVERIFY(!due.isZero());
        auto &cashier = m_first->services->market().cashier();
        // The voucher may still be on its way, or be chosen already: the cashier does it once.
        Result<market::TabRow> cashed = failure(errors::Cancelled);
        for (int i = 0; i < 40 && m_asker->job(m_job).stage != ui::AskStage::Paid; ++i) {
            cashed = await(cashier.cash(m_session, 0), 60'000);
            (void)await(cashier.tick(), 60'000);
            (void)await(m_asker->ask->refresh(), 60'000);
            QTest::qWait(200);
        }
        QVERIFY2(m_asker->job(m_job).stage == ui::AskStage::Paid,
                 qPrintable(cashed ? QString() : cashed.error().code.toString()));
        QTRY_COMPARE_WITH_TIMEOUT(agreement().paid + agreement().proven, due, 30'000);
        QVERIFY(agreement().inVouchers.isZero());
    }

    void takenBackBeforeAnybodyDraws()
    {
        m_first->isFree = m_second->isFree = false;
        const auto ids = await(m_asker->ask->ask({m_asker->program().request(u"white owl"_s, 9)}), 30'000);
        AIN_REQUIRE(ids);
        const QString id = ids->constFirst();
        QCOMPARE(m_asker->job(id).stage, ui::AskStage::Waiting);
        QVERIFY(m_asker->job(id).canCancel);
        AIN_REQUIRE(await(m_asker->ask->cancel(id), 30'000));
        QTRY_COMPARE_WITH_TIMEOUT(m_asker->job(id).stage, ui::AskStage::Cancelled, 60'000);
        m_first->isFree = m_second->isFree = true;
        QVERIFY(m_asker->job(id).cost.isZero());
        AIN_REQUIRE_ERROR(await(m_asker->ask->cancel(u"nothing"_s)), errors::ExchangeJobUnknown);
    }

    void whatOthersCannotDrawIsSaidBefore()
    {
        auto request = m_asker->program().request(u"green frog"_s, 10);
        request.model.sha256 = QString(64, u'1');
        AIN_REQUIRE_ERROR(m_asker->ask->quote({request}), errors::StudioModelMissing);
        request = m_asker->program().request(u"green frog"_s, 10);
        request.mode = recipe::Mode::ImageToImage;
        request.initImage = QString(64, u'2');
        QVERIFY(!m_asker->ask->quote({request}));
        const auto before = m_asker->ask->jobs().size();
        // All or none.
        QVERIFY(!await(m_asker->ask->ask({m_asker->program().request(u"green frog"_s, 10), request})));
        QCOMPARE(m_asker->ask->jobs().size(), before);
    }

    void whoAsksAndWhoDrawsShareOneExchange()
    {
        m_asker->paid->start();
        ui::PaidTerms wanted;
        wanted.isWanted = true;
        wanted.port = 18'347;
        m_asker->paid->setTerms(wanted);
        QTRY_COMPARE_WITH_TIMEOUT(m_asker->paid->state().standing, ui::PaidStanding::NotRegistered, 60'000);
        QVERIFY(m_asker->exchange->now() != nullptr);
        QVERIFY(m_asker->exchange->now()->provider() != nullptr);
        const auto ids = await(m_asker->ask->ask({m_asker->program().request(u"purple whale"_s, 11, 30)}), 30'000);
        AIN_REQUIRE(ids);
        // No more work for others, while others draw for this one.
        wanted.isWanted = false;
        m_asker->paid->setTerms(wanted);
        QCOMPARE(m_asker->paid->state().standing, ui::PaidStanding::Off);
        QVERIFY(m_asker->exchange->now() != nullptr);
        QVERIFY(m_asker->exchange->now()->provider() == nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(m_asker->job(ids->constFirst()).stage, ui::AskStage::Accepted, 120'000);
    }

    void lockedMeansClosedAndNothingIsLost()
    {
        const auto before = m_asker->ask->jobs().size();
        const auto ids = await(m_asker->ask->ask({m_asker->program().request(u"orange fox"_s, 12, 30)}), 30'000);
        AIN_REQUIRE(ids);
        AIN_REQUIRE(await(m_asker->services().vault().lock()));
        QCOMPARE(m_asker->ask->state().standing, ui::AskStanding::Locked);
        QVERIFY(m_asker->exchange->now() == nullptr);
        QVERIFY(m_asker->ask->jobs().isEmpty());
        QVERIFY(m_asker->ask->agreements().isEmpty());
        QVERIFY(!await(m_asker->ask->ask({m_asker->program().request(u"orange fox"_s, 13)})));
        AIN_REQUIRE(await(m_asker->services().vault().unlock({})));
        // By itself: there are books.
        QTRY_COMPARE_WITH_TIMEOUT(m_asker->ask->state().open, 2, 60'000);
        QCOMPARE(m_asker->ask->jobs().size(), before + 1);
        QTRY_COMPARE_WITH_TIMEOUT(m_asker->job(ids->constFirst()).stage, ui::AskStage::Accepted, 120'000);
    }

    void askingRestsWhileDrawingForOthersGoesOn()
    {
        ui::PaidTerms wanted;
        wanted.isWanted = true;
        wanted.port = 18'347;
        m_asker->paid->setTerms(wanted);
        QTRY_COMPARE_WITH_TIMEOUT(m_asker->paid->state().standing, ui::PaidStanding::NotRegistered, 60'000);
        const auto ids = await(m_asker->ask->ask({m_asker->program().request(u"orange fox"_s, 14, 30)}), 30'000);
        AIN_REQUIRE(ids);
        const QString url = m_asker->paid->state().url;
        AIN_REQUIRE(await(m_asker->services().vault().lock()));
        QVERIFY(m_asker->exchange->now() == nullptr);
        QCOMPARE(m_asker->ask->state().standing, ui::AskStanding::Locked);
        QCOMPARE(m_asker->paid->state().standing, ui::PaidStanding::NotRegistered);
        const auto told = await(m_first->exchange->requester().capacityOf(url));
        AIN_REQUIRE(told);
        QCOMPARE(told->from, m_asker->program().account.address);
        AIN_REQUIRE(await(m_asker->services().vault().unlock({})));
        QTRY_VERIFY_WITH_TIMEOUT(m_asker->exchange->now() != nullptr, 60'000);
        QVERIFY(m_asker->exchange->now()->provider() != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(m_asker->job(ids->constFirst()).stage, ui::AskStage::Accepted, 120'000);
        wanted.isWanted = false;
        m_asker->paid->setTerms(wanted);
    }

    void anotherAddressForTheSameAgreement()
    {
        const QString id = m_asker->ask->agreements().constLast().id;
        AIN_REQUIRE_ERROR(await(m_asker->ask->setEndpoint(id, u"http://example.org"_s)), errors::PeerAddress);
        AIN_REQUIRE(await(m_asker->ask->setEndpoint(id, u"https://example.org/"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(m_asker->ask->agreements().constLast().endpoint, u"https://example.org"_s, 30'000);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestAsk)
#include "test_ask.moc"
