// A small picture to practise with, drawn from a seed: the same seed gives the same bytes.
#pragma once

#include <QByteArray>
#include <QString>

namespace ain::cli {

/// PNG, 512 × 512: a symmetric creature of 12 × 12 blocks in colours of the seed, with its title and how it was
/// made as PNG text. No AI is involved, and the text says so.
[[nodiscard]] QByteArray practicePicture(const QString &seed);

} // namespace ain::cli
