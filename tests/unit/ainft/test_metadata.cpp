#include "core/ainft/metadata.h"
#include "core/json/writer.h"

#include <QTest>

using namespace ain;
using namespace ain::ainft;
using namespace Qt::StringLiterals;

namespace {

const QString cid = u"bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku"_s;
const QString sha256 = u"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"_s;

Content image() { return {sha256, cid, u"image/png"_s, 0, {}}; }

TokenDraft draft()
{
    TokenDraft token;
    token.name = u"고양이 #1"_s;
    token.description = u"A cat.\nTwo lines."_s;
    token.attributes = {{u"fur"_s, u"grey"_s}, {u"eyes"_s, QString()}};
    token.imageSha256 = sha256;
    return token;
}

json::Value nested(int depth)
{
    json::Value value = 1;
    for (int i = 0; i < depth; ++i)
        value = json::Object{{u"a"_s, value}};
    return value;
}

class TestMetadata : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void storable_data()
    {
        QTest::addColumn<json::Value>("value");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("reason"); // empty: storable
        const auto row = [](const char *name, const json::Value &value, const QString &path, const QString &reason) {
            QTest::newRow(name) << value << path << reason;
        };
        const auto at = [](const QString &label, const json::Value &value) {
            return json::Value(json::Object{{u"a"_s, json::Object{{label, value}}}});
        };
        row("text", u""_s, {}, {});
        row("number", 1.5, {}, {});
        row("bool", false, {}, {});
        row("Hangul and punctuation in a label", at(u"털:색|1-2!_"_s, 1), {}, {});
        row("list", at(u"tags"_s, json::Array{1, 2}), u"a/tags"_s, u"list"_s);
        row("empty list", at(u"tags"_s, json::Array()), u"a/tags"_s, u"list"_s);
        row("empty object", at(u"b"_s, json::Object()), u"a/b"_s, u"empty"_s);
        row("null", at(u"b"_s, nullptr), u"a/b"_s, u"null"_s);
        row("not a number", at(u"b"_s, qQNaN()), u"a/b"_s, u"number"_s);
        row("infinity", at(u"b"_s, qInf()), u"a/b"_s, u"number"_s);
        row("lone surrogate", at(u"b"_s, QString(QChar(0xd800))), u"a/b"_s, u"text"_s);
        row("empty label", at(u""_s, 1), u"a/"_s, u"label"_s);
        row("label with a slash", at(u"x/y"_s, 1), u"a/x/y"_s, u"label"_s);
        row("label with a dot", at(u"v1.5"_s, 1), u"a/v1.5"_s, u"label"_s);
        row("label that begins with a dot", at(u".rule"_s, 1), u"a/.rule"_s, u"label"_s);
        row("variable", at(u"$x"_s, 1), u"a/$x"_s, u"label"_s);
        row("star", at(u"*"_s, 1), u"a/*"_s, u"label"_s);
        row("blank", at(u"a b"_s, 1), u"a/a b"_s, u"label"_s);
        row("quote", at(u"it's"_s, 1), u"a/it's"_s, u"label"_s);
        row("control character", at(QString(QChar(1)), 1), u"a/\1"_s, u"label"_s);
        row("label of 150", at(QString(150, u'x'), 1), {}, {});
        row("label of 151", at(QString(151, u'x'), 1), u"a/"_s + QString(150, u'x'), u"label"_s);
        row("16 levels", nested(16), {}, {});
        row("17 levels", nested(17), u"a"_s + u"/a"_s.repeated(15), u"depth"_s);
        row("100,000 levels would be refused at the same place", nested(60), u"a"_s + u"/a"_s.repeated(15), u"depth"_s);
    }
    void storable()
    {
        QFETCH(json::Value, value);
        QFETCH(QString, path);
        QFETCH(QString, reason);
        const auto checked = checkStorable(value);
        QCOMPARE(checked.has_value(), reason.isEmpty());
        if (checked)
            return;
        QVERIFY(checked.error().code == errors::AinftMetadata);
        QCOMPARE(checked.error().args[u"path"_s].toString(), path);
        QCOMPARE(checked.error().args[u"reason"_s].toString(), reason);
    }
    void listsBecomeMaps()
    {
        const json::Value value = json::Object{
            {u"loras"_s, json::Array{json::Object{{u"name"_s, u"x"_s}}, json::Value(), u"y"_s, json::Array()}},
            {u"empty"_s, json::Object{{u"deep"_s, json::Array()}}},
            {u"none"_s, nullptr},
            {u"steps"_s, 20}};
        QCOMPARE(QString::fromUtf8(json::canonical(toStorable(value))),
                 u"{\"loras\":{\"0\":{\"name\":\"x\"},\"1\":\"y\"},\"steps\":20}"_s);
        QVERIFY(checkStorable(toStorable(value)));
        QVERIFY(toStorable(json::Object()).isNull());
    }

    void tokenMetadataIsStorable()
    {
        TokenDraft token = draft();
        token.generation = json::Object{{u"seed"_s, 42}, {u"loras"_s, json::Array{u"a"_s}}, {u"none"_s, json::Array()}};
        const auto metadata = tokenMetadata(token, image());
        QVERIFY(metadata);
        QVERIFY(checkStorable(*metadata));
        QCOMPARE(QString::fromUtf8(json::canonical(*metadata)),
                 u"{\"attributes\":{\"0\":{\"trait_type\":\"fur\",\"value\":\"grey\"},\"1\":{\"trait_type\":\"eyes\","
                 "\"value\":\"\"}},\"description\":\"A cat.\\nTwo lines.\",\"generation\":{\"loras\":{\"0\":\"a\"},"
                 "\"seed\":42},\"image\":\"ipfs://"_s
                     + cid + u"\",\"image_sha256\":\""_s + sha256 + u"\",\"name\":\"고양이 #1\"}"_s);
        token.description.clear();
        token.attributes.clear();
        token.generation = {};
        QCOMPARE(tokenMetadata(token, image())->size(), std::size_t(3));
    }
    void tokenMetadataRefuses()
    {
        const auto errorOf = [](const TokenDraft &token) {
            const auto metadata = tokenMetadata(token, image());
            return metadata ? Error{} : metadata.error();
        };
        TokenDraft token = draft();
        token.name = u"  "_s;
        QVERIFY(errorOf(token).code == errors::AinftName);
        token.name = u"two\nlines"_s;
        QVERIFY(errorOf(token).code == errors::AinftName);
        token = draft();
        token.description = QString(20'001, u'x');
        QCOMPARE(errorOf(token).args[u"what"_s].toString(), u"description"_s);
        token = draft();
        token.attributes.append({QString(), u"x"_s});
        QCOMPARE(errorOf(token).args[u"path"_s].toString(), u"attributes/2/trait_type"_s);
        token = draft();
        token.generation = json::Object{{u"ControlNet 1.1"_s, 1}};
        QVERIFY(errorOf(token).code == errors::AinftMetadata);
        QCOMPARE(errorOf(token).args[u"path"_s].toString(), u"metadata/generation/ControlNet 1.1"_s);
    }

    void readsWhatItWrites()
    {
        TokenDraft written = draft();
        for (int i = 0; i < 12; ++i)
            written.attributes.append({u"t"_s + QString::number(i), QString::number(i)});
        Token token;
        readTokenMetadata(*tokenMetadata(written, image()), token);
        QCOMPARE(token.name, written.name);
        QCOMPARE(token.description, written.description);
        QCOMPARE(token.attributes, written.attributes); // in order, beyond ten of them too
        QCOMPARE(token.imageSha256, sha256);
        QCOMPARE(token.imageCid, cid);
    }
    void readsStrangers()
    {
        Token token;
        readTokenMetadata(
            json::Object{{u"name"_s, 5},
                         {u"image"_s, u"ipfs://"_s + cid + u"/a.png"_s},
                         {u"attributes"_s,
                          json::Array{json::Object{{u"trait_type"_s, u"level"_s}, {u"value"_s, 7.5}}, u"odd"_s}},
                         {u"generation"_s, json::Object{{u"image_sha256"_s, sha256.toUpper()}}}},
            token);
        QVERIFY(token.name.isEmpty());
        QCOMPARE(token.imageCid, cid);
        QCOMPARE(token.imageSha256, sha256);
        QCOMPARE(token.attributes.size(), qsizetype(1));
        QCOMPARE(token.attributes[0].second, u"7.5"_s);
        const json::Value hostile[] = {json::Value(), json::Value(u"x"_s), json::Value(json::Array{1}),
                                       json::Value(json::Object{{u"image"_s, u"ipfs://../../etc"_s},
                                                                {u"image_sha256"_s, u"../../../etc/passwd"_s},
                                                                {u"attributes"_s, u"x"_s},
                                                                {u"description"_s, QString(300'000, u'd')}})};
        for (const json::Value &metadata : hostile) {
            Token read;
            readTokenMetadata(metadata, read);
            QVERIFY(read.imageCid.isEmpty());
            QVERIFY(read.imageSha256.isEmpty());
            QVERIFY(read.attributes.isEmpty());
            QVERIFY(read.description.size() <= 100'000);
        }
    }

    void collectionDrafts()
    {
        const auto errorOf = [](const QString &name, const QString &symbol, int supply, Layout layout) {
            const auto checked = checkCollectionDraft({name, symbol, u"d"_s, supply, layout});
            return checked ? QString() : checked.error().code.toString();
        };
        QCOMPARE(errorOf(u"Cats"_s, u"CATS"_s, 100, Layout::Locked), QString());
        QCOMPARE(errorOf(QString(64, u'x'), u"C4"_s, 1'000'000, Layout::Locked), QString());
        QCOMPARE(errorOf(u"Cats"_s, u"CATS"_s, 0, Layout::Compat), QString());
        QCOMPARE(errorOf(QString(65, u'x'), u"CATS"_s, 1, Layout::Locked), u"ainft.name"_s);
        QCOMPARE(errorOf(u""_s, u"CATS"_s, 1, Layout::Locked), u"ainft.name"_s);
        QCOMPARE(errorOf(u"a\tb"_s, u"CATS"_s, 1, Layout::Locked), u"ainft.name"_s);
        QCOMPARE(errorOf(u"Cats"_s, u"cats"_s, 1, Layout::Locked), u"ainft.name"_s);
        QCOMPARE(errorOf(u"Cats"_s, u"고"_s, 1, Layout::Locked), u"ainft.name"_s);
        QCOMPARE(errorOf(u"Cats"_s, QString(17, u'A'), 1, Layout::Locked), u"ainft.name"_s);
        QCOMPARE(errorOf(u"Cats"_s, u"CATS"_s, 0, Layout::Locked), u"ainft.supply"_s);
        QCOMPARE(errorOf(u"Cats"_s, u"CATS"_s, 1'000'001, Layout::Locked), u"ainft.supply"_s);
        QCOMPARE(errorOf(u"Cats"_s, u"CATS"_s, 1, Layout::Unknown), u"invalid_argument"_s);
        QVERIFY(!checkCollectionDraft({u"Cats"_s, u"CATS"_s, QString(2001, u'd'), 1, Layout::Locked}));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestMetadata)
#include "test_metadata.moc"
