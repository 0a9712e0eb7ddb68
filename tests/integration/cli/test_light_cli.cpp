// The light client from the terminal: proofs, proof files, checkpoints.
#include "clirun.h"

#include "core/json/writer.h"

using namespace ain;
using namespace ain::test;

namespace {

class TestLightCli : public QObject {
    Q_OBJECT

    const CliBench m_bench{false};
    QString m_address;

    [[nodiscard]] Outcome run(const QString &line) const { return m_bench.run(line.split(u' ')); }
    [[nodiscard]] static QString stateOf(const Outcome &outcome)
    {
        return outcome.json.at({u"proof", u"state"}).toString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QCOMPARE(run(u"vault init --unprotected"_s).exitCode, 0);
        m_address = run(u"account create --name Main"_s).json[u"address"].toString();
        QVERIFY(!m_address.isEmpty());
        QCOMPARE(run(u"faucet Main 500"_s).exitCode, 0);
    }

    void balancesAreProven()
    {
        const Outcome bare = run(u"balance Main"_s);
        QCOMPARE(bare.exitCode, 0);
        QCOMPARE(stateOf(bare), u"unproven"_s);
        const Outcome proven = run(u"balance Main --prove"_s);
        QCOMPARE(proven.exitCode, 0);
        QCOMPARE(stateOf(proven), u"proven"_s);
        QCOMPARE(proven.json[u"balance"].toString(), u"500.000000"_s);
        const Outcome absent = run(u"balance 0x9999999999999999999999999999999999999999 --prove"_s);
        QCOMPARE(stateOf(absent), u"proven"_s);
        QCOMPARE(absent.json[u"exists"], json::Value(false));
    }

    void statusIsKept()
    {
        const Outcome synced = run(u"light sync"_s);
        QCOMPARE(synced.exitCode, 0);
        const Outcome status = run(u"light status"_s);
        QCOMPARE(status.exitCode, 0);
        QCOMPARE(status.json.at({u"tip", u"hash"}), synced.json.at({u"tip", u"hash"}));
        QCOMPARE(status.json[u"validators"].object().size(), std::size_t(3));
        QVERIFY(status.json[u"alarms"].array().empty());
    }

    void tokensAndTransactionsAreProven()
    {
        const Outcome created = run(u"collection create --name Sea --symbol SEA"_s);
        QCOMPARE(created.exitCode, 0);
        const QString collection = created.json[u"object_id"].toString();
        const QByteArray png = QByteArray::fromBase64(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
        const QString image = m_bench.write(u"dot.png"_s, png);
        const Outcome minted = m_bench.run({u"token"_s, u"mint"_s, collection, image, u"--name"_s, u"Wave"_s});
        QCOMPARE(minted.exitCode, 0);
        const Outcome token = m_bench.run({u"token"_s, u"show"_s, collection, u"1"_s, u"--prove"_s});
        QCOMPARE(token.exitCode, 0);
        QCOMPARE(stateOf(token), u"proven"_s);
        QCOMPARE(token.json[u"owner"].toString(), m_address);
        const Outcome shown = m_bench.run({u"collection"_s, u"show"_s, collection, u"--prove"_s});
        QCOMPARE(shown.json[u"closed"], json::Value(true));

        // The creator of this layout can take tokens back: only the app's word.
        const Outcome compat = run(u"collection create --name Sky --symbol SKY --layout compat"_s);
        QCOMPARE(compat.exitCode, 0);
        const QString other = compat.json[u"object_id"].toString();
        QCOMPARE(m_bench.run({u"token"_s, u"mint"_s, other, image, u"--name"_s, u"Cloud"_s}).exitCode, 0);
        const Outcome said = m_bench.run({u"token"_s, u"show"_s, other, u"1"_s, u"--prove"_s});
        QCOMPARE(said.exitCode, 1);
        QCOMPARE(stateOf(said), u"apps_word"_s);
        QCOMPARE(said.code(), u"cli.apps_word"_s);

        const Outcome list = run(u"tx list"_s);
        QVERIFY(!list.json.array().empty());
        const QString hash = list.json.array().front()[u"hash"].toString();
        const Outcome transaction = m_bench.run({u"tx"_s, u"show"_s, hash, u"--prove"_s});
        QVERIFY2(transaction.exitCode == 0, json::canonical(transaction.json).constData());
        QCOMPARE(stateOf(transaction), u"proven"_s);
    }

    void proofFilesAreCheckedWithoutANode()
    {
        const QString file = m_bench.path(u"proof.json"_s);
        const Outcome exported = m_bench.run({u"proof"_s, u"export"_s, m_address, u"--out"_s, file});
        QCOMPARE(exported.exitCode, 0);
        // No node at this address is ever asked.
        const Outcome checked = m_bench.runOn(u"http://127.0.0.1:1"_s, {u"proof"_s, u"verify"_s, file});
        QCOMPARE(checked.exitCode, 0);
        QCOMPARE(checked.json[u"ok"], json::Value(true));
        QCOMPARE(stateOf(checked), u"proven"_s);

        QFile original(file);
        QVERIFY(original.open(QIODevice::ReadOnly));
        QByteArray text = original.readAll();
        QVERIFY(text.contains("\"balance\": "));
        text.replace("\"balance\": ", "\"balance\": 9");
        const Outcome forged = m_bench.run({u"proof"_s, u"verify"_s, m_bench.write(u"forged.json"_s, text)});
        QCOMPARE(forged.exitCode, 1);
        QCOMPARE(forged.code(), u"light.proof"_s);
        const Outcome rubbish = m_bench.run({u"proof"_s, u"verify"_s, m_bench.write(u"rubbish.json"_s, "{}")});
        QCOMPARE(rubbish.exitCode, 1);

        // Elsewhere nothing is known of this chain until a checkpoint is handed over.
        const CliBench stranger(false);
        QCOMPARE(stranger.run({u"proof"_s, u"verify"_s, file}).code(), u"light.no_checkpoint"_s);
        const Outcome checkpoint = run(u"light checkpoint"_s);
        const QString pinned = m_bench.write(u"checkpoint.json"_s, json::canonical(checkpoint.json));
        const Outcome told = stranger.run({u"proof"_s, u"verify"_s, file, u"--checkpoint"_s, pinned});
        QCOMPARE(told.exitCode, 0);
        // A checkpoint of other validators does not do.
        json::Value wrong = checkpoint.json;
        wrong.object().set(u"validators"_s,
                           json::Object{{u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96"_s,
                                         json::Object{{u"proposal_right"_s, true}, {u"stake"_s, 1000}}}});
        const QString other = m_bench.write(u"other.json"_s, json::canonical(wrong));
        QCOMPARE(stranger.run({u"proof"_s, u"verify"_s, file, u"--checkpoint"_s, other}).exitCode, 1);
    }

    void checkpointsArePinned()
    {
        const Outcome tip = run(u"light checkpoint --tip"_s);
        QCOMPARE(tip.exitCode, 0);
        const QString file = m_bench.write(u"tip.json"_s, json::canonical(tip.json));
        QCOMPARE(m_bench.run({u"light"_s, u"pin"_s, file}).exitCode, 0);
        const Outcome status = run(u"light status"_s);
        QCOMPARE(status.json.at({u"checkpoint", u"number"}), tip.json[u"number"]);
        QCOMPARE(run(u"balance Main --prove"_s).exitCode, 0);
        QCOMPARE(m_bench.run({u"light"_s, u"pin"_s, m_bench.write(u"bad.json"_s, "{}")}).exitCode, 1);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestLightCli)
#include "test_light_cli.moc"
