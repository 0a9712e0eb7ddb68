// Working for others and having others work, for pay, in the terminal.
#include "app/cli/drawing.h"
#include "app/cli/drawrequest.h"
#include "app/cli/openexchange.h"
#include "app/cli/progressline.h"
#include "app/cli/serving.h"
#include "app/services/filewrite.h"
#include "app/services/marketrooms.h"
#include "app/services/sharing.h"
#include "core/recipe/grid.h"
#include "gpu/share/peer/peerinfo.h"

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostAtOnce = 400; // recipe::variations gives no more
constexpr int MostTtlS = share::MaxTtlS;

json::Value orNull(const QString &text) { return text.isEmpty() ? json::Value() : json::Value(text); }

json::Object viewOf(const share::AskedJob &job)
{
    json::Object out;
    out.set(u"job"_s, job.id);
    out.set(u"state"_s, share::nameOf(job.progress.state));
    out.set(u"prompt"_s, job.spec.params.prompt);
    out.set(u"attempts"_s, job.progress.attempt);
    out.set(u"session"_s, orNull(job.session));
    out.set(u"provider"_s, job.receipt ? json::Value(job.receipt->provider.toString()) : json::Value());
    out.set(u"step"_s, job.step);
    out.set(u"steps"_s, job.spec.params.steps);
    out.set(u"mps"_s, market::mpsOf(share::unitsOf(job.spec)));
    out.set(u"verdict"_s, job.verdict ? json::Value(share::nameOf(*job.verdict)) : json::Value());
    json::Array gaveBack;
    for (const QString &provider : job.unpaid)
        gaveBack.emplace_back(provider);
    out.set(u"gave_back"_s, std::move(gaveBack));
    json::Array parts;
    for (const share::AskedPart &part : job.parts) {
        json::Object one;
        one.set(u"provider"_s, part.receipt.provider.toString());
        one.set(u"first_step"_s, part.receipt.firstStep);
        one.set(u"last_step"_s, part.receipt.lastStep);
        parts.emplace_back(std::move(one));
    }
    out.set(u"parts"_s, std::move(parts));
    out.set(u"picture"_s, job.picture > 0 ? json::Value(job.picture) : json::Value());
    out.set(u"sha256"_s, orNull(job.image));
    out.set(u"problem"_s, job.problem ? json::Value(job.problem->code.toString()) : json::Value());
    out.set(u"created"_s, job.createdMs);
    return out;
}

json::Object viewOf(const share::TakenJob &job)
{
    json::Object out;
    out.set(u"job"_s, job.id);
    out.set(u"state"_s, share::nameOf(job.state));
    out.set(u"requester"_s, job.requester.toString());
    out.set(u"session"_s, job.session);
    out.set(u"step"_s, job.step);
    out.set(u"steps"_s, job.steps);
    out.set(u"mps"_s, market::mpsOf(job.units));
    out.set(u"released"_s, job.released ? json::Value(share::nameOf(*job.released)) : json::Value());
    return out;
}

Result<app::ServeOptions> serveOptionsOf(const Invocation &invocation)
{
    app::ServeOptions options;
    const auto port = portOf(invocation);
    if (!port)
        return failure(port.error());
    options.port = *port;
    const auto price = Amount::parse(invocation.value(u"price"_s, u"0.001"_s));
    const auto cap = Amount::parse(invocation.value(u"cap"_s, u"1"_s));
    if (!price || !cap)
        return usageError(price ? u"--cap"_s : u"--price"_s);
    options.terms.leastPrice = *price;
    options.terms.mostCap = *cap;
    const QString endpoint = invocation.value(u"endpoint"_s);
    options.endpoint = share::endpointOf(endpoint);
    if (!endpoint.isEmpty() && options.endpoint.isEmpty())
        return usageError(u"--endpoint"_s);
    return options;
}

/// Serves until a signal ends it; what is being drawn then is given back.
Task<json::Value> shareServe(Session &session, Invocation invocation)
{
    auto options = serveOptionsOf(invocation);
    if (!options)
        co_return failure(options.error());
    auto exchange = co_await openExchange(session, invocation);
    if (!exchange)
        co_return failure(exchange.error());
    app::ExchangeRooms &rooms = **exchange;
    StopSignals signal;
    auto stopped = untilStopped(signal);
    if (!invocation.has(u"always"_s)) {
        app::Sharing &sharing = session.services().sharing();
        options->permission = [&sharing] { return sharing.permission(); };
        options->onSent = [&sharing](qint64 bytes) { sharing.noteSent(bytes); };
        QObject::connect(&sharing, &app::Sharing::changed, &signal, [&sharing, &rooms] {
            if (sharing.mustStop() && rooms.provider() != nullptr)
                rooms.provider()->withdraw();
        });
        sharing.start();
    }
    auto serving = co_await rooms.serve(*options);
    if (!serving)
        co_return failure(serving.error());
    json::Object event = eventOf(u"serving"_s);
    event.set(u"url"_s, rooms.endpoint());
    event.set(u"provider"_s, rooms.account().address.toString());
    tell(session,
         translated(QT_TRANSLATE_NOOP("Cli", "Drawing for others at %1. Ctrl+C ends it.")).arg(rooms.endpoint()),
         event);
    QObject::connect(rooms.provider(), &share::Provider::changed, &signal, [&session, &rooms](const QString &id) {
        if (!session.options().json)
            return;
        for (const share::TakenJob &job : rooms.provider()->jobs()) {
            if (job.id != id)
                continue;
            json::Object told = viewOf(job);
            told.set(u"event"_s, u"job"_s);
            tell(session, QString(), told);
        }
    });
    auto over = co_await std::move(stopped);
    rooms.provider()->withdraw();
    rooms.stopServing();
    if (!over)
        co_return failure(over.error());
    // What is signed and due becomes money before the end.
    auto looked = co_await session.services().market().cashier().tick();
    Q_UNUSED(looked)
    json::Object out;
    out.set(u"stopped"_s, true);
    co_return json::Value(std::move(out));
}

Task<json::Value> jobsDraw(Session &session, Invocation invocation)
{
    if (!invocation.has(u"prompt"_s))
        co_return usageError(u"--prompt"_s);
    bool isCount = true;
    bool isTtl = true;
    const int count = invocation.value(u"count"_s, u"1"_s).toInt(&isCount);
    const int ttl = invocation.value(u"ttl"_s, u"600"_s).toInt(&isTtl);
    if (!isCount || count < 1 || count > MostAtOnce)
        co_return usageError(u"--count 1…%1"_s.arg(MostAtOnce));
    if (!isTtl || ttl < 1 || ttl > MostTtlS)
        co_return usageError(u"--ttl 1…%1"_s.arg(MostTtlS));
    const auto bid = Amount::parse(invocation.value(u"bid"_s, u"100"_s));
    if (!bid)
        co_return usageError(u"--bid"_s);
    const QString path = invocation.value(u"out"_s);
    if (const auto checked = checkOut(path, count, invocation.has(u"force"_s)); !checked)
        co_return failure(checked.error());
    auto request = co_await requestOf(session, invocation);
    if (!request)
        co_return failure(request.error());
    if (!invocation.has(u"seed"_s))
        request->seed = session.services().studio().newSeed();
    auto exchange = co_await openExchange(session, invocation);
    if (!exchange)
        co_return failure(exchange.error());
    share::Requester &requester = (*exchange)->requester();
    auto offers = co_await requester.offers();
    if (!offers)
        co_return failure(offers.error());
    if (offers->isEmpty()) {
        QVariantMap args;
        args.insert(u"why"_s, u"no_session"_s);
        co_return failure(errors::ExchangeNobody, args);
    }
    share::AskTerms terms;
    terms.bid = *bid;
    terms.ttlS = ttl;
    const auto requests = QList<recipe::GenerationRequest>{*request} + recipe::variations(*request, count - 1);
    ProgressLine line(session.options().json);
    QStringList ids;
    for (const recipe::GenerationRequest &one : requests) {
        auto asked = co_await requester.ask(one, terms);
        if (!asked)
            co_return failure(asked.error());
        ids += asked->id;
    }
    QObject context;
    QObject::connect(&requester, &share::Requester::changed, &context, [&requester, &line, ids](const QString &id) {
        const qsizetype index = ids.indexOf(id);
        for (const share::AskedJob &job : requester.jobs()) {
            if (index < 0 || job.id != id)
                continue;
            json::Object event = viewOf(job);
            event.set(u"event"_s, u"progress"_s);
            line.show(u"[%1/%2] %3 %4/%5"_s.arg(index + 1)
                          .arg(ids.size())
                          .arg(share::nameOf(job.progress.state))
                          .arg(job.step)
                          .arg(job.spec.params.steps),
                      event);
        }
    });
    json::Array out;
    std::optional<Error> error;
    for (qsizetype i = 0; i < ids.size(); ++i) {
        auto ended = co_await requester.ended(ids[i]);
        if (!ended)
            co_return failure(ended.error());
        json::Object view = viewOf(*ended);
        if (ended->picture == 0) {
            error = ended->problem.value_or(Error{errors::ExchangeNobody});
        } else if (!path.isEmpty()) {
            auto bytes = co_await session.services().content().read(ended->image);
            const QString file = numbered(path, i, count);
            const auto written = bytes ? app::writeFile(file, *bytes) : failure(bytes.error());
            if (written)
                view.set(u"file"_s, file);
            else
                error = written.error();
        }
        out.emplace_back(std::move(view));
    }
    // Vouchers that did not arrive are sent with the next command.
    auto sent = co_await requester.payDue();
    Q_UNUSED(sent)
    if (error)
        co_return failure(*error);
    json::Value result(std::move(out));
    if (count == 1)
        result = json::Value(result.array().front());
    co_return result;
}

Task<json::Value> jobsList(Session &session, Invocation invocation)
{
    auto exchange = co_await openExchange(session, invocation);
    if (!exchange)
        co_return failure(exchange.error());
    auto looked = co_await (*exchange)->requester().refresh();
    Q_UNUSED(looked) // no node answers: as they were known last
    json::Array list;
    for (const share::AskedJob &job : (*exchange)->requester().jobs())
        list.emplace_back(viewOf(job));
    co_return json::Value(std::move(list));
}

Task<json::Value> jobsCancel(Session &session, Invocation invocation)
{
    auto exchange = co_await openExchange(session, invocation);
    if (!exchange)
        co_return failure(exchange.error());
    const QString id = invocation.arguments.constFirst();
    auto cancelled = co_await (*exchange)->requester().cancel(id);
    if (!cancelled)
        co_return failure(cancelled.error());
    auto ended = co_await (*exchange)->requester().ended(id);
    if (!ended)
        co_return failure(ended.error());
    co_return json::Value(viewOf(*ended));
}

} // namespace

QList<Command> exchangeCommands()
{
    const int needs = Command::OpenVault | Command::Network | Command::Studio;
    const Option from{u"from"_s, u"ACCOUNT"_s,
                      QT_TRANSLATE_NOOP("Cli", "id, address or name; the first account by default")};
    return {
        {.name = u"share serve"_s,
         .summary = QT_TRANSLATE_NOOP("Cli",
                                      "Draw for others on the market until Ctrl+C, while nobody needs this "
                                      "computer; prints its address first."),
         .options = {from,
                     {u"port"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "port on this computer; any free one by default")},
                     {u"endpoint"_s, u"URL"_s, QT_TRANSLATE_NOOP("Cli", "where others reach you")},
                     {u"price"_s, u"AIN"_s, QT_TRANSLATE_NOOP("Cli", "lowest, for a megapixel-step; 0.001 by default")},
                     {u"cap"_s, u"AIN"_s, QT_TRANSLATE_NOOP("Cli", "most that one requester may owe; 1 by default")},
                     {u"always"_s,
                      {},
                      QT_TRANSLATE_NOOP("Cli", "whether or not somebody is at this computer: for one without a desk")}},
         .needs = needs,
         .run = shareServe},
        {.name = u"market draw"_s,
         .summary = QT_TRANSLATE_NOOP(
             "Cli", "Have pictures drawn by providers you opened a session with; pays for what was delivered."),
         .options =
             {{u"prompt"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "what is to be seen")},
              {u"negative"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "what is not to be seen")},
              {u"model"_s, u"MODEL"_s,
               QT_TRANSLATE_NOOP("Cli", "name, id, path or hash; the built-in one by default, or the only one")},
              {u"seed"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "the same seed draws the same; random by default")},
              {u"size"_s, u"WxH"_s, QT_TRANSLATE_NOOP("Cli", "pixels; what the model is made for by default")},
              {u"steps"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "what the model is made for by default")},
              {u"count"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "how many, with seeds that follow one another")},
              {u"guidance"_s, u"X"_s,
               QT_TRANSLATE_NOOP("Cli", "how closely the words are followed; what the model is made for by default")},
              {u"bid"_s, u"AIN"_s,
               QT_TRANSLATE_NOOP("Cli", "most for a megapixel-step; what was agreed on by default")},
              {u"ttl"_s, u"S"_s, QT_TRANSLATE_NOOP("Cli", "give up after so many seconds; 600 by default")},
              {u"out"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "copy of the picture; with several: FILE-1, FILE-2 …")},
              {u"force"_s, {}, QT_TRANSLATE_NOOP("Cli", "replace files that exist")},
              from},
         .needs = needs,
         .run = jobsDraw},
        {.name = u"market jobs"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Pictures that others draw or drew for you, newest first."),
         .options = {from},
         .needs = needs,
         .run = jobsList},
        {.name = u"market cancel"_s,
         .arguments = u"JOB"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Take a job back that was not delivered yet."),
         .options = {from},
         .minArguments = 1,
         .maxArguments = 1,
         .needs = needs,
         .run = jobsCancel},
    };
}

} // namespace ain::cli
