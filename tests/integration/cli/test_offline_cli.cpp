// Signing on another device, with two data directories: one that is online and only watches, one that has the key and
// is never given a network.
#include "clirun.h"

#include "core/json/writer.h"

using namespace ain;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

const QString To = u"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"_s;

class TestOfflineCli : public QObject {
    Q_OBJECT

    const CliBench m_online{false};
    const CliBench m_cold;
    QString m_address;

    [[nodiscard]] QString file(const QString &name) const { return m_online.path(name); }
    Outcome ask(const QString &name, const QStringList &what) const
    {
        return m_online.run(QStringList{u"offline"_s, u"request"_s} + what
                            + QStringList{u"--from"_s, u"cold"_s, u"--to"_s, file(name)});
    }
    Outcome sign(const QString &request, const QString &signature) const
    {
        // A network that nobody could open: signing must not need it.
        return m_cold.runOn(u"http://127.0.0.1:1"_s,
                            {u"offline"_s, u"sign"_s, file(request), u"--to"_s, file(signature)});
    }
    Outcome send(const QString &signature) const { return m_online.run({u"offline"_s, u"send"_s, file(signature)}); }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile in(file(name));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_online.isValid() && m_cold.isValid());
        QCOMPARE(m_online.run({u"vault"_s, u"init"_s, u"--unprotected"_s}).exitCode, 0);
        QCOMPARE(m_cold.run({u"vault"_s, u"init"_s}).exitCode, 0);
        const Outcome created = m_cold.run({u"account"_s, u"create"_s, u"--name"_s, u"savings"_s});
        QCOMPARE(created.exitCode, 0);
        m_address = created.json[u"address"].toString();
        const Outcome watched =
            m_online.run({u"account"_s, u"import"_s, u"--watch"_s, m_address, u"--name"_s, u"cold"_s});
        QCOMPARE(watched.exitCode, 0);
        QCOMPARE(watched.json[u"kind"].toString(), u"watch-only"_s);
        QCOMPARE(m_online.run({u"faucet"_s, u"cold"_s, u"50"_s}).exitCode, 0);
    }

    void aWatchedAccountCannotSend()
    {
        QCOMPARE(m_online.run({u"send"_s, To, u"1"_s, u"--from"_s, u"cold"_s}).code(), u"vault.watch_only"_s);
        const Outcome proven = m_online.run({u"balance"_s, u"cold"_s, u"--prove"_s});
        QCOMPARE(proven.exitCode, 0);
        QCOMPARE(proven.json[u"balance"].toString(), u"50.000000"_s);
    }

    void thereAndBackAgain()
    {
        const Outcome asked = ask(u"a.ainreq"_s, {To, u"3.25"_s, u"--memo"_s, u"월세"_s});
        QCOMPARE(asked.exitCode, 0);
        const QString hash = asked.json[u"hash"].toString();
        QCOMPARE(asked.json[u"account"].toString(), m_address);
        QVERIFY(asked.json[u"explanation"].array().at(0).toString().contains(u"3.25"));
        // The file holds no explanation, and is never overwritten.
        QVERIFY(!read(u"a.ainreq"_s).contains("explanation"));
        QCOMPARE(ask(u"a.ainreq"_s, {To, u"1"_s}).code(), u"file.exists"_s);
        QCOMPARE(m_online.run({u"offline"_s, u"list"_s}).json.array().size(), std::size_t(1));

        const Outcome shown = m_cold.run({u"offline"_s, u"show"_s, file(u"a.ainreq"_s)});
        QCOMPARE(shown.json[u"hash"].toString(), hash);
        const Outcome made = sign(u"a.ainreq"_s, u"a.ainsig"_s);
        QCOMPARE(made.exitCode, 0);
        QCOMPARE(made.json[u"hash"].toString(), hash);

        const Outcome sent = send(u"a.ainsig"_s);
        QVERIFY2(sent.exitCode == 0, (sent.out + sent.err).constData());
        QCOMPARE(sent.json[u"state"].toString(), u"final"_s);
        QCOMPARE(sent.json[u"hash"].toString(), hash);
        QCOMPARE(sent.json[u"memo"].toString(), u"월세"_s);
        QCOMPARE(m_online.run({u"balance"_s, To}).json[u"balance"].toString(), u"3.250000"_s);
        // Done is done: the request waits no longer, and the same signature sends nothing more.
        QCOMPARE(m_online.run({u"offline"_s, u"list"_s}).json.array().size(), std::size_t(0));
        QCOMPARE(send(u"a.ainsig"_s).code(), u"offline.unknown"_s);
    }

    void whatDoesNotFitIsRefused()
    {
        QCOMPARE(ask(u"all.ainreq"_s, {To}).code(), u"cli.usage"_s);
        QCOMPARE(ask(u"link.ainreq"_s, {u"ain:%1?amount=1&network=mainnet"_s.arg(To)}).code(),
                 u"wallet.payment_network"_s);
        QCOMPARE(ask(u"b.ainreq"_s, {u"ain:%1?amount=1&network=practice"_s.arg(To)}).exitCode, 0);
        QCOMPARE(sign(u"b.ainreq"_s, u"b.ainsig"_s).exitCode, 0);

        // A request that was changed on the way is signed as what it then says, and nobody waits for that.
        json::Value forged = *json::parse(read(u"b.ainreq"_s));
        json::Value body = forged[u"body"];
        json::Value operation = body[u"operation"];
        operation.object().set(u"value"_s, 40);
        body.object().set(u"operation"_s, operation);
        forged.object().set(u"body"_s, body);
        m_online.write(u"forged.ainreq"_s, json::canonical(forged));
        const Outcome other = sign(u"forged.ainreq"_s, u"forged.ainsig"_s);
        QCOMPARE(other.exitCode, 0);
        QVERIFY(other.json[u"explanation"].array().at(0).toString().contains(u"40"));
        QCOMPARE(send(u"forged.ainsig"_s).code(), u"offline.unknown"_s);
        // That signature under the hash of the one that waits.
        json::Value mixed = *json::parse(read(u"forged.ainsig"_s));
        mixed.object().set(u"hash"_s, *json::parse(read(u"b.ainsig"_s))->object().find(u"hash"));
        m_online.write(u"mixed.ainsig"_s, json::canonical(mixed));
        QCOMPARE(send(u"mixed.ainsig"_s).code(), u"offline.mismatch"_s);

        // Another network, a key that is not there, a request of long ago.
        json::Value elsewhere = *json::parse(read(u"b.ainreq"_s));
        elsewhere.object().set(u"network"_s, u"testnet"_s);
        m_online.write(u"testnet.ainreq"_s, json::canonical(elsewhere));
        QCOMPARE(sign(u"testnet.ainreq"_s, u"x.ainsig"_s).code(), u"offline.network"_s);
        json::Value stranger = *json::parse(read(u"b.ainreq"_s));
        stranger.object().set(u"account"_s, To);
        m_online.write(u"stranger.ainreq"_s, json::canonical(stranger));
        QCOMPARE(sign(u"stranger.ainreq"_s, u"x.ainsig"_s).code(), u"offline.no_key"_s);
        json::Value old = *json::parse(read(u"b.ainreq"_s));
        old.object().set(u"created"_s, 1'600'000'000'000.0);
        old.object().set(u"expires"_s, 1'600'000'001'000.0);
        m_online.write(u"old.ainreq"_s, json::canonical(old));
        QCOMPARE(sign(u"old.ainreq"_s, u"x.ainsig"_s).code(), u"offline.expired"_s);
        json::Value abroad = *json::parse(read(u"b.ainsig"_s));
        abroad.object().set(u"network"_s, u"testnet"_s);
        m_online.write(u"abroad.ainsig"_s, json::canonical(abroad));
        QCOMPARE(send(u"abroad.ainsig"_s).code(), u"offline.network"_s);
        QCOMPARE(send(u"b.ainreq"_s).code(), u"offline.file"_s);
        QCOMPARE(sign(u"b.ainsig"_s, u"x.ainsig"_s).code(), u"offline.file"_s);

        // Another transaction of the account came first.
        QCOMPARE(ask(u"c.ainreq"_s, {To, u"2"_s}).exitCode, 0);
        QCOMPARE(sign(u"c.ainreq"_s, u"c.ainsig"_s).exitCode, 0);
        QCOMPARE(send(u"c.ainsig"_s).exitCode, 0);
        QCOMPARE(send(u"b.ainsig"_s).code(), u"offline.stale"_s);
        const QString waiting = m_online.run({u"offline"_s, u"list"_s}).json.array().at(0)[u"hash"].toString();
        QCOMPARE(m_online.run({u"offline"_s, u"list"_s, u"--forget"_s, waiting}).json.array().size(), std::size_t(0));
    }

    void splitsIntoCodes()
    {
        QCOMPARE(ask(u"d.ainreq"_s, {To, u"1"_s}).exitCode, 0);
        const Outcome parts = m_cold.run({u"offline"_s, u"split"_s, file(u"d.ainreq"_s)});
        QCOMPARE(parts.exitCode, 0);
        QVERIFY(parts.json.array().size() > 1);
        QVERIFY(parts.json.array().at(0).toString().startsWith(u"AINQ1/"));
        QCOMPARE(m_cold.run({u"offline"_s, u"join"_s, file(u"e.ainreq"_s), file(u"d.ainreq"_s)}).code(),
                 u"qr.picture"_s);
    }

    void aBackupIsTried()
    {
        const QString backup = m_cold.path(u"cold.ainbackup"_s);
        QCOMPARE(m_cold.run({u"vault"_s, u"backup"_s, backup}).exitCode, 0);
        const Outcome good = m_cold.run({u"vault"_s, u"check"_s, backup});
        QCOMPARE(good.exitCode, 0);
        QCOMPARE(good.json[u"ok"].toBool(), true);
        QCOMPARE(good.json[u"restored"].array().size(), std::size_t(1));
        QVERIFY(m_cold.run({u"vault"_s, u"info"_s, u"--open"_s}).json[u"last_check"].toInteger() > 0);
        const QString wrong = m_cold.write(u"words"_s, "test test test test test test test test test test test junk\n");
        const Outcome bad = m_cold.run({u"vault"_s, u"check"_s, u"--mnemonic-file"_s, wrong});
        QCOMPARE(bad.exitCode, 1);
        QCOMPARE(bad.json[u"missing"].array().size(), std::size_t(1));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestOfflineCli)
#include "test_offline_cli.moc"
