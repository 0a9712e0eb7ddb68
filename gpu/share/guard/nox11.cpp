#include "gpu/share/guard/x11desk.h"

namespace ain::share {

class X11Desk::Private {
public:
    explicit Private(const Clock &theClock) : clock(theClock) { }
    const Clock &clock;
};

X11Desk::X11Desk(DisplayPlace /*place*/, const Clock &clock, QThreadPool & /*pool*/)
    : d(std::make_unique<Private>(clock))
{
}

X11Desk::~X11Desk() = default;

void X11Desk::start()
{
    const auto tell = [this] {
        const Observation absent{
            .seen = Absent{absence::NotBuiltIn}, .source = QStringLiteral("x11"), .atMs = d->clock.monotonicMs()};
        Q_EMIT input(absent);
        Q_EMIT fullscreen(absent);
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

} // namespace ain::share
