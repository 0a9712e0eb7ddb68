// The orderly end of a thread with an event loop.
#pragma once

#include "core/base/post.h"

#include <QThread>

namespace ain {

/// Runs `last()` in `thread`, behind all that was posted to it before, ends its event loop and waits for it. What
/// `last` gives to deleteLater() is still deleted there. Does nothing when the thread does not run. Thread: the
/// owner's.
template<typename Function>
void endThread(QThread &thread, Function last)
{
    if (!thread.isRunning())
        return;
    auto *courier = new QObject;
    courier->moveToThread(&thread);
    post(courier, [courier, &thread, last = std::move(last)] {
        last();
        courier->deleteLater();
        thread.quit();
    });
    thread.wait();
}

} // namespace ain
