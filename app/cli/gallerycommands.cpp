// The gallery and the queue of drawing jobs in the terminal.
#include "app/cli/jsonviews.h"
#include "app/cli/session.h"
#include "app/services/filewrite.h"
#include "app/services/picturesigner.h"
#include "app/services/pool.h"
#include "core/json/parser.h"
#include "gpu/studio/contactsheet.h"

#include <QDir>
#include <QFileInfo>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostShown = 500;
static_assert(app::RemovedKeptDays == 30, "the help of gallery remove says so");

json::Value toJson(const gallery::Picture &picture)
{
    json::Array tags;
    for (const QString &tag : picture.tags)
        tags.push_back(tag);
    json::Array parents;
    for (const qint64 parent : picture.parents)
        parents.push_back(parent);
    json::Object out;
    out.set(u"id"_s, picture.id);
    out.set(u"sha256"_s, picture.sha256);
    out.set(u"size"_s, u"%1x%2"_s.arg(picture.size.width()).arg(picture.size.height()));
    out.set(u"bytes"_s, picture.bytes);
    out.set(u"prompt"_s, picture.prompt);
    out.set(u"model"_s, picture.modelName);
    out.set(u"recipe_hash"_s, picture.recipeHash);
    out.set(u"created_ms"_s, picture.createdMs);
    out.set(u"star"_s, picture.star);
    out.set(u"tags"_s, std::move(tags));
    out.set(u"parents"_s, std::move(parents));
    if (!picture.mintedTokenId.isEmpty())
        out.set(u"token"_s, picture.mintedObjectId + u'/' + picture.mintedTokenId);
    return out;
}

json::Value toJson(const jobs::Job &job)
{
    json::Object out;
    out.set(u"id"_s, job.id);
    out.set(u"state"_s, jobs::stateName(job.state));
    out.set(u"attempts"_s, job.attempts);
    if (!job.group.isEmpty())
        out.set(u"group"_s, job.group);
    out.set(u"created_ms"_s, job.createdMs);
    if (const auto payload = studio::decodePayload(job.payload))
        out.set(u"prompt"_s, payload->request.prompt);
    if (job.error)
        out.set(u"why"_s, job.error->code.toString());
    return out;
}

/// A function of its own: gcc 12 destroys the parts of an aggregate that is made inside co_return twice.
tl::unexpected<Error> named(ErrorCode code, const QString &what, const QVariant &value)
{
    return failure(code, {{what, value}});
}

Result<qint64> idOf(const QString &text)
{
    bool ok = false;
    const qint64 id = text.toLongLong(&ok);
    if (!ok || id <= 0)
        return usageError(u"ID"_s);
    return id;
}

Result<QList<qint64>> idsOf(const QStringList &texts)
{
    QList<qint64> out;
    for (const QString &text : texts) {
        const auto id = idOf(text);
        if (!id)
            return failure(id.error());
        out += *id;
    }
    return out;
}

Task<json::Value> show(Session &session, Invocation invocation, QString text)
{
    gallery::Query query;
    query.text = text;
    query.starredOnly = invocation.has(u"starred"_s);
    query.tags = invocation.values(u"tag"_s);
    bool ok = true;
    query.limit = invocation.has(u"limit"_s) ? invocation.value(u"limit"_s).toInt(&ok) : 50;
    if (ok && invocation.has(u"offset"_s))
        query.offset = invocation.value(u"offset"_s).toInt(&ok);
    if (!ok || query.limit < 1 || query.limit > MostShown || query.offset < 0)
        co_return usageError(u"--limit 1…%1, --offset N"_s.arg(MostShown));
    auto page = co_await session.services().studio().gallery().query(query);
    if (!page)
        co_return failure(page.error());
    json::Array pictures;
    for (const gallery::Picture &picture : std::as_const(page->pictures))
        pictures.push_back(toJson(picture));
    json::Object out;
    out.set(u"total"_s, page->total);
    out.set(u"pictures"_s, std::move(pictures));
    co_return json::Value(std::move(out));
}

Task<json::Value> galleryList(Session &session, Invocation invocation)
{
    return show(session, std::move(invocation), {});
}

Task<json::Value> gallerySearch(Session &session, Invocation invocation)
{
    const QString text = invocation.arguments.join(u' ');
    return show(session, std::move(invocation), text);
}

Task<json::Value> galleryExport(Session &session, Invocation invocation)
{
    const auto ids = idsOf(invocation.arguments);
    if (!ids)
        co_return failure(ids.error());
    const QDir folder(invocation.value(u"out"_s, u"."_s));
    if (!folder.exists())
        co_return named(errors::NotFound, u"what"_s, folder.path());
    auto pictures = co_await session.services().studio().gallery().pictures(*ids);
    if (!pictures)
        co_return failure(pictures.error());
    if (pictures->size() != ids->size())
        co_return named(errors::GalleryUnknown, u"id"_s, invocation.arguments.join(u' '));
    const bool isSigned = !invocation.has(u"plain"_s) && app::signsPictures(session.services().settings());
    json::Array out;
    for (const gallery::Picture &picture : std::as_const(*pictures)) {
        const QString path = folder.filePath(u"%1-%2.png"_s.arg(picture.id).arg(picture.sha256.left(8)));
        if (QFileInfo::exists(path) && !invocation.has(u"force"_s))
            co_return named(errors::FileExists, u"path"_s, path);
        auto bytes = co_await session.services().content().read(picture.sha256);
        if (!bytes)
            co_return failure(bytes.error());
        if (isSigned) {
            bytes = app::signedPicture(*bytes, picture, QDateTime::currentDateTimeUtc());
            if (!bytes)
                co_return failure(bytes.error());
        }
        const auto written = app::writeFile(path, *bytes);
        if (!written)
            co_return failure(written.error());
        out.push_back(path);
    }
    co_return json::Value(std::move(out));
}

QString settingName(const QString &setting)
{
    static const QHash<QString, const char *> names{{u"model"_s, QT_TRANSLATE_NOOP("Cli", "Model")},
                                                    {u"prompt"_s, QT_TRANSLATE_NOOP("Cli", "Prompt")},
                                                    {u"size"_s, QT_TRANSLATE_NOOP("Cli", "Size")},
                                                    {u"steps"_s, QT_TRANSLATE_NOOP("Cli", "Steps")},
                                                    {u"sampler"_s, QT_TRANSLATE_NOOP("Cli", "Sampler")},
                                                    {u"scheduler"_s, QT_TRANSLATE_NOOP("Cli", "Scheduler")},
                                                    {u"guidance"_s, QT_TRANSLATE_NOOP("Cli", "Guidance")},
                                                    {u"strength"_s, QT_TRANSLATE_NOOP("Cli", "Strength")},
                                                    {u"clip_skip"_s, QT_TRANSLATE_NOOP("Cli", "CLIP skip")},
                                                    {u"lora_weight"_s, QT_TRANSLATE_NOOP("Cli", "LoRA weight")},
                                                    {u"source"_s, QT_TRANSLATE_NOOP("Cli", "Start image")},
                                                    {u"seed"_s, QT_TRANSLATE_NOOP("Cli", "Seed")}};
    return translated(names.value(setting, ""));
}

Task<json::Value> gallerySheet(Session &session, Invocation invocation)
{
    const QString path = invocation.value(u"out"_s);
    auto ids = idsOf(invocation.arguments);
    if (!ids)
        co_return failure(ids.error());
    if (path.isEmpty() || ids->isEmpty() == !invocation.has(u"group"_s))
        co_return usageError(u"ID… | --group GROUP, --out FILE"_s);
    if (QFileInfo::exists(path) && !invocation.has(u"force"_s))
        co_return named(errors::FileExists, u"path"_s, path);
    app::StudioRooms &rooms = session.services().studio();
    qsizetype missing = 0;
    if (ids->isEmpty()) {
        auto group = co_await studio::drawnGroup(rooms.queue(), invocation.value(u"group"_s));
        if (!group)
            co_return failure(group.error());
        missing = group->wanted - group->pictures.size();
        *ids = group->pictures;
    }
    const studio::SettingName name = settingName;
    auto png =
        co_await studio::contactSheet(rooms.gallery(), session.services().content(), app::workPool(), *ids, name);
    if (!png)
        co_return failure(png.error());
    const auto written = app::writeFile(path, *png);
    if (!written)
        co_return failure(written.error());
    json::Object out;
    out.set(u"file"_s, path);
    out.set(u"pictures"_s, ids->size());
    out.set(u"missing"_s, missing);
    co_return json::Value(std::move(out));
}

Task<json::Value> galleryStar(Session &session, Invocation invocation)
{
    const auto ids = idsOf(invocation.arguments);
    if (!ids)
        co_return failure(ids.error());
    auto set = co_await session.services().studio().gallery().setStar(*ids, !invocation.has(u"off"_s));
    if (!set)
        co_return failure(set.error());
    json::Object out;
    out.set(u"ok"_s, true);
    co_return json::Value(std::move(out));
}

Task<json::Value> galleryTag(Session &session, Invocation invocation)
{
    const auto id = idOf(invocation.arguments.constFirst());
    if (!id)
        co_return failure(id.error());
    gallery::Gallery &gallery = session.services().studio().gallery();
    QList<qint64> one;
    one += *id;
    auto set = co_await gallery.setTags(*id, invocation.arguments.mid(1));
    if (!set)
        co_return failure(set.error());
    auto pictures = co_await gallery.pictures(one);
    if (!pictures)
        co_return failure(pictures.error());
    if (pictures->isEmpty())
        co_return named(errors::GalleryUnknown, u"id"_s, *id);
    co_return toJson(pictures->constFirst());
}

Task<json::Value> galleryRemove(Session &session, Invocation invocation)
{
    json::Object out;
    gallery::Gallery &gallery = session.services().studio().gallery();
    if (invocation.has(u"undo"_s)) {
        auto back = co_await gallery.undoRemove(invocation.value(u"undo"_s));
        if (!back)
            co_return failure(back.error());
        out.set(u"back"_s, back->size());
        co_return json::Value(std::move(out));
    }
    const auto ids = idsOf(invocation.arguments);
    if (!ids)
        co_return failure(ids.error());
    if (ids->isEmpty())
        co_return usageError(u"ID"_s);
    auto token = co_await gallery.remove(*ids);
    if (!token)
        co_return failure(token.error());
    out.set(u"undo"_s, *token);
    co_return json::Value(std::move(out));
}

Task<json::Value> jobsList(Session &session, Invocation /*invocation*/)
{
    auto found = co_await session.services().studio().queue().jobs(studio::JobKind.toString());
    if (!found)
        co_return failure(found.error());
    json::Array out;
    for (const jobs::Job &job : std::as_const(*found))
        out.push_back(toJson(job));
    co_return json::Value(std::move(out));
}

enum class JobStep { Cancel, Pause, Resume, Retry };

Task<json::Value> changeJob(Session &session, Invocation invocation, JobStep step)
{
    jobs::JobQueue &queue = session.services().studio().queue();
    const QString id = invocation.arguments.constFirst();
    auto change = step == JobStep::Cancel ? queue.cancel(id)
        : step == JobStep::Pause          ? queue.pause(id)
        : step == JobStep::Resume         ? queue.resume(id)
                                          : queue.retry(id);
    auto changed = co_await std::move(change);
    if (!changed)
        co_return failure(changed.error());
    auto job = co_await queue.job(id);
    if (!job)
        co_return failure(job.error());
    co_return toJson(*job);
}

Command jobCommand(const QString &name, const char *summary, JobStep step)
{
    Command command;
    command.name = u"jobs "_s + name;
    command.arguments = u"ID"_s;
    command.summary = summary;
    command.minArguments = 1;
    command.maxArguments = 1;
    command.needs = Command::Studio;
    command.run = [step](Session &session, Invocation invocation) {
        return changeJob(session, std::move(invocation), step);
    };
    return command;
}

} // namespace

QList<Command> galleryCommands()
{
    const QList<Option> filters{
        {u"starred"_s, {}, QT_TRANSLATE_NOOP("Cli", "only those with a star")},
        {u"tag"_s, u"TAG"_s, QT_TRANSLATE_NOOP("Cli", "only those with this tag; may be repeated"), true},
        {u"limit"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "how many; 50 by default")},
        {u"offset"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "how many to leave out first")}};
    return {
        {.name = u"gallery list"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Pictures in the gallery, newest first."),
         .options = filters,
         .needs = Command::Studio,
         .run = galleryList},
        {.name = u"gallery search"_s,
         .arguments = u"TEXT"_s,
         .summary =
             QT_TRANSLATE_NOOP("Cli", "Pictures whose prompt, model or tags have all these words, or parts of them."),
         .options = filters,
         .minArguments = 1,
         .maxArguments = 100,
         .needs = Command::Studio,
         .run = gallerySearch},
        {.name = u"gallery export"_s,
         .arguments = u"ID…"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Copy pictures with everything that is written in them."),
         .options = {{u"out"_s, u"FOLDER"_s, QT_TRANSLATE_NOOP("Cli", "where to; here by default")},
                     {u"plain"_s, {}, QT_TRANSLATE_NOOP("Cli", "without Content Credentials, byte for byte as drawn")},
                     {u"force"_s, {}, QT_TRANSLATE_NOOP("Cli", "replace files that exist")}},
         .minArguments = 1,
         .maxArguments = MostShown,
         .needs = Command::Studio,
         .run = galleryExport},
        {.name = u"gallery sheet"_s,
         .arguments = u"[ID…]"_s,
         .summary =
             QT_TRANSLATE_NOOP("Cli",
                               "Put pictures on one, with the settings they differ in along its edges: those of a "
                               "group (see jobs list), such as a grid, or those you name."),
         .options = {{u"group"_s, u"GROUP"_s, QT_TRANSLATE_NOOP("Cli", "what was drawn by one generate, or one click")},
                     {u"out"_s, u"FILE"_s, QT_TRANSLATE_NOOP("Cli", "PNG file to write")},
                     {u"force"_s, {}, QT_TRANSLATE_NOOP("Cli", "replace a file that exists")}},
         .maxArguments = int(studio::SheetCellsMax),
         .needs = Command::Studio,
         .run = gallerySheet},
        {.name = u"gallery star"_s,
         .arguments = u"ID…"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Give pictures a star."),
         .options = {{u"off"_s, {}, QT_TRANSLATE_NOOP("Cli", "take it away")}},
         .minArguments = 1,
         .maxArguments = MostShown,
         .needs = Command::Studio,
         .run = galleryStar},
        {.name = u"gallery tag"_s,
         .arguments = u"ID [TAG…]"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Set the tags of a picture; without TAG: none."),
         .minArguments = 1,
         .maxArguments = 51,
         .needs = Command::Studio,
         .run = galleryTag},
        {.name = u"gallery remove"_s,
         .arguments = u"[ID…]"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Take pictures out of the gallery; can be undone for 30 days."),
         .options = {{u"undo"_s, u"TOKEN"_s, QT_TRANSLATE_NOOP("Cli", "bring those back that gave this token")}},
         .maxArguments = MostShown,
         .needs = Command::Studio,
         .run = galleryRemove},
        {.name = u"jobs list"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Drawing jobs: waiting, running, and how the last ones ended."),
         .needs = Command::Studio,
         .run = jobsList},
        jobCommand(u"cancel"_s, QT_TRANSLATE_NOOP("Cli", "Take a job out of the queue."), JobStep::Cancel),
        jobCommand(u"pause"_s, QT_TRANSLATE_NOOP("Cli", "Leave a waiting job out until it is resumed."),
                   JobStep::Pause),
        jobCommand(u"resume"_s, QT_TRANSLATE_NOOP("Cli", "Let a paused job wait for its turn again."), JobStep::Resume),
        jobCommand(u"retry"_s, QT_TRANSLATE_NOOP("Cli", "Put a failed or cancelled job back into the queue."),
                   JobStep::Retry),
    };
}

} // namespace ain::cli
