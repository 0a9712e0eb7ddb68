#include "gpu/share/guard/bussources.h"

#include <algorithm>
#include <utility>

namespace ain::share {

using namespace Qt::StringLiterals;

PropertySource::PropertySource(SensorId id, QString name, const QDBusConnection &bus, const QString &service,
                               const QString &path, const QString &interface, const Clock &clock, Translate translate)
    : m_id(id),
      m_name(std::move(name)),
      m_clock(clock),
      m_translate(std::move(translate)),
      m_properties(bus, service, path, interface)
{
    connect(&m_properties, &BusProperties::changed, this, [this](const QVariantMap &properties) {
        Q_EMIT observed({.seen = m_translate(properties), .source = m_name, .atMs = m_clock.monotonicMs()});
    });
    connect(&m_properties, &BusProperties::absent, this, [this](const QString &why) {
        Q_EMIT observed({.seen = Absent{why}, .source = m_name, .atMs = m_clock.monotonicMs()});
    });
}

std::unique_ptr<Source> upowerSource(const QDBusConnection &systemBus, const Clock &clock)
{
    const auto translate = [](const QVariantMap &properties) -> Seen {
        const auto onBattery = properties.constFind(u"OnBattery"_s);
        if (onBattery == properties.constEnd())
            return Absent{absence::NotTold};
        return SupplySeen{.isOnBattery = onBattery->toBool()};
    };
    return std::make_unique<PropertySource>(SensorId::Supply, u"upower"_s, systemBus, u"org.freedesktop.UPower"_s,
                                            u"/org/freedesktop/UPower"_s, u"org.freedesktop.UPower"_s, clock,
                                            translate);
}

std::unique_ptr<Source> networkManagerSource(const QDBusConnection &systemBus, const Clock &clock)
{
    const auto translate = [](const QVariantMap &properties) -> Seen {
        // NMMetered: 0 unknown, 1 yes, 2 no, 3 guessed yes, 4 guessed no.
        bool isNumber = false;
        const uint metered = properties.value(u"Metered"_s).toUInt(&isNumber);
        if (!isNumber || metered == 0 || metered > 4)
            return Absent{absence::NotTold};
        return NetworkSeen{.isMetered = metered == 1 || metered == 3, .isGuess = metered >= 3};
    };
    return std::make_unique<PropertySource>(SensorId::Network, u"networkmanager"_s, systemBus,
                                            u"org.freedesktop.NetworkManager"_s, u"/org/freedesktop/NetworkManager"_s,
                                            u"org.freedesktop.NetworkManager"_s, clock, translate);
}

std::unique_ptr<Source> gameModeSource(const QDBusConnection &sessionBus, const Clock &clock)
{
    const auto translate = [](const QVariantMap &properties) -> Seen {
        return GameSeen{.count = std::max(0, properties.value(u"ClientCount"_s).toInt())};
    };
    return std::make_unique<PropertySource>(SensorId::Game, u"gamemode"_s, sessionBus,
                                            u"com.feralinteractive.GameMode"_s, u"/com/feralinteractive/GameMode"_s,
                                            u"com.feralinteractive.GameMode"_s, clock, translate);
}

} // namespace ain::share
