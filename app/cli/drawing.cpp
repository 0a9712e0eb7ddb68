#include "app/cli/drawing.h"

#include "app/cli/progressline.h"

#include <QFileInfo>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

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

} // namespace

Task<QList<jobs::Job>> waitForJobs(Session &session, QStringList ids)
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

QString numbered(const QString &path, qsizetype index, qsizetype count)
{
    if (count == 1)
        return path;
    const QFileInfo file(path);
    const QString end = file.suffix().isEmpty() ? QString() : u'.' + file.suffix();
    const QString folder = path.left(path.size() - file.fileName().size());
    return u"%1%2-%3%4"_s.arg(folder, file.completeBaseName(), QString::number(index + 1), end);
}

Result<> checkOut(const QString &path, qsizetype count, bool overwrites)
{
    for (qsizetype i = 0; i < count && !path.isEmpty() && !overwrites; ++i) {
        const QString file = numbered(path, i, count);
        if (QFileInfo::exists(file))
            return failure(errors::FileExists, {{u"path"_s, file}});
    }
    const QFileInfo folder(QFileInfo(path).absolutePath());
    if (!path.isEmpty() && (!folder.isDir() || !folder.isWritable() || QFileInfo(path).isDir()))
        return failure(errors::FileWrite, {{u"path"_s, path}});
    return {};
}

Error whyNot(const jobs::Job &job) { return job.error ? *job.error : Error{errors::Cancelled}; }

} // namespace ain::cli
