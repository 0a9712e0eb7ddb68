#include "gpu/share/guard/x11desk.h"

#include "core/base/pooltask.h"
#include "gpu/share/guard/x11link.h"

#include <QSocketNotifier>

#include <algorithm>
#include <deque>
#include <utility>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint32_t StatesRead = 64; ///< of one window
constexpr std::uint32_t ClassRead = 64; ///< in four bytes

/// DISPLAY of a server on this computer.
bool isLocal(const QString &display)
{
    return display.startsWith(u':') || display.startsWith("unix:"_L1) || display.startsWith(u'/');
}

} // namespace

class X11Desk::Private : public QObject {
public:
    enum class Question { Manager, Active, State, Class };
    struct Asked {
        unsigned int sequence = 0;
        Question question = Question::Active;
        xcb_window_t window = 0;
    };

    Private(X11Desk &desk, DisplayPlace thePlace, const Clock &theClock, QThreadPool &thePool)
        : q(desk), place(std::move(thePlace)), clock(theClock), pool(thePool)
    {
    }

    Task<> open();
    void read();
    void onEvent(const xcb_generic_event_t &event);
    void onAnswer(const Asked &asked, const xcb_get_property_reply_t *reply);
    void ask(Question question, xcb_window_t window);
    void follow(xcb_window_t window);
    void tellInput(Seen seen) { Q_EMIT q.input(observation(std::move(seen))); }
    void tellFullscreen();
    void tellAbsent(const QString &why);
    [[nodiscard]] Observation observation(Seen seen) const
    {
        return {.seen = std::move(seen), .source = u"x11"_s, .atMs = clock.monotonicMs()};
    }

    X11Desk &q;
    DisplayPlace place;
    const Clock &clock;
    QThreadPool &pool;
    bool hasStarted = false;
    std::shared_ptr<X11Link> link;
    std::unique_ptr<QSocketNotifier> notifier;
    std::deque<Asked> asked;
    bool hasManager = false;
    xcb_window_t active = 0;
    bool isFullscreen = false;
    QString program;
};

Task<> X11Desk::Private::open()
{
    auto work = [display = place.display] { return openX11(display, QuietMs); };
    auto opened = co_await runInPool(pool, std::move(work));
    if (!opened) {
        const QString why = opened.error().args.value(u"why"_s).toString();
        tellAbsent(why.isEmpty() ? QString(absence::NoDisplay) : why);
        co_return {};
    }
    link = std::move(*opened);
    notifier =
        std::make_unique<QSocketNotifier>(xcb_get_file_descriptor(link->connection.get()), QSocketNotifier::Read);
    connect(notifier.get(), &QSocketNotifier::activated, this, [this] { read(); });
    if (link->hasIdle) {
        const qint64 now = clock.monotonicMs();
        tellInput(InputSeen{.isActive = link->idleMs < QuietMs, .lastMs = now - std::min(link->idleMs, now)});
    } else {
        tellInput(Absent{absence::NotTold});
    }
    ask(Question::Manager, link->root);
    ask(Question::Active, link->root);
    read();
    co_return {};
}

void X11Desk::Private::read()
{
    xcb_connection_t *connection = link->connection.get();
    bool hasMore = true;
    while (hasMore) {
        hasMore = false;
        while (const Reply<xcb_generic_event_t> event{xcb_poll_for_event(connection)})
            onEvent(*event);
        while (!asked.empty()) {
            void *answer = nullptr;
            xcb_generic_error_t *error = nullptr;
            if (xcb_poll_for_reply(connection, asked.front().sequence, &answer, &error) == 0)
                break;
            const Reply<xcb_get_property_reply_t> reply(static_cast<xcb_get_property_reply_t *>(answer));
            const Reply<xcb_generic_error_t> refused(error);
            const Asked question = asked.front();
            asked.pop_front();
            onAnswer(question, reply.get());
            hasMore = true;
        }
    }
    if (xcb_connection_has_error(connection) != 0) {
        notifier->setEnabled(false);
        tellAbsent(absence::NoDisplay);
        return;
    }
    xcb_flush(connection);
}

void X11Desk::Private::onEvent(const xcb_generic_event_t &event)
{
    const auto type = std::uint8_t(event.response_type & 0x7f);
    if (link->hasIdle && type == std::uint8_t(link->syncEvents + XCB_SYNC_ALARM_NOTIFY)) {
        const auto &alarm = reinterpret_cast<const xcb_sync_alarm_notify_event_t &>(event);
        const qint64 now = clock.monotonicMs();
        const qint64 idle = (qint64(alarm.counter_value.hi) << 32) | qint64(alarm.counter_value.lo);
        if (alarm.alarm == link->touched)
            tellInput(InputSeen{.isActive = true, .lastMs = now});
        else if (alarm.alarm == link->quiet)
            tellInput(InputSeen{.isActive = false, .lastMs = now - std::clamp<qint64>(idle, 0, now)});
    } else if (type == XCB_PROPERTY_NOTIFY) {
        const auto &property = reinterpret_cast<const xcb_property_notify_event_t &>(event);
        if (property.window == link->root && property.atom == link->wmCheck)
            ask(Question::Manager, link->root);
        else if (property.window == link->root && property.atom == link->activeWindow)
            ask(Question::Active, link->root);
        else if (property.window == active && property.atom == link->windowState)
            ask(Question::State, active);
    }
}

void X11Desk::Private::ask(Question question, xcb_window_t window)
{
    xcb_atom_t property = link->activeWindow;
    xcb_atom_t type = XCB_ATOM_WINDOW;
    std::uint32_t length = 1;
    switch (question) {
    case Question::Manager: property = link->wmCheck; break;
    case Question::Active: break;
    case Question::State:
        property = link->windowState;
        type = XCB_ATOM_ATOM;
        length = StatesRead;
        break;
    case Question::Class:
        property = XCB_ATOM_WM_CLASS;
        type = XCB_ATOM_STRING;
        length = ClassRead;
        break;
    }
    const auto cookie = xcb_get_property(link->connection.get(), 0, window, property, type, 0, length);
    asked.push_back({.sequence = cookie.sequence, .question = question, .window = window});
    xcb_flush(link->connection.get());
}

void X11Desk::Private::onAnswer(const Asked &question, const xcb_get_property_reply_t *reply)
{
    const int bytes = reply != nullptr ? xcb_get_property_value_length(reply) : 0;
    const auto *words =
        bytes > 0 ? static_cast<const std::uint32_t *>(xcb_get_property_value(reply)) : nullptr; // of format 32
    const bool isWords = words != nullptr && reply->format == 32;
    switch (question.question) {
    case Question::Manager:
        hasManager = isWords && words[0] != 0;
        tellFullscreen();
        break;
    case Question::Active: follow(isWords ? words[0] : 0); break;
    case Question::State:
        if (question.window != active)
            break;
        isFullscreen = isWords && std::find(words, words + bytes / 4, link->stateFullscreen) != words + bytes / 4;
        tellFullscreen();
        break;
    case Question::Class:
        if (question.window != active || bytes <= 0 || reply->format != 8)
            break;
        // Two texts, each ended by a zero: the instance, then the class.
        const QByteArray text(static_cast<const char *>(xcb_get_property_value(reply)), bytes);
        const QList<QByteArray> names = text.split('\0');
        program = QString::fromUtf8(names.value(names.size() > 1 && !names[1].isEmpty() ? 1 : 0)).simplified();
        if (isFullscreen)
            tellFullscreen();
        break;
    }
}

void X11Desk::Private::follow(xcb_window_t window)
{
    if (window == active)
        return;
    xcb_connection_t *connection = link->connection.get();
    // A window that is gone answers with an error that nobody waits for.
    if (active != 0 && active != link->root) {
        const std::uint32_t none = XCB_EVENT_MASK_NO_EVENT;
        xcb_change_window_attributes(connection, active, XCB_CW_EVENT_MASK, &none);
    }
    active = window;
    program.clear();
    if (active == 0 || active == link->root) {
        isFullscreen = false;
        tellFullscreen();
        return;
    }
    const std::uint32_t mask = XCB_EVENT_MASK_PROPERTY_CHANGE;
    xcb_change_window_attributes(connection, active, XCB_CW_EVENT_MASK, &mask);
    ask(Question::Class, active);
    ask(Question::State, active);
}

void X11Desk::Private::tellFullscreen()
{
    if (hasManager)
        Q_EMIT q.fullscreen(observation(FullscreenSeen{.isFullscreen = isFullscreen, .program = program}));
    else
        Q_EMIT q.fullscreen(observation(Absent{absence::NoWindowManager}));
}

void X11Desk::Private::tellAbsent(const QString &why)
{
    const Observation absent = observation(Absent{why});
    Q_EMIT q.input(absent);
    Q_EMIT q.fullscreen(absent);
}

X11Desk::X11Desk(DisplayPlace place, const Clock &clock, QThreadPool &pool)
    : d(std::make_unique<Private>(*this, std::move(place), clock, pool))
{
}

X11Desk::~X11Desk() = default;

void X11Desk::start()
{
    if (std::exchange(d->hasStarted, true))
        return;
    QLatin1StringView why;
    if (d->place.isWayland)
        why = absence::Wayland;
    else if (d->place.display.isEmpty())
        why = absence::NoDisplay;
    else if (!isLocal(d->place.display))
        why = absence::RemoteDisplay;
    if (why.isEmpty())
        d->open().detach(); // what it found is told by the signals
    else
        QMetaObject::invokeMethod(d.get(), [this, why] { d->tellAbsent(why); }, Qt::QueuedConnection);
}

} // namespace ain::share
