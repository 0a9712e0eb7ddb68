#include "app/backends/studioadapter.h"

#include "app/backends/imagework.h"
#include "app/services/pool.h"
#include "core/ainft/imagetext.h"
#include "core/ainft/recipe.h"

#include <QFileInfo>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize PreviewBounds(1024, 1024);

ui::EngineState toUi(engine::EngineState state)
{
    switch (state) {
    case engine::EngineState::Missing: return ui::EngineState::Missing;
    case engine::EngineState::Stopped: return ui::EngineState::Stopped;
    case engine::EngineState::Starting: return ui::EngineState::Starting;
    case engine::EngineState::Idle: return ui::EngineState::Idle;
    case engine::EngineState::Loading: return ui::EngineState::Loading;
    case engine::EngineState::Busy: return ui::EngineState::Busy;
    case engine::EngineState::Stopping: return ui::EngineState::Stopping;
    case engine::EngineState::BackingOff: return ui::EngineState::BackingOff;
    }
    return ui::EngineState::Missing;
}

ui::EngineCage toUi(const engine::Confinement &confinement)
{
    ui::EngineCage cage;
    cage.isKnown = true;
    cage.noNetwork = confinement.noNetwork;
    cage.landlock = confinement.landlock;
    cage.seccomp = confinement.seccomp;
    cage.noNewPrivs = confinement.noNewPrivs;
    cage.missing = confinement.missing;
    return cage;
}

} // namespace

StudioAdapter::StudioAdapter(Services &services) : m_services(services), m_rooms(services.studio())
{
    m_jobsTimer.setSingleShot(true);
    m_jobsTimer.setInterval(0);
    m_countsTimer.setSingleShot(true);
    m_countsTimer.setInterval(100);
    connect(&m_jobsTimer, &QTimer::timeout, this, [this] { readJobs().detach(); }); // the next change reads again
    connect(&m_countsTimer, &QTimer::timeout, this, [this] { readCounts().detach(); });
    m_restartTimer.setInterval(1000);
    connect(&m_restartTimer, &QTimer::timeout, this, &StudioAdapter::engineChanged);
    connect(&m_rooms.engine(), &engine::EngineClient::stateChanged, this, [this] {
        if (m_rooms.engine().state() == engine::EngineState::BackingOff)
            m_restartTimer.start();
        else
            m_restartTimer.stop();
        Q_EMIT engineChanged();
    });
    connect(&m_rooms.service(), &studio::StudioService::heldChanged, this, &StudioAdapter::engineChanged);
    connect(&m_rooms, &StudioRooms::deviceChanged, this, &StudioAdapter::engineChanged);
    connect(&m_rooms.probe(), &device::DeviceProbe::benchmarkProgress, this, &StudioAdapter::measureProgress);
    wireQueue();
    wireModels();
}

StudioAdapter::~StudioAdapter() = default;

Task<> StudioAdapter::start()
{
    auto opened = co_await openRooms();
    if (!opened)
        m_openError = opened.error();
    Q_EMIT engineChanged();
    const json::Value stored = m_services.settings().value(u"studio_image");
    const QString sha256 = stored[u"sha256"].toString();
    if (sha256.isEmpty())
        co_return opened;
    auto content = co_await m_services.content().find(sha256);
    if (!content)
        co_return failure(content.error());
    auto image = co_await open(*content, stored[u"file_name"].toString());
    if (!image)
        co_return failure(image.error());
    co_return opened;
}

Task<> StudioAdapter::openRooms()
{
    auto opened = co_await m_rooms.open();
    if (!opened)
        co_return opened;
    m_isOpen = true;
    auto paused = co_await m_rooms.queue().isPausedAll(studio::JobKind.toString());
    m_isPaused = paused.value_or(false);
    auto jobs = co_await readJobs();
    if (!jobs)
        co_return jobs;
    auto counts = co_await readCounts();
    if (!counts)
        co_return counts;
    m_rooms.service().start();
    Q_EMIT modelsChanged();
    Q_EMIT galleryChanged();
    // Whoever looks at the page wants to know whether anything can be drawn; the engine says so when it runs.
    m_rooms.engine().ensureStarted().then(this, [this](const Result<engine::EngineInfo> &) { Q_EMIT engineChanged(); });
    co_return opened;
}

ui::EngineStatus StudioAdapter::engine() const
{
    const engine::EngineClient &engine = m_rooms.engine();
    ui::EngineStatus status;
    status.state = toUi(engine.state());
    status.restartInMs = engine.restartInMs();
    status.error = m_openError ? m_openError : engine.lastError();
    const auto held = m_rooms.service().heldBy();
    if (held && !status.error)
        status.error = held;
    if (held && held->code == errors::EngineGivenUp)
        status.state = ui::EngineState::GivenUp;
    if (status.state == ui::EngineState::Missing && !status.error)
        status.error = Error{errors::EngineMissing};
    const device::DeviceReport &device = m_rooms.device();
    if (const auto info = engine.info()) {
        status.build = info->build;
        status.backend = info->backend;
        status.samplers = info->samplers;
        status.schedulers = info->schedulers;
        status.precisions = info->precisions;
        status.cage = toUi(info->confinement);
        if (!info->devices.isEmpty())
            status.device = info->devices.constFirst().name;
    }
    const bool onGpu = !status.backend.isEmpty() && status.backend != u"cpu" && !device.gpus.isEmpty();
    if (onGpu) {
        status.device = device.gpus.constFirst().name;
        status.freeBytes = device.gpus.constFirst().freeBytes;
        status.totalBytes = device.gpus.constFirst().totalBytes;
    } else if (device.memory.totalBytes > 0) {
        if (status.device.isEmpty())
            status.device = device.cpu.name;
        status.freeBytes = device.memory.freeBytes;
        status.totalBytes = device.memory.totalBytes;
    }
    return status;
}

Task<> StudioAdapter::startEngine()
{
    auto started = co_await m_rooms.engine().startByHand();
    if (!started)
        co_return failure(started.error());
    m_rooms.service().goOn();
    co_return Result<>();
}

std::optional<ui::TimeRange> StudioAdapter::estimate(const recipe::GenerationRequest &request) const
{
    const auto &benchmark = m_rooms.benchmark();
    const auto model = m_rooms.models().bySha256(request.model.sha256);
    if (!benchmark || !model)
        return std::nullopt;
    const auto seconds =
        device::estimate(*benchmark, model->family, request.width, request.height, request.steps, request.guidance > 1);
    if (!seconds)
        return std::nullopt;
    ui::TimeRange range;
    range.lowMs = qint64(seconds->low * 1000);
    range.highMs = qint64(seconds->high * 1000);
    return range;
}

Task<> StudioAdapter::measure()
{
    auto measured = co_await m_rooms.measure();
    if (!measured)
        co_return failure(measured.error());
    co_return Result<>();
}

void StudioAdapter::cancelMeasure() { m_rooms.probe().cancelBenchmark(); }

quint64 StudioAdapter::newSeed() { return m_rooms.newSeed(); }

Task<QByteArray> StudioAdapter::draft(QString name)
{
    auto opened = co_await m_rooms.open();
    if (!opened)
        co_return failure(opened.error());
    auto text = co_await m_rooms.gallery().draft(name);
    co_return text;
}

Task<> StudioAdapter::saveDraft(QString name, QByteArray json)
{
    auto opened = co_await m_rooms.open();
    if (!opened)
        co_return failure(opened.error());
    auto saved = co_await m_rooms.gallery().saveDraft(name, json);
    co_return saved;
}

Task<ui::OpenedImage> StudioAdapter::open(ainft::Content content, QString fileName, QStringList tags)
{
    auto bytes = co_await m_services.content().read(content.sha256);
    if (!bytes)
        co_return failure(bytes.error());
    const QByteArray file = *bytes;
    auto decoded = co_await decodeImage(file, PreviewBounds);
    if (!decoded)
        co_return failure(decoded.error());
    auto credentials = co_await readCredentials(file);
    if (!credentials)
        co_return failure(credentials.error());
    ui::OpenedImage image;
    image.credentials = std::move(*credentials);
    image.id = content.sha256;
    image.fileName = fileName;
    image.preview = decoded->image;
    image.size = decoded->size;
    image.bytes = content.size;
    image.format = QString::fromLatin1(decoded->format);
    image.sha256 = content.sha256;
    image.cid = content.cid;
    image.tags = tags;
    // An image whose text chunks make no sense is still an image: it is shown without them.
    if (const auto texts = ainft::readImageText(file)) {
        for (const auto &entry : texts->entries)
            image.metadata += {entry.keyword, entry.text};
        const json::Object generation = ainft::recipeOf(*texts);
        if (!generation.isEmpty()) {
            image.settings = recipe::fromGeneration(generation);
            image.settingsFrom = !texts->text(ainft::RecipeKeyword).isNull() ? ui::MetadataSource::Ours
                : !texts->text(u"parameters").isNull()                       ? ui::MetadataSource::A1111
                                                                             : ui::MetadataSource::ComfyUi;
        }
    }
    m_current = image;
    json::Object stored;
    stored.set(u"sha256"_s, image.sha256);
    stored.set(u"file_name"_s, fileName);
    (void)m_services.settings().set(u"studio_image"_s, std::move(stored)); // only the next start would miss it
    Q_EMIT currentChanged();
    co_return image;
}

Task<ui::OpenedImage> StudioAdapter::openFile(QString path)
{
    auto content = co_await m_services.content().addFile(path);
    if (!content)
        co_return failure(content.error());
    auto opened = co_await open(*content, QFileInfo(path).fileName());
    co_return opened;
}

Task<ui::OpenedImage> StudioAdapter::openPicture(qint64 pictureId)
{
    auto found = co_await picture(pictureId);
    if (!found)
        co_return failure(found.error());
    auto content = co_await m_services.content().find(found->sha256);
    if (!content)
        co_return failure(content.error());
    auto opened = co_await open(*content, u"%1.png"_s.arg(pictureId), found->tags);
    co_return opened;
}

Task<ui::SourceImage> StudioAdapter::sourceImage(QString sha256)
{
    auto bytes = co_await m_services.content().read(sha256);
    if (!bytes)
        co_return failure(bytes.error());
    ui::SourceImage source;
    auto decoded = co_await decodeImage(*bytes, PreviewBounds);
    if (!decoded)
        co_return failure(decoded.error());
    source.preview = decoded->image;
    source.size = decoded->size;
    source.sha256 = sha256;
    if (decoded->format != "PNG") {
        auto kept = co_await m_rooms.service().keepPicture(*bytes);
        if (!kept)
            co_return failure(kept.error());
        source.sha256 = *kept;
    }
    co_return source;
}

Task<QString> StudioAdapter::keepImage(QImage image)
{
    auto kept = co_await m_rooms.service().keepImage(image);
    co_return kept;
}

} // namespace ain::app
