// A picture from a stranger, made harmless.
#pragma once

#include "core/base/result.h"
#include "gpu/share/peer/peererrors.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QSize>

namespace ain::share {

struct PeerPicture {
    QByteArray png = {}; ///< written anew: these pixels and the mark that a machine drew them, nothing else
    QSize size = {};
};

inline constexpr qsizetype PeerPictureBytesMost = 20 * 1024 * 1024;

/// A whole PNG of at most PeerPictureBytesMost and OrderPixelsMax, looked at before it is decoded; of just `wanted`
/// unless that is empty. Takes time: for the pool. Errors: PeerPictureRefused, those of decoding.
[[nodiscard]] Result<PeerPicture> cleanPicture(QByteArrayView file, QSize wanted);

} // namespace ain::share
