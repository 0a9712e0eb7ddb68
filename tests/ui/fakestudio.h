// A made-up studio for tests and pictures of the window: an engine that never draws by itself, a gallery of creatures.
#pragma once

#include "ui/backend/studiobackend.h"

#include <QHash>

#include <algorithm>

namespace ain::ui::fake {

using namespace Qt::StringLiterals;

inline constexpr qint64 Now = 1'767'160'800'000; // a winter noon

/// A made-up creature on a soft ground, 16 × 16, mirrored.
inline QImage creature(int seed)
{
    const QRgb inks[] = {0xFF5B4BDB, 0xFF0B8A5E, 0xFFE0567A, 0xFF2A9DB8, 0xFFE39A2D};
    const QRgb grounds[] = {0xFFE7E1FC, 0xFFDDF4E4, 0xFFFFE0E4, 0xFFD9EEFB, 0xFFFFE9C7};
    QImage image(16, 16, QImage::Format_RGB32);
    image.fill(grounds[(seed + 2) % 5]);
    quint32 state = quint32(seed) * 2654435761U + 12345U;
    for (int y = 3; y < 13; ++y) {
        for (int x = 3; x < 8; ++x) {
            state = state * 1664525U + 1013904223U;
            if ((state >> 24) % 100 < (y < 5 ? 45U : 72U)) {
                const QRgb ink = inks[(seed + ((state >> 16) % 5 == 0 ? 3 : 0)) % 5];
                image.setPixel(x, y, ink);
                image.setPixel(15 - x, y, ink);
            }
        }
    }
    for (const int x : {6, 9}) {
        image.setPixel(x, 6, 0xFF101018);
        image.setPixel(x, 7, 0xFF101018);
    }
    return image;
}

inline QString hashOf(int number)
{
    return u"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15%1"_s.arg(number, 8, 16, QChar(u'0'));
}

class Studio final : public StudioBackend {
public:
    OpenedImage image;
    EngineStatus status;
    QList<StudioJob> queue;
    bool paused = false;
    QList<models::Model> library;
    QList<ModelWork> work;
    QList<StudioPicture> gallery; ///< newest first
    QList<StudioPicture> bin;
    QHash<QString, QByteArray> drafts;
    std::optional<Error> submitError;
    std::optional<Error> downloadError;
    std::optional<TimeRange> time;
    QHash<QString, ModelFit> fits; ///< by model id
    QStringList addedPaths, savedSheets, saved, handedOut, askedDownload;
    QList<QImage> kept;
    int submits = 0;
    int starts = 0;
    qint64 thumbnailsAsked = 0;
    quint64 nextSeed = 41;
    std::optional<Promise<RecipeCheck>> checking;

    Studio()
    {
        status.state = EngineState::Idle;
        status.build = u"1.0"_s;
        status.backend = u"cpu"_s;
        status.device = u"AMD Ryzen 7 5800X"_s;
        status.freeBytes = 9'800'000'000;
        status.totalBytes = 16'000'000'000;
        status.samplers = {u"euler_a"_s, u"euler"_s, u"dpm++2m"_s, u"ddim_trailing"_s};
        status.schedulers = {u"discrete"_s, u"karras"_s};
        status.precisions = {u"f32"_s, u"f16"_s, u"q8_0"_s, u"q4_0"_s};
        status.cage = {true, true, true, true, true, {}};
    }

    void fill()
    {
        image.id = u"img"_s;
        image.fileName = u"blue-cat-on-yellow.png"_s;
        image.preview = creature(7);
        image.size = {512, 512};
        image.bytes = 48'213;
        image.format = u"PNG"_s;
        image.sha256 = hashOf(0xa08);
        image.credentials = {provenance::Standing::Valid,
                             {},
                             u"AIN Studio 0.1.0"_s,
                             u"AIN Studio"_s,
                             {},
                             u"trainedAlgorithmicMedia"_s,
                             u"AIN Pixel 32"_s,
                             {},
                             {}};
        image.metadata = {
            {u"parameters"_s,
             u"a blue cat on yellow, red hat, pixel art\nSteps: 30, Sampler: Euler a, CFG scale: 7, Seed: 7, Size: 512x512"_s},
            {u"Software"_s, u"AIN Studio"_s}};
        recipe::GenerationRequest settings;
        settings.prompt = u"a blue cat on yellow, red hat, pixel art"_s;
        settings.steps = 30;
        settings.seed = 7;
        settings.model.name = u"somebody’s model"_s;
        image.settings = settings;
        image.settingsFrom = MetadataSource::A1111;
        Q_EMIT currentChanged();
    }
    void fillModels()
    {
        const auto add = [this](const QString &name, models::Kind kind, const QString &family, qint64 bytes,
                                models::Verified verified, bool commercial) {
            models::Model model;
            model.id = u"m%1"_s.arg(library.size());
            model.path = u"/home/me/models/"_s + name + u".safetensors"_s;
            model.name = name;
            model.kind = kind;
            model.family = family;
            model.weightType = u"f16"_s;
            model.bytes = bytes;
            model.verified = verified;
            if (verified != models::Verified::NotHashed && verified != models::Verified::Hashing)
                model.sha256 = hashOf(int(library.size()) + 100);
            model.licence = {u"CC0-1.0"_s, u"CC0"_s, {}, commercial, true};
            if (!commercial)
                model.licence = {u"LicenseRef-FLUX-1-dev"_s, u"FLUX.1 [dev] non-commercial"_s, {}, false, true};
            library.append(model);
        };
        add(u"AIN Pixel 32"_s, models::Kind::Checkpoint, u"SD 1.x"_s, 2'132'000'000, models::Verified::Verified, true);
        add(u"flux1-dev-q4"_s, models::Kind::Checkpoint, u"FLUX.1"_s, 6'800'000'000, models::Verified::NotVerified,
            false);
        add(u"paper-cut-style"_s, models::Kind::Lora, u"SD 1.x"_s, 144'000'000, models::Verified::NotVerified, true);
        add(u"ink-lines"_s, models::Kind::Lora, u"SD 1.x"_s, 72'000'000, models::Verified::Verified, true);
        add(u"vae-ft-mse"_s, models::Kind::Vae, u"SD 1.x"_s, 334'000'000, models::Verified::Verified, true);
        add(u"RealESRGAN x4"_s, models::Kind::Upscaler, u"ESRGAN"_s, 67'000'000, models::Verified::Verified, true);
        add(u"half-downloaded"_s, models::Kind::Checkpoint, u"SDXL"_s, 6'900'000'000, models::Verified::Mismatch, true);
        ModelFit tight;
        tight.fits = false;
        tight.needBytes = 12'400'000'000;
        tight.freeBytes = 9'800'000'000;
        tight.reason = Error{ErrorCode("model.no_ram"), {{u"need"_s, u"12.4"_s}, {u"free"_s, u"9.8"_s}}, {}};
        fits.insert(u"m1"_s, tight);
        time = TimeRange{18'000, 26'000};
        Q_EMIT modelsChanged();
    }
    [[nodiscard]] static recipe::GenerationRequest request(int number)
    {
        static const QString subjects[] = {u"a blue cat on yellow"_s, u"a tiny dragon reading"_s,
                                           u"노란 배경의 파란 고양이"_s, u"a fox in the rain"_s, u"달빛 아래의 토끼"_s};
        recipe::GenerationRequest request;
        request.model = {hashOf(100), u"AIN Pixel 32"_s};
        request.prompt = subjects[number % 5] + u", pixel art"_s;
        request.negative = u"blurry"_s;
        request.seed = quint64(number);
        request.steps = 30;
        return request;
    }
    void fillGallery(int count)
    {
        gallery.clear();
        gallery.reserve(count);
        for (int i = 0; i < count; ++i) {
            StudioPicture picture;
            picture.id = count - i;
            picture.sha256 = hashOf(int(picture.id) + 1000);
            picture.size = {512, 512};
            picture.bytes = 312'000;
            picture.request = request(int(picture.id));
            picture.prompt = picture.request->prompt;
            picture.negative = picture.request->negative;
            picture.modelName = u"AIN Pixel 32"_s;
            picture.recipeHash = hashOf(int(picture.id) + 5000);
            picture.createdMs = Now - i * 3'600'000LL;
            picture.star = i % 6 == 1;
            if (i % 4 == 0)
                picture.tags = {u"cats"_s};
            if (i % 9 == 4) {
                picture.mintedObjectId = u"0xAb00000000000000000000000000000000000001"_s;
                picture.mintedTokenId = QString::number(i);
            }
            if (i == 0 && count > 3)
                picture.parents = {picture.id - 2};
            gallery.append(picture);
        }
        Q_EMIT galleryChanged();
    }
    void fillQueue()
    {
        queue.clear();
        for (int i = 0; i < 4; ++i) {
            StudioJob job;
            job.id = u"job%1"_s.arg(i);
            job.group = u"g"_s;
            job.request = request(i + 3);
            job.createdMs = Now - 60'000;
            queue.append(job);
        }
        StudioJob &running = queue[0];
        running.state = JobState::Running;
        running.phase = JobPhase::Sample;
        running.step = 18;
        running.steps = 30;
        running.leftMs = 9'000;
        running.leftIsWhole = true;
        running.elapsedMs = 14'000;
        running.preview = creature(3).scaled(64, 64);
        StudioJob &failed = queue[3];
        failed.state = JobState::Failed;
        failed.error = Error{ErrorCode("engine.out_of_memory"), {{u"phase"_s, u"decode"_s}}, {}};
        failed.endedMs = Now - 5'000;
        status.state = EngineState::Busy;
        Q_EMIT engineChanged();
        Q_EMIT jobsChanged();
    }
    void step(int number)
    {
        for (StudioJob &job : queue) {
            if (job.state != JobState::Running)
                continue;
            job.step = number;
            Q_EMIT jobProgressed(job.id);
        }
    }
    void become(EngineState state, std::optional<Error> error = {})
    {
        status.state = state;
        status.error = std::move(error);
        status.restartInMs = state == EngineState::BackingOff ? 4000 : -1;
        Q_EMIT engineChanged();
    }
    StudioPicture *find(qint64 id)
    {
        const auto at = std::find_if(gallery.begin(), gallery.end(), [id](const auto &p) { return p.id == id; });
        return at == gallery.end() ? nullptr : &*at;
    }
    StudioJob *job(const QString &id)
    {
        const auto at = std::find_if(queue.begin(), queue.end(), [&id](const auto &j) { return j.id == id; });
        return at == queue.end() ? nullptr : &*at;
    }
    static Task<> done() { return Task<>::finished({}); }

    Task<OpenedImage> openFile(QString path) override
    {
        if (!path.endsWith(u".png"))
            return Task<OpenedImage>::finished(failure(errors::FileRead, {{u"path"_s, path}}));
        fill();
        return Task<OpenedImage>::finished(image);
    }
    [[nodiscard]] OpenedImage current() const override { return image; }
    Task<OpenedImage> openPicture(qint64 id) override
    {
        fill();
        image.id = u"picture%1"_s.arg(id);
        return Task<OpenedImage>::finished(image);
    }
    Task<SourceImage> sourceImage(QString sha256) override
    {
        return Task<SourceImage>::finished(SourceImage{sha256, {512, 512}, creature(7).scaled(512, 512)});
    }
    Task<QString> keepImage(QImage pixels) override
    {
        kept.append(pixels);
        return Task<QString>::finished(hashOf(0x7777));
    }
    [[nodiscard]] EngineStatus engine() const override { return status; }
    Task<> startEngine() override
    {
        ++starts;
        become(EngineState::Starting);
        return done();
    }
    [[nodiscard]] std::optional<TimeRange> estimate(const recipe::GenerationRequest &) const override { return time; }
    Task<> measure() override
    {
        time = TimeRange{18'000, 26'000};
        return done();
    }
    void cancelMeasure() override { }
    [[nodiscard]] quint64 newSeed() override { return ++nextSeed; }
    Task<QStringList> submit(QList<recipe::GenerationRequest> requests, QList<qint64>) override
    {
        if (submitError)
            return Task<QStringList>::finished(failure(*submitError));
        ++submits;
        QStringList ids;
        for (const auto &request : requests) {
            StudioJob job;
            job.id = u"new%1"_s.arg(queue.size());
            job.group = u"s%1"_s.arg(submits);
            job.request = request;
            queue.append(job);
            ids += job.id;
        }
        Q_EMIT jobsChanged();
        return Task<QStringList>::finished(ids);
    }
    [[nodiscard]] QList<StudioJob> jobs() const override { return queue; }
    [[nodiscard]] bool isPaused() const override { return paused; }
    Task<> setPaused(bool isPausedNow) override
    {
        paused = isPausedNow;
        Q_EMIT jobsChanged();
        return done();
    }
    Task<> pauseJob(QString id, bool isPausedNow) override
    {
        if (StudioJob *found = job(id))
            found->state = isPausedNow ? JobState::Paused : JobState::Queued;
        Q_EMIT jobsChanged();
        return done();
    }
    Task<> cancelJob(QString id) override
    {
        queue.removeIf([&id](const StudioJob &j) { return j.id == id; });
        Q_EMIT jobsChanged();
        return done();
    }
    Task<> cancelAllJobs() override
    {
        queue.removeIf([](const StudioJob &j) { return j.state != JobState::Failed; });
        Q_EMIT jobsChanged();
        return done();
    }
    Task<> retryJob(QString id) override
    {
        if (StudioJob *found = job(id)) {
            found->state = JobState::Queued;
            found->error.reset();
        }
        Q_EMIT jobsChanged();
        return done();
    }
    Task<> moveJob(QString id, QString beforeId) override
    {
        StudioJob *found = job(id);
        if (found == nullptr)
            return done();
        const StudioJob moved = *found;
        queue.removeIf([&id](const StudioJob &j) { return j.id == id; });
        auto at = std::find_if(queue.begin(), queue.end(), [&beforeId](const auto &j) { return j.id == beforeId; });
        if (beforeId.isEmpty())
            at = std::find_if(queue.begin(), queue.end(), [](const auto &j) { return j.state == JobState::Failed; });
        queue.insert(at, moved);
        Q_EMIT jobsChanged();
        return done();
    }
    [[nodiscard]] QList<models::Model> models() const override { return library; }
    [[nodiscard]] ModelFit fit(const recipe::GenerationRequest &request) const override
    {
        for (const auto &model : library) {
            if (!request.model.sha256.isEmpty() && model.sha256 == request.model.sha256)
                return fits.value(model.id);
        }
        return {};
    }
    [[nodiscard]] ModelFit fit(const models::Model &model, QSize) const override { return fits.value(model.id); }
    Task<AddedModels> addModels(QStringList paths) override
    {
        addedPaths += paths;
        AddedModels out;
        for (const QString &path : paths) {
            if (path.endsWith(u".zip")) {
                out.refused.append(Error{errors::FileRead, {{u"path"_s, path}}, {}});
                continue;
            }
            models::Model model;
            model.id = u"a%1"_s.arg(library.size());
            model.path = path;
            model.name = path.section(u'/', -1);
            model.kind = models::Kind::Checkpoint;
            model.family = u"SD 1.x"_s;
            model.weightType = u"f16"_s;
            model.bytes = 2'000'000'000;
            model.sha256 = hashOf(int(library.size()) + 300);
            model.verified = models::Verified::NotVerified;
            library.append(model);
            out.added.append(model);
        }
        Q_EMIT modelsChanged();
        return Task<AddedModels>::finished(out);
    }
    Task<> removeModel(QString id) override
    {
        library.removeIf([&id](const auto &m) { return m.id == id; });
        Q_EMIT modelsChanged();
        return done();
    }
    Task<> verifyModel(QString id) override
    {
        work.append({id, u"model"_s, false, 1'200'000'000, 2'132'000'000, {}});
        for (auto &model : library) {
            if (model.id == id)
                model.verified = models::Verified::Hashing;
        }
        Q_EMIT modelWorkChanged();
        Q_EMIT modelsChanged();
        return done();
    }
    void cancelModelWork(const QString &id) override
    {
        work.removeIf([&id](const auto &w) { return w.id == id; });
        Q_EMIT modelWorkChanged();
    }
    [[nodiscard]] QList<ModelWork> modelWork() const override { return work; }
    [[nodiscard]] QList<ModelLicence> licences() const override
    {
        return {{u"CC0-1.0"_s, u"CC0"_s, {}, true},
                {u"CreativeML-OpenRAIL-M"_s, u"CreativeML Open RAIL-M"_s, {}, true},
                {u"LicenseRef-FLUX-1-dev"_s, u"FLUX.1 [dev] non-commercial"_s, {}, false}};
    }
    Task<> setModelLicence(QString id, QString licenceId) override
    {
        for (auto &model : library) {
            if (model.id == id)
                model.licence = {licenceId, licenceId, {}, true, !licenceId.isEmpty()};
        }
        Q_EMIT modelsChanged();
        return done();
    }
    Task<> downloadModel(QString address, QString, QString name) override
    {
        askedDownload += address;
        if (downloadError)
            return Task<>::finished(failure(*downloadError));
        work.append({name, name, true, 40'000'000, 2'132'000'000, {}});
        Q_EMIT modelWorkChanged();
        return done();
    }
    [[nodiscard]] GalleryCounts counts() const override
    {
        GalleryCounts out;
        out.all = int(gallery.size());
        for (const auto &picture : gallery) {
            out.starred += picture.star ? 1 : 0;
            out.minted += picture.isMinted() ? 1 : 0;
        }
        return out;
    }
    [[nodiscard]] QStringList galleryTags() const override { return {u"cats"_s, u"foxes"_s}; }
    [[nodiscard]] QStringList galleryModels() const override { return {u"AIN Pixel 32"_s}; }
    Task<QList<qint64>> pictureIds(GalleryQuery query) override
    {
        QList<qint64> ids;
        for (const auto &picture : gallery) {
            const bool wanted = (query.text.isEmpty() || picture.prompt.contains(query.text, Qt::CaseInsensitive))
                && (!query.starredOnly || picture.star) && (!query.mintedOnly || picture.isMinted())
                && (query.tag.isEmpty() || picture.tags.contains(query.tag))
                && (query.modelName.isEmpty() || picture.modelName == query.modelName);
            if (wanted)
                ids.append(picture.id);
        }
        if (query.sort == GallerySort::Oldest)
            std::reverse(ids.begin(), ids.end());
        return Task<QList<qint64>>::finished(ids);
    }
    Task<QList<StudioPicture>> pictures(QList<qint64> ids) override
    {
        QList<StudioPicture> out;
        for (const qint64 id : ids) {
            // Newest first and without gaps: the place is known. Removed ones shift it.
            const qsizetype guess = gallery.isEmpty() ? 0 : gallery.constFirst().id - id;
            if (guess >= 0 && guess < gallery.size() && gallery.at(guess).id == id)
                out.append(gallery.at(guess));
            else if (const StudioPicture *found = find(id))
                out.append(*found);
        }
        return Task<QList<StudioPicture>>::finished(out);
    }
    Task<QHash<qint64, QImage>> thumbnails(QList<qint64> ids, int side) override
    {
        QHash<qint64, QImage> out;
        thumbnailsAsked += ids.size();
        for (const qint64 id : ids)
            out.insert(id, creature(int(id)).scaled(side, side));
        return Task<QHash<qint64, QImage>>::finished(out);
    }
    Task<QImage> pictureImage(qint64 id, QSize) override
    {
        return Task<QImage>::finished(creature(int(id)).scaled(512, 512));
    }
    Task<QList<qint64>> children(qint64 id) override
    {
        QList<qint64> out;
        for (const auto &picture : gallery) {
            if (picture.parents.contains(id))
                out.append(picture.id);
        }
        return Task<QList<qint64>>::finished(out);
    }
    Task<> setStar(QList<qint64> ids, bool star) override
    {
        for (const qint64 id : ids) {
            if (StudioPicture *found = find(id))
                found->star = star;
        }
        Q_EMIT picturesChanged(ids);
        return done();
    }
    Task<> setTags(qint64 id, QStringList tags) override
    {
        if (StudioPicture *found = find(id))
            found->tags = tags;
        Q_EMIT picturesChanged({id});
        return done();
    }
    [[nodiscard]] QList<RestrictedModel> restricted(const recipe::GenerationRequest &request) const override
    {
        QList<RestrictedModel> out;
        for (const auto &model : library) {
            if (model.sha256 == request.model.sha256 && model.licence.known && !model.licence.allowsCommercial)
                out.append(RestrictedModel{model.name, model.licence.name});
        }
        return out;
    }
    Task<QList<qint64>> drawnTogether(qint64 id) override
    {
        return Task<QList<qint64>>::finished(id % 4 == 0 ? QList<qint64>{id, id + 1, id + 2} : QList<qint64>{});
    }
    Task<> saveSheet(QList<qint64> ids, QString path) override
    {
        savedSheets += u"%1 %2"_s.arg(path).arg(ids.size());
        return done();
    }
    Task<QString> removePictures(QList<qint64> ids) override
    {
        bin.clear();
        for (const qint64 id : ids) {
            if (const StudioPicture *found = find(id))
                bin.append(*found);
        }
        gallery.removeIf([&ids](const auto &p) { return ids.contains(p.id); });
        Q_EMIT galleryChanged();
        return Task<QString>::finished(u"undo"_s);
    }
    Task<> undoRemove(QString) override
    {
        gallery += bin;
        bin.clear();
        std::sort(gallery.begin(), gallery.end(), [](const auto &a, const auto &b) { return a.id > b.id; });
        Q_EMIT galleryChanged();
        return done();
    }
    Task<> saveCopy(qint64, QString path) override
    {
        saved += path;
        return done();
    }
    Task<QString> fileToHandOut(qint64 id) override
    {
        handedOut += u"/home/me/%1.png"_s.arg(id);
        return Task<QString>::finished(handedOut.last());
    }
    Task<RecipeCheck> checkRecipe(qint64) override
    {
        checking.emplace();
        return checking->task();
    }
    void cancelCheck() override
    {
        if (checking)
            checking->finish(failure(errors::Cancelled));
    }
    Task<QByteArray> draft(QString name) override { return Task<QByteArray>::finished(drafts.value(name)); }
    Task<> saveDraft(QString name, QByteArray json) override
    {
        drafts.insert(name, json);
        return done();
    }
};

} // namespace ain::ui::fake
