#include "ui/pages/studio/gallerymodel.h"

#include <QMimeData>
#include <QUrl>

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int FactsMax = 2000;
constexpr int FactsBatch = 200;
} // namespace

GalleryModel::GalleryModel(StudioBackend &backend, QObject *parent)
    : QAbstractListModel(parent), m_backend(backend), m_thumbnails(new Thumbnails(backend, this)), m_facts(FactsMax)
{
    m_factTimer.setSingleShot(true);
    m_factTimer.setInterval(0);
    connect(&m_factTimer, &QTimer::timeout, this, &GalleryModel::fetchFacts);
    connect(m_thumbnails, &Thumbnails::arrived, this, &GalleryModel::touch);
    m_thumbnails->setStillWanted([this](qint64 id) {
        const int margin = m_last - m_first + 1;
        for (int row = std::max(0, m_first - margin); row <= std::min(int(m_ids.size()) - 1, m_last + margin); ++row) {
            if (m_ids.at(row) == id)
                return true;
        }
        return false;
    });
    connect(&backend, &StudioBackend::galleryChanged, this, &GalleryModel::reload);
    connect(&backend, &StudioBackend::picturesChanged, this, [this](const QList<qint64> &ids) {
        for (const qint64 id : ids)
            m_facts.remove(id);
        touch(ids);
    });
    reload();
}

int GalleryModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_ids.size()); }

int GalleryModel::rowOf(qint64 id) const { return int(m_ids.indexOf(id)); }

Qt::ItemFlags GalleryModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled : Qt::NoItemFlags;
}

QVariant GalleryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_ids.size())
        return {};
    const qint64 id = m_ids.at(index.row());
    if (role == IdRole)
        return id;
    if (role == ThumbnailRole)
        return m_thumbnails->get(id);
    const StudioPicture *picture = m_facts.object(id);
    if (picture == nullptr) {
        if (!m_wantedFacts.contains(id) && m_wantedFacts.size() < FactsBatch) {
            m_wantedFacts.append(id);
            const_cast<GalleryModel *>(this)->m_factTimer.start();
        }
        // Something to read out until the answer is there.
        return role == Qt::AccessibleTextRole ? tr("Picture %1 of %2").arg(index.row() + 1).arg(m_ids.size())
                                              : QVariant();
    }
    switch (role) {
    case StarRole: return picture->star;
    case MintedRole: return picture->isMinted();
    case Qt::ToolTipRole: return picture->prompt.left(400);
    case Qt::DisplayRole: return picture->prompt;
    case Qt::AccessibleTextRole: {
        QStringList parts{picture->prompt.isEmpty() ? tr("Picture without prompt") : picture->prompt.left(200)};
        if (picture->star)
            parts += tr("starred");
        if (picture->isMinted())
            parts += tr("minted");
        return parts.join(u", "_s);
    }
    default: return {};
    }
}

QStringList GalleryModel::mimeTypes() const { return {u"text/uri-list"_s}; }

QMimeData *GalleryModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.size() != 1 || indexes.first().data(IdRole).toLongLong() != m_dragId || m_dragPath.isEmpty())
        return nullptr;
    auto *data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(m_dragPath)});
    return data;
}

void GalleryModel::setDragFile(qint64 id, const QString &path)
{
    m_dragId = id;
    m_dragPath = path;
}

void GalleryModel::setQuery(const GalleryQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    reload();
}

void GalleryModel::reload()
{
    const int generation = ++m_generation;
    m_backend.pictureIds(m_query).then(this, [this, generation](const Result<QList<qint64>> &ids) {
        if (generation != m_generation)
            return;
        m_isLoaded = true;
        if (!ids) {
            Q_EMIT failed(ids.error());
            return;
        }
        if (*ids != m_ids) {
            // New pictures stand before the others: then nobody loses his place.
            const qsizetype more = ids->size() - m_ids.size();
            if (more > 0 && more <= 256 && !m_ids.isEmpty() && ids->mid(more) == m_ids) {
                beginInsertRows({}, 0, int(more) - 1);
                m_ids = *ids;
                endInsertRows();
            } else {
                beginResetModel();
                m_ids = *ids;
                endResetModel();
            }
        }
        Q_EMIT loaded();
    });
}

void GalleryModel::setVisibleRows(int first, int last)
{
    m_first = first;
    m_last = last;
}

void GalleryModel::fetchFacts()
{
    const QList<qint64> wanted = std::exchange(m_wantedFacts, {});
    if (wanted.isEmpty())
        return;
    m_backend.pictures(wanted).then(this, [this](const Result<QList<StudioPicture>> &pictures) {
        if (!pictures)
            return; // the pictures themselves can still be seen
        QList<qint64> ids;
        for (const StudioPicture &picture : *pictures) {
            m_facts.insert(picture.id, new StudioPicture(picture));
            ids.append(picture.id);
        }
        touch(ids);
    });
}

void GalleryModel::touch(const QList<qint64> &ids)
{
    // Only what can be seen is drawn anew; a range is cheaper than a search for each.
    int least = -1;
    int most = -1;
    const int margin = m_last - m_first + 1;
    for (int row = std::max(0, m_first - margin); row <= std::min(int(m_ids.size()) - 1, m_last + margin); ++row) {
        if (!ids.contains(m_ids.at(row)))
            continue;
        least = least < 0 ? row : least;
        most = row;
    }
    if (least >= 0)
        Q_EMIT dataChanged(index(least), index(most));
}

} // namespace ain::ui
