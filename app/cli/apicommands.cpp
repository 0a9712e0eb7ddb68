// The developers' door in the terminal: its keys, whether the window opens it, and serving from here.
#include "app/cli/serving.h"
#include "app/services/developerdoor.h"
#include "core/json/writer.h"
#include "ui/text/errortext.h"

#include <cstdio>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

/// Of --port, or what it is without.
Result<quint16> portOf(const Invocation &invocation, quint16 fallback)
{
    if (!invocation.has(u"port"_s))
        return fallback;
    bool isNumber = false;
    const quint16 port = invocation.value(u"port"_s).toUShort(&isNumber);
    if (!isNumber)
        return usageError(u"--port 0…65535"_s);
    return port;
}

Result<> takeLimit(const Invocation &invocation, const QString &name, int &limit)
{
    if (!invocation.has(name))
        return {};
    bool isNumber = false;
    limit = invocation.value(name).toInt(&isNumber);
    if (!isNumber)
        return usageError(u"--"_s + name);
    return {};
}

QString urlOf(quint16 port) { return u"http://127.0.0.1:%1/v1"_s.arg(port); }

json::Object viewOf(const share::ApiKey &key, int usedToday)
{
    json::Object view;
    view.set(u"id"_s, key.id);
    view.set(u"name"_s, key.name);
    view.set(u"created"_s, key.createdMs);
    view.set(u"revoked"_s, key.revokedMs > 0 ? json::Value(key.revokedMs) : json::Value());
    view.set(u"per_day"_s, key.limits.perDay);
    view.set(u"concurrent"_s, key.limits.concurrent);
    view.set(u"used_today"_s, usedToday);
    return view;
}

Result<json::Value> statusOf(const app::DeveloperDoor &door)
{
    const auto keys = door.keys();
    if (!keys)
        return failure(keys.error());
    qint64 usable = 0;
    for (const share::ApiKey &key : *keys)
        usable += key.revokedMs == 0 ? 1 : 0;
    const auto serving = door.serving();
    json::Object status;
    status.set(u"on"_s, door.isWanted());
    status.set(u"port"_s, door.wantedPort());
    status.set(u"keys"_s, usable);
    status.set(u"serving"_s, serving.has_value());
    status.set(u"url"_s, serving ? json::Value(urlOf(serving->port)) : json::Value());
    status.set(u"pid"_s, serving ? json::Value(serving->pid) : json::Value());
    return json::Value(std::move(status));
}

Task<json::Value> setWanted(Session &session, const Invocation &invocation, bool isOn)
{
    app::DeveloperDoor &door = session.services().door();
    const auto port = portOf(invocation, door.wantedPort());
    if (!port)
        return Task<json::Value>::finished(failure(port.error()));
    if (*port == 0)
        return Task<json::Value>::finished(usageError(u"--port 1…65535"_s));
    if (const auto set = door.setWanted(isOn, *port); !set)
        return Task<json::Value>::finished(failure(set.error()));
    return Task<json::Value>::finished(statusOf(door));
}

Task<json::Value> on(Session &session, Invocation invocation) { return setWanted(session, invocation, true); }

Task<json::Value> off(Session &session, Invocation invocation) { return setWanted(session, invocation, false); }

Task<json::Value> status(Session &session, Invocation /*invocation*/)
{
    return Task<json::Value>::finished(statusOf(session.services().door()));
}

Result<json::Value> added(app::DeveloperDoor &door, const Invocation &invocation)
{
    share::KeyLimits limits;
    for (const auto &taken : {takeLimit(invocation, u"per-day"_s, limits.perDay),
                              takeLimit(invocation, u"concurrent"_s, limits.concurrent)}) {
        if (!taken)
            return failure(taken.error());
    }
    const auto fresh = door.addKey(invocation.arguments.constFirst(), limits);
    if (!fresh)
        return failure(fresh.error());
    json::Object view = viewOf(fresh->key, 0);
    view.set(u"key"_s, fresh->text);
    return json::Value(std::move(view));
}

Task<json::Value> addKey(Session &session, Invocation invocation)
{
    return Task<json::Value>::finished(added(session.services().door(), invocation));
}

Task<json::Value> listKeys(Session &session, Invocation /*invocation*/)
{
    const app::DeveloperDoor &door = session.services().door();
    const auto keys = door.keys();
    if (!keys)
        return Task<json::Value>::finished(failure(keys.error()));
    json::Array list;
    for (const share::ApiKey &key : *keys)
        list.emplace_back(viewOf(key, door.usedToday(key.id)));
    return Task<json::Value>::finished(json::Value(std::move(list)));
}

Task<json::Value> revokeKey(Session &session, Invocation invocation)
{
    app::DeveloperDoor &door = session.services().door();
    const auto revoked = door.revokeKey(invocation.arguments.constFirst());
    if (!revoked)
        return Task<json::Value>::finished(failure(revoked.error()));
    return Task<json::Value>::finished(json::Value(viewOf(*revoked, door.usedToday(revoked->id))));
}

Task<json::Value> serve(Session &session, Invocation invocation)
{
    app::DeveloperDoor &door = session.services().door();
    const auto port = portOf(invocation, door.wantedPort());
    if (!port)
        co_return failure(port.error());
    StopSignals signal;
    auto stopped = untilStopped(signal);
    door.setDescriber(&text::errorSentence);
    const auto started = door.start(session.services().studio(), *port);
    if (!started)
        co_return failure(started.error());
    const QString url = urlOf(door.port());
    json::Object event = eventOf(u"serving"_s);
    event.set(u"url"_s, url);
    event.set(u"port"_s, door.port());
    tell(session, translated(QT_TRANSLATE_NOOP("Cli", "Serving at %1. Ctrl+C ends it.")).arg(url), event);
    auto over = co_await std::move(stopped);
    door.stop();
    if (!over)
        co_return failure(over.error());
    json::Object out;
    out.set(u"stopped"_s, true);
    co_return json::Value(std::move(out));
}

} // namespace

QList<Command> apiCommands()
{
    const Option port{u"port"_s, u"N"_s,
                      QT_TRANSLATE_NOOP("Cli", "port on this computer; the one chosen last, 8200 at first")};
    return {
        {.name = u"api on"_s,
         .summary = QT_TRANSLATE_NOOP(
             "Cli", "Let the window open the developers' door: an images endpoint for programs on this computer."),
         .options = {port},
         .run = on},
        {.name = u"api off"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "The window no longer opens the developers' door."),
         .run = off},
        {.name = u"api status"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Whether the developers' door is on, and who serves there."),
         .run = status},
        {.name = u"api serve"_s,
         .summary =
             QT_TRANSLATE_NOOP("Cli", "Serve images at the developers' door until Ctrl+C; prints its address first."),
         .options = {port},
         .needs = Command::Studio,
         .run = serve},
        {.name = u"api keys add"_s,
         .arguments = u"NAME"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "A new key for a program. It is shown once and kept nowhere."),
         .options = {{u"per-day"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "pictures a day (500)")},
                     {u"concurrent"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "requests at once (2)")}},
         .minArguments = 1,
         .maxArguments = 1,
         .run = addKey},
        {.name = u"api keys list"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "All keys, and what they have used today."),
         .run = listKeys},
        {.name = u"api keys revoke"_s,
         .arguments = u"KEY"_s,
         .summary =
             QT_TRANSLATE_NOOP("Cli", "Take a key's rights, by its id or name; at once, also while it is served."),
         .minArguments = 1,
         .maxArguments = 1,
         .run = revokeKey},
    };
}

} // namespace ain::cli
