// ain-engine as a child of a test, spoken to by its protocol, with waiting that a test may do.
#pragma once

#include "gpu/engine/protocol/framesocket.h"
#include "gpu/engine/protocol/messages.h"

#include <QElapsedTimer>
#include <QFile>
#include <QStringList>

#include <array>
#include <csignal>
#include <deque>
#include <optional>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ain::engine::test {

struct Heard {
    Event event;
    std::vector<UniqueFd> descriptors;
};

class EngineProcess {
public:
    static constexpr int WaitMs = 120'000; ///< a bound against hanging, not a measure

    EngineProcess(const QString &program, const QStringList &arguments)
    {
        auto ends = FrameSocket::makePair();
        m_socket.emplace(std::move(ends->first));
        QByteArrayList words = {QFile::encodeName(program), "--fd", "3"};
        for (const QString &argument : arguments)
            words.append(QFile::encodeName(argument));
        std::vector<char *> pointers;
        for (QByteArray &word : words)
            pointers.push_back(word.data());
        pointers.push_back(nullptr);
        const int childEnd = ends->second.get();
        m_pid = ::fork();
        if (m_pid == 0) {
            if (childEnd == 3)
                ::fcntl(3, F_SETFD, 0);
            else
                ::dup2(childEnd, 3);
            ::execv(pointers.front(), pointers.data());
            ::_exit(127);
        }
    }
    EngineProcess(const EngineProcess &) = delete;
    EngineProcess &operator=(const EngineProcess &) = delete;
    ~EngineProcess()
    {
        if (m_pid > 0) {
            ::kill(m_pid, SIGKILL);
            (void)wait();
        }
    }

    [[nodiscard]] pid_t pid() const { return m_pid; }
    void send(const Command &command, std::vector<UniqueFd> descriptors = {})
    {
        (void)m_socket->send(encode(command), std::move(descriptors));
        while (m_socket->hasPending() && m_socket->flush().has_value()) {
            pollfd watched{.fd = m_socket->fd(), .events = POLLOUT, .revents = 0};
            ::poll(&watched, 1, WaitMs);
        }
    }
    void sendRaw(const QByteArray &bytes)
    {
        (void)!::write(m_socket->fd(), bytes.constData(), std::size_t(bytes.size()));
    }
    void closeConnection() { m_socket.reset(); }

    /// The next event; nothing when the engine is gone or silent.
    [[nodiscard]] std::optional<Heard> next(int waitMs = WaitMs)
    {
        QElapsedTimer timer;
        timer.start();
        while (m_heard.empty() && m_socket && timer.elapsed() < waitMs) {
            pollfd watched{.fd = m_socket->fd(), .events = POLLIN, .revents = 0};
            ::poll(&watched, 1, int(waitMs - timer.elapsed()));
            auto packets = m_socket->receive();
            if (!packets)
                return std::nullopt;
            for (Packet &packet : *packets) {
                auto event = decodeEvent(packet.payload);
                if (!event)
                    return std::nullopt;
                m_heard.push_back({*std::move(event), std::move(packet.descriptors)});
            }
        }
        if (m_heard.empty())
            return std::nullopt;
        Heard heard = std::move(m_heard.front());
        m_heard.pop_front();
        return heard;
    }
    /// The next event of this kind; what comes before goes to `skipped`. A failure ends the waiting.
    template<typename T>
    [[nodiscard]] std::optional<Heard> waitFor(std::vector<Event> *skipped = nullptr)
    {
        while (auto heard = next()) {
            if (std::holds_alternative<T>(heard->event))
                return heard;
            if (skipped != nullptr)
                skipped->push_back(heard->event);
            if (std::holds_alternative<FailedEvent>(heard->event))
                return std::nullopt;
        }
        return std::nullopt;
    }

    /// Exit code, or minus the signal.
    [[nodiscard]] int wait()
    {
        int status = 0;
        if (m_pid <= 0 || ::waitpid(m_pid, &status, 0) != m_pid)
            return -1000;
        m_pid = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }

private:
    std::optional<FrameSocket> m_socket;
    std::deque<Heard> m_heard;
    pid_t m_pid = -1;
};

} // namespace ain::engine::test
