// The jobs of the studio as rows; waiting ones can be dragged to another place.
#pragma once

#include "ui/backend/studiobackend.h"

#include <QAbstractListModel>

namespace ain::ui {

class QueueModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole + 1, StateRole, SubtitleRole };
    explicit QueueModel(StudioBackend &backend, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                       const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

    [[nodiscard]] const StudioJob &job(int row) const { return m_jobs.at(row); }
    /// One place up (-1) or down (+1) among those that wait.
    void move(int row, int places);
    void retranslate();

private:
    void reload();
    [[nodiscard]] bool isWaiting(int row) const;
    StudioBackend &m_backend;
    QList<StudioJob> m_jobs;
};

} // namespace ain::ui
