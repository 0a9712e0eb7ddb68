// Every sensor that this system has, wired.
#pragma once

#include "core/base/clock.h"
#include "gpu/device/device.h"
#include "gpu/share/guard/source.h"
#include "gpu/share/guard/x11desk.h"

#include <QDBusConnection>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <vector>

namespace ain::share {

struct SystemPlaces {
    QDBusConnection systemBus;
    QDBusConnection sessionBus;
    DisplayPlace display = {};
    QString sessionId = {}; ///< XDG_SESSION_ID
    QString powerSupplies = QStringLiteral("/sys/class/power_supply");

    [[nodiscard]] static SystemPlaces ofEnvironment();
};

/// Input: GNOME's monitor, then the X server, then logind's hint. `clock`, `pool` and `probe` outlive the sources.
[[nodiscard]] std::vector<std::unique_ptr<Source>> systemSources(const SystemPlaces &places, const Clock &clock,
                                                                 QThreadPool &pool, device::DeviceProbe &probe,
                                                                 std::function<QList<qint64>()> ownPids);

} // namespace ain::share
