// Drawing, and what became of it, in the terminal.
#include "app/cli/jsonviews.h"
#include "app/cli/progressline.h"
#include "app/cli/session.h"
#include "app/cli/studiochoice.h"
#include "app/services/filewrite.h"
#include "core/ainft/imagetext.h"
#include "core/ainft/recipe.h"
#include "core/json/parser.h"
#include "ui/text/errortext.h"

#include <QFile>
#include <QFileInfo>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 LargestImage = 256LL * 1024 * 1024;

QString phaseWords(engine::Phase phase)
{
    switch (phase) {
    case engine::Phase::Load: return translated(QT_TRANSLATE_NOOP("Cli", "loading the model"));
    case engine::Phase::Encode: return translated(QT_TRANSLATE_NOOP("Cli", "reading the prompt"));
    case engine::Phase::Sample: return translated(QT_TRANSLATE_NOOP("Cli", "drawing"));
    case engine::Phase::Decode: return translated(QT_TRANSLATE_NOOP("Cli", "finishing the picture"));
    case engine::Phase::Upscale: return translated(QT_TRANSLATE_NOOP("Cli", "enlarging"));
    }
    return {};
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(errors::FileRead, {{u"path"_s, path}}, file.errorString());
    if (file.size() > LargestImage)
        return failure(errors::TooLarge, {{u"what"_s, path}, {u"limit"_s, LargestImage}});
    return file.readAll();
}

/// "fox.png" for the only one, else "fox-1.png", "fox-2.png" …
QString numbered(const QString &path, qsizetype index, qsizetype count)
{
    if (count == 1)
        return path;
    const QFileInfo file(path);
    const QString end = file.suffix().isEmpty() ? QString() : u'.' + file.suffix();
    const QString folder = path.left(path.size() - file.fileName().size());
    return u"%1%2-%3%4"_s.arg(folder, file.completeBaseName(), QString::number(index + 1), end);
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

/// What draws when nobody says: the only file that can.
Result<models::Model> defaultModel(const QList<models::Model> &all)
{
    QList<models::Model> able;
    for (const models::Model &model : all) {
        const bool draws = model.kind == models::Kind::Checkpoint || model.kind == models::Kind::Mini;
        if (draws && !model.isMissing && model.reason.isEmpty())
            able += model;
    }
    if (able.isEmpty())
        return failure(errors::CliNoModel);
    if (able.size() == 1)
        return able.constFirst();
    QStringList names;
    for (const models::Model &model : std::as_const(able))
        names += model.name;
    return usageError(u"--model %1"_s.arg(names.join(u'|')));
}

/// Named file of the library with its hash known, hashing it when need be.
Task<recipe::FileRef> fileRef(Session &session, QString text)
{
    const QList<models::Model> all = session.services().studio().models().models();
    auto model = text.isEmpty() ? defaultModel(all) : modelByText(all, text);
    if (!model)
        co_return failure(model.error());
    if (model->sha256.isEmpty()) {
        auto verified = co_await verifyWithProgress(session, *model);
        if (!verified)
            co_return failure(verified.error());
        *model = *verified;
    }
    recipe::FileRef ref;
    ref.sha256 = model->sha256;
    ref.name = model->name;
    co_return ref;
}

/// An image file as a source of the studio: decoded, so that only pixels go on.
Task<QString> sourceOf(Session &session, QString path)
{
    const auto bytes = readFile(path);
    if (!bytes)
        co_return failure(bytes.error());
    auto kept = co_await session.services().studio().service().keepPicture(*bytes);
    co_return kept;
}

/// The recipe in a PNG of ours, or in a file of JSON.
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
        auto model = co_await fileRef(session, invocation.value(u"model"_s, request.model.name));
        if (!model)
            co_return failure(model.error());
        request.model = *model;
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

/// What next() waits for: something happened to a job, or to what keeps the queue from being drawn.
class QueueNews : public QObject {
public:
    explicit QueueNews(app::StudioRooms &rooms)
    {
        connect(&rooms.queue(), &jobs::JobQueue::changed, this, &QueueNews::tell);
        connect(&rooms.queue(), &jobs::JobQueue::removed, this, &QueueNews::tell);
        connect(&rooms.service(), &studio::StudioService::heldChanged, this, &QueueNews::tell);
    }
    /// Ends at once when something happened since the last call.
    Task<> next()
    {
        if (m_isNew) {
            m_isNew = false;
            return Task<>::finished({});
        }
        m_waiter.emplace();
        return m_waiter->task();
    }

private:
    void tell()
    {
        m_isNew = !m_waiter;
        if (!m_waiter)
            return;
        auto waiter = std::move(*m_waiter);
        m_waiter.reset();
        waiter.finish({});
    }

    bool m_isNew = false;
    std::optional<Promise<>> m_waiter;
};

/// Waits until these jobs have ended, telling how it goes; gives them in the order of `ids`. What else waits in the
/// queue is drawn in its turn meanwhile.
Task<QList<jobs::Job>> waitFor(Session &session, QStringList ids)
{
    app::StudioRooms &rooms = session.services().studio();
    ProgressLine line(session.options().json);
    QueueNews news(rooms);
    const qsizetype count = ids.size();
    QObject::connect(&rooms.service(), &studio::StudioService::progressed, &news,
                     [&line, ids, count](const QString &id, const engine::Progress &progress) {
                         const qsizetype index = ids.indexOf(id);
                         if (index < 0)
                             return;
                         QString text = phaseWords(progress.phase);
                         if (progress.steps > 0)
                             text += u" %1/%2"_s.arg(progress.step).arg(progress.steps);
                         if (progress.leftMs)
                             text += u" · %1 s"_s.arg((*progress.leftMs + 999) / 1000);
                         if (count > 1)
                             text = u"[%1/%2] "_s.arg(index + 1).arg(count) + text;
                         json::Object event;
                         event.set(u"event"_s, u"progress"_s);
                         event.set(u"job"_s, id);
                         event.set(u"phase"_s, engine::phaseName(progress.phase));
                         event.set(u"step"_s, progress.step);
                         event.set(u"steps"_s, progress.steps);
                         event.set(u"left_ms"_s, progress.leftMs ? json::Value(*progress.leftMs) : json::Value());
                         line.show(text, event);
                     });
    rooms.service().start();
    QList<jobs::Job> ended;
    for (const QString &id : std::as_const(ids)) {
        for (;;) {
            auto job = co_await rooms.queue().job(id);
            if (!job)
                co_return failure(job.error());
            if (jobs::hasEnded(job->state)) {
                ended += *job;
                break;
            }
            if (const auto held = rooms.service().heldBy())
                co_return failure(*held);
            auto told = co_await news.next();
            if (!told)
                co_return failure(told.error());
        }
    }
    co_return ended;
}

/// Why a job that ended has no picture.
Error whyNot(const jobs::Job &job) { return job.error ? *job.error : Error{errors::Cancelled}; }

/// A function of its own: gcc 12 destroys the parts of an aggregate that is made inside co_return twice.
tl::unexpected<Error> fileExists(const QString &path) { return failure(errors::FileExists, {{u"path"_s, path}}); }

Task<json::Value> pictureOut(Session &session, jobs::Job job, QString path)
{
    const studio::JobResult result = studio::decodeResult(job.result);
    if (job.state != jobs::State::Done)
        co_return failure(whyNot(job));
    auto bytes = co_await session.services().content().read(result.sha256);
    if (!bytes)
        co_return failure(bytes.error());
    if (!path.isEmpty()) {
        const auto written = app::writeFile(path, *bytes);
        if (!written)
            co_return failure(written.error());
    }
    json::Object out;
    out.set(u"file"_s, path.isEmpty() ? json::Value() : json::Value(path));
    out.set(u"picture"_s, result.picture);
    out.set(u"sha256"_s, result.sha256);
    out.set(u"elapsed_ms"_s, result.elapsedMs);
    out.set(u"peak_bytes"_s, result.peakBytes);
    // As it was drawn: with the engine's build, which belongs to the recipe.
    if (const auto texts = ainft::readImageText(*bytes)) {
        const auto drawn = recipe::fromJsonText(texts->text(ainft::RecipeKeyword).toUtf8());
        if (drawn) {
            out.set(u"seed"_s, json::Value(double(drawn->seed)));
            out.set(u"recipe_hash"_s, recipe::recipeHash(*drawn));
        }
    }
    co_return json::Value(std::move(out));
}

Task<json::Value> drawAll(Session &session, QList<recipe::GenerationRequest> requests, QString path, bool overwrites)
{
    const qsizetype count = requests.size();
    for (qsizetype i = 0; i < count && !path.isEmpty() && !overwrites; ++i) {
        const QString file = numbered(path, i, count);
        if (QFileInfo::exists(file))
            co_return fileExists(file);
    }
    auto jobs = co_await session.services().studio().service().submit(requests);
    if (!jobs)
        co_return failure(jobs.error());
    QStringList ids;
    for (const jobs::Job &job : std::as_const(*jobs))
        ids += job.id;
    auto ended = co_await waitFor(session, ids);
    if (!ended)
        co_return failure(ended.error());
    json::Array out;
    std::optional<Error> error;
    for (qsizetype i = 0; i < ended->size(); ++i) {
        const QString file = path.isEmpty() ? QString() : numbered(path, i, count);
        auto written = co_await pictureOut(session, ended->at(i), file);
        if (written)
            out.push_back(*written);
        else
            error = written.error();
    }
    // Some may have been drawn: they are in the gallery and on the disk, whatever became of the others.
    if (error)
        co_return failure(*error);
    json::Value result(std::move(out));
    if (count == 1)
        result = json::Value(result.array().front());
    co_return result;
}

Task<json::Value> generate(Session &session, Invocation invocation)
{
    if (!invocation.has(u"prompt"_s) && !invocation.has(u"recipe"_s))
        co_return usageError(u"--prompt"_s);
    int count = 1;
    const auto counted = take(invocation, u"count"_s, count);
    if (!counted || count < 1 || count > 1000)
        co_return usageError(u"--count 1…1000"_s);
    auto request = co_await requestOf(session, invocation);
    if (!request)
        co_return failure(request.error());
    if (!invocation.has(u"seed"_s) && !invocation.has(u"recipe"_s))
        request->seed = session.services().studio().newSeed();
    QList<recipe::GenerationRequest> requests{*request};
    requests += studio::variations(*request, count - 1);
    auto drawn = co_await drawAll(session, requests, invocation.value(u"out"_s), invocation.has(u"force"_s));
    co_return drawn;
}

Task<json::Value> upscale(Session &session, Invocation invocation)
{
    recipe::GenerationRequest request;
    request.mode = recipe::Mode::Upscale;
    auto source = co_await sourceOf(session, invocation.arguments.constFirst());
    if (!source)
        co_return failure(source.error());
    request.initImage = *source;
    const auto factor = take(invocation, u"factor"_s, request.upscaleFactor);
    if (!factor)
        co_return failure(factor.error());
    QString name = invocation.value(u"model"_s);
    if (name.isEmpty()) {
        for (const models::Model &model : session.services().studio().models().models()) {
            if (model.kind == models::Kind::Upscaler && !model.isMissing)
                name = model.id;
        }
    }
    auto model = co_await fileRef(session, name);
    if (!model)
        co_return failure(model.error());
    request.upscaler = *model;
    auto bytes = co_await session.services().content().read(*source);
    if (!bytes)
        co_return failure(bytes.error());
    const auto info = ainft::readImageText(*bytes);
    if (!info)
        co_return failure(info.error());
    request.width = info->info.width;
    request.height = info->info.height;
    QList<recipe::GenerationRequest> requests;
    requests += request;
    auto drawn = co_await drawAll(session, requests, invocation.value(u"out"_s), invocation.has(u"force"_s));
    co_return drawn;
}

Task<json::Value> recipeShow(Session & /*session*/, Invocation invocation)
{
    const auto request = recipeIn(invocation.arguments.constFirst());
    if (!request)
        co_return failure(request.error());
    json::Object out;
    out.set(u"recipe"_s, recipe::toJson(*request));
    out.set(u"recipe_hash"_s, recipe::recipeHash(*request));
    co_return json::Value(std::move(out));
}

Task<json::Value> recipeCheck(Session &session, Invocation invocation)
{
    const QString path = invocation.arguments.constFirst();
    const auto request = recipeIn(path);
    if (!request)
        co_return failure(request.error());
    auto content = co_await session.services().content().addFile(path);
    if (!content)
        co_return failure(content.error());
    auto &service = session.services().studio().service();
    auto checked = co_await service.check(*request, content->sha256);
    if (content->isNew) {
        // It came for the comparison alone.
        auto removed = co_await session.services().content().remove(content->sha256);
        Q_UNUSED(removed)
    }
    if (!checked)
        co_return failure(checked.error());
    json::Array differences;
    for (const QString &what : checked->differences)
        differences.push_back(what);
    json::Object out;
    out.set(u"bit_equal"_s, checked->isBitEqual);
    out.set(u"hash_distance"_s, checked->hashDistance);
    out.set(u"rms"_s, checked->rms);
    out.set(u"largest_difference"_s, checked->largest);
    out.set(u"differences"_s, std::move(differences));
    out.set(u"drawn_with"_s, recipe::toJson(checked->drawn));
    co_return json::Value(std::move(out));
}

} // namespace

QList<Command> studioCommands()
{
    const Option out{u"out"_s, u"FILE"_s,
                     QT_TRANSLATE_NOOP("Cli", "copy of the picture; with several: FILE-1, FILE-2 …")};
    const Option force{u"force"_s, {}, QT_TRANSLATE_NOOP("Cli", "replace files that exist")};
    return {
        {.name = u"generate"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Draw pictures from words. They are kept in the gallery too."),
         .options =
             {{u"prompt"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "what is to be seen")},
              {u"negative"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "what is not to be seen")},
              {u"model"_s, u"MODEL"_s, QT_TRANSLATE_NOOP("Cli", "name, id, path or hash; the only one by default")},
              {u"seed"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "the same seed draws the same; random by default")},
              {u"size"_s, u"WxH"_s, QT_TRANSLATE_NOOP("Cli", "pixels; 512x512 by default")},
              {u"steps"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "20 by default")},
              {u"count"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "how many, with seeds that follow one another")},
              {u"guidance"_s, u"X"_s, QT_TRANSLATE_NOOP("Cli", "how closely the words are followed; 7 by default")},
              {u"sampler"_s, u"NAME"_s, QT_TRANSLATE_NOOP("Cli", "such as euler_a")},
              {u"scheduler"_s, u"NAME"_s, QT_TRANSLATE_NOOP("Cli", "such as karras")},
              {u"clip-skip"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "layers of the text encoder to leave out")},
              {u"vae"_s, u"MODEL"_s, QT_TRANSLATE_NOOP("Cli", "another decoder")},
              {u"lora"_s, u"MODEL=WEIGHT"_s, QT_TRANSLATE_NOOP("Cli", "a LoRA; may be repeated"), true},
              {u"init"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "picture to begin with")},
              {u"mask"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "what is white is painted anew")},
              {u"strength"_s, u"X"_s, QT_TRANSLATE_NOOP("Cli", "0 to 1, how much of it is painted over")},
              {u"precision"_s, u"TYPE"_s, QT_TRANSLATE_NOOP("Cli", "as_file, f32, f16, q8_0, q4_0")},
              {u"recipe"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "begin with the recipe in a picture or JSON file")},
              out,
              force},
         .dependent = {{u"mask"_s, u"init"_s}, {u"strength"_s, u"init"_s}},
         .needs = Command::Studio,
         .run = generate},
        {.name = u"upscale"_s,
         .arguments = u"FILE"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Enlarge a picture."),
         .options = {{u"model"_s, u"MODEL"_s,
                      QT_TRANSLATE_NOOP("Cli", "upscaler; the one that comes along by default")},
                     {u"factor"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "2 to 8; the upscaler's own by default")},
                     out,
                     force},
         .minArguments = 1,
         .maxArguments = 1,
         .needs = Command::Studio,
         .run = upscale},
        {.name = u"recipe show"_s,
         .arguments = u"FILE"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "How a picture was made, by what is written in it."),
         .minArguments = 1,
         .maxArguments = 1,
         .run = recipeShow},
        {.name = u"recipe check"_s,
         .arguments = u"FILE"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Draw a picture's recipe again and compare: bit-equal, or how far off."),
         .minArguments = 1,
         .maxArguments = 1,
         .needs = Command::Studio,
         .run = recipeCheck},
    };
}

} // namespace ain::cli
