#include "app/cli/drawrequest.h"

#include "app/cli/studiochoice.h"
#include "core/ainft/imagetext.h"
#include "core/ainft/recipe.h"
#include "gpu/models/advice.h"
#include "gpu/models/parts.h"

#include <QFile>

#include <algorithm>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 LargestImage = 256LL * 1024 * 1024;

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(errors::FileRead, {{u"path"_s, path}}, file.errorString());
    if (file.size() > LargestImage)
        return failure(errors::TooLarge, {{u"what"_s, path}, {u"limit"_s, LargestImage}});
    return file.readAll();
}

/// A number of an option, or what it is now.
template<typename T>
Result<> take(const Invocation &invocation, const QString &name, T &value)
{
    if (!invocation.has(name))
        return {};
    bool ok = false;
    if constexpr (std::is_same_v<T, int>)
        value = invocation.value(name).toInt(&ok);
    else if constexpr (std::is_same_v<T, quint64>)
        value = invocation.value(name).toULongLong(&ok);
    else
        value = invocation.value(name).toDouble(&ok);
    if (!ok)
        return usageError(u"--"_s + name);
    return {};
}

Result<> takeNumbers(const Invocation &invocation, recipe::GenerationRequest &request)
{
    for (const auto &taken :
         {take(invocation, u"steps"_s, request.steps), take(invocation, u"seed"_s, request.seed),
          take(invocation, u"guidance"_s, request.guidance), take(invocation, u"clip-skip"_s, request.clipSkip),
          take(invocation, u"strength"_s, request.strength)}) {
        if (!taken)
            return taken;
    }
    return {};
}

Result<QSize> sizeOf(const QString &text)
{
    const QStringList parts = text.toLower().split(u'x');
    bool isWidth = false;
    bool isHeight = false;
    const QSize size(parts.value(0).toInt(&isWidth), parts.value(1).toInt(&isHeight));
    if (parts.size() != 2 || !isWidth || !isHeight)
        return usageError(u"--size WIDTHxHEIGHT"_s);
    return size;
}

/// What draws when nobody says: the built-in model, else the only file that can.
Result<models::Model> defaultModel(const QList<models::Model> &all)
{
    QList<models::Model> able;
    for (const models::Model &model : all) {
        const bool draws = model.kind == models::Kind::Checkpoint || model.kind == models::Kind::Mini
            || model.kind == models::Kind::DiffusionPart;
        if (draws && !model.isMissing && model.reason.isEmpty())
            able += model;
    }
    if (able.isEmpty())
        return failure(errors::CliNoModel);
    const auto builtIn = std::ranges::find(able, models::Kind::Mini, &models::Model::kind);
    if (builtIn != able.end())
        return *builtIn;
    if (able.size() == 1)
        return able.constFirst();
    QStringList names;
    for (const models::Model &model : std::as_const(able))
        names += model.name;
    return usageError(u"--model %1"_s.arg(names.join(u'|')));
}

/// "steps=10,20,30"
Result<recipe::Axis> axisOf(const Invocation &invocation, const QString &name)
{
    if (!invocation.has(name))
        return recipe::Axis();
    const QString text = invocation.value(name);
    const qsizetype equals = text.indexOf(u'=');
    for (int kind = int(recipe::AxisKind::Seed); kind <= int(recipe::AxisKind::LoraWeight); ++kind) {
        if (equals > 0 && recipe::axisName(recipe::AxisKind(kind)) == text.left(equals))
            return recipe::axisFromText(recipe::AxisKind(kind), text.mid(equals + 1));
    }
    return usageError(u"--%1 SETTING=VALUE,VALUE…"_s.arg(name));
}

} // namespace

Result<> takeNumber(const Invocation &invocation, const QString &name, int &value)
{
    return take(invocation, name, value);
}

Task<models::Model> modelOf(Session &session, QString text)
{
    const QList<models::Model> all = session.services().studio().models().models();
    auto model = text.isEmpty() ? defaultModel(all) : modelByText(all, text);
    if (!model)
        co_return failure(model.error());
    if (model->sha256.isEmpty()) {
        auto verified = co_await verifyWithProgress(session, *model);
        co_return verified;
    }
    co_return *model;
}

Task<recipe::FileRef> fileRef(Session &session, QString text)
{
    auto model = co_await modelOf(session, text);
    if (!model)
        co_return failure(model.error());
    recipe::FileRef ref;
    ref.sha256 = model->sha256;
    ref.name = model->name;
    co_return ref;
}

Task<QString> sourceOf(Session &session, QString path)
{
    const auto bytes = readFile(path);
    if (!bytes)
        co_return failure(bytes.error());
    auto kept = co_await session.services().studio().service().keepPicture(*bytes);
    co_return kept;
}

Result<recipe::GenerationRequest> recipeIn(const QString &path)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return failure(bytes.error());
    const auto texts = ainft::readImageText(*bytes);
    if (!texts)
        return recipe::fromJsonText(*bytes);
    const QString own = texts->text(ainft::RecipeKeyword);
    if (!own.isEmpty())
        return recipe::fromJsonText(own.toUtf8());
    const json::Object generation = ainft::recipeOf(*texts);
    if (generation.isEmpty())
        return failure(errors::CliNoRecipe, {{u"path"_s, path}});
    return recipe::fromGeneration(generation);
}

/// Text encoders and VAE of a model that comes in several files: those of --encoder, else what the library has.
Task<> takeParts(Session &session, Invocation invocation, models::Model model, recipe::GenerationRequest *request)
{
    QList<std::pair<QString, QString>> wanted; // role and file
    const QStringList named = invocation.values(u"encoder"_s);
    const models::Completion parts = models::complete(model, session.services().studio().models().models());
    if (named.isEmpty() && !parts.missing.isEmpty()) {
        const QVariantMap args{{u"name"_s, model.name}, {u"parts"_s, models::partNames(parts.missing)}};
        co_return failure(errors::CliPartsMissing, args);
    }
    if (named.isEmpty()) {
        for (const auto &[role, encoder] : parts.encoders)
            wanted += std::pair(role, encoder.id);
    }
    for (const QString &name : named)
        wanted += std::pair(QString(), name);
    request->encoders.clear();
    for (const auto &[role, name] : std::as_const(wanted)) {
        auto encoder = co_await modelOf(session, name);
        if (!encoder)
            co_return failure(encoder.error());
        recipe::EncoderRef ref;
        ref.role = role.isEmpty() ? models::encoderRoleOf(*encoder) : role;
        ref.file.sha256 = encoder->sha256;
        ref.file.name = encoder->name;
        request->encoders += ref;
    }
    if (!request->vae && parts.vae && !invocation.has(u"vae"_s)) {
        auto vae = co_await fileRef(session, parts.vae->id);
        if (!vae)
            co_return failure(vae.error());
        request->vae = *vae;
    }
    co_return Result<>();
}

/// The model of --model, or that of the recipe, and what it draws well with where nobody said anything else.
Task<> takeModel(Session &session, Invocation invocation, recipe::GenerationRequest *request)
{
    auto model = co_await modelOf(session, invocation.value(u"model"_s, request->model.name));
    if (!model)
        co_return failure(model.error());
    request->model.sha256 = model->sha256;
    request->model.name = model->name;
    if (!invocation.has(u"recipe"_s)) {
        const models::Advice advice = models::adviceFor(*model);
        if (!invocation.has(u"steps"_s))
            request->steps = advice.steps;
        if (!invocation.has(u"guidance"_s))
            request->guidance = advice.guidance;
        if (!invocation.has(u"size"_s))
            request->width = request->height = advice.side;
    }
    request->encoders.clear();
    if (model->kind != models::Kind::DiffusionPart)
        co_return Result<>();
    auto taken = co_await takeParts(session, invocation, *model, request);
    co_return taken;
}

Task<recipe::GenerationRequest> requestOf(Session &session, Invocation invocation)
{
    recipe::GenerationRequest request;
    if (invocation.has(u"recipe"_s)) {
        const auto read = recipeIn(invocation.value(u"recipe"_s));
        if (!read)
            co_return failure(read.error());
        request = *read;
        request.engine.clear();
    }
    request.prompt = invocation.value(u"prompt"_s, request.prompt);
    request.negative = invocation.value(u"negative"_s, request.negative);
    request.sampler = invocation.value(u"sampler"_s, request.sampler);
    request.scheduler = invocation.value(u"scheduler"_s, request.scheduler);
    request.precision = invocation.value(u"precision"_s, request.precision);
    if (invocation.has(u"size"_s)) {
        const auto size = sizeOf(invocation.value(u"size"_s));
        if (!size)
            co_return failure(size.error());
        request.width = size->width();
        request.height = size->height();
    }
    const auto taken = takeNumbers(invocation, request);
    if (!taken)
        co_return failure(taken.error());
    if (invocation.has(u"model"_s) || request.model.sha256.isEmpty()) {
        auto model = co_await takeModel(session, invocation, &request);
        if (!model)
            co_return failure(model.error());
    }
    if (invocation.has(u"vae"_s)) {
        auto vae = co_await fileRef(session, invocation.value(u"vae"_s));
        if (!vae)
            co_return failure(vae.error());
        request.vae = *vae;
    }
    const QStringList loras = invocation.values(u"lora"_s);
    for (const QString &lora : loras) {
        const qsizetype equals = lora.lastIndexOf(u'=');
        bool ok = true;
        recipe::LoraRef ref;
        if (equals > 0)
            ref.weight = lora.mid(equals + 1).toDouble(&ok);
        if (!ok)
            co_return usageError(u"--lora NAME=WEIGHT"_s);
        const QString name = equals > 0 ? lora.left(equals) : lora;
        auto file = co_await fileRef(session, name);
        if (!file)
            co_return failure(file.error());
        ref.file = *file;
        request.loras += ref;
    }
    if (invocation.has(u"init"_s)) {
        auto init = co_await sourceOf(session, invocation.value(u"init"_s));
        if (!init)
            co_return failure(init.error());
        request.initImage = *init;
        request.mode = recipe::Mode::ImageToImage;
    }
    if (invocation.has(u"mask"_s)) {
        auto mask = co_await sourceOf(session, invocation.value(u"mask"_s));
        if (!mask)
            co_return failure(mask.error());
        request.mask = *mask;
        request.mode = recipe::Mode::Inpaint;
    }
    co_return request;
}
Result<QList<recipe::GenerationRequest>> wanted(const Invocation &invocation, const recipe::GenerationRequest &request,
                                                int count)
{
    if (!invocation.has(u"x"_s) && !invocation.has(u"y"_s))
        return QList<recipe::GenerationRequest>{request} + recipe::variations(request, count - 1);
    const auto x = axisOf(invocation, u"x"_s);
    if (!x)
        return failure(x.error());
    const auto y = axisOf(invocation, u"y"_s);
    if (!y)
        return failure(y.error());
    return recipe::expandGrid(request, *x, *y);
}

} // namespace ain::cli
