// The texts inside a PNG: generation parameters of A1111 and ComfyUI, our own recipe, anything else.
#pragma once

#include "core/ainft/imageinfo.h"
#include "core/base/result.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace ain::ainft {

struct TextEntry {
    QString keyword;
    QString text;
    bool isCut = false; ///< longer than the limit; `text` is its start
};

struct ImageText {
    ImageInfo info;
    QList<TextEntry> entries; ///< in the order of the file; PNG only
    bool isComplete =
        true; ///< false: the file ends early, a chunk is damaged, or there were more than the limits allow

    /// Text of the first entry of that keyword, or a null text.
    [[nodiscard]] QString text(QStringView keyword) const;
};

struct ImageTextLimits {
    qsizetype entries = 64;
    qsizetype textBytes = 1024 * 1024; ///< of one entry, after inflating
    qsizetype totalBytes = 4 * 1024 * 1024; ///< of all entries, after inflating
};

/// Chunks tEXt, zTXt and iTXt (PNG specification, third edition, 11.3.3); a text chunk with a wrong CRC is left out.
/// Other kinds of images give their size and no entries. errors::ContentType (path empty) for anything else.
/// Memory: within the limits whatever the file claims. Thread: any.
[[nodiscard]] Result<ImageText> readImageText(QByteArrayView file, const ImageTextLimits &limits = {});

} // namespace ain::ainft
