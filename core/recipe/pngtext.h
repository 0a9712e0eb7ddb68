// Texts written into a PNG: the recipe, the parameters others read, and the mark that a machine made it.
#pragma once

#include "core/recipe/generationrequest.h"

#include <QByteArrayView>
#include <QList>
#include <QStringList>

#include <utility>

namespace ain {

namespace errors {
inline constexpr ErrorCode RecipePng{"recipe.png"}; ///< not a whole PNG
} // namespace errors

namespace recipe {

using TextEntries = QList<std::pair<QString, QString>>; ///< keyword, text

/// Puts `entries` behind the header; text chunks that had the same keywords go. ASCII becomes tEXt, everything else
/// and XMP an uncompressed iTXt, as other programs write them. The pixels and all other chunks stay byte for byte.
/// At most 32 entries, each 1 MiB. Errors: RecipePng, InvalidArgument (keyword), TooLarge. Thread: any.
[[nodiscard]] Result<QByteArray> withText(QByteArrayView png, const TextEntries &entries);

/// Without the text chunks of these keywords (for a prompt that is to stay hidden). Errors: RecipePng.
[[nodiscard]] Result<QByteArray> withoutText(QByteArrayView png, const QStringList &keywords);

/// What every picture of ours carries: `parameters`, `ain-recipe`, the AI mark as XMP (IPTC digital source type
/// trainedAlgorithmicMedia) and in plain words, and the program's name.
[[nodiscard]] TextEntries pictureTexts(const GenerationRequest &request);
/// Only the mark and the program's name.
[[nodiscard]] TextEntries markTexts();

} // namespace recipe
} // namespace ain
