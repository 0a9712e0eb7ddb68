// 10,000 generated transactions and messages, ours against the published SDK's. Needs Node.js and npm, and the
// package: installed by npm into the build folder, or found where AIN_SDK_MODULES says. Skipped without them.
#include "core/crypto/key.h"
#include "core/json/parser.h"
#include "tests/support/node/npmpackage.h"

#include <QProcess>
#include <QTest>

using namespace ain;
using namespace ain::crypto;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rows = 10'000;
const QString package = u"@ainblockchain/ain-util"_s;
const QString version = u"1.3.0"_s;

class TestSdkDifferential : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        const auto found = test::npmPackage(package, version, QStringLiteral(AIN_BINARY_DIR "/sdk-differential"));
        if (!found.missing.isEmpty())
            QSKIP(qPrintable(found.missing));
        m_node = found.node;
        m_folder = found.folder;
    }
    void sameResults()
    {
        QProcess process;
        process.start(m_node,
                      {QStringLiteral(AIN_SOURCE_DIR "/tests/integration/sdk_differential/generate.mjs"), m_folder,
                       QString::number(Rows), u"20251122"_s});
        QVERIFY(process.waitForStarted());
        int count = 0;
        constexpr int patienceMs = 120'000;
        while (process.canReadLine() || process.waitForReadyRead(patienceMs)) {
            while (process.canReadLine()) {
                check(process.readLine());
                if (QTest::currentTestFailed()) {
                    qWarning("in row %d", count);
                    process.kill();
                    process.waitForFinished();
                    return;
                }
                ++count;
            }
        }
        process.waitForFinished();
        if (process.exitCode() != 0)
            qWarning("%s", process.readAllStandardError().constData());
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(count, Rows);
    }

private:
    static void check(const QByteArray &line)
    {
        const auto row = json::parse(line);
        QVERIFY(row);
        const auto key = PrivateKey::fromHex(SecretBytes::copyOf(QByteArrayView((*row)[u"key"].string().toLatin1())));
        QVERIFY(key);
        const int chainId = int((*row)[u"chain_id"].toInteger());
        const QString expected = (*row)[u"signature"].string();
        QCOMPARE(key->address().toString(), (*row)[u"address"].string());
        if (row->object().contains(u"message")) {
            const QString message = (*row)[u"message"].string();
            QCOMPARE(signMessage(*key, message, chainId), expected);
            const auto signer = recoverMessageSigner(message, expected, chainId);
            QVERIFY(signer && signer->address == key->address());
            return;
        }
        const auto body = json::parse((*row)[u"body"].string().toLatin1());
        QVERIFY(body);
        QCOMPARE(transactionHash(*body).toString(), (*row)[u"hash"].string());
        QCOMPARE(signTransaction(*key, *body, chainId), expected);
        const auto signer = recoverTransactionSigner(*body, expected, chainId);
        QVERIFY(signer && *signer == key->address());
    }

    QString m_node;
    QString m_folder;
};

} // namespace

QTEST_GUILESS_MAIN(TestSdkDifferential)
#include "test_sdk_differential.moc"
