// The computers of the pool as rows.
#pragma once

#include "core/base/clock.h"
#include "ui/backend/poolbackend.h"

#include <QAbstractListModel>

namespace ain::ui {

class PoolBoxModel : public QAbstractListModel {
    Q_OBJECT
public:
    PoolBoxModel(const Clock &clock, QObject *parent);

    void setBoxes(const QList<PoolBox> &boxes);
    void retranslate();
    [[nodiscard]] const PoolBox &box(int row) const { return m_boxes.at(row); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QString subtitle(const PoolBox &box) const;
    const Clock &m_clock;
    QList<PoolBox> m_boxes;
};

} // namespace ain::ui
