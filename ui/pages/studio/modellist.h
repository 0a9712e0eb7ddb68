// The model files as rows: name, facts, and how far each can be trusted.
#pragma once

#include "ui/backend/studiobackend.h"
#include "ui/theme/theme.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace ain::ui {

class ModelListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole + 1, SubtitleRole, BadgeRole, ToneRole };
    explicit ModelListModel(StudioBackend &backend, QObject *parent = nullptr);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] const models::Model &model(int row) const { return m_models.at(row); }
    void retranslate();

private:
    void reload();
    StudioBackend &m_backend;
    QList<models::Model> m_models;
};

class ModelDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    ModelDelegate(Theme &theme, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Theme &m_theme;
};

} // namespace ain::ui
