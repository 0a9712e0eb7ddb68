// A job while it is looked after. Private to the room.
#pragma once

#include "gpu/share/exchange/requester.h"

#include <vector>

namespace ain::share {

struct Requester::Live {
    AskedJob job = {};
    bool isDriven = false;
    bool isCancelWanted = false;
    QSet<QString> startsAnew = {}; ///< providers that can't go on with what another began
    int triesToTake = 0; ///< of what was delivered, in a row
    std::optional<Error> lastRefusal = {}; ///< why nobody took it in the last round
    std::vector<Promise<AskedJob>> waiters = {};

    [[nodiscard]] bool isOver() const
    {
        return isEnd(job.progress.state) || job.progress.state == RequesterState::Accepted;
    }
    void tell()
    {
        if (!isOver())
            return;
        auto told = std::exchange(waiters, {});
        for (auto &waiter : told)
            waiter.finish(job);
    }
};

} // namespace ain::share
