// The published SDK @ainblockchain/ain-js as a client of the practice network. Needs Node.js and npm, and the
// package: installed by npm into the build folder, or found where AIN_SDK_MODULES says. Skipped without them.
#include "core/base/secretbytes.h"
#include "core/json/parser.h"
#include "core/sandbox/practicenetwork.h"
#include "tests/support/node/npmpackage.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ain;

namespace {

const QString package = u"@ainblockchain/ain-js"_s;
const QString version = u"1.15.0"_s;

} // namespace

class TestSdkAinJs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void journey();

private:
    QString m_node;
    QString m_folder;
};

void TestSdkAinJs::initTestCase()
{
    QVERIFY(initializeSecretMemory());
    const auto found = test::npmPackage(package, version, QStringLiteral(AIN_BINARY_DIR "/sdk-ainjs"));
    if (!found.missing.isEmpty())
        QSKIP(qPrintable(found.missing));
    m_node = found.node;
    m_folder = found.folder;
}

void TestSdkAinJs::journey()
{
    sandbox::PracticeOptions options;
    options.instant = true;
    sandbox::PracticeNetwork network(options);
    QVERIFY(network.start());
    QProcess process;
    process.start(m_node,
                  {QStringLiteral(AIN_SOURCE_DIR "/tests/integration/sdk_ainjs/journey.mjs"), m_folder,
                   network.rpcUrl().toString(), network.eventUrl().toString()});
    QVERIFY(process.waitForStarted());
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 120'000);
    const QList<QByteArray> lines = process.readAllStandardOutput().trimmed().split('\n');
    QStringList steps;
    for (const QByteArray &line : lines) {
        const auto step = json::parse(line);
        QVERIFY2(step, line.constData());
        steps.append((*step)[u"step"].toString());
        qInfo("%s", line.left(1000).constData());
    }
    for (const QByteArray &line : lines)
        QVERIFY2((*json::parse(line))[u"ok"].toBool(), line.left(1000).constData());
    const QStringList expected{u"network"_s,    u"faucet"_s, u"events"_s,  u"transfer"_s, u"numbered nonce"_s,
                               u"create app"_s, u"values"_s, u"multi"_s,   u"rules"_s,    u"owners and functions"_s,
                               u"stake"_s,      u"proofs"_s, u"dry run"_s, u"errors"_s};
    QCOMPARE(steps, expected);
    QCOMPARE(process.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestSdkAinJs)
#include "test_sdk_ainjs.moc"
