#include "app/services/poolwork.h"

namespace ain::app {

namespace {

QString deviceName(const device::DeviceReport &report)
{
    return report.gpus.isEmpty() ? report.cpu.name : report.gpus.constFirst().name;
}

} // namespace

PoolWork::PoolWork(Services &services, pool::PoolClient &client, PoolRules rules) : m_services(services), m_rules(rules)
{
    StudioRooms &rooms = services.studio();
    const share::StudioBackendParts parts{rooms.service(), rooms.queue(),   rooms.gallery(),
                                          rooms.models(),  rooms.content(), services.rng()};
    share::StudioBackendOptions backendOptions;
    backendOptions.keepsPictures = false;
    m_backend = std::make_unique<share::StudioBackend>(parts, backendOptions);
    m_painter = std::make_unique<pool::StudioPainter>(*m_backend, rooms.models(), deviceName(rooms.device()));
    pool::WorkerOptions options;
    if (rules == PoolRules::Sharing) {
        Sharing &sharing = services.sharing();
        options.permission = [&sharing] { return sharing.permission(); };
        options.mayFinish = [&sharing] { return !sharing.mustStop(); };
    }
    m_worker = std::make_unique<pool::PoolWorker>(client, *m_painter, services.clock(), options);
    if (rules == PoolRules::Sharing) {
        QObject::connect(&services.sharing().guard(), &share::Guard::changed, m_worker.get(),
                         &pool::PoolWorker::permissionChanged);
    }
}

PoolWork::~PoolWork()
{
    m_worker.reset();
    m_painter.reset();
    m_backend.reset();
}

void PoolWork::start()
{
    if (m_rules == PoolRules::Sharing)
        m_services.sharing().start();
    m_services.studio().start();
    m_worker->start();
}

} // namespace ain::app
