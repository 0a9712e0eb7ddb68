// Mains or battery from the kernel, where UPower is not there.
#pragma once

#include "core/base/clock.h"
#include "gpu/share/guard/source.h"

#include <QThreadPool>
#include <QTimer>

namespace ain::share {

/// Thread: any; blocks for some small files. Absent when `folder` (/sys/class/power_supply) is not there.
[[nodiscard]] Seen readPowerSupplies(const QString &folder);

/// The kernel's files tell no events, so it looks every ten seconds. `pool` outlives it.
class PowerSupplySource : public Source {
    Q_OBJECT
public:
    PowerSupplySource(QThreadPool &pool, const Clock &clock,
                      QString folder = QStringLiteral("/sys/class/power_supply"));

    [[nodiscard]] SensorId id() const override { return SensorId::Supply; }
    void start() override;

    static constexpr int EveryMs = 10'000;

private:
    Task<> look();

    QThreadPool &m_pool;
    const Clock &m_clock;
    QString m_folder;
    QTimer m_timer;
};

} // namespace ain::share
