// What the program does with the desktop around it: one window per data directory, starting with the session, settings
// that were damaged, QR codes in pictures.
#include "app/qr/qrreader.h"
#include "app/services/autostart.h"
#include "app/services/settingsstore.h"
#include "app/services/singleinstance.h"

#include <QBuffer>
#include <QDir>
#include <QGuiApplication>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <qrencode.h>

using namespace ain;
using namespace ain::app;
using namespace Qt::StringLiterals;

namespace {

const QString Link = u"ain:0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96?amount=1.5&network=practice"_s;

QImage codeOf(const QString &text, int scale = 4, Qt::GlobalColor ground = Qt::white)
{
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString(text.toUtf8().constData(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free);
    const int quiet = 4;
    const int side = (code->width + 2 * quiet) * scale;
    QImage picture(side, side, QImage::Format_ARGB32);
    picture.fill(ground);
    QPainter painter(&picture);
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x) {
            if ((code->data[y * code->width + x] & 1) != 0)
                painter.fillRect((x + quiet) * scale, (y + quiet) * scale, scale, scale, Qt::black);
        }
    }
    return picture;
}

QByteArray fileOf(const QImage &picture, const char *kind)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!picture.save(&buffer, kind))
        qFatal("no %s", kind);
    return bytes;
}

/// One line to the socket, and its answer.
QByteArray talk(const QString &directory, const QByteArray &line)
{
    QLocalSocket socket;
    socket.connectToServer(instanceSocket(directory));
    if (!QTest::qWaitFor([&] { return socket.state() == QLocalSocket::ConnectedState; }, 3000))
        return "unreachable";
    socket.write(line);
    if (!QTest::qWaitFor([&] { return socket.canReadLine() || socket.state() == QLocalSocket::UnconnectedState; },
                         5000))
        return "silent";
    return socket.readLine().trimmed();
}

class TestDesktop : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    [[nodiscard]] QString data() const { return m_dir.filePath(u"data"_s); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        QVERIFY(QDir().mkpath(m_dir.filePath(u"run"_s)));
        qputenv("XDG_RUNTIME_DIR", m_dir.filePath(u"run"_s).toUtf8());
    }

    void aSecondStartHandsItsLinkOver()
    {
        auto first = InstanceServer::take(data());
        QVERIFY(first);
        QVERIFY((*first)->isListening());
        QVERIFY(instanceSocket(data()).startsWith(m_dir.filePath(u"run"_s)));
        const auto second = InstanceServer::take(data());
        QVERIFY(!second);
        QCOMPARE(second.error().code, errors::FileLocked);
        QVERIFY(InstanceServer::take(m_dir.filePath(u"elsewhere"_s))); // another data directory, another window

        QSignalSpy raised(first->get(), &InstanceServer::raiseWanted);
        QSignalSpy opened(first->get(), &InstanceServer::linkOpened);
        for (const QString &link : {Link, QString()}) {
            InstanceClient client(data(), link);
            QSignalSpy answered(&client, &InstanceClient::handedOver);
            QTRY_COMPARE(answered.count(), 1);
        }
        QCOMPARE(raised.count(), 2);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().first().toString(), Link);
    }

    void nothingElseCanBeAskedFor()
    {
        auto first = InstanceServer::take(data());
        QVERIFY(first);
        QSignalSpy raised(first->get(), &InstanceServer::raiseWanted);
        QSignalSpy opened(first->get(), &InstanceServer::linkOpened);
        for (const QByteArray &line :
             {QByteArray("quit\n"), QByteArray("open http://example.org\n"), QByteArray("open \n"), QByteArray("\n"),
              QByteArray("open ain:\xff\xfe\n"), QByteArray("RAISE\n"), QByteArray("raise now\n")})
            QCOMPARE(talk(data(), line), QByteArray("no"));
        // Endless without an end of line: cut off, not collected.
        QVERIFY(talk(data(), QByteArray(100'000, 'a')) != "ok");
        QCOMPARE(raised.count(), 0);
        QCOMPARE(opened.count(), 0);
        QCOMPARE(talk(data(), "raise\n"), QByteArray("ok"));
    }

    void whatAKilledOneLeftIsNoObstacle()
    {
        QFile stale(instanceSocket(data()));
        QVERIFY(stale.open(QIODevice::WriteOnly));
        stale.close();
        auto next = InstanceServer::take(data());
        QVERIFY(next);
        QVERIFY((*next)->isListening());
    }

    void aSilentOneIsTold()
    {
        const QString directory = m_dir.filePath(u"silent"_s);
        QVERIFY(QDir().mkpath(directory));
        InstanceClient client(directory, {});
        QSignalSpy silent(&client, &InstanceClient::silent);
        QTRY_COMPARE(silent.count(), 1);
    }

    void startsWithTheSession()
    {
        const QString folder = m_dir.filePath(u"config/autostart"_s);
        const AutoStart start(folder, u"/opt/my programs/ain-studio"_s,
                              {u"--minimised"_s, u"--data"_s, u"/a$b\"c%d"_s});
        QVERIFY(!start.isOn());
        QVERIFY(start.set(true));
        QVERIFY(start.isOn());
        QFile file(start.file());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray entry = file.readAll();
        file.close();
        QVERIFY(entry.startsWith("[Desktop Entry]\n"));
        QVERIFY(
            entry.contains("Exec=\"/opt/my programs/ain-studio\" \"--minimised\" \"--data\" \"/a\\\\$b\\\\\"c%%d\"\n"));
        // Switched off by the desktop's own settings.
        QVERIFY(file.open(QIODevice::Append));
        file.write("Hidden=true\n");
        file.close();
        QVERIFY(!start.isOn());
        QVERIFY(start.set(true));
        QVERIFY(start.isOn());
        QVERIFY(start.set(false));
        QVERIFY(!start.isOn());
        QVERIFY(start.set(false));
        QVERIFY(!QFile::exists(start.file()));
    }

    void damagedSettingsAreKeptAside()
    {
        const QString file = m_dir.filePath(u"settings.json"_s);
        for (int i = 1; i <= 3; ++i) {
            QFile broken(file);
            QVERIFY(broken.open(QIODevice::WriteOnly));
            broken.write("{\"theme\": \"da" + QByteArray::number(i));
            broken.close();
            SettingsStore store(file);
            QVERIFY(store.loadError());
            const QString aside = store.loadError()->args.value(u"path"_s).toString();
            QCOMPARE(aside, file + (i == 1 ? u".damaged"_s : u".damaged-%1"_s.arg(i)));
            QFile kept(aside);
            QVERIFY(kept.open(QIODevice::ReadOnly));
            QVERIFY(kept.readAll().endsWith(QByteArray::number(i)));
            QVERIFY(store.value(u"theme").isNull());
            QVERIFY(store.set(u"theme"_s, u"dark"_s));
        }
        QVERIFY(!SettingsStore(file).loadError());
    }

    void safeModeNeitherReadsNorWrites()
    {
        const QString file = m_dir.filePath(u"safe.json"_s);
        QVERIFY(SettingsStore(file).set(u"theme"_s, u"dark"_s));
        SettingsStore safe(file, SettingsStore::Mode::Defaults);
        QVERIFY(safe.value(u"theme").isNull());
        QVERIFY(safe.set(u"theme"_s, u"light"_s));
        QCOMPARE(safe.value(u"theme").toString(), u"light"_s);
        QCOMPARE(SettingsStore(file).value(u"theme").toString(), u"dark"_s);
    }

    void readsCodesInPictures()
    {
        const QImage picture = codeOf(Link);
        for (const char *kind : {"PNG", "BMP", "JPG"}) {
            const auto texts = readQrBytes(fileOf(picture, kind));
            QVERIFY2(texts, kind);
            QCOMPARE(*texts, QStringList{Link});
        }
        // On nothing at all, as drawings are copied.
        QCOMPARE(*readQr(codeOf(Link, 5, Qt::transparent)), QStringList{Link});
        // Somewhere in a page, and two of them.
        QImage page(1400, 900, QImage::Format_RGB32);
        page.fill(Qt::white);
        QPainter painter(&page);
        painter.drawImage(60, 420, codeOf(Link, 5));
        painter.drawImage(800, 100, codeOf(u"AINQ1/X"_s, 6));
        painter.end();
        QStringList both = *readQr(page);
        both.sort();
        QCOMPARE(both, QStringList({u"AINQ1/X"_s, Link}));
    }

    void refusesOtherPictures()
    {
        QImage blank(200, 200, QImage::Format_RGB32);
        blank.fill(Qt::white);
        QCOMPARE(readQr(blank).error().code, errors::QrNothing);
        QCOMPARE(readQr(QImage()).error().code, errors::QrPicture);
        const QByteArray svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>";
        for (const QByteArray &bad :
             {QByteArray(), QByteArray("hello"), svg, QByteArray("GIF89a"), QByteArray("BM"),
              QByteArray("\x89PNG\r\n\x1a\n"), QByteArray("RIFF0000WEBP"), fileOf(codeOf(Link), "PNG").left(60)})
            QCOMPARE(readQrBytes(bad).error().code, errors::QrPicture);
        // A few bytes that promise a picture of gigabytes.
        QImage wide(MaxQrPictureSide + 1, 1, QImage::Format_Mono);
        wide.fill(1);
        QCOMPARE(readQrBytes(fileOf(wide, "PNG")).error().code, errors::QrTooLarge);
        QCOMPARE(readQrBytes(QByteArray(MaxQrPictureBytes + 1, 'B')).error().code, errors::QrTooLarge);
        QCOMPARE(readQrFile(m_dir.filePath(u"absent.png"_s)).error().code, errors::FileRead);
    }
};

} // namespace

QTEST_MAIN(TestDesktop)
#include "test_desktop.moc"
