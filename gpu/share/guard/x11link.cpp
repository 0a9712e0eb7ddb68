#include "gpu/share/guard/x11link.h"

#include "gpu/share/guard/reading.h"

#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr std::ptrdiff_t CounterNameOffset = 14;

tl::unexpected<Error> absent(QLatin1StringView why)
{
    return failure(errors::NotFound, {{u"what"_s, u"x11"_s}, {u"why"_s, QString(why)}});
}

xcb_atom_t atom(xcb_connection_t *connection, const char *name)
{
    const auto cookie = xcb_intern_atom(connection, 0, std::uint16_t(std::strlen(name)), name);
    const Reply<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(connection, cookie, nullptr));
    return reply ? reply->atom : xcb_atom_t(XCB_ATOM_NONE);
}

bool hasExtension(xcb_connection_t *connection, const char *name)
{
    const auto cookie = xcb_query_extension(connection, std::uint16_t(std::strlen(name)), name);
    const Reply<xcb_query_extension_reply_t> reply(xcb_query_extension_reply(connection, cookie, nullptr));
    return reply && reply->present != 0;
}

xcb_sync_int64_t wide(qint64 value)
{
    return {.hi = std::int32_t(value >> 32), .lo = std::uint32_t(value & 0xffff'ffff)};
}

std::optional<xcb_sync_counter_t> idleCounter(xcb_connection_t *connection)
{
    const Reply<xcb_sync_list_system_counters_reply_t> list(
        xcb_sync_list_system_counters_reply(connection, xcb_sync_list_system_counters(connection), nullptr));
    if (!list)
        return std::nullopt;
    for (auto i = xcb_sync_list_system_counters_counters_iterator(list.get()); i.rem > 0;
         xcb_sync_systemcounter_next(&i)) {
        // By the protocol's layout (4 + 8 + 2 bytes before the name): the library's accessor counts its own padding
        // too.
        const QByteArrayView name(reinterpret_cast<const char *>(i.data) + CounterNameOffset,
                                  xcb_sync_systemcounter_name_length(i.data));
        if (name == "IDLETIME")
            return i.data->counter;
    }
    return std::nullopt;
}

xcb_sync_alarm_t alarm(xcb_connection_t *connection, xcb_sync_counter_t counter, std::uint32_t test, qint64 value)
{
    const xcb_sync_alarm_t id = xcb_generate_id(connection);
    xcb_sync_create_alarm_value_list_t values{};
    values.counter = counter;
    values.valueType = XCB_SYNC_VALUETYPE_ABSOLUTE;
    values.value = wide(value);
    values.testType = test;
    values.delta = wide(0); // a transition's alarm then stays for the next time
    values.events = 1;
    xcb_sync_create_alarm_aux(connection, id,
                              XCB_SYNC_CA_COUNTER | XCB_SYNC_CA_VALUE_TYPE | XCB_SYNC_CA_VALUE | XCB_SYNC_CA_TEST_TYPE
                                  | XCB_SYNC_CA_DELTA | XCB_SYNC_CA_EVENTS,
                              &values);
    return id;
}

void followInput(X11Link &link, qint64 quietMs)
{
    xcb_connection_t *connection = link.connection.get();
    const auto *sync = xcb_get_extension_data(connection, &xcb_sync_id);
    if (sync == nullptr || sync->present == 0)
        return;
    const Reply<xcb_sync_initialize_reply_t> hello(
        xcb_sync_initialize_reply(connection, xcb_sync_initialize(connection, 3, 1), nullptr));
    const auto counter = hello ? idleCounter(connection) : std::nullopt;
    if (!counter)
        return;
    link.syncEvents = sync->first_event;
    link.quiet = alarm(connection, *counter, XCB_SYNC_TESTTYPE_POSITIVE_TRANSITION, quietMs);
    link.touched = alarm(connection, *counter, XCB_SYNC_TESTTYPE_NEGATIVE_TRANSITION, quietMs - 1);
    const Reply<xcb_sync_query_counter_reply_t> value(
        xcb_sync_query_counter_reply(connection, xcb_sync_query_counter(connection, *counter), nullptr));
    if (!value)
        return;
    link.idleMs = (qint64(value->counter_value.hi) << 32) | qint64(value->counter_value.lo);
    link.hasIdle = link.idleMs >= 0;
}

} // namespace

Result<std::shared_ptr<X11Link>> openX11(const QString &display, qint64 quietMs)
{
    auto link = std::make_shared<X11Link>();
    int number = 0;
    link->connection.reset(xcb_connect(display.toLocal8Bit().constData(), &number));
    xcb_connection_t *connection = link->connection.get();
    if (xcb_connection_has_error(connection) != 0)
        return absent(absence::NoDisplay);
    // An X server inside a Wayland session sees only what is meant for its own windows.
    if (hasExtension(connection, "XWAYLAND"))
        return absent(absence::Wayland);
    auto screens = xcb_setup_roots_iterator(xcb_get_setup(connection));
    for (; number > 0 && screens.rem > 1; --number)
        xcb_screen_next(&screens);
    if (screens.rem < 1)
        return absent(absence::NoDisplay);
    link->root = screens.data->root;
    link->activeWindow = atom(connection, "_NET_ACTIVE_WINDOW");
    link->windowState = atom(connection, "_NET_WM_STATE");
    link->stateFullscreen = atom(connection, "_NET_WM_STATE_FULLSCREEN");
    link->wmCheck = atom(connection, "_NET_SUPPORTING_WM_CHECK");
    const std::uint32_t mask = XCB_EVENT_MASK_PROPERTY_CHANGE;
    xcb_change_window_attributes(connection, link->root, XCB_CW_EVENT_MASK, &mask);
    followInput(*link, quietMs);
    xcb_flush(connection);
    if (xcb_connection_has_error(connection) != 0)
        return absent(absence::NoDisplay);
    return link;
}

} // namespace ain::share
