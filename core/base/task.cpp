#include "core/base/task.h"

#include <QTimer>

namespace ain {

namespace detail {

namespace {

QEvent::Type readyType()
{
    static const auto type = QEvent::Type(QEvent::registerEventType());
    return type;
}

} // namespace

void Relay::ready(Relay *relay)
{
    auto *event = new QEvent(readyType());
    handOver(event);
    QCoreApplication::postEvent(relay, event, Qt::HighEventPriority);
}

Relay::~Relay()
{
    if (!m_done && onAbandoned)
        onAbandoned();
}

bool Relay::event(QEvent *event)
{
    takeOver(event);
    if (event->type() != readyType())
        return QObject::event(event);
    if (m_done)
        return true;
    m_done = true;
    // What runs now may destroy the context and with it this object: keep the function on the stack.
    auto ready = std::move(onReady);
    deleteLater();
    ready();
    return true;
}

} // namespace detail

Task<> sleepFor(QObject *context, int milliseconds)
{
    auto promise = std::make_shared<Promise<>>();
    auto task = promise->task();
    QTimer::singleShot(milliseconds, context, [promise] { promise->finish({}); });
    return task;
}

} // namespace ain
