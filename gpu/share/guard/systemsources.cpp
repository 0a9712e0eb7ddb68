#include "gpu/share/guard/systemsources.h"

#include "gpu/share/guard/bestsource.h"
#include "gpu/share/guard/bussources.h"
#include "gpu/share/guard/gpusource.h"
#include "gpu/share/guard/loginsession.h"
#include "gpu/share/guard/mutteridle.h"
#include "gpu/share/guard/powersupply.h"

#include <utility>

namespace ain::share {

SystemPlaces SystemPlaces::ofEnvironment()
{
    return {.systemBus = QDBusConnection::systemBus(),
            .sessionBus = QDBusConnection::sessionBus(),
            .display = DisplayPlace::ofEnvironment(),
            .sessionId = qEnvironmentVariable("XDG_SESSION_ID")};
}

std::vector<std::unique_ptr<Source>> systemSources(const SystemPlaces &places, const Clock &clock, QThreadPool &pool,
                                                   device::DeviceProbe &probe, std::function<QList<qint64>()> ownPids)
{
    const auto login = std::make_shared<LoginSession>(places.systemBus, places.sessionId);
    const auto desk = std::make_shared<X11Desk>(places.display, clock, pool);

    std::vector<std::unique_ptr<Source>> input;
    input.push_back(std::make_unique<MutterIdleSource>(places.sessionBus, clock));
    input.push_back(std::make_unique<X11Source>(SensorId::Input, desk));
    input.push_back(std::make_unique<LoginIdleSource>(login, clock));
    std::vector<std::unique_ptr<Source>> supply;
    supply.push_back(upowerSource(places.systemBus, clock));
    supply.push_back(std::make_unique<PowerSupplySource>(pool, clock, places.powerSupplies));

    std::vector<std::unique_ptr<Source>> all;
    all.push_back(std::make_unique<BestSource>(SensorId::Input, std::move(input)));
    all.push_back(std::make_unique<SessionSource>(login, places.sessionBus, clock));
    all.push_back(std::make_unique<X11Source>(SensorId::Fullscreen, desk));
    all.push_back(gameModeSource(places.sessionBus, clock));
    all.push_back(std::make_unique<GpuSource>(probe, std::move(ownPids), clock));
    all.push_back(std::make_unique<BestSource>(SensorId::Supply, std::move(supply)));
    all.push_back(networkManagerSource(places.systemBus, clock));
    return all;
}

} // namespace ain::share
