// ain-studio-cli as scripts use it: real processes, real files, exit codes, one JSON value on standard output.
#include "clirun.h"

using namespace ain;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

class TestCli : public QObject {
    Q_OBJECT

    static Outcome run(const QStringList &arguments, const QByteArray &input = {}) { return runCli(arguments, input); }
    Outcome vaultRun(const QStringList &arguments) const { return m_bench.run(arguments); }
    QString write(const QString &name, const QByteArray &content) const { return m_bench.write(name, content); }

    const CliBench m_bench;
    const QString m_password = m_bench.password();

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_bench.isValid()); }

    void helpAndUsage()
    {
        QCOMPARE(run({u"--help"_s}).exitCode, 0);
        QVERIFY(run({u"--help"_s}).out.contains("token mint"));
        QVERIFY(run({u"send"_s, u"--help"_s}).out.contains("--memo"));
        QCOMPARE(run({u"--version"_s}).exitCode, 0);
        for (const QStringList &wrong : {QStringList{u"nonsense"_s},
                                         {u"send"_s},
                                         {u"balance"_s, u"--nonsense"_s},
                                         {u"vault"_s},
                                         {u"--password-fd"_s, u"x"_s, u"balance"_s}}) {
            const Outcome outcome = run(wrong + QStringList{u"--json"_s});
            QCOMPARE(outcome.exitCode, 2);
            QCOMPARE(outcome.json.at({u"error", u"code"}).toString(), u"cli.usage"_s);
            QVERIFY(!outcome.json.at({u"error", u"message"}).toString().isEmpty());
        }
    }

    void vaultErrorsAreTold()
    {
        const Outcome missing = vaultRun({u"vault"_s, u"info"_s});
        QCOMPARE(missing.exitCode, 1);
        QCOMPARE(missing.json.at({u"error", u"code"}).toString(), u"vault.missing"_s);
        QCOMPARE(vaultRun({u"vault"_s, u"init"_s}).exitCode, 0);
        QCOMPARE(vaultRun({u"vault"_s, u"init"_s}).json.at({u"error", u"code"}).toString(), u"vault.exists"_s);

        const QString wrong = write(u"wrong"_s, "incorrect horse");
        const Outcome refused = run(
            {u"--data"_s, m_bench.path(u"data"_s), u"--json"_s, u"--password-file"_s, wrong, u"account"_s, u"list"_s});
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(refused.json.at({u"error", u"code"}).toString(), u"vault.wrong_passphrase"_s);
        const Outcome noFile = run({u"--data"_s, m_bench.path(u"data"_s), u"--json"_s, u"--password-file"_s,
                                    m_bench.path(u"absent"_s), u"account"_s, u"list"_s});
        QCOMPARE(noFile.json.at({u"error", u"code"}).toString(), u"file.read"_s);
    }

    void walletThread()
    {
        const Outcome created = vaultRun({u"account"_s, u"create"_s, u"--name"_s, u"하늘"_s});
        QCOMPARE(created.exitCode, 0);
        const QString address = created.json[u"address"].toString();
        QCOMPARE(created.json[u"name"].toString(), u"하늘"_s);
        QCOMPARE(vaultRun({u"faucet"_s, u"하늘"_s, u"50"_s}).exitCode, 0);
        QCOMPARE(vaultRun({u"balance"_s, u"하늘"_s}).json[u"balance"].toString(), u"50.000000"_s);

        const QString to = u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96"_s;
        const Outcome rehearsed = vaultRun({u"send"_s, to, u"1.5"_s, u"--dry-run"_s});
        QCOMPARE(rehearsed.exitCode, 0);
        QCOMPARE(rehearsed.json[u"fee"].toString(), u"1.647500"_s);
        const Outcome sent = vaultRun({u"send"_s, to, u"1.5"_s, u"--memo"_s, u"점심"_s});
        QCOMPARE(sent.exitCode, 0);
        QCOMPARE(sent.json[u"state"].toString(), u"final"_s);
        QCOMPARE(vaultRun({u"balance"_s, to}).json[u"balance"].toString(), u"1.500000"_s);
        QCOMPARE(vaultRun({u"balance"_s, address}).json[u"balance"].toString(), u"46.852500"_s);
        const Outcome shown = vaultRun({u"tx"_s, u"show"_s, sent.json[u"hash"].toString()});
        QCOMPARE(shown.json[u"succeeded"].toBool(), true);
        QCOMPARE(vaultRun({u"tx"_s, u"list"_s}).json.array().at(0)[u"memo"].toString(), u"점심"_s);

        QCOMPARE(vaultRun({u"send"_s, to, u"9999"_s}).json.at({u"error", u"code"}).toString(),
                 u"wallet.insufficient"_s);
        QCOMPARE(vaultRun({u"send"_s, to, u"0.0000001"_s}).json.at({u"error", u"code"}).toString(),
                 u"amount.decimals"_s);
        QCOMPARE(vaultRun({u"send"_s, to.toLower().replace(2, 1, u"A"_s), u"1"_s}).exitCode, 1);
        QCOMPARE(vaultRun({u"send"_s, address, u"1"_s}).json.at({u"error", u"code"}).toString(), u"wallet.to_self"_s);

        const QString link = u"ain:%1?amount=1.5"_s.arg(to);
        QCOMPARE(vaultRun({u"send"_s, link, u"2"_s, u"--dry-run"_s}).code(), u"cli.usage"_s);
        QCOMPARE(vaultRun({u"send"_s, link, u"max"_s, u"--dry-run"_s}).code(), u"cli.usage"_s);
        for (const QStringList &good : {QStringList{link}, {link, u"1.5"_s}}) {
            const Outcome linked = vaultRun(QStringList{u"send"_s} + good + QStringList{u"--dry-run"_s});
            QCOMPARE(linked.json[u"amount"].toString(), u"1.500000"_s);
        }
    }

    void shortPasswordsAreRefused()
    {
        const auto init = [this](const QString &name, const QByteArray &password) {
            return run({u"--data"_s, m_bench.path(name), u"--json"_s, u"--password-file"_s,
                        write(u"new-password"_s, password), u"vault"_s, u"init"_s});
        };
        QCOMPARE(init(u"short"_s, "1234567\n").code(), u"invalid_argument"_s);
        // Characters, not bytes: seven syllables are 21 bytes.
        QCOMPARE(init(u"short"_s, "가나다라마바사\n").code(), u"invalid_argument"_s);
        QCOMPARE(init(u"short"_s, "가나다라마바사아\n").exitCode, 0); // nothing was there yet
        const Outcome changed =
            vaultRun({u"vault"_s, u"passwd"_s, u"--new-password-file"_s, write(u"next-password"_s, "1234567\n")});
        QCOMPARE(changed.code(), u"invalid_argument"_s);
    }

    void peopleAreToldInSentences()
    {
        const QStringList line{u"--data"_s,   m_bench.path(u"data"_s), u"--network"_s,
                               u"practice"_s, u"--password-file"_s,    m_password};
        const Outcome created = run(line + QStringList{u"account"_s, u"create"_s, u"--name"_s, u"Paper"_s});
        QCOMPARE(created.exitCode, 0);
        QVERIFY2(created.err.contains("account export"), created.err.constData());
        const Outcome quiet = vaultRun({u"account"_s, u"create"_s, u"--name"_s, u"Script"_s});
        QVERIFY2(quiet.err.isEmpty(), quiet.err.constData());

        const Outcome status = run(line + QStringList{u"share"_s, u"status"_s});
        QCOMPARE(status.exitCode, 0);
        QVERIFY2(status.out.contains("reasons:"), status.out.constData());
        for (const char *code : {"own_work", "no_idle_sensor", "args", "since_ms", "stop"})
            QVERIFY2(!status.out.contains(code), status.out.constData());
        const Outcome market = run(line + QStringList{u"market"_s, u"status"_s});
        QVERIFY2(!market.out.contains("share.app_missing"), market.out.constData());
    }

    void exportsAndImports()
    {
        const Outcome words = vaultRun({u"account"_s, u"export"_s, u"하늘"_s, u"--mnemonic"_s});
        QCOMPARE(words.exitCode, 0);
        QCOMPARE(words.json[u"mnemonic"].toString().split(u' ').size(), 12);
        const Outcome key = vaultRun({u"account"_s, u"export"_s, u"하늘"_s, u"--private-key"_s});
        const QString keyFile = write(u"key"_s, key.json[u"private_key"].toString().toLatin1());
        const Outcome again = vaultRun({u"account"_s, u"import"_s, u"--key-file"_s, keyFile});
        QCOMPARE(again.json.at({u"error", u"code"}).toString(), u"vault.key_known"_s);

        const QString phraseFile = write(u"phrase"_s, words.json[u"mnemonic"].toString().toUtf8());
        const QString other = m_bench.path(u"other"_s);
        QCOMPARE(
            run({u"--data"_s, other, u"--json"_s, u"--password-file"_s, m_password, u"vault"_s, u"init"_s}).exitCode,
            0);
        const Outcome restored = run({u"--data"_s, other, u"--json"_s, u"--password-file"_s, m_password, u"account"_s,
                                      u"restore"_s, u"--mnemonic-file"_s, phraseFile});
        QCOMPARE(restored.exitCode, 0);
        QVERIFY(!restored.json.array().empty());

        const QString backup = m_bench.path(u"backup"_s);
        QCOMPARE(vaultRun({u"vault"_s, u"backup"_s, backup}).exitCode, 0);
        const QString third = m_bench.path(u"third"_s);
        QCOMPARE(
            run({u"--data"_s, third, u"--json"_s, u"--password-file"_s, m_password, u"vault"_s, u"restore"_s, backup})
                .exitCode,
            0);
        const Outcome listed =
            run({u"--data"_s, third, u"--json"_s, u"--password-file"_s, m_password, u"account"_s, u"list"_s});
        QCOMPARE(listed.json.array().at(0)[u"name"].toString(), u"하늘"_s);
    }

    void collectionThread()
    {
        const Outcome collection = vaultRun(
            {u"collection"_s, u"create"_s, u"--name"_s, u"Cats"_s, u"--symbol"_s, u"CAT"_s, u"--max-supply"_s, u"2"_s});
        QCOMPARE(collection.exitCode, 0);
        QCOMPARE(collection.json[u"layout"].toString(), u"locked"_s);
        const QString id = collection.json[u"object_id"].toString();
        // The smallest PNG there is: one pixel.
        const QByteArray pixel = QByteArray::fromBase64(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
        const QString image = write(u"pixel.png"_s, pixel);
        // Before it is in a block there is no number, and no number that is none.
        const Outcome rehearsed = vaultRun({u"token"_s, u"mint"_s, id, image, u"--name"_s, u"Cat"_s, u"--dry-run"_s});
        QCOMPARE(rehearsed.exitCode, 0);
        QVERIFY(rehearsed.json.object().contains(u"block") && rehearsed.json[u"block"].isNull());
        for (const QString &token : {u"1"_s, u"2"_s}) {
            const Outcome minted = vaultRun(
                {u"token"_s, u"mint"_s, id, image, u"--name"_s, u"Cat "_s + token, u"--attribute"_s, u"Colour=grey"_s});
            QCOMPARE(minted.exitCode, 0);
            QCOMPARE(minted.json[u"token_id"].toString(), token);
            QVERIFY(minted.json[u"block"].toInteger() > 0);
            QCOMPARE(minted.json[u"block"], minted.json.at({u"transaction", u"block"}));
        }
        QCOMPARE(vaultRun({u"token"_s, u"mint"_s, id, image, u"--name"_s, u"Cat 3"_s})
                     .json.at({u"error", u"code"})
                     .toString(),
                 u"ainft.sold_out"_s);
        QCOMPARE(vaultRun({u"token"_s, u"mint"_s, id, m_password, u"--name"_s, u"Text"_s})
                     .json.at({u"error", u"code"})
                     .toString(),
                 u"content.type"_s);
        const QString to = u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96"_s;
        QCOMPARE(vaultRun({u"token"_s, u"transfer"_s, id, u"2"_s, to}).exitCode, 0);
        QCOMPARE(vaultRun({u"token"_s, u"show"_s, id, u"2"_s}).json[u"owner"].toString(), to);
        QCOMPARE(vaultRun({u"token"_s, u"transfer"_s, id, u"2"_s, to}).json.at({u"error", u"code"}).toString(),
                 u"ainft.not_owner"_s);
        QCOMPARE(vaultRun({u"token"_s, u"list"_s}).json.array().size(), std::size_t(1));
        QCOMPARE(vaultRun({u"collection"_s, u"show"_s, id}).json[u"tokens"].array().size(), std::size_t(2));
        QCOMPARE(vaultRun({u"rpc"_s, u"ain_validateAppName"_s, u"{\"app_name\":\"good_name\"}"_s}).exitCode, 0);
        QCOMPARE(vaultRun({u"rpc"_s, u"ain_nonsense"_s}).json.at({u"error", u"code"}).toString(), u"rpc.refused"_s);
    }

    void cryptoLinesKeepTheirOrder()
    {
        const Outcome lines = run({u"crypto"_s, u"canonical"_s}, "{\"b\":1.0,\"a\":[1e3]}\nbroken\n\"x\"\n");
        QVERIFY(lines.exitCode != 0);
        const QList<QByteArray> out = lines.out.trimmed().split('\n');
        QCOMPARE(out.size(), 3);
        QCOMPARE((*json::parse(out.at(0)))[u"canonical"].toString(), u"{\"a\":[1000],\"b\":1}"_s);
        QVERIFY(json::parse(out.at(1))->object().contains(u"error"));
        QCOMPARE((*json::parse(out.at(2)))[u"canonical"].toString(), u"\"x\""_s);
    }

    void journeyArrives()
    {
        const Outcome journey = run({u"journey"_s, u"--out"_s, m_bench.path(u"journey"_s)});
        QVERIFY2(journey.exitCode == 0, (journey.out + journey.err).constData());
        QCOMPARE(journey.json[u"ok"].toBool(), true);
        QVERIFY(journey.json[u"steps"].array().size() >= 12);
        QVERIFY(QFile::exists(journey.json[u"image"].toString()));
        QVERIFY(!journey.json[u"owner"].toString().isEmpty());
        QVERIFY(QFile::exists(m_bench.path(u"journey/report.json"_s)));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestCli)
#include "test_cli.moc"
