// What kind of image some bytes are and how large it is, from headers alone; nothing is decoded.
#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace ain::ainft {

enum class ImageKind { Png, Jpeg, WebP, Gif };

struct ImageInfo {
    ImageKind kind = ImageKind::Png;
    int width = 0; ///< pixels; 0 when the header does not say
    int height = 0;

    [[nodiscard]] QString mimeType() const;
};

/// By magic bytes; 16 bytes are enough.
[[nodiscard]] std::optional<ImageKind> sniffImage(QByteArrayView start);
/// Empty: none of the four kinds. Only headers are read, never behind the end of `bytes`. Thread: any.
[[nodiscard]] std::optional<ImageInfo> imageInfo(QByteArrayView bytes);

} // namespace ain::ainft
