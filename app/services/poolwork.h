// The studio of this data directory at work for a pool.
#pragma once

#include "app/services/services.h"
#include "gpu/share/pool/poolworker.h"
#include "gpu/share/pool/studiopainter.h"

namespace ain::app {

enum class PoolRules {
    Sharing, ///< draws while the switch of sharing is on and its guard allows it
    None, ///< always: for a computer that nobody sits at
};

/// Thread: main. The studio is open; `services` and `client` outlive it.
class PoolWork {
public:
    PoolWork(Services &services, pool::PoolClient &client, PoolRules rules);
    ~PoolWork();
    Q_DISABLE_COPY_MOVE(PoolWork)

    /// Looks at the sensors, draws what is in the queue, takes jobs of the pool.
    void start();
    [[nodiscard]] pool::PoolWorker &worker() { return *m_worker; }
    [[nodiscard]] const pool::PoolWorker &worker() const { return *m_worker; }

private:
    Services &m_services;
    PoolRules m_rules;
    std::unique_ptr<share::StudioBackend> m_backend;
    std::unique_ptr<pool::StudioPainter> m_painter;
    std::unique_ptr<pool::PoolWorker> m_worker;
};

} // namespace ain::app
