// Work that goes out and comes in for pay: two that draw, one that asks, the practice network, the real engine with the
// built-in model. Nothing lost, nothing paid twice, nothing paid that does not hold.
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/share/job/seal.h"
#include "gpu/share/peer/peerauth.h"
#include "tests/integration/share_exchange/exchangebench.h"
#include "tests/support/share/testbackend.h"

#include <QNetworkReply>
#include <QTest>

using namespace ain;
using namespace ain::test;
using share::RequesterState;

namespace {

/// Stands between requester and provider, and lies.
class Liar {
public:
    enum class Lie { None, OtherPicture, NoStates, OtherStates, OtherSender, Garbage, Huge, Silent, OtherCheckpoint };

    explicit Liar(QString target) : m_target(std::move(target))
    {
        auto handle = [this](const http::HttpRequest &request, const http::HttpReply &reply) { pass(request, reply); };
        http::HttpOptions options;
        options.maxBody = 1024 * 1024;
        m_server = std::make_unique<http::HttpServer>(http::HttpServer::LaterHandler(handle), options);
        isOpen = m_server->listen(0).has_value();
    }
    [[nodiscard]] QString url() const { return u"http://127.0.0.1:%1"_s.arg(m_server->port()); }

    Lie lie = Lie::None;
    bool isOpen = false;
    QString kx; ///< of who is lied to
    QString job; ///< of the last question about one
    int lies = 0; ///< told about a state

private:
    void pass(const http::HttpRequest &request, const http::HttpReply &reply)
    {
        if (lie == Lie::Silent) {
            m_kept.append(reply);
            return;
        }
        const QString path = QString::fromLatin1(request.path);
        if (path.startsWith(u"/market/jobs/"))
            job = path.section(u'/', 3, 3);
        QNetworkRequest onward(QUrl(m_target + path));
        for (const auto &[name, value] : request.headers.asKeyValueRange()) {
            if (name == share::PeerAuthHeader)
                onward.setRawHeader(name, value);
        }
        onward.setRawHeader("Content-Type", "application/json");
        QNetworkReply *answer = request.method == "POST" ? m_http.post(onward, request.body) : m_http.get(onward);
        QObject::connect(answer, &QNetworkReply::finished, &m_http, [this, answer, reply, path] {
            answer->deleteLater();
            http::HttpResponse response;
            response.status = answer->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            response.body = answer->readAll();
            change(path, response);
            reply.send(response);
        });
    }
    void change(const QString &path, http::HttpResponse &response)
    {
        if (lie == Lie::Garbage && path.contains(u"/news/"))
            response.body = "{\"message\":[1,2,{\"x\":\"\\ud800\"}],\"revision\":1e400}";
        if (lie == Lie::Huge && path.endsWith(u"/picture"))
            response.body = "{\"sealed\":\"" + QByteArray(48 * 1024 * 1024, 'a') + "\"}";
        if (lie == Lie::OtherPicture && path.endsWith(u"/picture")) {
            const auto sealed = share::seal(kx, share::ImagePurpose, job, pngOf({512, 512}, 0xff336699));
            response.body = json::canonical(json::Object{{u"sealed"_s, sealed->toCompact()}});
        }
        if (lie == Lie::OtherCheckpoint && path.endsWith(u"/checkpoint") && response.status == 200) {
            const auto sealed = share::seal(kx, share::StatePurpose, job, QByteArray(12'288, '\0'));
            json::Object object = json::parse(response.body)->object();
            object.set(u"sealed"_s, sealed->toCompact());
            response.body = json::canonical(json::Value(std::move(object)));
            ++lies;
        }
        if (lie == Lie::OtherSender && path.contains(u"/news/"))
            response.body.replace("\"from\":\"0x", "\"from\":\"0X");
        if (path.endsWith(u"/open") && (lie == Lie::NoStates || lie == Lie::OtherStates)) {
            auto value = *json::parse(response.body);
            json::Object object = value.object();
            json::Object states;
            if (lie == Lie::OtherStates) {
                for (const auto &[hash, text] : value[u"states"].object()) {
                    QByteArray bytes = QByteArray::fromBase64(text.toString().toLatin1());
                    bytes[0] = char(bytes[0] ^ 1);
                    states.set(crypto::toHex(crypto::sha256(bytes)), QString::fromLatin1(bytes.toBase64()));
                }
            }
            object.set(u"states"_s, std::move(states));
            response.body = json::canonical(json::Value(std::move(object)));
        }
    }

    QString m_target;
    QNetworkAccessManager m_http;
    std::unique_ptr<http::HttpServer> m_server;
    QList<http::HttpReply> m_kept;
};

/// The state, and why it is no other one.
QString endOf(const share::AskedJob &job)
{
    QString text = share::nameOf(job.progress.state);
    if (job.problem) {
        text += u' ' + job.problem->code.toString();
        for (const QVariant &value : job.problem->args)
            text += u' ' + value.toString();
    }
    return text;
}

class TestExchange : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::unique_ptr<Program> m_asker;
    std::unique_ptr<Program> m_first;
    std::unique_ptr<Program> m_second;
    QString m_firstSession;
    QString m_secondSession;

    std::unique_ptr<Program> program(const QString &name)
    {
        return std::make_unique<Program>(m_dir.filePath(name), m_dir.filePath(u"practice"_s));
    }
    Amount balance(Program &of) { return await(of.services->client().balance(of.account.address)).value_or(Amount()); }
    /// Steps of a job that a provider has behind it.
    static int reachedBy(Program &provider, const QString &id)
    {
        for (const share::TakenJob &job : provider.exchange->provider()->jobs()) {
            if (job.id == id)
                return int(provider.services->studio().service().reached(job.work).states.size()) - 1;
        }
        return 0;
    }
    /// In vouchers or paid, micro AIN.
    static qint64 signedFor(Program &of)
    {
        const market::Earnings all = earnings(of);
        return all.inVouchers.micro() + all.settled.micro() + all.proven.micro();
    }
    static market::Earnings earnings(Program &of)
    {
        return await(of.services->market().cashier().earnings()).value_or(market::Earnings());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        m_asker = program(u"asker"_s);
        m_first = program(u"first"_s);
        m_second = program(u"second"_s);
        for (Program *one : {m_asker.get(), m_first.get(), m_second.get()}) {
            AIN_REQUIRE(one->open());
            AIN_REQUIRE(await(one->services->fund(one->account.address, Amount::fromMicro(300'000'000)), 30'000));
        }
        AIN_REQUIRE(m_first->send(await(m_first->services->market().market().prepareInstall(m_first->account.id))));
        for (Program *one : {m_first.get(), m_second.get()}) {
            AIN_REQUIRE(one->enlist());
            AIN_REQUIRE(one->serve(Price));
        }
        const auto first = m_asker->agreeWith(m_first->account.address, m_first->exchange->endpoint(), Price);
        AIN_REQUIRE(first);
        m_firstSession = *first;
    }

    void cleanupTestCase()
    {
        // The host of the network goes last.
        m_second.reset();
        m_first.reset();
        m_asker.reset();
    }

    void whoAnswersSaysWhoItIs()
    {
        const auto told = await(m_asker->exchange->requester().capacityOf(m_first->exchange->endpoint()));
        AIN_REQUIRE(told);
        QCOMPARE(told->from, m_first->account.address);
        const auto *capacity = std::get_if<share::Capacity>(&told->body);
        QVERIFY(capacity != nullptr);
        QCOMPARE(capacity->models.size(), 1);
        QCOMPARE(capacity->models.constFirst().family, u"ain_mini"_s);
        QCOMPARE(capacity->price, Price);
    }

    void drawsChecksAndSigns()
    {
        const auto done = m_asker->draw(u"blue cat, yellow background"_s, 7);
        AIN_REQUIRE(done);
        QCOMPARE(endOf(*done), u"accepted"_s);
        QVERIFY(done->verdict == share::CheckVerdict::Ok);
        QCOMPARE(done->receipt->provider, m_first->account.address);
        QVERIFY(!done->receipt->traceRoot.isEmpty());
        // Here it is a picture like any other, with its recipe, and says where it came from.
        const auto picture = await(m_asker->services->studio().gallery().bySha256(done->image));
        AIN_REQUIRE(picture);
        QCOMPARE(picture->size(), 1);
        QCOMPARE(picture->constFirst().prompt, u"blue cat, yellow background"_s);
        QVERIFY(picture->constFirst().tags.contains(u"market"_s));
        // There it is none: strangers' pictures are nobody's business.
        gallery::Query all;
        const auto theirs = await(m_first->services->studio().gallery().query(all));
        AIN_REQUIRE(theirs);
        QVERIFY(theirs->pictures.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(earnings(*m_first).jobs, 1, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(!earnings(*m_first).inVouchers.isZero(), 20'000);
        QVERIFY(earnings(*m_first).owed.isZero());
        // The same recipe drawn here gives the same pixels: it was no other picture.
        const auto again = await(m_asker->services->studio().service().check(
                                     m_asker->request(u"blue cat, yellow background"_s, 7), done->image),
                                 60'000);
        AIN_REQUIRE(again);
        QVERIFY(again->isBitEqual);
    }

    void aLockedWalletGoesOnWorking()
    {
        const int jobs = earnings(*m_first).jobs;
        AIN_REQUIRE(await(m_first->services->vault().lock()));
        QVERIFY(m_first->services->vault().state() != vault::Vault::State::Open);
        const auto done = m_asker->draw(u"green frog"_s, 71);
        AIN_REQUIRE(done);
        QCOMPARE(endOf(*done), u"accepted"_s);
        QCOMPARE(done->receipt->provider, m_first->account.address);
        // Signed by a key of that run, and what it rests on is kept beside it.
        QVERIFY(!share::verify(*done->receipt, m_asker->services->client().network().chainId));
        QVERIFY(share::verify(*done->receipt, m_asker->services->client().network().chainId, done->delegations)
                    .has_value());
        QTRY_COMPARE_WITH_TIMEOUT(earnings(*m_first).jobs, jobs + 1, 20'000);
        AIN_REQUIRE(await(m_first->services->vault().unlock({})));
        AIN_REQUIRE(await(m_first->exchange->renew()));
    }

    void theOwnerIsBackAndAnotherGoesOn()
    {
        const auto second = m_asker->agreeWith(m_second->account.address, m_second->exchange->endpoint(),
                                               Amount::fromMicro(Price.micro() + 1'000));
        AIN_REQUIRE(second);
        m_secondSession = *second;
        auto asked = await(
            m_asker->exchange->requester().ask(m_asker->request(u"red dog with a hat"_s, 8, 30), Program::terms()));
        AIN_REQUIRE(asked);
        // The cheaper one has it, until its owner moves the mouse.
        const qint64 before = signedFor(*m_first);
        QTRY_VERIFY_WITH_TIMEOUT(reachedBy(*m_first, asked->id) > 2, 20'000);
        const int reached = reachedBy(*m_first, asked->id);
        m_first->isFree = false;
        m_first->exchange->provider()->withdraw();
        QCOMPARE(m_first->exchange->provider()->running(), 0);
        const auto done = await(m_asker->exchange->requester().ended(asked->id), 120'000);
        m_first->isFree = true;
        AIN_REQUIRE(done);
        QCOMPARE(endOf(*done), u"accepted"_s);
        QCOMPARE(done->progress.attempt, 2);
        QCOMPARE(done->receipt->provider, m_second->account.address);
        QVERIFY(done->verdict == share::CheckVerdict::Ok);
        // What the first one had done is not done again, and is paid.
        QCOMPARE(done->parts.size(), 1);
        const share::ExecutionReceipt begun = done->parts.constFirst().receipt;
        QCOMPARE(begun.provider, m_first->account.address);
        QVERIFY(begun.firstStep == 0 && begun.lastStep >= reached && begun.lastStep < 30);
        QVERIFY(begun.image.isEmpty());
        QCOMPARE(done->receipt->firstStep, begun.lastStep);
        QCOMPARE(done->receipt->yieldedFrom, share::checkpointOf(*done));
        QCOMPARE(done->unpaid, QStringList());
        QTRY_VERIFY_WITH_TIMEOUT(signedFor(*m_first) > before, 20'000);
        // And the picture is the one that a single computer draws, bit for bit.
        const auto alone = m_asker->request(u"red dog with a hat"_s, 8, 30);
        const auto check = await(m_asker->services->studio().service().check(alone, done->image), 60'000);
        AIN_REQUIRE(check);
        QVERIFY(check->isBitEqual);
        // Nothing stays in the first one's queue.
        QTRY_VERIFY_WITH_TIMEOUT(
            [this] {
                const auto jobs = await(m_first->services->studio().queue().jobs({}, 100));
                return jobs && std::all_of(jobs->cbegin(), jobs->cend(), [](const jobs::Job &job) {
                           return jobs::hasEnded(job.state);
                       });
            }(),
            20'000);
    }

    void severalAtOnceEndOnceEach()
    {
        const int delivered = earnings(*m_first).jobs + earnings(*m_second).jobs;
        QStringList ids;
        for (int i = 0; i < 6; ++i) {
            const auto asked = await(m_asker->exchange->requester().ask(
                m_asker->request(u"green frog"_s, quint64(100 + i)), Program::terms()));
            AIN_REQUIRE(asked);
            ids += asked->id;
        }
        QCOMPARE(QSet<QString>(ids.cbegin(), ids.cend()).size(), 6);
        for (const QString &id : std::as_const(ids)) {
            const auto done = await(m_asker->exchange->requester().ended(id), 120'000);
            AIN_REQUIRE(done);
            QCOMPARE(endOf(*done), u"accepted"_s);
            QCOMPARE(done->progress.attempt, 1); // waiting for a place is no attempt
        }
        QTRY_COMPARE_WITH_TIMEOUT(earnings(*m_first).jobs + earnings(*m_second).jobs, delivered + 6, 20'000);
    }

    void aKilledProviderLosesTheJobAndNothingElse()
    {
        auto asked =
            await(m_asker->exchange->requester().ask(m_asker->request(u"white owl"_s, 9, 30), Program::terms()));
        AIN_REQUIRE(asked);
        QTRY_COMPARE_WITH_TIMEOUT(m_first->exchange->provider()->running(), 1, 20'000);
        m_first->close();
        const auto done = await(m_asker->exchange->requester().ended(asked->id), 120'000);
        AIN_REQUIRE(done);
        QCOMPARE(endOf(*done), u"accepted"_s);
        QCOMPARE(done->receipt->provider, m_second->account.address);
        // It comes back with its books, and what it had begun is nobody's any more.
        AIN_REQUIRE(m_first->open());
        AIN_REQUIRE(m_first->serve(Price));
        QVERIFY(earnings(*m_first).jobs > 0);
        QCOMPARE(m_first->exchange->provider()->running(), 0);
        AIN_REQUIRE(await(m_asker->exchange->requester().setEndpoint(m_firstSession, m_first->exchange->endpoint())));
    }

    void aKilledRequesterGoesOn()
    {
        auto asked =
            await(m_asker->exchange->requester().ask(m_asker->request(u"purple whale"_s, 10, 30), Program::terms()));
        AIN_REQUIRE(asked);
        QTRY_VERIFY_WITH_TIMEOUT(
            m_first->exchange->provider()->running() + m_second->exchange->provider()->running() > 0, 20'000);
        const QString id = asked->id;
        m_asker->exchange.reset(); // the studio of this test goes on: it hosts the network
        m_asker->exchange = std::make_unique<app::ExchangeRooms>(*m_asker->services, m_asker->account);
        QTRY_VERIFY_WITH_TIMEOUT(await(m_asker->exchange->open(), 60'000).has_value(), 20'000);
        const auto done = await(m_asker->exchange->requester().ended(id), 120'000);
        AIN_REQUIRE(done);
        QCOMPARE(endOf(*done), u"accepted"_s);
        const auto rows = await(m_asker->services->studio().gallery().bySha256(done->image));
        AIN_REQUIRE(rows);
        QCOMPARE(rows->size(), 1);
    }

    void whatWasSignedBecomesMoney()
    {
        // The last voucher may still be on its way.
        QTRY_VERIFY_WITH_TIMEOUT(earnings(*m_first).owed.isZero(), 60'000);
        const Amount before = balance(*m_first);
        const Amount asked = balance(*m_asker);
        const market::Earnings due = earnings(*m_first);
        QVERIFY(!due.inVouchers.isZero());
        auto &cashier = m_first->services->market().cashier();
        AIN_REQUIRE(await(cashier.cash(m_firstSession, 0), 60'000));
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                (void)await(cashier.tick(), 60'000);
                return earnings(*m_first).proven == due.inVouchers;
            }(),
            60'000);
        QCOMPARE((balance(*m_first).micro() - before.micro()), due.inVouchers.micro());
        QVERIFY((asked.micro() - balance(*m_asker).micro()) >= due.inVouchers.micro()); // and the network's fee
        // Both see it proven, not only told.
        for (Program *one : {m_first.get(), m_asker.get()}) {
            const auto path = light::StatePath::value(u"/accounts/"_s + one->account.address.toString());
            AIN_REQUIRE(path);
            const auto read = await(one->services->light().read({*path}), 60'000);
            AIN_REQUIRE(read);
            QCOMPARE(read->constFirst().mark.standing(), light::Standing::Proven);
            const auto proven = light::provenNumber(read->constFirst().value[u"balance"]);
            QVERIFY(proven);
            QCOMPARE(Amount::fromWire(*proven).value_or(Amount()), balance(*one));
        }
        // Twice is once.
        QVERIFY(!await(cashier.cash(m_firstSession, 0), 60'000));
        QCOMPARE((balance(*m_first).micro() - before.micro()), due.inVouchers.micro());
        // The table adds up.
        const auto rows = await(cashier.rows());
        AIN_REQUIRE(rows);
        qint64 sum = 0;
        int jobs = 0;
        for (const market::EarningRow &row : *rows) {
            sum += row.amount.micro();
            jobs += row.jobs;
        }
        const market::Earnings now = earnings(*m_first);
        QCOMPARE(sum, now.owed.micro() + now.inVouchers.micro() + now.settled.micro() + now.proven.micro());
        QCOMPARE(jobs, now.jobs);
        AIN_REQUIRE(await(m_asker->exchange->requester().refresh(), 60'000));
    }

    void aStateThatIsAnotherOneIsNotGoneOnWith()
    {
        auto victim = std::make_unique<Program>(m_dir.filePath(u"misled"_s), m_dir.filePath(u"practice"_s));
        AIN_REQUIRE(victim->open());
        AIN_REQUIRE(await(victim->services->fund(victim->account.address, Amount::fromMicro(100'000'000)), 30'000));
        Liar liar(m_first->exchange->endpoint());
        QVERIFY(liar.isOpen);
        AIN_REQUIRE(victim->agreeWith(m_first->account.address, liar.url(), Price));
        AIN_REQUIRE(victim->agreeWith(m_second->account.address, m_second->exchange->endpoint(),
                                      Amount::fromMicro(Price.micro() + 1'000)));
        const auto key = await(victim->services->vault().publicKey(victim->account.id, u"practice"_s));
        AIN_REQUIRE(key);
        liar.kx = crypto::toHex(*key);
        liar.lie = Liar::Lie::OtherCheckpoint;
        const auto asked =
            await(victim->exchange->requester().ask(victim->request(u"white owl"_s, 77, 30), Program::terms()));
        AIN_REQUIRE(asked);
        QTRY_VERIFY_WITH_TIMEOUT(reachedBy(*m_first, asked->id) > 2, 20'000);
        m_first->isFree = false;
        m_first->exchange->provider()->withdraw();
        const auto done = await(victim->exchange->requester().ended(asked->id), 120'000);
        m_first->isFree = true;
        AIN_REQUIRE(done);
        QVERIFY(liar.lies > 0);
        QCOMPARE(endOf(*done), u"accepted"_s);
        QVERIFY(done->parts.isEmpty());
        QCOMPARE(done->receipt->provider, m_second->account.address);
        QCOMPARE(done->receipt->firstStep, 0);
        QCOMPARE(done->unpaid, QStringList{m_first->account.address.toString()});
    }

    void liesArePaidForByNobody_data()
    {
        QTest::addColumn<int>("lie");
        QTest::addColumn<QString>("state");
        QTest::addRow("another picture") << int(Liar::Lie::OtherPicture) << u"failed"_s;
        QTest::addRow("states are not opened") << int(Liar::Lie::NoStates) << u"failed"_s;
        QTest::addRow("other states") << int(Liar::Lie::OtherStates) << u"failed"_s;
        QTest::addRow("an answer of nobody") << int(Liar::Lie::OtherSender) << u"expired"_s;
        QTest::addRow("an answer that is none") << int(Liar::Lie::Garbage) << u"expired"_s;
        QTest::addRow("a picture of many megabytes") << int(Liar::Lie::Huge) << u"failed"_s;
        QTest::addRow("no answer") << int(Liar::Lie::Silent) << u"expired"_s;
    }
    void liesArePaidForByNobody()
    {
        QFETCH(const int, lie);
        QFETCH(const QString, state);
        auto victim = std::make_unique<Program>(m_dir.filePath(u"victim%1"_s.arg(lie)), m_dir.filePath(u"practice"_s));
        AIN_REQUIRE(victim->open());
        AIN_REQUIRE(await(victim->services->fund(victim->account.address, Amount::fromMicro(100'000'000)), 30'000));
        Liar liar(m_second->exchange->endpoint());
        QVERIFY(liar.isOpen);
        const auto session = victim->agreeWith(m_second->account.address, liar.url(), Price);
        AIN_REQUIRE(session);
        const auto key = await(victim->services->vault().publicKey(victim->account.id, u"practice"_s));
        AIN_REQUIRE(key);
        liar.kx = crypto::toHex(*key);
        liar.lie = Liar::Lie(lie);
        const auto asked = await(
            victim->exchange->requester().ask(victim->request(u"orange fox"_s, quint64(500 + lie)), Program::terms(6)));
        AIN_REQUIRE(asked);
        const auto done = await(victim->exchange->requester().ended(asked->id), 120'000);
        AIN_REQUIRE(done);
        QCOMPARE(share::nameOf(done->progress.state), state);
        QVERIFY(done->problem);
        QCOMPARE(done->picture, 0);
        const auto tabs = await(victim->services->market().payer().tabs(*session));
        AIN_REQUIRE(tabs);
        for (const market::TabRow &tab : *tabs)
            QVERIFY(tab.signedAmount.isZero());
        // Who was caught is not asked again.
        if (state == u"failed") {
            liar.lie = Liar::Lie::None;
            const auto next = await(victim->exchange->requester().ask(
                victim->request(u"orange fox"_s, quint64(600 + lie)), Program::terms(2)));
            AIN_REQUIRE(next);
            const auto over = await(victim->exchange->requester().ended(next->id), 120'000);
            AIN_REQUIRE(over);
            QCOMPARE(share::nameOf(over->progress.state), u"expired"_s);
        }
    }

    void strangersGetErrors()
    {
        QNetworkAccessManager http;
        const QString root = m_second->exchange->endpoint();
        const auto status = [&http](const QString &url, const QByteArray &body, const QByteArray &auth = {}) {
            QNetworkRequest request{QUrl(url)};
            request.setRawHeader("Content-Type", "application/json");
            if (!auth.isEmpty())
                request.setRawHeader(share::PeerAuthHeader.toByteArray(), auth);
            const std::unique_ptr<QNetworkReply> reply(body.isNull() ? http.get(request) : http.post(request, body));
            (void)QTest::qWaitFor([&reply] { return reply->isFinished(); }, 30'000);
            return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        };
        const QString known = m_second->exchange->provider()->jobs().constFirst().id;
        QCOMPARE(status(root + u"/market/nothing"_s, {}), 404);
        QCOMPARE(status(root + u"/market/jobs/%1/news/0"_s.arg(known), {}), 404);
        QCOMPARE(status(root + u"/market/jobs/%1/picture"_s.arg(known), {}, "0x00:1:0x00"), 404);
        QCOMPARE(status(root + u"/market/jobs/%1/cancel"_s.arg(known), "{}"), 404);
        QCOMPARE(status(root + u"/market/vouchers"_s, "{\"v\":1}"), 400);
        QCOMPARE(status(root + u"/market/vouchers"_s, QByteArray(100'000, '[')), 400);
        QCOMPARE(status(root + u"/market/sessions/x/post"_s, "{}"), 400);
        QCOMPARE(status(root + u"/market/sessions/x/grant"_s, "\xff\xfe"), 400);
        QCOMPARE(status(root + u"/market/jobs/%1/open"_s.arg(known), "[]"), 400);
        QVERIFY(status(root + u"/market/vouchers"_s, QByteArray(400 * 1024, 'x')) >= 400);
        QCOMPARE(m_second->exchange->provider()->running(), 0);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestExchange)
#include "test_exchange.moc"
