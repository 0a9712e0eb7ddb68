// The studio's rooms on one data directory: queue, gallery, model library, engine, and what drives them.
#pragma once

#include "app/services/removedpictures.h"
#include "app/services/settingsstore.h"
#include "core/ainft/contentstore.h"
#include "core/base/clock.h"
#include "core/base/rng.h"
#include "core/base/task.h"
#include "core/gallery/gallery.h"
#include "core/jobs/jobqueue.h"
#include "gpu/device/device.h"
#include "gpu/engine/client/engineclient.h"
#include "gpu/models/modellibrary.h"
#include "gpu/studio/studioservice.h"

#include <QNetworkAccessManager>
#include <QThread>
#include <QTimer>

#include <memory>

namespace ain::app {

struct StudioRoomsParts {
    QString dataDirectory;
    QString engineProgram; ///< absolute path; need not exist: then nothing can be drawn, and all else works
    QThread &store;
    QNetworkAccessManager &http;
    Clock &clock;
    Rng &rng;
    ainft::ContentStore &content;
    SettingsStore &settings; ///< keeps what measure() found
    QList<FileKeeper> keepers = {}; ///< who else names files of the content store, besides queue and drafts
};

/// Bytes free for a model now.
struct FreeMemory {
    qint64 vram = -1; ///< below 0: the engine draws on the processor
    qint64 ram = 0;
};

/// Thread: main.
class StudioRooms : public QObject {
    Q_OBJECT
public:
    explicit StudioRooms(const StudioRoomsParts &parts);
    ~StudioRooms() override;

    /// Beside the running program, or where packages put helpers (../libexec/ain-studio).
    [[nodiscard]] static QString defaultEngineProgram();
    /// The folder of the models that come with the program; empty: none are there.
    [[nodiscard]] static QString bundledModels();

    /// Opens queue, gallery and model library, looks at the computer, and makes the bundled models known; once, later
    /// calls give what the first gave.
    /// Errors: those of the three, StoreInUse while another program has them open.
    Task<> open();
    /// Lets go of pictures that were removed RemovedKeptDays ago; by itself after open() and once a day. See
    /// RemovedPictures::sweep(). After open().
    Task<int> sweep() { return m_removed->sweep(); }
    /// The same when the last try did not come to its end.
    void sweepIfDue();
    /// Draws what waits in the queue from now on. After open().
    void start() { m_service->start(); }
    /// A random one below recipe::SeedEnd.
    [[nodiscard]] quint64 newSeed();

    [[nodiscard]] jobs::JobQueue &queue() { return *m_queue; }
    [[nodiscard]] gallery::Gallery &gallery() { return *m_gallery; }
    [[nodiscard]] models::ModelLibrary &models() { return *m_models; }
    [[nodiscard]] engine::EngineClient &engine() { return *m_engine; }
    /// Looks at strangers' pictures and can read nothing else; draws nothing.
    [[nodiscard]] engine::EngineClient &decoder() { return *m_decoder; }
    [[nodiscard]] device::DeviceProbe &probe() { return *m_probe; }
    [[nodiscard]] studio::StudioService &service() { return *m_service; }
    [[nodiscard]] ainft::ContentStore &content() { return m_parts.content; }

    /// As read last; empty before open().
    [[nodiscard]] const device::DeviceReport &device() const { return m_device; }
    Task<> readDevice();
    /// Measures and keeps the figures for later runs. errors::Cancelled, DeviceBusy.
    Task<device::Benchmark> measure();
    [[nodiscard]] const std::optional<device::Benchmark> &benchmark() const { return m_benchmark; }
    /// Bytes that a model may use: of the first GPU if the engine draws there, and of memory.
    [[nodiscard]] FreeMemory freeMemory() const;

Q_SIGNALS:
    void deviceChanged();

private:
    Task<> openNow();
    Task<> addBundledModels();
    void readBenchmark();

    StudioRoomsParts m_parts;
    std::unique_ptr<jobs::JobQueue> m_queue;
    std::unique_ptr<gallery::Gallery> m_gallery;
    std::unique_ptr<models::ModelLibrary> m_models;
    std::unique_ptr<engine::EngineClient> m_engine;
    std::unique_ptr<engine::EngineClient> m_decoder;
    std::unique_ptr<device::DeviceProbe> m_probe;
    std::unique_ptr<studio::StudioService> m_service;
    std::unique_ptr<RemovedPictures> m_removed;
    QTimer m_daily;
    bool m_isSwept = false;
    device::DeviceReport m_device;
    std::optional<device::Benchmark> m_benchmark;
    std::optional<Result<>> m_opened;
    bool m_isOpening = false;
};

} // namespace ain::app
