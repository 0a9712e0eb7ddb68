#include "core/chain/chainclient.h"
#include "core/chain/rpcenvelope.h"
#include "tests/support/chain/await.h"
#include "tests/support/chain/fixtures.h"

#include <QDir>

using namespace ain;
using namespace ain::chain;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

Result<RpcAnswer> decoded(const QByteArray &body, int status = 200) { return decodeAnswer(body, status, 0, u"host"_s); }

Result<RpcAnswer> recorded(const QString &name)
{
    return decoded(json::canonical(dataFile(u"chain/"_s + name)[u"response"]));
}

int refusalOf(const Result<RpcAnswer> &answer)
{
    return !answer && answer.error().code == errors::RpcRefused ? answer.error().args.value(u"code"_s).toInt() : 0;
}

class TestEnvelope : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsRecordedAnswers()
    {
        QCOMPARE(recorded(u"rpc/ain_get_value_final.json"_s)->payload.toDouble(), 1000000.0);
        QCOMPARE(recorded(u"rpc/ain_get_value_final.json"_s)->protocolVersion, u"1.6.0"_s);
        // An unknown block: the inner result is missing altogether.
        QVERIFY(recorded(u"rpc/ain_getBlockByNumber_missing.json"_s)->payload.isNull());
        QVERIFY(recorded(u"rpc/ain_getTransactionByHash_unknown.json"_s)->payload.isNull());
    }
    void readsRecordedRefusals()
    {
        QCOMPARE(refusalOf(recorded(u"rpc/ain_get_multi_empty.json"_s)), 30006);
        QCOMPARE(refusalOf(recorded(u"rpc/unknown_method.json"_s)), -32601);
        QCOMPARE(refusalOf(recorded(u"rpc/protoVer_missing.json"_s)), 30101);
        QCOMPARE(refusalOf(recorded(u"rpc/protoVer_bad.json"_s)), 30102);
        QCOMPARE(refusalOf(recorded(u"rpc/protoVer_too_low.json"_s)), 30103);
        QCOMPARE(refusalOf(recorded(u"errors/30304_wrong_v_37.json"_s)), 30304);
    }
    void readsWhatIsNotJson()
    {
        const json::Value tooLong = dataFile(u"chain/errors/http_413_body_over_100kb.json"_s);
        QCOMPARE(refusalOf(decoded(tooLong[u"response_text"].toString().toUtf8(), 413)), 413);
        const json::Value tooMany = dataFile(u"chain/errors/http_429_rate_limit.json"_s);
        AIN_REQUIRE_ERROR(decoded(tooMany[u"body"].toString().toUtf8(), 429), errors::RpcRateLimited);
        AIN_REQUIRE_ERROR(decoded("<html>502</html>", 502), errors::RpcUnreachable);
        AIN_REQUIRE_ERROR(decoded("<html>hello</html>"), errors::RpcMalformed);
        AIN_REQUIRE_ERROR(decoded("", 302), errors::RpcUnreachable);
    }
    void refusesRubbish()
    {
        for (const char *body :
             {"", "null", "[]", "{}", "7", R"({"jsonrpc":"2.0"})", R"({"jsonrpc":"2.0","id":0})",
              R"({"jsonrpc":"2.0","id":0,"result":7})", R"({"jsonrpc":"2.0","id":1,"result":{"result":1}})",
              R"({"jsonrpc":"2.0","id":"0","result":{"result":1}})", R"({"jsonrpc":"2.0","result":{"result":1}})",
              R"({"jsonrpc":"2.0","id":0,"result":{"result":1,"code":"x"}})", R"({"jsonrpc":"2.0","error":7})",
              R"({"jsonrpc":"2.0","id":0,"id":0,"result":{"result":1}})",
              "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"res"})
            QVERIFY2(!decoded(body), body);
        AIN_REQUIRE_ERROR(decoded("{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"result\":" + QByteArray(5000, '[')),
                          errors::RpcMalformed);
    }
    void namesItsVersion()
    {
        const auto request = json::parse(encodeRequest({7, u"ain_get"_s, {{u"ref"_s, u"/a"_s}}}));
        QCOMPARE((*request)[u"id"].toInteger(), 7);
        QCOMPARE(request->at({u"params", u"protoVer"}).string(), u"1.0.0"_s);
        QCOMPARE(request->at({u"params", u"ref"}).string(), u"/a"_s);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestEnvelope)
#include "test_envelope.moc"
