#include "app/services/pool.h"

namespace ain::app {

QThreadPool &workPool()
{
    static QThreadPool pool;
    if (pool.maxThreadCount() != 2) {
        pool.setMaxThreadCount(2);
        pool.setObjectName(QStringLiteral("pool"));
    }
    return pool;
}

} // namespace ain::app
