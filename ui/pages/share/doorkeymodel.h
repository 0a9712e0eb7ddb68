// The keys of the developers' door as rows.
#pragma once

#include "core/base/clock.h"
#include "ui/backend/doorbackend.h"

#include <QAbstractListModel>

namespace ain::ui {

class DoorKeyModel : public QAbstractListModel {
    Q_OBJECT
public:
    DoorKeyModel(const Clock &clock, QObject *parent);

    void setKeys(const QList<DoorKey> &keys);
    void retranslate();
    [[nodiscard]] const DoorKey &key(int row) const { return m_keys.at(row); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    const Clock &m_clock;
    QList<DoorKey> m_keys;
};

} // namespace ain::ui
