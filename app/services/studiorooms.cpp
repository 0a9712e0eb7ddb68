#include "app/services/studiorooms.h"

#include "app/services/pool.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <limits>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int DayMs = 24 * 3600 * 1000;
constexpr QStringView BenchmarkKey = u"device_benchmark";

QString firstExisting(const QStringList &paths)
{
    for (const QString &path : paths) {
        const QFileInfo file(path);
        if (file.exists())
            return file.absoluteFilePath();
    }
    return {};
}

QString besideProgram(QStringView path)
{
    return QDir::cleanPath(QCoreApplication::applicationDirPath() + u'/' + path.toString());
}

engine::EngineOptions engineOptions(const StudioRoomsParts &parts)
{
    engine::EngineOptions options;
    options.program = parts.engineProgram;
    if (const QString bundled = StudioRooms::bundledModels(); !bundled.isEmpty())
        options.modelFolders = QStringList{bundled};
    return options;
}

/// Without a folder: all it may read is what it is handed.
engine::EngineOptions decoderOptions(const StudioRoomsParts &parts)
{
    constexpr int QuitAfterMs = 30'000;
    engine::EngineOptions options;
    options.program = parts.engineProgram;
    options.backend = u"cpu"_s;
    options.threads = 1;
    options.times.quitAfterMs = QuitAfterMs;
    // What strangers send must not be able to switch it off: it dies as often as they like, and starts again.
    options.backOff = {.firstMs = 50, .mostMs = 1000, .failuresAllowed = std::numeric_limits<int>::max()};
    return options;
}

} // namespace

QString StudioRooms::defaultEngineProgram()
{
    const QString beside = besideProgram(u"ain-engine");
    const QString found = firstExisting({beside, besideProgram(u"../libexec/ain-studio/ain-engine")});
    return found.isEmpty() ? beside : found;
}

QString StudioRooms::bundledModels()
{
    return firstExisting({besideProgram(u"models"), besideProgram(u"../share/ain-studio/models")});
}

StudioRooms::StudioRooms(const StudioRoomsParts &parts)
    : m_parts(parts),
      m_queue(
          std::make_unique<jobs::JobQueue>(parts.dataDirectory + u"/studio"_s, &parts.store, parts.clock, parts.rng)),
      m_gallery(std::make_unique<gallery::Gallery>(parts.dataDirectory + u"/studio"_s, &parts.store, parts.clock)),
      m_engine(std::make_unique<engine::EngineClient>(engineOptions(parts), parts.clock, parts.rng, workPool())),
      m_decoder(std::make_unique<engine::EngineClient>(decoderOptions(parts), parts.clock, parts.rng, workPool())),
      m_probe(std::make_unique<device::DeviceProbe>(workPool()))
{
    models::LibraryParts library;
    library.directory = parts.dataDirectory + u"/models"_s;
    library.store = &parts.store;
    library.pool = &workPool();
    library.http = &parts.http;
    library.clock = &parts.clock;
    m_models = std::make_unique<models::ModelLibrary>(library);
    m_service = std::make_unique<studio::StudioService>(
        studio::StudioParts{*m_queue, *m_gallery, *m_engine, *m_models, parts.content, workPool()});
    m_removed =
        std::make_unique<RemovedPictures>(*m_gallery, parts.content, parts.clock,
                                          QList<FileKeeper>{keeperOf(*m_queue), keeperOf(*m_gallery)} + parts.keepers);
    m_daily.setInterval(DayMs);
    connect(&m_daily, &QTimer::timeout, this, [this] {
        m_isSwept = false;
        sweepIfDue();
    });
}

StudioRooms::~StudioRooms()
{
    // Whoever drives goes before what is driven.
    m_service.reset();
    m_removed.reset();
    m_decoder.reset();
    m_engine.reset();
    m_models.reset();
    m_gallery.reset();
    m_queue.reset();
}

Task<> StudioRooms::open()
{
    while (m_isOpening) {
        auto slept = co_await sleepFor(this, 20);
        if (!slept)
            co_return slept;
    }
    if (m_opened)
        co_return *m_opened;
    m_isOpening = true;
    auto opened = co_await openNow();
    m_isOpening = false;
    m_opened = opened;
    if (opened) {
        m_daily.start();
        sweepIfDue();
    }
    co_return opened;
}

void StudioRooms::sweepIfDue()
{
    if (m_isSwept || !m_opened || !*m_opened)
        return;
    // Who can't tell yet (a locked vault) is asked again later; until then nothing is lost but space.
    sweep().then(this, [this](const Result<int> &swept) { m_isSwept = m_isSwept || swept.has_value(); });
}

Task<> StudioRooms::openNow()
{
    auto queue = co_await m_queue->open();
    if (!queue)
        co_return failure(queue.error());
    auto gallery = co_await m_gallery->open();
    if (!gallery)
        co_return failure(gallery.error());
    auto models = co_await m_models->open();
    if (!models)
        co_return failure(models.error());
    readBenchmark();
    auto device = co_await readDevice();
    if (!device)
        co_return failure(device.error());
    auto bundled = co_await addBundledModels();
    co_return bundled;
}

Task<> StudioRooms::addBundledModels()
{
    const QString folder = bundledModels();
    if (folder.isEmpty())
        co_return Result<>();
    const QStringList files = QDir(folder).entryList({u"*.safetensors"_s, u"*.gguf"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        auto added = co_await m_models->addFile(QDir(folder).absoluteFilePath(file));
        if (!added)
            continue; // one that can't be read is told by the list of models, and the others still serve
        if (added->verified == models::Verified::NotHashed) {
            const QString id = added->id;
            auto verified = co_await m_models->verify(id);
            if (!verified && verified.error().code == errors::Cancelled)
                co_return failure(verified.error());
        }
    }
    co_return Result<>();
}

quint64 StudioRooms::newSeed()
{
    quint64 seed = 0;
    m_parts.rng.fill({reinterpret_cast<std::uint8_t *>(&seed), sizeof seed});
    return seed % recipe::SeedEnd;
}

Task<> StudioRooms::readDevice()
{
    auto report = co_await m_probe->read();
    if (!report)
        co_return failure(report.error());
    m_device = *report;
    Q_EMIT deviceChanged();
    co_return Result<>();
}

Task<device::Benchmark> StudioRooms::measure()
{
    auto measured = co_await m_probe->benchmark();
    if (!measured)
        co_return failure(measured.error());
    m_benchmark = *measured;
    json::Object stored;
    stored.set(u"backend"_s, measured->backend == device::Backend::Cuda ? u"cuda"_s : u"cpu"_s);
    stored.set(u"device"_s, measured->device);
    stored.set(u"threads"_s, measured->threads);
    stored.set(u"matmul_f32"_s, measured->matmulF32);
    stored.set(u"matmul_f16"_s, measured->matmulF16);
    stored.set(u"conv3x3"_s, measured->conv3x3);
    stored.set(u"bandwidth"_s, measured->bandwidth);
    stored.set(u"seconds"_s, measured->seconds);
    (void)m_parts.settings.set(BenchmarkKey.toString(), std::move(stored)); // else it is measured again, no more
    Q_EMIT deviceChanged();
    co_return *measured;
}

void StudioRooms::readBenchmark()
{
    const json::Value &stored = m_parts.settings.value(BenchmarkKey);
    if (!stored.isObject())
        return;
    device::Benchmark benchmark;
    benchmark.backend = stored[u"backend"].toString() == u"cuda" ? device::Backend::Cuda : device::Backend::Cpu;
    benchmark.device = stored[u"device"].toString();
    benchmark.threads = int(std::clamp(stored[u"threads"].toDouble(), 0.0, 4096.0));
    benchmark.matmulF32 = stored[u"matmul_f32"].toDouble();
    benchmark.matmulF16 = stored[u"matmul_f16"].toDouble();
    benchmark.conv3x3 = stored[u"conv3x3"].toDouble();
    benchmark.bandwidth = stored[u"bandwidth"].toDouble();
    benchmark.seconds = stored[u"seconds"].toDouble();
    m_benchmark = benchmark;
}

FreeMemory StudioRooms::freeMemory() const
{
    FreeMemory free;
    free.ram = m_device.memory.freeBytes;
    // Before the engine told what it draws on, the processor is taken for it: its memory is what is sure.
    const auto info = m_engine->info();
    if (info && info->backend != u"cpu" && !m_device.gpus.isEmpty())
        free.vram = m_device.gpus.constFirst().freeBytes;
    return free;
}

} // namespace ain::app
