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

/// "proven", "proven_older", "apps_word", "unproven", "contradicted".
[[nodiscard]] QString standingName(light::Standing standing);
/// State, block, time, stake that signed; `why` where it is not proven.
[[nodiscard]] json::Value toJson(const light::ProofMark &mark, const std::optional<Error> &why);
[[nodiscard]] json::Value toJson(const light::LightStatus &status);
/// What was asked to be proven and is not: an error beside the values, and exit code 1.
void requireProof(json::Object &out, const light::ProofMark &mark, const std::optional<Error> &why);

} // namespace ain::cli
