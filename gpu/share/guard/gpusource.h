// Who uses the GPUs, how warm they are and what they draw. The driver tells no events, so this one asks.
#pragma once

#include "core/base/clock.h"
#include "gpu/device/device.h"
#include "gpu/share/guard/source.h"

#include <QTimer>

#include <functional>

namespace ain::share {

/// Asks once a second while somebody needs to know, else never: asking would keep a laptop's GPU awake.
class GpuSource : public Source {
    Q_OBJECT
public:
    /// `ownPids`: of our engine, whose work is no reason to stop it. `probe` outlives this.
    GpuSource(device::DeviceProbe &probe, std::function<QList<qint64>()> ownPids, const Clock &clock,
              QString proc = QStringLiteral("/proc"));

    [[nodiscard]] SensorId id() const override { return SensorId::Gpu; }
    void start() override;
    void setNeeded(bool isNeeded) override;

    static constexpr int EveryMs = 1000;

private:
    Task<> ask();

    device::DeviceProbe &m_probe;
    std::function<QList<qint64>()> m_ownPids;
    const Clock &m_clock;
    QString m_proc;
    QTimer m_timer;
    bool m_isAsking = false;
};

/// A report as this sensor tells it. Reads a program's name from `proc`. Pure but for that.
[[nodiscard]] GpusSeen gpusSeen(const QList<device::Gpu> &gpus, const QList<qint64> &ownPids, const QString &proc);

} // namespace ain::share
