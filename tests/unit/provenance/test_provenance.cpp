// Content Credentials: written, read, and every way in which a file can lie about them.
#include "core/provenance/jumbf.h"
#include "core/provenance/manifest.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QTest>
#include <QTimeZone>

#include <zlib.h>

using namespace ain;
using namespace ain::provenance;
using namespace Qt::StringLiterals;

namespace {

const QDateTime Now(QDate(2026, 11, 24), QTime(3, 0), QTimeZone::utc());

QByteArray chunk(const char *type, const QByteArray &data)
{
    // The frame of a manifest with another name on it.
    QByteArray out = manifestChunk(data);
    out.replace(4, 4, type);
    const QByteArray body = out.mid(4, 4 + data.size());
    const auto sum = quint32(::crc32(0, reinterpret_cast<const Bytef *>(body.constData()), uInt(body.size())));
    for (int i = 0; i < 4; ++i)
        out[out.size() - 4 + i] = char(sum >> (24 - 8 * i));
    return out;
}

/// 1 × 1, grey.
QByteArray picture()
{
    QByteArray line = QByteArray::fromHex("0080");
    QByteArray packed = qCompress(line).mid(4);
    return QByteArray("\x89PNG\r\n\x1a\n", 8) + chunk("IHDR", QByteArray::fromHex("00000001000000010800000000"))
        + chunk("IDAT", packed) + chunk("IEND", {});
}

SecretBytes seed(char c) { return SecretBytes::copyOf(QByteArrayView(QByteArray(32, c))); }

Credential credential(char c = 'a', const QString &name = {}) { return *Credential::make(seed(c), name, Now); }

Statement statement() { return {u"0.1.0"_s, u"ain-mini 32"_s, QString(64, u'a'), false, Now}; }

QByteArray signedPicture() { return *signedPng(picture(), statement(), credential()); }

QString faultOf(const QByteArray &png)
{
    const auto report = check(png, Now);
    if (!report)
        return report.error().code.toString();
    return report->standing == Standing::Valid ? u"valid"_s : report->fault;
}

} // namespace

class TestProvenance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void saysWhatWasSigned()
    {
        const QByteArray png = signedPicture();
        const auto report = check(png, Now);
        QVERIFY(report);
        QCOMPARE(report->standing, Standing::Valid);
        QCOMPARE(report->fault, QString());
        QCOMPARE(report->generator, u"AIN Studio 0.1.0"_s);
        QCOMPARE(report->signer, u"AIN Studio"_s);
        QCOMPARE(report->sourceType, u"trainedAlgorithmicMedia"_s);
        QCOMPARE(report->model, u"ain-mini 32"_s);
        QCOMPARE(report->modelSha256, QString(64, u'a'));
        QCOMPARE(report->when, Now);
        QCOMPARE(report->signerKey, credential().publicKey());
        // The picture itself is as it was.
        QCOMPARE(*withoutManifests(png), picture());
    }

    void keysFollowFromTheSeed()
    {
        QCOMPARE(credential('a').publicKey(), credential('a', u"하늘"_s).publicKey());
        QVERIFY(credential('a').publicKey() != credential('b').publicKey());
        const auto signer = signerOf(credential('a', u"하늘"_s).certificate());
        QVERIFY(signer);
        QCOMPARE(signer->name, u"하늘"_s);
        QVERIFY(!Credential::make(SecretBytes::copyOf(QByteArrayView("short")), {}, Now));
        QVERIFY(!Credential::make(seed('a'), QString(65, u'x'), Now));
        // The ends of the range of seeds are keys like all others.
        QVERIFY(Credential::make(seed('\0'), {}, Now));
        QVERIFY(Credential::make(seed('\xff'), {}, Now));
    }

    void signsAgain()
    {
        const QByteArray once = signedPicture();
        Statement later = statement();
        later.isFromPicture = true;
        later.model.clear();
        later.modelSha256.clear();
        const auto twice = signedPng(once, later, credential('b', u"Somebody"_s));
        QVERIFY(twice);
        const auto report = check(*twice, Now);
        QCOMPARE(report->standing, Standing::Valid);
        QCOMPARE(report->signer, u"Somebody"_s);
        QCOMPARE(report->sourceType, u"compositeWithTrainedAlgorithmicMedia"_s);
        QCOMPARE(report->model, QString());
        QCOMPARE(readPng(*twice)->manifests, 1);
    }

    void everyChangedByteIsSeen()
    {
        const QByteArray png = signedPicture();
        QCOMPARE(faultOf(png), u"valid"_s);
        QStringList unseen;
        for (qsizetype i = 0; i < png.size(); ++i) {
            for (const char bit : {'\x01', '\x02', '\x20', '\x80'}) {
                QByteArray changed = png;
                changed[i] = char(changed[i] ^ bit);
                if (faultOf(changed) == u"valid"_s)
                    unseen += QString::number(i);
            }
        }
        QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(u' ')));
        for (qsizetype i = 0; i < png.size(); ++i)
            QVERIFY(faultOf(png.first(i)) != u"valid"_s);
        QCOMPARE(faultOf(png + 'x'), QString(fault::Content));
    }

    void namesWhatIsWrong()
    {
        const QByteArray png = signedPicture();
        QCOMPARE(faultOf(picture()), QString());
        QCOMPARE(check(picture(), Now)->standing, Standing::None);
        const auto place = readPng(png);
        QByteArray twice = png;
        twice.insert(place->start, png.mid(place->start, place->length));
        QCOMPARE(faultOf(twice), QString(fault::Several));

        QByteArray other = png;
        other.insert(place->start + place->length, chunk("tEXt", QByteArray("parameters\0nothing", 18)));
        QCOMPARE(faultOf(other), QString(fault::Content));

        // A manifest of one picture on another.
        QByteArray moved = picture();
        moved.insert(moved.size() - 12, chunk("tEXt", QByteArray("a\0b", 3)));
        moved.insert(place->start, png.mid(place->start, place->length));
        QCOMPARE(faultOf(moved), QString(fault::Content));

        const auto late = check(png, Now.addYears(11));
        QCOMPARE(late->standing, Standing::Altered);
        QCOMPARE(late->fault, QString(fault::Certificate));
        QCOMPARE(check(png, Now.addDays(-3))->fault, QString(fault::Certificate));
        QCOMPARE(faultOf("GIF89a"), u"provenance.png"_s);
        QCOMPARE(faultOf({}), u"provenance.png"_s);
    }

    void boxesAreBounded()
    {
        jumbf::Box deep;
        deep.kind = jumbf::kind::Store.toByteArray();
        deep.label = u"c2pa"_s;
        for (int i = 0; i < jumbf::MaxDepth + 2; ++i) {
            jumbf::Box outer;
            outer.kind = deep.kind;
            outer.label = deep.label;
            outer.boxes.push_back(deep);
            deep = outer;
        }
        QVERIFY(!jumbf::read(jumbf::written(deep)));
        jumbf::Box broad;
        broad.kind = jumbf::kind::Store.toByteArray();
        broad.label = u"c2pa"_s;
        jumbf::Box one;
        one.kind = jumbf::kind::Cbor.toByteArray();
        one.label = u"x"_s;
        one.cbor = "\xf6";
        broad.boxes.assign(jumbf::MaxBoxes - 1, one);
        QVERIFY(jumbf::read(jumbf::written(broad)));
        broad.boxes.push_back(one);
        QVERIFY(!jumbf::read(jumbf::written(broad)));
        QVERIFY(!jumbf::read(QByteArray::fromHex("ffffffff6a756d62")));
        QVERIFY(!jumbf::read(QByteArray::fromHex("000000016a756d620000000000000010")));
    }
};

QTEST_GUILESS_MAIN(TestProvenance)
#include "test_provenance.moc"
