// The noise a picture begins with (training/MODEL.md, section 4): the same bits in every program. Thread: any.
#pragma once

#include <QtGlobal>

#include <array>
#include <vector>

namespace ain::engine::mini {

/// Philox 4x32 of ten rounds: key = the seed, counter = (index, 0, 0, 0).
[[nodiscard]] std::array<quint32, 4> philox(quint64 seed, quint32 index);
/// `count` normal values; a multiple of 4.
[[nodiscard]] std::vector<float> noise(quint64 seed, int count);

} // namespace ain::engine::mini
