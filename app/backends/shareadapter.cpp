#include "app/backends/shareadapter.h"

namespace ain::app {

ShareAdapter::ShareAdapter(Services &services) : m_sharing(services.sharing())
{
    connect(&m_sharing, &Sharing::changed, this, &ShareAdapter::changed);
}

share::Verdict ShareAdapter::verdict() const { return m_sharing.guard().verdict(); }

share::Settings ShareAdapter::settings() const { return m_sharing.guard().settings(); }

void ShareAdapter::setSettings(const share::Settings &settings) { m_sharing.guard().setSettings(settings); }

void ShareAdapter::turnOn() { m_sharing.guard().turnOn(); }

void ShareAdapter::turnOff() { m_sharing.guard().turnOff(); }

void ShareAdapter::finishThenStop() { m_sharing.guard().finishThenStop(); }

void ShareAdapter::snooze(qint64 ms) { m_sharing.guard().snooze(ms); }

void ShareAdapter::snoozeUntilStarted() { m_sharing.guard().snoozeUntilStarted(); }

void ShareAdapter::endPause() { m_sharing.guard().endPause(); }

void ShareAdapter::panic() { m_sharing.guard().panic(); }

void ShareAdapter::setWatched(bool isWatched) { m_sharing.guard().setWatched(isWatched); }

std::optional<share::Percentiles> ShareAdapter::computeTimes() const
{
    return m_sharing.ladder().history().percentiles(&share::YieldTimes::computeMs);
}

std::optional<share::Percentiles> ShareAdapter::memoryTimes() const
{
    return m_sharing.ladder().history().percentiles(&share::YieldTimes::memoryMs);
}

std::optional<Error> ShareAdapter::error() const { return m_sharing.lastError(); }

} // namespace ain::app
