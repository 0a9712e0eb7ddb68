#include "app/cli/jsonviews.h"
#include "app/cli/progressline.h"
#include "app/cli/session.h"
#include "app/cli/studiochoice.h"
#include "ui/text/errortext.h"

#include <QFileInfo>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

QString percent(qint64 done, qint64 total)
{
    return total > 0 ? u"%1 %"_s.arg(done * 100 / total) : u"%1 MB"_s.arg(done / 1'000'000);
}

json::Object progressEvent(const QString &what, const QString &name, qint64 done, qint64 total)
{
    json::Object event;
    event.set(u"event"_s, what);
    event.set(u"name"_s, name);
    event.set(u"done"_s, done);
    event.set(u"total"_s, numberOrNull(total));
    return event;
}

Task<json::Value> modelsAdd(Session &session, Invocation invocation)
{
    models::ModelLibrary &library = session.services().studio().models();
    json::Array added;
    json::Array refused;
    const QStringList paths = invocation.arguments;
    for (const QString &path : paths) {
        const QString absolute = QFileInfo(path).absoluteFilePath();
        if (QFileInfo(absolute).isDir()) {
            auto folder = co_await library.addFolder(absolute);
            if (!folder)
                co_return failure(folder.error());
            for (const models::Model &model : std::as_const(folder->added))
                added.push_back(toJson(model));
            for (const Error &error : std::as_const(folder->refused))
                refused.push_back(text::errorSentence(error));
            continue;
        }
        auto model = co_await library.addFile(absolute);
        if (!model)
            co_return failure(model.error());
        added.push_back(toJson(*model));
    }
    json::Object out;
    out.set(u"added"_s, std::move(added));
    if (!refused.empty())
        out.set(u"refused"_s, std::move(refused));
    co_return json::Value(std::move(out));
}

Task<json::Value> modelsList(Session &session, Invocation /*invocation*/)
{
    auto refreshed = co_await session.services().studio().models().refresh();
    if (!refreshed)
        co_return failure(refreshed.error());
    json::Array out;
    const QList<models::Model> all = session.services().studio().models().models();
    for (const models::Model &model : all)
        out.push_back(toJson(model));
    co_return json::Value(std::move(out));
}

Task<json::Value> modelsVerify(Session &session, Invocation invocation)
{
    models::ModelLibrary &library = session.services().studio().models();
    const auto model = modelByText(library.models(), invocation.arguments.constFirst());
    if (!model)
        co_return failure(model.error());
    auto verified = co_await verifyWithProgress(session, *model);
    if (!verified)
        co_return failure(verified.error());
    json::Value out = toJson(*verified);
    out.object().set(u"ok"_s, verified->verified != models::Verified::Mismatch); // else exit code 1
    co_return out;
}

Task<json::Value> modelsRemove(Session &session, Invocation invocation)
{
    models::ModelLibrary &library = session.services().studio().models();
    const auto model = modelByText(library.models(), invocation.arguments.constFirst());
    if (!model)
        co_return failure(model.error());
    const json::Value out = toJson(*model);
    auto removed = co_await library.remove(model->id);
    if (!removed)
        co_return failure(removed.error());
    co_return out;
}

Task<json::Value> modelsLicence(Session &session, Invocation invocation)
{
    models::ModelLibrary &library = session.services().studio().models();
    const auto model = modelByText(library.models(), invocation.arguments.at(0));
    if (!model)
        co_return failure(model.error());
    models::Licence licence;
    if (invocation.arguments.size() > 1) {
        const auto known = library.catalogue().licence(invocation.arguments.at(1));
        if (!known) {
            QStringList ids;
            for (const models::Licence &one : library.catalogue().licences())
                ids += one.id;
            co_return usageError(ids.join(u'|'));
        }
        licence = *known;
    }
    auto set = co_await library.setLicence(model->id, licence);
    if (!set)
        co_return failure(set.error());
    co_return toJson(*set);
}

Task<json::Value> modelsDownload(Session &session, Invocation invocation)
{
    models::ModelLibrary &library = session.services().studio().models();
    const QUrl url(invocation.arguments.constFirst(), QUrl::StrictMode);
    QString name = invocation.value(u"name"_s);
    if (name.isEmpty())
        name = url.fileName();
    ProgressLine line(session.options().json);
    QObject scope;
    QObject::connect(&library, &models::ModelLibrary::downloadProgress, &scope,
                     [&line](const QString &what, qint64 done, qint64 total) {
                         line.show(u"%1: %2"_s.arg(what, percent(done, total)),
                                   progressEvent(u"download"_s, what, done, total));
                     });
    auto model = co_await library.download(url, invocation.value(u"sha256"_s), name);
    line.end();
    if (!model)
        co_return failure(model.error());
    co_return toJson(*model);
}

json::Value toJson(const device::Gpu &gpu)
{
    json::Object out;
    out.set(u"name"_s, gpu.name);
    out.set(u"driver"_s, gpu.driver);
    out.set(u"pci_id"_s, gpu.pciId);
    out.set(u"total_bytes"_s, gpu.totalBytes);
    out.set(u"free_bytes"_s, gpu.freeBytes);
    out.set(u"temperature_c"_s, gpu.temperatureC ? json::Value(*gpu.temperatureC) : json::Value());
    out.set(u"power_w"_s, gpu.powerW ? json::Value(*gpu.powerW) : json::Value());
    out.set(u"power_limit_w"_s, gpu.powerLimitW ? json::Value(*gpu.powerLimitW) : json::Value());
    out.set(u"utilisation_percent"_s, gpu.utilisation ? json::Value(*gpu.utilisation) : json::Value());
    return out;
}

json::Value toJson(const device::Benchmark &benchmark)
{
    json::Object out;
    out.set(u"backend"_s, benchmark.backend == device::Backend::Cuda ? u"cuda"_s : u"cpu"_s);
    out.set(u"device"_s, benchmark.device);
    out.set(u"threads"_s, benchmark.threads);
    out.set(u"matmul_f32_gflops"_s, benchmark.matmulF32);
    out.set(u"matmul_f16_gflops"_s, benchmark.matmulF16);
    out.set(u"conv3x3_gflops"_s, benchmark.conv3x3);
    out.set(u"bandwidth_gb_s"_s, benchmark.bandwidth);
    out.set(u"seconds"_s, benchmark.seconds);
    return out;
}

/// What a picture of each known family takes here, in seconds.
json::Array estimates(const device::Benchmark &benchmark)
{
    struct Example {
        QString family;
        int side;
        int steps;
    };
    const QList<Example> examples{{u"SD 1.x"_s, 512, 20}, {u"SDXL"_s, 1024, 20}, {u"FLUX.1"_s, 1024, 4}};
    json::Array out;
    for (const Example &example : examples) {
        const auto seconds = device::estimate(benchmark, example.family, example.side, example.side, example.steps);
        if (!seconds)
            continue;
        json::Object one;
        one.set(u"family"_s, example.family);
        one.set(u"size"_s, u"%1x%1"_s.arg(example.side));
        one.set(u"steps"_s, example.steps);
        one.set(u"seconds_low"_s, seconds->low);
        one.set(u"seconds_high"_s, seconds->high);
        out.push_back(std::move(one));
    }
    return out;
}

json::Value toJson(const engine::EngineInfo &info)
{
    json::Object cage;
    cage.set(u"no_network"_s, info.confinement.noNetwork);
    cage.set(u"landlock"_s, info.confinement.landlock);
    cage.set(u"seccomp"_s, info.confinement.seccomp);
    cage.set(u"no_new_privileges"_s, info.confinement.noNewPrivs);
    json::Array missing;
    for (const QString &what : info.confinement.missing)
        missing.push_back(what);
    cage.set(u"missing"_s, std::move(missing));
    json::Object out;
    out.set(u"build"_s, info.build);
    out.set(u"backend"_s, info.backend);
    out.set(u"threads"_s, info.threads);
    out.set(u"samplers"_s, info.samplers.join(u' ')); // empty: only the built-in model can draw here
    out.set(u"schedulers"_s, info.schedulers.join(u' '));
    out.set(u"confinement"_s, std::move(cage));
    return out;
}

Task<json::Value> deviceShow(Session &session, Invocation invocation)
{
    app::StudioRooms &rooms = session.services().studio();
    if (invocation.has(u"measure"_s)) {
        ProgressLine line(session.options().json);
        QObject scope;
        QObject::connect(&rooms.probe(), &device::DeviceProbe::benchmarkProgress, &scope, [&line](double share) {
            const int done = int(share * 100);
            line.show(translated(QT_TRANSLATE_NOOP("Cli", "Measuring: %1 %")).arg(done),
                      progressEvent(u"measure"_s, u"device"_s, done, 100));
        });
        auto measured = co_await rooms.measure();
        line.end();
        if (!measured)
            co_return failure(measured.error());
    }
    const device::DeviceReport report = rooms.device();
    json::Object out;
    json::Object cpu;
    cpu.set(u"name"_s, report.cpu.name);
    cpu.set(u"cores"_s, report.cpu.cores);
    cpu.set(u"threads"_s, report.cpu.threads);
    cpu.set(u"features"_s, report.cpu.features.join(u' '));
    out.set(u"cpu"_s, std::move(cpu));
    json::Object memory;
    memory.set(u"total_bytes"_s, report.memory.totalBytes);
    memory.set(u"free_bytes"_s, report.memory.freeBytes);
    out.set(u"memory"_s, std::move(memory));
    json::Array gpus;
    for (const device::Gpu &gpu : report.gpus)
        gpus.push_back(toJson(gpu));
    out.set(u"gpus"_s, std::move(gpus));
    if (report.gpuError)
        out.set(u"gpus_why_not"_s, text::errorSentence(*report.gpuError));
    // A computer that can't draw is no failure of this command: it tells why.
    auto engine = co_await rooms.engine().ensureStarted();
    out.set(u"engine"_s, engine ? toJson(*engine) : json::Value(text::errorSentence(engine.error())));
    if (const auto &benchmark = rooms.benchmark()) {
        out.set(u"benchmark"_s, toJson(*benchmark));
        out.set(u"estimates"_s, estimates(*benchmark));
    }
    co_return json::Value(std::move(out));
}

} // namespace

Task<models::Model> verifyWithProgress(Session &session, models::Model model)
{
    models::ModelLibrary &library = session.services().studio().models();
    ProgressLine line(session.options().json);
    QObject scope;
    QObject::connect(&library, &models::ModelLibrary::hashProgress, &scope,
                     [&line, model](const QString &id, qint64 done, qint64 total) {
                         if (id == model.id)
                             line.show(u"SHA-256 %1: %2"_s.arg(model.name, percent(done, total)),
                                       progressEvent(u"hash"_s, model.name, done, total));
                     });
    auto verified = co_await library.verify(model.id);
    line.end();
    co_return verified;
}

QList<Command> modelCommands()
{
    return {
        {.name = u"models add"_s,
         .arguments = u"PATH…"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Make model files, or all in a folder, known. They stay where they are."),
         .minArguments = 1,
         .maxArguments = 1000,
         .needs = Command::Studio,
         .run = modelsAdd},
        {.name = u"models list"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Known model files: kind, family, size, hash, licence."),
         .needs = Command::Studio,
         .run = modelsList},
        {.name = u"models verify"_s,
         .arguments = u"MODEL"_s,
         .summary = QT_TRANSLATE_NOOP("Cli",
                                      "SHA-256 of the whole file, compared with what is known of it. MODEL: "
                                      "its name, id, path or hash."),
         .minArguments = 1,
         .maxArguments = 1,
         .needs = Command::Studio,
         .run = modelsVerify},
        {.name = u"models licence"_s,
         .arguments = u"MODEL [LICENCE]"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Say which licence a model has; without LICENCE: take it back."),
         .minArguments = 1,
         .maxArguments = 2,
         .needs = Command::Studio,
         .run = modelsLicence},
        {.name = u"models remove"_s,
         .arguments = u"MODEL"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Take a model off the list. The file stays."),
         .minArguments = 1,
         .maxArguments = 1,
         .needs = Command::Studio,
         .run = modelsRemove},
        {.name = u"models download"_s,
         .arguments = u"URL"_s,
         .summary = QT_TRANSLATE_NOOP("Cli",
                                      "Fetch a model file from an address you trust; kept only if its hash is "
                                      "the one you give. Goes on where it broke off."),
         .options = {{u"sha256"_s, u"HASH"_s, QT_TRANSLATE_NOOP("Cli", "64 hex digits; needed")},
                     {u"name"_s, u"NAME"_s, QT_TRANSLATE_NOOP("Cli", "file name; the address's by default")}},
         .minArguments = 1,
         .maxArguments = 1,
         .needs = Command::Studio,
         .run = modelsDownload},
        {.name = u"device"_s,
         .summary = QT_TRANSLATE_NOOP("Cli",
                                      "What this computer draws with: GPUs, processor, memory, engine and what "
                                      "keeps it locked in."),
         .options = {{u"measure"_s, {}, QT_TRANSLATE_NOOP("Cli", "measure first how fast it is, up to a minute")}},
         .needs = Command::Studio,
         .run = deviceShow},
    };
}

} // namespace ain::cli
