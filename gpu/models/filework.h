// What the library does with files themselves. Blocking; for the pool.
#pragma once

#include "gpu/models/hashstore.h"

#include <QStringList>

namespace ain::models {

/// Header, family and identity of one file. Errors of header.h.
[[nodiscard]] Result<Record> readRecord(const QString &path);

struct FolderScan {
    QStringList paths; ///< files that look like models, or like the kind that is refused
    int skipped = 0;
};
/// Four folders deep, links to folders not followed, at most 5000 files. errors::FileRead.
[[nodiscard]] Result<FolderScan> scanFolder(const QString &root);

/// A name for a file and nothing else: no folders, no hidden file, an ending that is read.
[[nodiscard]] bool isFileName(const QString &name);

/// A whole download becomes a model: hash, header, then the name. What is wrong is deleted.
[[nodiscard]] Result<> settle(const QString &part, const QString &target, const QString &sha256,
                              HashProgress &progress);

} // namespace ain::models
