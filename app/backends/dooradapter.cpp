#include "app/backends/dooradapter.h"

#include "ui/text/errortext.h"

namespace ain::app {

void DoorAdapter::start()
{
    if (std::exchange(m_isStarted, true))
        return;
    DeveloperDoor &door = m_services.door();
    door.setDescriber(&text::errorSentence);
    // Whoever comes in by the door is somebody else: the switch counts, and the guard.
    door.setPermission([this] { return m_services.sharing().permission(); });
    follow();
}

void DoorAdapter::follow()
{
    DeveloperDoor &door = m_services.door();
    m_error.reset();
    if (!m_isStarted)
        return;
    if (!door.isWanted()) {
        door.stop();
    } else if (!door.isRunning() || door.port() != door.wantedPort()) {
        if (const auto started = door.start(m_services.studio(), door.wantedPort()); !started)
            m_error = started.error();
    }
    Q_EMIT changed();
}

ui::DoorState DoorAdapter::state() const
{
    DeveloperDoor &door = m_services.door();
    ui::DoorState state;
    state.isWanted = door.isWanted();
    state.wantedPort = door.wantedPort();
    if (const auto serving = door.serving()) {
        state.isServing = true;
        state.port = serving->port;
        state.otherPid = door.isRunning() ? 0 : serving->pid;
    }
    return state;
}

void DoorAdapter::setWanted(bool isWanted, quint16 port)
{
    const auto set = m_services.door().setWanted(isWanted, port);
    follow();
    if (!set) {
        m_error = set.error();
        Q_EMIT changed();
    }
}

Result<QList<ui::DoorKey>> DoorAdapter::keys() const
{
    const DeveloperDoor &door = m_services.door();
    const auto keys = door.keys();
    if (!keys)
        return failure(keys.error());
    QList<ui::DoorKey> out;
    for (const share::ApiKey &key : *keys) {
        ui::DoorKey one;
        one.id = key.id;
        one.name = key.name;
        one.perDay = key.limits.perDay;
        one.concurrent = key.limits.concurrent;
        one.usedToday = door.usedToday(key.id);
        one.createdMs = key.createdMs;
        one.isRevoked = key.revokedMs > 0;
        out.append(one);
    }
    return out;
}

Result<SecretBytes> DoorAdapter::addKey(const QString &name, int perDay, int concurrent)
{
    auto fresh = m_services.door().addKey(name, {perDay, concurrent});
    if (!fresh)
        return failure(fresh.error());
    QByteArray text = fresh->text.toLatin1();
    SecretBytes secret = SecretBytes::copyOf(text);
    wipeMemory(text.data(), std::size_t(text.size()));
    wipeMemory(fresh->text.data(), std::size_t(fresh->text.size()) * sizeof(QChar));
    Q_EMIT changed();
    return secret;
}

Result<> DoorAdapter::revokeKey(const QString &id)
{
    const auto revoked = m_services.door().revokeKey(id);
    if (!revoked)
        return failure(revoked.error());
    Q_EMIT changed();
    return {};
}

} // namespace ain::app
