// The list of keys: what is stored, what opens, and how much.
#include "core/base/secretbytes.h"
#include "core/crypto/hash.h"
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/share/api/apikeys.h"
#include "tests/support/share/testbackend.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::share;
using ain::test::ManualClock;

class TestKeys : public QObject {
    Q_OBJECT

    ManualClock m_clock;
    SystemRng m_rng;

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void onlyTheHashIsKept()
    {
        ApiKeys keys;
        const auto fresh = keys.add(u"script"_s, {.perDay = 10, .concurrent = 1}, m_clock, m_rng);
        QVERIFY(fresh);
        static const QRegularExpression form(u"^ain-sk-[A-Za-z0-9_-]{43}$"_s);
        QVERIFY2(form.match(fresh->text).hasMatch(), qPrintable(fresh->text));
        const QByteArray stored = json::canonical(keys.toJson());
        QVERIFY(!stored.contains(fresh->text.mid(7).toLatin1()));
        QVERIFY(stored.contains(crypto::toHex(crypto::sha256(fresh->text.toLatin1())).toLatin1()));
        const auto again = ApiKeys::fromJson(*json::parse(stored));
        QVERIFY(again);
        QCOMPARE(again->all(), keys.all());
        const auto found = again->find(fresh->text.toLatin1());
        QVERIFY(found);
        QCOMPARE(found->name, u"script"_s);
        QCOMPARE(found->limits.perDay, 10);
    }

    void nothingElseOpens()
    {
        ApiKeys keys;
        const auto fresh = keys.add(u"one"_s, {}, m_clock, m_rng);
        QVERIFY(fresh);
        const QByteArray text = fresh->text.toLatin1();
        QVERIFY(!keys.find({}));
        QVERIFY(!keys.find("ain-sk-"));
        QVERIFY(!keys.find(text + ' '));
        QVERIFY(!keys.find(text.chopped(1)));
        QVERIFY(!keys.find(text.mid(7)));
        QVERIFY(!keys.find(QByteArray(100'000, 'a')));
        for (qsizetype i = 0; i < text.size(); ++i) {
            QByteArray other = text;
            other[i] = char(other[i] ^ 1);
            QVERIFY(!keys.find(other));
        }
        QVERIFY(!keys.find(fresh->key.hash));
        QVERIFY(!keys.find(crypto::toHex(fresh->key.hash).toLatin1()));
        QVERIFY(keys.find(text));
    }

    void revokedOnesOpenNothing()
    {
        ApiKeys keys;
        const auto first = keys.add(u"one"_s, {}, m_clock, m_rng);
        QVERIFY(!keys.add(u"one"_s, {}, m_clock, m_rng)); // two of one name
        QCOMPARE(keys.revoke(u"nobody"_s, m_clock).error().code, errors::ApiKeyUnknown);
        QVERIFY(keys.revoke(u"one"_s, m_clock));
        QVERIFY(keys.revoke(first->key.id, m_clock));
        QVERIFY(!keys.find(first->text.toLatin1()));
        const auto second = keys.add(u"one"_s, {}, m_clock, m_rng); // the name is free again
        QVERIFY(second);
        QVERIFY(second->key.id != first->key.id);
        QVERIFY(keys.find(second->text.toLatin1()));
        QCOMPARE(keys.revoke(u"one"_s, m_clock)->id, second->key.id);
        QVERIFY(!keys.find(second->text.toLatin1()));
    }

    void namesAndLimitsAreChecked()
    {
        ApiKeys keys;
        QCOMPARE(keys.add(u" "_s, {}, m_clock, m_rng).error().code, errors::ApiKeyName);
        QCOMPARE(keys.add(QString(61, u'a'), {}, m_clock, m_rng).error().code, errors::ApiKeyName);
        QCOMPARE(keys.add(u"a"_s, {.perDay = 0}, m_clock, m_rng).error().code, errors::ApiKeyLimits);
        QCOMPARE(keys.add(u"a"_s, {.perDay = 1, .concurrent = 17}, m_clock, m_rng).error().code, errors::ApiKeyLimits);
        QSet<QString> texts;
        for (int i = 0; i < KeysMax; ++i)
            texts.insert(keys.add(u"k%1"_s.arg(i), {}, m_clock, m_rng)->text);
        QCOMPARE(texts.size(), KeysMax);
        QCOMPARE(keys.add(u"more"_s, {}, m_clock, m_rng).error().code, errors::ApiKeyTooMany);
        QVERIFY(keys.revoke(u"k7"_s, m_clock));
        QVERIFY(keys.add(u"more"_s, {}, m_clock, m_rng));
        QCOMPARE(keys.all().size(), KeysMax);
    }

    void damagedListsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray hash(64, 'a');
        const QByteArray good =
            QByteArray(R"({"id":"00112233","name":"a","sha256":"@","per_day":5,"concurrent":1,"created_ms":1})")
                .replace('@', hash);
        const auto listOf = [](const QByteArray &entries) {
            return QByteArray(R"({"version":1,"keys":[@]})").replace('@', entries);
        };
        QTest::newRow("version") << QByteArray(R"({"version":2,"keys":[]})");
        QTest::newRow("no list") << QByteArray(R"({"version":1})");
        QTest::newRow("not an object") << QByteArray("[]");
        QTest::newRow("short hash") << listOf(QByteArray(good).replace(hash, "aa"));
        QTest::newRow("no hash") << listOf(QByteArray(good).replace("sha256", "x"));
        QTest::newRow("id") << listOf(QByteArray(good).replace("00112233", "0"));
        QTest::newRow("name") << listOf(QByteArray(good).replace("\"a\"", "\"\""));
        QTest::newRow("limits") << listOf(QByteArray(good).replace(":5", ":-5"));
        QTest::newRow("too many") << listOf((good + ',').repeated(KeysMax) + good);
    }
    void damagedListsAreRefused()
    {
        QFETCH(QByteArray, text);
        const auto value = json::parse(text);
        QVERIFY(value);
        const auto keys = ApiKeys::fromJson(*value);
        QVERIFY(!keys);
        QCOMPARE(keys.error().code, errors::ApiKeysDamaged);
    }

    void usageIsCountedByTheDay()
    {
        KeyUsage usage(m_clock);
        ApiKey key;
        key.id = u"00112233"_s;
        key.limits = {.perDay = 5, .concurrent = 2};
        using Refusal = KeyUsage::Refusal;
        QCOMPARE(usage.begin(key, 2), Refusal::None);
        QCOMPARE(usage.begin(key, 2), Refusal::None);
        QCOMPARE(usage.begin(key, 1), Refusal::Concurrent);
        usage.end(key.id, 0);
        QCOMPARE(usage.begin(key, 2), Refusal::Day);
        QCOMPARE(usage.today(key.id), 4);
        usage.end(key.id, 2); // drawn nothing: given back
        QCOMPARE(usage.today(key.id), 2);

        KeyUsage later(m_clock);
        later.restore(usage.toJson());
        QCOMPARE(later.today(key.id), 2);
        QCOMPARE(later.begin(key, 4), Refusal::Day);
        QCOMPARE(later.begin(key, 3), Refusal::None);
        m_clock.now += 24LL * 3600 * 1000;
        QCOMPARE(later.today(key.id), 0);
        QCOMPARE(later.begin(key, 5), Refusal::None);
        later.end(key.id, 0);
        later.end(key.id, 0);
        QCOMPARE(later.today(key.id), 5);
        KeyUsage damaged(m_clock);
        damaged.restore(*json::parse(R"({"day":"x","pictures":{"a":1,"00112233":-7}})"));
        QCOMPARE(damaged.begin(key, 5), Refusal::None);
    }
};

QTEST_GUILESS_MAIN(TestKeys)
#include "test_keys.moc"
