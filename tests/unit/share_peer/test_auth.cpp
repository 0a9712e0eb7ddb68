// Signed headers beside those of the public SDK (tests/data/peer), and what is no header.
#include "core/base/secretbytes.h"
#include "core/crypto/key.h"
#include "core/json/parser.h"
#include "gpu/share/peer/peerauth.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::share;

class TestAuth : public QObject {
    Q_OBJECT

    json::Value m_vectors;

    [[nodiscard]] crypto::PrivateKey key(QStringView name) const
    {
        QString hex = m_vectors.at({u"private_keys", name}).toString();
        return std::move(*crypto::PrivateKey::fromHex(SecretBytes::takeFrom(hex)));
    }
    /// A header of ours over any purpose and time.
    [[nodiscard]] QByteArray headerOf(const QString &purpose, qint64 timeMs) const
    {
        const crypto::PrivateKey one = key(u"one");
        return authHeader(one.address(), timeMs, crypto::signMessage(one, signedText(purpose, timeMs), 0));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        QFile file(QStringLiteral(AIN_TEST_DATA "/peer/vectors.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto parsed = json::parse(file.readAll());
        QVERIFY(parsed);
        m_vectors = *parsed;
        QVERIFY(m_vectors[u"rows"].array().size() >= 7);
    }

    void weSignAsTheSdkDoes()
    {
        for (const json::Value &row : m_vectors[u"rows"].array()) {
            const bool verifies = row[u"verifies"].toBool();
            const qint64 timeMs = row[u"ts"].toInteger();
            const QString purpose = row[u"purpose"].toString();
            QCOMPARE(signedText(purpose, timeMs), row[u"message"].toString());
            const QByteArray header = row[u"header"].toString().toLatin1();
            const auto auth = verifyPeerAuth(header, purpose, timeMs);
            QVERIFY2(auth.has_value() == verifies, qPrintable(row[u"name"].toString()));
            if (!verifies)
                continue;
            QCOMPARE(auth->address.toString(), row[u"address"].toString());
            QCOMPARE(auth->timeMs, timeMs);
            const crypto::PrivateKey one = key(u"one");
            const crypto::PrivateKey two = key(u"two");
            const crypto::PrivateKey &own = one.address() == auth->address ? one : two;
            const QString signature = crypto::signMessage(own, row[u"message"].toString(), 0);
            QCOMPARE(signature, row[u"signature"].toString());
            QCOMPARE(authHeader(own.address(), timeMs, signature), header);
        }
    }

    void purposesAreThoseOfTheNetwork()
    {
        const auto provider = crypto::Address::parse(m_vectors[u"provider"].string());
        QVERIFY(provider);
        const json::Array &rows = m_vectors[u"rows"].array();
        QCOMPARE(imagePurpose(*provider), rows[4][u"purpose"].toString());
        QCOMPARE(helloPurpose(u"https://node.example"_s), rows[0][u"purpose"].toString());
    }

    void headersThatAreNone_data()
    {
        QTest::addColumn<QByteArray>("header");
        const QByteArray address = "0x1945A3Dd868b97FCf72a96129a46D1391616d496";
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("two parts") << address + ":1800000000000";
        QTest::newRow("four parts") << address + ":1800000000000:0x00:v2";
        QTest::newRow("no address") << QByteArray("0x12:1800000000000:0x00");
        QTest::newRow("no signature") << address + ":1800000000000:";
        QTest::newRow("short signature") << address + ":1800000000000:0x" + QByteArray(130, 'a');
        QTest::newRow("zero signature") << address + ":1800000000000:0x" + QByteArray(194, '0');
        QTest::newRow("long") << address + ":1800000000000:0x" + QByteArray(100'000, 'a');
        QTest::newRow("time in words") << address + ":now:0x" + QByteArray(194, 'a');
        QTest::newRow("time below zero") << address + ":-1:0x" + QByteArray(194, 'a');
        QTest::newRow("endless time") << address + ":" + QByteArray(40, '9') + ":0x" + QByteArray(194, 'a');
        QTest::newRow("bytes") << QByteArray(":\xff\xfe:\x00", 6);
    }
    void headersThatAreNone()
    {
        QFETCH(QByteArray, header);
        const auto auth = verifyPeerAuth(header, u"hello:x"_s, 1'800'000'000'000);
        QVERIFY(!auth);
        QCOMPARE(auth.error().code, errors::PeerSignature);
    }

    void aHeaderIsForOnePurposeAndTime()
    {
        const qint64 now = 1'800'000'000'000;
        const QByteArray header = headerOf(u"hello:https://a.example"_s, now);
        QVERIFY(verifyPeerAuth(header, u"hello:https://a.example"_s, now));
        QVERIFY(!verifyPeerAuth(header, u"hello:https://b.example"_s, now));
        QVERIFY(verifyPeerAuth(header, u"hello:https://a.example"_s, now + PeerSkewMs));
        QVERIFY(verifyPeerAuth(header, u"hello:https://a.example"_s, now - PeerSkewMs));
        const auto late = verifyPeerAuth(header, u"hello:https://a.example"_s, now + PeerSkewMs + 1);
        QCOMPARE(late.error().args.value(u"what"_s).toString(), u"time"_s);
        QVERIFY(!verifyPeerAuth(header, u"hello:https://a.example"_s, now - PeerSkewMs - 1));
        // Another name above somebody's signature.
        QByteArray stolen = header;
        stolen.replace(0, 42, key(u"two").address().toString().toLatin1());
        QVERIFY(!verifyPeerAuth(stolen, u"hello:https://a.example"_s, now));
        // Written in small letters it is the same address; with a wrong checksum it is none.
        QByteArray small = header;
        small.replace(0, 42, header.left(42).toLower());
        QVERIFY(verifyPeerAuth(small, u"hello:https://a.example"_s, now));
    }

    void whatWasSaidOnceCountsOnce()
    {
        AuthGuard guard;
        const PeerAuth auth{.address = key(u"one").address(), .timeMs = 1000};
        QVERIFY(guard.admit(auth, u"a"_s, 1000));
        QVERIFY(!guard.admit(auth, u"a"_s, 1000));
        QVERIFY(guard.admit(auth, u"b"_s, 1000));
        QVERIFY(guard.admit({.address = key(u"two").address(), .timeMs = 1000}, u"a"_s, 1000));
        QVERIFY(!guard.admit(auth, u"a"_s, 1000 + PeerSkewMs)); // as long as its time would count
        QCOMPARE(guard.size(), 3);
        QVERIFY(guard.admit({.address = auth.address, .timeMs = 2 * PeerSkewMs}, u"a"_s, 2 * PeerSkewMs));
        QCOMPARE(guard.size(), 1);
    }

    void memoryOfTheGuardIsBounded()
    {
        AuthGuard guard;
        PeerAuth auth{.address = key(u"one").address(), .timeMs = 0};
        for (qsizetype i = 0; i < AuthGuard::Most; ++i) {
            auth.timeMs = i;
            QVERIFY(guard.admit(auth, u"a"_s, 0));
        }
        auth.timeMs = AuthGuard::Most;
        QVERIFY(!guard.admit(auth, u"a"_s, 0));
        QCOMPARE(guard.size(), AuthGuard::Most);
        auth.timeMs = PeerSkewMs * 3;
        QVERIFY(guard.admit(auth, u"a"_s, PeerSkewMs * 3));
    }

    void callsAreCountedByTheMinute()
    {
        CallLimiter limiter(3);
        for (int i = 0; i < 3; ++i)
            QVERIFY(limiter.admit(u"a"_s, i * 1000));
        QVERIFY(!limiter.admit(u"a"_s, 59'999));
        QVERIFY(limiter.admit(u"b"_s, 59'999));
        QVERIFY(limiter.admit(u"a"_s, 60'000)); // the first is a minute ago
        QVERIFY(!limiter.admit(u"a"_s, 60'000));
        CallLimiter crowded(1);
        for (qsizetype i = 0; i < CallLimiter::CallersMost; ++i)
            QVERIFY(crowded.admit(QString::number(i), 0));
        QVERIFY(!crowded.admit(u"one more"_s, 0));
        QVERIFY(crowded.admit(u"one more"_s, 60'000));
    }
};

QTEST_GUILESS_MAIN(TestAuth)
#include "test_auth.moc"
