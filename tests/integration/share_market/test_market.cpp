// Sharing settled on the practice network: the app and what its rules refuse, sessions, vouchers that become money
// once, and what is left when either side is killed or does not keep its word.
#include "core/chain/operations/set.h"
#include "core/chain/operations/transfer.h"
#include "core/json/parser.h"
#include "core/sandbox/practicenetwork.h"
#include "tests/integration/share_market/sharebench.h"

using namespace ain;
using namespace ain::market;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Mps = 1'000'000;
constexpr qint64 HourMs = 3'600'000;
const Amount Price = Amount::fromMicro(10'000); // 0.01 AIN per mps
const Amount Cap = Amount::fromMicro(1'000'000); // 100 mps
const ProviderTerms Terms{Amount::fromMicro(5'000), Amount::fromMicro(2'000'000), 20 * 60 * 1000};

json::Value setValue(const QString &path, json::Value value)
{
    return json::Object{{u"type"_s, u"SET_VALUE"_s}, {u"ref"_s, path}, {u"value"_s, std::move(value)}};
}

json::Value withMember(const json::Value &object, const QString &member, json::Value value)
{
    json::Object changed = object.object();
    changed.set(member, std::move(value));
    return changed;
}

class TestMarket : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        sandbox::PracticeOptions options;
        options.instant = true;
        m_host = std::make_unique<sandbox::PracticeHost>(options);
        const auto started = await(m_host->start());
        AIN_REQUIRE(started);
        const auto network = chain::Network::practice(started->rpcUrl, started->eventUrl, started->genesisHash);
        m_requester = std::make_unique<Person>(network, true);
        m_provider = std::make_unique<Person>(network, true);
        for (Person *person : {m_requester.get(), m_provider.get()}) {
            QVERIFY(person->ok);
            QVERIFY(person->makeAccount());
            const auto funded = await(m_host->fund(person->address().toString(), Amount::fromMicro(300'000'000)));
            AIN_REQUIRE(funded);
        }
    }
    void cleanupTestCase()
    {
        m_requester.reset();
        m_provider.reset();
        m_host.reset();
    }

    void installs()
    {
        AIN_REQUIRE_ERROR(await(m_requester->market->checkApp()), errors::ShareAppMissing);
        auto draft = await(m_provider->market->prepareInstall(m_provider->account.id));
        AIN_REQUIRE(draft);
        QCOMPARE(draft->facts.first().id, u"explain.share_install"_s);
        QVERIFY(draft->warnings.isEmpty());
        const auto installed = m_provider->finish(std::move(draft));
        AIN_REQUIRE(installed);
        qInfo("installing costs %s AIN", qPrintable(installed->fee.toString()));
        AIN_REQUIRE(await(m_requester->market->checkApp()));
        AIN_REQUIRE(await(m_provider->market->checkApp()));
    }

    void registers()
    {
        Registration registration;
        registration.pricePerMps = Amount::fromMicro(5'000);
        registration.sinceMs = m_provider->clock.nowMs();
        registration.endpoint = u"https://example.org"_s;
        registration.runtimes = {u"one"_s};
        const QString me = m_provider->account.id;
        AIN_REQUIRE_ERROR(await(m_provider->market->prepareRegister(me, registration)), errors::ShareNotStaked);
        // The chain itself says so too.
        refused(*m_provider, *registerOperation(app(), m_provider->address(), registration), 12103);
        auto stake = await(m_provider->market->prepareStake(me, Amount::fromMicro(100'000'000)));
        AIN_REQUIRE(stake);
        QCOMPARE(stake->amount.micro(), 100'000'000);
        AIN_REQUIRE(m_provider->finish(std::move(stake)));
        const auto done = m_provider->finish(await(m_provider->market->prepareRegister(me, registration)));
        AIN_REQUIRE(done);
        const auto found = await(m_requester->market->providers());
        AIN_REQUIRE(found);
        QCOMPARE(found->size(), qsizetype(1));
        QCOMPARE(found->constFirst().address, m_provider->address());
        QCOMPARE(found->constFirst().stake.micro(), 100'000'000);
        QCOMPARE(found->constFirst().registration.endpoint, u"https://example.org"_s);
        Batch batch{u"sdxl"_s, 20, registration.sinceMs, registration.sinceMs + 60'000, u"0x"_s + QString(64, u'a')};
        AIN_REQUIRE(m_provider->finish(await(m_provider->market->prepareBatch(me, batch))));
        refused(*m_requester, *batchOperation(app(), m_requester->address(), u"b"_s, batch), 12103);
        refused(*m_requester, *batchOperation(app(), m_provider->address(), u"b"_s, batch), 12103);
    }

    void rulesRefuse()
    {
        const QString root = app().root();
        const json::Value registration = json::Object{{u"price_mps"_s, 1}};
        // Not even who installed it can write elsewhere, or change what was agreed on.
        for (Person *person : {m_provider.get(), m_requester.get()}) {
            refused(*person, setValue(root + u"/more"_s, 1), 12103);
            refused(*person, setValue(root, json::Value()), 12101);
            refused(*person, setValue(root + u"/settles"_s, json::Value()), 12101);
            refused(*person,
                    *chain::setRuleOperation(root, json::Object{{u".rule"_s, json::Object{{u"write"_s, true}}}}),
                    12302);
            refused(*person,
                    *chain::setRuleOperation(root + u"/sessions/$sid"_s,
                                             json::Object{{u".rule"_s, json::Object{{u"write"_s, true}}}}),
                    12302);
        }
        refused(*m_requester, setValue(app().providerPath(m_provider->address()), registration), 12103);
        refused(*m_requester, setValue(app().providerPath(m_provider->address()), json::Value()), 12103);
        refused(*m_requester, setValue(app().providerPath(m_requester->address()), registration), 12103);
        refused(*m_provider, setValue(app().providerPath(m_provider->address()) + u"/price_mps"_s, 2), 12103);
        refused(*m_provider,
                setValue(app().providerPath(m_provider->address()),
                         withMember(registration, u"endpoint"_s, QString(4000, u'x'))),
                12104);

        SessionTerms terms{m_requester->address(), m_provider->address(), Price, Cap,
                           m_requester->market->chainNowMs() + 24 * HourMs};
        const auto session = [&](const SessionTerms &said) {
            return setValue(app().sessionPath(newSessionId(said.expiresMs, m_requester->rng)), said.toJson());
        };
        SessionTerms other = terms;
        other.requester = m_provider->address(); // in another's name
        refused(*m_requester, session(other), 12103);
        other = terms;
        other.provider = m_requester->address(); // nobody registered
        refused(*m_requester, session(other), 12103);
        other = terms;
        other.expiresMs = m_requester->market->chainNowMs() - 60'000;
        refused(*m_requester, session(other), 12103);
        other = terms;
        other.expiresMs += AppDefinition::MaxSessionMs;
        refused(*m_requester, session(other), 12103);
        // A name that does not say when it ends, or says otherwise.
        refused(*m_requester, setValue(app().sessionPath(u"abc"_s), terms.toJson()), 12103);
        refused(*m_requester,
                setValue(app().sessionPath(newSessionId(terms.expiresMs + 1, m_requester->rng)), terms.toJson()),
                12103);
        const QString id = newSessionId(terms.expiresMs, m_requester->rng);
        for (const auto &[member, value] :
             {std::pair(u"price_mps"_s, json::Value(0)), std::pair(u"tab_cap"_s, json::Value(0)),
              std::pair(u"price_mps"_s, json::Value(u"1"_s)), std::pair(u"more"_s, json::Value(1)),
              std::pair(u"provider"_s, json::Value(terms.provider.toString().toLower())),
              std::pair(u"expires_at"_s, json::Value(u"x"_s))})
            refused(*m_requester, setValue(app().sessionPath(id), withMember(terms.toJson(), member, value)), 12103);
        // Nothing is settled without a session.
        const SettleRecord record{Amount::fromMicro(1), 1, Mps, receiptsRoot({})};
        refused(*m_requester, setValue(app().settlePath(id, 0), record.toJson()), 12103);
    }

    void opensSessions()
    {
        auto draft = openDraft(24 * HourMs);
        AIN_REQUIRE(draft);
        QCOMPARE(draft->draft.facts.first().id, u"explain.share_session"_s);
        const auto opened = await(m_requester->payer->openSession(*draft), 60'000);
        AIN_REQUIRE(opened);
        QCOMPARE(opened->state, SessionState::Open);
        m_session = opened->id;
        const auto found = await(m_provider->market->session(m_session));
        AIN_REQUIRE(found);
        QVERIFY(found->record == opened->terms);
        QCOMPARE(found->mark.standing(), light::Standing::AppsWord);
        // Terms are written once.
        refused(*m_requester,
                setValue(app().sessionPath(m_session), withMember(opened->terms.toJson(), u"tab_cap"_s, 2)), 12103);
        refused(*m_requester, setValue(app().sessionPath(m_session), json::Value()), 12103);

        const QString me = m_provider->account.id;
        ProviderTerms dear = Terms;
        dear.leastPrice = Amount::fromMicro(20'000);
        const auto price = await(m_provider->cashier->acceptSession(me, m_session, dear));
        QCOMPARE(price.error().args.value(u"what"_s).toString(), u"price"_s);
        ProviderTerms careful = Terms;
        careful.mostCap = Amount::fromMicro(999'999);
        const auto cap = await(m_provider->cashier->acceptSession(me, m_session, careful));
        QCOMPARE(cap.error().args.value(u"what"_s).toString(), u"cap"_s);
        AIN_REQUIRE_ERROR(
            await(m_provider->cashier->acceptSession(me, newSessionId(1'800'000'000'000, m_provider->rng), Terms)),
            errors::ShareSessionUnknown);
        AIN_REQUIRE(await(m_provider->cashier->acceptSession(me, m_session, Terms)));
        AIN_REQUIRE(await(m_provider->cashier->acceptSession(me, m_session, Terms)));
        // Somebody else is not meant.
        AIN_REQUIRE_ERROR(await(m_requester->cashier->acceptSession(m_requester->account.id, m_session, Terms)),
                          errors::ShareTerms);
    }

    void newestVoucherPays()
    {
        QList<Voucher> vouchers;
        for (int i = 0; i < 3; ++i) {
            AIN_REQUIRE(await(m_provider->cashier->mayWork(m_session, 10 * Mps)));
            const auto voucher = workAndSign(*m_requester, *m_provider, m_session, workOf(u"a%1"_s.arg(i), 10 * Mps));
            AIN_REQUIRE(voucher);
            QCOMPARE(voucher->terms.seq, 0);
            vouchers.append(*voucher);
        }
        QCOMPARE(vouchers.constLast().terms.settle.amount.micro(), 300'000);
        const auto before = await(m_provider->cashier->earnings());
        QCOMPARE(before->inVouchers.micro(), 300'000);
        QCOMPARE(before->proven.micro(), 0);
        // Nothing is due by itself yet.
        AIN_REQUIRE(await(m_provider->cashier->tick()));
        QCOMPARE(tab(0).state, TabState::Signed);

        const Amount balance = m_provider->balance();
        const Amount payersBalance = m_requester->balance();
        const auto cashed = await(m_provider->cashier->cash(m_session, 0), 60'000);
        AIN_REQUIRE(cashed);
        QCOMPARE(cashed->state, TabState::Proven);
        QCOMPARE(m_provider->balance() - balance, Amount::fromMicro(300'000));
        QVERIFY(cashed->fee > Amount());
        QCOMPARE(payersBalance - m_requester->balance(), Amount::fromMicro(300'000) + cashed->fee);
        qInfo("the first voucher of a pair costs the requester %s AIN", qPrintable(cashed->fee.toString()));
        const auto earned = await(m_provider->cashier->earnings());
        QCOMPARE(earned->inVouchers.micro(), 0);
        QCOMPARE(earned->settled.micro(), 0);
        QCOMPARE(earned->proven.micro(), 300'000);
        const auto proofs = await(m_provider->cashier->proofs(m_session, 0));
        QCOMPARE(proofs->size(), qsizetype(3));
        for (const auto &[kind, text] : *proofs) {
            const auto bundle = light::ProofBundle::read(*json::parse(text));
            QVERIFY2(bundle, qPrintable(kind));
            const auto finding = light::verifyBundle(*bundle, *m_provider->light->checkpoint());
            AIN_REQUIRE(finding);
            if (kind == u"balance") {
                QCOMPARE(light::provenNumber(finding->state->fact.value).value_or(0), m_provider->balance().toWire());
                QVERIFY(finding->state->proven);
            }
        }

        // The older ones are worth nothing any more, and neither is the newest a second time.
        const Amount after = m_provider->balance();
        for (const Voucher &voucher : std::as_const(vouchers))
            broadcastInVain(voucher.transaction);
        QCOMPARE(m_provider->balance(), after);
        AIN_REQUIRE_ERROR(await(m_provider->cashier->cash(m_session, 0)), errors::ShareNothingToCash);
        // A voucher of the same tab signed afresh, by a requester gone mad.
        broadcastInVain(freshVoucher(0, {workOf(u"a0"_s, 60 * Mps)}));
        QCOMPARE(m_provider->balance(), after);
        // Nobody can take the record away while the session lives.
        refused(*m_requester, setValue(app().settlePath(m_session, 0), json::Value()), 12103);
        refused(*m_provider, setValue(app().settlePath(m_session, 0), json::Value()), 12103);
        refused(*m_requester, setValue(app().settlePath(m_session, 0) + u"/amount"_s, 0.1), 12103);

        const auto seen = await(m_requester->payer->refresh(m_session));
        AIN_REQUIRE(seen);
        QCOMPARE(seen->constFirst().state, TabState::Settled);
        QCOMPARE(seen->constFirst().settledAmount.micro(), 300'000);
        // Cashed at a third of the cap, and soon: the requester waits before it opens another tab.
        AIN_REQUIRE_ERROR(await(m_requester->payer->order(m_session, sha(u"b0"_s), Mps)), errors::ShareTabEarly);
        later();
    }

    void rulesOfSettling()
    {
        const SettleRecord record{Amount::fromMicro(1), 1, Mps, receiptsRoot({})};
        const auto settle = [&](const QString &seq, const json::Value &value) {
            return setValue(app().root() + u"/settles/%1/%2"_s.arg(m_session, seq), value);
        };
        refused(*m_provider, settle(u"1"_s, record.toJson()), 12103); // only the requester can
        for (const QString &seq : {u"00"_s, u"-1"_s, u"a"_s, u"0x31"_s, u"1e1"_s})
            refused(*m_requester, settle(seq, record.toJson()), 12103);
        refused(*m_requester, settle(u"1"_s, withMember(record.toJson(), u"amount"_s, 1.000001)), 12103);
        refused(*m_requester, settle(u"1"_s, withMember(record.toJson(), u"amount"_s, 0)), 12103);
        refused(*m_requester, settle(u"1"_s, withMember(record.toJson(), u"receipts_root"_s, u"x"_s)), 12103);
        refused(*m_requester, settle(u"1"_s, withMember(record.toJson(), u"memo"_s, u"x"_s)), 12103);
        refused(*m_requester, settle(u"1"_s, json::Value(1)), 12103);
        // The transfer of a refused settle record is undone with it.
        const json::Value both = *chain::setOperation(
            {chain::transferOperation(m_requester->address(), m_provider->address(), u"k"_s, Price),
             settle(u"1"_s, withMember(record.toJson(), u"amount"_s, 2))});
        refused(*m_requester, both, 12103);
    }

    void tabsFollowEachOther()
    {
        // The requester leaves the settled tab; the next is full at 95 of 100 mps and is cashed by itself.
        AIN_REQUIRE(workAndSign(*m_requester, *m_provider, m_session, workOf(u"b0"_s, 50 * Mps)));
        QCOMPARE(tab(1).state, TabState::Signed);
        // 60 more do not fit: the half-full tab may be left, and the provider cashes it for that.
        const auto third = workAndSign(*m_requester, *m_provider, m_session, workOf(u"b1"_s, 60 * Mps));
        AIN_REQUIRE(third);
        QCOMPARE(third->terms.seq, 2);
        const Amount before = m_provider->balance();
        AIN_REQUIRE(await(m_provider->cashier->tick(), 60'000));
        QCOMPARE(tab(1).state, TabState::Proven);
        QCOMPARE(tab(2).state, TabState::Signed);
        QCOMPARE(m_provider->balance() - before, Amount::fromMicro(500'000));
        qInfo("a later voucher of the pair costs the requester %s AIN", qPrintable(tab(1).fee.toString()));
        const auto full = workAndSign(*m_requester, *m_provider, m_session, workOf(u"b2"_s, 35 * Mps));
        AIN_REQUIRE(full);
        QCOMPARE(full->terms.seq, 2);
        m_provider->cashier->startFollowing(); // now by itself
        m_provider->cashier->startFollowing();
        QTRY_COMPARE_WITH_TIMEOUT(tab(2).state, TabState::Proven, 60'000);
        QCOMPARE(m_provider->balance() - before, Amount::fromMicro(1'450'000));
        AIN_REQUIRE(await(m_requester->payer->refresh(m_session)));
        // A tab that was hardly used is not left: each costs the requester a fee.
        AIN_REQUIRE(workAndSign(*m_requester, *m_provider, m_session, workOf(u"b3"_s, 40 * Mps)));
        AIN_REQUIRE_ERROR(await(m_requester->payer->order(m_session, sha(u"b4"_s), 70 * Mps)), errors::ShareTabEarly);
        AIN_REQUIRE_ERROR(await(m_requester->payer->order(m_session, sha(u"b4"_s), 101 * Mps)), errors::ShareTabFull);
        AIN_REQUIRE_ERROR(await(m_requester->payer->prepareVoucher(m_session)), errors::ShareNothingToSign);
        // Without vouchers the provider stops at the cap.
        AIN_REQUIRE_ERROR(await(m_provider->cashier->mayWork(m_session, 101 * Mps)), errors::ShareTabFull);
    }

    void signedButNotHandedOver()
    {
        const auto voucher =
            workAndSign(*m_requester, *m_provider, m_session, workOf(u"c0"_s, 10 * Mps), /*isHandedOver=*/false);
        AIN_REQUIRE(voucher);
        m_requester->close();
        m_requester->open();
        QVERIFY(m_requester->ok);
        AIN_REQUIRE(await(m_requester->payer->resume(), 60'000));
        const auto waiting = await(m_requester->payer->outbox());
        AIN_REQUIRE(waiting);
        QCOMPARE(waiting->size(), qsizetype(1));
        QCOMPARE(waiting->constFirst().payload, voucherMessage(app(), *voucher));
        for (int i = 0; i < 2; ++i) { // killed again before it noted that it arrived
            const auto taken = await(m_provider->cashier->receive(waiting->constFirst().payload));
            AIN_REQUIRE(taken);
            QCOMPARE(taken->signedAmount.micro(), 500'000);
        }
        AIN_REQUIRE(await(m_requester->payer->delivered(waiting->constFirst().id)));
    }

    void chosenButNotSent()
    {
        const Amount before = m_provider->balance();
        const QString session = m_session;
        const auto chosen =
            await(m_provider->book->run([session](TabStore &store) { return store.beginCashing(session, 3); }));
        AIN_REQUIRE(chosen);
        m_provider->close(); // no node was told
        m_provider->open();
        QVERIFY(m_provider->ok);
        AIN_REQUIRE(await(m_provider->cashier->resume(), 60'000));
        QCOMPARE(tab(3).state, TabState::Proven);
        QCOMPARE(m_provider->balance() - before, Amount::fromMicro(500'000));
        for (int i = 0; i < 3; ++i) // starting again and again changes nothing
            AIN_REQUIRE(await(m_provider->cashier->resume(), 60'000));
        QCOMPARE(m_provider->balance() - before, Amount::fromMicro(500'000));
        QVERIFY(await(m_provider->book->run([](TabStore &store) { return store.outbox(BroadcastTopic); }))->isEmpty());
    }

    void sentButNotNoted()
    {
        AIN_REQUIRE(await(m_requester->payer->refresh(m_session)));
        const auto voucher = workAndSign(*m_requester, *m_provider, m_session, workOf(u"d0"_s, 20 * Mps));
        AIN_REQUIRE(voucher);
        const Amount before = m_provider->balance();
        const QString session = m_session;
        AIN_REQUIRE(
            await(m_provider->book->run([session](TabStore &store) { return store.beginCashing(session, 4); })));
        const auto sent = await(m_provider->client->send(voucher->transaction));
        AIN_REQUIRE(sent);
        QVERIFY(sent->accepted);
        m_provider->close(); // the chain has it, the book does not know
        m_provider->open();
        AIN_REQUIRE(await(m_provider->cashier->resume(), 60'000));
        QCOMPARE(tab(4).state, TabState::Proven);
        QCOMPARE(m_provider->balance() - before, Amount::fromMicro(200'000));
        AIN_REQUIRE(await(m_requester->payer->refresh(m_session)));
        later();
    }

    void emptyAccounts()
    {
        const auto voucher = workAndSign(*m_requester, *m_provider, m_session, workOf(u"e0"_s, 60 * Mps));
        AIN_REQUIRE(voucher);
        QCOMPARE(voucher->terms.seq, 5);
        // The requester moves its AIN away.
        auto draft = await(m_requester->wallet->prepareTransfer(m_requester->account.id, m_provider->address(),
                                                                m_requester->balance() - Amount::fromMicro(500'000)));
        AIN_REQUIRE(draft);
        AIN_REQUIRE(m_requester->finish(std::move(draft)));
        const Amount poor = m_requester->balance();
        QVERIFY(poor < voucher->terms.settle.amount);
        const Amount before = m_provider->balance();
        int told = 0;
        const auto watch = connect(m_provider->cashier.get(), &Cashier::problem, this,
                                   [&](const QString &, int seq, const Error &error) {
                                       told += seq == 5 && error.code == errors::ShareRequesterFunds ? 1 : 0;
                                   });
        AIN_REQUIRE_ERROR(await(m_provider->cashier->cash(m_session, 5), 60'000), errors::ShareRequesterFunds);
        QCOMPARE(told, 1);
        QCOMPARE(tab(5).state, TabState::Signed);
        QCOMPARE(tab(5).problem->code, errors::ShareRequesterFunds);
        AIN_REQUIRE_ERROR(await(m_provider->cashier->mayWork(m_session, Mps)), errors::ShareRequesterFunds);
        QVERIFY(tab(5).nextTryMs > m_provider->clock.nowMs());
        disconnect(watch);
        // Sent all the same, both operations are undone.
        broadcastInVain(voucher->transaction);
        QCOMPARE(m_provider->balance(), before);
        QCOMPARE(m_requester->balance(), poor);
        QVERIFY(!await(m_provider->market->settle(m_session, 5))->record);

        // There is AIN again; the node remembers those bytes, so the requester signs afresh.
        AIN_REQUIRE(await(m_host->fund(m_requester->address().toString(), Amount::fromMicro(50'000'000))));
        const auto again = await(m_requester->payer->prepareAgain(m_session, 5));
        AIN_REQUIRE(again);
        const auto fresh = await(m_requester->payer->sign(*again));
        AIN_REQUIRE(fresh);
        QVERIFY(fresh->transaction.hash != voucher->transaction.hash);
        QCOMPARE(fresh->terms.settle.amount, voucher->terms.settle.amount);
        const QString session = m_session;
        const Error failed{errors::ShareRequesterFunds};
        AIN_REQUIRE(
            await(m_provider->book->run([session](TabStore &store) { return store.beginCashing(session, 5); })));
        AIN_REQUIRE(await(m_provider->book->run(
            [session, failed](TabStore &store) { return store.putBack(session, 5, failed, 0, true); })));
        AIN_REQUIRE(await(m_provider->cashier->receive(await(m_requester->payer->outbox())->constFirst().payload)));
        const auto cashed = await(m_provider->cashier->cash(m_session, 5), 60'000);
        AIN_REQUIRE(cashed);
        QCOMPARE(cashed->state, TabState::Proven);
        QCOMPARE(m_provider->balance() - before, Amount::fromMicro(600'000));
        AIN_REQUIRE(await(m_requester->payer->refresh(m_session)));
    }

    void requesterCheats()
    {
        const auto older = workAndSign(*m_requester, *m_provider, m_session, workOf(u"f0"_s, 10 * Mps));
        AIN_REQUIRE(older);
        const auto newer = workAndSign(*m_requester, *m_provider, m_session, workOf(u"f1"_s, 40 * Mps));
        AIN_REQUIRE(newer);
        QCOMPARE(newer->terms.seq, 6);
        // It has the older voucher executed itself: 0.1 AIN instead of 0.5.
        const auto sent = await(m_requester->client->send(older->transaction));
        AIN_REQUIRE(sent);
        const auto cashed = await(m_provider->cashier->cash(m_session, 6), 60'000);
        AIN_REQUIRE(cashed);
        QCOMPARE(cashed->state, TabState::Proven);
        QCOMPARE(cashed->settledAmount.micro(), 100'000);
        QCOMPARE(cashed->problem->code, errors::ShareUnderpaid);
        AIN_REQUIRE_ERROR(await(m_provider->cashier->mayWork(m_session, Mps)), errors::ShareUnderpaid);
        const auto earned = await(m_provider->cashier->earnings());
        QCOMPARE(earned->unpaid.micro(), 400'000); // never more than a tab
        QCOMPARE(earned->owed.micro(), 0);
    }

    void earningsAddUp()
    {
        const auto rows = await(m_provider->cashier->rows());
        AIN_REQUIRE(rows);
        Amount paid;
        Amount fees;
        for (const EarningRow &row : *rows) {
            if (row.state == u"proven") {
                paid = paid + row.amount;
                QVERIFY(row.fee > Amount());
                QVERIFY(row.txHash.startsWith(u"0x"));
            }
            fees = fees + row.fee;
        }
        const auto earned = await(m_provider->cashier->earnings());
        QCOMPARE(paid, earned->proven);
        QCOMPARE(fees, earned->fees);
        QCOMPARE(paid.micro(), 300'000 + 500'000 + 950'000 + 500'000 + 200'000 + 600'000 + 100'000);
        QCOMPARE(earningsCsv(*rows).count('\n'), rows->size() + 1);
    }

    void afterTheEnd()
    {
        auto draft = openDraft(2 * HourMs);
        AIN_REQUIRE(draft);
        const auto opened = await(m_requester->payer->openSession(*draft), 60'000);
        AIN_REQUIRE(opened);
        m_session = opened->id;
        AIN_REQUIRE(await(m_provider->cashier->acceptSession(m_provider->account.id, m_session, Terms)));
        const auto paid = workAndSign(*m_requester, *m_provider, m_session, workOf(u"g0"_s, 60 * Mps));
        AIN_REQUIRE(paid);
        AIN_REQUIRE(await(m_provider->cashier->cash(m_session, 0), 60'000));
        AIN_REQUIRE(await(m_requester->payer->refresh(m_session)));
        const auto late = workAndSign(*m_requester, *m_provider, m_session, workOf(u"g1"_s, 20 * Mps));
        AIN_REQUIRE(late);
        QCOMPARE(late->terms.seq, 1);
        // Too young to be deleted by anybody.
        AIN_REQUIRE_ERROR(await(m_provider->market->prepareDelete(m_provider->account.id, m_session, 1)),
                          errors::WalletWouldFail);

        const Amount before = m_provider->balance();
        advance(2 * HourMs + 1000);
        AIN_REQUIRE_ERROR(await(m_provider->cashier->cash(m_session, 1), 60'000), errors::ShareSessionEnded);
        broadcastInVain(late->transaction);
        AIN_REQUIRE_ERROR(await(m_requester->payer->order(m_session, sha(u"g2"_s), Mps)), errors::ShareSessionEnded);
        AIN_REQUIRE_ERROR(await(m_requester->payer->prepareVoucher(m_session)), errors::ShareSessionEnded);
        advance(300'000);
        AIN_REQUIRE(await(m_provider->cashier->tick(), 60'000));
        QCOMPARE(tab(1).state, TabState::Unpaid);
        QCOMPARE(m_provider->balance(), before);
        AIN_REQUIRE(await(m_requester->payer->resume(), 60'000));
        const auto sessions = await(m_requester->payer->sessions());
        QCOMPARE(sessions->constLast().state, SessionState::Ended);

        // After a week anybody may clear it away; what was paid stays paid, and old vouchers stay dead.
        advance(AppDefinition::KeepMs);
        const auto deleted =
            m_provider->finish(await(m_provider->market->prepareDelete(m_provider->account.id, m_session, 1)));
        AIN_REQUIRE(deleted);
        QVERIFY(!await(m_provider->market->session(m_session))->record);
        for (const Voucher &voucher : {*paid, *late})
            broadcastInVain(voucher.transaction);
        refused(*m_requester, setValue(app().sessionPath(m_session), opened->terms.toJson()), 12103);
        QVERIFY(m_provider->balance() <= before); // it paid for the clearing
    }

    void leavesTheRegistry()
    {
        AIN_REQUIRE(m_provider->finish(await(m_provider->market->prepareUnregister(m_provider->account.id))));
        QVERIFY(await(m_requester->market->providers())->isEmpty());
    }

private:
    [[nodiscard]] const AppDefinition &app() const { return m_provider->app; }
    TabRow tab(int seq) { return m_provider->tab(Side::Cashier, m_session, seq); }

    Result<SessionDraft> openDraft(qint64 lifetimeMs)
    {
        return await(
            m_requester->payer->prepareSession(m_requester->account.id, m_provider->address(), Price, Cap, lifetimeMs));
    }
    /// The chain's dry run says no, with this code.
    void refused(Person &person, const json::Value &operation, int code)
    {
        const auto draft = await(person.wallet->prepare(person.account.id, operation, Amount(), {}));
        QVERIFY2(!draft, "it was let through");
        QCOMPARE(draft.error().code.toString(), errors::WalletWouldFail.toString());
        QCOMPARE(draft.error().args.value(u"code"_s).toInt(), code);
    }
    void broadcastInVain(const chain::SignedTransaction &transaction)
    {
        const auto answer = await(m_provider->client->send(transaction));
        AIN_REQUIRE(answer);
        QVERIFY(!answer->provisional.succeeded);
    }
    chain::SignedTransaction freshVoucher(int seq, const QList<WorkItem> &items)
    {
        const auto session = await(m_provider->market->session(m_session));
        VoucherTerms terms;
        terms.session = m_session;
        terms.seq = seq;
        terms.settle = {*amountFor(Price, items.constFirst().units), int(items.size()), items.constFirst().units,
                        receiptsRoot(items)};
        const json::Value body = *voucherBody(app(), *session->record, terms, m_requester->clock.nowMs(), 500);
        const QString signature = *await(m_requester->vault->signTransaction(
            m_requester->account.id, m_requester->network.id, body, m_requester->network.chainId));
        return *chain::SignedTransaction::fromJson(json::Object{{u"tx_body"_s, body}, {u"signature"_s, signature}},
                                                   m_requester->network.chainId);
    }
    void advance(qint64 ms)
    {
        AIN_REQUIRE(await(m_host->advanceTime(ms)));
        AIN_REQUIRE(await(m_host->mineBlocks(4)));
        for (Person *person : {m_requester.get(), m_provider.get()})
            AIN_REQUIRE(await(person->client->lastBlock()));
    }

    void later()
    {
        advance(HourMs);
        m_requester->clock.offset += HourMs;
        m_provider->clock.offset += HourMs;
    }

    std::unique_ptr<sandbox::PracticeHost> m_host;
    std::unique_ptr<Person> m_requester;
    std::unique_ptr<Person> m_provider;
    QString m_session;
};

} // namespace

QTEST_GUILESS_MAIN(TestMarket)
#include "test_market.moc"
