// The published SDK @ainblockchain/ain-js as a client of the practice network. Needs Node.js and npm, and the
// package: installed by npm into the build folder, or found where AIN_SDK_MODULES says. Skipped without them.
#include "core/base/secretbytes.h"
#include "core/json/parser.h"
#include "core/sandbox/practicenetwork.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
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
    [[nodiscard]] bool hasPackage() const
    {
        return QDir(m_folder + u"/node_modules/"_s + package).exists(u"package.json"_s);
    }
    QString m_node;
    QString m_folder;
};

void TestSdkAinJs::initTestCase()
{
    QVERIFY(initializeSecretMemory());
    m_node = QStandardPaths::findExecutable(u"node"_s);
    if (m_node.isEmpty())
        QSKIP("Node.js is not installed");
    m_folder = qEnvironmentVariable("AIN_SDK_MODULES", QStringLiteral(AIN_BINARY_DIR "/sdk-ainjs"));
    if (hasPackage())
        return;
    const QString npm = QStandardPaths::findExecutable(u"npm"_s);
    if (npm.isEmpty())
        QSKIP("npm is not installed, and AIN_SDK_MODULES does not lead to the SDK");
    QVERIFY(QDir().mkpath(m_folder));
    QProcess install;
    install.setWorkingDirectory(m_folder);
    install.start(npm,
                  {u"install"_s, u"--no-save"_s, u"--no-audit"_s, u"--no-fund"_s, u"--ignore-scripts"_s, u"--prefix"_s,
                   m_folder, package + u'@' + version});
    constexpr int patienceMs = 240'000;
    if (!install.waitForFinished(patienceMs))
        install.kill();
    if (!hasPackage())
        QSKIP("the SDK could not be installed (no network?)");
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
