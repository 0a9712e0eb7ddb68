// A picture from a stranger, made harmless.
#pragma once

#include "core/base/task.h"
#include "gpu/engine/client/engineclient.h"
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

/// A whole PNG of at most PeerPictureBytesMost and OrderPixelsMax, of just `wanted` unless that is empty. Its header
/// and the order of its parts are looked at here; `decoder`, a process in a cage of its own, decodes it. What is
/// transparent comes to stand on white. Both live until the task ends. Thread: main. Errors: PeerPictureRefused when it
/// is the picture's fault, and a decoder that dies of it twice says that it is; else those of EngineClient::draw().
[[nodiscard]] Task<PeerPicture> cleanPicture(engine::EngineClient &decoder, QThreadPool &pool, QByteArray file,
                                             QSize wanted);

} // namespace ain::share
