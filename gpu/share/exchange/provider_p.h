// A job while it is looked after. Private to the room.
#pragma once

#include "gpu/share/exchange/provider.h"

namespace ain::share {

struct Provider::Live {
    TakenJob job = {};
    qint64 revision = 1;
    QList<http::HttpReply> waiting = {}; ///< for news
    QByteArray lastState = {}; ///< of a job that was given back; not kept over a restart
    bool isEnding = false; ///< its end is being written down
};

} // namespace ain::share
