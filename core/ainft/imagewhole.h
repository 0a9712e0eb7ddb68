// Whether a file holds its image to the end. A copy or a download that broke off leaves a header that looks well.
#pragma once

#include <QIODevice>

namespace ain::ainft {

/// Walks the structure of a PNG, JPEG, WebP or GIF to its end; pixels are not decoded. A PNG has right CRCs up to IEND,
/// a JPEG reaches EOI behind a scan, the chunks of a WebP fill its RIFF size, a GIF reaches its trailer. Bytes behind
/// the end are allowed, as in all viewers. False: cut off, damaged or none of the four. Reads `source` from its
/// beginning and leaves it anywhere; takes time with its size and a fixed amount of memory. Thread: any.
[[nodiscard]] bool isWholeImage(QIODevice &source);

} // namespace ain::ainft
