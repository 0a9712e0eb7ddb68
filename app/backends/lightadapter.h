#pragma once

#include "app/services/services.h"
#include "ui/backend/lightbackend.h"

namespace ain::app {

/// Follows the chain of whichever network is open.
class LightAdapter final : public ui::LightBackend {
    Q_OBJECT
public:
    explicit LightAdapter(Services &services);

    [[nodiscard]] light::LightStatus status() const override;
    Task<> sync() override;
    Task<> pin(QString path) override;
    Task<> saveProof(std::shared_ptr<const light::ProofBundle> bundle, QString path) override;

private:
    Services &m_services;
};

} // namespace ain::app
