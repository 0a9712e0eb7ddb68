// Where a C2PA manifest lies in a PNG: one chunk `caBX` (C2PA specification 2.2, annex A).
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace ain {

namespace errors {
inline constexpr ErrorCode ProvenancePng{"provenance.png"}; ///< not a whole PNG
} // namespace errors

namespace provenance {

inline constexpr qsizetype MaxPng = 256 * 1024 * 1024;
inline constexpr qsizetype MaxManifest = 4 * 1024 * 1024;

struct PngFile {
    qsizetype headerEnd = 0; ///< behind IHDR: where a manifest goes
    qsizetype manifests = 0; ///< how many chunks there are; the next three are of the first
    qsizetype start = 0; ///< of the whole chunk
    qsizetype length = 0;
    QByteArray manifest; ///< its data
    bool isSumRight = true; ///< of that chunk
    qsizetype end = 0; ///< behind IEND; a file may go on behind it, which nothing that draws it shows
};

/// Chunks only: pixels are not decoded, CRCs of others' chunks not looked at (a signature covers every byte).
/// Errors: ProvenancePng, TooLarge. Thread: any.
[[nodiscard]] Result<PngFile> readPng(QByteArrayView png);
/// Without any `caBX`. Errors: as readPng().
[[nodiscard]] Result<QByteArray> withoutManifests(QByteArrayView png);
[[nodiscard]] QByteArray manifestChunk(const QByteArray &data);

} // namespace provenance
} // namespace ain
