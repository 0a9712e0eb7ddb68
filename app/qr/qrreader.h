// QR codes in pictures that the user chose or copied. A picture may come from anybody: its kind is told from its first
// bytes, its size is bounded before a pixel is decoded, and nothing but PNG, JPEG, WebP and BMP is decoded at all.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QImage>
#include <QStringList>

namespace ain {

namespace errors {
inline constexpr ErrorCode QrNothing{"qr.nothing"}; ///< no code in it
inline constexpr ErrorCode QrPicture{"qr.picture"}; ///< not a picture of a kind that is read
inline constexpr ErrorCode QrTooLarge{"qr.too_large"}; ///< args: side, megabytes
} // namespace errors

namespace app {

inline constexpr qint64 MaxQrPictureBytes = 32 * 1024 * 1024;
inline constexpr int MaxQrPictureSide = 8000; ///< pixels
inline constexpr int MaxQrTextBytes = 4096; ///< longer than a code can hold

/// The texts of up to eight codes, none empty, in no order. Slow (up to a second): not for the main thread.
[[nodiscard]] Result<QStringList> readQr(const QImage &picture);
[[nodiscard]] Result<QStringList> readQrBytes(const QByteArray &file);
/// Errors: FileRead too.
[[nodiscard]] Result<QStringList> readQrFile(const QString &path);

} // namespace app
} // namespace ain
