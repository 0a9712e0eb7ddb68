#include "gpu/models/advice.h"
#include "gpu/models/family.h"
#include "gpu/models/header.h"
#include "tests/unit/models/modelfiles.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

using namespace ain;
using namespace ain::models;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

QString wordOf(const QByteArray &file)
{
    const auto header = readHeader(QByteArrayView(file), u"test"_s);
    if (header)
        return u"fine"_s;
    return header.error().code == errors::ModelUnreadable ? header.error().args.value(u"what"_s).toString()
                                                          : header.error().code.toString();
}

Recognition recogniseFile(const QByteArray &file)
{
    const auto header = readHeader(QByteArrayView(file), u"test"_s);
    return header ? recognise(*header) : Recognition{};
}

QByteArray oneTensor(const QByteArray &members, qsizetype data)
{
    return rawSafetensors("{\"a\":{" + members + "}}", data);
}

class TestHeader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsSafetensors()
    {
        const QByteArray file = safetensors({{u"a"_s, {2, 3}}, {u"b"_s, {4}, u"F32"_s}, {u"c"_s, {}, u"F32"_s}},
                                            {{u"modelspec.title"_s, u"A title"_s}});
        const auto header = readHeader(QByteArrayView(file), u"test"_s);
        QVERIFY(header);
        QCOMPARE(header->tensors.size(), std::size_t(3));
        QCOMPARE(header->parameters, 6 + 4 + 1);
        QCOMPARE(header->weightBytes, 12 + 16 + 4);
        QCOMPARE(header->weightType, u"f16"_s);
        QCOMPARE(header->fileBytes, file.size());
        QCOMPARE(header->headerBytes + header->weightBytes, file.size());
        QCOMPARE(header->tensors[0].shape, (QList<qint64>{2, 3}));
        QCOMPARE(header->metadata.value(u"modelspec.title"_s), u"A title"_s);
    }

    void readsGguf()
    {
        const QByteArray file =
            gguf({{u"a"_s, {2, 64}, u"Q8_0"_s}, {u"b"_s, {3}, u"F32"_s}}, {{u"general.architecture"_s, u"ain-mini"_s}});
        const auto header = readHeader(QByteArrayView(file), u"test"_s);
        QVERIFY(header);
        QCOMPARE(header->format, Format::Gguf);
        QCOMPARE(header->version, 3);
        QCOMPARE(header->tensors.size(), std::size_t(2));
        QCOMPARE(header->tensors[0].shape, (QList<qint64>{2, 64}));
        QCOMPARE(header->tensors[0].bytes, 2 * 2 * 34);
        QCOMPARE(header->parameters, 131);
        QCOMPARE(header->weightType, u"q8_0"_s);
        QCOMPARE(header->metadata.value(u"test.number"_s), u"7"_s);
        QVERIFY(!header->metadata.contains(u"test.list"_s));
    }

    void refusesWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("word");
        const QByteArray good = safetensors({{u"a"_s, {2, 3}}});
        const auto row = [](const char *name, const QByteArray &file, const char *word) {
            QTest::newRow(name) << file << QString::fromLatin1(word);
        };
        row("whole", good, "fine");
        row("nothing", {}, "model.format");
        row("text", "hello, this is no model", "model.format");
        row("torch zip", QByteArray("PK\x03\x04\x00\x00\x08\x08\x00\x00", 10) + "archive/data.pkl", "model.pickle");
        row("old pickle", QByteArray("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20", 10), "model.pickle");
        row("cut data", good.chopped(1), "truncated");
        row("cut header", good.first(20), "truncated");
        row("one byte more", good + 'x', "hole");
        QByteArray huge = good;
        qToLittleEndian<quint64>(quint64(1) << 62, huge.data());
        row("2^62 header", huge, "header_size");
        QByteArray negative = good;
        qToLittleEndian<quint64>(~quint64(0), negative.data());
        row("2^64 - 1 header", negative, "header_size");
        row("not JSON", rawSafetensors("{\"a\":nonsense}"), "json");
        row("deep", rawSafetensors("{\"a\":" + QByteArray(2000, '[') + QByteArray(2000, ']') + '}'), "depth");
        row("twice", rawSafetensors("{\"a\":{},\"a\":{}}"), "duplicate");
        row("no tensors", rawSafetensors("{}"), "empty");
        row("no name", rawSafetensors("{\"\":{\"dtype\":\"F16\",\"shape\":[],\"data_offsets\":[0,2]}}", 2), "name");
        row("long name",
            rawSafetensors(
                "{\"" + QByteArray(2000, 'n') + "\":{\"dtype\":\"F16\",\"shape\":[],\"data_offsets\":[0,2]}}", 2),
            "name");
        row("type", oneTensor("\"dtype\":\"Q7\",\"shape\":[1],\"data_offsets\":[0,2]", 2), "dtype");
        row("no type", oneTensor("\"shape\":[1],\"data_offsets\":[0,2]", 2), "dtype");
        row("shape and size", oneTensor("\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,2]", 2), "shape");
        row("negative shape", oneTensor("\"dtype\":\"F16\",\"shape\":[-1],\"data_offsets\":[0,2]", 2), "shape");
        row("fraction", oneTensor("\"dtype\":\"F16\",\"shape\":[1.5],\"data_offsets\":[0,3]", 3), "shape");
        row("overflow",
            oneTensor("\"dtype\":\"F16\",\"shape\":[4294967296,4294967296,4294967296],\"data_offsets\":[0,0]", 0),
            "shape");
        row("many dimensions", oneTensor("\"dtype\":\"F16\",\"shape\":[1,1,1,1,1,1,1,1,1],\"data_offsets\":[0,2]", 2),
            "shape");
        row("backwards", oneTensor("\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[2,0]", 2), "offset");
        row("far away",
            oneTensor("\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[9007199254740990,9007199254740992]", 2),
            "hole");
        row("overlap",
            rawSafetensors("{\"a\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]},"
                           "\"b\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[2,6]}}",
                           6),
            "overlap");
        row("hole",
            rawSafetensors("{\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]},"
                           "\"b\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[4,6]}}",
                           6),
            "hole");

        const QByteArray goodGguf = gguf({{u"a"_s, {2, 32}, u"Q8_0"_s}});
        row("GGUF", goodGguf, "fine");
        row("cut GGUF data", goodGguf.chopped(40), "truncated");
        row("cut GGUF header", goodGguf.first(60), "truncated");
        row("only the magic", "GGUF", "truncated");
        QByteArray version = goodGguf;
        qToLittleEndian<quint32>(1, version.data() + 4);
        row("version 1", version, "version");
        qToLittleEndian<quint32>(0x03000000, version.data() + 4);
        row("big-endian", version, "version");
        QByteArray many = goodGguf;
        qToLittleEndian<quint64>(quint64(1) << 40, many.data() + 8);
        row("many tensors", many, "too_many");
        many = goodGguf;
        qToLittleEndian<quint64>(quint64(1) << 40, many.data() + 16);
        row("many keys", many, "too_many");
        QByteArray longKey = goodGguf;
        qToLittleEndian<quint64>(quint64(1) << 60, longKey.data() + 24);
        row("long key", longKey, "truncated");
        row("same name twice", gguf({{u"a"_s, {32}}, {u"a"_s, {32}}}), "duplicate");
        row("rows and blocks", gguf({{u"a"_s, {2, 31}, u"Q8_0"_s}}), "shape");
        row("no tensors in GGUF", gguf({}), "empty");
    }
    void refusesWhatIsWrong()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, word);
        QCOMPARE(wordOf(file), word);
    }

    void namesPicklesByTheirEnding()
    {
        const auto header = readHeader(QByteArrayView("something else entirely"), u"/models/old.ckpt"_s);
        QVERIFY(!header);
        QVERIFY(header.error().code == errors::ModelPickle);
    }

    void keepsTextsWithinTheLimits()
    {
        HeaderLimits limits;
        limits.metadataTextBytes = 10;
        limits.metadataTotalBytes = 40;
        const QByteArray file = safetensors({{u"a"_s, {1}}},
                                            {{u"k1"_s, QString(100, u'x')},
                                             {u"k2"_s, QString(100, u'y')},
                                             {u"k3"_s, QString(100, u'z')},
                                             {u"k4"_s, QString(100, u'w')}});
        const auto header = readHeader(QByteArrayView(file), u"test"_s, limits);
        QVERIFY(header);
        QCOMPARE(header->metadata.value(u"k1"_s).size(), 10);
        QCOMPARE(header->metadata.size(), 3);
    }

    void doesNotReadPipes()
    {
        const auto header = readHeader(u"/dev/zero"_s);
        QVERIFY(!header);
        QVERIFY(header.error().code == errors::FileRead);
    }

    void recognisesFamilies_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("family");
        const auto row = [](const char *name, const QByteArray &file, Kind kind, const char *family) {
            QTest::newRow(name) << file << kind << QString::fromLatin1(family);
        };
        row("SD 1", safetensors(sd1Tensors()), Kind::Checkpoint, "SD 1.x");
        row("SD 1 net", safetensors(sd1Tensors(false)), Kind::DiffusionPart, "SD 1.x");
        row("SD 1 in GGUF", gguf(sd1Tensors()), Kind::Checkpoint, "SD 1.x");
        row("SD 2",
            safetensors(
                {{u"model.diffusion_model.input_blocks.0.0.weight"_s, {320, 4, 3, 3}},
                 {u"model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight"_s, {8, 1024}},
                 {u"cond_stage_model.model.token_embedding.weight"_s, {16, 1024}}}),
            Kind::Checkpoint, "SD 2.x");
        row("SDXL", safetensors(sdxlTensors()), Kind::Checkpoint, "SDXL");
        row("diffusers SDXL net",
            safetensors({{u"down_blocks.0.resnets.0.conv1.weight"_s, {8, 8, 3, 3}},
                         {u"down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k.weight"_s, {8, 2048}}}),
            Kind::DiffusionPart, "SDXL");
        row("SD 3",
            safetensors({{u"model.diffusion_model.joint_blocks.0.x_block.attn.qkv.weight"_s, {8, 8}},
                         {u"first_stage_model.decoder.conv_in.weight"_s, {8, 16, 3, 3}}}),
            Kind::Checkpoint, "SD 3");
        row("SD 3.5",
            safetensors({{u"model.diffusion_model.joint_blocks.0.x_block.attn.qkv.weight"_s, {8, 8}},
                         {u"model.diffusion_model.joint_blocks.0.x_block.attn.ln_q.weight"_s, {8}}}),
            Kind::DiffusionPart, "SD 3.5");
        row("FLUX.1", safetensors({{u"double_blocks.0.img_attn.qkv.weight"_s, {8, 8}}, {u"img_in.weight"_s, {8, 64}}}),
            Kind::DiffusionPart, "FLUX.1");
        row("FLUX.1 in GGUF",
            gguf({{u"double_blocks.0.img_attn.qkv.weight"_s, {8, 32}, u"Q8_0"_s}},
                 {{u"general.architecture"_s, u"flux"_s}}),
            Kind::DiffusionPart, "FLUX.1");
        row("FLUX.2",
            safetensors({{u"double_blocks.0.img_attn.qkv.weight"_s, {8, 8}},
                         {u"double_stream_modulation_img.lin.weight"_s, {8, 8}}}),
            Kind::DiffusionPart, "FLUX.2");
        row("Chroma",
            safetensors({{u"double_blocks.0.img_attn.qkv.weight"_s, {8, 8}},
                         {u"distilled_guidance_layer.in_proj.weight"_s, {8, 8}}}),
            Kind::DiffusionPart, "Chroma");
        row("Qwen-Image",
            safetensors({{u"model.diffusion_model.transformer_blocks.0.img_mod.1.weight"_s, {8, 8}},
                         {u"model.diffusion_model.txt_norm.weight"_s, {8}}}),
            Kind::DiffusionPart, "Qwen-Image");
        row("Z-Image",
            safetensors({{u"cap_embedder.1.weight"_s, {3840, 2}}, {u"noise_refiner.0.attention_norm1.weight"_s, {8}}}),
            Kind::DiffusionPart, "Z-Image");
        row("VAE", safetensors({{u"decoder.conv_in.weight"_s, {8, 4, 3, 3}}}), Kind::Vae, "SD");
        row("FLUX VAE", safetensors({{u"decoder.conv_in.weight"_s, {8, 16, 3, 3}}}), Kind::Vae, "SD 3/FLUX.1");
        row("TAESD",
            safetensors({{u"decoder.layers.0.weight"_s, {64, 4, 3, 3}}, {u"encoder.layers.0.weight"_s, {64, 3, 3, 3}}}),
            Kind::Vae, "TAESD");
        row("TAESD decoder", safetensors({{u"1.weight"_s, {64, 4, 3, 3}}, {u"3.conv.0.weight"_s, {64, 64, 3, 3}}}),
            Kind::Vae, "TAESD");
        row("kohya LoRA",
            safetensors(
                {{u"lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k.lora_down.weight"_s, {4, 768}},
                 {u"lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k.lora_up.weight"_s, {8, 4}},
                 {u"lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k.alpha"_s, {}}}),
            Kind::Lora, "SD 1.x");
        row("SDXL LoRA",
            safetensors({{u"lora_te2_text_model_encoder_layers_0_mlp_fc1.lora_down.weight"_s, {4, 8}},
                         {u"lora_te2_text_model_encoder_layers_0_mlp_fc1.lora_up.weight"_s, {8, 4}}}),
            Kind::Lora, "SDXL");
        row("diffusers FLUX LoRA",
            safetensors({{u"transformer.single_transformer_blocks.0.attn.to_q.lora_A.weight"_s, {4, 8}},
                         {u"transformer.single_transformer_blocks.0.attn.to_q.lora_B.weight"_s, {8, 4}}}),
            Kind::Lora, "FLUX.1");
        row("LoRA that only tells",
            safetensors({{u"lora_unet_mid_block_0.lora_down.weight"_s, {4, 8}},
                         {u"lora_unet_mid_block_0.lora_up.weight"_s, {8, 4}}},
                        {{u"ss_base_model_version"_s, u"sd_v2"_s}}),
            Kind::Lora, "SD 2.x");
        row("ESRGAN",
            safetensors({{u"conv_first.weight"_s, {64, 3, 3, 3}}, {u"body.0.rdb1.conv1.weight"_s, {32, 64, 3, 3}}}),
            Kind::Upscaler, "ESRGAN");
        row("CLIP-L", safetensors({{u"text_model.embeddings.token_embedding.weight"_s, {16, 768}}}), Kind::TextEncoder,
            "CLIP-L");
        row("CLIP-G", safetensors({{u"text_model.embeddings.token_embedding.weight"_s, {16, 1280}}}), Kind::TextEncoder,
            "CLIP-G");
        row("T5",
            safetensors({{u"encoder.block.0.layer.0.SelfAttention.q.weight"_s, {8, 8}}, {u"shared.weight"_s, {9, 8}}}),
            Kind::TextEncoder, "T5");
        row("LLM", gguf({{u"token_embd.weight"_s, {8, 32}}}, {{u"general.architecture"_s, u"qwen3"_s}}),
            Kind::TextEncoder, "LLM");
        row("Qwen 3", gguf({{u"token_embd.weight"_s, {8, 2560}}}, {{u"general.architecture"_s, u"qwen3"_s}}),
            Kind::TextEncoder, "Qwen3 4B");
        row("Mistral", gguf({{u"token_embd.weight"_s, {8, 5120}}}, {{u"general.architecture"_s, u"llama"_s}}),
            Kind::TextEncoder, "Mistral Small");
        row("Qwen 2.5",
            safetensors({{u"model.layers.0.self_attn.q_proj.weight"_s, {8, 8}},
                         {u"model.layers.0.self_attn.q_proj.bias"_s, {8}},
                         {u"model.embed_tokens.weight"_s, {8, 3584}}}),
            Kind::TextEncoder, "Qwen2.5-VL 7B");
        row("embedding", safetensors({{u"emb_params"_s, {4, 768}}}), Kind::Embedding, "SD 1.x");
        row("SDXL embedding", safetensors({{u"clip_l"_s, {4, 768}}, {u"clip_g"_s, {4, 1280}}}), Kind::Embedding,
            "SDXL");
        row("mini", gguf({{u"x"_s, {8, 32}}}, {{u"general.architecture"_s, u"ain-mini"_s}}), Kind::Mini, "ain-mini");
        row("something else", safetensors({{u"fc.weight"_s, {10, 10}}, {u"fc.bias"_s, {10}}}), Kind::Unknown, "");
    }
    void recognisesFamilies()
    {
        QFETCH(QByteArray, file);
        QFETCH(Kind, kind);
        QFETCH(QString, family);
        const Recognition found = recogniseFile(file);
        QCOMPARE(found.kind, kind);
        QCOMPARE(found.family, family);
    }

    void takesAdviceOfTheFileInItsBounds_data()
    {
        QTest::addColumn<QString>("steps");
        QTest::addColumn<QString>("guidance");
        QTest::addColumn<Advice>("advice");
        const Advice usual{12, 3.0, 512};
        QTest::newRow("its own") << u"8"_s << u"2.5"_s << Advice{8, 2.5, 512};
        QTest::newRow("none") << QString() << QString() << usual;
        QTest::newRow("absurd") << u"4000000"_s << u"-1e300"_s << usual;
        QTest::newRow("no numbers") << u"many"_s << u"nan"_s << usual;
    }
    void takesAdviceOfTheFileInItsBounds()
    {
        QFETCH(QString, steps);
        QFETCH(QString, guidance);
        QFETCH(Advice, advice);
        const Recognition found = recogniseFile(gguf({{u"x"_s, {8, 32}}},
                                                     {{u"general.architecture"_s, u"ain-mini"_s},
                                                      {u"ain-mini.default_steps"_s, steps},
                                                      {u"ain-mini.default_guidance"_s, guidance}}));
        Model model;
        model.family = found.family;
        model.defaultSteps = found.defaultSteps;
        model.defaultGuidance = found.defaultGuidance;
        QVERIFY(adviceFor(model) == advice);
        QVERIFY(adviceFor(Model{}) == Advice{});
    }

    void readsWhatTheBuiltInModelRecommends()
    {
        QFile file(QStringLiteral(AIN_TEST_DATA "/mini/tiny.gguf"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Recognition found = recogniseFile(file.readAll());
        QCOMPARE(found.kind, Kind::Mini);
        QCOMPARE(found.title, u"AIN mini 32"_s);
        QCOMPARE(found.defaultSteps, 12);
        QCOMPARE(found.defaultGuidance, 3.0);
    }

    void takesTitlesWithoutTricks()
    {
        const QString tricky = u"Nice\u202e model\u0007  name"_s + QString(300, u'x');
        QByteArray file = gguf({{u"x"_s, {8, 32}}}, {{u"general.name"_s, tricky}});
        const Recognition found = recogniseFile(file);
        QVERIFY(found.title.startsWith(u"Nice model name"));
        QVERIFY(found.title.size() <= 120);
    }

    void knowsScaleOfUpscalers()
    {
        QCOMPARE(recogniseFile(safetensors({{u"conv_first.weight"_s, {64, 3, 3, 3}},
                                            {u"body.0.rdb1.conv1.weight"_s, {32, 64, 3, 3}}}))
                     .scale,
                 4);
        QCOMPARE(recogniseFile(safetensors({{u"conv_first.weight"_s, {64, 12, 3, 3}},
                                            {u"body.0.rdb1.conv1.weight"_s, {32, 64, 3, 3}}}))
                     .scale,
                 2);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestHeader)
#include "test_header.moc"
