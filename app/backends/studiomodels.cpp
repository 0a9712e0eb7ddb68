// The part of StudioAdapter that is about model files.
#include "app/backends/studioadapter.h"
#include "app/services/mintlicence.h"

#include <QFileInfo>

#include <algorithm>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

ui::ModelFit toUi(const models::Fit &fit)
{
    ui::ModelFit out;
    out.fits = fit.fits;
    out.onGpu = fit.onGpu;
    out.needBytes = fit.needBytes;
    out.freeBytes = fit.freeBytes;
    out.largest = fit.largest;
    out.reason = fit.reason;
    return out;
}

} // namespace

void StudioAdapter::wireModels()
{
    models::ModelLibrary &library = m_rooms.models();
    connect(&library, &models::ModelLibrary::changed, this, &StudioAdapter::modelsChanged);
    connect(&library, &models::ModelLibrary::hashProgress, this, [this](const QString &id, qint64 done, qint64 total) {
        const auto model = m_rooms.models().model(id);
        setWork(id, model ? model->name : id, false, done, total);
    });
    connect(&library, &models::ModelLibrary::downloadProgress, this,
            [this](const QString &name, qint64 done, qint64 total) { setWork(name, name, true, done, total); });
}

void StudioAdapter::setWork(const QString &id, const QString &name, bool isDownload, qint64 done, qint64 total)
{
    auto work = std::find_if(m_work.begin(), m_work.end(), [&](const ui::ModelWork &one) { return one.id == id; });
    if (work == m_work.end()) {
        m_work += ui::ModelWork();
        work = m_work.end() - 1;
        work->id = id;
    }
    work->name = name;
    work->isDownload = isDownload;
    work->done = done;
    work->total = total;
    work->error.reset();
    Q_EMIT modelWorkChanged();
}

void StudioAdapter::endWork(const QString &id, const std::optional<Error> &error)
{
    const auto work =
        std::find_if(m_work.begin(), m_work.end(), [&](const ui::ModelWork &one) { return one.id == id; });
    if (work == m_work.end())
        return;
    // A broken download stays: it can be taken up again, and the reason is wanted.
    if (error && work->isDownload && error->code != errors::Cancelled)
        work->error = error;
    else
        m_work.erase(work);
    Q_EMIT modelWorkChanged();
}

QList<models::Model> StudioAdapter::models() const { return m_rooms.models().models(); }

ui::ModelFit StudioAdapter::fit(const recipe::GenerationRequest &request) const
{
    const models::ModelLibrary &library = m_rooms.models();
    const auto model = library.bySha256(request.model.sha256);
    if (!model)
        return {};
    qint64 besides = 0;
    const auto count = [&](const recipe::FileRef &file) {
        if (const auto found = library.bySha256(file.sha256))
            besides += found->weightBytes;
    };
    if (request.vae)
        count(*request.vae);
    for (const recipe::EncoderRef &encoder : request.encoders)
        count(encoder.file);
    for (const recipe::LoraRef &lora : request.loras)
        count(lora.file);
    const FreeMemory free = m_rooms.freeMemory();
    return toUi(
        models::fitOf(*model, QSize(request.width, request.height), free.vram, free.ram, request.precision, besides));
}

ui::ModelFit StudioAdapter::fit(const models::Model &model, QSize size) const
{
    const FreeMemory free = m_rooms.freeMemory();
    return toUi(m_rooms.models().fit(model, size, free.vram, free.ram));
}

Task<ui::AddedModels> StudioAdapter::addModels(QStringList paths)
{
    models::ModelLibrary &library = m_rooms.models();
    ui::AddedModels out;
    for (const QString &path : std::as_const(paths)) {
        if (QFileInfo(path).isDir()) {
            auto folder = co_await library.addFolder(path);
            if (!folder) {
                out.refused += folder.error();
                continue;
            }
            out.added += folder->added;
            out.refused += folder->refused;
            out.skipped += folder->skipped;
            continue;
        }
        auto model = co_await library.addFile(path);
        if (model)
            out.added += *model;
        else
            out.refused += model.error();
    }
    QStringList toHash;
    for (const models::Model &model : std::as_const(out.added)) {
        if (model.verified == models::Verified::NotHashed)
            toHash += model.id;
    }
    hashAll(toHash).detach(); // each tells its own failure by its state
    co_return out;
}

Task<> StudioAdapter::hashAll(QStringList ids)
{
    for (const QString &id : std::as_const(ids)) {
        auto hashed = co_await verifyModel(id);
        if (!hashed && hashed.error().code != errors::Cancelled && hashed.error().code != errors::ModelBusy)
            co_return hashed;
    }
    co_return Result<>();
}

Task<> StudioAdapter::removeModel(QString id) { return m_rooms.models().remove(id); }

Task<> StudioAdapter::verifyModel(QString id)
{
    const auto model = m_rooms.models().model(id);
    setWork(id, model ? model->name : id, false, 0, model ? model->bytes : -1);
    auto verified = co_await m_rooms.models().verify(id);
    std::optional<Error> error;
    if (!verified)
        error = verified.error();
    endWork(id, error);
    if (error)
        co_return failure(*error);
    co_return Result<>();
}

void StudioAdapter::cancelModelWork(const QString &id)
{
    const auto work =
        std::find_if(m_work.begin(), m_work.end(), [&](const ui::ModelWork &one) { return one.id == id; });
    if (work == m_work.end())
        return;
    if (!work->isDownload) {
        m_rooms.models().cancelVerify(id);
    } else if (work->error) {
        m_work.erase(work); // it had ended; the user has read why
        Q_EMIT modelWorkChanged();
    } else {
        m_rooms.models().cancelDownload(id);
    }
}

QList<ui::ModelLicence> StudioAdapter::licences() const
{
    QList<ui::ModelLicence> out;
    for (const models::Licence &licence : m_rooms.models().catalogue().licences()) {
        ui::ModelLicence one;
        one.id = licence.id;
        one.name = licence.name;
        one.url = licence.url;
        one.allowsCommercial = licence.allowsCommercial;
        out += one;
    }
    return out;
}

Task<> StudioAdapter::setModelLicence(QString id, QString licenceId)
{
    models::Licence licence;
    if (!licenceId.isEmpty()) {
        const auto known = m_rooms.models().catalogue().licence(licenceId);
        if (!known) {
            const QVariantMap args{{u"what"_s, licenceId}};
            co_return failure(errors::InvalidArgument, args);
        }
        licence = *known;
    }
    auto set = co_await m_rooms.models().setLicence(id, licence);
    if (!set)
        co_return failure(set.error());
    co_return Result<>();
}

QList<ui::RestrictedModel> StudioAdapter::restricted(const recipe::GenerationRequest &request) const
{
    QList<ui::RestrictedModel> out;
    for (const ForbiddenUse &use : forbiddenUses(m_rooms.models(), request)) {
        ui::RestrictedModel one;
        one.model = use.model;
        one.licence = use.licence.name.isEmpty() ? use.licence.id : use.licence.name;
        out += one;
    }
    return out;
}

Task<> StudioAdapter::downloadModel(QString address, QString sha256, QString name)
{
    setWork(name, name, true, 0, -1);
    const QUrl url(address.trimmed(), QUrl::StrictMode);
    auto model = co_await m_rooms.models().download(url, sha256.trimmed().toLower(), name);
    std::optional<Error> error;
    if (!model)
        error = model.error();
    endWork(name, error);
    if (error)
        co_return failure(*error);
    co_return Result<>();
}

} // namespace ain::app
