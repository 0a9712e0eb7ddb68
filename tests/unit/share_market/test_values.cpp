// Arithmetic of tabs, names of sessions, and the records of the app as they are read from a chain that may say
// anything.
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/share/market/cashpolicy.h"
#include "gpu/share/market/earnings.h"
#include "gpu/share/market/explain.h"
#include "tests/support/chain/clocks.h"
#include "tests/unit/share_market/voucherscene.h"

using namespace ain;
using namespace ain::market;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

json::Value parsed(const char *text) { return *json::parse(text); }

class TestValues : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void amounts()
    {
        const Amount price = Amount::fromMicro(10'000); // 0.01 AIN per mps
        QCOMPARE(amountFor(price, 0)->micro(), 0);
        QCOMPARE(amountFor(price, 99)->micro(), 0); // less than 0.000001 AIN
        QCOMPARE(amountFor(price, 100)->micro(), 1);
        QCOMPARE(amountFor(price, 512 * 512 * 20)->micro(), 52'428);
        // Of all units at once: three times the rounded price of one would be less.
        QCOMPARE(amountFor(price, 3LL * 512 * 512 * 20)->micro(), 157'286);
        QVERIFY(!amountFor(price, -1));
        QVERIFY(!amountFor(price, MaxUnits + 1));
        QVERIFY(!amountFor(Amount::fromMicro(-1), 1));
        QVERIFY(!amountFor(Amount::fromMicro(MaxPriceMicro + 1), 1));
        QCOMPARE(amountFor(Amount::fromMicro(MaxPriceMicro), MaxUnits)->micro(), 9'000'000'000'000);
    }

    void exactNumbers()
    {
        QCOMPARE(exactAmount(json::Value(0.000001))->micro(), 1);
        QCOMPARE(exactAmount(json::Value(13.345678))->micro(), 13'345'678);
        for (const double refused : {0.0, -1.0, 0.0000001, 1.0000001, 13.345678999999999, 7e14})
            QVERIFY2(!exactAmount(json::Value(refused)), qPrintable(QString::number(refused, 'g', 17)));
        QVERIFY(!exactAmount(json::Value(u"1"_s)));
        QVERIFY(!exactAmount(json::Value()));
        for (const qint64 units : {1LL, 99LL, 5'242'880LL, 123'456'789LL, 90'000'000'000LL})
            QCOMPARE(exactUnits(json::Value(mpsOf(units))).value_or(-1), units);
        QVERIFY(!exactUnits(json::Value(0.0)));
        QVERIFY(!exactUnits(json::Value(0.0000005)));
        QVERIFY(!exactUnits(json::Value(90'000.000001)));
        QVERIFY(!exactUnits(json::Value(1e300)));
        QVERIFY(!exactUnits(json::Value(true)));
    }

    void sessionIds()
    {
        SeededRng rng;
        const QString id = newSessionId(Now, rng);
        QVERIFY(isSessionId(id));
        QCOMPARE(expiryOf(id), Now);
        QVERIFY(id != newSessionId(Now, rng));
        QVERIFY(id.startsWith(u"1795375000000-"_s));
        for (const QString &bad : {QString(), u"1795375000000"_s, u"1795375000000-0011223344556"_s,
                                   u"1795375000000-00112233445566AA"_s, u"0795375000000-00112233445566aa"_s,
                                   u"1795375000000_00112233445566aa"_s, u"-179537500000-00112233445566aa"_s,
                                   u"1795375000000-00112233445566aa/"_s, u"17953750000x0-00112233445566aa"_s})
            QVERIFY2(!isSessionId(bad), qPrintable(bad));
        QCOMPARE(expiryOf(u"x"), -1);
        QCOMPARE(transferKey(id, 12), u"gpu_"_s + id + u"_12"_s);
    }

    void receiptRoots()
    {
        const WorkItem a{QString(64, u'1'), QString(64, u'a'), 1};
        const WorkItem b{QString(64, u'2'), QString(64, u'b'), 2};
        const WorkItem c{QString(64, u'3'), QString(64, u'c'), 3};
        // The definition, written down once more.
        const auto leaf = [](const WorkItem &item) {
            return crypto::sha256(QByteArray(1, '\0') + QByteArray::fromHex(item.job.toLatin1())
                                  + QByteArray::fromHex(item.receipt.toLatin1()));
        };
        const auto node = [](const QByteArray &l, const QByteArray &r) { return crypto::sha256("\x01" + l + r); };
        const auto text = [](const QByteArray &hash) { return u"0x"_s + QString::fromLatin1(hash.toHex()); };
        QCOMPARE(receiptsRoot({a}), text(leaf(a)));
        QCOMPARE(receiptsRoot({a, b, c}), text(node(node(leaf(a), leaf(b)), leaf(c))));
        QCOMPARE(receiptsRoot({c, a, b}), receiptsRoot({a, b, c}));
        QVERIFY(receiptsRoot({a, b}) != receiptsRoot({a, c}));
        QCOMPARE(receiptsRoot({}), u"0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_s);
        QVERIFY(isRootText(receiptsRoot({a})));
        QVERIFY(!isRootText(receiptsRoot({a}).toUpper()));
    }

    void registrations()
    {
        Registration mine;
        mine.pricePerMps = Amount::fromMicro(500);
        mine.sinceMs = Now;
        mine.endpoint = u"https://example.org:8443"_s;
        mine.kx = QString(64, u'e');
        mine.modelsRoot = u"0x"_s + QString(64, u'd');
        mine.runtimes = {u"a"_s, u"b"_s};
        const auto json = mine.toJson();
        QVERIFY(json);
        const auto read = Registration::fromJson(*json);
        QVERIFY(read);
        QCOMPARE(*read->toJson(), *json);
        QCOMPARE(read->runtimes, mine.runtimes);
        for (const char *bad :
             {"null", "1", "{}", R"({"price_mps":0})", R"({"price_mps":"1"})", R"({"price_mps":1e9})",
              R"({"price_mps":0.0000001})", R"({"price_mps":1,"kx":"zz"})", R"({"price_mps":1,"models_root":"0x1"})",
              R"({"price_mps":1,"runtimes":"a"})", R"({"price_mps":1,"runtimes":{"a":1}})"})
            QVERIFY2(!Registration::fromJson(parsed(bad)), bad);
        json::Object many;
        for (int i = 0; i <= Registration::MaxList; ++i)
            many.set(QString::number(i), true);
        QVERIFY(!Registration::fromJson(json::Object{{u"price_mps"_s, 1}, {u"hubs"_s, many}}));
        Registration endless = mine;
        endless.endpoint = QString(Registration::MaxText + 1, u'x');
        QVERIFY(!endless.toJson());
    }

    void sessions()
    {
        const Scene scene;
        const json::Value good = scene.session.toJson();
        const auto read = SessionTerms::fromJson(scene.id, good);
        QVERIFY(read);
        QVERIFY(*read == scene.session);
        const auto with = [&](const QString &member, json::Value value) {
            json::Object changed = good.object();
            changed.set(member, std::move(value));
            return SessionTerms::fromJson(scene.id, changed);
        };
        QVERIFY(!with(u"more"_s, 1));
        QVERIFY(!with(u"requester"_s, scene.session.provider.toString()));
        QVERIFY(!with(u"requester"_s, scene.session.requester.toString().toLower()));
        QVERIFY(!with(u"provider"_s, 5));
        QVERIFY(!with(u"price_mps"_s, 0));
        QVERIFY(!with(u"price_mps"_s, 0.0000005));
        QVERIFY(!with(u"tab_cap"_s, -1));
        QVERIFY(!with(u"tab_cap"_s, 1e12));
        QVERIFY(!with(u"expires_at"_s, scene.session.expiresMs + 1)); // another one than its name says
        QVERIFY(!with(u"expires_at"_s, double(scene.session.expiresMs) + 0.5));
        QVERIFY(!with(u"expires_at"_s, QString::number(scene.session.expiresMs)));
        QVERIFY(!SessionTerms::fromJson(scene.id, json::Value()));
        QVERIFY(!openSessionOperation(scene.app, u"1795375000000-00112233445566aa"_s, scene.session));
    }

    void settles()
    {
        const Scene scene;
        const json::Value good = scene.terms(0, {work(1, 100'000)}).settle.toJson();
        QVERIFY(SettleRecord::fromJson(good));
        const auto with = [&](const QString &member, json::Value value) {
            json::Object changed = good.object();
            changed.set(member, std::move(value));
            return SettleRecord::fromJson(changed).has_value();
        };
        QVERIFY(!with(u"amount"_s, 0));
        QVERIFY(!with(u"amount"_s, u"0.001"_s));
        QVERIFY(!with(u"jobs"_s, 0));
        QVERIFY(!with(u"jobs"_s, 1.5));
        QVERIFY(!with(u"jobs"_s, MaxJobsPerTab + 1));
        QVERIFY(!with(u"mps"_s, -0.1));
        QVERIFY(!with(u"receipts_root"_s, u"0x"_s + QString(63, u'a')));
        QVERIFY(!with(u"receipts_root"_s, u"0x"_s + QString(64, u'A')));
        QVERIFY(!with(u"memo"_s, u"x"_s));
    }

    void batches()
    {
        Batch batch{u"sdxl"_s, 20, Now - 60'000, Now, u"0x"_s + QString(64, u'a')};
        QVERIFY(batch.toJson());
        batch.requests = 0;
        QVERIFY(!batch.toJson());
    }

    void installed()
    {
        const Scene scene;
        const AppDefinition app;
        const auto operation = app.installOperation(scene.requester.address(), Now);
        QVERIFY(operation);
        QCOMPARE((*operation)[u"op_list"].array().size(), std::size_t(3));
        QVERIFY(app.checkInstalled(app.rules(), app.owners(), {}));
        QCOMPARE(whatOf(app.checkInstalled({}, {}, {})), u"share.app_missing"_s);
        // An app of this name whose maker kept a way in.
        json::Object rules = app.rules().object();
        rules.set(u".rule"_s, json::Object{{u"write"_s, true}});
        QCOMPARE(whatOf(app.checkInstalled(rules, app.owners(), {})), u"share.app_differs"_s);
        QCOMPARE(whatOf(app.checkInstalled(app.rules(), {}, {})), u"share.app_differs"_s);
        json::Value owners = app.owners();
        owners.object().find(u".owner")->object().find(u"owners")->object().set(scene.requester.address().toString(),
                                                                                json::Object{{u"write_rule"_s, true}});
        QCOMPARE(whatOf(app.checkInstalled(app.rules(), owners, {})), u"share.app_differs"_s);
        QCOMPARE(whatOf(app.checkInstalled(app.rules(), app.owners(), json::Object{{u".function"_s, 1}})),
                 u"share.app_differs"_s);
        AppDefinition cheap;
        cheap.minStake = Amount::fromMicro(1);
        QCOMPARE(whatOf(app.checkInstalled(cheap.rules(), app.owners(), {})), u"share.app_differs"_s);
        AppDefinition named;
        named.name = u"Not An App"_s;
        QVERIFY(!named.installOperation(scene.requester.address(), Now));
    }

    void whenToCash()
    {
        const Scene scene;
        SessionRow session;
        session.id = scene.id;
        session.terms = scene.session;
        session.state = SessionState::Open;
        session.openedMs = Now;
        TabRow tab;
        tab.session = scene.id;
        tab.state = TabState::Signed;
        tab.voucher = u"0x1"_s;
        tab.signedAmount = Amount::fromMicro(100'000);
        tab.firstVoucherMs = Now;
        const CashPolicy policy;
        const auto reason = [&](qint64 later, bool isNewest = true) {
            return cashReason(tab, session, isNewest, Now + later, Now + later, policy);
        };
        QCOMPARE(reason(0), CashReason::None);
        QCOMPARE(reason(0, false), CashReason::NextTab);
        QCOMPARE(reason(policy.intervalMs - 1), CashReason::None);
        QCOMPARE(reason(policy.intervalMs), CashReason::Interval);
        tab.signedAmount = Amount::fromMicro(899'999);
        QCOMPARE(reason(0), CashReason::None);
        tab.signedAmount = Amount::fromMicro(900'000);
        QCOMPARE(reason(0), CashReason::Full);
        tab.nextTryMs = Now + 1;
        QCOMPARE(reason(0), CashReason::None);
        QCOMPARE(reason(1), CashReason::Full);
        tab.nextTryMs = 0;
        tab.signedAmount = Amount::fromMicro(1);
        tab.firstVoucherMs = Now + 23LL * 3600 * 1000 + 1'800'000 - 1;
        QCOMPARE(reason(24LL * 3600 * 1000 - policy.beforeEndMs), CashReason::SessionEnds);
        for (const TabState state : {TabState::Open, TabState::Owed, TabState::Cashing, TabState::Settled,
                                     TabState::Proven, TabState::Unpaid}) {
            tab.state = state;
            QCOMPARE(reason(policy.intervalMs), CashReason::None);
        }
    }

    void whenToWork()
    {
        const Scene scene;
        SessionRow session;
        session.id = scene.id;
        session.terms = scene.session;
        session.state = SessionState::Open;
        const CashPolicy policy;
        QVERIFY(!refusalOfWork(session, 0, 100'000'000, Now, policy)); // exactly the cap
        QCOMPARE(refusalOfWork(session, 0, 100'000'100, Now, policy)->code, errors::ShareTabFull);
        QCOMPARE(refusalOfWork(session, 60'000'000, 50'000'000, Now, policy)->code, errors::ShareTabFull);
        QCOMPARE(refusalOfWork(session, 0, 1, session.terms.expiresMs - 1, policy)->code, errors::ShareSessionEnded);
        session.state = SessionState::Broken;
        session.problem = Error{errors::ShareUnderpaid};
        QCOMPARE(refusalOfWork(session, 0, 1, Now, policy)->code, errors::ShareUnderpaid);
    }

    void rowsForASpreadsheet()
    {
        const Scene scene;
        SessionBook book;
        book.session.id = scene.id;
        book.session.terms = scene.session;
        book.session.state = SessionState::Open;
        const std::array states{TabState::Signed, TabState::Cashing, TabState::Settled, TabState::Proven,
                                TabState::Unpaid};
        for (std::size_t i = 0; i < states.size(); ++i) {
            TabRow tab;
            tab.session = scene.id;
            tab.seq = int(i);
            tab.state = states[i];
            tab.jobs = 2;
            tab.units = 1'500'000;
            tab.signedAmount = Amount::fromMicro(1'000 << i);
            tab.settledAmount =
                states[i] == TabState::Settled || states[i] == TabState::Proven ? tab.signedAmount : Amount();
            tab.firstVoucherMs = Now + qint64(i);
            tab.fee = Amount::fromMicro(tab.settledAmount.isZero() ? 0 : 190'500);
            tab.voucher = u"0xabc"_s;
            book.tabs.append(tab);
        }
        book.loose.append(JobRow{work(1, 300'000), -1, true, Now - 5});
        const Earnings earnings = earningsOf({book}, Now);
        QCOMPARE(earnings.owed.micro(), 3'000);
        QCOMPARE(earnings.inVouchers.micro(), 1'000 + 2'000);
        QCOMPARE(earnings.settled.micro(), 4'000);
        QCOMPARE(earnings.proven.micro(), 8'000);
        QCOMPARE(earnings.unpaid.micro(), 16'000);
        QCOMPARE(earnings.fees.micro(), 381'000);
        QCOMPARE(earnings.jobs, 11);
        QCOMPARE(earningsOf({book}, scene.session.expiresMs + 1).owed.micro(), 0);
        QCOMPARE(earningsOf({book}, scene.session.expiresMs + 1).unpaid.micro(), 19'000);
        const QByteArray csv = earningsCsv(earningRows({book}, Now));
        const QList<QByteArray> lines = csv.split('\n');
        QCOMPARE(lines.at(0), QByteArray("time,session,requester,jobs,units,amount,fee,tx_hash,state\r"));
        QCOMPARE(lines.size(), qsizetype(8));
        QCOMPARE(lines.at(1),
                 "2026-11-22T19:16:39Z," + scene.id.toLatin1() + ',' + scene.session.requester.toString().toLatin1()
                     + ",1,0.3,0.003000,0.000000,,owed\r");
        QVERIFY(lines.at(5).endsWith(",2,1.5,0.008000,0.190500,0xabc,proven\r"));
        // Nothing in a field runs as a formula, and separators are quoted.
        EarningRow odd;
        odd.session = u"=1+1"_s;
        odd.txHash = u"a,\"b"_s;
        odd.state = u"owed"_s;
        QVERIFY(earningsCsv({odd}).contains("'=1+1/0,") || earningsCsv({odd}).contains("'=1+1,"));
        QVERIFY(earningsCsv({odd}).contains("\"a,\"\"b\""));
    }

    void explains()
    {
        const Scene scene;
        QCOMPARE(explainSession(scene.session, std::nullopt).size(), qsizetype(3));
        const auto poor = explainSession(scene.session, Amount::fromMicro(1));
        QCOMPARE(poor.constLast().id, u"warn.share_balance"_s);
        QVERIFY(poor.constLast().isWarning);
        const auto first = explainVoucher(scene.session, scene.terms(0, {work(1, 1'000'000)}), Amount());
        QCOMPARE(first.constFirst().args[u"amount"].toString(), u"0.010000"_s);
        QCOMPARE(first.constFirst().args[u"provider"].toString(), scene.session.provider.toString());
        const auto second = explainVoucher(scene.session, scene.terms(0, {work(1, 1'000'000)}), Amount::fromMicro(5));
        QCOMPARE(second.size(), first.size() + 1);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestValues)
#include "test_values.moc"
