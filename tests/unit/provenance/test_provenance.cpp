// Content Credentials: written, read, and every way in which a file can lie about them.
#include "core/provenance/jumbf.h"
#include "core/provenance/manifest.h"

#include <QBuffer>
#include <QCborArray>
#include <QCborMap>
#include <QCryptographicHash>
#include <QTest>
#include <QTimeZone>

#include <functional>
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

/// What a manifest of ours is made of, for those that are none of ours.
struct Parts {
    QCborMap claim;
    QCborValue actions;
    QCborMap hash;
    QCborMap header;
};

QCborMap mapOf(const QByteArray &cbor) { return QCborValue::fromCbor(cbor).toMap(); }

/// signedPicture() with other contents, all hashes and the signature right: what anybody with a key can write.
QByteArray forged(const std::function<void(Parts &)> &change)
{
    QByteArray png = signedPicture();
    const auto place = readPng(png);
    auto store = *jumbf::read(place->manifest);
    jumbf::Box &manifest = store.boxes.front();
    jumbf::Box &assertions = manifest.boxes.at(0);
    jumbf::Box &claim = manifest.boxes.at(1);
    jumbf::Box &signature = manifest.boxes.at(2);
    const Parts ours{mapOf(claim.cbor), QCborValue::fromCbor(assertions.boxes.at(0).cbor),
                     mapOf(assertions.boxes.at(1).cbor),
                     mapOf(QCborValue::fromCbor(signature.cbor).taggedValue().toArray().at(0).toByteArray())};
    QByteArray chunk;
    // The length of the whole is said inside it: the second round knows it, the third one that it stays so.
    for (qint64 length = place->length, round = 0; round < 3; ++round, length = chunk.size()) {
        Parts parts = ours;
        QCborMap exclusion;
        exclusion.insert(u"start"_s, place->start);
        exclusion.insert(u"length"_s, length);
        QCborArray exclusions;
        exclusions.append(exclusion);
        parts.hash[u"exclusions"_s] = exclusions;
        change(parts);
        assertions.boxes.at(0).cbor = parts.actions.toCbor();
        assertions.boxes.at(1).cbor = parts.hash.toCborValue().toCbor();
        QCborArray references;
        for (const jumbf::Box &one : assertions.boxes) {
            QCborMap reference;
            reference.insert(u"url"_s, u"self#jumbf=c2pa.assertions/"_s + one.label);
            reference.insert(u"hash"_s, QCryptographicHash::hash(jumbf::hashedPart(one), QCryptographicHash::Sha256));
            references.append(reference);
        }
        parts.claim[u"created_assertions"_s] = references;
        claim.cbor = parts.claim.toCborValue().toCbor();
        const QByteArray header = parts.header.toCborValue().toCbor();
        QCborArray cose;
        cose.append(header);
        cose.append(QCborMap());
        cose.append(nullptr);
        cose.append(credential().sign(detail::signedBytes(header, claim.cbor)));
        signature.cbor = QCborValue(QCborKnownTags::COSE_Sign1, cose).toCbor();
        chunk = manifestChunk(jumbf::written(store));
    }
    return png.replace(place->start, place->length, chunk);
}

QString faultOfForged(const std::function<void(Parts &)> &change) { return faultOf(forged(change)); }

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

    /// The sum of the chunk hides nothing: whoever changes a byte can write the sum anew.
    void everyChangedByteUnderARightSumIsSeen()
    {
        const QByteArray png = signedPicture();
        const auto place = readPng(png);
        QStringList unseen;
        for (qsizetype i = 0; i < place->manifest.size(); ++i) {
            for (int bit = 1; bit < 256; bit *= 2) {
                QByteArray data = place->manifest;
                data[i] = char(data[i] ^ bit);
                QByteArray changed = png;
                changed.replace(place->start, place->length, manifestChunk(data));
                // Whether a box may have a private one beside it says nothing of the picture.
                if (faultOf(changed) == u"valid"_s && !(place->manifest.at(i) == 3 && bit == 0x10))
                    unseen += u"%1^%2"_s.arg(i).arg(bit);
            }
        }
        QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(u' ')));
    }

    void listsMayBeEmpty()
    {
        QCOMPARE(faultOfForged([](Parts &) { }), u"valid"_s);
        const QByteArray nobody = forged([](Parts &parts) { parts.claim[u"claim_generator_info"_s] = QCborArray(); });
        QCOMPARE(faultOf(nobody), u"valid"_s);
        QCOMPARE(check(nobody, Now)->generator, QString());
        for (const QCborValue &actions : {QCborValue(QCborMap()), QCborValue(QCborArray()), QCborValue(u"actions"_s)}) {
            const QByteArray nothing = forged([&](Parts &parts) { parts.actions = actions; });
            QCOMPARE(faultOf(nothing), u"valid"_s);
            QCOMPARE(check(nothing, Now)->sourceType, QString());
        }
        const QByteArray idle = forged([](Parts &parts) {
            QCborMap actions;
            actions.insert(u"actions"_s, QCborArray());
            parts.actions = actions;
        });
        QCOMPARE(faultOf(idle), u"valid"_s);
        QCOMPARE(faultOfForged([](Parts &parts) { parts.header[33] = QCborArray(); }), QString(fault::Form));
        QCOMPARE(faultOfForged([](Parts &parts) { parts.header.remove(33); }), QString(fault::Form));
        QCOMPARE(faultOfForged([](Parts &parts) {
                     QCborArray chain;
                     chain.append(parts.header.value(33));
                     parts.header[33] = chain;
                 }),
                 u"valid"_s);
    }

    /// A signature over it does not make a statement good.
    void signedIsNotEnough()
    {
        const auto leavingOut = [](qint64 more, int times) {
            return faultOfForged([=](Parts &parts) {
                QCborMap one = parts.hash.value(u"exclusions"_s).toArray().at(0).toMap();
                one[u"length"_s] = one.value(u"length"_s).toInteger() + more;
                QCborArray exclusions;
                for (int i = 0; i < times; ++i)
                    exclusions.append(one);
                parts.hash[u"exclusions"_s] = exclusions;
            });
        };
        QCOMPARE(leavingOut(0, 1), u"valid"_s);
        QCOMPARE(leavingOut(0, 0), QString(fault::Content));
        QCOMPARE(leavingOut(0, 2), QString(fault::Content));
        QCOMPARE(leavingOut(1, 1), QString(fault::Content));
        QCOMPARE(leavingOut(-1, 1), QString(fault::Content));
        QCOMPARE(faultOfForged([](Parts &parts) { parts.hash[u"hash"_s] = QByteArray(); }), QString(fault::Content));
        QCOMPARE(faultOfForged([](Parts &parts) { parts.hash[u"alg"_s] = u"md5"_s; }), QString(fault::Algorithm));
        QCOMPARE(faultOfForged([](Parts &parts) { parts.header.remove(1); }), QString(fault::Algorithm));
        QCOMPARE(faultOfForged([](Parts &parts) { parts.header[1] = -37; }), QString(fault::Signature));
        QCOMPARE(faultOfForged([](Parts &parts) { parts.claim[u"x"_s] = QByteArray(2 * 1024 * 1024, 'x'); }),
                 QString(fault::Form));
    }

    void whatIsSaidIsOneHarmlessLine()
    {
        const QByteArray png = forged([](Parts &parts) {
            QCborMap generator;
            generator.insert(u"name"_s, u"Good\u001b[2J\n\u202eevil\u2066\u2028"_s);
            generator.insert(u"version"_s, QString(2000, u'1'));
            parts.claim[u"claim_generator_info"_s] = generator;
        });
        const auto report = check(png, Now);
        QCOMPARE(report->standing, Standing::Valid);
        QVERIFY2(report->generator.startsWith(u"Good[2Jevil 111"), qPrintable(report->generator));
        QVERIFY(report->generator.size() < 600);
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
