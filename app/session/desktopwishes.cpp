#include "app/session/desktopwishes.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QMap>
#include <QVariantMap>

#include <utility>

namespace ain {

using namespace Qt::StringLiterals;

namespace {

const QString Service = u"org.freedesktop.portal.Desktop"_s;
const QString Path = u"/org/freedesktop/portal/desktop"_s;
const QString Interface = u"org.freedesktop.portal.Settings"_s;
const QString Appearance = u"org.freedesktop.appearance"_s;
const QString GnomeInterface = u"org.gnome.desktop.interface"_s;
const QString GnomeAccess = u"org.gnome.desktop.a11y.interface"_s;

} // namespace

DesktopWishes::DesktopWishes(QDBusConnection sessionBus, QObject *parent)
    : QObject(parent), m_bus(std::move(sessionBus))
{
    if (!m_bus.isConnected())
        return;
    // Before the question, so that no change falls between both.
    m_bus.connect(Service, Path, Interface, u"SettingChanged"_s, this, SLOT(settingChanged(QDBusMessage)));
    auto question = QDBusMessage::createMethodCall(Service, Path, Interface, u"ReadAll"_s);
    question.setArguments({QStringList{Appearance, GnomeInterface, GnomeAccess}});
    auto *call = new QDBusPendingCallWatcher(m_bus.asyncCall(question), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, &DesktopWishes::readAll);
}

void DesktopWishes::readAll(QDBusPendingCallWatcher *call)
{
    call->deleteLater();
    const QDBusMessage reply = call->reply();
    if (reply.type() != QDBusMessage::ReplyMessage || reply.signature() != u"a{sa{sv}}")
        return;
    QMap<QString, QVariantMap> spaces;
    reply.arguments().constFirst().value<QDBusArgument>() >> spaces;
    bool isOurs = false;
    for (auto space = spaces.cbegin(); space != spaces.cend(); ++space) {
        for (auto setting = space->cbegin(); setting != space->cend(); ++setting)
            isOurs = take(space.key(), setting.key(), setting.value()) || isOurs;
    }
    if (isOurs)
        Q_EMIT changed();
}

void DesktopWishes::settingChanged(const QDBusMessage &message)
{
    if (message.signature() != u"ssv")
        return;
    const QVariantList said = message.arguments();
    if (take(said.at(0).toString(), said.at(1).toString(), said.at(2).value<QDBusVariant>().variant()))
        Q_EMIT changed();
}

bool DesktopWishes::take(const QString &space, const QString &key, const QVariant &value)
{
    if (space == Appearance && key == u"color-scheme") {
        const uint scheme = value.toUInt(); // 0: no preference
        m_isDark = scheme == 1 ? std::optional(true) : scheme == 2 ? std::optional(false) : std::nullopt;
    } else if (space == Appearance && key == u"contrast") {
        m_contrast = value.toUInt() == 1;
    } else if (space == Appearance && key == u"reduced-motion") {
        m_still = value.toUInt() == 1;
    } else if (space == GnomeInterface && key == u"enable-animations") {
        m_gnomeStill = !value.toBool();
    } else if (space == GnomeAccess && key == u"high-contrast") {
        m_gnomeContrast = value.toBool();
    } else {
        return false;
    }
    return true;
}

} // namespace ain
