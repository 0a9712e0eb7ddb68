// The rules that each GPU has to pass.
#pragma once

#include "gpu/share/guard/policy.h"

namespace ain::share {

/// One judgement over all GPUs. A reason counts when no GPU is left to share, or when it is the engine's GPU.
class GpuRules {
public:
    GpuRules(const Settings &settings, const GpuMemory &memory, const Work &work, const Now &now)
        : m_settings(settings), m_memory(memory), m_work(work), m_now(now)
    {
    }
    void run(const GpusSeen &seen);

    QList<GpuVerdict> gpus = {};
    QList<Reason> reasons = {};
    QList<qint64> events = {}; ///< in ms from now
    Reading gpu = {.id = SensorId::Gpu, .state = SensorState::Clear};
    Reading heat = {.id = SensorId::Heat, .state = SensorState::Clear};
    Reading power = {.id = SensorId::Power, .state = SensorState::Clear};

private:
    [[nodiscard]] QList<Reason> judge(const GpuSeen &one) const;
    /// What sensors that are clear have to say of the GPUs that are shared.
    void tellFigures(const GpusSeen &seen);

    const Settings &m_settings;
    const GpuMemory &m_memory;
    const Work &m_work;
    const Now &m_now;
};

} // namespace ain::share
