// Which steps of a trace are looked at. The provider commits first; only then the checker draws a fresh nonce, and the
// steps follow from nonce, job and commitment. So a provider can't know them while it draws, and a checker that shows
// its nonce can be held to them. Thread: any.
#pragma once

#include "gpu/share/check/tracetree.h"

#include <QString>

namespace ain::share {

inline constexpr qsizetype NonceBytes = 32;
inline constexpr int RandomSteps = 4; ///< of a check, besides the first

/// Ascending: step 0, which ties the seed's noise to the rest, and `count` different ones of the others (all of them
/// when there are fewer). Empty when an argument is none.
[[nodiscard]] QList<int> challengedSteps(QByteArrayView nonce, QStringView job, const TraceCommitment &commitment,
                                         int count = RandomSteps);

/// The states to open for these steps, ascending: both ends of each, the noise and the last one.
[[nodiscard]] QList<int> challengedStates(const QList<int> &steps, const TraceCommitment &commitment);

/// Whether a delivered picture is one of those that are checked, at `rate` (0 to 1). Of another nonce than the steps.
[[nodiscard]] bool isPicked(QByteArrayView nonce, QStringView job, const TraceCommitment &commitment, double rate);

} // namespace ain::share
