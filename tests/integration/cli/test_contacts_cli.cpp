// Contacts, labels, recipients and messages as scripts use them.
#include "clirun.h"

#include "core/base/secretbytes.h"
#include "core/json/writer.h"

using namespace ain;
using namespace ain::test;

namespace {

const QString You = u"0x01A0980d2D4e418c7F27e1ef539d01A5b5E93204"_s;
const QString Near = u"0x01a0000000000000000000000000000000003204"_s;
const QString Dead = u"0x000000000000000000000000000000000000dEaD"_s;
const QString Key = u"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"_s;
const QString Words = u"test test test test test test test test test test test junk"_s;

} // namespace

class TestContactsCli : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_bench.isValid());
        QCOMPARE(m_bench.run({u"vault"_s, u"init"_s, u"--unprotected"_s}).exitCode, 0);
        const Outcome created = m_bench.run({u"account"_s, u"create"_s, u"--name"_s, u"Main"_s});
        QVERIFY2(created.exitCode == 0, created.out.constData());
        m_me = created.json[u"address"].toString();
        QVERIFY(!m_me.isEmpty());
        const Outcome funded = m_bench.run({u"faucet"_s, u"Main"_s});
        QVERIFY2(funded.exitCode == 0, funded.out.constData());
    }

    void contactsAndFiles()
    {
        const Outcome added = m_bench.run({u"contacts"_s, u"add"_s, u"하늘"_s, You, u"--note"_s, u"rent"_s});
        QVERIFY2(added.exitCode == 0, added.out.constData());
        QCOMPARE(added.json[u"address"].toString(), You);
        QCOMPARE(m_bench.run({u"contacts"_s, u"add"_s, u"하늘"_s, Near}).code(), u"wallet.contact_taken"_s);
        QCOMPARE(m_bench.run({u"contacts"_s, u"add"_s, u"x"_s, You}).code(), u"wallet.contact_known"_s);
        QCOMPARE(m_bench.run({u"contacts"_s, u"add"_s, u"x"_s, You.toLower().replace(u"0x01a0"_s, u"0x01A1"_s)}).code(),
                 u"address.checksum"_s);
        const Outcome edited = m_bench.run({u"contacts"_s, u"edit"_s, u"하늘"_s, u"--note"_s, u"rent of May"_s});
        QCOMPARE(edited.json[u"note"].toString(), u"rent of May"_s);
        QCOMPARE(m_bench.run({u"contacts"_s, u"list"_s, u"--search"_s, u"may"_s}).json.array().size(), 1);
        QCOMPARE(m_bench.run({u"contacts"_s, u"list"_s, u"--search"_s, u"june"_s}).json.array().size(), 0);
        const QString file = m_bench.path(u"labels.jsonl"_s);
        const Outcome exported = m_bench.run({u"contacts"_s, u"export"_s, file});
        QCOMPARE(exported.json[u"lines"].toInteger(), 2); // the account and the contact
        QCOMPARE(m_bench.run({u"contacts"_s, u"export"_s, file}).code(), u"file.exists"_s);
        const Outcome same = m_bench.run({u"contacts"_s, u"import"_s, file});
        QCOMPARE(same.json[u"same"].toInteger(), 2);
        const QString hostile = m_bench.write(u"hostile.jsonl"_s,
                                              "{\"type\":\"addr\",\"ref\":\"" + Near.toUtf8()
                                                  + "\",\"label\":\"\xed\x95\x98\xeb\x8a\x98\"}\nrubbish\n");
        const Outcome refused = m_bench.run({u"contacts"_s, u"import"_s, hostile, u"--replace"_s});
        QCOMPARE(refused.exitCode, 0);
        QCOMPARE(refused.json[u"refused"].array().size(), 2);
        QCOMPARE(refused.json[u"refused"].array()[1][u"line"].toInteger(), 2);
        QVERIFY(!refused.json[u"refused"].array()[0][u"message"].toString().isEmpty());
    }

    void sendsByName()
    {
        const Outcome dry = m_bench.run({u"send"_s, u"--to"_s, u"하늘"_s, u"2"_s, u"--dry-run"_s});
        QVERIFY2(dry.exitCode == 0, dry.out.constData());
        QVERIFY(json::canonical(dry.json).contains(You.toUtf8()));
        QCOMPARE(m_bench.run({u"send"_s, u"하늘이"_s, u"2"_s}).code(), u"wallet.contact_unknown"_s);
        QCOMPARE(m_bench.run({u"send"_s, u"2"_s}).code(), u"wallet.contact_unknown"_s);
        QCOMPARE(m_bench.run({u"send"_s}).code(), u"cli.usage"_s);
        for (const QString &danger : {Near, Dead}) {
            const Outcome stopped = m_bench.run({u"send"_s, danger, u"2"_s, u"--yes"_s});
            QCOMPARE(stopped.code(), u"cli.recipient_danger"_s);
            QCOMPARE(stopped.exitCode, 1);
        }
        const Outcome really = m_bench.run({u"send"_s, Near, u"2"_s, u"--yes"_s, u"--yes-really"_s});
        QVERIFY2(really.exitCode == 0, really.out.constData());
        const Outcome sent = m_bench.run({u"send"_s, u"하늘"_s, u"3"_s, u"--yes"_s, u"--memo"_s, u"=SUM(A1)"_s});
        QVERIFY2(sent.exitCode == 0, sent.out.constData());
        m_hash = sent.json[u"hash"].toString();
        const Outcome labelled = m_bench.run({u"label"_s, u"set"_s, m_hash, u"=SUM(A1) of May"_s});
        QVERIFY2(labelled.exitCode == 0, labelled.out.constData());
    }

    void historyIsSearchedAndWritten()
    {
        const Outcome found =
            m_bench.run({u"history"_s, u"list"_s, u"--scan"_s, u"--search"_s, u"하늘"_s, u"--account"_s, u"Main"_s});
        QVERIFY2(found.exitCode == 0, found.out.constData());
        QCOMPARE(found.json[u"entries"].array().size(), 1);
        const json::Value &entry = found.json[u"entries"].array().front();
        QCOMPARE(entry[u"counterparty"].toString(), You);
        QCOMPARE(entry[u"counterparty_name"].toString(), u"하늘"_s);
        QCOMPARE(entry[u"label"].toString(), u"=SUM(A1) of May"_s);
        QCOMPARE(m_bench.run({u"history"_s, u"list"_s, u"--search"_s, m_hash}).json[u"entries"].array().size(), 1);
        const QString file = m_bench.path(u"history.csv"_s);
        const Outcome written = m_bench.run({u"history"_s, u"list"_s, u"--scan"_s, u"--csv"_s, file});
        QVERIFY2(written.exitCode == 0, written.out.constData());
        QFile csv(file);
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = csv.readAll().split('\n');
        QVERIFY(lines.at(0).startsWith("time_utc,account,direction,"));
        QCOMPARE(lines.size(), int(written.json[u"rows"].toInteger()) + 2);
        QVERIFY(lines.at(1).contains(",-3.000000,"));
        QVERIFY(lines.at(1).contains("'=SUM(A1) of May"));
    }

    void messages()
    {
        const QString text = u"I own this account, 정말"_s;
        const Outcome sign = m_bench.run({u"message"_s, u"sign"_s, u"--text"_s, text});
        QVERIFY2(sign.exitCode == 0, sign.out.constData());
        const QString signature = sign.json[u"signature"].toString();
        QCOMPARE(signature.size(), 196);
        QVERIFY(m_bench.run({u"message"_s, u"verify"_s, m_me, signature, u"--text"_s, text}).json[u"valid"].toBool());
        QCOMPARE(m_bench.run({u"message"_s, u"verify"_s, m_me, signature, u"--text"_s, text + u'.'}).code(),
                 u"cli.not_signed"_s);
        QCOMPARE(m_bench.run({u"message"_s, u"verify"_s, You, signature, u"--text"_s, text}).exitCode, 1);
        const QString file =
            m_bench.write(u"tx.json"_s, "{\"operation\":{\"ref\":\"/a\",\"value\":1},\"nonce\":1,\"timestamp\":1}");
        QCOMPARE(m_bench.run({u"message"_s, u"sign"_s, u"--file"_s, file}).code(), u"wallet.message_transaction"_s);
        QCOMPARE(m_bench.run({u"message"_s, u"sign"_s}).code(), u"cli.usage"_s);
    }

    void secretsAreNotShownBack()
    {
        for (const QString &secret : {Key, u"0x"_s + Key, Words}) {
            const QList<QStringList> lines{{u"send"_s, secret, u"1"_s},
                                           {u"contacts"_s, u"add"_s, u"x"_s, secret},
                                           {u"contacts"_s, u"add"_s, u"x"_s, Near, u"--note"_s, u"k "_s + Words},
                                           {u"message"_s, u"sign"_s, u"--text"_s, secret},
                                           {u"account"_s, u"import"_s, u"--watch"_s, secret}};
            for (const QStringList &line : lines) {
                const Outcome refused = m_bench.run(line);
                QCOMPARE(refused.code(), u"secret.pasted"_s);
                QVERIFY(!refused.out.contains(secret.mid(4, 20).toUtf8()));
                QVERIFY(!refused.err.contains(secret.mid(4, 20).toUtf8()));
            }
        }
        QCOMPARE(m_bench.run({u"history"_s, u"list"_s, u"--search"_s, Words}).code(), u"secret.pasted"_s);
    }

private:
    const CliBench m_bench{false};
    QString m_me;
    QString m_hash;
};

QTEST_GUILESS_MAIN(TestContactsCli)
#include "test_contacts_cli.moc"
