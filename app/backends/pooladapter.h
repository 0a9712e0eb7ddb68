// Serves ui::PoolBackend with this computer's part in a pool, or says that there can be none.
#pragma once

#include "app/services/services.h"
#include "ui/backend/poolbackend.h"

#include <memory>

namespace ain::app {

/// Thread: main.
class PoolAdapter : public ui::PoolBackend {
    Q_OBJECT
public:
    /// `services` outlives it. Without libnats: one whose state() says so.
    [[nodiscard]] static std::unique_ptr<PoolAdapter> make(Services &services);

    /// From now on all is done that is wished. `studio`: whether the studio could be opened.
    virtual void start(Result<> studio) = 0;
};

} // namespace ain::app
