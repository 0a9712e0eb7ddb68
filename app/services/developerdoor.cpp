#include "app/services/developerdoor.h"

#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 FileMost = 256 * 1024;
constexpr int SaveAfterMs = 1000;
constexpr QStringView SettingsKey = u"developers_door";

/// Null when there is none.
Result<json::Value> readJson(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return json::Value();
    if (!file.open(QIODevice::ReadOnly))
        return failure(errors::FileRead, {{u"path"_s, path}}, file.errorString());
    return json::parse(file.read(FileMost + 1), {.maxBytes = FileMost, .maxDepth = 8, .maxValues = 20'000});
}

Result<> writeJson(const QString &path, const json::Value &value)
{
    QSaveFile file(path);
    const QByteArray text = json::pretty(value);
    const bool isOpen = file.open(QIODevice::WriteOnly);
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (!isOpen || file.write(text) != text.size() || !file.commit())
        return failure(errors::FileWrite, {{u"path"_s, path}}, file.errorString());
    return {};
}

} // namespace

DeveloperDoor::DeveloperDoor(const DoorParts &parts) : m_parts(parts), m_usage(parts.clock)
{
    m_saving.setSingleShot(true);
    m_saving.setInterval(SaveAfterMs);
    connect(&m_saving, &QTimer::timeout, this, &DeveloperDoor::saveUsage);
}

DeveloperDoor::~DeveloperDoor() { stop(); }

QString DeveloperDoor::path(QStringView name) const { return m_parts.dataDirectory + u"/api/"_s + name.toString(); }

Result<> DeveloperDoor::makeDirectory() const
{
    const QString directory = m_parts.dataDirectory + u"/api"_s;
    if (!QDir().mkpath(directory))
        return failure(errors::FileWrite, {{u"path"_s, directory}});
    QFile::setPermissions(directory, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    return {};
}

Result<share::ApiKeys> DeveloperDoor::readKeys() const
{
    const auto stored = readJson(path(u"keys.json"));
    if (!stored && stored.error().code != errors::FileRead)
        return failure(errors::ApiKeysDamaged, {{u"what"_s, path(u"keys.json")}});
    if (!stored)
        return failure(stored.error());
    return stored->isNull() ? share::ApiKeys() : share::ApiKeys::fromJson(*stored);
}

Result<> DeveloperDoor::writeKeys(const share::ApiKeys &keys) const
{
    return writeJson(path(u"keys.json"), keys.toJson());
}

Result<QList<share::ApiKey>> DeveloperDoor::keys() const
{
    const auto keys = readKeys();
    if (!keys)
        return failure(keys.error());
    return keys->all();
}

Result<share::FreshKey> DeveloperDoor::addKey(const QString &name, const share::KeyLimits &limits)
{
    if (const auto made = makeDirectory(); !made)
        return failure(made.error());
    const auto lock = FileLock::take(path(u"keys.lock"));
    if (!lock)
        return failure(lock.error());
    auto keys = readKeys();
    if (!keys)
        return failure(keys.error());
    auto fresh = keys->add(name, limits, m_parts.clock, m_parts.rng);
    if (!fresh)
        return fresh;
    if (const auto written = writeKeys(*keys); !written)
        return failure(written.error());
    return fresh;
}

Result<share::ApiKey> DeveloperDoor::revokeKey(const QString &idOrName)
{
    if (const auto made = makeDirectory(); !made)
        return failure(made.error());
    const auto lock = FileLock::take(path(u"keys.lock"));
    if (!lock)
        return failure(lock.error());
    auto keys = readKeys();
    if (!keys)
        return failure(keys.error());
    auto revoked = keys->revoke(idOrName, m_parts.clock);
    if (!revoked)
        return revoked;
    if (const auto written = writeKeys(*keys); !written)
        return failure(written.error());
    return revoked;
}

int DeveloperDoor::usedToday(const QString &keyId) const
{
    if (isRunning())
        return m_usage.today(keyId);
    share::KeyUsage stored(m_parts.clock);
    stored.restore(readJson(path(u"usage.json")).value_or(json::Value()));
    return stored.today(keyId);
}

bool DeveloperDoor::isWanted() const { return m_parts.settings.value(SettingsKey)[u"on"].toBool(); }

quint16 DeveloperDoor::wantedPort() const
{
    const qint64 port = m_parts.settings.value(SettingsKey)[u"port"].toInteger(share::ApiPort);
    return port > 0 && port <= 0xffff ? quint16(port) : share::ApiPort;
}

Result<> DeveloperDoor::setWanted(bool isOn, quint16 port)
{
    json::Object wanted;
    wanted.set(u"on"_s, isOn);
    wanted.set(u"port"_s, port);
    return m_parts.settings.set(SettingsKey.toString(), json::Value(std::move(wanted)));
}

std::optional<share::ApiKey> DeveloperDoor::keyOf(QByteArrayView text) const
{
    const auto keys = readKeys();
    return keys ? keys->find(text) : std::nullopt;
}

Result<> DeveloperDoor::start(StudioRooms &rooms, quint16 port)
{
    stop();
    if (auto made = makeDirectory(); !made)
        return made;
    auto lock = FileLock::take(path(u"door.lock"));
    if (!lock)
        return failure(lock.error());
    m_usage.restore(readJson(path(u"usage.json")).value_or(json::Value()));
    share::StudioBackendOptions options;
    options.permission = m_permission;
    options.tag = u"api"_s;
    m_backend = std::make_unique<share::StudioBackend>(share::StudioBackendParts{rooms.service(), rooms.queue(),
                                                                                 rooms.gallery(), rooms.models(),
                                                                                 rooms.content(), m_parts.rng},
                                                       options);
    const auto byText = [this](QByteArrayView text) { return keyOf(text); };
    m_server = std::make_unique<share::ApiServer>(
        share::ImagesApiParts{*m_backend, m_usage, m_parts.clock, byText, m_describe});
    connect(m_server.get(), &share::ApiServer::used, this, [this] {
        if (!m_saving.isActive())
            m_saving.start();
    });
    if (auto started = m_server->start(port); !started) {
        m_server.reset();
        m_backend.reset();
        return started;
    }
    json::Object serving;
    serving.set(u"port"_s, m_server->port());
    serving.set(u"pid"_s, QCoreApplication::applicationPid());
    if (auto written = writeJson(path(u"serving.json"), json::Value(std::move(serving))); !written) {
        stop();
        return written;
    }
    m_lock = std::move(*lock);
    rooms.start();
    return {};
}

void DeveloperDoor::stop()
{
    if (!m_server)
        return;
    m_server->stop();
    m_server.reset();
    m_backend.reset();
    saveUsage();
    QFile::remove(path(u"serving.json"));
    m_lock.reset();
}

void DeveloperDoor::saveUsage()
{
    m_saving.stop();
    (void)writeJson(path(u"usage.json"), m_usage.toJson()); // a full disk costs the count of this run, no more
}

std::optional<DoorServing> DeveloperDoor::serving() const
{
    if (isRunning())
        return DoorServing{.port = port(), .pid = QCoreApplication::applicationPid()};
    // Whoever serves holds the lock; a file that a crash left says nothing.
    if (!QFile::exists(path(u"door.lock")))
        return std::nullopt;
    const auto lock = FileLock::take(path(u"door.lock"));
    if (lock || lock.error().code != errors::FileLocked)
        return std::nullopt;
    const auto stored = readJson(path(u"serving.json"));
    if (!stored || !stored->isObject())
        return std::nullopt;
    return DoorServing{.port = quint16((*stored)[u"port"].toInteger(0)), .pid = (*stored)[u"pid"].toInteger(0)};
}

} // namespace ain::app
