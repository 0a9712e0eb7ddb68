// The conversation with the app: reads commands, runs one job at a time, keeps answering while it runs.
#pragma once

#include "gpu/engine/program/job.h"
#include "gpu/engine/program/memory.h"
#include "gpu/engine/program/painter.h"
#include "gpu/engine/protocol/framesocket.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace ain::engine {

/// The calling thread listens; a second one works. Ends with the process: a job in a library can't be stopped
/// otherwise.
class Session {
public:
    Session(UniqueFd connection, HelloEvent hello, std::vector<std::unique_ptr<Painter>> painters, MemoryMeter memory);
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;
    ~Session();

    /// Until the app says quit or is gone; the process' exit code.
    [[nodiscard]] int run();

private:
    void send(const Event &event, std::vector<UniqueFd> descriptors = {});
    void work();
    /// False: end.
    [[nodiscard]] bool handle(Packet packet);
    void start(Command command, std::vector<UniqueFd> pictures);
    [[nodiscard]] StatusEvent status();
    [[nodiscard]] bool waitForWork();

    FrameSocket m_socket;
    UniqueFd m_wake; ///< eventfd: something to send is waiting for the listening thread
    HelloEvent m_hello;
    std::vector<std::unique_ptr<Painter>> m_painters; ///< of the job thread
    MemoryMeter m_memory;
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();

    std::mutex m_mutex; ///< guards what follows, and m_socket's sending
    std::condition_variable m_hasWork;
    std::shared_ptr<Job> m_job;
    bool m_isUnloadWanted = false;
    bool m_isEnding = false;
    QString m_model;
    std::thread m_worker;
};

} // namespace ain::engine
