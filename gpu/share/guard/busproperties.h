// The properties of one object on a bus, as they change.
#pragma once

#include <QDBusConnection>
#include <QDBusServiceWatcher>
#include <QObject>
#include <QVariantMap>

namespace ain::share {

/// Reads all properties of an interface, hears their changes, and follows the service when it leaves and comes back.
/// Nothing blocks. Thread: main.
class BusProperties : public QObject {
    Q_OBJECT
public:
    BusProperties(const QDBusConnection &bus, QString service, QString path, QString interface);

    /// Always answers with one of the signals, but not before this call has returned.
    void start();

Q_SIGNALS:
    void changed(const QVariantMap &all);
    void absent(const QString &why); ///< of absence

private Q_SLOTS:
    void propertiesChanged(const QString &interface, const QVariantMap &changes, const QStringList &invalidated);

private:
    void ask();

    QDBusConnection m_bus;
    QString m_service;
    QString m_path;
    QString m_interface;
    QDBusServiceWatcher m_watcher;
    QVariantMap m_all;
    bool m_isKnown = false;
    quint64 m_asked = 0;
};

} // namespace ain::share
