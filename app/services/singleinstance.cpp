#include "app/services/singleinstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#ifdef Q_OS_LINUX
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int MaxConnections = 8;
constexpr int TalkMs = 3000;
constexpr qsizetype MaxSocketPath = 100; ///< the system's limit is 107 bytes

/// Only the user's own programs; what the file's mode says already, said by the kernel.
bool isSameUser(const QLocalSocket &socket)
{
#ifdef Q_OS_LINUX
    ucred peer{};
    socklen_t size = sizeof peer;
    if (::getsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return false;
    return peer.uid == ::getuid();
#else
    Q_UNUSED(socket)
    return true;
#endif
}

QString lockFile(const QString &dataDirectory) { return dataDirectory + u"/window.lock"_s; }

QByteArray lineFor(const QString &link)
{
    const QByteArray line = "open " + link.toUtf8() + '\n';
    const bool isLink = link.startsWith(u"ain:", Qt::CaseInsensitive) && !link.contains(u'\n');
    return isLink && line.size() < MaxInstanceLine ? line : QByteArray("raise\n");
}

} // namespace

QString instanceSocket(const QString &dataDirectory)
{
    QString directory = QFileInfo(dataDirectory).canonicalFilePath();
    if (directory.isEmpty())
        directory = QDir::cleanPath(QFileInfo(dataDirectory).absoluteFilePath());
    const QByteArray digest = QCryptographicHash::hash(directory.toUtf8(), QCryptographicHash::Sha256).toHex();
    const QString name = u"ain-studio-"_s + QString::fromLatin1(digest.left(16));
#ifdef Q_OS_WIN
    return name;
#else
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    QString beside = runtime + u'/' + name;
    if (runtime.startsWith(u'/') && QFileInfo(runtime).isDir() && QFile::encodeName(beside).size() <= MaxSocketPath)
        return beside;
    return directory + u"/window.socket"_s;
#endif
}

Result<std::unique_ptr<InstanceServer>> InstanceServer::take(const QString &dataDirectory)
{
    QDir().mkpath(dataDirectory);
    auto lock = FileLock::take(lockFile(dataDirectory));
    if (!lock)
        return failure(lock.error());
    return std::unique_ptr<InstanceServer>(new InstanceServer(std::move(*lock), instanceSocket(dataDirectory)));
}

InstanceServer::InstanceServer(FileLock lock, const QString &socket) : m_lock(std::move(lock))
{
    // Whoever holds the lock owns the name: what lies there is left over from one that was killed.
    QLocalServer::removeServer(socket);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(MaxConnections);
    connect(&m_server, &QLocalServer::newConnection, this, &InstanceServer::greet);
    m_server.listen(socket);
}

void InstanceServer::greet()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        if (m_open >= MaxConnections || !isSameUser(*socket)) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        ++m_open;
        socket->setReadBufferSize(MaxInstanceLine + 1);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QObject::destroyed, this, [this] { --m_open; });
        QTimer::singleShot(TalkMs, socket, [socket] {
            socket->abort();
            socket->deleteLater();
        });
        if (socket->bytesAvailable() > 0)
            read(socket);
    }
}

void InstanceServer::read(QLocalSocket *socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() >= MaxInstanceLine)
            socket->abort();
        return;
    }
    const QByteArray line = socket->readLine(MaxInstanceLine + 1).trimmed();
    // One line is all that is listened to.
    disconnect(socket, &QLocalSocket::readyRead, this, nullptr);
    bool understood = line == "raise";
    QString link;
    if (line.startsWith("open ")) {
        link = QString::fromUtf8(line.mid(5));
        understood = link.startsWith(u"ain:", Qt::CaseInsensitive) && !link.contains(QChar::ReplacementCharacter);
    }
    socket->write(understood ? "ok\n" : "no\n");
    socket->disconnectFromServer();
    if (!understood)
        return;
    Q_EMIT raiseWanted();
    if (!link.isEmpty())
        Q_EMIT linkOpened(link);
}

InstanceClient::InstanceClient(const QString &dataDirectory, const QString &link) : m_line(lineFor(link))
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] { end(false); });
    connect(&m_socket, &QLocalSocket::connected, this, [this] { m_socket.write(m_line); });
    connect(&m_socket, &QLocalSocket::errorOccurred, this, [this] { end(m_socket.canReadLine()); });
    connect(&m_socket, &QLocalSocket::readyRead, this, [this] {
        if (m_socket.canReadLine())
            end(true);
    });
    m_limit.start(TalkMs);
    // Signals reach whoever connects to them after this constructor.
    const QString socket = instanceSocket(dataDirectory);
    QMetaObject::invokeMethod(this, [this, socket] { m_socket.connectToServer(socket); }, Qt::QueuedConnection);
}

void InstanceClient::end(bool answered)
{
    if (m_hasEnded)
        return;
    m_hasEnded = true;
    m_limit.stop();
    // "no" is an answer too: the window is there and would not take this link, which its own page would say as well.
    if (answered)
        Q_EMIT handedOver();
    else
        Q_EMIT silent();
}

} // namespace ain::app
