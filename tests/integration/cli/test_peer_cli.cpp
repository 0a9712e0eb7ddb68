// Nodes of AI Network in the terminal: one that draws and one that asks, each a process of its own.
#include "running.h"

#include <QFileInfo>

#include <memory>

using namespace ain;
using namespace ain::test;

namespace {

class TestPeerCli : public QObject {
    Q_OBJECT

    const CliBench m_bench;
    std::unique_ptr<Running> m_network;
    std::unique_ptr<Running> m_node;
    QString m_chain;

    [[nodiscard]] QStringList line(const QString &who, const QStringList &arguments) const
    {
        return m_bench.lineOf(who, m_chain, arguments);
    }
    [[nodiscard]] Outcome run(const QString &who, const QStringList &arguments) const
    {
        return runCli(line(who, arguments));
    }
    [[nodiscard]] QString url() const { return m_node->first[u"url"].toString(); }
    [[nodiscard]] Outcome draw(const QStringList &further = {}) const
    {
        return run(u"asker"_s,
                   QStringList{u"peer"_s, u"draw"_s, url(), u"--prompt"_s, u"orange fox"_s, u"--seed"_s, u"3"_s,
                               u"--size"_s, u"64x64"_s, u"--steps"_s, u"4"_s}
                       + further);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_bench.isValid());
        m_network = std::make_unique<Running>(QStringList{u"sandbox"_s, u"run"_s, u"--data"_s, m_bench.path(u"net"_s)});
        m_chain = m_network->first[u"rpc_url"].toString();
        QVERIFY(!m_chain.isEmpty());
        for (const QString &who : {u"asker"_s, u"drawer"_s}) {
            QCOMPARE(run(who, {u"vault"_s, u"init"_s}).exitCode, 0);
            QCOMPARE(run(who, {u"account"_s, u"create"_s}).exitCode, 0);
        }
    }
    void cleanupTestCase()
    {
        m_node.reset();
        m_network.reset();
    }

    void nobodyIsKnownAtFirst()
    {
        QVERIFY(run(u"asker"_s, {u"peer"_s, u"list"_s}).json.array().empty());
        QVERIFY(run(u"asker"_s, {u"peer"_s, u"models"_s}).json.array().empty());
        QCOMPARE(run(u"asker"_s, {u"peer"_s, u"hello"_s, u"http://127.0.0.1:1"_s}).code(), u"peer.unreachable"_s);
        QCOMPARE(run(u"asker"_s, {u"peer"_s, u"hello"_s, u"http://example.org"_s}).code(), u"peer.address"_s);
        QCOMPARE(run(u"asker"_s, {u"peer"_s, u"forget"_s, u"https://example.org"_s}).code(), u"not_found"_s);
        QCOMPARE(run(u"asker"_s, {u"peer"_s, u"forget"_s}).exitCode, 2);
        QCOMPARE(run(u"asker"_s, {u"peer"_s, u"draw"_s, u"http://127.0.0.1:1"_s}).exitCode, 2);
        QCOMPARE(run(u"asker"_s, {u"peer"_s, u"serve"_s, u"--host"_s, u"0.0.0.0"_s}).exitCode, 2);
        QCOMPARE(run(u"asker"_s, {u"peer"_s, u"serve"_s, u"--endpoint"_s, u"http://example.org"_s}).code(),
                 u"peer.address"_s);
    }

    void greetsAndDraws()
    {
        m_node = std::make_unique<Running>(line(
            u"drawer"_s, {u"peer"_s, u"serve"_s, u"--always"_s, u"--name"_s, u"Cellar"_s, u"--per-day"_s, u"2"_s}));
        QVERIFY(url().startsWith(u"http://127.0.0.1:"));
        const Outcome hello = run(u"asker"_s, {u"peer"_s, u"hello"_s, url()});
        QVERIFY2(hello.exitCode == 0, hello.out.constData());
        QCOMPARE(hello.json[u"name"].toString(), u"Cellar"_s);
        QCOMPARE(hello.json[u"address"], m_node->first[u"address"]);
        const Outcome models = run(u"asker"_s, {u"peer"_s, u"models"_s, url()});
        QCOMPARE(models.json.array().size(), std::size_t(1));
        QCOMPARE(run(u"asker"_s, {u"peer"_s, u"models"_s}).json.array().front()[u"model"],
                 models.json.array().front()[u"model"]);
        QCOMPARE(run(u"asker"_s, {u"peer"_s, u"list"_s}).json.array().front()[u"endpoint"].toString(), url());

        const QString file = m_bench.path(u"fox.png"_s);
        const Outcome drawn = draw({u"--out"_s, file});
        QVERIFY2(drawn.exitCode == 0, drawn.out.constData());
        QCOMPARE(drawn.json[u"seed"], json::Value(3));
        QCOMPARE(drawn.json.at({u"drawn_by", u"address"}), m_node->first[u"address"]);
        QVERIFY(QFileInfo(file).size() > 100);
        // Its recipe is in it and holds here, too; and it is in the gallery.
        const Outcome checked = run(u"asker"_s, {u"recipe"_s, u"check"_s, file});
        QVERIFY2(checked.json[u"bit_equal"] == json::Value(true), checked.out.constData());
        QVERIFY(run(u"asker"_s, {u"gallery"_s, u"list"_s}).out.contains("\"peer\""));
        QCOMPARE(draw({u"--out"_s, file}).code(), u"file.exists"_s);
        QCOMPARE(draw({u"--model"_s, u"another"_s}).code(), u"share.model_unknown"_s);
        // Its share of a day is used up after one more.
        QCOMPARE(draw().exitCode, 0);
        const Outcome enough = draw();
        QCOMPARE(enough.code(), u"peer.refused"_s);
        QVERIFY(enough.json.at({u"error", u"message"}).toString().contains(u"enough"));
        const QByteArray end = m_node->interrupted();
        QVERIFY2(end.contains("\"drawn_today\":2"), end.constData());
        QVERIFY2(!end.contains("fox"), end.constData());
        m_node.reset();
        QVERIFY(!run(u"drawer"_s, {u"gallery"_s, u"list"_s}).out.contains("fox"));
    }

    void theSwitchCounts()
    {
        QCOMPARE(run(u"drawer"_s, {u"share"_s, u"off"_s}).exitCode, 0);
        m_node = std::make_unique<Running>(line(u"drawer"_s, {u"peer"_s, u"serve"_s}));
        QCOMPARE(m_node->first[u"drawing"], json::Value(false));
        const Outcome refused = draw();
        QCOMPARE(refused.code(), u"peer.refused"_s);
        QVERIFY2(refused.json.at({u"error", u"message"}).toString().contains(u"does not draw"),
                 refused.out.constData());
        m_node.reset();
    }

    void whoIsKnownIsForgottenWhenToldSo()
    {
        QCOMPARE(run(u"asker"_s, {u"peer"_s, u"list"_s}).json.array().size(), std::size_t(2)); // two ports
        const QString one = run(u"asker"_s, {u"peer"_s, u"list"_s}).json.array().front()[u"endpoint"].toString();
        QCOMPARE(run(u"asker"_s, {u"peer"_s, u"forget"_s, one}).json[u"forgotten"], json::Value(1));
        QCOMPARE(run(u"asker"_s, {u"peer"_s, u"forget"_s, u"--all"_s}).json[u"forgotten"], json::Value(1));
        QVERIFY(run(u"asker"_s, {u"peer"_s, u"list"_s}).json.array().empty());
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestPeerCli)
#include "test_peer_cli.moc"
