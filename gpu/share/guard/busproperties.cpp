#include "gpu/share/guard/busproperties.h"

#include "gpu/share/guard/reading.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

#include <utility>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

const QString Properties = u"org.freedesktop.DBus.Properties"_s;

} // namespace

BusProperties::BusProperties(const QDBusConnection &bus, QString service, QString path, QString interface)
    : m_bus(bus), m_service(std::move(service)), m_path(std::move(path)), m_interface(std::move(interface))
{
}

void BusProperties::start()
{
    if (!m_bus.isConnected()) {
        QMetaObject::invokeMethod(this, [this] { Q_EMIT absent(absence::NoBus); }, Qt::QueuedConnection);
        return;
    }
    m_watcher.setConnection(m_bus);
    m_watcher.addWatchedService(m_service);
    m_watcher.setWatchMode(QDBusServiceWatcher::WatchForOwnerChange);
    connect(&m_watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString & /*service*/, const QString & /*before*/, const QString &owner) {
                ++m_asked; // an answer of the one that left is worth nothing
                if (owner.isEmpty()) {
                    m_isKnown = false;
                    Q_EMIT absent(absence::NoService);
                } else {
                    ask();
                }
            });
    m_bus.connect(m_service, m_path, Properties, u"PropertiesChanged"_s, this,
                  SLOT(propertiesChanged(QString, QVariantMap, QStringList)));
    ask();
}

void BusProperties::ask()
{
    QDBusMessage call = QDBusMessage::createMethodCall(m_service, m_path, Properties, u"GetAll"_s);
    call.setArguments({m_interface});
    const quint64 number = ++m_asked;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, number](QDBusPendingCallWatcher *finished) {
        finished->deleteLater();
        if (number != m_asked)
            return;
        const QDBusPendingReply<QVariantMap> reply = *finished;
        if (reply.isError()) {
            m_isKnown = false;
            Q_EMIT absent(absence::NoService);
            return;
        }
        m_all = reply.value();
        m_isKnown = true;
        Q_EMIT changed(m_all);
    });
}

void BusProperties::propertiesChanged(const QString &interface, const QVariantMap &changes,
                                      const QStringList &invalidated)
{
    if (interface != m_interface)
        return;
    if (!m_isKnown || !invalidated.isEmpty()) {
        ask();
        return;
    }
    ++m_asked; // what was asked before this change may be older than it
    m_all.insert(changes);
    Q_EMIT changed(m_all);
}

} // namespace ain::share
