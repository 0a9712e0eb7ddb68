// The gallery as a list of ids; what is known of a picture is fetched when somebody looks at it.
#pragma once

#include "ui/backend/studiobackend.h"
#include "ui/pages/studio/thumbnails.h"

#include <QAbstractListModel>
#include <QCache>

namespace ain::ui {

class GalleryModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole + 1, ThumbnailRole, StarRole, MintedRole };
    explicit GalleryModel(StudioBackend &backend, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;

    [[nodiscard]] const GalleryQuery &query() const { return m_query; }
    void setQuery(const GalleryQuery &query);
    void reload();
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; } ///< an answer came at least once
    [[nodiscard]] qint64 idAt(int row) const { return m_ids.value(row); }
    [[nodiscard]] int rowOf(qint64 id) const;
    /// Rows that are looked at or soon will be.
    void setVisibleRows(int first, int last);
    [[nodiscard]] Thumbnails &thumbnails() { return *m_thumbnails; }
    /// A file for these was prepared: they can be dragged out.
    void setDragFile(qint64 id, const QString &path);

Q_SIGNALS:
    void loaded();
    void failed(const ain::Error &error);

private:
    void fetchFacts();
    void touch(const QList<qint64> &ids);
    StudioBackend &m_backend;
    Thumbnails *m_thumbnails;
    GalleryQuery m_query;
    QList<qint64> m_ids;
    mutable QCache<qint64, StudioPicture> m_facts;
    mutable QList<qint64> m_wantedFacts;
    QTimer m_factTimer;
    int m_first = 0;
    int m_last = 0;
    int m_generation = 0;
    bool m_isLoaded = false;
    qint64 m_dragId = 0;
    QString m_dragPath;
};

} // namespace ain::ui
