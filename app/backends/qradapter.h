#pragma once

#include "ui/backend/qrbackend.h"

namespace ain::app {

class QrAdapter final : public ui::QrBackend {
    Q_OBJECT
public:
    Task<QStringList> readFile(QString path) override;
    Task<QStringList> readImage(QImage picture) override;
};

} // namespace ain::app
