#include "gpu/share/guard/clockwatch.h"

#include <QSocketNotifier>

#include <cerrno>
#include <cstdint>
#include <ctime>

#include <sys/timerfd.h>
#include <unistd.h>

namespace ain::share {

namespace {

constexpr time_t FarAwayS = 10 * 365 * 24 * 3600;

} // namespace

ClockWatch::ClockWatch() : m_fd(::timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC))
{
    if (m_fd < 0)
        return;
    arm();
    m_notifier = std::make_unique<QSocketNotifier>(m_fd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        std::uint64_t count = 0;
        const ssize_t got = ::read(m_fd, &count, sizeof(count));
        const bool wasSet = got < 0 && errno == ECANCELED;
        arm();
        if (wasSet)
            Q_EMIT clockSet();
    });
}

ClockWatch::~ClockWatch()
{
    m_notifier.reset();
    if (m_fd >= 0)
        ::close(m_fd);
}

void ClockWatch::arm()
{
    itimerspec when{};
    when.it_value.tv_sec = ::time(nullptr) + FarAwayS;
    (void)::timerfd_settime(m_fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, nullptr);
}

} // namespace ain::share
