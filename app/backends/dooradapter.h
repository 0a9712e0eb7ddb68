// Serves ui::DoorBackend with the developers' door.
#pragma once

#include "app/services/developerdoor.h"
#include "app/services/services.h"
#include "ui/backend/doorbackend.h"

namespace ain::app {

/// Thread: main. `services` outlives it.
class DoorAdapter final : public ui::DoorBackend {
    Q_OBJECT
public:
    explicit DoorAdapter(Services &services) : m_services(services) { }

    /// The studio is open: opens the door if it is wanted.
    void start();

    [[nodiscard]] ui::DoorState state() const override;
    [[nodiscard]] std::optional<Error> error() const override { return m_error; }
    void setWanted(bool isWanted, quint16 port) override;
    [[nodiscard]] Result<QList<ui::DoorKey>> keys() const override;
    [[nodiscard]] Result<SecretBytes> addKey(const QString &name, int perDay, int concurrent) override;
    [[nodiscard]] Result<> revokeKey(const QString &id) override;

private:
    void follow();

    Services &m_services;
    std::optional<Error> m_error;
    bool m_isStarted = false;
};

} // namespace ain::app
