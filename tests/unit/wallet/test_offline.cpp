// Requests and signatures of signing on another device: what is taken, and everything else that is refused.
#include "core/chain/operations/transfer.h"
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "core/wallet/offlineframes.h"
#include "core/wallet/offlinesigner.h"

#include <QTest>

#include <algorithm>

using namespace ain;
using namespace ain::wallet;
using namespace Qt::StringLiterals;

namespace {

const crypto::Address Me = *crypto::Address::parse(u"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96");
const crypto::Address Other = *crypto::Address::parse(u"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");

OfflineRequest sample()
{
    chain::TxBody body;
    body.operation = chain::transferOperation(Me, Other, u"key"_s, Amount::fromMicro(3'250'000));
    body.nonce = 43;
    body.timestampMs = 1'767'000'000'000;
    body.gasPrice = 500;
    OfflineRequest request;
    request.network = u"practice"_s;
    request.chainId = 0;
    request.account = Me;
    request.body = body.toJson();
    request.createdMs = body.timestampMs;
    request.expiresMs = request.createdMs + OfflineLifeMs;
    return request;
}

class TestOffline : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void requestsRoundTrip()
    {
        const OfflineRequest request = sample();
        const auto again = OfflineRequest::parse(request.toBytes());
        QVERIFY(again);
        QVERIFY(again->hash() == request.hash());
        QCOMPARE(again->toBytes(), request.toBytes());
        QCOMPARE(again->nonce(), 43);
        QVERIFY(*offlineKind(request.toBytes()) == OfflineKind::Request);
        QCOMPARE(offlineFileName(Me, 43, OfflineKind::Request), u"ain-0x5d07-5F96-43.ainreq"_s);
    }

    void refusesWhatItWouldNotHaveMade_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QByteArray>("value"); ///< JSON; empty: the member is left out
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QString &key, const QByteArray &value, const QString &code) {
            QTest::newRow(name) << key << value << code;
        };
        row("no format", u"format"_s, {}, u"offline.file"_s);
        row("another format", u"format"_s, "\"ain-studio offline signature\"", u"offline.file"_s);
        row("newer", u"version"_s, "2", u"offline.newer"_s);
        row("version", u"version"_s, "\"1\"", u"offline.file"_s);
        row("network", u"network"_s, "\"somewhere\"", u"offline.file"_s);
        row("chain id of another network", u"chain_id"_s, "1", u"offline.file"_s);
        row("address typo", u"account"_s, "\"0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F9\"", u"offline.file"_s);
        row("lives too long", u"expires"_s, "1999000000000", u"offline.file"_s);
        row("ends before it begins", u"expires"_s, "1", u"offline.file"_s);
        row("body", u"body"_s, "[]", u"offline.file"_s);
        row("unordered nonce", u"body"_s,
            R"({"gas_price":500,"nonce":-1,"operation":{"ref":"/a","type":"SET_VALUE","value":1},"timestamp":1})",
            u"offline.file"_s);
        row("extra member", u"body"_s,
            R"({"billing":"x","gas_price":500,"nonce":1,"operation":{"ref":"/a","type":"SET_VALUE","value":1},"timestamp":1})",
            u"offline.file"_s);
        row("no operation", u"body"_s, R"({"gas_price":500,"nonce":1,"operation":{"type":"DANCE"},"timestamp":1})",
            u"offline.file"_s);
    }
    void refusesWhatItWouldNotHaveMade()
    {
        QFETCH(const QString, key);
        QFETCH(const QByteArray, value);
        QFETCH(const QString, code);
        json::Value whole = sample().toJson();
        whole.object().remove(key);
        if (!value.isEmpty())
            whole.object().set(key, *json::parse(value));
        const auto parsed = OfflineRequest::parse(json::canonical(whole));
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code.toString(), code);
    }

    void rubbishIsNoRequest()
    {
        for (const QByteArray &bad : {QByteArray(), QByteArray("x"), QByteArray("[]"), QByteArray("{}"),
                                      QByteArray(100'000, '['), QByteArray(MaxOfflineBytes + 1, ' ')}) {
            QVERIFY(!OfflineRequest::parse(bad));
            QVERIFY(!OfflineSignature::parse(bad));
            QVERIFY(!offlineKind(bad));
        }
        QCOMPARE(OfflineRequest::parse(QByteArray(MaxOfflineBytes + 1, ' ')).error().code, errors::TooLarge);
    }

    void signaturesRoundTrip()
    {
        OfflineSignature signature;
        signature.network = u"practice"_s;
        signature.account = Me;
        signature.hash = sample().hash();
        signature.signature = u"0x"_s + QString(194, u'a');
        const auto again = OfflineSignature::parse(signature.toBytes());
        QVERIFY(again);
        QVERIFY(again->hash == signature.hash);
        signature.signature = u"0x"_s + QString(193, u'a') + u'g';
        QVERIFY(!OfflineSignature::parse(signature.toBytes()));
        signature.signature.chop(1);
        QVERIFY(!OfflineSignature::parse(signature.toBytes()));
    }

    void explainsTheBodyAndItsFrame()
    {
        OfflineRequest request = sample();
        Explanation told = explainRequest(request);
        QCOMPARE(told.facts.first().id, u"explain.transfer"_s);
        QCOMPARE(told.facts.last().id, u"explain.offline_nonce"_s);
        QVERIFY(told.warnings.isEmpty());
        request.body.object().set(u"gas_price"_s, 50'000);
        told = explainRequest(request);
        QCOMPARE(told.warnings.last().id, u"warn.offline_gas"_s);
    }

    void framesComeTogetherInAnyOrder()
    {
        const QByteArray content = sample().toBytes() + QByteArray(777, ' ');
        const auto frames = offlineFrames(content);
        QVERIFY(frames);
        QVERIFY(frames->size() > 3);
        for (const QString &frame : *frames) {
            QVERIFY(frame.size() < 311); // a code of version 10 with error correction M
            QVERIFY(std::all_of(frame.begin(), frame.end(), [](QChar c) {
                return (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'/';
            }));
        }
        OfflineFrameCollector parts;
        QStringList shuffled = *frames;
        std::reverse(shuffled.begin(), shuffled.end());
        QVERIFY(!parts.content());
        for (const QString &frame : shuffled) {
            QVERIFY(!parts.isComplete());
            QVERIFY(parts.add(frame));
            QVERIFY(parts.add(frame)); // a camera sees every part many times
        }
        QVERIFY(parts.isComplete());
        QVERIFY(parts.missing().isEmpty());
        QCOMPARE(*parts.content(), content);
        // Another message begins anew.
        const auto other = offlineFrames(QByteArray(500, 'x'));
        QVERIFY(parts.add(other->at(1)));
        QCOMPARE(parts.count(), 1);
        QCOMPARE(parts.missing(), QList<int>({1, 3, 4}));
    }

    void everyLengthComesBack()
    {
        for (int size = 1; size < 400; size += 7) {
            const QByteArray content(size, char(size));
            OfflineFrameCollector parts;
            const QStringList frames = *offlineFrames(content);
            for (const QString &frame : frames)
                QVERIFY(parts.add(frame));
            QCOMPARE(*parts.content(), content);
        }
    }

    void framesRefuseRubbish()
    {
        OfflineFrameCollector parts;
        const QString good = offlineFrames(QByteArray(300, 'x'))->first();
        for (const QString &bad :
             {QString(), u"hello"_s, u"AINQ1////"_s, u"AINQ2"_s + good.mid(5), good + u"/X"_s, good.chopped(8),
              good.toLower(), QString(good).replace(u"/1/2/"_s, u"/3/2/"_s),
              QString(good).replace(u"/1/2/"_s, u"/0/2/"_s), QString(good).replace(u"/1/2/"_s, u"/1/101/"_s),
              QString(good).replace(u"/1/2/"_s, u"/1/-2/"_s), QString(2000, u'A')})
            QVERIFY2(!parts.add(bad), qPrintable(bad.left(80)));
        QCOMPARE(parts.total(), 0);
        // Right in form, but not what the id promises.
        const QStringList frames = *offlineFrames(QByteArray(300, 'x'));
        QVERIFY(parts.add(frames.first()));
        QString forged = frames.last();
        forged[forged.size() - 2] = forged.at(forged.size() - 2) == u'A' ? u'B' : u'A';
        if (parts.add(forged))
            QVERIFY(!parts.content());
        QVERIFY(!offlineFrames(QByteArray()));
        QCOMPARE(offlineFrames(QByteArray(OfflineFrameBytes * MaxOfflineFrames + 1, 'x')).error().code,
                 errors::OfflineTooLong);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestOffline)
#include "test_offline.moc"
