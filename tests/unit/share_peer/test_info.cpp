// What other nodes say about themselves, true or not.
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/share/peer/peerinfo.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::share;

class TestInfo : public QObject {
    Q_OBJECT

    static Result<PeerInfo> infoOf(const QByteArray &text) { return peerInfoFromJson(*json::parse(text)); }

private Q_SLOTS:
    void aWholeOneIsReadAndWritten()
    {
        const QByteArray text = R"({"address":"0x1945a3dd868b97fcf72a96129a46d1391616d496","public_key":"KEY",
            "name":"box","endpoint":"ENDPOINT","roles":["serving","gateway","king"],"ledger":"ain",
            "chain_id":1,"branches":["law/KR"],"blobs":["aa"],"version":"0.9.1","last_seen":5,
            "backends":[{"modality":"image","models":["z-image"]},{"modality":"chat","models":["qwen"]},
                        {"modality":"video","models":["x"]}]})";
        const QByteArray endpoint = "https://node.example:3402/";
        const auto info = infoOf(QByteArray(text).replace("KEY", QByteArray(128, 'A')).replace("ENDPOINT", endpoint));
        QVERIFY(info);
        QCOMPARE(info->address.toString(), u"0x1945A3Dd868b97FCf72a96129a46D1391616d496"_s);
        QCOMPARE(info->endpoint, u"https://node.example:3402"_s);
        QCOMPARE(info->roles, (QStringList{u"serving"_s, u"gateway"_s}));
        QCOMPARE(info->backends.size(), 2);
        QCOMPARE(info->imageModels(), QStringList{u"z-image"_s});
        QCOMPARE(info->publicKey, QString(128, u'a'));
        const auto again = peerInfoFromJson(*json::parse(json::canonical(toJson(*info))));
        QVERIFY(again);
        QCOMPARE(*again, *info);
    }

    void littleIsEnough()
    {
        const auto info = infoOf(R"({"address":"0x1945A3Dd868b97FCf72a96129a46D1391616d496"})");
        QVERIFY(info);
        QVERIFY(info->endpoint.isEmpty() && info->backends.isEmpty() && info->name.isEmpty());
    }

    void nonsenseIsLeftOut()
    {
        QVERIFY(!infoOf("[]"));
        QVERIFY(!infoOf("{}"));
        QVERIFY(!infoOf(R"({"address":7})"));
        QVERIFY(!infoOf(R"({"address":"0x1945A3dd868b97FCf72a96129a46D1391616d496"})")); // a typo
        QByteArray models;
        for (int i = 0; i < 40; ++i)
            models += "\"m" + QByteArray::number(i) + "\",";
        const QByteArray advert =
            QByteArray(R"({"modality":"image","models":[@]},)").replace('@', models + '"' + QByteArray(201, 'x') + '"');
        const QByteArray text = R"({"address":"0x1945A3Dd868b97FCf72a96129a46D1391616d496","name":"NAME",
            "endpoint":"javascript:alert","roles":"serving","ledger":"gold","chain_id":1e300,"last_seen":-1,
            "public_key":"zz","backends":[ADVERTS 7,{"modality":"image"}]})";
        const auto info =
            infoOf(QByteArray(text).replace("NAME", QByteArray(500, 'n')).replace("ADVERTS", advert.repeated(40)));
        QVERIFY(info);
        QCOMPARE(info->name.size(), 80);
        QVERIFY(info->endpoint.isEmpty() && info->roles.isEmpty() && info->ledger.isEmpty());
        QVERIFY(info->publicKey.isEmpty());
        QCOMPARE(info->chainId, 0);
        QCOMPARE(info->lastSeenMs, 0);
        QCOMPARE(info->backends.size(), 16);
        QCOMPARE(info->backends[0].models.size(), 8);
        const auto odd = infoOf(R"({"address":"0x1945A3Dd868b97FCf72a96129a46D1391616d496",
            "backends":[{"modality":"image","models":["a\nb","\u202ea",""," a",7]}]})");
        QVERIFY(odd && odd->backends.isEmpty());
    }

    void endpointsAreAddresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("endpoint");
        const auto row = [](const char *text, const QString &endpoint) {
            QTest::newRow(text) << QString::fromUtf8(text) << endpoint;
        };
        row("https://node.example", u"https://node.example"_s);
        row("https://node.example///", u"https://node.example"_s);
        row("HTTPS://Node.Example:444/a/", u"https://node.example:444/a"_s);
        row("http://127.0.0.1:3402", u"http://127.0.0.1:3402"_s);
        row("http://[::1]:1", u"http://[::1]:1"_s);
        row("", {});
        row("node.example", {});
        row("ftp://node.example", {});
        row("file:///etc/passwd", {});
        row("https://", {});
        row("https://user:word@node.example", {});
        row("https://node.example?a=b", {});
        row("https://node.example#a", {});
        row("https://node example", {});
        row("https://node.example\r\nX: y", {});
    }
    void endpointsAreAddresses()
    {
        QFETCH(QString, text);
        QFETCH(QString, endpoint);
        QCOMPARE(endpointOf(text), endpoint);
        QVERIFY(endpointOf(u"https://a.example/"_s + QString(300, u'a')).isEmpty());
    }

    void strangersLeadUsNowhereNear_data()
    {
        QTest::addColumn<QString>("endpoint");
        QTest::addColumn<bool>("configured");
        QTest::addColumn<bool>("learned");
        const auto row = [](const char *endpoint, bool configured, bool learned) {
            QTest::newRow(endpoint) << QString::fromLatin1(endpoint) << configured << learned;
        };
        row("https://node.example", true, true);
        row("https://203.0.114.7:3402", true, true);
        row("http://node.example", false, false);
        row("http://203.0.114.7", false, false);
        row("http://127.0.0.1:8200", true, false);
        row("http://localhost:8200", true, false);
        row("http://[::1]:8200", true, false);
        row("https://127.0.0.1", true, false);
        row("https://[::1]", true, false);
        row("https://[::ffff:127.0.0.1]", true, false);
        row("https://192.168.1.1", true, false);
        row("https://10.0.0.1", true, false);
        row("https://169.254.169.254", true, false);
        row("https://172.16.5.4", true, false);
        row("https://0.0.0.0", true, false);
        row("https://[fe80::1]", true, false);
        row("https://[fd00::1]", true, false);
        row("https://router", true, false);
        row("https://printer.local", true, false);
        row("https://a.localhost", true, false);
    }
    void strangersLeadUsNowhereNear()
    {
        QFETCH(QString, endpoint);
        QFETCH(bool, configured);
        QFETCH(bool, learned);
        QCOMPARE(mayCall(endpoint, EndpointSource::Configured), configured);
        QCOMPARE(mayCall(endpoint, EndpointSource::Learned), learned);
        if (endpoint.startsWith(u"http://127"))
            QVERIFY(mayCall(endpoint, EndpointSource::Learned, true));
    }
};

QTEST_GUILESS_MAIN(TestInfo)
#include "test_info.moc"
