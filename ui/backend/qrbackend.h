// QR codes in pictures that the user chose or copied. Main thread; decoding happens elsewhere.
#pragma once

#include "core/base/task.h"

#include <QImage>
#include <QObject>
#include <QStringList>

namespace ain::ui {

class QrBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Texts of the codes in a PNG, JPEG, WebP or BMP file; at least one. Errors: qr.nothing, qr.picture, qr.too_large.
    virtual Task<QStringList> readFile(QString path) = 0;
    virtual Task<QStringList> readImage(QImage picture) = 0;
};

} // namespace ain::ui
