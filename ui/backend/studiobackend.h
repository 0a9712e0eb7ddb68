// Opening images. Decoding happens off the main thread; sizes are bounded before decoding. Main thread calls.
#pragma once

#include "core/base/task.h"

#include <QImage>
#include <QList>
#include <QObject>
#include <QSize>

namespace ain::ui {

struct MetadataEntry {
    QString keyword; ///< of a PNG text chunk, such as "parameters"
    QString text; ///< may be cut by the reader's limit
};

struct OpenedImage {
    QString id; ///< hand to CollectionBackend::prepareMint
    QString fileName; ///< without folders
    QImage preview; ///< at most 1024 px a side
    QSize size; ///< of the full image, px
    qint64 bytes = 0;
    QString format; ///< "PNG", "JPEG", "WebP"
    QString sha256; ///< hex
    QString cid; ///< CIDv1
    QList<MetadataEntry> metadata;
};

class StudioBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual Task<OpenedImage> openFile(QString path) = 0;
    /// The image opened last, after a restart too; an empty id means none.
    [[nodiscard]] virtual OpenedImage current() const = 0;

Q_SIGNALS:
    void currentChanged();
};

} // namespace ain::ui
