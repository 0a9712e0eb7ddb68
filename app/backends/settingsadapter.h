#pragma once

#include "app/services/autostart.h"
#include "app/services/services.h"
#include "ui/backend/settingsbackend.h"

namespace ain::app {

class SettingsAdapter final : public ui::SettingsBackend {
    Q_OBJECT
public:
    /// `autoStart`: what starting with the session would run.
    SettingsAdapter(Services &services, AutoStart autoStart) : m_services(services), m_autoStart(std::move(autoStart))
    {
    }

    [[nodiscard]] ui::Settings settings() const override;
    void set(const ui::Settings &settings) override;
    [[nodiscard]] bool canStartAtLogin() const override { return AutoStart::isPossible(); }
    [[nodiscard]] QString dataFolder() const override { return m_services.dataDirectory(); }
    [[nodiscard]] QString version() const override;

private:
    Services &m_services;
    AutoStart m_autoStart;
};

} // namespace ain::app
