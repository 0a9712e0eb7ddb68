// Pictures in and out of PNG, and how alike two are. Everything here takes time with its input: for the pool.
#pragma once

#include "core/base/result.h"
#include "core/recipe/pngtext.h"
#include "gpu/engine/client/engineclient.h"

#include <QByteArray>
#include <QImage>
#include <QSize>

namespace ain {

namespace errors {
inline constexpr ErrorCode PictureSize{"studio.picture_size"}; ///< args: width, height, limit (pixels a side)
inline constexpr ErrorCode PictureDamaged{"studio.picture_damaged"}; ///< can't be decoded
} // namespace errors

namespace studio {

/// Of a PNG, JPEG, WebP or GIF; its size is looked at before anything is decoded. `maxSide` pixels. Without the
/// profile's or the tag's rotation. Errors: PictureSize, PictureDamaged.
[[nodiscard]] Result<QImage> decodePicture(QByteArrayView bytes, int maxSide);

/// A PNG with these texts. The same picture and texts give the same bytes: no time stands in it.
/// Errors: TooLarge, Internal.
[[nodiscard]] Result<QByteArray> encodePicture(const QImage &image, const recipe::TextEntries &texts);

/// Of a state of the built-in model with so many bytes; nothing when none has.
[[nodiscard]] std::optional<engine::LatentShape> miniShape(qsizetype bytes);
/// All kept states of a trace one below the other, each byte a grey pixel: what the content store takes.
[[nodiscard]] Result<QByteArray> encodeStates(const engine::Trace &trace);
/// The same of `states` of that shape.
[[nodiscard]] Result<QByteArray> encodeStates(const engine::LatentShape &shape, const QList<QByteArray> &states);
/// The bytes again, one state after another. Errors: PictureDamaged.
[[nodiscard]] Result<QByteArray> decodeStates(QByteArrayView png);

struct PictureDistance {
    bool isBitEqual = false; ///< every pixel
    int hash = 64; ///< differing bits of the two perceptual hashes, of 64; up to about 10 the same by eye
    double rms = 255; ///< root of the mean square over all channels, 0 … 255
    int largest = 255; ///< of one channel
};
/// Of different sizes: only the hashes say something.
[[nodiscard]] PictureDistance distance(const QImage &a, const QImage &b);

} // namespace studio
} // namespace ain
