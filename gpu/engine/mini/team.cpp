#include "gpu/engine/mini/team.h"

#include "gpu/engine/mini/functions.h"

#include <algorithm>

namespace ain::engine::mini {

Team::Team(int threads)
{
    constexpr int Most = 16; // more would wait for one another
    for (int i = 1; i < std::min(threads, Most); ++i)
        m_helpers.emplace_back([this] { help(); });
}

Team::~Team()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
    }
    m_begin.notify_all();
    for (std::thread &helper : m_helpers)
        helper.join();
}

void Team::takePieces()
{
    for (int piece = m_next++; piece < m_count; piece = m_next++)
        (*m_work)(piece);
}

void Team::run(int count, const std::function<void(int)> &work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_work = &work;
        m_count = count;
        m_next = 0;
        m_helping = int(m_helpers.size());
        ++m_round;
    }
    m_begin.notify_all();
    takePieces();
    std::unique_lock lock(m_mutex);
    m_end.wait(lock, [this] { return m_helping == 0; });
}

void Team::help()
{
    const PlainArithmetic plain;
    unsigned seen = 0;
    std::unique_lock lock(m_mutex);
    while (true) {
        m_begin.wait(lock, [&] { return m_isOver || m_round != seen; });
        if (m_isOver)
            return;
        seen = m_round;
        lock.unlock();
        takePieces();
        lock.lock();
        if (--m_helping == 0)
            m_end.notify_one();
    }
}

} // namespace ain::engine::mini
