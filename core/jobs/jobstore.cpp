#include "core/jobs/jobstore.h"

#include <algorithm>
#include <array>

namespace ain::jobs {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype WordMax = 200;
constexpr qsizetype KindsMax = 32;
constexpr qsizetype AddMax = 10'000;
constexpr qsizetype OutboxMax = 1000;
constexpr int EndedKept = 5000;
constexpr int EndedKeyedKept = 50'000; ///< their keys keep the same work from being done again

tl::unexpected<Error> tooLarge(const QString &what, qint64 limit)
{
    return failure(errors::TooLarge, {{u"what"_s, what}, {u"limit"_s, limit}});
}

QVariant number(auto value) { return QVariant::fromValue(qlonglong(value)); }

const QString &columns()
{
    static const QString text = u"SELECT "_s + JobColumns.toString() + u" FROM jobs "_s;
    return text;
}

Result<> checkNew(const NewJob &job)
{
    if (job.kind.isEmpty() || job.kind.size() > WordMax || job.group.size() > WordMax || job.key.size() > WordMax)
        return failure(errors::InvalidArgument, {{u"what"_s, job.kind.left(WordMax)}});
    if (job.payload.size() > PayloadMax)
        return tooLarge(job.kind, PayloadMax);
    return {};
}

} // namespace

JobStore::JobStore(QString directory, const Clock &clock, Rng &rng)
    : m_directory(std::move(directory)), m_clock(clock), m_rng(rng)
{
}

JobStore::~JobStore()
{
    if (!m_database)
        return;
    // Nobody holds a lease any more. What can't be written is found at the next start, counted as a death.
    (void)m_database->run(u"UPDATE jobs SET state = 0, token = NULL, attempts = max(attempts - 1, 0)"
                          " WHERE state = 2 AND cancel_wanted = 0"_s);
}

Result<> JobStore::ready() const
{
    if (m_database)
        return {};
    return failure(
        m_refused.value_or(Error{errors::StoreOpen, {{u"path"_s, m_directory}, {u"reason"_s, u"not opened"_s}}, {}}));
}

Result<JobQueue::Opened> JobStore::open()
{
    JobQueue::Opened opened;
    if (m_database)
        return opened;
    auto database = store::Database::open(m_directory, jobTable());
    if (!database) {
        m_refused = database.error();
        return failure(database.error());
    }
    m_database = *std::move(database);
    opened.setAside = m_database->setAside();
    auto recovered = step([&]() -> Result<> {
        if (auto done = recover(opened); !done)
            return done;
        return prune();
    });
    if (!recovered) {
        m_database.reset();
        m_refused = recovered.error();
        return failure(recovered.error());
    }
    return opened;
}

Result<> JobStore::recover(JobQueue::Opened &opened)
{
    const Error poison{errors::JobPoison, {{u"count"_s, DeathsMax}}, {}};
    const std::array<std::pair<QString, QVariantList>, 3> statements{{
        {u"UPDATE jobs SET state = 5, ended = ?, token = NULL WHERE state = 2 AND cancel_wanted = 1"_s,
         {number(m_clock.nowMs())}},
        {u"UPDATE jobs SET state = 4, ended = ?, error = ?, token = NULL, deaths = deaths + 1"
         " WHERE state = 2 AND deaths + 1 >= ?"_s,
         {number(m_clock.nowMs()), QString::fromUtf8(errorText(poison)), DeathsMax}},
        {u"UPDATE jobs SET state = 0, token = NULL, deaths = deaths + 1 WHERE state = 2"_s, {}},
    }};
    std::array<qint64, 3> counts{};
    for (std::size_t i = 0; i < statements.size(); ++i) {
        const auto count = m_database->run(statements[i].first, statements[i].second);
        if (!count)
            return failure(count.error());
        counts[i] = *count;
    }
    opened.poisoned = int(counts[1]);
    opened.recovered = int(counts[1] + counts[2]);
    return {};
}

Result<> JobStore::prune()
{
    for (const auto &[isKeyed, kept] : {std::pair(false, EndedKept), std::pair(true, EndedKeyedKept)}) {
        const QString which = u"state >= 3 AND key IS %1"_s.arg(isKeyed ? u"NOT NULL"_s : u"NULL"_s);
        auto pruned =
            m_database->run(u"DELETE FROM jobs WHERE %1 AND id NOT IN (SELECT job FROM outbox) AND id NOT IN"
                            " (SELECT id FROM jobs WHERE %1 ORDER BY ended DESC, rowid DESC LIMIT %2)"_s.arg(which)
                                .arg(kept));
        if (!pruned)
            return failure(pruned.error());
    }
    return {};
}

QString JobStore::newId()
{
    std::array<std::uint8_t, 16> bytes{};
    m_rng.fill(bytes);
    return QString::fromLatin1(
        QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())).toHex());
}

Result<QList<Job>> JobStore::select(const QString &where, const QVariantList &values)
{
    QList<Job> jobs;
    auto read =
        m_database->each(columns() + where, values, [&jobs](const store::Row &row) { jobs.append(jobOf(row)); });
    if (!read)
        return failure(read.error());
    return jobs;
}

Result<Job> JobStore::job(const QString &id)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    auto found = select(u"WHERE id = ?"_s, {id});
    if (!found)
        return failure(found.error());
    if (found->isEmpty())
        return failure(errors::JobUnknown, {{u"id"_s, id.left(64)}});
    return found->takeFirst();
}

Result<Job> JobStore::leased(const Lease &lease)
{
    auto found = select(u"WHERE id = ? AND token = ? AND state = 2"_s, {lease.job.id, lease.token});
    if (!found)
        return failure(found.error());
    if (found->isEmpty())
        return failure(errors::JobLeaseLost, {{u"id"_s, lease.job.id}});
    return found->takeFirst();
}

Result<Job> JobStore::addOne(const NewJob &job)
{
    if (!job.key.isEmpty()) {
        auto known = select(u"WHERE key = ?"_s, {job.key});
        if (!known)
            return failure(known.error());
        if (!known->isEmpty())
            return known->takeFirst();
    }
    const auto last = lastPosition(job.priority);
    if (!last)
        return failure(last.error());
    const QString id = newId();
    auto added =
        m_database->run(u"INSERT INTO jobs(id, kind, payload, priority, state, position, job_group, key, created)"
                        " VALUES(?, ?, ?, ?, 0, ?, ?, ?, ?)"_s,
                        {id, job.kind, job.payload, int(job.priority), number(*last + PositionGap), job.group,
                         job.key.isEmpty() ? QVariant() : QVariant(job.key), number(m_clock.nowMs())});
    if (!added)
        return failure(added.error());
    return this->job(id);
}

Result<QList<Job>> JobStore::add(const QList<NewJob> &jobs)
{
    if (jobs.size() > AddMax)
        return failure(errors::JobTooMany, {{u"limit"_s, AddMax}});
    for (const NewJob &job : jobs) {
        if (auto checked = checkNew(job); !checked)
            return failure(checked.error());
    }
    return step([&]() -> Result<QList<Job>> {
        const auto waiting = m_database->number(u"SELECT count(*) FROM jobs WHERE state < 3"_s);
        if (!waiting)
            return failure(waiting.error());
        if (*waiting + jobs.size() > WaitingMax)
            return failure(errors::JobTooMany, {{u"limit"_s, WaitingMax}});
        QList<Job> added;
        for (const NewJob &job : jobs) {
            auto one = addOne(job);
            if (!one)
                return failure(one.error());
            added.append(*std::move(one));
        }
        return added;
    });
}

Result<std::optional<Lease>> JobStore::take(const QStringList &kinds, Priority least)
{
    if (kinds.isEmpty() || kinds.size() > KindsMax)
        return failure(errors::InvalidArgument, {{u"what"_s, u"kinds"_s}});
    return step([&]() -> Result<std::optional<Lease>> {
        const QString marks = QStringList(kinds.size(), u"?"_s).join(u',');
        auto found =
            select(u"WHERE state = 0 AND priority >= ? AND kind IN (%1) AND kind NOT IN (SELECT kind FROM paused)"
                   " ORDER BY priority DESC, position LIMIT 1"_s.arg(marks),
                   QVariantList{int(least)} + QVariantList(kinds.begin(), kinds.end()));
        if (!found)
            return failure(found.error());
        if (found->isEmpty())
            return std::optional<Lease>();
        Lease lease{found->takeFirst(), newId()};
        lease.job.state = State::Running;
        lease.job.startedMs = m_clock.nowMs();
        ++lease.job.attempts;
        auto taken = m_database->run(
            u"UPDATE jobs SET state = 2, token = ?, attempts = attempts + 1, started = ?, cancel_wanted = 0 WHERE id = ?"_s,
            {lease.token, number(lease.job.startedMs), lease.job.id});
        if (!taken)
            return failure(taken.error());
        return std::optional(std::move(lease));
    });
}

Result<> JobStore::checkpoint(const Lease &lease, const QByteArray &state)
{
    if (state.size() > PayloadMax)
        return tooLarge(u"checkpoint"_s, PayloadMax);
    return step([&]() -> Result<> {
        auto changed = m_database->run(u"UPDATE jobs SET checkpoint = ? WHERE id = ? AND token = ? AND state = 2"_s,
                                       {state, lease.job.id, lease.token});
        if (!changed)
            return failure(changed.error());
        if (*changed == 0)
            return failure(errors::JobLeaseLost, {{u"id"_s, lease.job.id}});
        return {};
    });
}

Result<Job> JobStore::complete(const Lease &lease, const QByteArray &result, const QList<OutboxEntry> &outbox)
{
    if (result.size() > PayloadMax)
        return tooLarge(u"result"_s, PayloadMax);
    if (outbox.size() > OutboxMax)
        return tooLarge(u"outbox"_s, OutboxMax);
    for (const OutboxEntry &entry : outbox) {
        if (entry.payload.size() > PayloadMax || entry.topic.size() > WordMax)
            return tooLarge(u"outbox"_s, PayloadMax);
    }
    return step([&]() -> Result<Job> {
        auto job = leased(lease);
        if (!job)
            return job;
        auto done = m_database->run(
            u"UPDATE jobs SET state = 3, result = ?, ended = ?, token = NULL, error = '' WHERE id = ?"_s,
            {result, number(m_clock.nowMs()), job->id});
        if (!done)
            return failure(done.error());
        for (const OutboxEntry &entry : outbox) {
            auto put = m_database->run(u"INSERT INTO outbox(topic, payload, job) VALUES(?, ?, ?)"_s,
                                       {entry.topic, entry.payload, job->id});
            if (!put)
                return failure(put.error());
        }
        return this->job(job->id);
    });
}

Result<Job> JobStore::fail(const Lease &lease, const Error &error, bool retry, const QByteArray &partial)
{
    if (partial.size() > PayloadMax)
        return tooLarge(u"result"_s, PayloadMax);
    return step([&]() -> Result<Job> {
        auto job = leased(lease);
        if (!job)
            return job;
        State next = State::Failed;
        if (error.code == errors::Cancelled || job->isCancelWanted)
            next = State::Cancelled;
        else if (retry && job->attempts < DeathsMax)
            next = State::Queued;
        auto changed =
            m_database->run(u"UPDATE jobs SET state = ?, error = ?, result = ?, ended = ?, token = NULL WHERE id = ?"_s,
                            {int(next), next == State::Cancelled ? QString() : QString::fromUtf8(errorText(error)),
                             partial, number(next == State::Queued ? 0 : m_clock.nowMs()), job->id});
        if (!changed)
            return failure(changed.error());
        return this->job(job->id);
    });
}

Result<Job> JobStore::release(const Lease &lease)
{
    return step([&]() -> Result<Job> {
        auto job = leased(lease);
        if (!job)
            return job;
        auto changed = m_database->run(
            u"UPDATE jobs SET state = ?, ended = ?, token = NULL, attempts = max(attempts - 1, 0) WHERE id = ?"_s,
            {int(job->isCancelWanted ? State::Cancelled : State::Queued),
             number(job->isCancelWanted ? m_clock.nowMs() : 0), job->id});
        if (!changed)
            return failure(changed.error());
        return this->job(job->id);
    });
}

Result<QList<OutboxEntry>> JobStore::outbox(const QString &topic)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    QList<OutboxEntry> entries;
    auto read = m_database->each(
        u"SELECT id, topic, payload, job FROM outbox WHERE topic = ? ORDER BY id LIMIT %1"_s.arg(OutboxMax), {topic},
        [&entries](const store::Row &row) {
            entries.append({row.integer(0), row.text(1), row.bytes(2), row.text(3)});
        });
    if (!read)
        return failure(read.error());
    return entries;
}

Result<> JobStore::delivered(qint64 id)
{
    return step([&]() -> Result<> {
        auto removed = m_database->run(u"DELETE FROM outbox WHERE id = ?"_s, {number(id)});
        return removed ? Result<>() : failure(removed.error());
    });
}

Result<QList<Job>> JobStore::cancelWhere(const QString &where, const QVariantList &values)
{
    auto open = select(u"WHERE state < 3 AND "_s + where, values);
    if (!open)
        return open;
    const qint64 now = m_clock.nowMs();
    auto ended = m_database->run(u"UPDATE jobs SET state = 5, ended = ? WHERE state < 2 AND "_s + where,
                                 QVariantList{number(now)} + values);
    if (!ended)
        return failure(ended.error());
    auto asked = m_database->run(u"UPDATE jobs SET cancel_wanted = 1 WHERE state = 2 AND "_s + where, values);
    if (!asked)
        return failure(asked.error());
    for (Job &job : *open) {
        if (job.state == State::Running) {
            job.isCancelWanted = true;
        } else {
            job.state = State::Cancelled;
            job.endedMs = now;
        }
    }
    return open;
}

Result<QList<Job>> JobStore::cancel(const QString &id)
{
    return step([&]() -> Result<QList<Job>> {
        auto job = this->job(id);
        if (!job)
            return failure(job.error());
        if (hasEnded(job->state))
            return wrongState(*job);
        return cancelWhere(u"id = ?"_s, {id});
    });
}

Result<QList<Job>> JobStore::cancelAll(const QString &kind, const QString &group)
{
    return step([&] {
        return cancelWhere(u"(? = '' OR kind = ?) AND (? = '' OR job_group = ?)"_s, {kind, kind, group, group});
    });
}

Result<Job> JobStore::setState(const QString &id, State from, State to)
{
    return step([&]() -> Result<Job> {
        auto job = this->job(id);
        if (!job)
            return job;
        if (job->state == to)
            return job;
        if (job->state != from)
            return wrongState(*job);
        auto changed = m_database->run(u"UPDATE jobs SET state = ? WHERE id = ?"_s, {int(to), id});
        if (!changed)
            return failure(changed.error());
        job->state = to;
        return job;
    });
}

Result<> JobStore::setPausedAll(const QString &kind, bool isPaused)
{
    if (kind.isEmpty() || kind.size() > WordMax)
        return failure(errors::InvalidArgument, {{u"what"_s, u"kind"_s}});
    return step([&]() -> Result<> {
        auto changed = m_database->run(isPaused ? u"INSERT OR IGNORE INTO paused(kind) VALUES(?)"_s
                                                : u"DELETE FROM paused WHERE kind = ?"_s,
                                       {kind});
        return changed ? Result<>() : failure(changed.error());
    });
}

Result<bool> JobStore::isPausedAll(const QString &kind)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    const auto count = m_database->number(u"SELECT count(*) FROM paused WHERE kind = ?"_s, {kind});
    if (!count)
        return failure(count.error());
    return *count > 0;
}

Result<Job> JobStore::retry(const QString &id)
{
    return step([&]() -> Result<Job> {
        auto job = this->job(id);
        if (!job)
            return job;
        if (job->state != State::Failed && job->state != State::Cancelled)
            return wrongState(*job);
        const auto last = lastPosition(job->priority);
        if (!last)
            return failure(last.error());
        auto changed = m_database->run(
            u"UPDATE jobs SET state = 0, attempts = 0, deaths = 0, error = '', result = x'', cancel_wanted = 0,"
            " ended = 0, position = ? WHERE id = ?"_s,
            {number(*last + PositionGap), id});
        if (!changed)
            return failure(changed.error());
        return this->job(id);
    });
}

Result<> JobStore::remove(const QString &id)
{
    return step([&]() -> Result<> {
        auto job = this->job(id);
        if (!job)
            return failure(job.error());
        if (job->state == State::Running)
            return wrongState(*job);
        auto removed = m_database->run(u"DELETE FROM jobs WHERE id = ?"_s, {id});
        return removed ? Result<>() : failure(removed.error());
    });
}

Result<QList<Job>> JobStore::jobs(const QString &kind, int limitEnded)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    auto open = select(u"WHERE state < 3 AND (? = '' OR kind = ?)"
                       " ORDER BY state = 2 DESC, priority DESC, position"_s,
                       {kind, kind});
    if (!open)
        return open;
    auto ended = select(u"WHERE state >= 3 AND (? = '' OR kind = ?) ORDER BY ended DESC, rowid DESC LIMIT ?"_s,
                        {kind, kind, qBound(0, limitEnded, EndedKeyedKept)});
    if (!ended)
        return ended;
    return *open + *ended;
}

} // namespace ain::jobs
