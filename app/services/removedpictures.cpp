#include "app/services/removedpictures.h"

#include "core/json/writer.h"
#include "core/wallet/records.h"

#include <limits>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 DayMs = 24LL * 3600 * 1000;

/// Whatever the format: a file that is needed is named by the 64 digits of its hash.
void collect(const QByteArray &text, const QStringList &sha256s, QStringList &named)
{
    for (const QString &sha256 : sha256s) {
        if (!named.contains(sha256) && text.contains(sha256.toLatin1()))
            named.append(sha256);
    }
}

Task<QStringList> namedByJobs(jobs::JobQueue &queue, QStringList sha256s)
{
    // Asked for nothing, it only shows that it can be read.
    const int ended = sha256s.isEmpty() ? 0 : std::numeric_limits<int>::max();
    auto all = co_await queue.jobs({}, ended);
    if (!all)
        co_return failure(all.error());
    QStringList named;
    for (const jobs::Job &job : std::as_const(*all)) {
        if (job.state == jobs::State::Done)
            continue; // its picture is the gallery's
        collect(job.payload, sha256s, named);
        collect(job.checkpoint, sha256s, named);
        collect(job.result, sha256s, named);
    }
    co_return named;
}

Task<QStringList> namedByVault(vault::Vault &vault, QStringList sha256s)
{
    if (vault.state() == vault::Vault::State::Missing)
        co_return QStringList();
    auto records = co_await vault.list(wallet::TransactionKind);
    if (!records)
        co_return failure(records.error());
    QStringList named;
    for (const vault::Record &record : std::as_const(*records))
        collect(json::canonical(record.value), sha256s, named);
    co_return named;
}

} // namespace

FileKeeper keeperOf(jobs::JobQueue &queue)
{
    return [&queue](const QStringList &sha256s) { return namedByJobs(queue, sha256s); };
}

FileKeeper keeperOf(gallery::Gallery &gallery)
{
    return [&gallery](const QStringList &sha256s) { return gallery.namedInDrafts(sha256s); };
}

FileKeeper keeperOf(vault::Vault &vault)
{
    return [&vault](const QStringList &sha256s) { return namedByVault(vault, sha256s); };
}

RemovedPictures::RemovedPictures(gallery::Gallery &gallery, ainft::ContentStore &content, const Clock &clock,
                                 QList<FileKeeper> keepers)
    : m_gallery(gallery), m_content(content), m_clock(clock), m_keepers(std::move(keepers))
{
}

Task<QStringList> RemovedPictures::kept(QStringList sha256s)
{
    QStringList all;
    for (const FileKeeper &keeper : std::as_const(m_keepers)) {
        auto asked = keeper(sha256s);
        auto named = co_await std::move(asked);
        if (!named)
            co_return failure(named.error());
        all += *named;
    }
    co_return all;
}

Task<int> RemovedPictures::sweep()
{
    if (m_isSweeping)
        co_return failure(errors::Cancelled);
    m_isSweeping = true;
    auto swept = co_await sweepNow();
    m_isSweeping = false;
    co_return swept;
}

Task<int> RemovedPictures::sweepNow()
{
    const QStringList none;
    auto canTell = co_await kept(none);
    if (!canTell)
        co_return failure(canTell.error());
    auto orphans = co_await m_gallery.purge(RemovedKeptDays * DayMs);
    if (!orphans)
        co_return failure(orphans.error());
    if (orphans->isEmpty())
        co_return 0;
    auto needed = co_await kept(*orphans);
    if (!needed)
        co_return failure(needed.error());
    QStringList gone;
    int deleted = 0;
    for (const QString &sha256 : std::as_const(*orphans)) {
        // Somebody's file stays on the list: it is looked at again when its owner may have let it go.
        if (needed->contains(sha256))
            continue;
        auto removed = co_await m_content.removeUnused(sha256, m_clock.nowMs() - DayMs);
        const bool wasGone = !removed && removed.error().code == errors::ContentUnknown;
        if (!wasGone && !removed.value_or(false))
            continue;
        gone.append(sha256);
        deleted += wasGone ? 0 : 1;
    }
    auto noted = co_await m_gallery.filesGone(gone);
    if (!noted)
        co_return failure(noted.error());
    co_return deleted;
}

} // namespace ain::app
