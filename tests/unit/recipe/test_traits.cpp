#include "core/recipe/traits.h"

#include <QMap>
#include <QSet>
#include <QTest>

using namespace ain;
using namespace ain::recipe;
using namespace Qt::StringLiterals;

namespace {

Trait trait(const QString &text)
{
    const auto read = traitFromText(text);
    Q_ASSERT(read);
    return *read;
}

/// How often each value of the trait at `at` came.
QMap<QString, int> countsAt(const QList<Composition> &pictures, qsizetype at)
{
    QMap<QString, int> counts;
    for (const Composition &picture : pictures)
        ++counts[picture.traits[at].second];
    return counts;
}

qsizetype different(const QList<Composition> &pictures)
{
    QSet<QString> prompts;
    for (const Composition &picture : pictures)
        prompts += picture.prompt;
    return prompts.size();
}

class TestTraits : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void gapsAreNames_data()
    {
        QTest::addColumn<QString>("prompt");
        QTest::addColumn<QStringList>("names");
        QTest::newRow("three") << u"{animal} with {hat} on {background}"_s
                               << QStringList{u"animal"_s, u"hat"_s, u"background"_s};
        QTest::newRow("twice is once") << u"{a} and {a}"_s << QStringList{u"a"_s};
        QTest::newRow("Korean") << u"{배경}에 {동물}"_s << QStringList{u"배경"_s, u"동물"_s};
        QTest::newRow("other braces are text") << u"{} {1} { a } {a|b} {{}} }a{"_s << QStringList{};
        QTest::newRow("inside others") << u"{{a}}"_s << QStringList{u"a"_s};
    }
    void gapsAreNames()
    {
        QFETCH(QString, prompt);
        QFETCH(QStringList, names);
        QCOMPARE(gapsOf(prompt), names);
    }

    void traitsAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isRight");
        QTest::addColumn<QString>("values"); // "text/count text/count"
        QTest::newRow("counts") << u"animal=cat:4, dog ,red fox:3"_s << true << u"cat/4|dog/0|red fox/3"_s;
        QTest::newRow("colon in a text") << u"a=x:y:2,style:z"_s << true << u"x:y/2|style:z/0"_s;
        QTest::newRow("Korean") << u"동물=고양이:2,강아지"_s << true << u"고양이/2|강아지/0"_s;
        QTest::newRow("no name") << u"=cat"_s << false << QString();
        QTest::newRow("no equals") << u"animal"_s << false << QString();
        QTest::newRow("empty value") << u"animal=cat,,dog"_s << false << QString();
        QTest::newRow("nothing") << u"animal="_s << false << QString();
        QTest::newRow("twice") << u"animal=cat,cat"_s << false << QString();
        QTest::newRow("count of none") << u"animal=cat:0"_s << false << QString();
        QTest::newRow("negative count") << u"animal=cat:-1"_s << false << QString();
        QTest::newRow("only a count") << u"animal=:3"_s << false << QString();
        QTest::newRow("huge count") << u"animal=cat:10001"_s << false << QString();
        QTest::newRow("name that is no name") << u"an imal=cat"_s << false << QString();
    }
    void traitsAreRead()
    {
        QFETCH(QString, text);
        QFETCH(bool, isRight);
        QFETCH(QString, values);
        const auto read = traitFromText(text);
        QCOMPARE(read.has_value(), isRight);
        if (!isRight)
            return;
        QStringList found;
        for (const TraitValue &value : read->values)
            found += u"%1/%2"_s.arg(value.text).arg(value.count);
        QCOMPARE(found.join(u'|'), values);
    }

    void countsAreExactAndAllDifferent()
    {
        const QList<Trait> traits = {trait(u"animal=cat:4,dog:3,fox"_s), trait(u"hat=crown:2,cap,bow"_s),
                                     trait(u"background=night,snow"_s)};
        for (quint64 seed = 0; seed < 50; ++seed) {
            const auto made = compose(u"{animal} with {hat} on {background}"_s, traits, 10, seed);
            QVERIFY(made);
            QCOMPARE(made->size(), 10);
            QCOMPARE(different(*made), 10);
            QCOMPARE(countsAt(*made, 0), (QMap<QString, int>{{u"cat"_s, 4}, {u"dog"_s, 3}, {u"fox"_s, 3}}));
            QCOMPARE(countsAt(*made, 1), (QMap<QString, int>{{u"crown"_s, 2}, {u"cap"_s, 4}, {u"bow"_s, 4}}));
            QCOMPARE(countsAt(*made, 2), (QMap<QString, int>{{u"night"_s, 5}, {u"snow"_s, 5}}));
        }
    }

    void sharesDifferByOneAtMost()
    {
        const auto made = compose(u"{x} {y}"_s, {trait(u"x=a,b,c,d"_s), trait(u"y=1a,2a,3a"_s)}, 10, 7);
        QVERIFY(made);
        QList<int> counts = countsAt(*made, 0).values();
        std::ranges::sort(counts);
        QCOMPARE(counts, (QList<int>{2, 2, 3, 3}));
    }

    void everyCombinationOnceIsFound()
    {
        // As tight as can be: all 12 × 9 × 5 combinations, each exactly once.
        QStringList x;
        QStringList y;
        QStringList z;
        for (int i = 0; i < 12; ++i)
            x += u"x%1"_s.arg(i);
        for (int i = 0; i < 9; ++i)
            y += u"y%1"_s.arg(i);
        for (int i = 0; i < 5; ++i)
            z += u"z%1"_s.arg(i);
        const QList<Trait> traits = {trait(u"x="_s + x.join(u',')), trait(u"y="_s + y.join(u',')),
                                     trait(u"z="_s + z.join(u','))};
        const auto made = compose(u"{x} {y} {z}"_s, traits, 12 * 9 * 5, 3);
        QVERIFY(made);
        QCOMPARE(different(*made), 12 * 9 * 5);
        const auto beyond = compose(u"{x} {y} {z}"_s, traits, 12 * 9 * 5 + 1, 3);
        QVERIFY(!beyond);
        QCOMPARE(beyond.error().code, errors::TraitCombinations);
    }

    void rareAndCommonAreFoundTogether()
    {
        // A thousand with one value that is rare and one in nearly half of them.
        const auto made = compose(
            u"{animal} with {hat}, {glasses}, {background}"_s,
            {trait(u"animal=cat:1,dog:450,fox,bear,owl"_s), trait(u"glasses=visor:3,glasses,sunglasses,eye patch"_s)},
            1'000, 11);
        QVERIFY(made);
        QCOMPARE(different(*made), 1'000);
        QCOMPARE(countsAt(*made, 0).value(u"cat"_s), 1);
        QCOMPARE(countsAt(*made, 0).value(u"dog"_s), 450);
        QCOMPARE(countsAt(*made, 2).value(u"visor"_s), 3);
    }

    void impossibleCountsEndInWords_data()
    {
        QTest::addColumn<QStringList>("traits");
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("code");
        QTest::newRow("too many asked") << QStringList{u"x=a:3,b:3"_s, u"y=c,d"_s} << 4
                                        << errors::TraitCounts.toString();
        QTest::newRow("too few asked") << QStringList{u"x=a:1,b:1"_s, u"y=c,d"_s} << 4
                                       << errors::TraitCounts.toString();
        QTest::newRow("fewer combinations")
            << QStringList{u"x=a,b"_s, u"y=c,d"_s} << 5 << errors::TraitCombinations.toString();
        QTest::newRow("one value too often")
            << QStringList{u"x=a:3,b"_s, u"y=c,d"_s} << 4 << errors::TraitCombinations.toString();
        QTest::newRow("not in the prompt")
            << QStringList{u"x=a"_s, u"y=c"_s, u"z=e"_s} << 1 << errors::TraitUnused.toString();
        QTest::newRow("a gap nobody fills") << QStringList{u"x=a"_s} << 1 << errors::TraitUnknown.toString();
        QTest::newRow("twice") << QStringList{u"x=a"_s, u"x=b"_s, u"y=c"_s} << 1 << errors::TraitFormat.toString();
        QTest::newRow("none") << QStringList{u"x=a"_s, u"y=c"_s} << 0 << errors::TooLarge.toString();
        QTest::newRow("far too many") << QStringList{u"x=a"_s, u"y=c"_s} << CompositionsMax + 1
                                      << errors::TooLarge.toString();
    }
    void impossibleCountsEndInWords()
    {
        QFETCH(QStringList, traits);
        QFETCH(int, count);
        QFETCH(QString, code);
        QList<Trait> read;
        for (const QString &text : traits)
            read += trait(text);
        const auto made = compose(u"{x} {y}"_s, read, count, 1);
        QVERIFY(!made);
        QCOMPARE(made.error().code.toString(), code);
    }

    void seedsDecide()
    {
        const QString prompt = u"{animal} with {hat} on {background}"_s;
        const auto first = compose(prompt, {}, 10, 5);
        const auto again = compose(prompt, {}, 10, 5);
        const auto other = compose(prompt, {}, 10, 6);
        QVERIFY(first && again && other);
        QCOMPARE(*first, *again);
        QVERIFY(*first != *other);
        // The same on every computer: recorded.
        QCOMPARE(first->constFirst().prompt, u"rabbit with headphones on space"_s);
    }

    void valuesAreTextOnly()
    {
        const auto made = compose(u"{a} {b}"_s, {trait(u"a={b}"_s), trait(u"b=x"_s)}, 1, 0);
        QVERIFY(made);
        QCOMPARE(made->constFirst().prompt, u"{b} x"_s);
    }

    void koreanNamesHaveTheSameLists()
    {
        QCOMPARE(builtInTrait(u"동물"_s).values, builtInTrait(u"animal"_s).values);
        QVERIFY(builtInTrait(u"nothing"_s).values.isEmpty());
        const auto made = compose(u"{배경}에 있는 {모자} 쓴 {동물}"_s, {}, 10, 1);
        QVERIFY(made);
        QCOMPARE(different(*made), 10);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestTraits)
#include "test_traits.moc"
