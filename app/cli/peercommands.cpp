// Nodes of AI Network in the terminal: drawing for them, and having them draw.
#include "app/cli/drawing.h"
#include "app/cli/drawrequest.h"
#include "app/cli/serving.h"
#include "app/services/filewrite.h"
#include "app/services/peerrooms.h"
#include "app/services/sharing.h"
#include "ui/text/errortext.h"

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostPerDay = 100'000;

json::Value orNull(const QString &text) { return text.isEmpty() ? json::Value() : json::Value(text); }

json::Array arrayOf(const QStringList &texts)
{
    json::Array array;
    for (const QString &text : texts)
        array.emplace_back(text);
    return array;
}

json::Object viewOf(const share::PeerInfo &info)
{
    json::Object out;
    out.set(u"address"_s, info.address.toString());
    out.set(u"name"_s, info.name);
    out.set(u"models"_s, arrayOf(info.imageModels()));
    out.set(u"roles"_s, arrayOf(info.roles));
    out.set(u"ledger"_s, orNull(info.ledger));
    out.set(u"chain_id"_s, info.chainId);
    out.set(u"version"_s, orNull(info.version));
    return out;
}

json::Object viewOf(const share::Peer &peer, qint64 nowMs)
{
    json::Object out;
    out.set(u"endpoint"_s, peer.endpoint);
    out.set(u"address"_s, peer.info ? json::Value(peer.info->address.toString()) : json::Value());
    out.set(u"name"_s, peer.info ? json::Value(peer.info->name) : json::Value());
    out.set(u"models"_s, arrayOf(peer.info ? peer.info->imageModels() : QStringList()));
    out.set(u"named_by_you"_s, peer.source == share::EndpointSource::Configured);
    out.set(u"last_seen"_s, peer.lastSeenMs > 0 ? json::Value(peer.lastSeenMs) : json::Value());
    out.set(u"fresh"_s, peer.lastSeenMs > 0 && nowMs - peer.lastSeenMs <= share::PeerFreshMs);
    return out;
}

json::Object viewOf(const app::PeerDrawing &drawing)
{
    json::Object by;
    by.set(u"address"_s, drawing.drawer.toString());
    by.set(u"name"_s, drawing.node);
    by.set(u"endpoint"_s, drawing.endpoint);
    json::Object out;
    out.set(u"picture"_s, drawing.picture);
    out.set(u"sha256"_s, drawing.sha256);
    out.set(u"width"_s, drawing.size.width());
    out.set(u"height"_s, drawing.size.height());
    out.set(u"model"_s, drawing.model);
    out.set(u"drawn_by"_s, std::move(by));
    out.set(u"has_recipe"_s, drawing.recipe.has_value());
    out.set(u"seed"_s, drawing.recipe ? json::Value(qint64(drawing.recipe->seed)) : json::Value());
    out.set(u"steps"_s, drawing.recipe ? json::Value(drawing.recipe->steps) : json::Value());
    return out;
}

Task<std::unique_ptr<app::PeerRooms>> openRooms(Session &session, Invocation invocation)
{
    auto account = co_await session.account(invocation.value(u"from"_s));
    if (!account)
        co_return failure(account.error());
    auto rooms = std::make_unique<app::PeerRooms>(session.services(), *account);
    auto opened = co_await rooms->open();
    if (!opened)
        co_return failure(opened.error());
    co_return rooms;
}

Result<app::PeerServeOptions> serveOptionsOf(const Invocation &invocation)
{
    app::PeerServeOptions options;
    const auto port = portOf(invocation);
    if (!port)
        return failure(port.error());
    options.port = *port;
    if (invocation.has(u"host"_s)) {
        const QHostAddress host(invocation.value(u"host"_s));
        if (host.isNull())
            return usageError(u"--host"_s);
        options.addresses = {host};
    }
    bool isNumber = true;
    options.perDay = invocation.value(u"per-day"_s, QString::number(options.perDay)).toInt(&isNumber);
    if (!isNumber || options.perDay < 1 || options.perDay > MostPerDay)
        return usageError(u"--per-day 1…%1"_s.arg(MostPerDay));
    const QString endpoint = invocation.value(u"endpoint"_s);
    options.endpoint = share::endpointOf(endpoint);
    if (!endpoint.isEmpty() && options.endpoint.isEmpty())
        return usageError(u"--endpoint"_s);
    options.name = invocation.value(u"name"_s);
    options.seedPeers = invocation.values(u"seed-peer"_s);
    options.allowsLocal = invocation.has(u"local"_s);
    return options;
}

void tellServed(const Session &session, const QString &caller, const QString &code)
{
    json::Object event = eventOf(u"picture"_s);
    event.set(u"for"_s, caller);
    event.set(u"drawn"_s, code.isEmpty());
    event.set(u"why_not"_s, orNull(code));
    const char *line = code.isEmpty() ? QT_TRANSLATE_NOOP("Cli", "A picture for %1.")
                                      : QT_TRANSLATE_NOOP("Cli", "No picture for %1 (%2).");
    QString text = translated(line).arg(caller);
    if (!code.isEmpty())
        text = text.arg(code);
    tell(session, text, event);
}

/// Serves until a signal ends it.
Task<json::Value> peerServe(Session &session, Invocation invocation)
{
    auto options = serveOptionsOf(invocation);
    if (!options)
        co_return failure(options.error());
    auto opened = co_await openRooms(session, invocation);
    if (!opened)
        co_return failure(opened.error());
    app::PeerRooms &rooms = **opened;
    StopSignals signal;
    auto stopped = untilStopped(signal);
    std::optional<Error> notNow;
    if (!invocation.has(u"always"_s)) {
        app::Sharing &sharing = session.services().sharing();
        options->permission = [&sharing] { return sharing.permission(); };
        options->onSent = [&sharing](qint64 bytes) { sharing.noteSent(bytes); };
        options->isOffered = [&sharing] { return sharing.guard().settings().isOn; };
        QObject::connect(&sharing, &app::Sharing::changed, &signal, [&sharing, &rooms] {
            if (sharing.mustStop())
                rooms.withdraw();
        });
        sharing.start();
        if (const auto allowed = sharing.permission(); !allowed)
            notNow = allowed.error();
    }
    auto serving = co_await rooms.serve(*options);
    if (!serving)
        co_return failure(serving.error());
    json::Object event = eventOf(u"serving"_s);
    event.set(u"url"_s, rooms.endpoint());
    event.set(u"port"_s, rooms.node()->port());
    event.set(u"address"_s, rooms.account().address.toString());
    event.set(u"drawing"_s, !notNow.has_value());
    tell(session,
         translated(QT_TRANSLATE_NOOP("Cli", "A node of AI Network at %1. Ctrl+C ends it.")).arg(rooms.endpoint()),
         event);
    if (notNow && !session.options().json)
        tell(session, text::errorSentence(*notNow), {});
    QObject::connect(&rooms, &app::PeerRooms::served, &signal,
                     [&session](const QString &caller, const QString &code) { tellServed(session, caller, code); });
    auto over = co_await std::move(stopped);
    const int drawn = rooms.drawnToday();
    rooms.stopServing();
    if (!over)
        co_return failure(over.error());
    json::Object out;
    out.set(u"stopped"_s, true);
    out.set(u"drawn_today"_s, drawn);
    co_return json::Value(std::move(out));
}

Task<json::Value> peerHello(Session &session, Invocation invocation)
{
    auto rooms = co_await openRooms(session, invocation);
    if (!rooms)
        co_return failure(rooms.error());
    const QString url = invocation.arguments.constFirst();
    auto info = co_await (*rooms)->hello(url);
    if (!info)
        co_return failure(info.error());
    json::Object out = viewOf(*info);
    out.set(u"endpoint"_s, share::endpointOf(url));
    co_return json::Value(std::move(out));
}

Task<json::Value> peerList(Session &session, Invocation /*invocation*/)
{
    const auto peers = app::PeerBook(session.services().dataDirectory()).all();
    if (!peers)
        return Task<json::Value>::finished(failure(peers.error()));
    json::Array list;
    const qint64 now = session.services().clock().nowMs();
    for (const share::Peer &peer : *peers)
        list.emplace_back(viewOf(peer, now));
    return Task<json::Value>::finished(json::Value(std::move(list)));
}

/// As the nodes themselves told it last.
json::Value knownModels(const QList<share::Peer> &peers, qint64 nowMs)
{
    json::Array list;
    for (const share::Peer &peer : peers) {
        const QStringList models = peer.info ? peer.info->imageModels() : QStringList();
        for (const QString &model : models) {
            json::Object out;
            out.set(u"model"_s, model);
            out.set(u"ref"_s, share::textOf({.model = model, .node = peer.info->address}));
            out.set(u"node"_s, peer.info->name);
            out.set(u"address"_s, peer.info->address.toString());
            out.set(u"endpoint"_s, peer.endpoint);
            out.set(u"fresh"_s, nowMs - peer.lastSeenMs <= share::PeerFreshMs);
            list.emplace_back(std::move(out));
        }
    }
    return json::Value(std::move(list));
}

Task<json::Value> peerModels(Session &session, Invocation invocation)
{
    if (invocation.arguments.isEmpty()) {
        const auto peers = app::PeerBook(session.services().dataDirectory()).all();
        if (!peers)
            co_return failure(peers.error());
        co_return knownModels(*peers, session.services().clock().nowMs());
    }
    const QString url = invocation.arguments.constFirst();
    auto models = co_await app::modelsOfNode(session.services(), url);
    if (!models)
        co_return failure(models.error());
    json::Array list;
    for (const share::NetworkModel &model : std::as_const(*models)) {
        json::Object out;
        out.set(u"model"_s, model.ref.model);
        out.set(u"ref"_s, share::textOf(model.ref));
        out.set(u"node"_s, model.nodeName);
        out.set(u"address"_s, model.ref.node.toString());
        out.set(u"its_own"_s, model.isLocal);
        list.emplace_back(std::move(out));
    }
    co_return json::Value(std::move(list));
}

Result<share::ImageOrder> orderOf(const Invocation &invocation)
{
    share::ImageOrder order;
    order.prompt = invocation.value(u"prompt"_s);
    if (order.prompt.trimmed().isEmpty())
        return usageError(u"--prompt"_s);
    order.negative = invocation.value(u"negative"_s);
    order.model = invocation.value(u"model"_s);
    if (order.prompt.size() > share::OrderPromptMax || order.negative.size() > share::OrderPromptMax)
        return failure(errors::TooLarge, {{u"what"_s, u"--prompt"_s}, {u"limit"_s, share::OrderPromptMax}});
    if (invocation.has(u"size"_s)) {
        const QStringList sides = invocation.value(u"size"_s).toLower().split(u'x');
        order.size = QSize(sides.value(0).toInt(), sides.value(1).toInt());
        const bool isSize = sides.size() == 2 && !order.size.isEmpty() && order.size.width() < 10'000
            && order.size.height() < 10'000
            && qint64(order.size.width()) * order.size.height() <= share::OrderPixelsMax;
        if (!isSize)
            return usageError(u"--size WIDTHxHEIGHT"_s);
    }
    if (const auto taken = takeNumber(invocation, u"steps"_s, order.steps); !taken)
        return failure(taken.error());
    if (order.steps < 0 || order.steps > share::OrderStepsMax || (invocation.has(u"steps"_s) && order.steps == 0))
        return usageError(u"--steps 1…%1"_s.arg(share::OrderStepsMax));
    if (invocation.has(u"seed"_s)) {
        bool isNumber = false;
        order.seed = invocation.value(u"seed"_s).toULongLong(&isNumber);
        if (!isNumber || *order.seed >= recipe::SeedEnd)
            return usageError(u"--seed"_s);
    }
    return order;
}

Task<json::Value> peerDraw(Session &session, Invocation invocation)
{
    const auto order = orderOf(invocation);
    if (!order)
        co_return failure(order.error());
    const QString path = invocation.value(u"out"_s);
    if (const auto checked = checkOut(path, 1, invocation.has(u"force"_s)); !checked)
        co_return failure(checked.error());
    auto rooms = co_await openRooms(session, invocation);
    if (!rooms)
        co_return failure(rooms.error());
    const QString url = invocation.arguments.constFirst();
    auto drawing = co_await (*rooms)->draw(url, *order);
    if (!drawing)
        co_return failure(drawing.error());
    json::Object out = viewOf(*drawing);
    if (!path.isEmpty()) {
        auto bytes = co_await session.services().content().read(drawing->sha256);
        if (!bytes)
            co_return failure(bytes.error());
        const auto written = app::writeFile(path, *bytes);
        if (!written)
            co_return failure(written.error());
        out.set(u"file"_s, path);
    }
    co_return json::Value(std::move(out));
}

Result<json::Value> forgotten(const app::PeerBook &book, const Invocation &invocation)
{
    const bool isAll = invocation.has(u"all"_s);
    if (isAll != invocation.arguments.isEmpty())
        return usageError(u"URL | --all"_s);
    const QString endpoint = isAll ? QString() : share::endpointOf(invocation.arguments.constFirst());
    int count = 0;
    const auto changed = book.change([&](share::PeerList &list) {
        const QStringList known = list.endpoints();
        for (const QString &one : known) {
            if (isAll || one == endpoint)
                count += list.remove(one) ? 1 : 0;
        }
    });
    if (!changed)
        return failure(changed.error());
    if (!isAll && count == 0)
        return failure(errors::NotFound, {{u"what"_s, invocation.arguments.constFirst()}});
    json::Object out;
    out.set(u"forgotten"_s, count);
    return json::Value(std::move(out));
}

Task<json::Value> peerForget(Session &session, Invocation invocation)
{
    const app::PeerBook book(session.services().dataDirectory());
    return Task<json::Value>::finished(forgotten(book, invocation));
}

} // namespace

QList<Command> peerCommands()
{
    const int needs = Command::OpenVault | Command::Network;
    const Option from{u"from"_s, u"ACCOUNT"_s,
                      QT_TRANSLATE_NOOP("Cli", "id, address or name; the first account by default")};
    return {
        {.name = u"peer serve"_s,
         .summary = QT_TRANSLATE_NOOP("Cli",
                                      "Be a node of AI Network until Ctrl+C: draw for other nodes while nobody needs "
                                      "this computer; prints its address first."),
         .options =
             {from,
              {u"port"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "port on this computer; any free one by default")},
              {u"host"_s, u"IP"_s, QT_TRANSLATE_NOOP("Cli", "address to listen at; this computer alone by default")},
              {u"endpoint"_s, u"URL"_s, QT_TRANSLATE_NOOP("Cli", "where others reach you")},
              {u"name"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "as others see this node")},
              {u"seed-peer"_s, u"URL"_s, QT_TRANSLATE_NOOP("Cli", "a node to greet; may be repeated"), true},
              {u"per-day"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "most pictures a day for one node (200)")},
              {u"local"_s, {}, QT_TRANSLATE_NOOP("Cli", "believe nodes of this computer too: to try several on one")},
              {u"always"_s,
               {},
               QT_TRANSLATE_NOOP("Cli", "whether or not somebody is at this computer: for one without a desk")}},
         .dependent = {{u"host"_s, u"endpoint"_s}},
         .needs = needs | Command::Studio,
         .run = peerServe},
        {.name = u"peer hello"_s,
         .arguments = u"URL"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Greet a node of AI Network and remember it."),
         .options = {from},
         .minArguments = 1,
         .maxArguments = 1,
         .needs = needs,
         .run = peerHello},
        {.name = u"peer list"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Nodes that are known, and when they were heard of last."),
         .run = peerList},
        {.name = u"peer models"_s,
         .arguments = u"[URL]"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "What known nodes draw with; or one node and those that it knows."),
         .maxArguments = 1,
         .run = peerModels},
        {.name = u"peer draw"_s,
         .arguments = u"URL"_s,
         .summary = QT_TRANSLATE_NOOP("Cli",
                                      "Have another node draw a picture. It sees your words, and nobody vouches for "
                                      "what it draws."),
         .options = {{u"prompt"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "what is to be seen")},
                     {u"negative"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "what is not to be seen")},
                     {u"model"_s, u"MODEL"_s, QT_TRANSLATE_NOOP("Cli", "as the node names it; its first by default")},
                     {u"size"_s, u"WxH"_s, QT_TRANSLATE_NOOP("Cli", "pixels; what the model is made for by default")},
                     {u"seed"_s, u"N"_s,
                      QT_TRANSLATE_NOOP("Cli", "AIN Studio draws with it; nodes of other makers pass it over")},
                     {u"steps"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "what the model is made for by default")},
                     {u"out"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "copy of the picture")},
                     {u"force"_s, {}, QT_TRANSLATE_NOOP("Cli", "replace files that exist")},
                     from},
         .minArguments = 1,
         .maxArguments = 1,
         .needs = needs | Command::Studio,
         .run = peerDraw},
        {.name = u"peer forget"_s,
         .arguments = u"[URL]"_s,
         .summary =
             QT_TRANSLATE_NOOP("Cli", "Forget a node, also while this computer serves. Others may name it again."),
         .options = {{u"all"_s, {}, QT_TRANSLATE_NOOP("Cli", "all of them")}},
         .maxArguments = 1,
         .run = peerForget},
    };
}

} // namespace ain::cli
