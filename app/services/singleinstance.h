// One window for each data directory: the first start answers, a later one hands over its payment link and ends.
#pragma once

#include "core/base/filelock.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QObject>
#include <QTimer>

#include <optional>

namespace ain {

namespace errors {
inline constexpr ErrorCode InstanceSilent{"instance.silent"}; ///< it holds the lock and does not answer; args: pid
} // namespace errors

namespace app {

/// The whole language of the socket, one line of at most MaxInstanceLine bytes: "raise" or "open ain:…", answered by
/// "ok" or "no". Nothing else can be asked for, and what is asked for only ever shows something.
inline constexpr qsizetype MaxInstanceLine = 4096;

/// Where the socket of a data directory is: in the user's runtime directory, else in the data directory itself.
[[nodiscard]] QString instanceSocket(const QString &dataDirectory);

/// The first start. Thread: main.
class InstanceServer : public QObject {
    Q_OBJECT
public:
    /// Errors: FileLocked (another one runs), FileWrite. Without a socket the program runs all the same: a later start
    /// then can't hand anything over.
    [[nodiscard]] static Result<std::unique_ptr<InstanceServer>> take(const QString &dataDirectory);
    [[nodiscard]] bool isListening() const { return m_server.isListening(); }

Q_SIGNALS:
    void raiseWanted();
    /// Begins with "ain:"; otherwise as hostile as any link.
    void linkOpened(const QString &link);

private:
    InstanceServer(FileLock lock, const QString &socket);
    void greet();
    void read(QLocalSocket *socket);

    FileLock m_lock;
    int m_open = 0;
    QLocalServer m_server;
};

/// A later start: says one line and waits a moment for the answer, on the event loop.
class InstanceClient : public QObject {
    Q_OBJECT
public:
    /// `link`: whatever followed the program's name; what is no payment link only shows the window.
    InstanceClient(const QString &dataDirectory, const QString &link);

Q_SIGNALS:
    /// One of the two, once: it was answered, or not in time (errors::InstanceSilent).
    void handedOver();
    void silent();

private:
    void end(bool answered);

    QLocalSocket m_socket;
    QTimer m_limit;
    QByteArray m_line;
    bool m_hasEnded = false;
};

} // namespace app
} // namespace ain
