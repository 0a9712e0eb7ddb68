// Values of the core as the JSON that ain-studio-cli prints (docs/formats.md, "Terminal").
#pragma once

#include "core/ainft/ainft.h"
#include "core/wallet/wallet.h"

namespace ain::cli {

[[nodiscard]] json::Value toJson(const vault::KeyRecord &record);
[[nodiscard]] json::Value toJson(const wallet::Draft &draft);
[[nodiscard]] json::Value toJson(const wallet::TxRecord &record);
[[nodiscard]] json::Value toJson(const ainft::Collection &collection);
[[nodiscard]] json::Value toJson(const ainft::Token &token);

/// Null for a block, a time or a duration that is not known (yet): below 0.
[[nodiscard]] json::Value numberOrNull(qint64 number);

/// What stands behind a figure: who said it, and for which block. Nothing is called proven that was not proven.
[[nodiscard]] json::Value claimedBy(const QString &gateway, qint64 block);

} // namespace ain::cli
