#include "gpu/engine/program/session.h"

#include "gpu/engine/protocol/errors.h"

#include <array>
#include <cerrno>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace ain::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr int QuitCode = 0;
constexpr int BrokenCode = 5; // the app spoke nonsense

} // namespace

Session::Session(UniqueFd connection, HelloEvent hello, std::vector<std::unique_ptr<Painter>> painters,
                 MemoryMeter memory)
    : m_socket(std::move(connection)),
      m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      m_hello(std::move(hello)),
      m_painters(std::move(painters)),
      m_memory(std::move(memory))
{
}

Session::~Session() = default;

void Session::send(const Event &event, std::vector<UniqueFd> descriptors)
{
    const QByteArray payload = encode(event);
    const std::lock_guard lock(m_mutex);
    // An app that does not read, or is gone: the listening thread will see it.
    (void)m_socket.send(payload, std::move(descriptors));
    if (m_socket.hasPending()) {
        const quint64 one = 1;
        (void)!::write(m_wake.get(), &one, sizeof one);
    }
}

int Session::run()
{
    m_worker = std::thread([this] { work(); });
    send(m_hello);
    int code = QuitCode;
    for (bool isGoingOn = true; isGoingOn;) {
        std::array<pollfd, 2> watched = {pollfd{.fd = m_socket.fd(), .events = POLLIN, .revents = 0},
                                         pollfd{.fd = m_wake.get(), .events = POLLIN, .revents = 0}};
        {
            const std::lock_guard lock(m_mutex);
            if (m_socket.hasPending())
                watched[0].events |= POLLOUT;
        }
        if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR)
            break;
        if ((watched[1].revents & POLLIN) != 0) {
            quint64 count = 0;
            (void)!::read(m_wake.get(), &count, sizeof count);
        }
        {
            const std::lock_guard lock(m_mutex);
            if (!m_socket.flush())
                break;
        }
        if ((watched[0].revents & (POLLIN | POLLHUP | POLLERR)) == 0)
            continue;
        auto packets = m_socket.receive();
        if (!packets) {
            code = packets.error().code == errors::EngineClosed ? QuitCode : BrokenCode;
            break;
        }
        for (Packet &packet : *packets)
            isGoingOn = isGoingOn && handle(std::move(packet));
    }
    bool isBusy = false;
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
        isBusy = m_job != nullptr;
    }
    m_hasWork.notify_all();
    if (isBusy)
        ::_exit(code); // the job thread is inside the library; nothing here needs tidying up
    m_worker.join();
    return code;
}

bool Session::waitForWork()
{
    std::unique_lock lock(m_mutex);
    m_hasWork.wait(lock, [this] { return m_job != nullptr || m_isUnloadWanted || m_isEnding; });
    return !m_isEnding;
}

void Session::work()
{
    while (waitForWork()) {
        std::shared_ptr<Job> job;
        bool isUnloadWanted = false;
        {
            const std::lock_guard lock(m_mutex);
            job = m_job;
            isUnloadWanted = std::exchange(m_isUnloadWanted, false);
        }
        if (isUnloadWanted) {
            for (const auto &painter : m_painters)
                painter->unload();
            {
                const std::lock_guard lock(m_mutex);
                m_model.clear();
            }
            send(UnloadedEvent{});
        }
        if (job == nullptr)
            continue;
        if (!job->model().isEmpty()) {
            const std::lock_guard lock(m_mutex);
            m_model = job->model();
        }
        // The end is told after the job is off the table, so that who hears it may ask for the next one at once.
        std::vector<std::pair<Event, std::vector<UniqueFd>>> last;
        job->run(m_painters, m_memory, [&last](const Event &event, std::vector<UniqueFd> descriptors) {
            last.emplace_back(event, std::move(descriptors));
        });
        {
            const std::lock_guard lock(m_mutex);
            m_job.reset();
        }
        for (auto &[event, descriptors] : last)
            send(event, std::move(descriptors));
    }
}

bool Session::handle(Packet packet)
{
    auto command = decodeCommand(packet.payload);
    if (!command) {
        // A job's error is told to the job; who can't be answered by name gets a log line.
        send(LogEvent{.level = 3, .text = command.error().args.value(u"what"_s).toString()});
        send(FailedEvent{.code = command.error().code.toString(),
                         .what = command.error().args.value(u"what"_s).toString()});
        return true;
    }
    if (std::holds_alternative<QuitCommand>(*command))
        return false;
    if (std::holds_alternative<HelloCommand>(*command)) {
        send(m_hello);
    } else if (std::holds_alternative<StatusCommand>(*command)) {
        send(status());
    } else if (const auto *cancel = std::get_if<CancelCommand>(&*command)) {
        const std::lock_guard lock(m_mutex);
        if (m_job != nullptr && m_job->name() == cancel->job)
            m_job->cancel();
    } else if (std::holds_alternative<UnloadCommand>(*command)) {
        {
            const std::lock_guard lock(m_mutex);
            m_isUnloadWanted = true; // after the running job, if there is one
        }
        m_hasWork.notify_all();
    } else {
        start(*std::move(command), std::move(packet.descriptors));
    }
    return true;
}

void Session::start(Command command, std::vector<UniqueFd> pictures)
{
    auto job = std::make_shared<Job>(
        std::move(command), std::move(pictures),
        [this](const Event &event, std::vector<UniqueFd> descriptors) { send(event, std::move(descriptors)); });
    {
        const std::lock_guard lock(m_mutex);
        if (m_job == nullptr)
            m_job = std::exchange(job, nullptr);
    }
    if (job != nullptr)
        send(FailedEvent{.job = job->name(), .code = ErrorCode(errors::EngineBusy).toString()});
    m_hasWork.notify_all();
}

StatusEvent Session::status()
{
    const std::lock_guard lock(m_mutex);
    StatusEvent event{.state = u"idle"_s,
                      .model = m_model,
                      .residentBytes = m_memory.residentBytes(),
                      .peakBytes = MemoryMeter::peakBytes()};
    const auto age = std::chrono::steady_clock::now() - m_start;
    event.uptimeMs = std::chrono::duration_cast<std::chrono::milliseconds>(age).count();
    if (m_job != nullptr) {
        event.state = m_job->isLoading() ? u"loading"_s : u"busy"_s;
        event.job = m_job->name();
    }
    return event;
}

} // namespace ain::engine
