#include "app/backends/lightadapter.h"

#include "app/services/pool.h"
#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QFile>
#include <QSaveFile>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxCheckpointBytes = 1024 * 1024;

Result<light::Checkpoint> readCheckpoint(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(errors::FileRead, {{u"path"_s, path}});
    const auto json = json::parse(file.read(maxCheckpointBytes + 1), {.maxBytes = maxCheckpointBytes, .maxDepth = 64});
    if (!json)
        return failure(json.error());
    return light::Checkpoint::read(*json);
}

Result<> writeProof(const light::ProofBundle &bundle, const QString &path)
{
    QSaveFile file(path);
    const QByteArray bytes = json::pretty(bundle.toJson()) + '\n';
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(errors::FileWrite, {{u"path"_s, path}});
    return {};
}

} // namespace

LightAdapter::LightAdapter(Services &services) : m_services(services)
{
    connect(&services, &Services::networkAboutToChange, this, &LightAdapter::statusChanged);
    connect(&services, &Services::networkChanged, this, [this] {
        light::LightClient &light = m_services.light();
        connect(&light, &light::LightClient::statusChanged, this, &LightAdapter::statusChanged);
        connect(&light, &light::LightClient::alarmRaised, this, &LightAdapter::alarmRaised);
        light.startFollowing();
        Q_EMIT statusChanged();
    });
}

light::LightStatus LightAdapter::status() const
{
    return m_services.hasNetwork() ? m_services.light().status() : light::LightStatus();
}

Task<> LightAdapter::sync()
{
    if (!m_services.hasNetwork())
        co_return failure(errors::NetworkUnknown);
    auto synced = co_await m_services.light().sync();
    if (!synced)
        co_return failure(synced.error());
    co_return Result<>();
}

Task<> LightAdapter::pin(QString path)
{
    auto work = [path] { return readCheckpoint(path); };
    auto reading = runInPool(std::move(work));
    auto checkpoint = co_await std::move(reading);
    if (!checkpoint)
        co_return failure(checkpoint.error());
    if (!m_services.hasNetwork())
        co_return failure(errors::NetworkUnknown);
    const light::Checkpoint chosen = *checkpoint;
    auto pinned = co_await m_services.light().pin(chosen);
    if (!pinned)
        co_return failure(pinned.error());
    auto synced = co_await sync();
    co_return synced;
}

Task<> LightAdapter::saveProof(std::shared_ptr<const light::ProofBundle> bundle, QString path)
{
    auto work = [bundle, path] { return writeProof(*bundle, path); };
    auto writing = runInPool(std::move(work));
    auto written = co_await std::move(writing);
    co_return written;
}

} // namespace ain::app
