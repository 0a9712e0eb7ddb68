#include "ui/pages/studio/queuemodel.h"

#include "ui/studiotext.h"
#include "ui/text/errortext.h"

#include <QMimeData>

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
const QString JobMime = u"application/x-ain-job"_s;
}

QueueModel::QueueModel(StudioBackend &backend, QObject *parent) : QAbstractListModel(parent), m_backend(backend)
{
    connect(&backend, &StudioBackend::jobsChanged, this, &QueueModel::reload);
    reload();
}

void QueueModel::reload()
{
    // The running one has its own place above the list.
    QList<StudioJob> jobs = m_backend.jobs();
    jobs.removeIf([](const StudioJob &job) {
        return job.state == JobState::Running || job.state == JobState::Done || job.state == JobState::Cancelled;
    });
    const bool isSame = std::equal(jobs.cbegin(), jobs.cend(), m_jobs.cbegin(), m_jobs.cend(),
                                   [](const StudioJob &a, const StudioJob &b) { return a.id == b.id; });
    if (isSame) {
        m_jobs = std::move(jobs);
        if (!m_jobs.isEmpty())
            Q_EMIT dataChanged(index(0), index(int(m_jobs.size()) - 1));
        return;
    }
    beginResetModel();
    m_jobs = std::move(jobs);
    endResetModel();
}

void QueueModel::retranslate()
{
    if (!m_jobs.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_jobs.size()) - 1));
}

int QueueModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_jobs.size()); }

bool QueueModel::isWaiting(int row) const
{
    return row >= 0 && row < m_jobs.size()
        && (m_jobs.at(row).state == JobState::Queued || m_jobs.at(row).state == JobState::Paused);
}

QVariant QueueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_jobs.size())
        return {};
    const StudioJob &job = m_jobs.at(index.row());
    const auto subtitle = [&job] {
        if (job.state == JobState::Failed && job.error)
            return StudioText::jobState(job) + u" · "_s + text::errorSentence(*job.error);
        return StudioText::jobState(job) + u" · "_s + StudioText::size({job.request.width, job.request.height});
    };
    switch (role) {
    case Qt::DisplayRole:
        return job.request.mode == recipe::Mode::Upscale ? tr("Enlarge a picture") : job.request.prompt.simplified();
    case Qt::ToolTipRole: return job.request.prompt + u'\n' + subtitle();
    case IdRole: return job.id;
    case StateRole: return int(job.state);
    case SubtitleRole: return subtitle();
    case Qt::AccessibleTextRole:
        return tr("%1 of %2: %3, %4").arg(index.row() + 1).arg(m_jobs.size()).arg(index.data().toString(), subtitle());
    default: return {};
    }
}

Qt::ItemFlags QueueModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (isWaiting(index.row()))
        flags |= Qt::ItemIsDragEnabled;
    return flags;
}

QStringList QueueModel::mimeTypes() const { return {JobMime}; }

QMimeData *QueueModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.isEmpty())
        return nullptr;
    auto *data = new QMimeData;
    data->setData(JobMime, job(indexes.first().row()).id.toUtf8());
    return data;
}

bool QueueModel::canDropMimeData(const QMimeData *data, Qt::DropAction action, int /*row*/, int /*column*/,
                                 const QModelIndex & /*parent*/) const
{
    return action == Qt::MoveAction && data->hasFormat(JobMime);
}

bool QueueModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                              const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    const int before = row >= 0 ? row : (parent.isValid() ? parent.row() : int(m_jobs.size()));
    const QString id = QString::fromUtf8(data->data(JobMime));
    m_backend.moveJob(id, isWaiting(before) ? m_jobs.at(before).id : QString()).detach();
    // The rows come anew with jobsChanged(): the view must not take any away.
    return false;
}

void QueueModel::move(int row, int places)
{
    const int target = row + places;
    if (!isWaiting(row) || !isWaiting(target))
        return;
    const int before = places > 0 ? target + 1 : target;
    m_backend.moveJob(m_jobs.at(row).id, isWaiting(before) ? m_jobs.at(before).id : QString()).detach();
}

} // namespace ain::ui
