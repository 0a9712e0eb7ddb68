// Small pictures of the gallery: bounded, and worth nothing that can't be made again.
#pragma once

#include "core/store/database.h"

#include <QHash>

#include <memory>

namespace ain::gallery {

/// Thread: the store thread.
class ThumbnailStore {
public:
    ThumbnailStore(QString directory, qint64 maxBytes);

    Result<> open();
    Result<> put(qint64 picture, int side, const QByteArray &image);
    Result<QHash<qint64, QByteArray>> get(const QList<qint64> &pictures, int side);
    Result<> forget(const QList<qint64> &pictures);

private:
    [[nodiscard]] Result<> ready() const;
    Result<> makeRoom();

    QString m_directory;
    qint64 m_maxBytes;
    qint64 m_bytes = 0; ///< of all images
    std::unique_ptr<store::Database> m_database;
};

/// "[1,2,3]", for json_each(): one statement for any number of ids.
[[nodiscard]] QString idList(const QList<qint64> &ids);

} // namespace ain::gallery
