// What travels through the pool, and what is refused of it.
#include "core/crypto/hash.h"
#include "core/json/writer.h"
#include "gpu/share/pool/errors.h"
#include "gpu/share/pool/messages.h"
#include "tests/support/share/jobfixture.h"

#include <QTest>

#include <random>

using namespace ain;
using namespace ain::pool;
using namespace Qt::StringLiterals;
namespace fixture = ain::share::test;

namespace {

RawDelivery rawOf(const share::JobSpec &spec)
{
    RawDelivery raw;
    raw.subject = jobSubject(spec, Priority::Normal).toLatin1();
    raw.ack = "$JS.ACK.JOBS.m-x-normal.3.17.4.1800000000000000000.0";
    raw.messageId = share::jobId(spec).toLatin1();
    raw.asker = "hub";
    raw.body = json::canonical(share::toJson(spec));
    return raw;
}

PoolResult someResult()
{
    PoolResult result;
    result.job = fixture::hash(1);
    result.box = u"box-1"_s;
    result.image = fixture::hash(2);
    result.bytes = 3 * PartBytes - 1;
    result.startedMs = 1000;
    result.endedMs = 2000;
    result.attempt = 2;
    return result;
}

BoxCaps someCaps()
{
    BoxCaps caps;
    caps.box = u"box-1"_s;
    caps.state = BoxState::Away;
    caps.reason = u"share.not_now"_s;
    caps.device = u"NVIDIA 그래픽"_s;
    caps.done = 7;
    caps.lastHour = 3;
    caps.handedBack = 1;
    Offer offer;
    offer.id = u"a model"_s;
    offer.family = u"sdxl"_s;
    offer.files.append({.role = u"model"_s, .sha256 = fixture::hash(1)});
    offer.files.append({.role = u"vae"_s, .sha256 = fixture::hash(2)});
    caps.offers.append(offer);
    return caps;
}

class TestPoolMessages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void subjectsAreThoseOfTheDesign()
    {
        const share::JobSpec spec = fixture::plainSpec();
        const QString token = fixture::hash(1).left(32);
        QCOMPARE(modelToken(fixture::hash(1)), token);
        QCOMPARE(jobSubject(spec, Priority::High), u"JOBS.A."_s + token + u".high"_s);
        QCOMPARE(laneFilter(token, Priority::Normal), u"JOBS.*."_s + token + u".normal"_s);
        QCOMPARE(laneName(token, Priority::High), u"m-"_s + token + u"-high"_s);
        QCOMPARE(resultSubject(u"hub", u"box-1", u"j"), u"RESULTS.hub.box-1.j"_s);
        QCOMPARE(partSubject(u"hub", u"box-1", u"j", fixture::hash(2), 3),
                 u"PARTS.hub.box-1.j."_s + fixture::hash(2).left(16) + u".3"_s);
        const QStringList lanes = lanesOf({u"a"_s, u"b"_s});
        QCOMPARE(lanes, QStringList({u"m-a-high"_s, u"m-b-high"_s, u"m-a-normal"_s, u"m-b-normal"_s}));
    }

    void attemptsAreCounted()
    {
        QCOMPARE(attemptOf("$JS.ACK.JOBS.lane.3.17.4.1800000000000000000.0"), 3);
        QCOMPARE(attemptOf("$JS.ACK._.ACCOUNT.JOBS.lane.5.17.4.1800000000000000000.0.token"), 5);
        for (const char *bad : {"", "$JS.ACK", "$JS.ACK.JOBS.lane.x.1.1.1.1", "$JS.ACK.JOBS.lane.-1.1.1.1.1",
                                "_INBOX.box.1.2.3.4.5.6", "$JS.ACK.JOBS.lane.0.1.1.1.1"})
            QCOMPARE(attemptOf(bad), 0);
    }

    void aJobIsWhatItSaysItIs()
    {
        const share::JobSpec spec = fixture::plainSpec();
        const auto delivery = deliveryOf(rawOf(spec));
        QVERIFY(delivery);
        QCOMPARE(delivery->job, share::jobId(spec));
        QCOMPARE(delivery->asker, u"hub"_s);
        QCOMPARE(delivery->attempt, 3);
        QVERIFY(delivery->spec == spec);
        RawDelivery again = rawOf(spec);
        again.messageId += "#r17";
        QVERIFY(deliveryOf(again));
    }

    void aHostileJobIsRefused()
    {
        const share::JobSpec spec = fixture::plainSpec();
        const auto codeOf = [](const RawDelivery &raw) {
            const auto delivery = deliveryOf(raw);
            return delivery ? ErrorCode() : delivery.error().code;
        };
        RawDelivery raw = rawOf(spec);
        raw.messageId = fixture::hash(9).toLatin1();
        QCOMPARE(codeOf(raw), errors::PoolMessage);
        raw = rawOf(spec);
        raw.messageId = "../../etc/passwd";
        QCOMPARE(codeOf(raw), errors::PoolMessage);
        raw = rawOf(spec);
        raw.asker = "hub.>";
        QCOMPARE(codeOf(raw), errors::PoolMessage);
        raw = rawOf(spec);
        raw.subject = "JOBS.A.00000000000000000000000000000000.normal";
        QCOMPARE(codeOf(raw), errors::PoolMessage);
        raw = rawOf(spec);
        raw.ack = "_INBOX.somebody";
        QCOMPARE(codeOf(raw), errors::PoolMessage);
        raw = rawOf(spec);
        raw.body = QByteArray(share::MaxSpecBytes + 1, '[');
        QVERIFY(!deliveryOf(raw));
        raw.body = QByteArray(10'000, '[');
        QVERIFY(!deliveryOf(raw));
        raw.body.clear();
        QVERIFY(!deliveryOf(raw));
        // Another spec under this id.
        share::JobSpec other = spec;
        other.params.steps += 1;
        raw = rawOf(spec);
        raw.body = json::canonical(share::toJson(other));
        QCOMPARE(codeOf(raw), errors::PoolMessage);
    }

    void noChangeOfAMessageBreaksTheReader()
    {
        std::mt19937 random(3);
        const QByteArray job = rawOf(fixture::plainSpec()).body;
        const QByteArray result = encode(someResult());
        const QByteArray caps = encode(someCaps());
        for (int i = 0; i < 3000; ++i) {
            const auto changed = [&random](QByteArray text) {
                for (unsigned n = 0; n <= random() % 3; ++n) {
                    const auto at = qsizetype(random() % std::size_t(text.size()));
                    if (random() % 4 == 0)
                        text.remove(at, qsizetype(random() % 20));
                    else
                        text[at] = char(random() % 256);
                    if (text.isEmpty())
                        break;
                }
                return text;
            };
            RawDelivery raw = rawOf(fixture::plainSpec());
            raw.body = changed(job);
            // The id is the hash of all that counts, so nothing else passes for it.
            const auto delivery = deliveryOf(raw);
            QVERIFY(!delivery || delivery->spec == fixture::plainSpec());
            (void)parseResult(changed(result), u"box-1", fixture::hash(1));
            (void)parseCaps(changed(caps), u"box-1");
        }
    }

    void resultsReadBackAndFit()
    {
        const PoolResult result = someResult();
        const auto read = parseResult(encode(result), u"box-1", result.job);
        QVERIFY(read);
        QVERIFY(*read == result);
        QCOMPARE(read->parts(), 3);
        QVERIFY(!parseResult(encode(result), u"box-2", result.job));
        QVERIFY(!parseResult(encode(result), u"box-1", fixture::hash(5)));
        PoolResult wrong = result;
        wrong.bytes = share::MaxPictureBytes + 1;
        QVERIFY(!parseResult(encode(wrong), u"box-1", result.job));
        wrong = result;
        wrong.bytes = 0;
        QVERIFY2(!parseResult(encode(wrong), u"box-1", result.job), "a picture without bytes");
        wrong = result;
        wrong.error = u"engine.crashed"_s;
        QVERIFY2(!parseResult(encode(wrong), u"box-1", result.job), "a picture and an error");
        wrong.image.clear();
        wrong.bytes = 0;
        QVERIFY(parseResult(encode(wrong), u"box-1", result.job));
        QVERIFY(!parseResult(QByteArray(MaxResultBytes + 1, ' '), u"box-1", result.job));
    }

    void capabilitiesReadBackAndFit()
    {
        const BoxCaps caps = someCaps();
        const auto read = parseCaps(encode(caps), u"box-1");
        QVERIFY(read);
        QVERIFY(*read == caps);
        QVERIFY(!parseCaps(encode(caps), u"box-2"));
        BoxCaps wrong = caps;
        wrong.offers[0].family = u"something"_s;
        QVERIFY(!parseCaps(encode(wrong), u"box-1"));
        wrong = caps;
        wrong.offers[0].files.removeFirst();
        QVERIFY2(!parseCaps(encode(wrong), u"box-1"), "files without the model");
        wrong = caps;
        wrong.offers = QList<Offer>(MaxOffers + 5, caps.offers[0]);
        QCOMPARE(parseCaps(encode(wrong), u"box-1").value_or(BoxCaps()).offers.size(), MaxOffers);
    }

    void aPngIsLookedAt()
    {
        QByteArray png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x20", 24);
        png.append(QByteArray(9, '\0'));
        QVERIFY(looksLikePng(png));
        QVERIFY(looksLikePng(png, 64, 32));
        QVERIFY(!looksLikePng(png, 32, 64));
        QVERIFY(!looksLikePng(png.first(32)));
        QVERIFY(!looksLikePng(QByteArray(100, 'x')));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestPoolMessages)
#include "test_messages.moc"
