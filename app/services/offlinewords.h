// What a request of another device would do, in facts of every room that knows operations.
#pragma once

#include "core/wallet/offlinesigner.h"

namespace ain::app {

/// Made from the body alone. Where the operation is nothing but a creation, mint or transfer of a token, those facts
/// stand for its writes; warnings always stay.
[[nodiscard]] wallet::Explanation explainOffline(const wallet::OfflineRequest &request);

} // namespace ain::app
