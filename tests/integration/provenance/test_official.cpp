// Our Content Credentials, read by the validator that the Content Authenticity Initiative publishes. Needs Node.js and
// npm; skipped without them.
#include "core/json/parser.h"
#include "core/provenance/manifest.h"
#include "tests/support/node/npmpackage.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ain;
using namespace ain::provenance;
using namespace Qt::StringLiterals;

class TestOfficial : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        m_package = test::npmPackage(u"@contentauth/c2pa-wasm"_s, u"0.13.3"_s,
                                     QStringLiteral(AIN_BINARY_DIR "/c2pa-validator"));
        if (!m_package.missing.isEmpty())
            QSKIP(qPrintable(m_package.missing));
        QFile file(QStringLiteral(AIN_TEST_DATA "/fuzz/recipe/text.png"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_picture = file.readAll();
    }

    void itFindsOursValidAndOneChangedByteNot()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const auto credential = Credential::make(SecretBytes::random(32), u"하늘"_s, now);
        QVERIFY(credential);
        const Statement full{u"0.1.0"_s, u"ain-mini 32"_s, QString(64, u'a'), false, now};
        const Statement bare{u"0.1.0"_s, {}, {}, true, now};
        const auto png = signedPng(m_picture, full, *credential);
        const auto other = signedPng(m_picture, bare, *credential);
        QVERIFY(png && other);
        QByteArray pixel = *png;
        pixel[pixel.size() - 20] = char(pixel.at(pixel.size() - 20) ^ 1); // in the last data before IEND
        QByteArray word = *png;
        const qsizetype at = word.indexOf("trainedAlgorithmicMedia", readPng(word)->start);
        QVERIFY(at > 0);
        word[at] = 'T';
        QByteArray claim = *png;
        const qsizetype claimAt = claim.indexOf("claim_generator_info");
        QVERIFY(claimAt > 0);
        claim[claimAt + 30] = char(claim.at(claimAt + 30) ^ 1);

        const auto answers = ask({*png, *other, pixel, word, claim});
        QCOMPARE(answers.size(), 5);
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(answers[i][u"state"].toString(), u"Valid"_s);
            // The one thing that it complains of: nobody vouches for the signer.
            QCOMPARE(answers[i][u"failures"].array().size(), std::size_t(1));
            QCOMPARE(answers[i][u"failures"].array()[0].toString(), u"signingCredential.untrusted"_s);
            QVERIFY(has(answers[i][u"successes"], u"assertion.dataHash.match"));
            QVERIFY(has(answers[i][u"successes"], u"claimSignature.validated"));
            QVERIFY(has(answers[i][u"assertions"], u"c2pa.actions.v2"));
        }
        QVERIFY(has(answers[2][u"failures"], u"assertion.dataHash.mismatch"));
        QVERIFY(has(answers[3][u"failures"], u"assertion.hashedURI.mismatch"));
        for (int i = 2; i < 5; ++i)
            QVERIFY2(answers[i][u"state"].toString() != u"Valid"_s, qPrintable(QString::number(i)));
        for (const QByteArray &bad : {pixel, word, claim})
            QCOMPARE(check(bad, now)->standing, Standing::Altered);
    }

private:
    [[nodiscard]] static bool has(const json::Value &list, QStringView wanted)
    {
        for (const json::Value &one : list.array()) {
            if (one.toString() == wanted)
                return true;
        }
        return false;
    }

    [[nodiscard]] QList<json::Value> ask(const QList<QByteArray> &pictures) const
    {
        const QTemporaryDir folder;
        QStringList arguments{QStringLiteral(AIN_SOURCE_DIR "/tests/integration/provenance/validate.mjs"),
                              m_package.folder};
        for (qsizetype i = 0; i < pictures.size(); ++i) {
            QFile file(folder.filePath(u"%1.png"_s.arg(i)));
            if (!file.open(QIODevice::WriteOnly) || file.write(pictures.at(i)) != pictures.at(i).size())
                return {};
            arguments += file.fileName();
        }
        QProcess process;
        process.start(m_package.node, arguments);
        constexpr int patienceMs = 120'000;
        if (!process.waitForFinished(patienceMs))
            process.kill();
        QList<json::Value> out;
        const QList<QByteArray> lines = process.readAllStandardOutput().trimmed().split('\n');
        for (const QByteArray &line : lines) {
            qInfo("%s", line.left(500).constData());
            if (auto value = json::parse(line))
                out += std::move(*value);
        }
        if (process.exitCode() != 0)
            qWarning("%s", process.readAllStandardError().left(2000).constData());
        return out;
    }

    test::NpmPackage m_package;
    QByteArray m_picture;
};

QTEST_GUILESS_MAIN(TestOfficial)
#include "test_official.moc"
