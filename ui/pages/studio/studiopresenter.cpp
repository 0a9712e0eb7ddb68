#include "ui/pages/studio/studiopresenter.h"

#include "gpu/models/parts.h"

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int SaveAfterMs = 400;
const QString DraftName = u"studio"_s;
const QString StylesName = u"styles"_s;

bool canDraw(const models::Model &model)
{
    return model.kind == models::Kind::Checkpoint || model.kind == models::Kind::DiffusionPart
        || model.kind == models::Kind::Mini;
}

bool isUsable(const models::Model &model) { return !model.isMissing && model.reason.isEmpty(); }

/// Encoders and VAE of a model that comes in several files, as far as they are there and their hash is known. A VAE
/// that the creator chose stays.
void takeParts(recipe::GenerationRequest &request, const models::Model &model, QList<models::Model> library)
{
    library.removeIf([](const models::Model &file) { return file.sha256.isEmpty(); });
    const models::Completion parts = models::complete(model, library);
    request.encoders.clear();
    for (const auto &[role, encoder] : parts.encoders)
        request.encoders += recipe::EncoderRef{.role = role, .file = {encoder.sha256, encoder.name}};
    if (!request.vae && parts.vae)
        request.vae = recipe::FileRef{parts.vae->sha256, parts.vae->name};
}

} // namespace

StudioPresenter::StudioPresenter(StudioBackend &backend, QObject *parent) : QObject(parent), m_backend(backend)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(SaveAfterMs);
    connect(&m_timer, &QTimer::timeout, this, &StudioPresenter::save);
    connect(&backend, &StudioBackend::modelsChanged, this, [this] {
        adoptModel();
        completeParts();
        Q_EMIT stateChanged();
    });
    connect(&backend, &StudioBackend::engineChanged, this, &StudioPresenter::stateChanged);
    backend.draft(StylesName).then(this, [this](const Result<QByteArray> &json) {
        if (json)
            m_own = stylesFromJson(*json);
        Q_EMIT stylesChanged();
    });
    backend.draft(DraftName).then(this, [this](const Result<QByteArray> &json) {
        // What was typed before the draft came is newer.
        if (json && !m_timer.isActive())
            m_draft = draftFromJson(*json);
        m_isLoaded = true;
        adoptModel();
        completeParts();
        Q_EMIT draftChanged();
        Q_EMIT stateChanged();
    });
}

StudioPresenter::~StudioPresenter()
{
    if (m_timer.isActive())
        save();
}

void StudioPresenter::edit(const std::function<void(StudioDraft &)> &change)
{
    StudioDraft next = m_draft;
    change(next);
    if (next == m_draft)
        return;
    m_draft = std::move(next);
    m_timer.start();
    Q_EMIT draftChanged();
    Q_EMIT stateChanged();
}

void StudioPresenter::useSettings(const recipe::GenerationRequest &request, qint64 parent)
{
    StudioDraft next = m_draft;
    next.request = request;
    next.request.engine.clear();
    next.isSeedLocked = true;
    next.style.clear(); // the words of the style stand in the prompt already
    next.parent = parent;
    next.count = 1;
    // A picture of another program names its model at best; one that is not here can't be chosen.
    const auto all = m_backend.models();
    const auto byHash = std::find_if(all.cbegin(), all.cend(), [&request](const models::Model &model) {
        return !request.model.sha256.isEmpty() && model.sha256 == request.model.sha256;
    });
    if (byHash == all.cend()) {
        const auto byName = std::find_if(all.cbegin(), all.cend(), [&request](const models::Model &model) {
            return canDraw(model) && !request.model.name.isEmpty() && model.name == request.model.name;
        });
        if (request.model.sha256.isEmpty() || byName != all.cend())
            next.request.model =
                byName != all.cend() ? recipe::FileRef{byName->sha256, byName->name} : m_draft.request.model;
    }
    if (next == m_draft)
        return;
    m_replaced = m_draft;
    m_draft = std::move(next);
    m_timer.start();
    Q_EMIT draftChanged();
    Q_EMIT stateChanged();
    Q_EMIT replacedChanged();
}

void StudioPresenter::undoSettings()
{
    if (!m_replaced)
        return;
    m_draft = *std::exchange(m_replaced, std::nullopt);
    m_timer.start();
    Q_EMIT draftChanged();
    Q_EMIT stateChanged();
    Q_EMIT replacedChanged();
}

void StudioPresenter::save()
{
    m_timer.stop();
    // A full disk shows itself where pictures are kept; a draft that could not be written is no reason to interrupt.
    m_backend.saveDraft(DraftName, draftToJson(m_draft)).detach();
}

void StudioPresenter::adoptModel()
{
    // Only where nothing is chosen: a model that went missing stays the one that was wanted.
    if (!m_isLoaded || !m_draft.request.model.sha256.isEmpty() || !m_draft.request.model.name.isEmpty())
        return;
    // The built-in model draws everywhere, and at once.
    const auto all =
        modelsOfKind({models::Kind::Mini}) + modelsOfKind({models::Kind::Checkpoint, models::Kind::DiffusionPart});
    for (const models::Model &model : all) {
        if (isUsable(model) && !model.sha256.isEmpty()) {
            useModel(m_draft.request, model, std::nullopt);
            Q_EMIT draftChanged();
            return;
        }
    }
}

std::optional<models::Model> StudioPresenter::model() const
{
    const recipe::FileRef &wanted = m_draft.request.model;
    std::optional<models::Model> found;
    for (const models::Model &model : m_backend.models()) {
        const bool isIt = wanted.sha256.isEmpty()
            ? !wanted.name.isEmpty() && model.name == wanted.name && canDraw(model)
            : model.sha256 == wanted.sha256;
        if (isIt && (!found || found->isMissing))
            found = model;
    }
    return found;
}

QList<models::Model> StudioPresenter::modelsOfKind(std::initializer_list<models::Kind> kinds) const
{
    QList<models::Model> out;
    for (const models::Model &model : m_backend.models()) {
        if (std::find(kinds.begin(), kinds.end(), model.kind) != kinds.end())
            out.append(model);
    }
    return out;
}

void StudioPresenter::chooseModel(const models::Model &model)
{
    edit([&model, before = this->model(), all = m_backend.models()](StudioDraft &draft) {
        useModel(draft.request, model, before);
        // A VAE that came with another model's parts is of no use to this one.
        if (before && before->kind == models::Kind::DiffusionPart)
            draft.request.vae.reset();
        takeParts(draft.request, model, all);
    });
}

QStringList StudioPresenter::missingParts() const
{
    const auto chosen = model();
    if (!chosen || chosen->kind != models::Kind::DiffusionPart)
        return {};
    QStringList missing = models::encoderRolesOf(chosen->family);
    for (const recipe::EncoderRef &encoder : m_draft.request.encoders)
        missing.removeAll(encoder.role);
    if (!m_draft.request.vae)
        missing += u"vae"_s;
    return missing;
}

void StudioPresenter::completeParts()
{
    const auto chosen = model();
    if (!m_isLoaded || !chosen || missingParts().isEmpty())
        return;
    edit([this, &chosen](StudioDraft &draft) { takeParts(draft.request, *chosen, m_backend.models()); });
}

StudioPresenter::Hindrance StudioPresenter::hindrance() const
{
    if (!m_isLoaded)
        return Hindrance::Loading;
    const EngineState engine = m_backend.engine().state;
    if (engine == EngineState::Missing)
        return Hindrance::NoEngine;
    if (engine == EngineState::GivenUp)
        return Hindrance::EngineGaveUp;
    const auto chosen = model();
    if (!chosen)
        return Hindrance::NoModel;
    if (!isUsable(*chosen) || chosen->sha256.isEmpty() || chosen->verified == models::Verified::Mismatch)
        return Hindrance::ModelUnusable;
    if (!missingParts().isEmpty())
        return Hindrance::PartsMissing;
    if (m_draft.request.prompt.trimmed().isEmpty())
        return Hindrance::NoPrompt;
    if (!m_backend.fit(m_draft.request).fits)
        return Hindrance::DoesNotFit;
    return Hindrance::None;
}

QList<StudioStyle> StudioPresenter::styles() const { return builtInStyles() + m_own; }

std::optional<StudioStyle> StudioPresenter::style(const QString &id) const
{
    for (const StudioStyle &style : styles()) {
        if (style.id == id)
            return style;
    }
    return std::nullopt;
}

void StudioPresenter::saveStyle(const QString &name, const QString &prompt, const QString &negative)
{
    const QString id = u"my-"_s + name.trimmed();
    m_own.removeIf([&id](const StudioStyle &style) { return style.id == id; });
    m_own.append({id, name.trimmed(), prompt.trimmed(), negative.trimmed()});
    m_backend.saveDraft(StylesName, stylesToJson(m_own)).detach();
    Q_EMIT stylesChanged();
    edit([&id](StudioDraft &draft) { draft.style = id; });
}

void StudioPresenter::removeStyle(const QString &id)
{
    if (m_own.removeIf([&id](const StudioStyle &style) { return style.id == id; }) == 0)
        return;
    m_backend.saveDraft(StylesName, stylesToJson(m_own)).detach();
    edit([&id](StudioDraft &draft) {
        if (draft.style == id)
            draft.style.clear();
    });
    Q_EMIT stylesChanged();
}

QList<recipe::GenerationRequest> StudioPresenter::requests() const
{
    recipe::GenerationRequest base = m_draft.request;
    if (const auto chosen = style(m_draft.style))
        base = styled(std::move(base), *chosen);
    if (const auto chosen = model())
        base.model = {chosen->sha256, chosen->name};
    if (const auto chosen = model(); chosen && chosen->kind == models::Kind::Mini) {
        base.loras.clear(); // it takes none; they stay in the draft for the next model
        base.vae.reset();
    }
    base.mode = base.initImage.isEmpty() ? recipe::Mode::TextToImage
        : base.mask.isEmpty()            ? recipe::Mode::ImageToImage
                                         : recipe::Mode::Inpaint;
    if (base.initImage.isEmpty())
        base.mask.clear();
    QList<recipe::GenerationRequest> out;
    quint64 seed = m_draft.isSeedLocked ? m_draft.request.seed : m_backend.newSeed();
    for (int i = 0; i < m_draft.count; ++i) {
        base.seed = seed % recipe::SeedEnd;
        out.append(base);
        // A locked seed counts on, so that the same click gives the same pictures.
        seed = m_draft.isSeedLocked ? seed + 1 : m_backend.newSeed();
    }
    return out;
}

QList<recipe::GenerationRequest> StudioPresenter::withNewSeeds(const recipe::GenerationRequest &base, int count) const
{
    QList<recipe::GenerationRequest> out(count, base);
    for (recipe::GenerationRequest &request : out)
        request.seed = m_backend.newSeed();
    return out;
}

void StudioPresenter::submit()
{
    if (hindrance() != Hindrance::None && hindrance() != Hindrance::DoesNotFit)
        return;
    submit(requests(),
           m_draft.parent > 0 && !m_draft.request.initImage.isEmpty() ? QList<qint64>{m_draft.parent}
                                                                      : QList<qint64>());
}

void StudioPresenter::submit(const QList<recipe::GenerationRequest> &requests, const QList<qint64> &parents)
{
    if (m_isSubmitting || requests.isEmpty())
        return;
    if (m_timer.isActive())
        save();
    m_isSubmitting = true;
    Q_EMIT stateChanged();
    const int count = int(requests.size());
    m_backend.submit(requests, parents).then(this, [this, count](const Result<QStringList> &ids) {
        m_isSubmitting = false;
        Q_EMIT stateChanged();
        if (ids)
            Q_EMIT submitted(count);
        else
            Q_EMIT failed(ids.error());
    });
}

} // namespace ain::ui
