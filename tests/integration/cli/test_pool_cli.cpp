// A pool in the terminal: real processes, the real nats-server, and the small models with random weights.
#include "clirun.h"

#include <QImage>
#include <QStandardPaths>
#include <QTcpServer>

#include <csignal>
#include <memory>

using namespace ain;
using namespace ain::test;

namespace {

/// A command that runs until it is stopped, with its events.
class Running {
public:
    Running(const CliBench &bench, const QString &data, const QStringList &arguments)
    {
        m_process.start(QStringLiteral(AIN_CLI),
                        QStringList{u"--data"_s, bench.path(data), u"--json"_s, u"pool"_s} + arguments);
    }
    ~Running()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Running)
    /// The first event of this name from now on; null when none came in time.
    [[nodiscard]] json::Value event(const QString &name)
    {
        json::Value found;
        (void)QTest::qWaitFor(
            [&] {
                while (found.isNull() && m_process.canReadLine()) {
                    auto line = json::parse(m_process.readLine());
                    if (line && (*line)[u"event"].toString() == name)
                        found = *line;
                }
                return !found.isNull();
            },
            60'000);
        return found;
    }
    [[nodiscard]] int stop()
    {
        ::kill(pid_t(m_process.processId()), SIGINT);
        if (!m_process.waitForFinished(60'000))
            return -1;
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }

private:
    QProcess m_process;
};

class TestPoolCli : public QObject {
    Q_OBJECT

    const CliBench m_bench{false};

    [[nodiscard]] Outcome run(const QString &data, const QStringList &arguments, const QByteArray &input = {}) const
    {
        return runCli(QStringList{u"--data"_s, m_bench.path(data), u"--json"_s, u"pool"_s} + arguments, input);
    }
    static json::Value lastLine(const Outcome &outcome)
    {
        return json::parse(outcome.out.trimmed().split('\n').constLast()).value_or(json::Value());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_bench.isValid());
        const bool isThere = !QStandardPaths::findExecutable(u"nats-server"_s).isEmpty()
            || !QStandardPaths::findExecutable(u"nats-server"_s, {u"/usr/sbin"_s}).isEmpty();
        QVERIFY2(isThere, "nats-server is missing: scripts/setup installs it");
    }

    void withoutAPoolThereIsNothing()
    {
        const Outcome status = run(u"none"_s, {u"status"_s});
        QCOMPARE(status.exitCode, 0);
        QCOMPARE(status.json[u"member"], json::Value(false));
        QCOMPARE(run(u"none"_s, {u"fleet"_s}).code(), u"pool.not_member"_s);
        QCOMPARE(run(u"none"_s, {u"draw"_s, u"--prompt"_s, u"x"_s}).code(), u"pool.not_member"_s);
        QCOMPARE(run(u"none"_s, {u"invite"_s, u"box"_s}).code(), u"pool.not_hub"_s);
        QCOMPARE(run(u"none"_s, {u"leave"_s}).code(), u"pool.not_member"_s);
        QCOMPARE(run(u"none"_s, {u"join"_s, u"-"_s}, "ain-pool-1.nonsense\n").code(), u"pool.invite"_s);
        QCOMPARE(run(u"none"_s, {u"serve"_s, u"--port"_s, u"0"_s}).exitCode, 2);
        QCOMPARE(run(u"none"_s, {u"draw"_s, u"--count"_s, u"2"_s}).exitCode, 2); // of what?
    }

    void twoBoxesDrawTogether()
    {
        QTcpServer probe;
        QVERIFY(probe.listen(QHostAddress::LocalHost));
        const QString port = QString::number(probe.serverPort());
        probe.close();
        auto serving = std::make_unique<Running>(m_bench, u"hub"_s, QStringList{u"serve"_s, u"--port"_s, port});
        const json::Value ready = serving->event(u"serving"_s);
        QCOMPARE(ready[u"address"].toString(), u"127.0.0.1:"_s + port);

        const Outcome invited = run(u"hub"_s, {u"invite"_s, u"box-1"_s});
        QCOMPARE(invited.exitCode, 0);
        QCOMPARE(invited.json[u"role"].toString(), u"worker"_s);
        const QByteArray invitation = invited.json[u"invitation"].toString().toLatin1();
        QCOMPARE(run(u"hub"_s, {u"invite"_s, u"box-1"_s}).code(), u"pool.name_taken"_s);
        const Outcome joined = run(u"box"_s, {u"join"_s, u"-"_s}, invitation + '\n');
        QCOMPARE(joined.exitCode, 0);
        QCOMPARE(joined.json[u"fingerprint"], invited.json[u"fingerprint"]);
        QCOMPARE(run(u"box"_s, {u"join"_s, m_bench.write(u"invitation"_s, invitation)}).code(), u"pool.is_member"_s);
        QCOMPARE(run(u"box"_s, {u"status"_s}).json[u"reachable"], json::Value(true));
        QCOMPARE(run(u"hub"_s, {u"draw"_s, u"--prompt"_s, u"a fox"_s}).code(), u"pool.nobody"_s);

        Running working(m_bench, u"box"_s, {u"work"_s, u"--always"_s});
        QVERIFY(!working.event(u"working"_s).isNull());
        QTRY_COMPARE_WITH_TIMEOUT(run(u"hub"_s, {u"fleet"_s}).json[u"boxes"].array().size(), std::size_t(1), 30'000);
        const json::Value box = run(u"hub"_s, {u"fleet"_s}).json[u"boxes"].array().front();
        QCOMPARE(box[u"box"].toString(), u"box-1"_s);
        QVERIFY(!box[u"models"].array().empty());
        QCOMPARE(run(u"hub"_s, {u"draw"_s, u"--prompt"_s, u"x"_s, u"--model"_s, u"no such"_s}).code(), u"pool.model"_s);

        const QString folder = m_bench.path(u"pictures"_s);
        const Outcome drawn = run(u"hub"_s,
                                  {u"draw"_s, u"--prompt"_s, u"a red fox"_s, u"--steps"_s, u"4"_s, u"--count"_s, u"2"_s,
                                   u"--output"_s, folder});
        QVERIFY2(drawn.exitCode == 0, drawn.out.constData());
        const json::Value result = lastLine(drawn);
        QCOMPARE(result[u"waiting"].toInteger(), 0);
        QCOMPARE(result[u"pictures"].array().size(), std::size_t(2));
        for (const json::Value &picture : result[u"pictures"].array()) {
            QCOMPARE(picture[u"box"].toString(), u"box-1"_s);
            QVERIFY(!QImage(picture[u"file"].toString()).isNull());
        }
        QTRY_COMPARE_WITH_TIMEOUT(run(u"hub"_s, {u"status"_s}).json[u"pictures_per_hour"].toInteger(), 2, 30'000);
        QCOMPARE(run(u"hub"_s, {u"status"_s}).json[u"queued"].toInteger(), 0);
        QCOMPARE(working.stop(), 0);

        // Let in no more.
        QCOMPARE(run(u"hub"_s, {u"leave"_s, u"box-1"_s}).exitCode, 0);
        QTRY_COMPARE_WITH_TIMEOUT(run(u"box"_s, {u"status"_s}).json[u"reason"].toString(), u"pool.refused"_s, 30'000);
        QCOMPARE(run(u"box"_s, {u"leave"_s}).exitCode, 0);
        QCOMPARE(run(u"box"_s, {u"status"_s}).json[u"member"], json::Value(false));
        // The server does not outlive who started it.
        QCOMPARE(run(u"hub"_s, {u"status"_s}).json[u"serving"], json::Value(true));
        QCOMPARE(serving->stop(), 0);
        QCOMPARE(run(u"hub"_s, {u"status"_s}).json[u"serving"], json::Value(false));
        QCOMPARE(run(u"hub"_s, {u"status"_s}).json[u"reachable"], json::Value(false));
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestPoolCli)
#include "test_pool_cli.moc"
