// What a picture gives to the token that is made of it: the file to mint, and how it was made.
#pragma once

#include "core/ainft/contentstore.h"
#include "core/json/value.h"

#include <QByteArray>

namespace ain::app {

struct MintSource {
    QByteArray image; ///< the file itself, or without its prompts when those stay hidden
    json::Object generation; ///< member `generation` of the metadata; empty: the file says nothing of its making
    bool hasPrompt = false; ///< the recipe names one, so there is something to hide
};

/// Reads the recipe in a picture (ours, A1111, ComfyUI). `hidePrompt`: the metadata gets the prompts' SHA-256 instead
/// of their words, and they are taken out of the file as well, which then has another hash. Of an image that is no
/// PNG, or holds no text, the file goes as it is. Errors: those of core/recipe/pngtext.h. Thread: any.
[[nodiscard]] Result<MintSource> mintSource(const QByteArray &file, bool hidePrompt);

/// What a token draft needs of its image.
struct MintImage {
    ainft::Content content; ///< of the file that is minted; `isNew` if this call put it there
    json::Object generation;
};
/// The same for a file of the content store. Thread: that of `store`.
Task<MintImage> mintImage(ainft::ContentStore &store, QString sha256, bool hidePrompt);

} // namespace ain::app
