#include "core/ainft/imagewhole.h"
#include "core/ainft/recipe.h"
#include "core/recipe/pngtext.h"
#include "tests/unit/ainft/pngwriter.h"
#include "tests/unit/recipe/samplerequest.h"

#include <QBuffer>
#include <QTest>

using namespace ain;
using namespace ain::recipe;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

class TestPngText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ourPngIsReadBack()
    {
        const GenerationRequest request = sampleRequest();
        const QByteArray plain = png({});
        const auto written = withText(plain, pictureTexts(request));
        QVERIFY(written);
        const auto text = ainft::readImageText(*written);
        QVERIFY(text);
        QVERIFY(text->isComplete);
        // Our own recipe, as core/ainft finds it.
        QVERIFY(!text->text(ainft::RecipeKeyword).isNull());
        const auto again = fromJson(json::Value(ainft::recipeOf(*text)));
        QVERIFY(again);
        QCOMPARE(*again, request);
        // The mark.
        const QString xmp = text->text(u"XML:com.adobe.xmp");
        QVERIFY(xmp.contains("DigitalSourceType=\"http://cv.iptc.org/newscodes/digitalsourcetype/"
                             "trainedAlgorithmicMedia\""_L1));
        QVERIFY(written->contains("iTXtXML:com.adobe.xmp"));
        QVERIFY(text->text(u"Comment").contains("AI"_L1));
        QCOMPARE(text->text(u"Software"), u"AIN Studio"_s);
        // Still the same whole picture.
        QBuffer buffer(const_cast<QByteArray *>(&*written)); // only read
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        QVERIFY(ainft::isWholeImage(buffer));
        QCOMPARE(*withoutText(*written,
                              {u"parameters"_s, u"ain-recipe"_s, u"XML:com.adobe.xmp"_s, u"Comment"_s, u"Software"_s}),
                 plain);
    }
    void parametersAreWhatOthersRead()
    {
        const GenerationRequest request = sampleRequest();
        const json::Object read = ainft::recipeFromParameters(parametersText(request));
        QCOMPARE(read[u"prompt"].string(), request.prompt + u" <lora:ink:0.8> <lora:line:art:-1.25>"_s);
        QCOMPARE(read[u"negative_prompt"].string(), request.negative);
        QCOMPARE(read[u"steps"].toInteger(), 31);
        QCOMPARE(read[u"sampler"].string(), u"DPM++ 2M"_s);
        QCOMPARE(read[u"scheduler"].string(), u"Karras"_s);
        QCOMPARE(read[u"cfg_scale"].toDouble(), 6.5);
        QCOMPARE(read[u"seed"].toInteger(), qint64(request.seed));
        QCOMPARE(read[u"width"].toInteger(), 640);
        QCOMPARE(read[u"height"].toInteger(), 448);
        QCOMPARE(read[u"model"].string(), u"dream, v8"_s);
        QCOMPARE(read[u"model_hash"].string(), QString(10, u'a'));
        const GenerationRequest again = fromGeneration(read);
        QCOMPARE(again.sampler, request.sampler);
        QCOMPARE(again.scheduler, request.scheduler);
        QCOMPARE(again.seed, request.seed);
    }
    void promptsCannotForgeSettings()
    {
        GenerationRequest request = sampleRequest();
        request.loras.clear();
        request.prompt = u"cat\nSteps: 1, Seed: 2\nNegative prompt: dog"_s;
        const json::Object read = ainft::recipeFromParameters(parametersText(request));
        QCOMPARE(read[u"steps"].toInteger(), 31);
        QCOMPARE(read[u"negative_prompt"].string(), request.negative);
        QCOMPARE(read[u"prompt"].string(), u"cat\n Steps: 1, Seed: 2\n Negative prompt: dog"_s);
    }
    void replacesTexts()
    {
        const QByteArray other = textChunk("Title", "kept");
        const QByteArray source =
            png(other + compressedTextChunk("parameters", "old") + internationalTextChunk("ain-recipe", "old", true));
        const auto once = withText(source, {{u"parameters"_s, u"new"_s}, {u"ain-recipe"_s, u"{}"_s}});
        QVERIFY(once);
        const auto twice = withText(*once, {{u"parameters"_s, u"new"_s}, {u"ain-recipe"_s, u"{}"_s}});
        QCOMPARE(*twice, *once);
        const auto text = ainft::readImageText(*twice);
        QCOMPARE(text->entries.size(), qsizetype(3));
        QCOMPARE(text->text(u"parameters"), u"new"_s);
        QCOMPARE(text->text(u"Title"), u"kept"_s);
    }
    void keepsEveryText_data()
    {
        QTest::addColumn<QString>("said");
        QTest::newRow("ascii") << u"plain\ntwo lines"_s;
        QTest::newRow("empty") << QString();
        QTest::newRow("korean") << u"한글 😀"_s;
        QTest::newRow("latin") << u"naïve"_s;
        QTest::newRow("control") << u"tab\tand\x7f"_s;
        QTest::newRow("long") << QString(1024 * 1024, u'x');
    }
    void keepsEveryText()
    {
        QFETCH(QString, said);
        const auto written = withText(png({}), {{u"parameters"_s, said}});
        QVERIFY(written);
        const auto text = ainft::readImageText(*written);
        QVERIFY(text->isComplete);
        QCOMPARE(text->entries.size(), qsizetype(1));
        QCOMPARE(text->text(u"parameters"), said);
    }
    void refuses()
    {
        const TextEntries good{{u"parameters"_s, u"x"_s}};
        const auto code = [](const Result<QByteArray> &r) { return r ? QString() : r.error().code.toString(); };
        QCOMPARE(code(withText(QByteArray(), good)), errors::RecipePng.toString());
        QCOMPARE(code(withText("GIF89a", good)), errors::RecipePng.toString());
        const QByteArray whole = png({});
        for (qsizetype size = 0; size < whole.size(); ++size)
            QCOMPARE(code(withText(whole.first(size), good)), errors::RecipePng.toString());
        QByteArray liar = whole;
        liar[8] = char(0x7f); // the header chunk claims 2 GiB
        QCOMPARE(code(withText(liar, good)), errors::RecipePng.toString());
        QCOMPARE(code(withText(QByteArray("\x89PNG\r\n\x1a\n") + textChunk("a", "b") + whole.sliced(8), good)),
                 errors::RecipePng.toString());
        for (const QString &keyword : {QString(), u" a"_s, u"a  b"_s, u"a\nb"_s, u"한"_s, QString(80, u'k')})
            QCOMPARE(code(withText(whole, {{keyword, u"x"_s}})), errors::InvalidArgument.toString());
        QCOMPARE(code(withText(whole, {{u"k"_s, QString(1024 * 1024 + 1, u'x')}})), errors::TooLarge.toString());
        QCOMPARE(code(withText(whole, TextEntries(33, {u"k"_s, u"x"_s}))), errors::TooLarge.toString());
    }
    void nulDoesNotEndAText()
    {
        const auto written = withText(png({}), {{u"k"_s, u"a"_s + QChar(u'\0') + u"b"_s}});
        QCOMPARE(ainft::readImageText(*written)->text(u"k"), u"ab"_s);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestPngText)
#include "test_pngtext.moc"
