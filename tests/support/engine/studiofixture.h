// The studio with its stores in one folder and the scripted engine behind it.
#pragma once

#include "gpu/studio/studioservice.h"
#include "tests/support/engine/eventloopwatch.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QThread>
#include <QtEndian>

namespace ain::testing {

using namespace Qt::StringLiterals;

/// The bytes of a model file with one tensor: enough for the library to know it by its hash.
inline QByteArray tinyModel()
{
    QByteArray header =
        R"({"model.diffusion_model.input_blocks.0.0.weight":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}})";
    QByteArray bytes(8, '\0');
    qToLittleEndian(quint64(header.size()), bytes.data());
    return bytes + header + QByteArray(4, '\1');
}

class StudioFixture {
public:
    explicit StudioFixture(const QString &place, const QString &script = {})
        : folder(place),
          modelHash(QString::fromLatin1(QCryptographicHash::hash(tinyModel(), QCryptographicHash::Sha256).toHex()))
    {
        store.setObjectName(u"store"_s);
        store.start();
        pool.setMaxThreadCount(2);
        queue = std::make_unique<jobs::JobQueue>(folder, &store, clock, rng);
        gallery = std::make_unique<gallery::Gallery>(folder, &store, clock);
        content = std::make_unique<ainft::ContentStore>(folder + u"/content"_s, &store);
        library = std::make_unique<models::ModelLibrary>(
            models::LibraryParts{.directory = folder, .store = &store, .pool = &pool, .clock = &clock});
        engine::EngineOptions options;
        options.program = QStringLiteral(AIN_SCRIPTED_ENGINE);
        options.modelFolders = QStringList{folder};
        options.temporaryParent = folder + u"/tmp"_s;
        options.backOff = {.firstMs = 1, .mostMs = 10, .failuresAllowed = 1000};
        options.times.watchMs = 50;
        options.times.cancelMs = 100;
        options.times.stalledMs = 3000;
        if (!script.isEmpty())
            options.extraArguments = QStringList{u"--script"_s, script};
        client = std::make_unique<engine::EngineClient>(options, clock, rng, pool);
    }
    ~StudioFixture()
    {
        service.reset();
        client.reset();
        library.reset();
        content.reset();
        gallery.reset();
        queue.reset();
        pool.waitForDone();
        store.quit();
        store.wait();
    }
    StudioFixture(const StudioFixture &) = delete;
    StudioFixture &operator=(const StudioFixture &) = delete;

    [[nodiscard]] Result<> open()
    {
        const auto jobs = await(queue->open());
        if (!jobs)
            return failure(jobs.error());
        const auto pictures = await(gallery->open());
        if (!pictures)
            return failure(pictures.error());
        const auto known = await(library->open());
        if (!known)
            return failure(known.error());
        const QString path = folder + u"/model.safetensors"_s;
        if (!QFile::exists(path)) {
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(tinyModel()) < 0)
                return failure(errors::FileWrite, {{u"path"_s, path}});
        }
        const auto model = await(library->addFile(path));
        if (!model)
            return failure(model.error());
        const auto verified = await(library->verify(model->id));
        if (!verified)
            return failure(verified.error());
        const studio::StudioParts parts{*queue, *gallery, *client, *library, *content, pool};
        service = std::make_unique<ain::studio::StudioService>(parts);
        return {};
    }

    [[nodiscard]] recipe::GenerationRequest request(const QString &prompt, quint64 seed = 1) const
    {
        recipe::GenerationRequest request;
        request.model = {.sha256 = modelHash, .name = u"tiny"_s};
        request.prompt = prompt;
        request.seed = seed;
        request.width = request.height = 64;
        request.steps = 4;
        request.precision = u"as_file"_s;
        return request;
    }

    [[nodiscard]] QList<ain::jobs::Job> allJobs()
    {
        return await(queue->jobs({}, 100'000)).value_or(QList<ain::jobs::Job>());
    }
    [[nodiscard]] QList<ain::gallery::Picture> pictures()
    {
        QList<ain::gallery::Picture> all;
        while (true) {
            ain::gallery::Query query;
            query.offset = int(all.size());
            query.limit = 500;
            const auto page = await(gallery->query(query));
            if (!page || page->pictures.isEmpty())
                return all;
            all.append(page->pictures);
        }
    }
    /// Until all jobs have ended or wait for a person.
    void untilDone()
    {
        until([this] {
            const auto all = allJobs();
            // Looked at last: what is true of the store may not have been told here yet.
            return service->runningJob().isEmpty()
                && std::all_of(all.cbegin(), all.cend(),
                               [](const ain::jobs::Job &job) { return ain::jobs::hasEnded(job.state); });
        });
    }

    QString folder;
    QString modelHash;
    SystemClock clock;
    SystemRng rng;
    QThread store;
    QThreadPool pool;
    std::unique_ptr<ain::jobs::JobQueue> queue;
    std::unique_ptr<ain::gallery::Gallery> gallery;
    std::unique_ptr<ain::ainft::ContentStore> content;
    std::unique_ptr<ain::models::ModelLibrary> library;
    std::unique_ptr<ain::engine::EngineClient> client;
    std::unique_ptr<ain::studio::StudioService> service;
};

} // namespace ain::testing
