// The X connection itself, and the set-up that has to wait for the server's answers.
#pragma once

#include "core/base/result.h"

#include <QString>

#include <cstdlib>
#include <memory>

#include <xcb/sync.h>
#include <xcb/xcb.h>
#include <xcb/xcbext.h>

namespace ain::share {

struct CloseX {
    void operator()(xcb_connection_t *connection) const { xcb_disconnect(connection); }
};

struct X11Link {
    std::unique_ptr<xcb_connection_t, CloseX> connection;
    xcb_window_t root = 0;
    xcb_atom_t activeWindow = 0, windowState = 0, stateFullscreen = 0, wmCheck = 0;
    bool hasIdle = false; ///< XSync is there and counts idle time
    std::uint8_t syncEvents = 0; ///< number of the first event of XSync
    xcb_sync_alarm_t quiet = 0; ///< untouched for as long as asked
    xcb_sync_alarm_t touched = 0; ///< touched again
    qint64 idleMs = 0; ///< at the start
};

/// Blocks for some round trips: for the pool. The error's argument "why" is a word of absence.
[[nodiscard]] Result<std::shared_ptr<X11Link>> openX11(const QString &display, qint64 quietMs);

template<typename T>
struct FreeReply {
    void operator()(T *reply) const { ::free(reply); } // NOLINT(cppcoreguidelines-no-malloc): the library's rule
};
template<typename T>
using Reply = std::unique_ptr<T, FreeReply<T>>;

} // namespace ain::share
