// The activity as rows of a RowList.
#pragma once

#include "core/base/clock.h"
#include "ui/backend/activitybackend.h"

#include <QAbstractListModel>
#include <QSortFilterProxyModel>

namespace ain::ui {

class ActivityModel : public QAbstractListModel {
    Q_OBJECT
public:
    ActivityModel(ActivityBackend &backend, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] const ActivityRow &row(int index) const { return m_rows.at(index); }
    void retranslate();

private:
    [[nodiscard]] static QString title(const ActivityRow &row);
    ActivityBackend &m_backend;
    const Clock &m_clock;
    QList<ActivityRow> m_rows;
};

enum class ActivityFilter { All, Chain, Security, Problems };

class ActivityProxy : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setFilter(ActivityFilter filter);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    ActivityFilter m_filter = ActivityFilter::All;
};

} // namespace ain::ui
