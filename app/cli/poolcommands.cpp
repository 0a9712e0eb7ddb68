// A studio's own boxes together, in the terminal: serving the pool, letting boxes in, looking at them.
#include "app/cli/poolviews.h"
#include "app/cli/secretinput.h"
#include "core/json/writer.h"
#include "gpu/share/pool/certificate.h"
#include "gpu/share/pool/errors.h"
#include "gpu/share/pool/hostedpool.h"
#include "ui/text/errortext.h"

#include <cstdio>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

Result<pool::HubSettings> settingsOf(const Invocation &invocation, const pool::Hub &hub)
{
    pool::HubSettings settings;
    if (hub.exists()) {
        const auto known = hub.book();
        if (!known)
            return failure(known.error());
        settings = known->settings;
    }
    settings.listen = invocation.value(u"listen"_s, settings.listen);
    if (!pool::isHost(settings.listen))
        return usageError(u"--listen"_s);
    if (invocation.has(u"port"_s)) {
        bool isNumber = false;
        settings.port = invocation.value(u"port"_s).toUShort(&isNumber);
        if (!isNumber || settings.port == 0)
            return usageError(u"--port 1…65535"_s);
    }
    return settings;
}

Task<json::Value> serve(Session &session, Invocation invocation)
{
    const app::PoolBooks books = poolBooks(session);
    const auto settings = settingsOf(invocation, books.hub());
    if (!settings)
        co_return failure(settings.error());
    StopSignals signal;
    auto over = std::make_shared<Promise<>>();
    auto ended = over->task();
    QObject::connect(&signal, &StopSignals::received, &signal, [over] { over->finish({}); });
    pool::HostedPool hosted(books.directory(), session.services().clock(), session.services().rng());
    const QString address = pool::Membership{.host = settings->listen, .port = settings->port}.address();
    QObject::connect(&hosted, &pool::HostedPool::ready, &hosted, [&session, &hosted, address] {
        json::Object event = eventOf(u"serving"_s);
        event.set(u"address"_s, address);
        event.set(u"restarts"_s, hosted.server().restarts());
        event.set(u"pid"_s, hosted.server().pid());
        tell(session, translated(QT_TRANSLATE_NOOP("Cli", "The pool is served at %1. Ctrl+C ends it.")).arg(address),
             event);
    });
    QObject::connect(&hosted, &pool::HostedPool::lost, &hosted, [&session](int waitMs) {
        json::Object event = eventOf(u"lost"_s);
        event.set(u"wait_ms"_s, waitMs);
        tell(session, translated(QT_TRANSLATE_NOOP("Cli", "nats-server ended; it is started again.")), event);
    });
    QObject::connect(&hosted, &pool::HostedPool::failed, &hosted,
                     [over](const Error &error) { over->finish(failure(error)); });
    const auto started = hosted.start(app::HubBox.toString(), *settings);
    if (!started)
        co_return failure(started.error());
    auto stopped = co_await std::move(ended);
    hosted.stop();
    if (!stopped)
        co_return failure(stopped.error());
    json::Object out;
    out.set(u"stopped"_s, true);
    co_return json::Value(std::move(out));
}

Result<json::Value> invited(Session &session, const Invocation &invocation)
{
    const app::PoolBooks books = poolBooks(session);
    const auto usual = books.reachedAt();
    if (!usual)
        return failure(usual.error());
    const QString host = invocation.value(u"address"_s, *usual);
    if (!pool::isHost(host))
        return usageError(u"--address"_s);
    const auto role = invocation.has(u"member"_s) ? pool::Role::Member : pool::Role::Worker;
    const auto membership =
        books.hub().invite(invocation.arguments.constFirst(), role, host, session.services().clock());
    if (!membership)
        return failure(membership.error());
    json::Object out;
    out.set(u"box"_s, membership->box);
    out.set(u"role"_s, pool::roleName(membership->role));
    out.set(u"address"_s, membership->address());
    out.set(u"fingerprint"_s, pool::fingerprint(membership->certificate));
    // The one moment at which it is shown; it is kept nowhere here.
    out.set(u"invitation"_s, QString::fromLatin1(pool::inviteText(*membership).bytes()));
    return json::Value(std::move(out));
}

Task<json::Value> invite(Session &session, Invocation invocation)
{
    return Task<json::Value>::finished(invited(session, invocation));
}

json::Object viewOfMembership(const pool::Membership &membership)
{
    json::Object out;
    out.set(u"member"_s, true);
    out.set(u"box"_s, membership.box);
    out.set(u"role"_s, pool::roleName(membership.role));
    out.set(u"address"_s, membership.address());
    out.set(u"fingerprint"_s, pool::fingerprint(membership.certificate));
    return out;
}

Result<json::Value> joined(Session &session, const Invocation &invocation)
{
    const app::PoolBooks books = poolBooks(session);
    if (const auto known = books.membership()) // before anything is read
        return failure(errors::PoolIsMember, {{u"name"_s, known->box}});
    const QString source = invocation.arguments.constFirst();
    const auto text = source == u"-" ? readSecretDescriptor(0) : readSecretFile(source);
    if (!text)
        return failure(text.error());
    const auto membership = books.join(text->bytes());
    if (!membership)
        return failure(membership.error());
    return json::Value(viewOfMembership(*membership));
}

Task<json::Value> join(Session &session, Invocation invocation)
{
    return Task<json::Value>::finished(joined(session, invocation));
}

Result<json::Value> left(Session &session, const Invocation &invocation)
{
    const app::PoolBooks books = poolBooks(session);
    json::Object out;
    if (!invocation.arguments.isEmpty()) {
        const QString name = invocation.arguments.constFirst();
        if (const auto removed = books.hub().remove(name); !removed)
            return failure(removed.error());
        out.set(u"removed"_s, name);
        return json::Value(std::move(out));
    }
    const auto gone = books.leave();
    if (!gone && gone.error().code == errors::PoolIsMember)
        return usageError(u"pool leave NAME"_s); // its own pool: there is nothing to leave
    if (!gone)
        return failure(gone.error());
    out.set(u"left"_s, *gone);
    return json::Value(std::move(out));
}

Task<json::Value> leave(Session &session, Invocation invocation)
{
    return Task<json::Value>::finished(left(session, invocation));
}

Task<json::Value> status(Session &session, Invocation /*invocation*/)
{
    const app::PoolBooks books = poolBooks(session);
    const pool::Hub hub = books.hub();
    json::Object out;
    const auto membership = books.membership();
    if (!membership && membership.error().code != errors::PoolNotMember)
        co_return failure(membership.error());
    if (membership)
        out = viewOfMembership(*membership);
    else
        out.set(u"member"_s, false);
    out.set(u"hub"_s, hub.exists());
    out.set(u"serving"_s, books.isServing());
    if (!membership)
        co_return json::Value(std::move(out));
    if (hub.exists()) {
        const auto book = hub.book();
        if (!book)
            co_return failure(book.error());
        json::Array names;
        for (const pool::Box &box : book->boxes)
            names.emplace_back(box.name);
        out.set(u"known_boxes"_s, std::move(names));
    }
    auto client = poolClient(session);
    if (!client)
        co_return failure(client.error());
    auto opened = co_await (*client)->open();
    out.set(u"reachable"_s, opened.has_value());
    if (!opened) {
        out.set(u"reason"_s, opened.error().code.toString());
        out.set(u"sentence"_s, text::errorSentence(opened.error()));
        co_return json::Value(std::move(out));
    }
    if (membership->role == pool::Role::Worker) // the others are none of its business
        co_return json::Value(std::move(out));
    auto fleet = co_await (*client)->fleet();
    if (!fleet)
        co_return failure(fleet.error());
    const json::Object view = viewOf(*fleet);
    for (const auto &[key, value] : view)
        out.set(key, value);
    co_return json::Value(std::move(out));
}

Task<json::Value> fleet(Session &session, Invocation /*invocation*/)
{
    auto client = poolClient(session);
    if (!client)
        co_return failure(client.error());
    auto opened = co_await (*client)->open();
    if (!opened)
        co_return failure(opened.error());
    auto fleet = co_await (*client)->fleet();
    if (!fleet)
        co_return failure(fleet.error());
    co_return json::Value(viewOf(*fleet));
}

} // namespace

app::PoolBooks poolBooks(Session &session) { return app::PoolBooks(session.services().dataDirectory()); }

Result<std::unique_ptr<pool::PoolClient>> poolClient(Session &session)
{
    auto membership = poolBooks(session).membership();
    if (!membership)
        return failure(membership.error());
    return std::make_unique<pool::PoolClient>(std::move(*membership));
}

json::Object viewOf(const pool::Offer &offer)
{
    json::Object view;
    view.set(u"id"_s, offer.id);
    view.set(u"family"_s, offer.family);
    view.set(u"sha256"_s, offer.files.value(0).sha256);
    return view;
}

json::Object viewOf(const pool::Fleet &fleet)
{
    json::Array boxes;
    qint64 perHour = 0;
    for (const pool::FleetBox &box : fleet.boxes) {
        json::Array offers;
        for (const pool::Offer &offer : box.caps.offers)
            offers.emplace_back(viewOf(offer));
        json::Object view;
        view.set(u"box"_s, box.caps.box);
        view.set(u"state"_s, pool::stateName(box.caps.state));
        view.set(u"reason"_s, box.caps.reason.isEmpty() ? json::Value() : json::Value(box.caps.reason));
        view.set(u"job"_s, box.caps.job.isEmpty() ? json::Value() : json::Value(box.caps.job));
        view.set(u"device"_s, box.caps.device);
        view.set(u"done"_s, box.caps.done);
        view.set(u"pictures_per_hour"_s, box.caps.lastHour);
        view.set(u"handed_back"_s, box.caps.handedBack);
        view.set(u"age_ms"_s, box.ageMs);
        view.set(u"models"_s, std::move(offers));
        boxes.emplace_back(std::move(view));
        perHour += box.caps.lastHour;
    }
    json::Object out;
    out.set(u"boxes"_s, std::move(boxes));
    out.set(u"queued"_s, fleet.queued);
    out.set(u"results"_s, fleet.results);
    out.set(u"pictures_per_hour"_s, perHour);
    return out;
}

QList<Command> poolCommands()
{
    return QList<Command>{
               {.name = u"pool serve"_s,
                .summary = QT_TRANSLATE_NOOP(
                    "Cli", "Serve a pool of your own computers until Ctrl+C; starts nats-server and looks after it."),
                .options = {{u"listen"_s, u"ADDRESS"_s,
                             QT_TRANSLATE_NOOP("Cli",
                                               "address of this computer to listen at; the one chosen last, at first "
                                               "127.0.0.1, which nobody else reaches")},
                            {u"port"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "port; the one chosen last, 4222 at first")}},
                .run = serve},
               {.name = u"pool invite"_s,
                .arguments = u"NAME"_s,
                .summary = QT_TRANSLATE_NOOP(
                    "Cli", "Let a computer into the pool: an invitation for its pool join, a secret shown once."),
                .options = {{u"address"_s, u"HOST"_s,
                             QT_TRANSLATE_NOOP("Cli", "where it reaches this computer; where the pool listens")},
                            {u"member"_s, {}, QT_TRANSLATE_NOOP("Cli", "it may ask for pictures, too")}},
                .minArguments = 1,
                .maxArguments = 1,
                .run = invite},
               {.name = u"pool join"_s,
                .arguments = u"FILE|-"_s,
                .summary = QT_TRANSLATE_NOOP("Cli", "Join a pool with an invitation in a file or on standard input."),
                .minArguments = 1,
                .maxArguments = 1,
                .run = join},
               {.name = u"pool leave"_s,
                .arguments = u"[NAME]"_s,
                .summary =
                    QT_TRANSLATE_NOOP("Cli", "Leave the pool; where it is served: let the computer NAME in no more."),
                .maxArguments = 1,
                .run = leave},
               {.name = u"pool status"_s,
                .summary = QT_TRANSLATE_NOOP("Cli", "Whether this computer is in a pool, and what its boxes do."),
                .run = status},
               {.name = u"pool fleet"_s,
                .summary = QT_TRANSLATE_NOOP(
                    "Cli", "The boxes that work now: what each does, pictures in the last hour, the queue."),
                .run = fleet},
           }
    + poolWorkCommands();
}

} // namespace ain::cli
