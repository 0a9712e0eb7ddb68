// How far a value can be trusted, in words; the same for the window and for whoever checks what it says.
#pragma once

#include "core/base/error.h"
#include "core/light/proven.h"

#include <QString>

#include <optional>

namespace ain::text {

/// The words on the lamp: "proven", "proven, older", "the app's word", "not proven", "contradicted".
[[nodiscard]] QString standingName(light::Standing standing);
/// What the window says about a value with this standing: what it means, why it is no better (`why`), and what to do.
[[nodiscard]] QString standingSentence(light::Standing standing, const std::optional<Error> &why);
/// Where a checkpoint comes from, in the user's language (light::Checkpoint::source).
[[nodiscard]] QString checkpointSource(const QString &source);
/// What happened, to whom and what to do, for an alarm of this kind (light::Alarm).
[[nodiscard]] QString alarmSentence(const QString &kind);

} // namespace ain::text
