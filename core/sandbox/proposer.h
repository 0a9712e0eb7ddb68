// Whose turn it is to propose a block (chain.md 8.3).
#pragma once

#include "core/json/value.h"

#include <QString>

namespace ain::sandbox {

/// Who may propose in `epoch` on top of a block with `parentLastVotesHash`; empty when nobody has the right.
/// `validators`: {ADDR: {stake, proposal_right}}.
[[nodiscard]] QString selectProposer(const QString &parentLastVotesHash, qint64 epoch, const json::Object &validators);

} // namespace ain::sandbox
