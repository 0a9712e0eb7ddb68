// Decoding of images from outside, bounded, in the pool.
#pragma once

#include "core/base/task.h"
#include "core/provenance/manifest.h"

#include <QByteArray>
#include <QImage>

namespace ain {

namespace errors {
inline constexpr ErrorCode ImageDecode{"image.decode"}; ///< args: reason
inline constexpr ErrorCode ImagePixels{"image.pixels"}; ///< more than 100 megapixels; args: width, height
} // namespace errors

namespace app {

struct DecodedImage {
    QImage image; ///< scaled to fit the bounds, never enlarged
    QSize size; ///< of the whole picture
    QByteArray format;
};

/// The size is read and bounded before any pixel is decoded.
Task<DecodedImage> decodeImage(QByteArray bytes, QSize bounds);
/// The Content Credentials of a file, checked. One that is no PNG has none; those past the bounds are Unknown.
Task<provenance::Report> readCredentials(QByteArray bytes);

} // namespace app
} // namespace ain
