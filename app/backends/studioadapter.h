#pragma once

#include "app/services/services.h"
#include "ui/backend/studiobackend.h"

namespace ain::app {

class StudioAdapter final : public ui::StudioBackend {
    Q_OBJECT
public:
    explicit StudioAdapter(Services &services) : m_services(services) { }

    Task<ui::OpenedImage> openFile(QString path) override;
    [[nodiscard]] ui::OpenedImage current() const override { return m_current; }

    /// Opens the image of the last run again. Call once before the window is shown.
    Task<> start();

private:
    Task<ui::OpenedImage> open(ainft::Content content, QString fileName);

    Services &m_services;
    ui::OpenedImage m_current;
};

} // namespace ain::app
