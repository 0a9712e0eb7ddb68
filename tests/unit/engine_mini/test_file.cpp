// Damaged and hostile model files: refused in words, or drawn; never a crash.
#include "gpu/engine/mini/cpupredictor.h"
#include "gpu/engine/mini/ggufreader.h"
#include "gpu/engine/mini/pixels.h"
#include "gpu/engine/mini/sampling.h"
#include "gpu/engine/protocol/errors.h"
#include "tests/unit/engine_mini/minifixture.h"

#include <QRandomGenerator>
#include <QTest>
#include <QtEndian>

using namespace ain;
using namespace ain::engine::mini;
using namespace ain::engine::mini::test;
using namespace Qt::StringLiterals;

namespace {

template<typename T>
void put(QByteArray &file, qsizetype at, T value)
{
    qToLittleEndian(value, file.data() + at);
}

/// Where the value of a key stands: behind its name and its type.
qsizetype valueOf(const QByteArray &file, const QByteArray &key) { return file.indexOf(key) + key.size() + 4; }
/// Where the number of dimensions of a tensor stands.
qsizetype shapeOf(const QByteArray &file, const QByteArray &name)
{
    QByteArray written(8, 0);
    qToLittleEndian(quint64(name.size()), written.data());
    return file.indexOf(written + name) + 8 + name.size();
}

class TestFile : public QObject {
    Q_OBJECT
private:
    const QByteArray m_file = dataFile(u"tiny.gguf"_s);

    [[nodiscard]] static QString refusal(const QByteArray &file)
    {
        const auto model = readModel(file);
        if (model)
            return u"accepted"_s;
        if (model.error().code != errors::EngineModelRefused)
            return u"another error"_s;
        return model.error().detail;
    }
    [[nodiscard]] static Result<std::vector<float>> draw(const Model &model)
    {
        Team team(2);
        CpuPredictor predictor(model, team);
        const Request request{u"a blue cat"_s, u"hat"_s, 1, 4, 3.0F};
        return sample(model, predictor, request, [](const Step &) { return true; });
    }
    template<typename T>
    [[nodiscard]] QByteArray with(qsizetype at, T value) const
    {
        QByteArray file = m_file;
        put(file, at, value);
        return file;
    }

private Q_SLOTS:
    void readsTheTinyOne()
    {
        const auto model = readModel(m_file);
        QVERIFY(model.has_value());
        QVERIFY(isModel(m_file.left(65536)));
        QCOMPARE(model->sizes.width, 32);
        QCOMPARE(model->blocks.size(), std::size_t(4));
        QVERIFY(model->blocks[1].skip.weight.empty() && !model->blocks[2].skip.weight.empty());
        QCOMPARE(model->defaultSteps, 12);
        QCOMPARE(model->defaultGuidance, 3.0F);
    }

    void refusesTruncated()
    {
        for (qsizetype length = 0; length < m_file.size() - 32; length += 64)
            QVERIFY2(readModel(m_file.left(length)).has_value() == false, qPrintable(QString::number(length)));
        QVERIFY(!isModel(m_file.left(20)));
        QVERIFY(!isModel({}));
        QCOMPARE(refusal(m_file.left(4000)), u"the file ends too early"_s);
    }

    void refusesOtherFiles()
    {
        QCOMPARE(refusal(QByteArray(100'000, 'x')), u"not a GGUF file of version 2 or 3"_s);
        QByteArray other = m_file;
        other.replace(other.indexOf("ain-mini"), 8, "ain-maxi");
        QVERIFY(!isModel(other));
        QCOMPARE(refusal(other), u"not the built-in kind of model"_s);
    }

    void refusesSizes_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<quint32>("value");
        QTest::newRow("no width") << QByteArray("ain-mini.width") << 0U;
        QTest::newRow("width no multiple") << QByteArray("ain-mini.width") << 40U;
        QTest::newRow("huge width") << QByteArray("ain-mini.width") << 0xffffffffU;
        QTest::newRow("another width") << QByteArray("ain-mini.width") << 64U;
        QTest::newRow("no heads") << QByteArray("ain-mini.heads") << 0U;
        QTest::newRow("many heads") << QByteArray("ain-mini.heads") << 4U;
        QTest::newRow("no patch") << QByteArray("ain-mini.patch") << 0U;
        QTest::newRow("patch too large") << QByteArray("ain-mini.patch") << 5U;
        QTest::newRow("huge size") << QByteArray("ain-mini.size") << 0x80000000U;
        QTest::newRow("another size") << QByteArray("ain-mini.size") << 32U;
        QTest::newRow("odd depth") << QByteArray("ain-mini.depth") << 3U;
        QTest::newRow("deeper") << QByteArray("ain-mini.depth") << 6U;
        QTest::newRow("huge depth") << QByteArray("ain-mini.depth") << 2'000'000'000U;
        QTest::newRow("shallower") << QByteArray("ain-mini.depth") << 2U;
        QTest::newRow("no text") << QByteArray("ain-mini.text_length") << 0U;
        QTest::newRow("deeper text") << QByteArray("ain-mini.text_depth") << 3U;
        QTest::newRow("another ratio") << QByteArray("ain-mini.mlp_ratio") << 4U;
        QTest::newRow("steps") << QByteArray("ain-mini.default_steps") << 0U;
        QTest::newRow("guidance") << QByteArray("ain-mini.default_guidance") << 0x7fc00000U;
        QTest::newRow("words") << QByteArray("ain-mini.tokens") << 0U; // the kind of the list
    }
    void refusesSizes()
    {
        QFETCH(const QByteArray, key);
        QFETCH(const quint32, value);
        const QString why = refusal(with(valueOf(m_file, key), value));
        QVERIFY2(!why.isEmpty() && why != u"accepted" && why != u"another error", qPrintable(why));
    }

    void refusesTensors()
    {
        const QByteArray name = "blocks.2.up.weight";
        const qsizetype at = shapeOf(m_file, name);
        QVERIFY(at > 100);
        QVERIFY(refusal(with(at, quint32(0))).contains(u"impossible shape"));
        QVERIFY(refusal(with(at, quint32(1'000'000))).contains(u"impossible shape"));
        QVERIFY(refusal(with(at + 4, quint64(16))).contains(u"another shape"));
        QVERIFY(refusal(with(at + 4, quint64(64))).contains(u"outside the file")); // its neighbour's bytes twice
        QVERIFY(refusal(with(at + 4, quint64(1) << 63)).contains(u"impossible shape"));
        QVERIFY(refusal(with(at + 4, quint64(1) << 30)).contains(u"outside the file"));
        QVERIFY(refusal(with(at + 4, quint64(0))).contains(u"impossible shape"));
        QVERIFY(refusal(with(at + 20, quint32(0))).contains(u"outside the file")); // float32 is twice as long
        QVERIFY(refusal(with(shapeOf(m_file, "patch_out.bias") + 12, quint32(1))).contains(u"another shape"));
        QVERIFY(refusal(with(at + 20, quint32(8))).contains(u"unknown type"));
        QVERIFY(refusal(with(at + 24, quint64(1) << 62)).contains(u"outside the file"));
        QVERIFY(refusal(with(at + 24, quint64(33))).contains(u"outside the file"));
        QByteArray renamed = m_file;
        renamed.replace(at - name.size(), name.size(), "blocks.2.up.weighs");
        QVERIFY(refusal(renamed).contains(u"is missing"));
        renamed.replace(at - name.size(), name.size(), "blocks.0.up.weight");
        QVERIFY(refusal(renamed).contains(u"twice"));
    }

    void refusesWhatAreNoNumbers()
    {
        const auto read = readGguf(m_file);
        QVERIFY(read.has_value());
        const auto offset = [&](const QString &name) {
            return read->tensors.value(name).bytes.data() - m_file.constData();
        };
        QVERIFY(refusal(with(offset(u"blocks.1.out.weight"_s) + 10, quint16(0x7e00))).contains(u"no numbers"));
        QVERIFY(refusal(with(offset(u"blocks.1.out.weight"_s) + 10, quint16(0xfc00))).contains(u"no numbers"));
        QVERIFY(refusal(with(offset(u"patch_out.bias"_s), quint32(0x7f800001))).contains(u"no numbers"));
        // Numbers, but ones that overflow on the way: an error, and nothing worse.
        QByteArray large = m_file;
        const qsizetype start = offset(u"patch_positions"_s);
        for (qsizetype i = 0; i < 512; ++i)
            put(large, start + 4 * i, quint32(0x7f7fffff));
        const auto model = readModel(large);
        QVERIFY(model.has_value());
        const auto drawn = draw(*model);
        QVERIFY(!drawn && drawn.error().code == errors::EngineFailed);
    }

    // Any byte of the header may be anything.
    void survivesRandomDamage()
    {
        QRandomGenerator random(11);
        const qsizetype header = m_file.size() - 180'000;
        int accepted = 0;
        for (int i = 0; i < 600; ++i) {
            QByteArray file = m_file;
            for (int k = 0; k < 1 + i % 3; ++k)
                file[random.bounded(int(header))] = char(random.bounded(256));
            const auto model = readModel(file);
            accepted += int(model.has_value());
            if (model && i % 20 == 0)
                (void)draw(*model);
        }
        QVERIFY(accepted > 0); // a letter of a word more or less
        QVERIFY(accepted < 600);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestFile)
#include "test_file.moc"
