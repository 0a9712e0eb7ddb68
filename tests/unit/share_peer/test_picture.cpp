// Pictures of strangers: only pixels go on.
#include "core/ainft/imagetext.h"
#include "gpu/share/peer/peerpicture.h"
#include "tests/support/engine/decoder.h"
#include "tests/support/engine/eventloopwatch.h"
#include "tests/support/share/testbackend.h"

#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::share;
using ain::test::pngOf;
using ain::testing::await;
using ain::testing::Decoder;

namespace {

quint32 crcOf(QByteArrayView bytes)
{
    quint32 crc = 0xffffffffU;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1U) != 0 ? (crc >> 1U) ^ 0xedb88320U : crc >> 1U;
    }
    return ~crc;
}

/// The file with another size in its header, and a CRC that fits.
QByteArray withSize(QByteArray png, quint32 width, quint32 height)
{
    qToBigEndian(width, png.data() + 16);
    qToBigEndian(height, png.data() + 20);
    qToBigEndian(crcOf(QByteArrayView(png).sliced(12, 17)), png.data() + 29);
    return png;
}

} // namespace

class TestPicture : public QObject {
    Q_OBJECT
private:
    Decoder m_decoder{QStringLiteral(AIN_ENGINE_PROGRAM)};

    Result<PeerPicture> clean(const QByteArray &file, QSize wanted = {})
    {
        return await(cleanPicture(*m_decoder.client, m_decoder.pool, file, wanted));
    }

private Q_SLOTS:
    void onlyPixelsAndTheMarkRemain()
    {
        const QByteArray theirs = pngOf(QSize(64, 32), qRgb(10, 200, 30), u"secret words, a tracker"_s);
        QVERIFY(theirs.contains("parameters"));
        const auto clean = this->clean(theirs, QSize(64, 32));
        QVERIFY(clean);
        QCOMPARE(clean->size, QSize(64, 32));
        QVERIFY(!clean->png.contains("parameters") && !clean->png.contains("secret words"));
        const QImage image = QImage::fromData(clean->png, "png");
        QCOMPARE(image.pixel(5, 5), qRgb(10, 200, 30));
        const auto texts = ainft::readImageText(clean->png);
        QVERIFY(texts);
        QVERIFY(texts->text(u"XML:com.adobe.xmp").contains(u"trainedAlgorithmicMedia"_s));
        QVERIFY(texts->text(u"ain-recipe").isNull()); // it is not known how it was made
    }

    void theTransparentStandsOnWhite()
    {
        QImage clear(8, 8, QImage::Format_ARGB32);
        clear.fill(qRgba(1, 2, 3, 0));
        QByteArray png;
        QBuffer buffer(&png);
        QVERIFY(buffer.open(QIODevice::WriteOnly) && clear.save(&buffer, "png"));
        const auto clean = this->clean(png);
        QVERIFY(clean);
        QCOMPARE(QImage::fromData(clean->png, "png").pixel(0, 0), qRgb(255, 255, 255));
    }

    void whatIsNoPictureOfTheOrderIsRefused()
    {
        const QByteArray good = pngOf(QSize(64, 64), qRgb(1, 2, 3));
        const auto whatOf = [this](const QByteArray &file, QSize wanted = {}) {
            const auto clean = this->clean(file, wanted);
            return clean ? u"taken"_s : clean.error().args.value(u"what"_s).toString();
        };
        QCOMPARE(whatOf(good), u"taken"_s);
        QCOMPARE(whatOf(good, QSize(64, 65)), u"size"_s);
        QCOMPARE(whatOf({}), u"kind"_s);
        QCOMPARE(whatOf("<svg/>"), u"kind"_s);
        QCOMPARE(whatOf("GIF89a" + QByteArray(100, '\1')), u"kind"_s);
        QCOMPARE(whatOf(good.chopped(20)), u"whole"_s);
        QCOMPARE(whatOf(QByteArray(PeerPictureBytesMost + 1, 'a')), u"bytes"_s);
        // Bombs: a small file that says it is huge.
        QCOMPARE(whatOf(withSize(good, 30'000, 30'000)), u"size"_s);
        QCOMPARE(whatOf(withSize(good, 4096, 4096)), u"size"_s); // four times what may be ordered
        QCOMPARE(whatOf(withSize(good, 0, 64)), u"size"_s);
        QCOMPARE(whatOf(withSize(good, 0xffffffffU, 1)), u"size"_s);
        QCOMPARE(whatOf(withSize(good, 2048, 2048)), u"whole"_s); // more pixels than it has
        QByteArray broken = good;
        broken[50] = char(broken[50] ^ 0x55);
        QCOMPARE(whatOf(broken), u"whole"_s);
    }

    void allKindsOfPixelsAreRead()
    {
        for (const QImage::Format format : {QImage::Format_Mono, QImage::Format_Indexed8, QImage::Format_Grayscale8,
                                            QImage::Format_Grayscale16, QImage::Format_RGBA64, QImage::Format_RGB888}) {
            QImage image(33, 21, QImage::Format_RGB888);
            image.fill(Qt::white);
            image.setPixel(7, 9, qRgb(0, 0, 0));
            QByteArray png;
            QBuffer buffer(&png);
            QVERIFY(buffer.open(QIODevice::WriteOnly) && image.convertToFormat(format).save(&buffer, "png"));
            const auto clean = this->clean(png, image.size());
            QVERIFY2(clean, qPrintable(QString::number(int(format))));
            QCOMPARE(QImage::fromData(clean->png, "png").convertToFormat(QImage::Format_RGB888), image);
        }
    }

    void whatKillsTheDecoderIsRefused()
    {
        const Decoder dying(QStringLiteral(AIN_SCRIPTED_ENGINE), u"dies-decoding"_s);
        const QByteArray png = pngOf(QSize(64, 64), qRgb(1, 2, 3));
        QThreadPool pool;
        const auto clean = await(cleanPicture(*dying.client, pool, png, {}));
        QVERIFY(!clean);
        QCOMPARE(clean.error().code, errors::PeerPictureRefused);
    }

    void withoutADecoderNobodyIsBlamed()
    {
        const Decoder missing(u"/nowhere/ain-engine"_s);
        const QByteArray png = pngOf(QSize(64, 64), qRgb(1, 2, 3));
        QThreadPool pool;
        const auto clean = await(cleanPicture(*missing.client, pool, png, {}));
        QVERIFY(!clean);
        QCOMPARE(clean.error().code, errors::EngineMissing);
    }
};

QTEST_GUILESS_MAIN(TestPicture)
#include "test_picture.moc"
