#include "core/base/amount.h"
#include "core/base/rng.h"
#include "core/base/secretbytes.h"

#include <QTest>

using namespace ain;
using namespace Qt::StringLiterals;

namespace {

class TestValues : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void amountText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("micro"); // -1: refused
        QTest::newRow("one") << u"1"_s << qint64(1'000'000);
        QTest::newRow("smallest") << u"0.000001"_s << qint64(1);
        QTest::newRow("leading point") << u".5"_s << qint64(500'000);
        QTest::newRow("trailing zeros") << u"1.50000000"_s << qint64(1'500'000);
        QTest::newRow("supply") << u"700000000"_s << Amount::MaxMicro;
        QTest::newRow("above supply") << u"700000000.000001"_s << qint64(-1);
        QTest::newRow("overflow") << u"99999999999999999999999999"_s << qint64(-1);
        QTest::newRow("seven decimals") << u"0.0000001"_s << qint64(-1);
        QTest::newRow("empty") << QString() << qint64(-1);
        QTest::newRow("point") << u"."_s << qint64(-1);
        QTest::newRow("ends with point") << u"1."_s << qint64(-1);
        QTest::newRow("sign") << u"-1"_s << qint64(-1);
        QTest::newRow("exponent") << u"1e3"_s << qint64(-1);
        QTest::newRow("grouping") << u"1,000"_s << qint64(-1);
        QTest::newRow("Arabic digits") << u"١"_s << qint64(-1);
    }
    void amountText()
    {
        QFETCH(QString, text);
        QFETCH(qint64, micro);
        const auto amount = Amount::parse(text);
        QCOMPARE(amount ? amount->micro() : qint64(-1), micro);
    }
    void amountWire()
    {
        QCOMPARE(Amount::fromWire(13.345678999999999)->micro(), qint64(13'345'679));
        // What the chain will really let go is the 6-decimal floor of the raw double (chain.md 4.6).
        QCOMPARE(Amount::floorFromWire(13.345678999999999)->micro(), qint64(13'345'678));
        QCOMPARE(Amount::floorFromWire(13.345678)->micro(), qint64(13'345'678));
        QCOMPARE(Amount::fromMicro(12'345'678).toWire(), 12.345678);
        QCOMPARE(Amount::fromMicro(-1).toString(), u"-0.000001"_s);
        QVERIFY(!Amount::fromWire(1e300));
        QVERIFY(!Amount::fromWire(std::numeric_limits<double>::quiet_NaN()));
        for (qint64 micro = 1; micro < Amount::MaxMicro; micro = micro * 7 + 3)
            QCOMPARE(Amount::fromWire(Amount::fromMicro(micro).toWire())->micro(), micro);
    }
    void secretsMoveAndWipe()
    {
        QByteArray source("a private key, more or less");
        const char *where = source.constData();
        SecretBytes secret = SecretBytes::takeFrom(source);
        QVERIFY(source.isEmpty());
        QCOMPARE(secret.bytes(), QByteArrayView("a private key, more or less"));
        Q_UNUSED(where)
        SecretBytes moved = std::move(secret);
        QVERIFY(secret.isEmpty()); // NOLINT(bugprone-use-after-move): the moved-from state is the contract
        QVERIFY(moved == moved.clone());
        QVERIFY(!(moved == SecretBytes::random(moved.size())));
        QCOMPARE(moved.part(2, 7).bytes(), QByteArrayView("private"));
        moved.clear();
        QVERIFY(moved.isEmpty());
    }
    void belowStaysBelow()
    {
        SystemRng rng;
        QList<int> seen(7);
        for (int i = 0; i < 7000; ++i)
            ++seen[rng.below(7)];
        for (const int count : seen)
            QVERIFY(count > 700);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestValues)
#include "test_values.moc"
