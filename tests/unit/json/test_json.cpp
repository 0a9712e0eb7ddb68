#include "core/json/number.h"
#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QTest>

#include <bit>
#include <clocale>
#include <cmath>
#include <limits>

using namespace ain;
using namespace ain::json;
using namespace Qt::StringLiterals;

namespace {

QString codeOf(const QByteArray &text, const ParseLimits &limits = {})
{
    const auto value = parse(text, limits);
    return value ? u"ok"_s : value.error().code.toString();
}

QByteArray roundTrip(const QByteArray &text) { return canonical(parse(text).value_or(Value(u"refused"_s))); }

class TestJson : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void canonicalForms_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *text, const char *expected) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(expected);
        };
        row("blanks", " { \"b\" : [ 1 , 2 ] , \"a\" : null } ", "{\"a\":null,\"b\":[1,2]}");
        row("keys sort as text", "{\"9\":1,\"10\":2,\"\":3}", "{\"\":3,\"10\":2,\"9\":1}");
        row("keys sort by UTF-16", "{\"\xf0\x9f\x98\x80\":1,\"\xef\xbf\xbd\":2}",
            "{\"\xf0\x9f\x98\x80\":1,\"\xef\xbf\xbd\":2}");
        row("numbers", "[1.0,1e3,-0,0.000001,1e-7,1e21,123456789012345680000,1e-400]",
            "[1,1000,0,0.000001,1e-7,1e+21,123456789012345680000,0]");
        row("more numbers", "[9007199254740993,-9007199254740992,5e-324,1.7976931348623157e308,0.1,-1.5e-7,100e-1]",
            "[9007199254740992,-9007199254740992,5e-324,1.7976931348623157e+308,0.1,-1.5e-7,10]");
        row("escapes", "[\"\\u0041\\/\\b\\f\\n\\r\\t\\\"\\\\\\u0001\\u001F\\u007f\\u2028\"]",
            "[\"A/\\b\\f\\n\\r\\t\\\"\\\\\\u0001\\u001f\x7f\xe2\x80\xa8\"]");
        row("lone surrogates", "[\"\\uD800\",\"\\uDC00\\uD800\",\"\\ud83d\\ude00\",\"\\ud800\\ud83d\\ude00\"]",
            "[\"\\ud800\",\"\\udc00\\ud800\",\"\xf0\x9f\x98\x80\",\"\\ud800\xf0\x9f\x98\x80\"]");
        row("byte order mark inside", "\"\xef\xbb\xbfx\"", "\"\xef\xbb\xbfx\"");
        row("literals", "[true,false,null,{},[]]", "[true,false,null,{},[]]");
    }
    void canonicalForms()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(roundTrip(text), expected);
        QCOMPARE(roundTrip(expected), expected);
        QCOMPARE(canonical(*parse(pretty(*parse(text)))), expected);
    }
    void longStringsOfEveryKind()
    {
        for (const QString &unit : {u"a"_s, u"\u0001"_s, u"é"_s, u"한"_s, u"😀"_s, QString(QChar(0xd800))}) {
            for (const int count : {1023, 1024, 1025, 5000}) {
                const Value value(u"x"_s + unit.repeated(count));
                QVERIFY(*parse(canonical(value)) == value);
            }
        }
    }
    void syntaxErrors_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"",          " ",           "{",           "[",          "]",        "{]",
                                 "[1,]",      "{\"a\":1,}",  "{\"a\"}",     "{a:1}",      "{\"a\":}", "[1 2]",
                                 "1 2",       "01",          "-",           "+1",         "1.",       ".5",
                                 "1e",        "1e+",         "0x1",         "NaN",        "Infinity", "1e400",
                                 "-1e400",    "tru",         "nulll",       "\"",         "\"\\",     "\"\\x\"",
                                 "\"\\u12\"", "\"\\u12g4\"", "\"\n\"",      "'a'",        "[1]//",    "\xef\xbb\xbf{}",
                                 "\f1",       "--1",         "\"\\u-123\"", "\"\\u 123\""})
            QTest::newRow(text) << QByteArray(text);
        QTest::newRow("zero byte") << QByteArray("1\0", 2);
    }
    void syntaxErrors()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(codeOf(text), u"json.syntax"_s);
    }
    void badEncoding()
    {
        for (const char *text : {"\"\x80\"", "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"", "\"\xe2\x82\"",
                                 "\"\xf0\x9f\x98\"", "\"a\xff\"", "\"\xe2\x82\\n\xac\""})
            QCOMPARE(codeOf(text), u"json.encoding"_s);
    }
    void limits()
    {
        QCOMPARE(codeOf(QByteArray(100'000, '[')), u"json.too_deep"_s);
        QCOMPARE(codeOf(QByteArray("{\"a\":").repeated(100'000)), u"json.too_deep"_s);
        const auto nested = [](int depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
        QCOMPARE(codeOf(nested(128)), u"ok"_s);
        QCOMPARE(codeOf(nested(129)), u"json.too_deep"_s);
        QCOMPARE(codeOf("[1,2,3]", {.maxBytes = 6}), u"json.too_large"_s);
        QCOMPARE(codeOf("[1,2,3]", {.maxBytes = 7}), u"ok"_s);
        QCOMPARE(codeOf("[1,2,3]", {.maxValues = 3}), u"json.too_large"_s);
        QCOMPARE(codeOf("[1,2,3]", {.maxValues = 4}), u"ok"_s);
        QCOMPARE(codeOf(QByteArray(40'000'000, ' ')), u"json.too_large"_s);
    }
    void duplicateKeys()
    {
        const auto twice = parse("{\"b\":1,\"a\":2,\"\\u0062\":3}");
        QVERIFY(!twice);
        QCOMPARE(twice.error().code, errors::JsonDuplicate);
        QCOMPARE(twice.error().args.value(u"key"_s).toString(), u"b"_s);
        QCOMPARE(codeOf("[{\"a\":1},{\"a\":1}]"), u"ok"_s);
    }
    void offsets()
    {
        QCOMPARE(parse("[1, x]").error().args.value(u"offset"_s).toInt(), 4);
        QCOMPARE(parse("[1] x").error().args.value(u"offset"_s).toInt(), 4);
    }
    void numbersIgnoreTheLocale()
    {
        // Present on few machines; where it is not, the C locale is as good a check as before.
        const QByteArray before = std::setlocale(LC_ALL, nullptr);
        std::setlocale(LC_ALL, "de_DE.UTF-8");
        QCOMPARE(roundTrip("[1.5,1.5e-400]"), QByteArray("[1.5,0]"));
        QCOMPARE(codeOf("1.5e400"), u"json.syntax"_s);
        std::setlocale(LC_ALL, before.constData());
    }
    void everyDoubleComesBack()
    {
        quint64 bits = 0x9e3779b97f4a7c15;
        for (int i = 0; i < 100'000; ++i) {
            bits = bits * 6364136223846793005ULL + 1442695040888963407ULL;
            const double value = std::bit_cast<double>(bits);
            if (!std::isfinite(value))
                continue;
            QVERIFY(parse(canonical(value))->toDouble() == value);
        }
        QCOMPARE(numberText(std::numeric_limits<double>::quiet_NaN()), u"NaN"_s);
        QCOMPARE(numberText(-std::numeric_limits<double>::infinity()), u"-Infinity"_s);
        QCOMPARE(canonical(std::numeric_limits<double>::infinity()), QByteArray("null"));
    }
    void objects()
    {
        Object object{{u"b"_s, 1}, {u"a"_s, 2}, {u"b"_s, 3}};
        QCOMPARE(canonical(object), QByteArray("{\"a\":2,\"b\":3}"));
        QVERIFY(object.remove(u"a"));
        QVERIFY(!object.remove(u"a"));
        QVERIFY(object[u"none"].isNull());
        Value value;
        value.object().set(u"deep"_s, Object{{u"er"_s, true}});
        QVERIFY(value.at({u"deep", u"er"}).toBool());
        QVERIFY(value.at({u"deep", u"er", u"nothing"}).isNull());
        QCOMPARE(Value(9007199254740992.0).toInteger(-1), qint64(9007199254740992));
        QCOMPARE(Value(1e300).toInteger(-1), qint64(-1));
        QCOMPARE(Value(0.5).toInteger(-1), qint64(-1));
    }
    void sizes() { QCOMPARE(objectSize(*parse("{\"ab\":1,\"c\":[true,\"x\",null,{}]}")), qint64(4 + 8 + 2 + 4 + 2)); }
};

} // namespace

QTEST_GUILESS_MAIN(TestJson)
#include "test_json.moc"
