// A D-Bus daemon of the test's own: nothing of the real session is heard or told.
#pragma once

#include <QProcess>
#include <QStandardPaths>
#include <QString>

namespace ain::test {

class PrivateBus {
public:
    ~PrivateBus()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }

    /// Empty, or why there is none: a reason to skip.
    [[nodiscard]] QString start()
    {
        const QString daemon = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (daemon.isEmpty())
            return QStringLiteral("dbus-daemon is not installed");
        m_process.start(daemon,
                        {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
        if (!m_process.waitForStarted() || !m_process.waitForReadyRead(10'000))
            return QStringLiteral("a private bus does not start here");
        m_address = QString::fromLatin1(m_process.readLine()).trimmed();
        return {};
    }
    [[nodiscard]] const QString &address() const { return m_address; }

private:
    QProcess m_process;
    QString m_address;
};

} // namespace ain::test
