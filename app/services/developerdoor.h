// The developers' door of one data directory: its keys, whether it is wanted, and the server while it runs.
#pragma once

#include "app/services/settingsstore.h"
#include "app/services/studiorooms.h"
#include "core/base/filelock.h"
#include "gpu/share/api/apiserver.h"
#include "gpu/share/images/studiobackend.h"

#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace ain::app {

struct DoorParts {
    QString dataDirectory;
    SettingsStore &settings; ///< "developers_door": {"on", "port"}
    const Clock &clock;
    Rng &rng;
};

/// A program that serves at this door now.
struct DoorServing {
    quint16 port = 0;
    qint64 pid = 0;
};

/// Keys lie in `api/keys.json` and are read with each request, so that what another program changes counts at once.
/// Thread: main.
class DeveloperDoor : public QObject {
    Q_OBJECT
public:
    explicit DeveloperDoor(const DoorParts &parts);
    ~DeveloperDoor() override;

    /// Errors: FileRead, ApiKeysDamaged.
    [[nodiscard]] Result<QList<share::ApiKey>> keys() const;
    /// Errors: those of ApiKeys::add(), of keys(), FileWrite, FileLocked.
    [[nodiscard]] Result<share::FreshKey> addKey(const QString &name, const share::KeyLimits &limits);
    /// Counts from the next request on, in any program. Errors: ApiKeyUnknown, those of addKey().
    [[nodiscard]] Result<share::ApiKey> revokeKey(const QString &idOrName);
    /// Pictures of this day, as far as they are written down: at most a second ago.
    [[nodiscard]] int usedToday(const QString &keyId) const;

    /// Whether the window opens the door when it starts. Off at first.
    [[nodiscard]] bool isWanted() const;
    [[nodiscard]] quint16 wantedPort() const;
    [[nodiscard]] Result<> setWanted(bool isOn, quint16 port);

    /// The owner's rules for work of others (see StudioBackendOptions), and errors in words. Before start().
    void setPermission(std::function<Result<>()> permission) { m_permission = std::move(permission); }
    void setDescriber(std::function<QString(const Error &)> describe) { m_describe = std::move(describe); }

    /// Opens it, with the studio drawing. `rooms` are open and outlive this or stop() comes first. Errors: HttpListen,
    /// FileLocked (another program serves here), FileWrite.
    [[nodiscard]] Result<> start(StudioRooms &rooms, quint16 port);
    void stop();
    [[nodiscard]] bool isRunning() const { return m_server && m_server->isRunning(); }
    [[nodiscard]] quint16 port() const { return isRunning() ? m_server->port() : quint16(0); }
    /// In this program or in another one.
    [[nodiscard]] std::optional<DoorServing> serving() const;

private:
    [[nodiscard]] QString path(QStringView name) const;
    [[nodiscard]] Result<> makeDirectory() const;
    [[nodiscard]] Result<share::ApiKeys> readKeys() const;
    [[nodiscard]] Result<> writeKeys(const share::ApiKeys &keys) const;
    [[nodiscard]] std::optional<share::ApiKey> keyOf(QByteArrayView text) const;
    void saveUsage();

    DoorParts m_parts;
    std::function<Result<>()> m_permission;
    std::function<QString(const Error &)> m_describe;
    std::optional<FileLock> m_lock; ///< held while it serves
    share::KeyUsage m_usage;
    QTimer m_saving;
    std::unique_ptr<share::StudioBackend> m_backend;
    std::unique_ptr<share::ApiServer> m_server;
};

} // namespace ain::app
