// Sensors that the desktop's services feed: mains, network, games.
#pragma once

#include "core/base/clock.h"
#include "gpu/share/guard/busproperties.h"
#include "gpu/share/guard/source.h"

#include <functional>

namespace ain::share {

/// One object's properties as one sensor.
class PropertySource : public Source {
    Q_OBJECT
public:
    using Translate = std::function<Seen(const QVariantMap &properties)>;

    PropertySource(SensorId id, QString name, const QDBusConnection &bus, const QString &service, const QString &path,
                   const QString &interface, const Clock &clock, Translate translate);

    [[nodiscard]] SensorId id() const override { return m_id; }
    void start() override { m_properties.start(); }

private:
    SensorId m_id;
    QString m_name;
    const Clock &m_clock;
    Translate m_translate;
    BusProperties m_properties;
};

/// UPower, on the system bus: OnBattery.
[[nodiscard]] std::unique_ptr<Source> upowerSource(const QDBusConnection &systemBus, const Clock &clock);
/// NetworkManager, on the system bus: Metered.
[[nodiscard]] std::unique_ptr<Source> networkManagerSource(const QDBusConnection &systemBus, const Clock &clock);
/// GameMode, on the session bus: ClientCount.
[[nodiscard]] std::unique_ptr<Source> gameModeSource(const QDBusConnection &sessionBus, const Clock &clock);

} // namespace ain::share
