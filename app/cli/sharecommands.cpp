// Sharing in the terminal: the wishes, and what the sensors of this computer say now.
#include "app/cli/session.h"
#include "app/cli/shareview.h"
#include "app/services/pool.h"
#include "app/services/sharing.h"
#include "gpu/share/guard/systemsources.h"
#include "gpu/share/guard/verdictjson.h"

#include <algorithm>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int LookMs = 50;
constexpr int ObeyMs = 1000; ///< a program that runs has obeyed and said so by then
constexpr qint64 MinuteMs = 60'000;

Result<share::Settings> wishes(Session &session)
{
    return app::Sharing::load(app::Sharing::settingsFile(session.services().dataDirectory()));
}

bool isStillMeasuring(const share::Verdict &verdict)
{
    return std::any_of(verdict.sensors.cbegin(), verdict.sensors.cend(), [](const share::Reading &sensor) {
        return sensor.state == share::SensorState::Unavailable && sensor.why == share::absence::Measuring;
    });
}

json::Value shown(const Session &session, json::Object status)
{
    return session.options().json ? json::Value(std::move(status)) : json::Value(shareStatusInWords(status));
}

/// What a program that shares would decide here and now. Nothing is shared by asking.
Task<json::Value> shareStatus(Session &session, Invocation /*invocation*/)
{
    auto settings = wishes(session);
    if (!settings)
        co_return failure(settings.error());
    app::Services &services = session.services();
    // The program that shares knows better than a second look, and what it does at this moment.
    if (auto told = app::ShareState::read(services.dataDirectory(), services.clock().nowMs())) {
        json::Object out = std::move(told->status);
        out.set(u"running"_s, true);
        out.set(u"pid"_s, told->pid);
        out.set(u"at"_s, told->atMs);
        co_return shown(session, std::move(out));
    }
    auto nobody = [] { return QList<qint64>(); };
    auto sources = share::systemSources(share::SystemPlaces::ofEnvironment(), services.clock(), app::workPool(),
                                        services.studio().probe(), nobody);
    share::Guard guard(services.clock(), std::move(sources), *settings);
    guard.setWatched(true);
    guard.start();
    for (qint64 waited = 0; waited < share::AnswerMs && isStillMeasuring(guard.verdict()); waited += LookMs) {
        auto slept = co_await sleepFor(&session, LookMs);
        if (!slept)
            co_return failure(slept.error());
    }
    const auto history = share::YieldHistory::load(app::Sharing::historyFile(services.dataDirectory()));
    json::Value times(history.summary());
    json::Object out = share::toJson(guard.verdict(), std::move(times));
    out.set(u"on"_s, settings->isOn);
    out.set(u"running"_s, false);
    co_return shown(session, std::move(out));
}

Task<json::Value> keep(Session &session, share::Settings settings)
{
    app::Services &services = session.services();
    const qint64 now = services.clock().nowMs();
    const auto saved = app::Sharing::save(app::Sharing::settingsFile(services.dataDirectory()), settings);
    if (!saved)
        co_return failure(saved.error());
    for (int waited = 0; waited < ObeyMs; waited += LookMs) {
        const auto told = app::ShareState::read(services.dataDirectory(), now);
        if (!told || told->atMs > now)
            break;
        auto slept = co_await sleepFor(&session, LookMs);
        if (!slept)
            co_return failure(slept.error());
    }
    const Invocation nothing;
    auto status = co_await shareStatus(session, nothing);
    co_return status;
}

Task<json::Value> shareSwitch(Session &session, bool isOn)
{
    auto settings = wishes(session);
    if (!settings)
        co_return failure(settings.error());
    settings->isOn = isOn;
    settings->pause = {};
    auto kept = co_await keep(session, *settings);
    co_return kept;
}

Task<json::Value> shareOn(Session &session, Invocation /*invocation*/) { return shareSwitch(session, true); }

Task<json::Value> shareOff(Session &session, Invocation /*invocation*/) { return shareSwitch(session, false); }

Task<json::Value> shareSnooze(Session &session, Invocation invocation)
{
    auto settings = wishes(session);
    if (!settings)
        co_return failure(settings.error());
    bool ok = true;
    const qint64 minutes = invocation.value(u"minutes"_s, u"15"_s).toLongLong(&ok);
    if (!ok || minutes < 1 || minutes * MinuteMs > share::MaxPauseMs)
        co_return usageError(u"--minutes 1…%1"_s.arg(share::MaxPauseMs / MinuteMs));
    settings->pause = {};
    settings->pause.kind = share::PauseKind::Timed;
    settings->pause.setAtMs = session.services().clock().nowMs();
    settings->pause.untilMs = settings->pause.setAtMs + minutes * MinuteMs;
    if (invocation.has(u"until-started"_s))
        settings->pause = {share::PauseKind::UntilStarted, 0, 0};
    auto kept = co_await keep(session, *settings);
    co_return kept;
}

Task<json::Value> sharePanic(Session &session, Invocation /*invocation*/)
{
    auto settings = wishes(session);
    if (!settings)
        co_return failure(settings.error());
    settings->pause = {share::PauseKind::Panic, 0, 0};
    auto kept = co_await keep(session, *settings);
    co_return kept;
}

} // namespace

QList<Command> shareCommands()
{
    return {
        {.name = u"share status"_s,
         .summary =
             QT_TRANSLATE_NOOP("Cli", "Whether this computer may work for others now, and every reason against."),
         .run = shareStatus},
        {.name = u"share on"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Share the GPU while nobody needs it; a program that runs obeys at once."),
         .run = shareOn},
        {.name = u"share off"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Share nothing any more; what runs for others stops now."),
         .run = shareOff},
        {.name = u"share snooze"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Share nothing for a while."),
         .options = {{u"minutes"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "for so long; 15 by default")},
                     {u"until-started"_s, {}, QT_TRANSLATE_NOOP("Cli", "until share on")}},
         .exclusive = {{u"minutes"_s, u"until-started"_s}},
         .run = shareSnooze},
        {.name = u"share panic"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Stop now and give the GPU's memory back; stays so until share on."),
         .run = sharePanic},
    };
}

} // namespace ain::cli
