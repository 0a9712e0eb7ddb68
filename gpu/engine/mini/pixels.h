// From values to pixels (training/MODEL.md, section 6). Pictures are RGB bytes, row by row. Thread: any.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace ain::engine::mini {

using Pixels = std::vector<std::uint8_t>;

/// [3][side][side] of about -1 to 1; what is no number becomes 0.
[[nodiscard]] Pixels toBytes(std::span<const float> values, int side);
/// At most 20 colours. Whole numbers only.
[[nodiscard]] Pixels crisp(const Pixels &picture);
/// Nearest neighbour.
[[nodiscard]] Pixels enlarge(const Pixels &picture, int side, int factor);

} // namespace ain::engine::mini
