#include "gpu/share/guard/mutteridle.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>

#include <algorithm>
#include <functional>
#include <utility>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

const QString Service = u"org.gnome.Mutter.IdleMonitor"_s;
const QString Path = u"/org/gnome/Mutter/IdleMonitor/Core"_s;
constexpr qsizetype EarlyKept = 16;

} // namespace

MutterIdleSource::MutterIdleSource(const QDBusConnection &sessionBus, const Clock &clock)
    : m_bus(sessionBus), m_clock(clock)
{
}

MutterIdleSource::~MutterIdleSource()
{
    if (!m_bus.isConnected())
        return;
    for (const uint watch : {m_idleWatch, m_activeWatch}) {
        if (watch == 0)
            continue;
        auto message = QDBusMessage::createMethodCall(Service, Path, Service, u"RemoveWatch"_s);
        message.setArguments({watch});
        m_bus.send(message);
    }
}

void MutterIdleSource::start()
{
    if (!m_bus.isConnected()) {
        QMetaObject::invokeMethod(this, [this] { absent(absence::NoBus); }, Qt::QueuedConnection);
        return;
    }
    m_bus.connect(Service, Path, Service, u"WatchFired"_s, this, SLOT(watchFired(uint)));
    m_watcher.setConnection(m_bus);
    m_watcher.addWatchedService(Service);
    m_watcher.setWatchMode(QDBusServiceWatcher::WatchForOwnerChange);
    connect(&m_watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString & /*service*/, const QString & /*before*/, const QString &owner) {
                ++m_life;
                m_idleWatch = m_activeWatch = 0;
                m_early.clear();
                if (owner.isEmpty())
                    absent(absence::NoService);
                else
                    follow();
            });
    follow();
}

void MutterIdleSource::absent(const QString &why)
{
    Q_EMIT observed({.seen = Absent{why}, .source = u"mutter"_s, .atMs = m_clock.monotonicMs()});
}

void MutterIdleSource::call(const QString &method, const QVariantList &arguments,
                            std::function<void(qulonglong)> answer)
{
    auto message = QDBusMessage::createMethodCall(Service, Path, Service, method);
    message.setArguments(arguments);
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, life = m_life, answer = std::move(answer)](QDBusPendingCallWatcher *finished) {
                finished->deleteLater();
                if (life != m_life)
                    return;
                const QDBusMessage reply = finished->reply();
                bool isNumber = false;
                const qulonglong number = reply.arguments().value(0).toULongLong(&isNumber);
                if (reply.type() == QDBusMessage::ReplyMessage && isNumber)
                    answer(number);
                else
                    absent(absence::NoService);
            });
}

void MutterIdleSource::follow()
{
    // Its answers come in the order of the questions: the watches stand before the idle time is told.
    call(u"AddIdleWatch"_s, {qulonglong(QuietMs)}, [this](qulonglong id) { setWatch(m_idleWatch, uint(id)); });
    call(u"AddUserActiveWatch"_s, {}, [this](qulonglong id) { setWatch(m_activeWatch, uint(id)); });
    call(u"GetIdletime"_s, {}, [this](qulonglong idle) {
        tell(qint64(idle) < QuietMs, qint64(std::min<qulonglong>(idle, qulonglong(m_clock.monotonicMs()))));
    });
}

void MutterIdleSource::tell(bool isActive, qint64 idleMs)
{
    const qint64 now = m_clock.monotonicMs();
    Q_EMIT observed(
        {.seen = InputSeen{.isActive = isActive, .lastMs = now - idleMs}, .source = u"mutter"_s, .atMs = now});
}

void MutterIdleSource::watchFired(uint id)
{
    if (id == 0)
        return;
    if (id == m_idleWatch) {
        tell(false, QuietMs);
        // Fires once each time, so it is set anew.
        if (m_activeWatch == 0)
            call(u"AddUserActiveWatch"_s, {}, [this](qulonglong watch) { setWatch(m_activeWatch, uint(watch)); });
    } else if (id == m_activeWatch) {
        m_activeWatch = 0;
        tell(true, 0);
    } else if (m_early.size() < EarlyKept) {
        m_early.insert(id);
    }
}

void MutterIdleSource::setWatch(uint &watch, uint id)
{
    watch = id;
    if (m_early.remove(id))
        watchFired(id);
}

} // namespace ain::share
