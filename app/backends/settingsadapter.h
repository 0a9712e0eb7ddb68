#pragma once

#include "app/services/services.h"
#include "ui/backend/settingsbackend.h"

namespace ain::app {

class SettingsAdapter final : public ui::SettingsBackend {
    Q_OBJECT
public:
    explicit SettingsAdapter(Services &services) : m_services(services) { }

    [[nodiscard]] ui::Settings settings() const override;
    void set(const ui::Settings &settings) override;
    [[nodiscard]] QString dataFolder() const override { return m_services.dataDirectory(); }
    [[nodiscard]] QString version() const override;

private:
    Services &m_services;
};

} // namespace ain::app
