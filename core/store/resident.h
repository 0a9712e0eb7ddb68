// A blocking object that is used, and dies, in another thread.
#pragma once

#include "core/base/task.h"

#include <QThread>

#include <memory>

namespace ain::store {

/// Owns a T on behalf of an object of the main thread. `thread` must be running while calls are wanted.
template<typename T>
class Resident {
public:
    Resident(QThread *thread, std::shared_ptr<T> object) : m_worker(new QObject), m_object(std::move(object))
    {
        m_worker->moveToThread(thread);
    }
    ~Resident()
    {
        // Behind the calls already queued there; a thread that has ended runs nothing any more.
        QThread *thread = m_worker->thread();
        if (thread == nullptr || !thread->isRunning()) {
            delete m_worker;
            return;
        }
        post(m_worker, [worker = m_worker, object = std::move(m_object)]() mutable {
            object.reset();
            worker->deleteLater();
        });
    }
    Q_DISABLE_COPY_MOVE(Resident)

    /// `function(T &)` returns a Result; it runs in the thread of the object, in the order of the calls.
    template<typename Function>
    auto run(Function function)
    {
        return runIn(m_worker,
                     [object = m_object, function = std::move(function)]() mutable { return function(*object); });
    }

private:
    QObject *m_worker;
    std::shared_ptr<T> m_object;
};

} // namespace ain::store
