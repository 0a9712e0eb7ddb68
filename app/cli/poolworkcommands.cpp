// Drawing for the pool, and asking it, in the terminal.
#include "app/cli/drawrequest.h"
#include "app/cli/poolviews.h"
#include "app/services/filewrite.h"
#include "app/services/poolorder.h"
#include "app/services/poolwork.h"
#include "core/base/filelock.h"
#include "core/recipe/grid.h"
#include "gpu/share/pool/errors.h"
#include "gpu/share/pool/poolrequester.h"
#include "ui/text/errortext.h"

#include <QDir>
#include <QHash>

#include <algorithm>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostSide = 4096;
/// Of silence, before a collecting command without an order of its own ends.
constexpr int QuietMs = 7000; // longer than the lease of a result that another program took and did not settle
constexpr qsizetype NameDigits = 16;

void tellOf(Session &session, pool::PoolWorker &worker)
{
    QObject::connect(&worker, &pool::PoolWorker::delivered, &worker, [&session](const QString &job, bool isLate) {
        json::Object event = eventOf(u"delivered"_s);
        event.set(u"job"_s, job);
        event.set(u"late"_s, isLate);
        tell(session, translated(QT_TRANSLATE_NOOP("Cli", "%1 is drawn.")).arg(job.left(NameDigits)), event);
    });
    QObject::connect(&worker, &pool::PoolWorker::handedBack, &worker, [&session](const QString &job, qint64 time) {
        json::Object event = eventOf(u"handed_back"_s);
        event.set(u"job"_s, job);
        event.set(u"microseconds"_s, time);
        tell(session, translated(QT_TRANSLATE_NOOP("Cli", "%1 was handed back.")).arg(job.left(NameDigits)), event);
    });
    QObject::connect(&worker, &pool::PoolWorker::drawingFailed, &worker,
                     [&session](const QString &job, const Error &error) {
                         json::Object event = eventOf(u"failed"_s);
                         event.set(u"job"_s, job);
                         event.set(u"code"_s, error.code.toString());
                         event.set(u"detail"_s, error.detail);
                         tell(session, text::errorSentence(error), event);
                     });
    auto last = std::make_shared<QString>();
    QObject::connect(&worker, &pool::PoolWorker::changed, &worker, [&session, &worker, last] {
        const QString now = worker.trouble() ? worker.trouble()->code.toString() : QString();
        if (now == *last)
            return;
        *last = now;
        if (!worker.trouble())
            return;
        json::Object event = eventOf(u"trouble"_s);
        event.set(u"code"_s, now);
        event.set(u"detail"_s, worker.trouble()->detail);
        tell(session, text::errorSentence(*worker.trouble()), event);
    });
}

Task<json::Value> work(Session &session, Invocation invocation)
{
    auto client = poolClient(session);
    if (!client)
        co_return failure(client.error());
    app::PoolWork atWork(session.services(), **client,
                         invocation.has(u"always"_s) ? app::PoolRules::None : app::PoolRules::Sharing);
    pool::PoolWorker &worker = atWork.worker();
    StopSignals signal;
    auto stopped = untilStopped(signal);
    tellOf(session, worker);
    atWork.start();
    json::Object event = eventOf(u"working"_s);
    event.set(u"box"_s, (*client)->box());
    event.set(u"address"_s, (*client)->address());
    tell(session,
         translated(QT_TRANSLATE_NOOP("Cli", "%1 works for the pool at %2. Ctrl+C ends it."))
             .arg((*client)->box(), (*client)->address()),
         event);
    auto over = co_await std::move(stopped);
    auto ended = co_await worker.stop();
    if (!over)
        co_return failure(over.error());
    Q_UNUSED(ended) // the lease of what could not be said runs out
    const pool::BoxCaps caps = worker.caps();
    json::Object out;
    out.set(u"stopped"_s, true);
    out.set(u"done"_s, caps.done);
    out.set(u"handed_back"_s, caps.handedBack);
    co_return json::Value(std::move(out));
}

Result<QList<recipe::GenerationRequest>> requestsOf(const Invocation &invocation, const pool::Offer &offer,
                                                    quint64 seed)
{
    recipe::GenerationRequest request;
    request.model.sha256 = offer.files.constFirst().sha256;
    request.model.name = offer.id;
    for (const share::ModelFile &file : offer.files.sliced(1)) {
        recipe::FileRef ref;
        ref.sha256 = file.sha256;
        if (file.role == u"vae") {
            request.vae = ref;
            continue;
        }
        recipe::EncoderRef encoder;
        encoder.role = file.role;
        encoder.file = ref;
        request.encoders.append(encoder);
    }
    request.prompt = invocation.value(u"prompt"_s);
    request.negative = invocation.value(u"negative"_s);
    request.width = request.height = offer.side;
    request.steps = offer.steps;
    request.guidance = offer.guidance;
    request.seed = seed;
    int count = 1;
    for (const auto &taken :
         {takeNumber(invocation, u"steps"_s, request.steps), takeNumber(invocation, u"count"_s, count)}) {
        if (!taken)
            return failure(taken.error());
    }
    if (invocation.has(u"size"_s)) {
        const QStringList sides = invocation.value(u"size"_s).toLower().split(u'x');
        request.width = sides.value(0).toInt();
        request.height = sides.value(1).toInt();
        if (sides.size() != 2 || request.width < 1 || request.width > MostSide || request.height < 1
            || request.height > MostSide)
            return usageError(u"--size WIDTHxHEIGHT"_s);
    }
    if (invocation.has(u"guidance"_s)) {
        bool isNumber = false;
        request.guidance = invocation.value(u"guidance"_s).toDouble(&isNumber);
        if (!isNumber)
            return usageError(u"--guidance"_s);
    }
    if (invocation.has(u"seed"_s)) {
        bool isNumber = false;
        request.seed = invocation.value(u"seed"_s).toULongLong(&isNumber);
        if (!isNumber || request.seed >= recipe::SeedEnd)
            return usageError(u"--seed"_s);
    }
    if (count < 1 || count > app::MostPoolPictures)
        return usageError(u"--count 1…%1"_s.arg(app::MostPoolPictures));
    return QList<recipe::GenerationRequest>{request} + recipe::variations(request, count - 1);
}

quint64 seedOf(Rng &rng)
{
    quint64 seed = 0;
    rng.fill({reinterpret_cast<std::uint8_t *>(&seed), sizeof seed});
    return seed % recipe::SeedEnd;
}

/// Takes the pictures in as they come: each is a file before the pool hears that it may forget it.
class Collecting : public QObject {
public:
    Collecting(Session &session, pool::PoolRequester &requester, QString folder)
        : m_session(session), m_requester(requester), m_folder(std::move(folder))
    {
        QObject::connect(&requester, &pool::PoolRequester::arrived, this,
                         [this](const pool::Collected &collected) { take(collected); });
        QObject::connect(&requester, &pool::PoolRequester::troubleChanged, this, [this] {
            if (!m_requester.trouble())
                return;
            json::Object event = eventOf(u"trouble"_s);
            event.set(u"code"_s, m_requester.trouble()->code.toString());
            tell(m_session, text::errorSentence(*m_requester.trouble()), event);
        });
    }

    void expect(const QString &job) { m_waiting.insert(job); }
    [[nodiscard]] bool isDone() const { return m_waiting.isEmpty() && m_settling == 0; }
    [[nodiscard]] qsizetype waiting() const { return m_waiting.size(); }
    [[nodiscard]] qint64 arrivals() const { return m_arrivals; }
    [[nodiscard]] const json::Array &pictures() const { return m_pictures; }
    [[nodiscard]] const std::optional<Error> &firstError() const { return m_firstError; }

private:
    void take(const pool::Collected &collected)
    {
        ++m_arrivals;
        const QString job = collected.result.job;
        std::optional<Error> error = collected.error;
        const QString file = QDir(m_folder).filePath(job.left(NameDigits) + u".png"_s);
        if (!error) {
            if (const auto written = app::writeFile(file, collected.png); !written) {
                // It stays in the pool, for another try with another folder.
                m_firstError = m_firstError ? m_firstError : std::optional(written.error());
                m_waiting.remove(job);
                return;
            }
        }
        json::Object view;
        view.set(u"job"_s, job);
        view.set(u"box"_s, collected.result.box);
        view.set(u"earlier"_s, !collected.isOwn);
        view.set(u"file"_s, error ? json::Value() : json::Value(file));
        view.set(u"sha256"_s, error ? json::Value() : json::Value(collected.result.image));
        view.set(u"elapsed_ms"_s, collected.result.endedMs - collected.result.startedMs);
        if (error)
            view.set(u"reason"_s, error->code.toString());
        json::Object event = view;
        event.set(u"event"_s, u"arrived"_s);
        const QString line = error ? text::errorSentence(*error)
                                   : translated(QT_TRANSLATE_NOOP("Cli", "%1 from %2")).arg(file, collected.result.box);
        tell(m_session, line, event);
        if (error && collected.isOwn && !m_firstError)
            m_firstError = error;
        m_pictures.emplace_back(std::move(view));
        settle(job).detach(); // what could not be said comes again in the next run, to the same file
    }
    Task<> settle(QString job)
    {
        ++m_settling;
        auto settled = co_await m_requester.settle(job);
        --m_settling;
        m_waiting.remove(job);
        co_return settled;
    }

    Session &m_session;
    pool::PoolRequester &m_requester;
    QString m_folder;
    QSet<QString> m_waiting;
    json::Array m_pictures;
    std::optional<Error> m_firstError;
    qint64 m_arrivals = 0;
    int m_settling = 0;
};

Task<QStringList> submitAll(Session &session, Invocation invocation, pool::PoolClient *client,
                            pool::PoolRequester *requester, Collecting *collecting)
{
    auto fleet = co_await client->fleet();
    if (!fleet)
        co_return failure(fleet.error());
    const auto offer = app::offerOf(*fleet, invocation.value(u"model"_s));
    if (!offer)
        co_return failure(offer.error());
    const auto requests = requestsOf(invocation, *offer, seedOf(session.services().rng()));
    if (!requests)
        co_return failure(requests.error());
    QList<share::JobSpec> specs;
    for (const recipe::GenerationRequest &request : *requests) {
        auto spec = pool::specFor(request, *offer, session.services().clock().nowMs(), session.services().rng());
        if (!spec)
            co_return failure(spec.error());
        specs.append(std::move(*spec));
    }
    const auto priority = invocation.has(u"urgent"_s) ? pool::Priority::High : pool::Priority::Normal;
    QStringList jobs;
    for (const share::JobSpec &spec : std::as_const(specs)) {
        const QString job = share::jobId(spec);
        collecting->expect(job);
        auto submitted = co_await requester->submit(spec, priority);
        if (!submitted)
            co_return failure(submitted.error());
        jobs.append(job);
    }
    co_return jobs;
}

Task<json::Value> draw(Session &session, Invocation invocation)
{
    const QString folder = invocation.value(u"output"_s, u"."_s);
    if (!QDir().mkpath(folder)) {
        const QVariantMap args{{u"path"_s, folder}};
        co_return failure(errors::FileWrite, args);
    }
    auto client = poolClient(session);
    if (!client)
        co_return failure(client.error());
    const auto lock = FileLock::take(poolBooks(session).askingLock());
    if (!lock)
        co_return failure(lock.error());
    auto opened = co_await (*client)->open();
    if (!opened)
        co_return failure(opened.error());
    StopSignals signal;
    bool isStopped = false;
    pool::PoolRequester requester(**client);
    QObject::connect(&signal, &StopSignals::received, &requester, [&isStopped, &requester] {
        isStopped = true;
        requester.stop();
    });
    Collecting collecting(session, requester, folder);
    requester.start();
    const bool hasOrder = invocation.has(u"prompt"_s);
    if (hasOrder) {
        auto submitted = co_await submitAll(session, invocation, client->get(), &requester, &collecting);
        if (!submitted)
            co_return failure(submitted.error());
    }
    constexpr int LookMs = 20;
    constexpr int RecoverMs = 60'000;
    qint64 arrivals = 0;
    int quietMs = 0;
    int sinceRecoverMs = 0;
    while (!isStopped && (hasOrder ? !collecting.isDone() : quietMs < QuietMs)) {
        auto slept = co_await sleepFor(&session, LookMs);
        Q_UNUSED(slept)
        quietMs = collecting.arrivals() == arrivals ? quietMs + LookMs : 0;
        arrivals = collecting.arrivals();
        sinceRecoverMs += LookMs;
        if (sinceRecoverMs < RecoverMs)
            continue;
        sinceRecoverMs = 0;
        auto recovered = co_await requester.recover();
        Q_UNUSED(recovered) // tried again in a minute
    }
    if (collecting.firstError())
        co_return failure(*collecting.firstError());
    json::Object out;
    out.set(u"pictures"_s, collecting.pictures());
    out.set(u"waiting"_s, qint64(collecting.waiting())); // stay in the pool; the next pool draw fetches them
    co_return json::Value(std::move(out));
}

} // namespace

QList<Command> poolWorkCommands()
{
    return {
        {.name = u"pool work"_s,
         .summary = QT_TRANSLATE_NOOP(
             "Cli", "Draw for the pool until Ctrl+C, whenever the rules of sharing allow it (see share)."),
         .options = {{u"always"_s,
                      {},
                      QT_TRANSLATE_NOOP("Cli", "without asking these rules: for a computer that nobody sits at")}},
         .needs = Command::Studio,
         .run = work},
        {.name = u"pool draw"_s,
         .summary = QT_TRANSLATE_NOOP(
             "Cli", "Let the pool draw and fetch the pictures; without --prompt, fetch those of earlier commands."),
         .options = {{u"prompt"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "what is to be seen")},
                     {u"negative"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "what is not to be seen")},
                     {u"model"_s, u"MODEL"_s,
                      QT_TRANSLATE_NOOP("Cli", "one that a box offers (pool fleet), by name or SHA-256; the first")},
                     {u"size"_s, u"WxH"_s, QT_TRANSLATE_NOOP("Cli", "pixels; what the model draws well")},
                     {u"steps"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "steps; what the model draws well with")},
                     {u"guidance"_s, u"X"_s,
                      QT_TRANSLATE_NOOP("Cli", "how closely the words are followed; what suits the model")},
                     {u"seed"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "of the first picture; by chance")},
                     {u"count"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "pictures, at most 1000 (1)")},
                     {u"output"_s, u"FOLDER"_s, QT_TRANSLATE_NOOP("Cli", "where the pictures go; here")},
                     {u"urgent"_s, {}, QT_TRANSLATE_NOOP("Cli", "before everything that is not urgent")}},
         .dependent = {{u"negative"_s, u"prompt"_s},
                       {u"model"_s, u"prompt"_s},
                       {u"size"_s, u"prompt"_s},
                       {u"steps"_s, u"prompt"_s},
                       {u"guidance"_s, u"prompt"_s},
                       {u"seed"_s, u"prompt"_s},
                       {u"count"_s, u"prompt"_s},
                       {u"urgent"_s, u"prompt"_s}},
         .run = draw},
    };
}

} // namespace ain::cli
