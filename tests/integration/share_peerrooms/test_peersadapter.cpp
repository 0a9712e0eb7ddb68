// The window's switch for being a node of AI Network, over whole programs.
#include "app/backends/peersadapter.h"
#include "tests/integration/share_exchange/exchangebench.h"

#include <QTcpServer>
#include <QTest>

using namespace ain;
using namespace ain::test;
using ui::PeerStanding;

namespace {

class TestPeersAdapter : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;

    [[nodiscard]] static quint16 freePort()
    {
        QTcpServer server;
        return server.listen(QHostAddress::LocalHost, 0) ? server.serverPort() : quint16(0);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void theSwitchMakesANode()
    {
        Program program(m_dir.filePath(u"here"_s), m_dir.filePath(u"practice"_s));
        Program other(m_dir.filePath(u"there"_s), m_dir.filePath(u"practice"_s));
        AIN_REQUIRE(program.open());
        AIN_REQUIRE(other.open());
        app::PeerRooms there(*other.services, other.account);
        AIN_REQUIRE(await(there.open()));
        AIN_REQUIRE(await(there.serve({.name = u"Cellar"_s}), 30'000));
        {
            app::PeersAdapter adapter(*program.services);
            QCOMPARE(adapter.state().standing, PeerStanding::Off);
            ui::PeerTerms terms = adapter.terms();
            QVERIFY(!terms.isWanted);
            terms.isWanted = true;
            terms.port = freePort();
            terms.endpoint = u"no address"_s;
            adapter.setTerms(terms);
            QCOMPARE(adapter.state().standing, PeerStanding::Off); // the studio is not open yet
            program.services->sharing().start();
            adapter.start();
            QTRY_COMPARE_WITH_TIMEOUT(adapter.state().standing, PeerStanding::Open, 30'000);
            QCOMPARE(adapter.state().account, program.account.address.toString());
            QCOMPARE(adapter.state().url, u"http://127.0.0.1:%1"_s.arg(terms.port));
            QVERIFY(adapter.terms().endpoint.isEmpty());
            QCOMPARE(adapter.state().known, 0);
            const auto name = await(adapter.greet(there.endpoint()));
            AIN_REQUIRE(name);
            QCOMPARE(*name, u"Cellar"_s);
            QTRY_COMPARE(adapter.state().known, 1);
            AIN_REQUIRE_ERROR(await(adapter.greet(u"http://127.0.0.1:1"_s)), errors::PeerUnreachable);
            // Sharing is off at first: nothing is offered, nothing drawn.
            share::ImageOrder order;
            order.prompt = u"fox"_s;
            const auto drawn = await(there.draw(adapter.state().url, order), 30'000);
            AIN_REQUIRE_ERROR(drawn, errors::PeerRefused);
            QCOMPARE(drawn.error().args.value(u"code"_s).toString(), u"not_serving"_s);

            // A port that somebody else has.
            QTcpServer taken;
            QVERIFY(taken.listen(QHostAddress::LocalHost, 0));
            const quint16 free = terms.port;
            terms.port = taken.serverPort();
            adapter.setTerms(terms);
            QTRY_COMPARE_WITH_TIMEOUT(adapter.state().standing, PeerStanding::Failed, 30'000);
            QCOMPARE(adapter.error()->code, errors::HttpListen);
            terms.port = free;
            adapter.setTerms(terms);
            QTRY_COMPARE_WITH_TIMEOUT(adapter.state().standing, PeerStanding::Open, 30'000);
            QVERIFY(!adapter.error());
            // A locked wallet can't sign.
            AIN_REQUIRE(await(program.services->vault().lock()));
            QTRY_COMPARE(adapter.state().standing, PeerStanding::Locked);
            AIN_REQUIRE(await(program.services->vault().unlock({})));
            QTRY_COMPARE_WITH_TIMEOUT(adapter.state().standing, PeerStanding::Open, 30'000);
            QCOMPARE(adapter.state().known, 1);
        }
        // What is wished is kept.
        app::PeersAdapter again(*program.services);
        QVERIFY(again.terms().isWanted);
        ui::PeerTerms off = again.terms();
        off.isWanted = false;
        again.setTerms(off);
        QCOMPARE(again.state().standing, PeerStanding::Off);
        QCOMPARE(again.state().known, 1);
        there.stopServing();
    }
};

} // namespace

QTEST_MAIN(TestPeersAdapter)
#include "test_peersadapter.moc"
