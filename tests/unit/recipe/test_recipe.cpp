#include "core/json/parser.h"
#include "core/json/writer.h"
#include "core/recipe/generationrequest.h"
#include "tests/unit/recipe/samplerequest.h"

#include <QSet>
#include <QTest>

#include <array>

using namespace ain;
using namespace ain::recipe;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

QString hash(QChar c) { return QString(64, c); }

GenerationRequest drawable()
{
    GenerationRequest r;
    r.model.sha256 = hash(u'1');
    r.prompt = u"a lighthouse"_s;
    return r;
}

class TestRecipe : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void roundTrips_data()
    {
        QTest::addColumn<int>("mode");
        for (int mode = 0; mode < 4; ++mode)
            QTest::addRow("%d", mode) << mode;
    }
    void roundTrips()
    {
        QFETCH(int, mode);
        GenerationRequest r = sampleRequest();
        r.mode = Mode(mode);
        r.upscaleFactor = 4;
        r.upscaler = FileRef{hash(u'9'), u"x4"_s};
        const auto again = fromJson(toJson(r));
        QVERIFY(again);
        QCOMPARE(*again, r);
        QCOMPARE(*fromJsonText(json::canonical(toJson(r))), r);
        QCOMPARE(recipeHash(*again), recipeHash(r));
        const GenerationRequest once = normalized(r);
        QCOMPARE(normalized(once), once);
        QCOMPARE(*fromJson(toJson(GenerationRequest())), GenerationRequest());
    }
    void orderOfEncodersDoesNotMatter()
    {
        GenerationRequest r = drawable();
        r.encoders = {{u"clip_l"_s, {hash(u'2'), {}}}, {u"t5xxl"_s, {hash(u'3'), {}}}};
        GenerationRequest turned = r;
        std::swap(turned.encoders[0], turned.encoders[1]);
        QCOMPARE(recipeHash(turned), recipeHash(r));
        turned.encoders[0].file.name = u"another name"_s;
        QCOMPARE(recipeHash(turned), recipeHash(r));
        turned.encoders[0].file.sha256 = hash(u'4');
        QVERIFY(recipeHash(turned) != recipeHash(r));
        turned.encoders.clear();
        QVERIFY(recipeHash(turned) != recipeHash(r));
    }
    // A released form: what it says and what its hash is must never change.
    void golden()
    {
        GenerationRequest r = drawable();
        r.seed = 7;
        r.model.name = u"any"_s;
        QCOMPARE(canonical(r),
                 QByteArray("{\"cfg_scale\":7,\"format\":\"ain-recipe\",\"height\":512,\"mode\":\"txt2img\","
                            "\"model_hash\":\"1111111111111111111111111111111111111111111111111111111111111111\","
                            "\"negative_prompt\":\"\",\"precision\":\"f16\",\"profile\":\"cpu-reference\","
                            "\"prompt\":\"a lighthouse\",\"rng\":\"cpu\",\"sampler\":\"euler_a\","
                            "\"scheduler\":\"discrete\",\"seed\":7,\"steps\":20,\"version\":1,\"width\":512}"));
        QCOMPARE(recipeHash(r), u"3f04170813975dde20e57c8f3f5e257887e19c899e7dd6974944a5b5aada5ba9"_s);
    }
    void namesAndUnusedMembersDoNotCount()
    {
        const GenerationRequest a = drawable();
        GenerationRequest b = a;
        b.model.name = u"other name"_s;
        b.strength = 0.1;
        b.mask = hash(u'2');
        b.initImage = hash(u'3');
        b.upscaleFactor = 4;
        QCOMPARE(recipeHash(b), recipeHash(a));
        b.mode = Mode::ImageToImage;
        QVERIFY(recipeHash(b) != recipeHash(a));
    }
    void everyDecidingMemberCounts()
    {
        const GenerationRequest base = sampleRequest();
        QSet<QString> hashes{recipeHash(base)};
        const auto with = [&](auto change) {
            GenerationRequest r = base;
            change(r);
            hashes.insert(recipeHash(r));
        };
        with([](auto &r) { r.mode = Mode::ImageToImage; });
        with([](auto &r) { r.model.sha256 = hash(u'0'); });
        with([](auto &r) { r.vae.reset(); });
        with([](auto &r) { r.vae->sha256 = hash(u'0'); });
        with([](auto &r) { r.loras[0].weight = 0.7; });
        with([](auto &r) { r.loras[0].file.sha256 = hash(u'0'); });
        with([](auto &r) { r.loras.swapItemsAt(0, 1); });
        with([](auto &r) { r.prompt += u'.'; });
        with([](auto &r) { r.negative += u'.'; });
        with([](auto &r) { r.width = 704; });
        with([](auto &r) { r.height = 704; });
        with([](auto &r) { r.steps = 30; });
        with([](auto &r) { r.sampler = u"heun"_s; });
        with([](auto &r) { r.scheduler = u"simple"_s; });
        with([](auto &r) { r.guidance = 6.25; });
        with([](auto &r) { r.seed = 1; });
        with([](auto &r) { r.clipSkip = 1; });
        with([](auto &r) { r.initImage = hash(u'0'); });
        with([](auto &r) { r.mask = hash(u'0'); });
        with([](auto &r) { r.strength = 0.5; });
        with([](auto &r) { r.precision = u"f32"_s; });
        with([](auto &r) { r.profile = u"cpu"_s; });
        with([](auto &r) { r.rng = u"cpu"_s; });
        with([](auto &r) { r.engine = u"other"_s; });
        QCOMPARE(hashes.size(), qsizetype(25));
    }
    void refusesWhatIsNoRecipe_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("what");
        const std::array<std::array<const char *, 3>, 17> rows{{
            {"number", "7", "format"},
            {"empty", "{}", "format"},
            {"no version", "{'format':'ain-recipe','mode':'txt2img'}", "version"},
            {"no mode", "{'format':'ain-recipe','version':1}", "mode"},
            {"unknown", "{H,'hires':true}", "hires"},
            {"type", "{H,'steps':'20'}", "steps"},
            {"fraction", "{H,'steps':2.5}", "steps"},
            {"negative", "{H,'width':-64}", "width"},
            {"seed", "{H,'seed':9007199254740992}", "seed"},
            {"hash", "{H,'model_hash':'../../etc/passwd'}", "model_hash"},
            {"upper case hash", "{H,'init_image':'A64'}", "init_image"},
            {"word", "{H,'sampler':'euler a'}", "sampler"},
            {"control", "{H,'engine':'a\\u0000b'}", "engine"},
            {"long prompt", "{H,'prompt':'LONG'}", "prompt"},
            {"lora", "{H,'loras':[{'weight':1,'path':'x'}]}", "loras"},
            {"loras", "{H,'loras':[1]}", "loras"},
            {"many loras", "{H,'loras':[MANY{}]}", "loras"},
        }};
        for (const auto &[name, written, what] : rows) {
            QByteArray text(written);
            text.replace("H", "'format':'ain-recipe','mode':'txt2img','version':1").replace('\'', '"');
            text.replace("A64", QByteArray(64, 'A'));
            text.replace("LONG", QByteArray(PromptMax + 1, 'x'));
            text.replace("MANY", QByteArray("{},").repeated(LorasMax));
            QTest::newRow(name) << text << QString::fromLatin1(what);
        }
    }
    void refusesWhatIsNoRecipe()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, what);
        const auto r = fromJsonText(text);
        QVERIFY(!r);
        QCOMPARE(r.error().code, errors::RecipeFormat);
        QCOMPARE(r.error().args.value(u"what"_s).toString(), what);
    }
    void versions()
    {
        const auto newer = fromJsonText("{\"format\":\"ain-recipe\",\"version\":2,\"mode\":\"?\"}");
        QVERIFY(!newer);
        QCOMPARE(newer.error().code, errors::RecipeNewer);
        QVERIFY(fromJsonText("{\"format\":\"ain-recipe\",\"version\":1,\"mode\":\"txt2img\",\"x\":{\"theirs\":[1]}}"));
        QVERIFY(!fromJsonText(QByteArray(2 * 1024 * 1024, ' ')));
    }
    void checks_data()
    {
        QTest::addColumn<GenerationRequest>("request");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, QString code, auto change) {
            GenerationRequest r = drawable();
            change(r);
            QTest::newRow(name) << r << code;
        };
        const QString size = errors::RecipeSize.toString();
        const QString range = errors::RecipeRange.toString();
        const QString missing = errors::RecipeMissing.toString();
        row("good", {}, [](auto &) { });
        row("zero", size, [](auto &r) { r.width = 0; });
        row("huge", size, [](auto &r) { r.height = 100'000; });
        row("odd", size, [](auto &r) { r.width = 520; });
        row("least", {}, [](auto &r) { r.width = r.height = 64; });
        row("most", {}, [](auto &r) { r.width = r.height = 4096; });
        row("no steps", range, [](auto &r) { r.steps = 0; });
        row("steps", range, [](auto &r) { r.steps = 151; });
        row("guidance", range, [](auto &r) { r.guidance = qQNaN(); });
        row("seed", range, [](auto &r) { r.seed = SeedEnd; });
        row("clip skip", range, [](auto &r) { r.clipSkip = 13; });
        row("no model", missing, [](auto &r) { r.model.sha256.clear(); });
        row("bad vae", missing, [](auto &r) { r.vae = FileRef{u"x"_s, {}}; });
        const QString format = errors::RecipeFormat.toString();
        row("encoders", {}, [](auto &r) { r.encoders = {{u"llm"_s, {hash(u'2'), {}}}}; });
        row("encoder without hash", missing, [](auto &r) { r.encoders = {{u"llm"_s, {}}}; });
        row("unknown role", format, [](auto &r) { r.encoders = {{u"clip"_s, {hash(u'2'), {}}}}; });
        row("role twice", format,
            [](auto &r) { r.encoders = {{u"llm"_s, {hash(u'2'), {}}}, {u"llm"_s, {hash(u'3'), {}}}}; });
        row("lora", missing, [](auto &r) { r.loras = {LoraRef{}}; });
        row("lora weight", range, [](auto &r) { r.loras = {{{hash(u'2'), {}}, 11}}; });
        row("img2img without", missing, [](auto &r) { r.mode = Mode::ImageToImage; });
        row("inpaint without mask", missing, [](auto &r) {
            r.mode = Mode::Inpaint;
            r.initImage = hash(u'2');
        });
        row("strength", range, [](auto &r) {
            r.mode = Mode::ImageToImage;
            r.initImage = hash(u'2');
            r.strength = 1.5;
        });
        row("unused strength", {}, [](auto &r) { r.strength = 9; });
        row("upscale without", missing, [](auto &r) { r.mode = Mode::Upscale; });
        row("upscale", {}, [](auto &r) {
            r.mode = Mode::Upscale;
            r.initImage = hash(u'2');
            r.upscaler = FileRef{hash(u'3'), {}};
            r.width = 333;
        });
        row("upscale factor", range, [](auto &r) {
            r.mode = Mode::Upscale;
            r.initImage = hash(u'2');
            r.upscaler = FileRef{hash(u'3'), {}};
            r.upscaleFactor = 100;
        });
        row("sampler", errors::RecipeFormat.toString(), [](auto &r) { r.sampler = u"euler a"_s; });
        row("prompt", errors::TooLarge.toString(), [](auto &r) { r.prompt = QString(PromptMax + 1, u'x'); });
    }
    void checks()
    {
        QFETCH(GenerationRequest, request);
        QFETCH(QString, code);
        const auto checked = check(request);
        QCOMPARE(checked ? QString() : checked.error().code.toString(), code);
    }
    void multiples()
    {
        GenerationRequest r = drawable();
        r.width = 136;
        QVERIFY(!check(r));
        QVERIFY(check(r, 8));
        r.width = r.height = 32;
        QVERIFY(!check(r));
        QVERIFY(check(r, 32));
        r.width = r.height = 24;
        QVERIFY(!check(r, 8));
    }
    void hiddenPrompts()
    {
        const json::Object open = generationOf(sampleRequest(), false);
        QCOMPARE(open[u"prompt"].string(), sampleRequest().prompt);
        const json::Object hidden = generationOf(sampleRequest(), true);
        QVERIFY(!json::canonical(hidden).contains("고양이"));
        QCOMPARE(hidden[u"prompt_sha256"].string().size(), qsizetype(64));
        QVERIFY(!hidden.contains(u"prompt"));
        QVERIFY(!hidden.contains(u"negative_prompt"));
    }
    void readsWhatOthersSay()
    {
        json::Object said;
        said.set(u"prompt"_s, u"a cat"_s);
        said.set(u"sampler"_s, u"DPM++ 2M Karras"_s);
        said.set(u"cfg_scale"_s, 5.5);
        said.set(u"seed"_s, u"18446744073709551615"_s); // more than a number holds
        said.set(u"steps"_s, 100'000);
        said.set(u"width"_s, 768);
        said.set(u"model"_s, u"dream"_s);
        said.set(u"model_hash"_s, u"0123456789"_s);
        const GenerationRequest r = fromGeneration(said);
        QCOMPARE(r.prompt, u"a cat"_s);
        QCOMPARE(r.sampler, u"dpm++2m"_s);
        QCOMPARE(r.scheduler, u"karras"_s);
        QCOMPARE(r.guidance, 5.5);
        QCOMPARE(r.seed, quint64(0));
        QCOMPARE(r.steps, 20);
        QCOMPARE(r.width, 768);
        QCOMPARE(r.model, (FileRef{QString(), u"dream"_s}));
        QCOMPARE(fromGeneration(toJson(sampleRequest())), sampleRequest());
        QCOMPARE(samplerFromTitle(u"euler_ancestral"_s), u"euler_a"_s);
        QCOMPARE(samplerFromTitle(u"Nobody's; own"_s), QString());
        QCOMPARE(samplerTitle(u"euler_a"_s), u"Euler a"_s);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestRecipe)
#include "test_recipe.moc"
