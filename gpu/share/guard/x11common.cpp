#include "gpu/share/guard/x11desk.h"

namespace ain::share {

using namespace Qt::StringLiterals;

DisplayPlace DisplayPlace::ofEnvironment()
{
    return {.display = qEnvironmentVariable("DISPLAY"),
            .isWayland = qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
                || qEnvironmentVariable("XDG_SESSION_TYPE") == "wayland"_L1};
}

X11Source::X11Source(SensorId id, std::shared_ptr<X11Desk> desk) : m_id(id), m_desk(std::move(desk))
{
    connect(m_desk.get(), id == SensorId::Input ? &X11Desk::input : &X11Desk::fullscreen, this, &X11Source::observed);
}

} // namespace ain::share
