// `kill -9` while a token is minted, again and again: what the vault says was minted, the chain has, once each, and
// nothing was paid for that is not there.
#include "clirun.h"

#include "core/base/amount.h"

#include <QThread>

#include <random>

using namespace ain;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int Kills = 30;
constexpr int LongestMs = 900; ///< a mint takes about as long

class TestKillCli : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void mintsSurviveBeingKilled()
    {
        const CliBench bench(false);
        QVERIFY(bench.isValid());
        QCOMPARE(bench.run({u"vault"_s, u"init"_s, u"--unprotected"_s}).exitCode, 0);
        QCOMPARE(bench.run({u"account"_s, u"create"_s, u"--name"_s, u"Storm"_s}).exitCode, 0);
        QCOMPARE(bench.run({u"faucet"_s, u"Storm"_s, u"1000"_s}).exitCode, 0);
        const Outcome collection =
            bench.run({u"collection"_s, u"create"_s, u"--name"_s, u"Storm"_s, u"--symbol"_s, u"STM"_s});
        QVERIFY2(collection.exitCode == 0, collection.out.constData());
        const QString id = collection.json[u"object_id"].toString();
        const QString image = bench.write(
            u"pixel.png"_s,
            QByteArray::fromBase64(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="));
        const auto records = [&bench] { return bench.run({u"tx"_s, u"list"_s}).json; };
        const auto balance = [&bench] {
            return *Amount::parse(bench.run({u"balance"_s, u"Storm"_s}).json[u"balance"].toString());
        };
        QSet<QString> before;
        const json::Value first = records();
        for (const json::Value &record : first.array())
            before += record[u"hash"].toString();
        const Amount had = balance();

        std::mt19937 random(20'261'124); // NOLINT(cert-msc32-c,cert-msc51-cpp): repeatable
        int killed = 0;
        for (int i = 0; i < Kills; ++i) {
            QProcess process;
            process.start(QStringLiteral(AIN_CLI),
                          {u"--data"_s, bench.path(u"data"_s), u"--network"_s, u"practice"_s, u"--json"_s, u"token"_s,
                           u"mint"_s, id, image, u"--name"_s, u"Token %1"_s.arg(i), u"--yes"_s});
            QVERIFY(process.waitForStarted());
            QThread::msleep(random() % LongestMs);
            killed += process.state() == QProcess::Running ? 1 : 0;
            process.kill();
            QVERIFY(process.waitForFinished());
        }
        QVERIFY2(killed > Kills / 3, "too few were still running: nothing was tried");

        // One that is left alone, and goes on with whatever the others left.
        const Outcome last = bench.run({u"token"_s, u"mint"_s, id, image, u"--name"_s, u"Token last"_s, u"--yes"_s});
        QVERIFY2(last.exitCode == 0, last.out.constData());

        Amount paid;
        QSet<QString> minted;
        const json::Value then = records();
        for (const json::Value &record : then.array()) {
            const QString hash = record[u"hash"].toString();
            if (before.contains(hash))
                continue;
            const QString state = record[u"state"].toString();
            if (state != u"final") {
                // Signed and never heard of again is an end as well; in between is none.
                QVERIFY2(QStringList({u"rejected"_s, u"replaced"_s}).contains(state), qPrintable(state));
                continue;
            }
            QVERIFY(!minted.contains(hash));
            minted += hash;
            paid = paid + *Amount::parse(record[u"fee"].toString());
        }
        const json::Value shown = bench.run({u"collection"_s, u"show"_s, id}).json;
        QSet<QString> names;
        for (const json::Value &token : shown[u"tokens"].array())
            names += token[u"name"].toString();
        qInfo("%d killed, %d minted", killed, int(minted.size()));
        QCOMPARE(shown[u"tokens"].array().size(), std::size_t(minted.size()));
        QCOMPARE(names.size(), minted.size()); // none twice
        QCOMPARE(balance().toString(), (had - paid).toString());
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestKillCli)
#include "test_kill_cli.moc"
