#include "core/base/task.h"

#include <QTimer>

namespace ain {

namespace detail {

QEvent::Type Relay::readyType()
{
    static const auto type = QEvent::Type(QEvent::registerEventType());
    return type;
}

Relay::~Relay()
{
    if (!m_done && onAbandoned)
        onAbandoned();
}

bool Relay::event(QEvent *event)
{
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
