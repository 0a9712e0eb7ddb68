// The developers' door in the terminal: real processes, real sockets, and the small models with random weights.
#include "clirun.h"

#include <QImage>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTcpServer>

#include <csignal>
#include <memory>

using namespace ain;
using namespace ain::test;

namespace {

class TestApiCli : public QObject {
    Q_OBJECT

    const CliBench m_bench{false};

    [[nodiscard]] Outcome run(const QStringList &arguments) const { return m_bench.run(arguments); }

    /// `api serve` as somebody starts it in a terminal.
    class Serving {
    public:
        explicit Serving(const CliBench &bench, const QStringList &more = {})
        {
            m_process.start(
                QStringLiteral(AIN_CLI),
                QStringList{u"--data"_s, bench.path(u"data"_s), u"--json"_s, u"api"_s, u"serve"_s, u"--port"_s, u"0"_s}
                    + more);
            if (QTest::qWaitFor([this] { return m_process.canReadLine(); }, 60'000))
                first = json::parse(m_process.readLine()).value_or(json::Value());
        }
        ~Serving()
        {
            m_process.kill();
            m_process.waitForFinished();
        }
        Q_DISABLE_COPY_MOVE(Serving)
        [[nodiscard]] json::Value stop()
        {
            ::kill(pid_t(m_process.processId()), SIGINT);
            if (!m_process.waitForFinished(60'000))
                return {};
            exitCode = m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
            return json::parse(m_process.readAll()).value_or(json::Value());
        }
        [[nodiscard]] qint64 pid() const { return m_process.processId(); }

        json::Value first;
        int exitCode = -1;

    private:
        QProcess m_process;
    };

    static int statusOf(const QUrl &url, const QString &key, json::Value *body = nullptr)
    {
        QNetworkAccessManager http;
        QNetworkRequest request(url);
        if (!key.isEmpty())
            request.setRawHeader("Authorization", "Bearer " + key.toLatin1());
        const std::unique_ptr<QNetworkReply> reply(http.get(request));
        (void)QTest::qWaitFor([&reply] { return reply->isFinished(); }, 30'000);
        if (body != nullptr)
            *body = json::parse(reply->readAll()).value_or(json::Value());
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_bench.isValid()); }

    void itIsClosedAtFirst()
    {
        const Outcome status = run({u"api"_s, u"status"_s});
        QCOMPARE(status.exitCode, 0);
        QCOMPARE(status.json[u"on"], json::Value(false));
        QCOMPARE(status.json[u"port"].toInteger(), 8200);
        QCOMPARE(status.json[u"keys"].toInteger(), 0);
        QCOMPARE(status.json[u"serving"], json::Value(false));
        QVERIFY(status.json[u"url"].isNull());
        QCOMPARE(run({u"api"_s, u"on"_s, u"--port"_s, u"8300"_s}).json[u"on"], json::Value(true));
        QCOMPARE(run({u"api"_s, u"status"_s}).json[u"port"].toInteger(), 8300);
        QCOMPARE(run({u"api"_s, u"off"_s}).json[u"on"], json::Value(false));
        QCOMPARE(run({u"api"_s, u"on"_s, u"--port"_s, u"70000"_s}).exitCode, 2);
        QCOMPARE(run({u"api"_s, u"on"_s, u"--port"_s, u"0"_s}).exitCode, 2);
    }

    void keysAreShownOnce()
    {
        const Outcome added =
            run({u"api"_s, u"keys"_s, u"add"_s, u"script"_s, u"--per-day"_s, u"7"_s, u"--concurrent"_s, u"1"_s});
        QCOMPARE(added.exitCode, 0);
        const QString key = added.json[u"key"].toString();
        static const QRegularExpression form(u"^ain-sk-[A-Za-z0-9_-]{43}$"_s);
        QVERIFY2(form.match(key).hasMatch(), added.out.constData());
        const Outcome list = run({u"api"_s, u"keys"_s, u"list"_s});
        QCOMPARE(list.json.array().size(), std::size_t(1));
        QCOMPARE(list.json.array()[0][u"name"].toString(), u"script"_s);
        QCOMPARE(list.json.array()[0][u"per_day"].toInteger(), 7);
        QVERIFY(list.json.array()[0][u"revoked"].isNull());
        QVERIFY(!list.out.contains(key.mid(7).toLatin1()));
        QFile stored(m_bench.path(u"data/api/keys.json"_s));
        QVERIFY(stored.open(QIODevice::ReadOnly));
        QVERIFY(!stored.readAll().contains(key.mid(7).toLatin1()));
        QCOMPARE(
            stored.permissions()
                & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup | QFileDevice::WriteOther),
            QFileDevice::Permissions());
        QCOMPARE(run({u"api"_s, u"keys"_s, u"add"_s, u"script"_s}).code(), u"api.key_name"_s);
        QCOMPARE(run({u"api"_s, u"keys"_s, u"add"_s, u"x"_s, u"--per-day"_s, u"0"_s}).code(), u"api.key_limits"_s);
        QCOMPARE(run({u"api"_s, u"keys"_s, u"add"_s, u"x"_s, u"--per-day"_s, u"many"_s}).exitCode, 2);
        QCOMPARE(run({u"api"_s, u"keys"_s, u"revoke"_s, u"nobody"_s}).code(), u"api.key_unknown"_s);
        const Outcome revoked = run({u"api"_s, u"keys"_s, u"revoke"_s, u"script"_s});
        QVERIFY(revoked.json[u"revoked"].toInteger() > 0);
        QCOMPARE(run({u"api"_s, u"status"_s}).json[u"keys"].toInteger(), 0);
    }

    void servingEndsWithCtrlC()
    {
        const QString key = run({u"api"_s, u"keys"_s, u"add"_s, u"served"_s}).json[u"key"].toString();
        Serving serving(m_bench);
        QCOMPARE(serving.first[u"event"].toString(), u"serving"_s);
        const QUrl url(serving.first[u"url"].toString());
        QVERIFY(url.port() > 0);
        QCOMPARE(url.host(), u"127.0.0.1"_s);
        const Outcome status = run({u"api"_s, u"status"_s});
        QCOMPARE(status.json[u"serving"], json::Value(true));
        QCOMPARE(status.json[u"pid"].toInteger(), serving.pid());
        QCOMPARE(status.json[u"url"].toString(), url.toString());
        const QUrl models(url.toString() + u"/models"_s);
        QCOMPARE(statusOf(models, {}), 401);
        QCOMPARE(statusOf(models, key), 200);
        // Another program takes the key away; it counts at once.
        QCOMPARE(run({u"api"_s, u"keys"_s, u"revoke"_s, u"served"_s}).exitCode, 0);
        QCOMPARE(statusOf(models, key), 401);
        const QString fresh = run({u"api"_s, u"keys"_s, u"add"_s, u"served"_s}).json[u"key"].toString();
        QCOMPARE(statusOf(models, fresh), 200);
        // One at a time.
        QCOMPARE(run({u"api"_s, u"serve"_s, u"--port"_s, u"0"_s}).code(), u"store.in_use"_s);
        const json::Value last = serving.stop();
        QCOMPARE(serving.exitCode, 0);
        QCOMPARE(last[u"stopped"], json::Value(true));
        QCOMPARE(run({u"api"_s, u"status"_s}).json[u"serving"], json::Value(false));
    }

    void aTakenPortIsToldInWords()
    {
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost, 0));
        const Outcome refused = run({u"api"_s, u"serve"_s, u"--port"_s, QString::number(taken.serverPort())});
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(refused.code(), u"http.listen"_s);
    }

    void curlDraws()
    {
        const QString curl = QStandardPaths::findExecutable(u"curl"_s);
        QVERIFY2(!curl.isEmpty(), "scripts/setup installs curl");
        const QString key = run({u"api"_s, u"keys"_s, u"add"_s, u"curl"_s}).json[u"key"].toString();
        Serving serving(m_bench);
        json::Value models;
        QCOMPARE(statusOf(QUrl(serving.first[u"url"].toString() + u"/models"_s), key, &models), 200);
        QVERIFY(!models[u"data"].array().empty()); // the built-in one, at least
        QProcess process;
        process.start(curl,
                      {u"-sS"_s, serving.first[u"url"].toString() + u"/images/generations"_s, u"-H"_s,
                       u"Authorization: Bearer "_s + key, u"-H"_s, u"Content-Type: application/json"_s, u"-d"_s,
                       uR"({"prompt":"a red fox","size":"64x64","steps":4,"seed":3})"_s});
        QVERIFY(process.waitForFinished(600'000));
        const QByteArray out = process.readAllStandardOutput();
        const auto answer = json::parse(out);
        QVERIFY2(answer && answer->at({u"error"}).isNull(), out.left(500).constData());
        const QByteArray png =
            QByteArray::fromBase64((*answer)[u"data"].array().front()[u"b64_json"].toString().toLatin1());
        QCOMPARE(QImage::fromData(png, "png").size(), QSize(64, 64));
        QVERIFY(png.contains("ain-recipe"));
        (void)serving.stop();
        const Outcome list = run({u"api"_s, u"keys"_s, u"list"_s});
        QCOMPARE(list.json.array().back()[u"used_today"].toInteger(), 1);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestApiCli)
#include "test_api_cli.moc"
