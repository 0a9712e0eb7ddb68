#include "gpu/share/guard/bestsource.h"

namespace ain::share {

namespace {

/// UPower tells of mains by an event and not how full the battery is; the slower source knows that.
Observation completed(Observation best, const Observation &other)
{
    auto *supply = std::get_if<SupplySeen>(&best.seen);
    const auto *more = std::get_if<SupplySeen>(&other.seen);
    if (supply != nullptr && more != nullptr && !supply->percent)
        supply->percent = more->percent;
    return best;
}

} // namespace

BestSource::BestSource(SensorId id, std::vector<std::unique_ptr<Source>> sources) : m_id(id)
{
    for (auto &source : sources)
        m_sources.push_back({.source = std::move(source)});
}

void BestSource::start()
{
    for (One &one : m_sources) {
        connect(one.source.get(), &Source::observed, this, [this, &one](const Observation &observation) {
            one.last = observation;
            tell();
        });
    }
    for (const One &one : m_sources)
        one.source->start();
}

void BestSource::setNeeded(bool isNeeded)
{
    for (const One &one : m_sources)
        one.source->setNeeded(isNeeded);
}

void BestSource::tell()
{
    const Observation *best = nullptr;
    const Observation *absent = nullptr;
    bool isWaiting = false;
    for (const One &one : m_sources) {
        if (!one.last) {
            isWaiting = true;
            continue;
        }
        if (const auto *why = std::get_if<Absent>(&one.last->seen); why != nullptr) {
            // That the desktop hides it says more than that a service is not there.
            if (absent == nullptr || why->why == absence::Wayland)
                absent = &*one.last;
            continue;
        }
        if (best == nullptr)
            best = &*one.last;
    }
    if (best != nullptr) {
        Observation told = *best;
        for (const One &one : m_sources) {
            if (one.last)
                told = completed(std::move(told), *one.last);
        }
        Q_EMIT observed(told);
    } else if (absent != nullptr && !isWaiting) {
        Q_EMIT observed(*absent);
    }
}

} // namespace ain::share
