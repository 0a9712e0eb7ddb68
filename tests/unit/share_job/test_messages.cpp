// Messages of sharing: their one form, their signatures, their time, and what is refused.
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/share/check/challenge.h"
#include "tests/support/share/jobfixture.h"

#include <QFile>
#include <QTest>

using namespace ain;
using namespace ain::share;
using namespace ain::share::test;
using namespace Qt::StringLiterals;

namespace {

QString codeOf(const Error &error) { return error.code.toString() + u' ' + error.args.value(u"what"_s).toString(); }

/// A message with one member of its body changed; unsigned.
QByteArray changed(const Message &message, const QString &key, const json::Value &value)
{
    json::Value object = *json::parse(encode(message));
    object.object().set(u"body"_s, object[u"body"]).object().set(key, value);
    return json::canonical(object);
}

class TestMessages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void whatIsReadIsWrittenAgain()
    {
        QSet<QString> kinds;
        for (const Message &message : allMessages()) {
            const QByteArray text = encode(message);
            const auto again = parseMessage(text);
            QVERIFY2(again.has_value(), again ? "" : qPrintable(kindOf(message.body) + codeOf(again.error())));
            QCOMPARE(*again, message);
            QCOMPARE(encode(*again), text);
            QVERIFY(verify(*again, ChainId).has_value());
            kinds.insert(kindOf(message.body));
        }
        QCOMPARE(kinds.size(), qsizetype(std::variant_size_v<Body>));
    }

    void aDeviceSpeaksForItsAccountForSomeDays()
    {
        const crypto::PrivateKey account = keyNumber(3);
        const crypto::PrivateKey device = keyNumber(5);
        constexpr qint64 Day = 24LL * 3600 * 1000;
        const Delegation good = signedBy(
            Delegation{.account = account.address(), .device = device.address(), .since = Day, .until = 3 * Day},
            account);
        QCOMPARE(*delegationFromJson(toJson(good)), good);
        Message message;
        message.from = account.address();
        message.saidAt = 2 * Day;
        message.body = Progressed{.attempt = 1, .step = 2, .steps = 4};
        message.job = QString(64, u'a');
        const Message said = signedBy(message, device);
        const auto holds = [&said](const Delegation &delegation, int chain = ChainId) {
            return verify(said, chain, {delegation}).has_value();
        };
        QVERIFY(!verify(said, ChainId));
        QVERIFY(holds(good));
        QVERIFY(!holds(good, ChainId + 1));
        // Of another account, for another device, too early, too late, changed, signed by the device itself.
        Delegation other = good;
        other.device = keyNumber(6).address();
        QVERIFY(!holds(other));
        QVERIFY(!holds(signedBy(other, account)));
        other = good;
        other.account = keyNumber(6).address();
        QVERIFY(!holds(signedBy(other, keyNumber(6))));
        other = good;
        other.since = 2 * Day + 1;
        QVERIFY(!holds(signedBy(other, account)));
        other = good;
        other.until = 2 * Day - 1;
        QVERIFY(!holds(other));
        QVERIFY(!holds(signedBy(other, account)));
        QVERIFY(!holds(signedBy(good, device)));
        // For longer than a week nobody speaks.
        json::Object longer = toJson(good);
        longer.set(u"until"_s, Day + MaxDelegationMs);
        QVERIFY(delegationFromJson(longer).has_value());
        longer.set(u"until"_s, Day + MaxDelegationMs + 1);
        QVERIFY(!delegationFromJson(longer));
        longer.set(u"until"_s, Day);
        QVERIFY(!delegationFromJson(longer));
    }

    // Every released message must stay readable, and mean the same.
    void goldenMessages()
    {
        QFile file(QStringLiteral(AIN_TEST_DATA "/share/messages-1.jsonl"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const Message &message : allMessages())
            QCOMPARE(file.readLine().trimmed(), encode(message));
        QVERIFY(file.atEnd());
    }

    void theSignedTextIsThatOfTheDesign()
    {
        const Message progress = allMessages()[4];
        const QString body = crypto::toHex(crypto::sha256(R"({"attempt":2,"has_checkpoint":true,"state":")"
                                                          + hash(16).toLatin1() + R"(","step":8,"steps":20})"));
        QCOMPARE(signedText(progress), u"progress:%1:1800000000000:%2"_s.arg(progress.job, body));
        QVERIFY(signedText(allMessages()[0]).startsWith(u"capacity:hub:1800000000000:"));
    }

    void everyMemberIsNeededAndNoOther()
    {
        int tried = 0;
        for (const Message &message : allMessages()) {
            const json::Value whole = *json::parse(encode(message));
            for (const bool isBody : {false, true}) {
                const json::Object members = isBody ? whole[u"body"].object() : whole.object();
                for (const auto &[key, member] : members) {
                    if (key == u"sig" && !isBody)
                        continue; // not signed yet
                    json::Value copy = whole;
                    (isBody ? copy.object().set(u"body"_s, copy[u"body"]) : copy).object().remove(key);
                    QVERIFY2(!parseMessage(json::canonical(copy)).has_value(), qPrintable(key));
                    ++tried;
                }
                json::Value copy = whole;
                (isBody ? copy.object().set(u"body"_s, copy[u"body"]) : copy).object().set(u"extra"_s, 1);
                const auto refused = parseMessage(json::canonical(copy));
                QVERIFY(!refused.has_value());
                QCOMPARE(codeOf(refused.error()), u"share.format extra"_s);
            }
        }
        QVERIFY(tried > 100);
    }

    void everyChangeBreaksTheSignature()
    {
        for (const Message &message : allMessages()) {
            for (const QString &key : {u"ts"_s, u"from"_s, u"job"_s}) {
                Message other = message;
                if (key == u"ts")
                    other.saidAt += 1;
                else if (key == u"from")
                    other.from = keyNumber(7).address();
                else
                    other.job = hash(99);
                QCOMPARE(verify(other, ChainId).error().code, errors::ShareSignature);
            }
            QVERIFY(!verify(message, ChainId + 1).has_value());
            Message unsignedOne = message;
            unsignedOne.signature.clear();
            QVERIFY(!verify(unsignedOne, ChainId).has_value());
        }
        Message grant = allMessages()[3];
        std::get<Grant>(grant.body).leaseUntil += 1;
        QVERIFY(!verify(grant, ChainId).has_value());
        // A body of another kind under the same signature is another text.
        Message claim = allMessages()[2];
        claim.body = allMessages()[4].body;
        QVERIFY(!verify(claim, ChainId).has_value());
    }

    void refusesWhatMayNotBe_data()
    {
        QTest::addColumn<int>("message");
        QTest::addColumn<QString>("key");
        QTest::addColumn<json::Value>("value");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, int message, const QString &key, const json::Value &value,
                            const QString &code) { QTest::newRow(name) << message << key << value << code; };
        json::Array models;
        for (int i = 0; i < 17; ++i)
            models.emplace_back(json::Object());
        row("many models", 0, u"models"_s, models, u"share.limit models"_s);
        row("model no object", 0, u"models"_s, json::Array{json::Value(1)}, u"share.format object"_s);
        row("pixels", 0, u"max_px"_s, 4'194'305, u"share.limit max_px"_s);
        row("hours", 0, u"hours"_s, 1 << 24, u"share.limit hours"_s);
        row("another job's header", 1, u"job"_s, hash(77), u"share.format job"_s);
        row("header of another", 1, u"requester"_s, keyNumber(7).address().toString(), u"share.format job"_s);
        row("eta", 2, u"eta_s"_s, -1, u"share.format eta_s"_s);
        row("price", 2, u"price_mps"_s, u"1e3"_s, u"share.format price_mps"_s);
        row("attempts", 3, u"attempt"_s, 7, u"share.limit attempt"_s);
        row("no attempt", 3, u"attempt"_s, 0, u"share.format attempt"_s);
        row("payload", 3, u"payload"_s, QString(140'000, u'0'), u"share.limit payload"_s);
        row("state without number", 3, u"first_step"_s, 0, u"share.format checkpoint"_s);
        row("step behind the end", 4, u"step"_s, 21, u"share.format step"_s);
        row("checkpoint of nothing", 4, u"state"_s, QString(), u"share.format state"_s);
        row("reason", 5, u"reason"_s, u"bored"_s, u"share.format reason"_s);
        row("receipt", 6, u"receipt"_s, json::Object(), u"share.format v"_s);
        row("large picture", 6, u"bytes"_s, MaxPictureBytes + 1, u"share.limit bytes"_s);
        row("steps twice", 7, u"steps"_s, json::Array{json::Value(1), json::Value(1)}, u"share.format steps"_s);
        row("no steps", 7, u"steps"_s, json::Array(), u"share.format steps"_s);
        row("steps are texts", 7, u"steps"_s, json::Array{u"1"_s}, u"share.format steps"_s);
        row("many steps", 7, u"steps"_s, json::Array(17, json::Value(1)), u"share.limit steps"_s);
        row("nonce", 7, u"nonce"_s, u"00"_s, u"share.format nonce"_s);
        row("evidence", 9, u"evidence"_s, u"https://x"_s, u"share.format evidence"_s);
        row("verdict", 10, u"verdict"_s, u"guilty"_s, u"share.format verdict"_s);
    }
    void refusesWhatMayNotBe()
    {
        QFETCH(const int, message);
        QFETCH(const QString, key);
        QFETCH(const json::Value, value);
        QFETCH(const QString, code);
        const auto read = parseMessage(changed(allMessages()[message], key, value));
        QVERIFY(!read.has_value());
        QCOMPARE(codeOf(read.error()), code);
    }

    void refusesWhatIsNoMessage()
    {
        const QByteArray good = encode(allMessages()[4]);
        QVERIFY(parseMessage(good).has_value());
        QCOMPARE(codeOf(parseMessage(QByteArray(good).replace("\"progress\"", "\"run_script\"")).error()),
                 u"share.format kind"_s);
        QCOMPARE(codeOf(parseMessage(QByteArray(good).replace("\"v\":1", "\"v\":2")).error()), u"share.newer "_s);
        QVERIFY(!parseMessage(QByteArray(good).replace("\"v\":1", "\"v\":1,\"v\":1")).has_value());
        for (const QByteArray &bad :
             {QByteArray(), QByteArray("{}"), QByteArray("[1]"), QByteArray("null"),
              QByteArray(MaxMessageBytes + 1, ' '), QByteArray("{\"v\":1e999}"), QByteArray(100, '[')})
            QVERIFY(!parseMessage(bad).has_value());
        // To hubs, with a small bound: many people send them.
        Message capacity = allMessages()[0];
        auto &models = std::get<Capacity>(capacity.body).models;
        const Capacity::Model model{.id = QString(80, u'm'), .family = u"sd15"_s};
        models = QList<Capacity::Model>(16, model);
        QVERIFY(parseMessage(encode(capacity)).has_value());
        QVERIFY(!parseMessage(encode(capacity) + QByteArray(MaxCapacityBytes, ' ')).has_value());
        capacity.job = hash(1);
        QVERIFY(!parseMessage(encode(capacity)).has_value());
        Message jobless = allMessages()[4];
        jobless.job.clear();
        QVERIFY(!parseMessage(encode(jobless)).has_value());
        Message foreign = allMessages()[6]; // somebody delivers another's receipt
        foreign.from = keyNumber(7).address();
        QCOMPARE(codeOf(parseMessage(encode(foreign)).error()), u"share.format receipt"_s);
    }

    void heardOnceAndInTime()
    {
        const Message message = allMessages()[4];
        const QByteArray text = encode(message);
        ReplayGuard guard;
        QCOMPARE(receive(text, ChainId, guard, Now + MaxSkewMs + 1).error().code, errors::ShareStale);
        QCOMPARE(receive(text, ChainId, guard, Now - MaxSkewMs - 1).error().code, errors::ShareStale);
        QCOMPARE(receive(text, ChainId + 1, guard, Now).error().code, errors::ShareSignature);
        QCOMPARE(guard.remembered(), 0); // what was refused takes no room
        const auto heard = receive(text, ChainId, guard, Now - MaxSkewMs);
        QVERIFY(heard.has_value());
        QCOMPARE(*heard, message);
        for (const qint64 now : {Now - MaxSkewMs, Now, Now + MaxSkewMs})
            QCOMPARE(receive(text, ChainId, guard, now).error().code, errors::ShareReplayed);
        QCOMPARE(receive(text, ChainId, guard, Now + 3 * MaxSkewMs).error().code, errors::ShareStale);
        // Another time, another message.
        Message later = message;
        later.saidAt = Now + 1000;
        QVERIFY(receive(encode(signedBy(later, keyNumber(3))), ChainId, guard, Now + 1000).has_value());
        QCOMPARE(receive("{}", ChainId, guard, Now).error().code, errors::ShareFormat);
    }

    void extremeTimesAreStale()
    {
        ReplayGuard guard;
        for (const qint64 said : {qint64(0), std::numeric_limits<qint64>::max(), qint64(-5)})
            QCOMPARE(guard.admit(u"a"_s, u"b"_s, said, Now).error().code, errors::ShareStale);
    }

    void theGuardIsBounded()
    {
        ReplayGuard guard;
        qint64 admitted = 0;
        while (guard.admit(u"one"_s, QString::number(admitted), Now, Now))
            ++admitted;
        QCOMPARE(admitted, qint64(ReplayGuard::MostOfOne)); // one sender can't fill it
        QCOMPARE(guard.admit(u"one"_s, u"x"_s, Now, Now).error().code, errors::ShareBusy);
        QVERIFY(guard.admit(u"two"_s, u"x"_s, Now, Now).has_value());
        for (int sender = 0; sender < 100; ++sender) {
            for (int i = 0; i < 600; ++i)
                (void)guard.admit(u"s%1"_s.arg(sender), QString::number(i), Now, Now);
        }
        QCOMPARE(guard.remembered(), ReplayGuard::MostOfAll);
        QCOMPARE(guard.admit(u"last"_s, u"x"_s, Now, Now).error().code, errors::ShareBusy);
        // What is too old to be heard again is forgotten, and not before.
        QCOMPARE(guard.admit(u"two"_s, u"x"_s, Now + MaxSkewMs, Now + MaxSkewMs).error().code, errors::ShareReplayed);
        const qint64 later = Now + 2 * MaxSkewMs + 1;
        QVERIFY(guard.admit(u"last"_s, u"x"_s, later, later).has_value());
        QCOMPARE(guard.remembered(), 1);
        QVERIFY(guard.admit(u"one"_s, u"x"_s, later, later).has_value());
    }

    void nobodyOpensMoreThanWasDrawn()
    {
        const TraceCommitment commitment{.root = QByteArray(32, 'r'), .states = 21};
        Open open{.nonce = hash(17)};
        open.steps = challengedSteps(QByteArray::fromHex(open.nonce.toLatin1()), u"job", commitment);
        QVERIFY(isDrawn(open, u"job", commitment));
        QVERIFY(!isDrawn(open, u"other", commitment));
        Open more = open;
        more.steps.append(20);
        QVERIFY(!isDrawn(more, u"job", commitment));
        more.steps.clear();
        QVERIFY(!isDrawn(more, u"job", commitment));
        QVERIFY(!isDrawn({.nonce = u"00"_s, .steps = open.steps}, u"job", commitment));
    }

    void keysOfManyForms()
    {
        QVERIFY(keyOf(kxOf(keyNumber(2).publicKey())).has_value());
        for (const QString &bad :
             {QString(), u"02"_s, QString(66, u'0'), QString(66, u'f'), QString(130, u'0'), u"zz"_s})
            QVERIFY(!keyOf(bad).has_value());
    }
};

} // namespace

QTEST_APPLESS_MAIN(TestMessages)
#include "test_messages.moc"
