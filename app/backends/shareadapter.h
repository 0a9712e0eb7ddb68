// Serves ui::ShareBackend with the services.
#pragma once

#include "app/services/services.h"
#include "app/services/sharing.h"
#include "ui/backend/sharebackend.h"

namespace ain::app {

/// Thread: main. `services` outlives it.
class ShareAdapter final : public ui::ShareBackend {
    Q_OBJECT
public:
    explicit ShareAdapter(Services &services);

    [[nodiscard]] share::Verdict verdict() const override;
    [[nodiscard]] share::Settings settings() const override;
    void setSettings(const share::Settings &settings) override;
    void turnOn() override;
    void turnOff() override;
    void finishThenStop() override;
    void snooze(qint64 ms) override;
    void snoozeUntilStarted() override;
    void endPause() override;
    void panic() override;
    void setWatched(bool isWatched) override;
    [[nodiscard]] std::optional<share::Percentiles> computeTimes() const override;
    [[nodiscard]] std::optional<share::Percentiles> memoryTimes() const override;
    [[nodiscard]] std::optional<Error> error() const override;

private:
    Sharing &m_sharing;
};

} // namespace ain::app
