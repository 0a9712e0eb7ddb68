#include "gpu/models/downloader.h"
#include "gpu/models/header.h"
#include "gpu/models/modellibrary.h"
#include "tests/unit/models/librarybench.h"
#include "tests/unit/models/modelfiles.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace ain;
using namespace ain::models;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

QString hashOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

/// One file on the loopback interface, with the habits and vices of servers.
class FileServer : public QTcpServer {
public:
    explicit FileServer(QByteArray content) : body(std::move(content))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(socket); });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }
    [[nodiscard]] QUrl url() const { return QUrl(u"http://127.0.0.1:%1/model"_s.arg(serverPort())); }

    QByteArray body;
    QByteArray etag = "\"one\"";
    QByteArray redirectTo;
    int status = 200;
    qsizetype breakAfter = -1; ///< bytes of the body, once
    bool stalls = false; ///< after what is sent
    bool tellsLength = true;
    bool liesAboutRange = false;
    QList<QByteArray> ranges; ///< that were asked for

private:
    void serve(QTcpSocket *socket)
    {
        QByteArray &text = m_requests[socket];
        text += socket->readAll();
        if (!text.contains("\r\n\r\n"))
            return;
        const QByteArray asked = std::exchange(text, {});
        if (!redirectTo.isEmpty()) {
            socket->write("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + std::exchange(redirectTo, {})
                          + "\r\n\r\n");
            return;
        }
        if (status != 200) {
            socket->write("HTTP/1.1 " + QByteArray::number(status) + " No\r\nContent-Length: 0\r\n\r\n");
            return;
        }
        const QByteArray range = member(asked, "range: bytes=");
        qsizetype start = 0;
        if (!range.isEmpty()) {
            ranges += range;
            if (member(asked, "if-range: ") == etag)
                start = range.chopped(1).toLongLong();
        }
        QByteArray head = start > 0 ? "HTTP/1.1 206 Partial Content\r\n" : "HTTP/1.1 200 OK\r\n";
        if (start > 0) {
            head += "Content-Range: bytes " + QByteArray::number(liesAboutRange ? start - 1 : start) + '-'
                + QByteArray::number(body.size() - 1) + '/' + QByteArray::number(body.size()) + "\r\n";
        }
        if (tellsLength)
            head += "Content-Length: " + QByteArray::number(body.size() - start) + "\r\n";
        else
            head += "Connection: close\r\n";
        if (!etag.isEmpty())
            head += "ETag: " + etag + "\r\n";
        socket->write(head + "\r\n");
        QByteArray rest = body.sliced(start);
        const bool breaks = breakAfter >= 0;
        if (breaks)
            rest.truncate(std::exchange(breakAfter, -1));
        socket->write(rest);
        if (!stalls && (breaks || !tellsLength))
            socket->disconnectFromHost();
    }
    static QByteArray member(const QByteArray &request, const QByteArray &name)
    {
        for (const QByteArray &line : request.split('\n')) {
            if (line.toLower().startsWith(name))
                return line.mid(name.size()).trimmed();
        }
        return {};
    }
    QHash<QTcpSocket *, QByteArray> m_requests;
};

class TestDownload : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<LibraryBench>();
        m_bytes = safetensors({{u"big"_s, {5, 1024, 1024}}}, {}, 'w');
        m_server = std::make_unique<FileServer>(m_bytes);
    }
    void cleanup()
    {
        m_bench.reset();
        m_server.reset();
    }

    void becomesAModel()
    {
        QSignalSpy progress(m_bench->library.get(), &ModelLibrary::downloadProgress);
        const auto model = get();
        QVERIFY2(model, model ? "" : qPrintable(model.error().code.toString()));
        QCOMPARE(model->verified, Verified::Verified);
        QCOMPARE(model->sha256, hashOf(m_bytes));
        QCOMPARE(read(model->path), m_bytes);
        QVERIFY(!progress.isEmpty());
        QCOMPARE(progress.last().at(1).toLongLong(), m_bytes.size());
        QVERIFY(!QFile::exists(model->path + u".part"_s));
        QVERIFY(!QFile::exists(model->path + u".part.json"_s));
        const auto again = get();
        QVERIFY(!again && again.error().code == errors::FileExists);
        m_bench->reopen();
        QCOMPARE(library().model(model->id)->verified, Verified::Verified);
    }

    void goesOnAfterABreak()
    {
        m_server->breakAfter = 4'000'000;
        const auto broken = get();
        QVERIFY(!broken);
        QVERIFY2(broken.error().code == errors::DownloadBroken, qPrintable(broken.error().code.toString()));
        QVERIFY(QFile::exists(target() + u".part"_s));
        const auto model = get();
        QVERIFY2(model, model ? "" : qPrintable(model.error().code.toString()));
        QCOMPARE(m_server->ranges.size(), 1);
        QVERIFY(m_server->ranges.first().chopped(1).toLongLong() > 0);
        QCOMPARE(read(model->path), m_bytes);
    }

    void beginsAnewWhenTheFileChanged()
    {
        m_server->breakAfter = 4'000'000;
        QVERIFY(!get());
        m_bytes = safetensors({{u"big"_s, {5, 1024, 1024}}}, {}, 'n');
        m_server->body = m_bytes;
        m_server->etag = "\"two\"";
        // The address and the hash name the new file now, so the half of the old one is not used.
        const auto model = get();
        QVERIFY(model);
        QCOMPARE(read(model->path), m_bytes);
    }

    void serverWithoutRangesIsReadFromTheStart()
    {
        m_server->breakAfter = 4'000'000;
        QVERIFY(!get());
        m_server->etag = "\"another\"";
        const auto model = get();
        QVERIFY(model);
        QCOMPARE(m_server->ranges.size(), 1);
        QCOMPARE(read(model->path), m_bytes);
    }

    void doesNotBelieveAnotherRange()
    {
        m_server->breakAfter = 4'000'000;
        QVERIFY(!get());
        m_server->liesAboutRange = true;
        const auto model = get();
        QVERIFY2(model, model ? "" : qPrintable(model.error().code.toString()));
        QCOMPARE(read(model->path), m_bytes);
    }

    void deletesWhatHasAnotherHash()
    {
        const auto model = wait(library().download(m_server->url(), QString(64, u'0'), u"m.safetensors"_s));
        QVERIFY(!model && model.error().code == errors::DownloadMismatch);
        QCOMPARE(model.error().args.value(u"found"_s).toString(), hashOf(m_bytes));
        QVERIFY(!QFile::exists(target()) && !QFile::exists(target() + u".part"_s));
        QVERIFY(library().models().isEmpty());
    }

    void deletesWhatIsNoModel()
    {
        m_bytes = QByteArray("PK\x03\x04\x00\x00\x08\x08\x00\x00", 10) + QByteArray(1000, 'p');
        m_server->body = m_bytes;
        const auto model = get();
        QVERIFY(!model && model.error().code == errors::ModelPickle);
        QVERIFY(!QFile::exists(target()) && !QFile::exists(target() + u".part"_s));
    }

    void readsNoMoreThanAllowed()
    {
        const auto known = wait(library().download(m_server->url(), hashOf(m_bytes), u"m.safetensors"_s, 1000));
        QVERIFY(!known && known.error().code == errors::TooLarge);
        m_server->tellsLength = false;
        const auto unknown = wait(library().download(m_server->url(), hashOf(m_bytes), u"m.safetensors"_s, 1'000'000));
        QVERIFY(!unknown && unknown.error().code == errors::TooLarge);
        QVERIFY(QFileInfo(target() + u".part"_s).size() <= 1'000'000);
    }

    void worksWithoutALength()
    {
        m_server->tellsLength = false;
        const auto model = get();
        QVERIFY(model);
        QCOMPARE(read(model->path), m_bytes);
    }

    void tellsRefusals()
    {
        m_server->status = 403;
        const auto model = get();
        QVERIFY(!model && model.error().code == errors::DownloadRefused);
        QCOMPARE(model.error().args.value(u"status"_s).toInt(), 403);
        m_server->close();
        const auto closed = get();
        QVERIFY(!closed && closed.error().code == errors::DownloadBroken);
    }

    void followsRedirectsToAllowedPlacesOnly()
    {
        m_server->redirectTo = m_server->url().toEncoded() + "/other";
        QVERIFY(get());
        m_server->redirectTo = "http://192.0.2.1/somewhere";
        const auto model = wait(library().download(m_server->url(), hashOf(m_bytes), u"n.safetensors"_s));
        QVERIFY(!model);
        QVERIFY2(model.error().code == errors::DownloadAddress, qPrintable(model.error().code.toString()));
    }

    void asksOnlyAllowedAddresses()
    {
        QVERIFY(isAllowedAddress(QUrl(u"https://example.org/m.safetensors"_s)));
        QVERIFY(isAllowedAddress(QUrl(u"http://localhost:8000/m"_s)));
        QVERIFY(isAllowedAddress(QUrl(u"http://[::1]/m"_s)));
        for (const QString &bad : {u"http://example.org/m"_s, u"file:///etc/passwd"_s, u"ftp://example.org/m"_s, u""_s,
                                   u"https://user:secret@example.org/m"_s})
            QVERIFY(!isAllowedAddress(QUrl(bad)));
        const auto model = wait(library().download(QUrl(u"http://example.org/m"_s), hashOf(m_bytes), u"m.gguf"_s));
        QVERIFY(!model && model.error().code == errors::DownloadAddress);
    }

    void asksForAHashAndAName()
    {
        const auto hash = wait(library().download(m_server->url(), u"abc"_s, u"m.safetensors"_s));
        QVERIFY(!hash && hash.error().code == errors::DownloadHash);
        for (const QString &bad : {u"../m.safetensors"_s, u".hidden.gguf"_s, u"m.exe"_s, u"a/b.gguf"_s, u""_s}) {
            const auto name = wait(library().download(m_server->url(), hashOf(m_bytes), bad));
            QVERIFY(!name && name.error().code == errors::InvalidArgument);
        }
    }

    void cancels()
    {
        m_server->stalls = true;
        m_server->breakAfter = 3'000'000;
        auto task = library().download(m_server->url(), hashOf(m_bytes), u"m.safetensors"_s);
        QSignalSpy progress(m_bench->library.get(), &ModelLibrary::downloadProgress);
        QVERIFY(QTest::qWaitFor([&] { return !progress.isEmpty(); }, 30'000));
        const auto second = wait(library().download(m_server->url(), hashOf(m_bytes), u"m.safetensors"_s));
        QVERIFY(!second && second.error().code == errors::ModelBusy);
        library().cancelDownload(u"m.safetensors"_s);
        const auto stopped = wait(std::move(task));
        QVERIFY(!stopped && stopped.error().code == errors::Cancelled);
        m_server->stalls = false;
        QVERIFY(get());
    }

    void givesUpOnSilence()
    {
        m_server->stalls = true;
        m_server->breakAfter = 1000;
        QNetworkAccessManager http;
        QThreadPool pool;
        DownloadOrder order;
        order.url = m_server->url();
        order.sha256 = hashOf(m_bytes);
        order.path = m_bench->folder.filePath(u"silent.part"_s);
        order.maxBytes = 1'000'000'000;
        Downloader downloader(order, http, pool);
        downloader.setIdleTimeout(200);
        const auto result = wait(downloader.run());
        QVERIFY(!result && result.error().code == errors::DownloadBroken);
        QCOMPARE(result.error().args.value(u"reason"_s).toString(), u"timeout"_s);
    }

    void diesWhileItLoads()
    {
        m_server->stalls = true;
        m_server->breakAfter = 3'000'000;
        QSignalSpy progress(m_bench->library.get(), &ModelLibrary::downloadProgress);
        auto task = library().download(m_server->url(), hashOf(m_bytes), u"m.safetensors"_s);
        QVERIFY(QTest::qWaitFor([&] { return !progress.isEmpty(); }, 30'000));
        m_bench->library.reset();
        const auto result = wait(std::move(task));
        QVERIFY(!result && result.error().code == errors::Cancelled);
    }

private:
    [[nodiscard]] ModelLibrary &library() { return *m_bench->library; }
    Result<Model> get() { return wait(library().download(m_server->url(), hashOf(m_bytes), u"m.safetensors"_s)); }
    [[nodiscard]] QString target() const { return m_bench->folder.filePath(u"library/downloads/m.safetensors"_s); }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QByteArray m_bytes;
    std::unique_ptr<FileServer> m_server;
    std::unique_ptr<LibraryBench> m_bench;
};

} // namespace

QTEST_GUILESS_MAIN(TestDownload)
#include "test_download.moc"
