#include "core/vault/trylimiter.h"

#include "core/json/parser.h"
#include "core/json/writer.h"
#include "core/vault/files.h"

#include <algorithm>

namespace ain::vault {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 MaxDelayMs = 15 * 60 * 1000;

qint64 delayMs(int failures)
{
    if (failures < TryLimiter::FreeTries)
        return 0;
    return std::min(MaxDelayMs, 5000ll << std::min(failures - TryLimiter::FreeTries, 16));
}
} // namespace

TryLimiter::TryLimiter(QString file, const Clock &clock) : m_file(std::move(file)), m_clock(clock) { }

qint64 TryLimiter::secondsToWait()
{
    read();
    const qint64 delay = delayMs(m_failures);
    if (delay == 0)
        return 0;
    const qint64 now = m_clock.nowMs();
    if (now < m_lastMs) {
        // The clock was set back: begin the delay anew, or it could last for years.
        m_lastMs = now;
        write();
    }
    return std::max<qint64>(0, (m_lastMs + delay - now + 999) / 1000);
}

void TryLimiter::begin()
{
    read();
    m_failures += 1;
    m_lastMs = m_clock.nowMs();
    write();
}

void TryLimiter::succeeded()
{
    m_failures = 0;
    m_lastMs = 0;
    QFile::remove(m_file);
}

void TryLimiter::withdraw()
{
    m_failures = std::max(0, m_failures - 1);
    if (m_failures == 0)
        QFile::remove(m_file);
    else
        write();
}

void TryLimiter::read()
{
    const auto bytes = readBounded(m_file, 4096);
    if (!bytes)
        return;
    const auto value = json::parse(*bytes, {.maxBytes = 4096, .maxDepth = 4, .maxValues = 16});
    if (!value)
        return;
    const qint64 failures = std::clamp<qint64>((*value)[u"failures"].toInteger(), 0, 1000);
    if (failures > m_failures) {
        m_failures = int(failures);
        m_lastMs = (*value)[u"lastMs"].toInteger();
    }
}

void TryLimiter::write()
{
    const json::Object document{{u"version"_s, 1}, {u"failures"_s, m_failures}, {u"lastMs"_s, m_lastMs}};
    // A full disk must not keep the owner out; the count then lives as long as the process.
    [[maybe_unused]] const auto written = writeAtomically(m_file, json::canonical(json::Value(document)));
}

} // namespace ain::vault
