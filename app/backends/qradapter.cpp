#include "app/backends/qradapter.h"

#include "app/qr/qrreader.h"
#include "app/services/pool.h"

namespace ain::app {

Task<QStringList> QrAdapter::readFile(QString path)
{
    return runInPool([path = std::move(path)] { return readQrFile(path); });
}

Task<QStringList> QrAdapter::readImage(QImage picture)
{
    return runInPool([picture = std::move(picture)] { return readQr(picture); });
}

} // namespace ain::app
