#include "core/ainft/cid.h"
#include "core/ainft/contentstore.h"
#include "core/ainft/imagetext.h"
#include "core/ainft/imagewhole.h"
#include "core/ainft/recipe.h"
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "tests/unit/ainft/pngwriter.h"

#include <QBuffer>
#include <QFile>
#include <QTest>

using namespace ain;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray generated(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 x = 1;
    for (char &byte : bytes) {
        x = x * 1664525u + 1013904223u;
        byte = char(x >> 24);
    }
    return bytes;
}

bool isWhole(QByteArray bytes)
{
    QBuffer buffer(&bytes);
    return buffer.open(QIODevice::ReadOnly) && ainft::isWholeImage(buffer);
}

QByteArray littleEndian(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

QByteArray webpChunk(const QByteArray &type, const QByteArray &data)
{
    return type + littleEndian(quint32(data.size())) + data + QByteArray(data.size() % 2, '\0');
}

QByteArray webpFile(const QByteArray &chunks)
{
    return "RIFF" + littleEndian(quint32(chunks.size() + 4)) + "WEBP" + chunks;
}

/// An end of image inside a thumbnail and in entropy-coded data's disguise; two scans.
QByteArray jpegFile()
{
    const QByteArray scan = QByteArray("\xff\xda\0\x08\x01\x01\0\0\x3f\0", 10);
    return QByteArray("\xff\xd8\xff\xe1\0\x08\xff\xd8\xff\xd9xx", 12)
        + QByteArray("\xff\xc0\0\x0b\x08\0\x02\0\x03\x01\x01\x11\0", 13) + scan + "ab\xff" + QByteArray(1, '\0') + "c"
        + QByteArray("\xff\xd0", 2) + "d" + scan + "e" + QByteArray("\xff\xff\xd9", 3);
}

QByteArray gifFile()
{
    const QByteArray table(6, '\x7f');
    return QByteArray("GIF89a\x02\0\x02\0\x80\0\0", 13) + table + QByteArray("\x21\xfe\x02;;\0", 6)
        + QByteArray("\x2c\0\0\0\0\x02\0\x02\0\x80", 10) + table + QByteArray("\x02\x03;;;\0", 6) + ";";
}

class TestImages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void contentIds_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("chunk");
        QTest::addColumn<int>("width");
        QTest::addColumn<QString>("cid");
        QFile file(QStringLiteral(AIN_TEST_DATA "/ainft/cid.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto rows = json::parse(file.readAll());
        QVERIFY(rows);
        QVERIFY(rows->array().size() > 20);
        for (const json::Value &row : rows->array()) {
            const auto number = [&row](QStringView name) { return int(row[name].toInteger()); };
            QTest::addRow("%d bytes, %d a chunk", number(u"bytes"), number(u"chunk"))
                << number(u"bytes") << number(u"chunk") << number(u"width") << row[u"cid"].toString();
        }
    }
    void contentIds()
    {
        QFETCH(int, size);
        QFETCH(int, chunk);
        QFETCH(int, width);
        QFETCH(QString, cid);
        const QByteArray bytes = generated(size);
        ainft::CidBuilder builder(chunk, width);
        builder.add(bytes);
        QCOMPARE(builder.finish(), cid);
        if (size > 2'000'000)
            return;
        // The pieces it comes in do not matter.
        ainft::CidBuilder piecewise(chunk, width);
        const qsizetype piece = qMax<qsizetype>(1, size / 7);
        for (qsizetype at = 0; at < size; at += piece)
            piecewise.add(QByteArrayView(bytes).sliced(at, qMin(piece, size - at)));
        QCOMPARE(piecewise.finish(), cid);
        QVERIFY(ainft::looksLikeCid(cid));
    }
    void cidTexts()
    {
        QVERIFY(!ainft::looksLikeCid(u""));
        QVERIFY(!ainft::looksLikeCid(u"QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG"));
        QVERIFY(!ainft::looksLikeCid(u"bafkrei../../etc/passwd"));
        QVERIFY(!ainft::looksLikeCid(QString(u'b') + QString(5000, u'a')));
    }

    void kinds_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("mime"); // empty: refused
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        const auto row = [](const char *name, const QByteArray &bytes, const char *mime, int width, int height) {
            QTest::newRow(name) << bytes << QString::fromLatin1(mime) << width << height;
        };
        row("png", png({}, 640, 480), "image/png", 640, 480);
        row("png, only its magic", png({}).left(8), "image/png", 0, 0);
        row("png with sides beyond 2^31", png({}, 0xffffffff, 1), "image/png", 0, 0);
        row("gif", QByteArray("GIF89a\x40\x01\xf0\x00\0\0\0", 13), "image/gif", 320, 240);
        row("gif, truncated", "GIF87a\x40", "image/gif", 0, 0);
        const QByteArray jpegStart("\xff\xd8\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0", 20);
        row("jpeg", jpegStart + QByteArray("\xff\xc0\x00\x0b\x08\x01\x2c\x02\x58\x01\x01\x11\x00", 13), "image/jpeg",
            600, 300);
        row("jpeg, progressive behind a fill byte",
            jpegStart + QByteArray("\xff\xff\xc2\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00", 14), "image/jpeg", 32,
            16);
        row("jpeg, a segment that claims to be longer than the file", QByteArray("\xff\xd8\xff\xe0\xff\xff", 6),
            "image/jpeg", 0, 0);
        row("jpeg, a segment of length 0", QByteArray("\xff\xd8\xff\xe0\x00\x00\x00\x00", 8), "image/jpeg", 0, 0);
        const auto webp = [](const QByteArray &chunk) { return "RIFF" + bigEndian(0) + "WEBP" + chunk; };
        row("webp, lossy", webp(QByteArray("VP8 \x20\0\0\0\x30\x01\0\x9d\x01\x2a\x80\x02\xe0\x01", 18)), "image/webp",
            640, 480);
        row("webp, lossless", webp(QByteArray("VP8L\x20\0\0\0\x2f\x7f\xc2\x77\0\0\0\0\0\0", 18)), "image/webp", 640,
            480);
        row("webp, extended", webp(QByteArray("VP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0", 18)), "image/webp", 640,
            480);
        row("webp, truncated", webp("VP8X"), "image/webp", 0, 0);
        row("svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "", 0, 0);
        row("a program",
            QByteArray("\x7f"
                       "ELF\2\1\1\0\0\0\0\0\0\0\0\0",
                       16),
            "", 0, 0);
        row("a wave file", "RIFF\0\0\0\0WAVEfmt ", "", 0, 0);
        row("nothing", "", "", 0, 0);
    }
    void kinds()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, mime);
        QFETCH(int, width);
        QFETCH(int, height);
        const auto info = ainft::imageInfo(bytes);
        QCOMPARE(info ? info->mimeType() : QString(), mime);
        if (info) {
            QCOMPARE(info->width, width);
            QCOMPARE(info->height, height);
        }
    }

    /// Only the whole file will do, whatever is behind it; every shorter one is refused.
    void wholeFiles_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("png") << png(textChunk("parameters", "a cat"));
        QTest::newRow("jpeg") << jpegFile();
        QTest::newRow("webp, lossy") << webpFile(webpChunk("VP8 ", "odd"));
        QTest::newRow("webp, extended") << webpFile(webpChunk("VP8X", QByteArray(10, 'x')) + webpChunk("VP8L", "even")
                                                    + webpChunk("EXIF", "1234"));
        QTest::newRow("gif") << gifFile();
    }
    void wholeFiles()
    {
        QFETCH(QByteArray, file);
        QVERIFY(isWhole(file));
        QVERIFY(isWhole(file + "what a camera adds"));
        // The padding byte of a last chunk is the one thing that may be missing.
        const qsizetype needed = file.endsWith(QByteArray("odd\0", 4)) ? file.size() - 1 : file.size();
        for (qsizetype size = 0; size < needed; ++size)
            QVERIFY2(!isWhole(file.first(size)), QByteArray::number(size).constData());
    }
    void brokenFiles_data()
    {
        QTest::addColumn<QByteArray>("file");
        const QByteArray good = png(textChunk("parameters", "a cat"));
        for (const qsizetype at : {qsizetype(20), qsizetype(29), qsizetype(45), good.size() - 20, good.size() - 1}) {
            QByteArray changed = good;
            changed[at] = char(changed[at] ^ 1);
            QTest::addRow("png, byte %d changed", int(at)) << changed;
        }
        const QByteArray magic("\x89PNG\r\n\x1a\n", 8);
        QTest::newRow("png without data") << magic + pngChunk("IHDR", QByteArray(13, '\1')) + pngChunk("IEND", {});
        QTest::newRow("png without a header") << magic + pngChunk("IDAT", "x") + pngChunk("IEND", {});
        QTest::newRow("png, a chunk of 4 GB") << magic + pngChunk("IHDR", QByteArray(13, '\1'), 0xffffffff);
        QTest::newRow("jpeg without a scan") << QByteArray("\xff\xd8\xff\xd9", 4);
        QTest::newRow("jpeg, length 1") << QByteArray("\xff\xd8\xff\xe0\0\x01\xff\xd9", 8);
        QTest::newRow("webp, a chunk out of its file")
            << webpFile("VP8 " + littleEndian(100) + "x") + QByteArray(200, 'x');
        QTest::newRow("webp without an image") << webpFile(webpChunk("EXIF", "1234"));
        QTest::newRow("webp, size 0") << "RIFF" + littleEndian(0) + "WEBP" + webpChunk("VP8 ", "even");
        QTest::newRow("gif, unknown block") << QByteArray("GIF89a\x01\0\x01\0\0\0\0\x01;", 15);
        QTest::newRow("no image") << QByteArray("hello");
    }
    void brokenFiles()
    {
        QFETCH(QByteArray, file);
        QVERIFY(!isWhole(file));
    }

    void texts()
    {
        const QByteArray korean = u"고양이, 걸작"_s.toUtf8();
        const auto text = ainft::readImageText(png(textChunk("parameters", "caf\xe9\nSteps: 20, Seed: 1")
                                                   + compressedTextChunk("Comment", QByteArray(5000, 'x'))
                                                   + internationalTextChunk("prompt", korean, false)
                                                   + internationalTextChunk("workflow", korean, true)));
        QVERIFY(text);
        QVERIFY(text->isComplete);
        QCOMPARE(text->info.width, 3);
        QCOMPARE(text->info.height, 2);
        QCOMPARE(text->entries.size(), 4);
        QCOMPARE(text->text(u"parameters"), u"café\nSteps: 20, Seed: 1"_s);
        QCOMPARE(text->text(u"Comment"), QString(5000, u'x'));
        QCOMPARE(text->text(u"prompt"), u"고양이, 걸작"_s);
        QCOMPARE(text->text(u"workflow"), u"고양이, 걸작"_s);
        QVERIFY(text->text(u"absent").isNull());
    }
    void otherKindsHaveNoTexts()
    {
        const auto text = ainft::readImageText(QByteArray("GIF89a\x01\x00\x01\x00\0\0\0", 13));
        QVERIFY(text);
        QVERIFY(text->entries.isEmpty());
        const auto none = ainft::readImageText("hello");
        QVERIFY(!none);
        QVERIFY(none.error().code == errors::ContentType);
    }

    void hostile_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("entries");
        const QByteArray good = textChunk("parameters", "a cat");
        QTest::newRow("a chunk that claims 4 GB") << png(good + pngChunk("tEXt", "x", 0xffffffff)) << 1;
        QTest::newRow("a chunk that claims 2^31 - 1") << png(good + pngChunk("zTXt", "x", 0x7fffffff)) << 1;
        QTest::newRow("truncated in a text") << png(good + textChunk("a", QByteArray(100, 'b'))).left(90) << 1;
        QTest::newRow("no IEND") << png(good).chopped(12) << 1;
        QTest::newRow("magic alone") << png({}).left(8) << 0;
        QByteArray wrongCrc = textChunk("parameters", "a dog");
        wrongCrc.back() = char(wrongCrc.back() ^ 1);
        QTest::newRow("wrong CRC") << png(wrongCrc + good) << 1;
        QTest::newRow("no keyword") << png(textChunk("", "x") + good) << 1;
        QTest::newRow("no zero byte") << png(pngChunk("tEXt", "parameters") + good) << 1;
        QTest::newRow("keyword too long") << png(textChunk(QByteArray(80, 'k'), "x") + good) << 1;
        QTest::newRow("empty text chunk")
            << png(pngChunk("tEXt", {}) + pngChunk("zTXt", {}) + pngChunk("iTXt", {}) + good) << 1;
        QTest::newRow("zTXt of keyword only") << png(pngChunk("zTXt", QByteArray("k\0", 2)) + good) << 1;
        QTest::newRow("zTXt, unknown method") << png(pngChunk("zTXt", QByteArray("k\0\7xx", 5)) + good) << 1;
        QTest::newRow("zTXt, not deflate") << png(pngChunk("zTXt", QByteArray("k\0\0garbage", 10)) + good) << 1;
        QTest::newRow("zTXt, deflate cut off")
            << png(pngChunk("zTXt", QByteArray("k\0\0", 3) + deflated(generated(5000)).left(300)) + good) << 1;
        QTest::newRow("iTXt without its fields") << png(pngChunk("iTXt", QByteArray("k\0\0\0ko", 6)) + good) << 1;
        QTest::newRow("iTXt, odd flag") << png(pngChunk("iTXt", QByteArray("k\0\2\0\0\0x", 7)) + good) << 1;
    }
    void hostile()
    {
        QFETCH(QByteArray, file);
        QFETCH(int, entries);
        const auto text = ainft::readImageText(file);
        QVERIFY(text);
        QVERIFY(!text->isComplete);
        QCOMPARE(int(text->entries.size()), entries);
        // Every shorter file is met without a crash too.
        for (qsizetype size = 8; size < file.size(); ++size)
            QVERIFY(ainft::readImageText(QByteArrayView(file).first(size)));
    }
    void bombsAreCut()
    {
        const QByteArray bomb = deflated(QByteArray(32 * 1024 * 1024, 'b'));
        QVERIFY(bomb.size() < 64 * 1024);
        const QByteArray chunk = pngChunk("zTXt", QByteArray("bomb\0\0", 6) + bomb);
        const auto text = ainft::readImageText(png(chunk + chunk + chunk + chunk + chunk + chunk));
        QVERIFY(text);
        QVERIFY(!text->isComplete);
        qsizetype total = 0;
        for (const auto &entry : text->entries) {
            QVERIFY(entry.isCut);
            QVERIFY(entry.text.size() <= 1024 * 1024);
            total += entry.text.size();
        }
        QCOMPARE(total, qsizetype(4 * 1024 * 1024));

        QByteArray many;
        for (int i = 0; i < 1000; ++i)
            many += textChunk("k", "v");
        const auto crowd = ainft::readImageText(png(many));
        QVERIFY(crowd);
        QVERIFY(!crowd->isComplete);
        QCOMPARE(crowd->entries.size(), qsizetype(64));
    }

    void recipes_data()
    {
        QTest::addColumn<QByteArray>("keyword");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("recipe"); // canonical JSON
        QTest::newRow("A1111")
            << QByteArray("parameters")
            << u"a cat, <lora:x:1>\nsecond line\nNegative prompt: dog, blurry\nugly\n"
               "Steps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7.5, Seed: 1234567890, Size: 512x768, "
               "Model hash: 6ce0161689, Model: v1-5-pruned, Lora hashes: \"x: 1, y: 2\", "
               "Version: v1.9.3"_s
            << u"{\"app\":\"v1.9.3\",\"cfg_scale\":7.5,\"height\":768,\"model\":\"v1-5-pruned\","
               "\"model_hash\":\"6ce0161689\",\"negative_prompt\":\"dog, blurry\\nugly\","
               "\"prompt\":\"a cat, <lora:x:1>\\nsecond line\",\"sampler\":\"DPM++ 2M Karras\","
               "\"seed\":1234567890,\"steps\":20,\"width\":512}"_s;
        QTest::newRow("A1111, a seed beyond doubles")
            << QByteArray("parameters") << u"x\nSteps: 1, Seed: 18446744073709551615"_s
            << u"{\"prompt\":\"x\",\"seed\":\"18446744073709551615\",\"steps\":1}"_s;
        QTest::newRow("another program's parameters") << QByteArray("parameters") << u"just words"_s << u"{}"_s;
        QTest::newRow("ComfyUI")
            << QByteArray("prompt")
            << u"{\"3\":{\"class_type\":\"KSampler\",\"inputs\":{\"seed\":42,\"steps\":30,\"cfg\":6.5,"
               "\"sampler_name\":\"euler\",\"scheduler\":\"normal\",\"denoise\":1,\"model\":[\"10\",0],"
               "\"positive\":[\"6\",0],\"negative\":[\"7\",0],\"latent_image\":[\"5\",0]}},"
               "\"4\":{\"class_type\":\"CheckpointLoaderSimple\",\"inputs\":{\"ckpt_name\":\"sd15.safetensors\"}},"
               "\"10\":{\"class_type\":\"LoraLoader\",\"inputs\":{\"model\":[\"4\",0]}},"
               "\"5\":{\"class_type\":\"EmptyLatentImage\",\"inputs\":{\"width\":512,\"height\":640}},"
               "\"6\":{\"class_type\":\"CLIPTextEncode\",\"inputs\":{\"text\":\"a cat\",\"clip\":[\"4\",1]}},"
               "\"7\":{\"class_type\":\"CLIPTextEncode\",\"inputs\":{\"text\":\"dog\",\"clip\":[\"4\",1]}}}"_s
            << u"{\"app\":\"ComfyUI\",\"cfg_scale\":6.5,\"height\":640,\"model\":\"sd15.safetensors\","
               "\"negative_prompt\":\"dog\",\"prompt\":\"a cat\",\"sampler\":\"euler\",\"scheduler\":\"normal\","
               "\"seed\":42,\"steps\":30,\"width\":512}"_s;
        QTest::newRow("ComfyUI in circles")
            << QByteArray("prompt")
            << u"{\"1\":{\"class_type\":\"KSampler\",\"inputs\":{\"positive\":[\"2\",0],\"model\":[\"1\",0]}},"
               "\"2\":{\"inputs\":{\"text\":[\"2\",0]}}}"_s
            << u"{}"_s;
        QTest::newRow("ComfyUI, no JSON") << QByteArray("prompt") << u"a cat"_s << u"{}"_s;
        QTest::newRow("ours") << QByteArray("ain-recipe") << u"{\"prompt\":\"x\",\"loras\":[{\"a\":1}]}"_s
                              << u"{\"loras\":[{\"a\":1}],\"prompt\":\"x\"}"_s;
    }
    void recipes()
    {
        QFETCH(QByteArray, keyword);
        QFETCH(QString, text);
        QFETCH(QString, recipe);
        const auto read = ainft::readImageText(png(internationalTextChunk(keyword, text.toUtf8(), true)));
        QVERIFY(read);
        QCOMPARE(QString::fromUtf8(json::canonical(ainft::recipeOf(*read))), recipe);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestImages)
#include "test_images.moc"
