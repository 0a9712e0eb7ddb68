// Where a job stands among those that wait.
#include "core/jobs/jobstore.h"

namespace ain::jobs {

using namespace Qt::StringLiterals;

tl::unexpected<Error> wrongState(const Job &job)
{
    return failure(errors::JobState, {{u"id"_s, job.id}, {u"state"_s, stateName(job.state)}});
}

Result<qint64> JobStore::lastPosition(Priority priority)
{
    return m_database->number(u"SELECT max(position) FROM jobs WHERE state < 3 AND priority = ?"_s, {int(priority)});
}

Result<> JobStore::spread(Priority priority)
{
    auto spread = m_database->run(u"UPDATE jobs SET position = place.number * %1 FROM"
                                  " (SELECT id, row_number() OVER (ORDER BY position, rowid) AS number FROM jobs WHERE "
                                  "state < 3 AND priority = ?)"
                                  " AS place WHERE jobs.id = place.id"_s.arg(PositionGap),
                                  {int(priority)});
    return spread ? Result<>() : failure(spread.error());
}

Result<qint64> JobStore::positionBefore(const Job &job, const QString &beforeId)
{
    if (beforeId.isEmpty()) {
        const auto last = lastPosition(job.priority);
        return last ? Result<qint64>(*last + PositionGap) : failure(last.error());
    }
    for (int turn = 0; turn < 2; ++turn) {
        const auto before = this->job(beforeId);
        if (!before)
            return failure(before.error());
        if (before->state >= State::Running)
            return wrongState(*before);
        if (before->priority != job.priority)
            return failure(errors::InvalidArgument, {{u"what"_s, u"priority"_s}});
        const auto previous = m_database->number(
            u"SELECT max(position) FROM jobs WHERE state < 3 AND priority = ? AND position < ? AND id <> ?"_s,
            {int(job.priority), qlonglong(before->position), job.id}, before->position - 2 * PositionGap);
        if (!previous)
            return failure(previous.error());
        if (before->position - *previous >= 2)
            return *previous + (before->position - *previous) / 2;
        if (auto done = spread(job.priority); !done)
            return failure(done.error());
    }
    return failure(errors::Internal);
}

Result<Job> JobStore::move(const QString &id, const QString &beforeId)
{
    return step([&]() -> Result<Job> {
        auto job = this->job(id);
        if (!job)
            return job;
        if (job->state >= State::Running)
            return wrongState(*job);
        if (id == beforeId)
            return job;
        const auto position = positionBefore(*job, beforeId);
        if (!position)
            return failure(position.error());
        auto moved = m_database->run(u"UPDATE jobs SET position = ? WHERE id = ?"_s, {qlonglong(*position), id});
        if (!moved)
            return failure(moved.error());
        return this->job(id);
    });
}

} // namespace ain::jobs
