// Waiting for pictures to be drawn, in the terminal.
#pragma once

#include "app/cli/session.h"
#include "core/jobs/job.h"

namespace ain::cli {

/// Waits until these jobs have ended, telling how it goes; gives them in the order of `ids`. What else waits in the
/// queue is drawn in its turn meanwhile. Errors: what keeps the queue from being drawn (StudioService::heldBy()).
Task<QList<jobs::Job>> waitForJobs(Session &session, QStringList ids);

/// "fox.png" for the only one, else "fox-1.png", "fox-2.png" …
[[nodiscard]] QString numbered(const QString &path, qsizetype index, qsizetype count);
/// Where the pictures are to go, looked at before minutes are spent on drawing them. Errors: FileExists, FileWrite.
[[nodiscard]] Result<> checkOut(const QString &path, qsizetype count, bool overwrites);

/// Why a job that ended has no picture.
[[nodiscard]] Error whyNot(const jobs::Job &job);

} // namespace ain::cli
