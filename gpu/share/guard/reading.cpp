#include "gpu/share/guard/reading.h"

namespace ain::share {

QLatin1StringView word(SensorId id)
{
    switch (id) {
    case SensorId::Input: return QLatin1StringView("input");
    case SensorId::Session: return QLatin1StringView("session");
    case SensorId::Fullscreen: return QLatin1StringView("fullscreen");
    case SensorId::Game: return QLatin1StringView("game");
    case SensorId::Gpu: return QLatin1StringView("gpu");
    case SensorId::Heat: return QLatin1StringView("heat");
    case SensorId::Power: return QLatin1StringView("power");
    case SensorId::Supply: return QLatin1StringView("supply");
    case SensorId::Network: return QLatin1StringView("network");
    case SensorId::Hours: return QLatin1StringView("hours");
    }
    return {};
}

QLatin1StringView word(SensorState state)
{
    switch (state) {
    case SensorState::Clear: return QLatin1StringView("clear");
    case SensorState::Blocking: return QLatin1StringView("blocking");
    case SensorState::Unavailable: return QLatin1StringView("unavailable");
    }
    return {};
}

} // namespace ain::share
