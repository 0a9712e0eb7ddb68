// GNOME's word on keyboard and mouse, under Wayland as under X11.
#pragma once

#include "core/base/clock.h"
#include "gpu/share/guard/source.h"

#include <QDBusConnection>
#include <QDBusServiceWatcher>
#include <QSet>

#include <functional>

namespace ain::share {

/// org.gnome.Mutter.IdleMonitor on the session bus: one watch for "untouched for a second", one for "touched again".
class MutterIdleSource : public Source {
    Q_OBJECT
public:
    MutterIdleSource(const QDBusConnection &sessionBus, const Clock &clock);
    ~MutterIdleSource() override;

    [[nodiscard]] SensorId id() const override { return SensorId::Input; }
    void start() override;

    static constexpr qint64 QuietMs = 1000;

private Q_SLOTS:
    void watchFired(uint id);

private:
    void follow();
    void absent(const QString &why);
    void setWatch(uint &watch, uint id);
    void tell(bool isActive, qint64 idleMs);
    void call(const QString &method, const QVariantList &arguments, std::function<void(qulonglong)> answer);

    QDBusConnection m_bus;
    const Clock &m_clock;
    QDBusServiceWatcher m_watcher;
    uint m_idleWatch = 0;
    uint m_activeWatch = 0;
    QSet<uint> m_early; ///< fired before we were told that they are ours
    quint64 m_life = 0; ///< of the service: answers of an earlier one are dropped
};

} // namespace ain::share
