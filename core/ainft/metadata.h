// What may be stored on chain, and the metadata of tokens (chain.md 3.4, 5; wallet-ainft.md 3.2, 3.5, 3.8).
#pragma once

#include "core/ainft/ainft.h"
#include "core/json/value.h"

#include <QStringView>

namespace ain::ainft {

/// A path element or member name of ours: 1..150 UTF-16 units, no control character and none of
/// / . $ * # { } [ ] < > ' " ` and blank. (The chain lets a leading '.' or '$' and a lone '*' through; they mean
/// something there, so we never write them.)
[[nodiscard]] bool isStorableLabel(QStringView label);

/// errors::AinftMetadata with `path` (members joined by '/', below `path`) and `reason`, one of "list",
/// "empty", "null", "label", "number", "depth", "text" (a lone surrogate, which no two nodes need to agree on).
[[nodiscard]] Result<> checkStorable(const json::Value &value, const QString &path = {});

/// Lists become maps with the names "0", "1", …; nulls, empty lists and empty objects are left out. The result may
/// be null. Member names stay as they are: checkStorable() afterwards.
[[nodiscard]] json::Value toStorable(const json::Value &value);

/// {name, description?, image, image_sha256, attributes?, generation?}, storable. errors::AinftName (what: name,
/// description), errors::AinftMetadata.
[[nodiscard]] Result<json::Object> tokenMetadata(const TokenDraft &draft, const Content &image);

/// Reads what a token's metadata says into the token; tolerant, a stranger wrote it. Texts are cut at 100,000 units,
/// at most 1,000 attributes are read.
void readTokenMetadata(const json::Value &metadata, Token &token);

/// errors::AinftName (what: name, symbol, description), errors::AinftSupply.
[[nodiscard]] Result<> checkCollectionDraft(const CollectionDraft &draft);

} // namespace ain::ainft
