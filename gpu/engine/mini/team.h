// A few threads that share out numbered pieces of work.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace ain::engine::mini {

/// One caller at a time; the caller works along. Which thread does a piece must not matter to its result.
class Team {
public:
    explicit Team(int threads);
    Team(const Team &) = delete;
    Team &operator=(const Team &) = delete;
    ~Team();

    /// Calls `work` with 0 … count-1, each once, and returns when all are done.
    void run(int count, const std::function<void(int)> &work);

private:
    void help();
    void takePieces();

    std::mutex m_mutex;
    std::condition_variable m_begin;
    std::condition_variable m_end;
    const std::function<void(int)> *m_work = nullptr;
    int m_count = 0;
    std::atomic<int> m_next = 0;
    unsigned m_round = 0;
    int m_helping = 0; ///< helpers that have not finished this round
    bool m_isOver = false;
    std::vector<std::thread> m_helpers;
};

} // namespace ain::engine::mini
