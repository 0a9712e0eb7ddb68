#include "gpu/models/parts.h"

#include <QTest>

using namespace ain;
using namespace ain::models;
using namespace Qt::StringLiterals;

namespace {

Model file(const QString &path, Kind kind, const QString &family, qint64 bytes = 1000)
{
    Model model;
    model.path = path;
    model.name = path.section(u'/', -1);
    model.kind = kind;
    model.family = family;
    model.bytes = bytes;
    model.sha256 = QString::number(qHash(path), 16).rightJustified(64, u'0');
    return model;
}

QStringList namesOf(const Completion &completion)
{
    QStringList names;
    for (const auto &[role, encoder] : completion.encoders)
        names += role + u'=' + encoder.name;
    if (completion.vae)
        names += u"vae="_s + completion.vae->name;
    return names;
}

const Model Flux = file(u"/models/flux/flux1-dev.gguf"_s, Kind::DiffusionPart, u"FLUX.1"_s);
const QList<Model> Library = {
    file(u"/models/other/clip_l.safetensors"_s, Kind::TextEncoder, u"CLIP-L"_s, 250),
    file(u"/models/flux/clip_l.safetensors"_s, Kind::TextEncoder, u"CLIP-L"_s, 250),
    file(u"/models/clip_g.safetensors"_s, Kind::TextEncoder, u"CLIP-G"_s, 1400),
    file(u"/models/t5_f16.safetensors"_s, Kind::TextEncoder, u"T5"_s, 9800),
    file(u"/models/t5_q4.gguf"_s, Kind::TextEncoder, u"T5"_s, 2900),
    file(u"/models/qwen3.gguf"_s, Kind::TextEncoder, u"Qwen3 4B"_s, 2500),
    file(u"/models/mistral.gguf"_s, Kind::TextEncoder, u"Mistral Small"_s, 14000),
    file(u"/models/ae.safetensors"_s, Kind::Vae, u"SD 3/FLUX.1"_s, 335),
    file(u"/models/sd.safetensors"_s, Kind::Vae, u"SD"_s, 335),
};

class TestParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void completes_data()
    {
        QTest::addColumn<Model>("part");
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QStringList>("missing");
        const auto part = [](const QString &family) {
            return file(u"/models/net.safetensors"_s, Kind::DiffusionPart, family);
        };
        QTest::newRow("same folder first, then the smaller")
            << Flux << QStringList{u"clip_l=clip_l.safetensors"_s, u"t5xxl=t5_q4.gguf"_s, u"vae=ae.safetensors"_s}
            << QStringList();
        QTest::newRow("SD 3.5") << part(u"SD 3.5"_s)
                                << QStringList{u"clip_l=clip_l.safetensors"_s, u"clip_g=clip_g.safetensors"_s,
                                               u"t5xxl=t5_q4.gguf"_s, u"vae=ae.safetensors"_s}
                                << QStringList();
        QTest::newRow("Z-Image") << part(u"Z-Image"_s) << QStringList{u"llm=qwen3.gguf"_s, u"vae=ae.safetensors"_s}
                                 << QStringList();
        QTest::newRow("not any language model")
            << part(u"Qwen-Image"_s) << QStringList() << QStringList{u"llm"_s, u"vae"_s};
        QTest::newRow("no VAE of its kind")
            << part(u"FLUX.2"_s) << QStringList{u"llm=qwen3.gguf"_s} << QStringList{u"vae"_s};
        QTest::newRow("unknown family") << part(u"Nobody's"_s) << QStringList() << QStringList();
        QTest::newRow("whole file") << file(u"/models/sd.safetensors"_s, Kind::Checkpoint, u"SD 1.x"_s) << QStringList()
                                    << QStringList();
    }
    void completes()
    {
        QFETCH(Model, part);
        QFETCH(QStringList, names);
        QFETCH(QStringList, missing);
        const Completion completion = complete(part, Library);
        QCOMPARE(namesOf(completion), names);
        QCOMPARE(completion.missing, missing);
        if (part.family == u"FLUX.1")
            QCOMPARE(completion.encoders[0].second.sha256, Library[1].sha256);
    }

    void takesOnlyWhatCanBeUsed_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("gone") << 0;
        QTest::newRow("damaged") << 1;
        QTest::newRow("another hash than promised") << 2;
    }
    void takesOnlyWhatCanBeUsed()
    {
        QFETCH(int, what);
        QList<Model> library = Library;
        for (Model &model : library) {
            if (model.family != u"CLIP-L")
                continue;
            model.isMissing = what == 0;
            model.reason = what == 1 ? u"header"_s : QString();
            model.verified = what == 2 ? Verified::Mismatch : Verified::NotVerified;
        }
        QCOMPARE(complete(Flux, library).missing, QStringList{u"clip_l"_s});
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestParts)
#include "test_parts.moc"
