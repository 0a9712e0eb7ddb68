// From requests for pictures to jobs that some box of the pool can draw.
#pragma once

#include "gpu/share/pool/poolrequester.h"

namespace ain::app {

inline constexpr int MostPoolPictures = 1000; ///< of one order

/// A model that some box offers, by name or the beginning of its hash (8 digits at least); none named: the first.
/// Errors: PoolNobody, PoolModel. Thread: any.
[[nodiscard]] Result<pool::Offer> offerOf(const pool::Fleet &fleet, const QString &wanted);

/// A job for each request, whose model some box of `fleet` offers: all or none. Errors: InvalidArgument (none, or more
/// than MostPoolPictures), PoolNobody, PoolModel, those of pool::specFor(). Thread: any.
[[nodiscard]] Result<QList<share::JobSpec>> specsOf(const QList<recipe::GenerationRequest> &requests,
                                                    const pool::Fleet &fleet, qint64 nowMs, Rng &rng);

} // namespace ain::app
