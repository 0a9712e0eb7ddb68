// Drawing, and what became of it, in the terminal.
#include "app/cli/drawing.h"
#include "app/cli/drawrequest.h"
#include "app/cli/jsonviews.h"
#include "app/cli/session.h"
#include "app/cli/studiochoice.h"
#include "app/cli/traitoptions.h"
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

constexpr int MostAtOnce = 400; // recipe::variations gives no more

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
    json::Array words;
    for (const QString &word : result.unknownWords)
        words.emplace_back(word);
    out.set(u"unknown_words"_s, std::move(words));
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
    const auto checked = checkOut(path, count, overwrites);
    if (!checked)
        co_return failure(checked.error());
    app::StudioRooms &rooms = session.services().studio();
    const QString group = count > 1 ? QString::number(rooms.newSeed(), 16) : QString();
    auto jobs = co_await rooms.service().submit(requests, group);
    if (!jobs)
        co_return failure(jobs.error());
    QStringList ids;
    for (const jobs::Job &job : std::as_const(*jobs))
        ids += job.id;
    auto ended = co_await waitForJobs(session, ids);
    if (!ended)
        co_return failure(ended.error());
    json::Array out;
    std::optional<Error> error;
    for (qsizetype i = 0; i < ended->size(); ++i) {
        const QString file = path.isEmpty() ? QString() : numbered(path, i, count);
        auto written = co_await pictureOut(session, ended->at(i), file);
        if (written && !group.isEmpty())
            written->object().set(u"group"_s, group);
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

/// The traits of each picture, in what is told of it and as its tags.
Task<json::Value> withTraits(Session &session, json::Value drawn, QList<recipe::Composition> compositions)
{
    json::Array pictures = drawn.isArray() ? drawn.array() : json::Array{drawn};
    for (qsizetype i = 0; i < compositions.size(); ++i) {
        json::Value &picture = pictures[std::size_t(i)];
        const qint64 id = picture[u"picture"].toInteger();
        auto tagged = co_await session.services().studio().gallery().setTags(id, traitTags(compositions[i]));
        if (!tagged)
            co_return failure(tagged.error());
        picture.object().set(u"traits"_s, traitsToJson(compositions[i]));
    }
    json::Value all(std::move(pictures));
    if (!drawn.isArray())
        all = json::Value(all.array().front());
    co_return all;
}

Task<json::Value> generate(Session &session, Invocation invocation)
{
    if (!invocation.has(u"prompt"_s) && !invocation.has(u"recipe"_s))
        co_return usageError(u"--prompt"_s);
    int count = 1;
    const auto counted = takeNumber(invocation, u"count"_s, count);
    if (!counted || count < 1 || count > MostAtOnce)
        co_return usageError(u"--count 1…%1"_s.arg(MostAtOnce));
    auto request = co_await requestOf(session, invocation);
    if (!request)
        co_return failure(request.error());
    if (!invocation.has(u"seed"_s) && !invocation.has(u"recipe"_s))
        request->seed = session.services().studio().newSeed();
    const auto compositions = compositionsOf(invocation, request->prompt, count, request->seed);
    if (!compositions)
        co_return failure(compositions.error());
    auto requests = wanted(invocation, *request, count);
    if (!requests)
        co_return failure(requests.error());
    for (qsizetype i = 0; i < compositions->size(); ++i)
        (*requests)[i].prompt = compositions->at(i).prompt;
    auto drawn = co_await drawAll(session, *requests, invocation.value(u"out"_s), invocation.has(u"force"_s));
    if (!drawn || compositions->isEmpty())
        co_return drawn;
    auto tagged = co_await withTraits(session, *drawn, *compositions);
    co_return tagged;
}

Task<json::Value> upscale(Session &session, Invocation invocation)
{
    recipe::GenerationRequest request;
    request.mode = recipe::Mode::Upscale;
    auto source = co_await sourceOf(session, invocation.arguments.constFirst());
    if (!source)
        co_return failure(source.error());
    request.initImage = *source;
    const auto factor = takeNumber(invocation, u"factor"_s, request.upscaleFactor);
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
              {u"model"_s, u"MODEL"_s,
               QT_TRANSLATE_NOOP("Cli", "name, id, path or hash; the built-in one by default, or the only one")},
              {u"trait"_s, u"NAME=VALUES"_s,
               QT_TRANSLATE_NOOP("Cli",
                                 "what may stand for {NAME} in the prompt, such as animal=cat:4,dog,fox: exactly four "
                                 "cats, equal shares of the rest, no picture twice; may be repeated"),
               true},
              {u"seed"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "the same seed draws the same; random by default")},
              {u"size"_s, u"WxH"_s, QT_TRANSLATE_NOOP("Cli", "pixels; what the model is made for by default")},
              {u"steps"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "what the model is made for by default")},
              {u"count"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "how many, with seeds that follow one another")},
              {u"x"_s, u"SETTING=VALUES"_s,
               QT_TRANSLATE_NOOP(
                   "Cli",
                   "what changes from column to column, such as steps=10,20: seed, steps, guidance, strength, "
                   "clip_skip, "
                   "sampler, scheduler, lora_weight, or prompt_text, whose first value stands in the prompt "
                   "and is replaced by each")},
              {u"y"_s, u"SETTING=VALUES"_s,
               QT_TRANSLATE_NOOP("Cli", "likewise from row to row; gallery sheet puts all on one")},
              {u"guidance"_s, u"X"_s,
               QT_TRANSLATE_NOOP("Cli", "how closely the words are followed; what the model is made for by default")},
              {u"sampler"_s, u"NAME"_s, QT_TRANSLATE_NOOP("Cli", "such as euler_a")},
              {u"scheduler"_s, u"NAME"_s, QT_TRANSLATE_NOOP("Cli", "such as karras")},
              {u"clip-skip"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "layers of the text encoder to leave out")},
              {u"vae"_s, u"MODEL"_s, QT_TRANSLATE_NOOP("Cli", "another decoder")},
              {u"encoder"_s, u"MODEL"_s,
               QT_TRANSLATE_NOOP("Cli", "text encoder of a model in several files; found by itself; may be repeated"),
               true},
              {u"lora"_s, u"MODEL=WEIGHT"_s, QT_TRANSLATE_NOOP("Cli", "a LoRA; may be repeated"), true},
              {u"init"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "picture to begin with")},
              {u"mask"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "what is white is painted anew")},
              {u"strength"_s, u"X"_s, QT_TRANSLATE_NOOP("Cli", "0 to 1, how much of it is painted over")},
              {u"precision"_s, u"TYPE"_s, QT_TRANSLATE_NOOP("Cli", "as_file, f32, f16, q8_0, q4_0")},
              {u"recipe"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "begin with the recipe in a picture or JSON file")},
              out,
              force},
         .exclusive = {{u"count"_s, u"x"_s}, {u"count"_s, u"y"_s}, {u"trait"_s, u"x"_s}, {u"trait"_s, u"y"_s}},
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
