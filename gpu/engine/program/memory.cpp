#include "gpu/engine/program/memory.h"

#include <array>
#include <cstdlib>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace ain::engine {

MemoryMeter::MemoryMeter() : m_statm(::open("/proc/self/statm", O_RDONLY | O_CLOEXEC))
{
    const qint64 page = ::sysconf(_SC_PAGESIZE);
    m_total = ::sysconf(_SC_PHYS_PAGES) * page;
    m_free = ::sysconf(_SC_AVPHYS_PAGES) * page;
}

qint64 MemoryMeter::residentBytes() const
{
    std::array<char, 128> text{};
    const ssize_t count = ::pread(m_statm.get(), text.data(), text.size() - 1, 0);
    if (count <= 0)
        return 0;
    char *end = nullptr;
    (void)std::strtoll(text.data(), &end, 10); // total size
    return std::strtoll(end, nullptr, 10) * ::sysconf(_SC_PAGESIZE);
}

qint64 MemoryMeter::peakBytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return qint64(usage.ru_maxrss) * 1024;
}

} // namespace ain::engine
