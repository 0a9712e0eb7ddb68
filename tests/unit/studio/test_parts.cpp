#include "core/ainft/imagetext.h"
#include "core/json/parser.h"
#include "core/recipe/grid.h"
#include "gpu/studio/jobpayload.h"
#include "gpu/studio/pictures.h"

#include <QBuffer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::recipe;
using namespace ain::studio;

namespace {

recipe::GenerationRequest request()
{
    recipe::GenerationRequest request;
    request.model = {.sha256 = QString(64, u'a'), .name = u"m"_s};
    request.prompt = u"a red house"_s;
    request.negative = u"red sky"_s;
    return request;
}

QImage noise(QSize size, uint seed)
{
    QImage image(size, QImage::Format_RGB888);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x) {
            seed = seed * 1664525U + 1013904223U;
            image.setPixel(x, y, qRgb(int(seed >> 24), int(seed >> 16) & 255, x * 255 / size.width()));
        }
    }
    return image;
}

QByteArray png(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "png");
    return bytes;
}

} // namespace

class TestStudioParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void gridGoesRowByRow()
    {
        const auto cells = expandGrid(request(), {AxisKind::Steps, {u"5"_s, u"10"_s, u"15"_s}},
                                      {AxisKind::PromptText, {u"red"_s, u"blue"_s}});
        QVERIFY(cells);
        QCOMPARE(cells->size(), 6);
        QCOMPARE((*cells)[0].steps, 5);
        QCOMPARE((*cells)[2].steps, 15);
        QCOMPARE((*cells)[2].prompt, u"a red house"_s);
        QCOMPARE((*cells)[3].steps, 5);
        QCOMPARE((*cells)[3].prompt, u"a blue house"_s);
        QCOMPARE((*cells)[3].negative, u"blue sky"_s);
    }

    void everyAxisReachesItsMember()
    {
        auto base = request();
        base.loras = {recipe::LoraRef{.file = {.sha256 = QString(64, u'b')}}};
        const auto one = [&base](AxisKind kind, const QString &value) {
            const auto cells = expandGrid(base, {kind, {value}}, {});
            return cells && cells->size() == 1 ? cells->constFirst() : recipe::GenerationRequest{};
        };
        QCOMPARE(one(AxisKind::Seed, u"9007199254740991"_s).seed, recipe::SeedEnd - 1);
        QCOMPARE(one(AxisKind::Guidance, u"1.5"_s).guidance, 1.5);
        QCOMPARE(one(AxisKind::Strength, u"0.25"_s).strength, 0.25);
        QCOMPARE(one(AxisKind::ClipSkip, u"2"_s).clipSkip, 2);
        QCOMPARE(one(AxisKind::Sampler, u"heun"_s).sampler, u"heun"_s);
        QCOMPARE(one(AxisKind::Scheduler, u"karras"_s).scheduler, u"karras"_s);
        QCOMPARE(one(AxisKind::LoraWeight, u"-0.5"_s).loras.constFirst().weight, -0.5);
    }

    void axesAreReadAsPeopleWriteThem_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("values"); // empty: refused
        const auto row = [](const char *name, AxisKind kind, const QString &text, const QString &values) {
            QTest::newRow(name) << int(kind) << text << values;
        };
        row("numbers", AxisKind::Guidance, u"3, 7.5 ,, 1"_s, u"3 7.5 1"_s);
        row("range", AxisKind::Seed, u"1..4"_s, u"1 2 3 4"_s);
        row("range with steps", AxisKind::Strength, u"0.2..1/0.2"_s, u"0.2 0.4 0.6 0.8 1"_s);
        row("both", AxisKind::Steps, u"5, 10..30/10"_s, u"5 10 20 30"_s);
        row("title of a sampler", AxisKind::Sampler, u"Euler a, heun"_s, u"euler_a heun"_s);
        row("words", AxisKind::PromptText, u"cat, a..b"_s, u"cat a..b"_s);
        row("no number", AxisKind::Steps, u"x"_s, {});
        row("backwards", AxisKind::Steps, u"5..1"_s, {});
        row("no step", AxisKind::Steps, u"10..20/0"_s, {});
        row("endless", AxisKind::Seed, u"0..100000"_s, {});
        row("not finite", AxisKind::Guidance, u"0..nan"_s, {});
        row("huge", AxisKind::Guidance, u"-1e308..1e308/1e307"_s, {});
        row("nothing", AxisKind::Steps, u" , "_s, {});
    }
    void axesAreReadAsPeopleWriteThem()
    {
        QFETCH(int, kind);
        QFETCH(QString, text);
        QFETCH(QString, values);
        const auto axis = axisFromText(AxisKind(kind), text);
        QCOMPARE(axis ? axis->values.join(u' ') : QString(), values);
    }

    void gridRefusesWhatItDoesNotUnderstand()
    {
        const Axis none;
        QCOMPARE(expandGrid(request(), {AxisKind::Steps, {u"ten"_s}}, none).error().code, errors::RecipeGrid);
        QCOMPARE(expandGrid(request(), none, {AxisKind::PromptText, {u"green"_s}}).error().code, errors::RecipeGrid);
        QCOMPARE(expandGrid(request(), {AxisKind::LoraWeight, {u"1"_s}}, none).error().code, errors::RecipeGrid);
        QCOMPARE(expandGrid(request(), {AxisKind::Steps, {u"100000"_s}}, none).error().code, errors::RecipeRange);
        const QStringList many(101, u"5"_s);
        QCOMPARE(expandGrid(request(), {AxisKind::Steps, many}, {AxisKind::Guidance, many}).error().code,
                 errors::TooLarge);
        QCOMPARE(expandGrid(request(), none, none)->size(), 1);
    }

    void variationsDifferInTheirSeedsOnly()
    {
        auto base = request();
        base.seed = recipe::SeedEnd - 2;
        const auto all = variations(base, 3);
        QCOMPARE(all.size(), 3);
        QCOMPARE(all[0].seed, recipe::SeedEnd - 1);
        QCOMPARE(all[1].seed, 0U);
        QCOMPARE(all[2].seed, 1U);
        auto same = all[2];
        same.seed = base.seed;
        QCOMPARE(same, base);
        QCOMPARE(variations(base, 1'000'000).size(), GridCellsMax);
        QVERIFY(variations(base, 0).isEmpty());
    }

    void payloadsComeBack()
    {
        const JobPayload payload{.request = request(), .parents = {3, 12}};
        const auto again = decodePayload(encode(payload));
        QVERIFY(again);
        QCOMPARE(again->request, payload.request);
        QCOMPARE(again->parents, payload.parents);
        for (const QByteArray &bad : {QByteArray(), QByteArray("{}"), QByteArray("[1]"),
                                      QByteArray("{\"request\":{\"steps\":\"x\"}}"), QByteArray(2 * 1024 * 1024, ' ')})
            QVERIFY2(!decodePayload(bad), bad.left(40).constData());

        const JobCheckpoint checkpoint{.sha256 = QString(64, u'c'), .request = request(), .elapsedMs = 12};
        const auto kept = decodeCheckpoint(encode(checkpoint));
        QVERIFY(kept);
        QCOMPARE(kept->sha256, checkpoint.sha256);
        QCOMPARE(kept->request, checkpoint.request);
        QVERIFY(!decodeCheckpoint({}));
        QVERIFY(!decodeCheckpoint("{\"sha256\":\"short\"}"));

        JobResult result;
        result.picture = 7;
        result.partial = QString(64, u'd');
        result.step = 3;
        result.steps = 20;
        result.unknownWords = QStringList{u"cyberpunk"_s};
        const JobResult back = decodeResult(encode(result));
        QCOMPARE(back.picture, 7);
        QCOMPARE(back.partial, result.partial);
        QCOMPARE(back.step, 3);
        QCOMPARE(back.unknownWords, result.unknownWords);
        QCOMPARE(decodeResult("no json").picture, 0);
    }

    void picturesCarryTheirRecipeAndTheSameBytesEachTime()
    {
        const QImage image = noise({65, 33}, 4); // rows that are no multiple of four bytes
        const auto file = encodePicture(image, recipe::pictureTexts(request()));
        QVERIFY(file);
        const auto text = ainft::readImageText(*file);
        QVERIFY(text);
        QVERIFY(text->text(u"parameters").contains(u"a red house"_s));
        const auto recipe = recipe::fromJsonText(text->text(u"ain-recipe").toUtf8());
        QVERIFY(recipe);
        QCOMPARE(recipe->prompt, request().prompt);
        QVERIFY(text->text(u"XML:com.adobe.xmp").contains(u"trainedAlgorithmicMedia"_s));
        QImage other = image.copy();
        other.setDotsPerMeterX(1234);
        other.setText(u"Author"_s, u"somebody"_s);
        const auto decoded = decodePicture(*file, 100);
        QVERIFY(decoded);
        QVERIFY(distance(*decoded, image).isBitEqual);
        QCOMPARE(encodePicture(image, recipe::pictureTexts(request())).value(), *file);
    }

    void hostilePicturesAreRefused()
    {
        QCOMPARE(decodePicture({}, 100).error().code, errors::PictureDamaged);
        QCOMPARE(decodePicture("not a picture at all", 100).error().code, errors::PictureDamaged);
        QByteArray large = png(noise({8, 8}, 1));
        large.replace(16, 4, QByteArray::fromHex("7fffffff")); // its width
        QVERIFY(!decodePicture(large, 4096));
        QCOMPARE(decodePicture(png(noise({200, 8}, 1)), 100).error().code, errors::PictureSize);
        const QByteArray whole = png(noise({60, 60}, 1));
        for (qsizetype cut = 0; cut < whole.size() - 20; cut += 97)
            QVERIFY(!decodePicture(QByteArrayView(whole).first(cut), 100));
    }

    void distanceTellsTheSameFromAnother()
    {
        const QImage image = noise({64, 64}, 1);
        const auto same = distance(image, image.convertToFormat(QImage::Format_ARGB32));
        QVERIFY(same.isBitEqual);
        QCOMPARE(same.hash, 0);
        QCOMPARE(same.rms, 0.0);
        QImage near = image.copy();
        near.setPixel(3, 3, near.pixel(3, 3) ^ 0x000004);
        const auto close = distance(image, near);
        QVERIFY(!close.isBitEqual);
        QCOMPARE(close.largest, 4);
        QVERIFY(close.rms > 0 && close.rms < 0.1);
        QVERIFY(close.hash < 10);
        const auto far = distance(image, image.scaled(32, 32));
        QVERIFY(!far.isBitEqual);
        QCOMPARE(far.largest, 255);
        QVERIFY(!distance(QImage(), QImage()).isBitEqual);
    }
};

QTEST_GUILESS_MAIN(TestStudioParts)
#include "test_parts.moc"
