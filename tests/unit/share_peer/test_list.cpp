// Whom we know, and for how long that counts.
#include "core/base/secretbytes.h"
#include "core/crypto/key.h"
#include "gpu/share/peer/peerlist.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::share;

class TestList : public QObject {
    Q_OBJECT

    crypto::Address m_self, m_one, m_two;

    static PeerInfo infoOf(const crypto::Address &address, const QString &endpoint, const QStringList &models)
    {
        PeerInfo info;
        info.address = address;
        info.endpoint = endpoint;
        info.backends = {PeerModels{.modality = u"image"_s, .models = models}};
        return info;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        m_self = crypto::PrivateKey::generate().address();
        m_one = crypto::PrivateKey::generate().address();
        m_two = crypto::PrivateKey::generate().address();
    }

    void referencesNameNodes()
    {
        const ModelRef ref = modelRefOf(u"z-image@"_s + m_one.toString().toLower());
        QCOMPARE(ref.model, u"z-image"_s);
        QCOMPARE(ref.node, m_one);
        QCOMPARE(textOf(ref), u"z-image@"_s + m_one.toString().toLower());
        QCOMPARE(modelRefOf(u"a@b"_s).model, u"a@b"_s);
        QVERIFY(modelRefOf(u"a@b"_s).node.isEmpty());
        QCOMPARE(modelRefOf(u"a@0x12"_s).model, u"a@0x12"_s);
    }

    void onlyWhoAnsweredLatelyDraws()
    {
        PeerList list(m_self);
        QVERIFY(list.add(u"https://one.example"_s, EndpointSource::Configured));
        QVERIFY(!list.add(u"https://one.example"_s, EndpointSource::Learned));
        QVERIFY(list.add(u"https://two.example"_s, EndpointSource::Learned));
        QVERIFY(list.targets({}, 0).isEmpty());
        list.answered(u"https://one.example"_s, infoOf(m_one, u"https://one.example"_s, {u"a"_s, u"b"_s}), 1000);
        list.answered(u"https://two.example"_s, infoOf(m_two, u"https://two.example"_s, {u"b"_s}), 2000);
        QCOMPARE(list.targets({}, 2000).size(), 2);
        QCOMPARE(list.targets({}, 2000)[0].address, m_two); // heard of last
        QCOMPARE(list.targets({.model = u"a"_s}, 2000).size(), 1);
        QCOMPARE(list.targets({.model = u"b"_s, .node = m_one}, 2000)[0].endpoint, u"https://one.example"_s);
        QVERIFY(list.targets({.model = u"c"_s}, 2000).isEmpty());
        QCOMPARE(list.targets({}, 1000 + PeerFreshMs).size(), 2);
        QCOMPARE(list.targets({}, 1001 + PeerFreshMs).size(), 1);
        QVERIFY(list.targets({}, 2001 + PeerFreshMs).isEmpty());
    }

    void oneNodeUnderTwoNamesIsOne()
    {
        PeerList list(m_self);
        list.add(u"https://one.example"_s, EndpointSource::Configured);
        list.add(u"https://uno.example"_s, EndpointSource::Learned);
        list.answered(u"https://one.example"_s, infoOf(m_one, {}, {u"a"_s}), 1000);
        list.answered(u"https://uno.example"_s, infoOf(m_one, {}, {u"a"_s}), 1500);
        QCOMPARE(list.targets({}, 2000).size(), 1);
        QCOMPARE(list.targets({}, 2000)[0].endpoint, u"https://uno.example"_s);
        // A way that leads back to us is none.
        list.add(u"https://us.example"_s, EndpointSource::Learned);
        list.answered(u"https://us.example"_s, infoOf(m_self, {}, {u"a"_s}), 1500);
        QVERIFY(!list.endpoints().contains(u"https://us.example"_s));
    }

    void nobodySpeaksForAnother()
    {
        PeerList list(m_self);
        list.add(u"https://one.example"_s, EndpointSource::Configured);
        list.answered(u"https://one.example"_s, infoOf(m_one, u"https://one.example"_s, {u"a"_s}), 1000);
        // Two's key, and the endpoint of one.
        list.announced(infoOf(m_two, u"https://one.example"_s, {u"evil"_s}), 1500);
        QCOMPARE(list.targets({}, 1600)[0].address, m_one);
        QVERIFY(list.targets({.model = u"evil"_s}, 1600).isEmpty());
        list.announced(infoOf(m_one, u"https://one.example"_s, {u"b"_s}), 1700);
        QCOMPARE(list.targets({.model = u"b"_s}, 1800).size(), 1);
        list.announced(infoOf(m_two, u"https://two.example"_s, {u"c"_s}), 1700);
        QCOMPARE(list.targets({.model = u"c"_s}, 1800).size(), 1);
        list.announced(infoOf(m_two, u"http://127.0.0.1:8200"_s, {u"d"_s}), 1700);
        list.announced(infoOf(m_self, u"https://me.example"_s, {u"d"_s}), 1700);
        QCOMPARE(list.all().size(), 2);
    }

    void theListIsBounded()
    {
        PeerList list(m_self);
        for (int i = 0; i < PeersMost; ++i)
            QVERIFY(list.add(u"https://n%1.example"_s.arg(i), EndpointSource::Learned));
        list.answered(u"https://n0.example"_s, infoOf(m_one, {}, {}), 5);
        QVERIFY(list.add(u"https://more.example"_s, EndpointSource::Learned));
        QCOMPARE(list.all().size(), PeersMost);
        QVERIFY(list.endpoints().contains(u"https://n0.example"_s));
        QVERIFY(!list.endpoints().contains(u"https://n1.example"_s));
        PeerList named(m_self);
        for (int i = 0; i < PeersMost; ++i)
            named.add(u"https://n%1.example"_s.arg(i), EndpointSource::Configured);
        QVERIFY(!named.add(u"https://more.example"_s, EndpointSource::Learned));
        QVERIFY(named.add(u"https://mine.example"_s, EndpointSource::Configured));
    }

    void whoFailsTooOftenIsForgotten()
    {
        PeerList list(m_self);
        list.add(u"https://mine.example"_s, EndpointSource::Configured);
        list.add(u"https://theirs.example"_s, EndpointSource::Learned);
        for (int i = 0; i < PeerFailuresMost; ++i) {
            list.failed(u"https://mine.example"_s, Error{errors::PeerUnreachable});
            list.failed(u"https://theirs.example"_s, Error{errors::PeerUnreachable});
        }
        QCOMPARE(list.endpoints(), QStringList{u"https://mine.example"_s});
        QCOMPARE(list.all()[0].failures, PeerFailuresMost);
        list.answered(u"https://mine.example"_s, infoOf(m_one, {}, {}), 5);
        QCOMPARE(list.all()[0].failures, 0);
    }
};

QTEST_GUILESS_MAIN(TestList)
#include "test_list.moc"
