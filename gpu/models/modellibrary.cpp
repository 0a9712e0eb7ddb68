#include "gpu/models/modellibrary.h"

#include "core/base/pooltask.h"
#include "gpu/models/downloader.h"
#include "gpu/models/filework.h"
#include "gpu/models/hashing.h"
#include "gpu/models/hashstore.h"

#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <deque>

namespace ain::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostRefusals = 100;
constexpr int ProgressMs = 100;

bool isSha256(QStringView text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

} // namespace

class ModelLibrary::Private {
public:
    struct Hashing {
        std::shared_ptr<HashProgress> progress = std::make_shared<HashProgress>();
        FileIdentity identity;
    };

    LibraryParts parts;
    Catalogue catalogue;
    QObject *worker = nullptr; ///< lives in the store thread
    std::shared_ptr<HashStore> store; ///< used and let go of in the store thread alone
    QHash<QString, Record> records;
    QHash<QString, Hashing> hashing; ///< asked for and not ended, by id
    std::deque<Promise<>> turns; ///< one file at a time, so that the pool has a thread left
    bool isHashing = false;
    QHash<QString, QPointer<Downloader>> downloads; ///< by name
    QHash<QString, std::shared_ptr<HashProgress>> settling; ///< by name
    QTimer tick;

    template<typename Function>
    auto inStore(Function function)
    {
        using Answer = std::invoke_result_t<Function, HashStore &>;
        const QString directory = parts.directory;
        return runIn(worker, [store = store, directory, function = std::move(function)]() -> Answer {
            if (!store)
                return failure(errors::ModelStore, {{u"path"_s, directory}, {u"reason"_s, u"open"_s}});
            return function(*store);
        });
    }
    Task<> save(const Record &record)
    {
        return inStore([record](HashStore &s) { return s.put(record); });
    }

    /// Verification and licence follow from the hash, the user's word and the catalogue.
    void judge(Record &record) const
    {
        Model &model = record.model;
        const KnownFile *known = catalogue.find(model.sha256);
        if (model.sha256.isEmpty())
            model.verified = Verified::NotHashed;
        else if (!record.expected.isEmpty() && record.expected != model.sha256)
            model.verified = Verified::Mismatch;
        else
            model.verified = known != nullptr || record.isPledged ? Verified::Verified : Verified::NotVerified;
        const bool isByOthers =
            model.kind == Kind::Lora || model.kind == Kind::Embedding || model.kind == Kind::Upscaler;
        if (known != nullptr)
            model.licence = known->licence;
        else if (record.chosen)
            model.licence = *record.chosen;
        else
            model.licence = isByOthers ? Licence{} : catalogue.usual(model.family).value_or(Licence{});
    }

    Task<> turn()
    {
        if (!isHashing) {
            isHashing = true;
            return Task<>::finished({});
        }
        return turns.emplace_back().task();
    }
    void endTurn()
    {
        isHashing = !turns.empty();
        if (!isHashing)
            return;
        Promise<> next = std::move(turns.front());
        turns.pop_front();
        next.finish({});
    }
};

ModelLibrary::ModelLibrary(LibraryParts parts) : d(std::make_unique<Private>())
{
    d->parts = std::move(parts);
    d->worker = new QObject;
    d->worker->moveToThread(d->parts.store);
    d->tick.setInterval(ProgressMs);
    connect(&d->tick, &QTimer::timeout, this, [this] {
        for (auto it = d->hashing.begin(); it != d->hashing.end(); ++it) {
            Q_EMIT hashProgress(it.key(), it->progress->done, it->identity.size);
            const QByteArray state = it->progress->takeState();
            if (state.isEmpty())
                continue;
            auto keep = [identity = it->identity, state](HashStore &s) {
                return s.putHash(identity, {QString(), state});
            };
            d->inStore(std::move(keep)).detach(); // a state that is not kept only costs time
        }
        if (d->hashing.isEmpty())
            d->tick.stop();
    });
}

ModelLibrary::~ModelLibrary()
{
    for (const auto &hashing : std::as_const(d->hashing))
        hashing.progress->cancelled = true;
    for (const auto &progress : std::as_const(d->settling))
        progress->cancelled = true;
    // The database is closed where it was opened, behind the calls already queued there.
    QThread *thread = d->worker->thread();
    if (thread != nullptr && thread->isRunning()) {
        post(d->worker, [store = std::move(d->store)]() mutable { store.reset(); });
        d->worker->deleteLater();
    } else {
        delete d->worker;
    }
}

Task<> ModelLibrary::open()
{
    auto catalogue = Catalogue::bundled();
    if (!catalogue)
        co_return failure(catalogue.error());
    d->catalogue = *std::move(catalogue);
    auto work = [directory = d->parts.directory]() -> Result<std::shared_ptr<HashStore>> {
        auto store = HashStore::open(directory);
        if (!store)
            return failure(store.error());
        return std::shared_ptr<HashStore>(*std::move(store));
    };
    auto store = co_await runIn(d->worker, std::move(work));
    if (!store)
        co_return failure(store.error());
    d->store = *std::move(store);
    auto reading = [](HashStore &s) { return s.records(); };
    auto records = co_await d->inStore(reading);
    if (!records)
        co_return failure(records.error());
    for (Record &record : *records) {
        d->judge(record);
        const QString id = record.model.id;
        d->records.insert(id, record);
    }
    auto refreshed = co_await refresh();
    co_return refreshed;
}

Task<> ModelLibrary::refresh()
{
    struct Now {
        QString id;
        std::optional<FileIdentity> identity;
        std::optional<Result<Record>> again; ///< read anew, since it changed
    };
    QHash<QString, FileIdentity> before;
    for (auto it = d->records.cbegin(); it != d->records.cend(); ++it)
        before.insert(it.key(), it->identity);
    auto look = [before]() -> Result<QList<Now>> {
        QList<Now> list;
        for (auto it = before.cbegin(); it != before.cend(); ++it) {
            Now now;
            now.id = it.key();
            if (const auto identity = FileIdentity::of(it->path))
                now.identity = *identity;
            if (now.identity && *now.identity != *it)
                now.again = readRecord(it->path);
            list += std::move(now);
        }
        return list;
    };
    auto list = co_await runInPool(*d->parts.pool, std::move(look));
    if (!list)
        co_return failure(list.error());
    for (Now &now : *list) {
        const auto found = d->records.find(now.id);
        if (found == d->records.end())
            continue;
        found->model.isMissing = !now.identity;
        if (!now.again)
            continue;
        Record record = *found;
        record.model.reason = *now.again ? QString() : (*now.again).error().args.value(u"what"_s, u"json"_s).toString();
        if (*now.again) {
            record.model = (*now.again)->model;
            record.identity = (*now.again)->identity;
        }
        // What it was hashed as stays expected: another file under its name is told as such once it is hashed.
        record.model.sha256.clear();
        d->judge(record);
        *found = record;
        auto saving = d->save(record);
        auto saved = co_await std::move(saving);
        if (!saved)
            co_return failure(saved.error());
    }
    Q_EMIT changed();
    co_return Result<>();
}

Task<Model> ModelLibrary::addFile(QString path)
{
    const QString whole = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    auto reading = [whole] { return readRecord(whole); };
    auto read = co_await runInPool(*d->parts.pool, std::move(reading));
    if (!read)
        co_return failure(read.error());
    Record record = *std::move(read);
    auto asking = [identity = record.identity](HashStore &s) -> Result<KnownHash> {
        return s.hash(identity).value_or(KnownHash{});
    };
    auto known = co_await d->inStore(std::move(asking));
    if (known && !known->sha256.isEmpty())
        record.model.sha256 = known->sha256;
    const auto older = d->records.constFind(record.model.id);
    if (older != d->records.constEnd()) {
        record.chosen = older->chosen;
        // Adding it again is the user's word that the file is meant; a promised hash stays a promise.
        record.isPledged = older->isPledged;
        record.expected = older->isPledged ? older->expected : record.model.sha256;
    } else {
        record.expected = record.model.sha256;
    }
    d->judge(record);
    d->records.insert(record.model.id, record);
    auto saving = d->save(record);
    auto saved = co_await std::move(saving);
    if (!saved)
        co_return failure(saved.error());
    Q_EMIT changed();
    co_return record.model;
}

Task<FolderResult> ModelLibrary::addFolder(QString path)
{
    auto scanning = [path] { return scanFolder(path); };
    auto scan = co_await runInPool(*d->parts.pool, std::move(scanning));
    if (!scan)
        co_return failure(scan.error());
    FolderResult result;
    result.skipped = scan->skipped;
    const QStringList paths = scan->paths;
    for (const QString &file : paths) {
        auto added = co_await addFile(file);
        if (added)
            result.added += *added;
        else if (result.refused.size() < MostRefusals)
            result.refused += added.error();
    }
    co_return result;
}

Task<> ModelLibrary::remove(QString id)
{
    if (!d->records.contains(id)) {
        const QVariantMap args{{u"id"_s, id}};
        co_return failure(errors::ModelUnknown, args);
    }
    cancelVerify(id);
    d->records.remove(id);
    auto removing = [id](HashStore &s) { return s.remove(id); };
    auto removed = co_await d->inStore(std::move(removing));
    Q_EMIT changed();
    co_return removed;
}

QList<Model> ModelLibrary::models() const
{
    QList<Model> list;
    list.reserve(d->records.size());
    for (const Record &record : std::as_const(d->records)) {
        list += record.model;
        if (d->hashing.contains(record.model.id))
            list.last().verified = Verified::Hashing;
    }
    std::sort(list.begin(), list.end(), [](const Model &a, const Model &b) {
        const int order = QString::compare(a.name, b.name, Qt::CaseInsensitive);
        return order != 0 ? order < 0 : a.path < b.path;
    });
    return list;
}

std::optional<Model> ModelLibrary::model(const QString &id) const
{
    const auto found = d->records.constFind(id);
    if (found == d->records.constEnd())
        return std::nullopt;
    Model model = found->model;
    if (d->hashing.contains(id))
        model.verified = Verified::Hashing;
    return model;
}

std::optional<Model> ModelLibrary::bySha256(const QString &sha256) const
{
    std::optional<Model> found;
    for (const Record &record : std::as_const(d->records)) {
        if (sha256.isEmpty() || record.model.sha256 != sha256)
            continue;
        if (!found || (found->isMissing && !record.model.isMissing))
            found = record.model;
    }
    return found;
}

Task<Model> ModelLibrary::verify(QString id)
{
    const QVariantMap unknown{{u"id"_s, id}};
    if (!d->records.contains(id))
        co_return failure(errors::ModelUnknown, unknown);
    const QVariantMap busy{{u"name"_s, d->records.value(id).model.name}};
    if (d->hashing.contains(id))
        co_return failure(errors::ModelBusy, busy);
    const QString path = d->records.value(id).model.path;
    auto progress = std::make_shared<HashProgress>();
    Private::Hashing entry;
    entry.progress = progress;
    entry.identity = d->records.value(id).identity;
    d->hashing.insert(id, entry);
    Q_EMIT changed();
    auto waiting = d->turn();
    auto turn = co_await std::move(waiting);
    Result<QString> hash = failure(errors::Cancelled);
    Result<FileIdentity> identity = failure(errors::Cancelled);
    if (turn && !progress->cancelled) {
        auto looking = [path] { return FileIdentity::of(path); };
        identity = co_await runInPool(*d->parts.pool, std::move(looking));
    }
    if (identity) {
        d->hashing[id].identity = *identity;
        d->tick.start();
        auto asking = [file = *identity](HashStore &s) -> Result<KnownHash> {
            return s.hash(file).value_or(KnownHash{});
        };
        auto known = co_await d->inStore(std::move(asking));
        const KnownHash before = known ? *known : KnownHash{};
        if (before.sha256.isEmpty()) {
            auto working = [file = *identity, state = before.state, progress] {
                return hashFile(file, state, *progress);
            };
            hash = co_await runInPool(*d->parts.pool, std::move(working));
        } else {
            hash = before.sha256;
        }
        const QByteArray state = hash ? QByteArray() : progress->takeState();
        if (hash || !state.isEmpty()) {
            KnownHash now;
            now.sha256 = hash ? *hash : QString();
            now.state = state;
            auto keeping = [file = *identity, now](HashStore &s) { return s.putHash(file, now); };
            auto kept = co_await d->inStore(std::move(keeping));
            if (hash && !kept)
                hash = failure(kept.error());
        }
    } else {
        hash = failure(identity.error());
    }
    d->endTurn();
    d->hashing.remove(id);
    const auto found = d->records.find(id);
    if (found != d->records.end() && !identity && identity.error().code == errors::FileRead)
        found->model.isMissing = true;
    if (!hash || found == d->records.end()) {
        Q_EMIT changed();
        const Error error = hash ? Error{errors::Cancelled} : hash.error();
        co_return failure(error);
    }
    found->model.isMissing = false;
    found->model.sha256 = *hash;
    if (found->expected.isEmpty())
        found->expected = *hash;
    d->judge(*found);
    // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): nothing says that `found` outlives the wait
    const Record record = *found;
    auto saving = d->save(record);
    auto saved = co_await std::move(saving);
    Q_EMIT hashProgress(id, record.identity.size, record.identity.size);
    Q_EMIT changed();
    if (!saved)
        co_return failure(saved.error());
    co_return record.model;
}

void ModelLibrary::cancelVerify(const QString &id)
{
    const auto found = d->hashing.constFind(id);
    if (found != d->hashing.constEnd())
        found->progress->cancelled = true;
}

Task<Model> ModelLibrary::setLicence(QString id, Licence licence)
{
    const auto found = d->records.find(id);
    const QVariantMap unknown{{u"id"_s, id}};
    if (found == d->records.end())
        co_return failure(errors::ModelUnknown, unknown);
    licence.known = true;
    found->chosen = licence.id.isEmpty() ? std::nullopt : std::optional(licence);
    d->judge(*found);
    // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): nothing says that `found` outlives the wait
    const Record record = *found;
    auto saving = d->save(record);
    auto saved = co_await std::move(saving);
    if (!saved)
        co_return failure(saved.error());
    Q_EMIT changed();
    co_return record.model;
}

const Catalogue &ModelLibrary::catalogue() const { return d->catalogue; }

Fit ModelLibrary::fit(const Model &model, QSize size, qint64 freeVram, qint64 freeRam) const
{
    return fitOf(model, size, freeVram, freeRam);
}

Task<Model> ModelLibrary::download(QUrl url, QString sha256, QString name, qint64 maxBytes)
{
    sha256 = sha256.trimmed().toLower();
    const QVariantMap address{{u"url"_s, url.toString(QUrl::RemoveQuery | QUrl::RemoveUserInfo)}};
    const QVariantMap wrongHash{{u"text"_s, sha256.left(80)}};
    const QVariantMap wrongName{{u"what"_s, name.left(200)}};
    const QVariantMap busy{{u"name"_s, name}};
    if (d->parts.http == nullptr || !isAllowedAddress(url))
        co_return failure(errors::DownloadAddress, address);
    if (!isSha256(sha256))
        co_return failure(errors::DownloadHash, wrongHash);
    if (!isFileName(name))
        co_return failure(errors::InvalidArgument, wrongName);
    if (d->downloads.contains(name) || d->settling.contains(name))
        co_return failure(errors::ModelBusy, busy);
    const QString folder = d->parts.directory + u"/downloads"_s;
    const QString target = folder + u'/' + name;
    const QVariantMap place{{u"path"_s, target}};
    if (QFileInfo::exists(target))
        co_return failure(errors::FileExists, place);
    if (!QDir().mkpath(folder))
        co_return failure(errors::FileWrite, place);

    DownloadOrder order;
    order.url = url;
    order.sha256 = sha256;
    order.path = target + u".part"_s;
    order.maxBytes = maxBytes;
    auto *downloader = new Downloader(order, *d->parts.http, *d->parts.pool, this);
    d->downloads.insert(name, downloader);
    connect(downloader, &Downloader::progressed, this,
            [this, name](qint64 done, qint64 total) { Q_EMIT downloadProgress(name, done, total); });
    auto fetched = co_await downloader->run();
    d->downloads.remove(name);
    downloader->deleteLater();
    if (!fetched)
        co_return failure(fetched.error());

    auto progress = std::make_shared<HashProgress>();
    d->settling.insert(name, progress);
    auto settling = [part = order.path, target, sha256, progress] { return settle(part, target, sha256, *progress); };
    auto settled = co_await runInPool(*d->parts.pool, std::move(settling));
    d->settling.remove(name);
    if (!settled)
        co_return failure(settled.error());
    auto remembering = [target, sha256](HashStore &s) -> Result<> {
        const auto identity = FileIdentity::of(target);
        return identity ? s.putHash(*identity, {sha256, {}}) : Result<>();
    };
    auto remembered = co_await d->inStore(std::move(remembering));
    if (!remembered)
        co_return failure(remembered.error());
    auto added = co_await addFile(target);
    if (!added)
        co_return failure(added.error());
    const auto found = d->records.find(added->id);
    if (found == d->records.end())
        co_return failure(errors::Cancelled);
    found->expected = sha256;
    found->isPledged = true;
    d->judge(*found);
    // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): nothing says that `found` outlives the wait
    const Record record = *found;
    auto saving = d->save(record);
    auto saved = co_await std::move(saving);
    if (!saved)
        co_return failure(saved.error());
    Q_EMIT changed();
    co_return record.model;
}

void ModelLibrary::cancelDownload(const QString &name)
{
    if (Downloader *downloader = d->downloads.value(name))
        downloader->cancel();
    if (const auto progress = d->settling.value(name))
        progress->cancelled = true;
}

} // namespace ain::models
