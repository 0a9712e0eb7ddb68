#include "gpu/engine/client/engineclient_p.h"

#include "core/base/post.h"

#include <QFileInfo>

#include <algorithm>

namespace ain::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr int IdMax = 100;

/// Errors that starting again can't mend.
bool isFinal(ErrorCode code)
{
    return code == errors::EngineVersion || code == errors::EngineProcessor || code == errors::EngineConfinement;
}

template<typename T>
void finishAll(std::vector<Promise<T>> &promises, const Result<T> &result)
{
    // Who is told may ask again at once.
    auto told = std::move(promises);
    promises.clear();
    for (Promise<T> &promise : told)
        promise.finish(result);
}

} // namespace

EngineClient::Private::Private(EngineClient &client, EngineOptions given, const Clock &theClock, Rng &rng,
                               QThreadPool &thePool)
    : q(client), options(std::move(given)), clock(theClock), pool(thePool), backOff(options.backOff, rng)
{
    for (QTimer *timer : {&backOffTimer, &cancelTimer, &unloadTimer, &quitTimer})
        timer->setSingleShot(true);
    watchTimer.setInterval(options.times.watchMs);
    connect(&watchTimer, &QTimer::timeout, this, [this] { onWatch(); });
    connect(&backOffTimer, &QTimer::timeout, this, [this] {
        setState(EngineState::Stopped);
        if (!starters.empty())
            begin();
    });
    connect(&cancelTimer, &QTimer::timeout, this, [this] {
        if (process && !isFrozen && current && current->isCancelled) {
            setState(EngineState::Stopping);
            process->stop({});
        }
    });
    connect(&unloadTimer, &QTimer::timeout, this, [this] {
        // Nobody waits for it: what fails here shows in the state.
        if (!current && hasModel)
            q.unload().detach();
    });
    connect(&quitTimer, &QTimer::timeout, this, [this] {
        if (!process || current || unloading || measuring)
            return;
        setState(EngineState::Stopping);
        process->quit();
    });
}

EngineClient::Private::~Private() = default;

void EngineClient::Private::setState(EngineState next)
{
    if (state == next)
        return;
    state = next;
    Q_EMIT q.stateChanged();
}

Task<EngineInfo> EngineClient::Private::ensureStarted()
{
    if (refusal)
        return Task<EngineInfo>::finished(failure(*refusal));
    if (info && process && !process->isLeaving())
        return Task<EngineInfo>::finished(*info);
    starters.emplace_back();
    auto task = starters.back().task();
    if (!process && !backOffTimer.isActive())
        begin();
    return task;
}

Task<> EngineClient::Private::untilGone()
{
    if (!process)
        return Task<>::finished({});
    goneWaiters.emplace_back();
    return goneWaiters.back().task();
}

void EngineClient::Private::begin()
{
    const QFileInfo program(options.program);
    if (!program.isFile() || !program.isExecutable()) {
        setState(EngineState::Missing);
        finishAll<EngineInfo>(starters, failure(errors::EngineMissing, {}, options.program));
        return;
    }
    LaunchPlan plan;
    plan.program = options.program;
    plan.temporaryParent = options.temporaryParent;
    plan.memoryLimitBytes = options.memoryLimitBytes;
    plan.freezeMs = options.times.freezeMs;
    plan.quitMs = options.times.quitMs;
    if (options.threads > 0)
        plan.arguments << u"--threads"_s << QString::number(options.threads);
    startedBackend = forcedBackend.isEmpty() ? options.backend : forcedBackend;
    if (!startedBackend.isEmpty())
        plan.arguments << u"--backend"_s << startedBackend;
    readable.clear();
    for (const QString &folder : std::as_const(options.modelFolders)) {
        const QString path = QFileInfo(folder).canonicalFilePath();
        if (!path.isEmpty())
            readable.insert(path);
    }
    readable.unite(extraFiles);
    QStringList paths(readable.cbegin(), readable.cend());
    paths.sort();
    for (const QString &path : std::as_const(paths))
        plan.arguments << u"--models"_s << path;
    plan.arguments << options.extraArguments;

    process = std::make_unique<EngineProcess>(std::move(plan), clock, pool);
    process->onReceived = [this](const Event &event, std::vector<UniqueFd> &fds) { onReceived(event, fds); };
    process->onEnded = [this](const EngineEnd &end) { onEnded(end); };
    process->setPhase(u"start"_s);
    quietLooks = stalledLooks = restLooks = 0;
    processorMs = -1;
    isAsked = false;
    setState(EngineState::Starting);
    const auto started = process->start();
    if (!started) {
        EngineEnd end;
        end.error = started.error();
        onEnded(end);
        return;
    }
    watchTimer.start();
}

void EngineClient::Private::onReceived(const Event &event, std::vector<UniqueFd> &descriptors)
{
    quietLooks = 0;
    stalledLooks = 0;
    if (const auto *hello = std::get_if<HelloEvent>(&event)) {
        onHello(*hello);
    } else if (const auto *failed = std::get_if<FailedEvent>(&event); failed != nullptr && !info) {
        process->stop(errorOf(*failed)); // why it can't even begin
    } else if (!info) {
        process->stop(Error{errors::EngineProtocol, {{u"what"_s, u"hello"_s}}});
    } else if (failed != nullptr) {
        onFailed(*failed);
    } else if (const auto *progress = std::get_if<ProgressEvent>(&event)) {
        onProgress(*progress);
    } else if (const auto *preview = std::get_if<PreviewEvent>(&event)) {
        onPreview(*preview, std::move(descriptors.front()));
    } else if (const auto *reached = std::get_if<StateEvent>(&event)) {
        onState(*reached, std::move(descriptors.front()));
    } else if (const auto *trace = std::get_if<TraceEvent>(&event)) {
        onTrace(*trace, descriptors);
    } else if (const auto *done = std::get_if<DoneEvent>(&event)) {
        onDone(*done, std::move(descriptors.front()));
    } else if (std::holds_alternative<StatusEvent>(event)) {
        isAsked = false;
    } else if (std::holds_alternative<UnloadedEvent>(event) && unloading) {
        hasModel = false;
        ladder.memoryBackMs.add(clock.monotonicMs() - unloadAtMs);
        auto promise = std::move(*unloading);
        unloading.reset();
        promise.finish({});
        pump();
    } else if (const auto *measured = std::get_if<MeasuredEvent>(&event); measured != nullptr && measuring) {
        auto promise = std::move(*measuring);
        measuring.reset();
        promise.finish(measured->figures);
        pump();
    }
}

void EngineClient::Private::onHello(const HelloEvent &event)
{
    if (event.version != int(ProtocolVersion)) {
        process->stop(Error{errors::EngineVersion, {{u"theirs"_s, event.version}, {u"ours"_s, int(ProtocolVersion)}}});
        return;
    }
    const bool isFirst = !info;
    info = event;
    if (!isFirst)
        return;
    process->setPhase({});
    setState(EngineState::Idle);
    rest();
    finishAll<EngineInfo>(starters, event);
}

void EngineClient::Private::giveUp(const Error &error)
{
    refusal = error;
    setState(EngineState::Stopped);
    finishAll<EngineInfo>(starters, failure(error));
}

void EngineClient::Private::onEnded(const EngineEnd &end)
{
    watchTimer.stop();
    for (QTimer *timer : {&cancelTimer, &unloadTimer, &quitTimer})
        timer->stop();
    // We may be called by it, so it goes a moment later; but not later than this client, whose pool it uses.
    post(this, [old = std::shared_ptr<EngineProcess>(std::move(process))] { });
    info.reset();
    hasModel = false;
    isFrozen = false;
    if (end.stopMs >= 0)
        ladder.stopMs.add(end.stopMs);
    if (end.killMs >= 0)
        ladder.killMs.add(end.killMs);
    const bool isYield = !yielders.empty();
    if (isYield)
        ladder.memoryBackMs.add(clock.monotonicMs() - yieldAtMs);
    const bool isFailure = end.error && !isYield && !(current && current->isCancelled);
    if (isFailure)
        lastError = end.error;

    if (unloading) {
        auto promise = std::move(*unloading);
        unloading.reset();
        promise.finish({}); // the memory is back, which is what was asked for
    }
    if (measuring) {
        auto promise = std::move(*measuring);
        measuring.reset();
        promise.finish(failure(end.error.value_or(Error{errors::EngineClosed})));
    }
    setState(EngineState::Stopped);
    if (isFailure) {
        backOff.failed();
        if (isFinal(end.error->code)) {
            giveUp(*end.error);
        } else if (backOff.isGivenUp()) {
            giveUp(Error{errors::EngineGivenUp, {{u"count"_s, backOff.failures()}}, end.error->detail});
        } else {
            setState(EngineState::BackingOff);
            backOffTimer.start(backOff.nextWaitMs());
        }
    }
    if (current && current->isSent) {
        if (current->isCancelled)
            finishJob(failure(errors::Cancelled));
        else if (isYield)
            finishJob(failure(errors::EngineYielded));
        else
            finishJob(failure(end.error.value_or(Error{errors::EngineClosed})));
    }
    finishAll<void>(goneWaiters, Result<>{});
    finishAll<void>(yielders, Result<>{});
    if (!starters.empty() && !process && !backOffTimer.isActive())
        begin();
}

void EngineClient::Private::onWatch()
{
    if (process)
        process->readNow(); // judge by what has arrived, not by what we came to read
    if (!process || process->isStopping() || process->child() == nullptr || isFrozen)
        return;
    const int watchMs = options.times.watchMs;
    const auto looksOf = [watchMs](int ms) { return std::max(1, ms / std::max(1, watchMs)); };
    const bool isBusy = (current && current->isSent) || unloading || measuring || isAsked;
    const auto hung = [this, watchMs](int looks) {
        const int seconds = std::max(1, int(qint64(looks) * watchMs / 1000));
        setState(EngineState::Stopping);
        process->stop(Error{errors::EngineHung, {{u"seconds"_s, seconds}}, process->lastWords()});
    };
    if (!info) {
        if (++quietLooks >= looksOf(options.times.startMs))
            hung(quietLooks);
        return;
    }
    if (!isBusy) {
        if (++restLooks >= looksOf(options.times.askMs)) {
            restLooks = 0;
            isAsked = process->send(StatusCommand{});
        }
        return;
    }
    const qint64 used = process->child()->processorMs();
    stalledLooks = used == processorMs ? stalledLooks + 1 : 0;
    processorMs = used;
    ++quietLooks;
    if (stalledLooks >= looksOf(options.times.stalledMs) || quietLooks >= looksOf(options.times.silentMs))
        hung(quietLooks);
}

void EngineClient::Private::rest()
{
    restLooks = 0;
    if (hasModel && options.times.unloadAfterMs > 0)
        unloadTimer.start(options.times.unloadAfterMs);
    if (options.times.quitAfterMs > 0)
        quitTimer.start(options.times.quitAfterMs);
}

Result<> EngineClient::Private::yieldAll()
{
    auto line = std::move(waiting);
    waiting.clear();
    if (current && !current->isSent)
        finishJob(failure(errors::EngineYielded));
    for (Job &job : line)
        job.promise.finish(failure(errors::EngineYielded));
    finishAll<EngineInfo>(starters, failure(errors::EngineYielded));
    backOffTimer.stop();
    if (process) {
        setState(EngineState::Stopping);
        process->stop({});
    }
    return {};
}

void EngineClient::Private::thaw()
{
    if (!isFrozen)
        return;
    isFrozen = false;
    quietLooks = stalledLooks = 0;
    if (process)
        process->thaw();
    if (current && current->isSent && current->isCancelled)
        cancelTimer.start(options.times.cancelMs);
}

EngineClient::EngineClient(EngineOptions options, const Clock &clock, Rng &rng, QThreadPool &pool)
    : d(std::make_unique<Private>(*this, std::move(options), clock, rng, pool))
{
}

EngineClient::~EngineClient() = default;

Task<EngineInfo> EngineClient::ensureStarted() { return d->ensureStarted(); }

Task<EngineInfo> EngineClient::startByHand()
{
    d->refusal.reset();
    d->lastError.reset();
    d->backOff.worked();
    d->backOffTimer.stop();
    return d->ensureStarted();
}

Task<Drawn> EngineClient::draw(QString id, Order order)
{
    const bool isKnown = (d->current && d->current->id == id)
        || std::any_of(d->waiting.begin(), d->waiting.end(), [&id](const Private::Job &job) { return job.id == id; });
    if (isKnown || id.isEmpty() || id.size() > IdMax)
        return Task<Drawn>::finished(failure(errors::InvalidArgument, {{u"what"_s, u"id"_s}}));
    Private::Job job;
    job.id = std::move(id);
    job.order = std::move(order);
    job.serial = ++d->lastSerial;
    job.wireId = u"%1:%2"_s.arg(job.serial).arg(job.id);
    auto task = job.promise.task();
    d->thaw();
    d->waiting.push_back(std::move(job));
    d->pump();
    return task;
}

void EngineClient::cancel(const QString &id) { d->cancel(id); }

Task<> EngineClient::unload()
{
    if (d->current || d->unloading || d->measuring)
        return Task<>::finished(failure(errors::EngineBusy));
    d->thaw();
    if (!d->process || !d->info || d->process->isLeaving() || !d->process->send(UnloadCommand{}))
        return Task<>::finished({});
    d->unloadTimer.stop();
    d->unloadAtMs = d->clock.monotonicMs();
    d->unloading.emplace();
    return d->unloading->task();
}

Task<> EngineClient::yieldNow()
{
    d->yieldAtMs = d->clock.monotonicMs();
    if (!d->process) {
        (void)d->yieldAll();
        return Task<>::finished({});
    }
    d->yielders.emplace_back();
    auto task = d->yielders.back().task();
    (void)d->yieldAll();
    return task;
}

bool EngineClient::freeze()
{
    if (!d->process || d->process->child() == nullptr || !d->process->child()->isRunning())
        return false;
    if (!d->isFrozen && !d->process->isStopping()) {
        d->isFrozen = true;
        d->cancelTimer.stop();
        d->process->freeze();
    }
    return true;
}

void EngineClient::thaw() { d->thaw(); }

bool EngineClient::isFrozen() const
{
    return d->isFrozen && d->process && d->process->child() != nullptr && d->process->child()->isFrozen();
}

Task<json::Object> EngineClient::benchmark(int seconds)
{
    if (d->current || d->unloading || d->measuring)
        return Task<json::Object>::finished(failure(errors::EngineBusy));
    d->thaw();
    d->measuring.emplace();
    auto task = d->measuring->task();
    d->ensureStarted().then(d.get(), [this, seconds](const Result<EngineInfo> &started) {
        if (!d->measuring)
            return;
        const BenchmarkCommand command{.job = u"benchmark"_s, .seconds = qBound(1, seconds, 60)};
        if (started && d->process && d->process->send(command)) {
            d->unloadTimer.stop();
            d->quitTimer.stop();
            return;
        }
        auto promise = std::move(*d->measuring);
        d->measuring.reset();
        promise.finish(failure(started ? Error{errors::EngineClosed} : started.error()));
        d->pump();
    });
    return task;
}

void EngineClient::setModelFolders(QStringList folders) { d->options.modelFolders = std::move(folders); }

EngineState EngineClient::state() const { return d->state; }

std::optional<EngineInfo> EngineClient::info() const { return d->info; }

const LadderTimes &EngineClient::ladder() const { return d->ladder; }

std::optional<Error> EngineClient::lastError() const { return d->lastError; }

qint64 EngineClient::restartInMs() const
{
    const bool waits = d->state == EngineState::BackingOff && d->backOffTimer.isActive();
    return waits ? std::max(0, d->backOffTimer.remainingTime()) : -1;
}

qint64 EngineClient::memoryBytes() const
{
    return d->process && d->process->child() != nullptr ? d->process->child()->memoryBytes() : 0;
}

qint64 EngineClient::pid() const
{
    return d->process && d->process->child() != nullptr && d->process->child()->isRunning() ? d->process->child()->pid()
                                                                                            : 0;
}

QString EngineClient::currentId() const { return d->current ? d->current->id : QString(); }

} // namespace ain::engine
