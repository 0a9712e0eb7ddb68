// From prompts to ids, against what the Python of training/ makes of the same prompts.
#include "core/json/parser.h"
#include "tests/unit/engine_mini/minifixture.h"

#include <QTest>

using namespace ain;
using namespace ain::engine::mini;
using namespace ain::engine::mini::test;
using namespace Qt::StringLiterals;

class TestWords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void samePromptsSameIds()
    {
        const Model model = tinyModel();
        const auto rows = json::parse(dataFile(u"prompts.json"_s));
        QVERIFY(rows.has_value());
        QVERIFY(rows->array().size() > 60);
        for (const json::Value &row : rows->array()) {
            const QString prompt = row.array()[0].string();
            std::vector<int> ids;
            for (const json::Value &id : row.array()[1].array())
                ids.push_back(int(id.toInteger()));
            QStringList unknown;
            for (const json::Value &piece : row.array()[2].array())
                unknown.append(piece.string());
            QVERIFY2(model.lexicon.encode(prompt, model.sizes.textLength) == ids, qPrintable(prompt));
            QVERIFY2(model.lexicon.unknown(prompt, 100) == unknown, qPrintable(prompt));
        }
    }

    void koreanAndEnglishMeet()
    {
        const Lexicon lexicon = tinyModel().lexicon;
        QCOMPARE(lexicon.encode(u"노란 배경에 파란 고양이", 24), lexicon.encode(u"yellow background blue cat", 24));
        QVERIFY(lexicon.encode(u"파란 고양이", 24).size() == 3);
    }

    void boundsWhatItGives()
    {
        const Lexicon lexicon = tinyModel().lexicon;
        const QString prompt = u"cat nonsense "_s.repeated(5000);
        QCOMPARE(lexicon.encode(prompt, 24).size(), std::size_t(24));
        QCOMPARE(lexicon.unknown(prompt, 10).size(), 10);
        QCOMPARE(lexicon.encode(u"고양이"_s.repeated(7000), 24).size(), std::size_t(24));
    }

    void survivesAnEmptyVocabulary()
    {
        const Lexicon lexicon;
        QCOMPARE(lexicon.encode(u"a blue cat 파란 고양이", 24), std::vector<int>{0});
    }
};

QTEST_GUILESS_MAIN(TestWords)
#include "test_words.moc"
