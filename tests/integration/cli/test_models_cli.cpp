// What the terminal draws with when little is said: the built-in model, collections with traits, models in parts.
#include "clirun.h"

#include <QImage>
#include <QMap>
#include <QSet>

using namespace ain;
using namespace ain::test;

namespace {

class TestModelsCli : public QObject {
    Q_OBJECT

    const CliBench m_bench{false};
    const QString m_models = QStringLiteral(AIN_ENGINE_MODELS);

    [[nodiscard]] Outcome run(const QStringList &arguments) const { return m_bench.run(arguments); }
    [[nodiscard]] QString path(const QString &name) const { return m_bench.path(name); }
    /// Progress stands before the result.
    static json::Value last(const Outcome &outcome)
    {
        const auto value = json::parse(outcome.out.trimmed().split('\n').constLast());
        return value ? *value : json::Value();
    }
    static QString codeOf(const Outcome &outcome) { return last(outcome).at({u"error", u"code"}).toString(); }
    [[nodiscard]] qint64 total(const QStringList &more = {}) const
    {
        return run(QStringList{u"gallery"_s, u"list"_s} + more).json[u"total"].toInteger();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_bench.isValid()); }

    void drawsWithWordsAlone()
    {
        const QString file = path(u"cat.png"_s);
        const Outcome drawn =
            run({u"generate"_s, u"--prompt"_s, u"a blue cat"_s, u"--seed"_s, u"7"_s, u"--out"_s, file});
        QVERIFY2(drawn.exitCode == 0, drawn.out.constData());
        QVERIFY(last(drawn)[u"unknown_words"].array().empty());
        QCOMPARE(QImage(file).size(), QSize(512, 512));
        const json::Value recipe = run({u"recipe"_s, u"show"_s, file}).json[u"recipe"];
        QCOMPARE(recipe[u"steps"].toInteger(), 12); // as the file says
        QCOMPARE(recipe[u"cfg_scale"].toDouble(), 3.0);
        QCOMPARE(last(run({u"recipe"_s, u"check"_s, file}))[u"bit_equal"].toBool(), true);
        // The Korean words lead to the same picture.
        const QString korean = path(u"korean.png"_s);
        QCOMPARE(
            run({u"generate"_s, u"--prompt"_s, u"파란 고양이"_s, u"--seed"_s, u"7"_s, u"--out"_s, korean}).exitCode, 0);
        QCOMPARE(QImage(korean), QImage(file));
        const Outcome wide = run({u"generate"_s, u"--prompt"_s, u"a cat"_s, u"--size"_s, u"512x256"_s});
        QCOMPARE(codeOf(wide), u"engine.arguments"_s);
    }

    void drawsCollectionsWithExactTraits()
    {
        const qint64 before = total();
        const Outcome drawn =
            run({u"generate"_s, u"--prompt"_s, u"{animal} with {hat}"_s, u"--count"_s, u"6"_s, u"--trait"_s,
                 u"animal=cat:4,dog"_s, u"--seed"_s, u"1"_s, u"--out"_s, path(u"set.png"_s)});
        QVERIFY2(drawn.exitCode == 0, drawn.out.constData());
        QMap<QString, int> animals;
        QSet<QString> prompts;
        const json::Value pictures = last(drawn);
        QCOMPARE(pictures.array().size(), std::size_t(6));
        for (const json::Value &picture : pictures.array()) {
            ++animals[picture.at({u"traits", u"animal"}).toString()];
            const json::Value recipe = run({u"recipe"_s, u"show"_s, picture[u"file"].toString()}).json[u"recipe"];
            const QString prompt = recipe[u"prompt"].toString();
            QCOMPARE(prompt,
                     u"%1 with %2"_s.arg(picture.at({u"traits", u"animal"}).toString(),
                                         picture.at({u"traits", u"hat"}).toString()));
            prompts += prompt;
        }
        QCOMPARE(animals, (QMap<QString, int>{{u"cat"_s, 4}, {u"dog"_s, 2}}));
        QCOMPARE(prompts.size(), 6);
        QCOMPARE(total(), before + 6);
        QCOMPARE(total({u"--tag"_s, u"animal: cat"_s}), 4);
    }

    void refusesCountsThatCannotBe_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QString>("code");
        QTest::newRow("counts") << QStringList{u"--trait"_s, u"animal=cat:4,dog:1"_s} << u"recipe.trait_counts"_s;
        QTest::newRow("combinations") << QStringList{u"--trait"_s, u"animal=cat"_s, u"--trait"_s, u"hat=bow,cap"_s}
                                      << u"recipe.trait_combinations"_s;
        QTest::newRow("no such gap") << QStringList{u"--trait"_s, u"shoe=red"_s} << u"recipe.trait_unused"_s;
        QTest::newRow("not understood") << QStringList{u"--trait"_s, u"animal"_s} << u"recipe.trait_format"_s;
    }
    void refusesCountsThatCannotBe()
    {
        QFETCH(QStringList, more);
        QFETCH(QString, code);
        const qint64 before = total();
        const Outcome refused =
            run(QStringList{u"generate"_s, u"--prompt"_s, u"{animal} with {hat}"_s, u"--count"_s, u"6"_s} + more);
        QCOMPARE(codeOf(refused), code);
        QVERIFY(refused.exitCode != 0);
        QCOMPARE(total(), before);
    }

    void bracesThatNobodyFillsAreText()
    {
        const Outcome drawn = run({u"generate"_s, u"--prompt"_s, u"a {blue} cat"_s, u"--out"_s, path(u"braces.png"_s)});
        QCOMPARE(drawn.exitCode, 0);
        QCOMPARE(run({u"recipe"_s, u"show"_s, path(u"braces.png"_s)}).json.at({u"recipe", u"prompt"}).toString(),
                 u"a {blue} cat"_s);
    }

    void modelsInPartsSayWhatIsMissingAndDrawTheSame()
    {
        if (run({u"device"_s}).json.at({u"engine", u"samplers"}).toString().isEmpty())
            QSKIP("ain-engine was built without stable-diffusion.cpp, or this CPU is older than x86-64-v3");
        for (const QString &name : {u"tiny-net"_s, u"tiny-clip_l"_s, u"tae"_s, u"tiny"_s})
            QCOMPARE(run({u"models"_s, u"add"_s, u"%1/%2.safetensors"_s.arg(m_models, name)}).exitCode, 0);
        const QStringList drawing{u"generate"_s, u"--prompt"_s,    u"a fox"_s,   u"--seed"_s, u"3"_s,
                                  u"--size"_s,   u"64x64"_s,       u"--steps"_s, u"2"_s,      u"--guidance"_s,
                                  u"1"_s,        u"--precision"_s, u"as_file"_s, u"--vae"_s,  u"tae"_s};
        const Outcome missing = run(drawing + QStringList{u"--model"_s, u"tiny-net"_s});
        QCOMPARE(codeOf(missing), u"cli.parts_missing"_s);
        QVERIFY(last(missing).at({u"error", u"message"}).toString().contains(u"T5-XXL"));
        const QString parts = path(u"parts.png"_s);
        const QString whole = path(u"whole.png"_s);
        const Outcome drawn = run(
            drawing + QStringList{u"--model"_s, u"tiny-net"_s, u"--encoder"_s, u"tiny-clip_l"_s, u"--out"_s, parts});
        QVERIFY2(drawn.exitCode == 0, drawn.out.constData());
        QCOMPARE(run(drawing + QStringList{u"--model"_s, u"tiny"_s, u"--out"_s, whole}).exitCode, 0);
        QCOMPARE(QImage(parts), QImage(whole));
        const json::Value recipe = run({u"recipe"_s, u"show"_s, parts}).json[u"recipe"];
        QCOMPARE(recipe[u"text_encoders"].array().size(), std::size_t(1));
        QCOMPARE(last(run({u"recipe"_s, u"check"_s, parts}))[u"bit_equal"].toBool(), true);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestModelsCli)
#include "test_models_cli.moc"
