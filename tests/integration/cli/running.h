// A command that goes on until it is stopped, as a process of its own.
#pragma once

#include "clirun.h"

#include <csignal>

namespace ain::test {

/// Says one line of JSON when it is ready.
class Running {
public:
    explicit Running(const QStringList &line)
    {
        m_process.start(QStringLiteral(AIN_CLI), line);
        if (QTest::qWaitFor([this] { return m_process.canReadLine(); }, 120'000))
            first = json::parse(m_process.readLine()).value_or(json::Value());
    }
    ~Running() { kill(); }
    Q_DISABLE_COPY_MOVE(Running)

    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    void interrupt() const { ::kill(pid_t(m_process.processId()), SIGINT); }
    [[nodiscard]] bool hasEnded() { return m_process.waitForFinished(60'000) && m_process.exitCode() == 0; }
    /// What it says at the end.
    [[nodiscard]] QByteArray interrupted()
    {
        interrupt();
        m_process.waitForFinished(60'000);
        return m_process.readAllStandardOutput();
    }
    /// Waits for a line with this text.
    [[nodiscard]] bool says(const QByteArray &text)
    {
        return QTest::qWaitFor(
            [this, text] {
                m_said += m_process.readAllStandardOutput();
                return m_said.contains(text);
            },
            120'000);
    }

    json::Value first;

private:
    QProcess m_process;
    QByteArray m_said;
};

} // namespace ain::test
