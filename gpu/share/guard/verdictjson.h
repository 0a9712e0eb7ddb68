// A verdict for programs: what `share status --json` says.
#pragma once

#include "core/json/value.h"
#include "gpu/share/guard/policy.h"

namespace ain::share {

/// `state`, `may_run`, `stop`, `reason` (the first one's word, or null), `reasons` [{id, stop, args, clears_in_ms}],
/// `next`
/// ({in_ms, at} or null), `starts_in_ms`, `sensors` [{id, state, why, source, since_ms, clears_in_ms, args}] (since_ms:
/// for how long), `gpus` [{id, name, on, blocked_by}], and `yield_ms` as given. `at` is UTC in milliseconds.
[[nodiscard]] json::Object toJson(const Verdict &verdict, json::Value yieldMs = {});

} // namespace ain::share
