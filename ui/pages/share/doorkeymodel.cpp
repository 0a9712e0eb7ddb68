#include "ui/pages/share/doorkeymodel.h"

#include "ui/format.h"
#include "ui/widgets/prooflamp.h"
#include "ui/widgets/rowlist.h"

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

DoorKeyModel::DoorKeyModel(const Clock &clock, QObject *parent) : QAbstractListModel(parent), m_clock(clock) { }

void DoorKeyModel::setKeys(const QList<DoorKey> &keys)
{
    QList<DoorKey> sorted = keys;
    std::stable_sort(sorted.begin(), sorted.end(), [](const DoorKey &a, const DoorKey &b) {
        return a.isRevoked != b.isRevoked ? b.isRevoked : a.createdMs > b.createdMs;
    });
    const bool isSame = std::equal(sorted.cbegin(), sorted.cend(), m_keys.cbegin(), m_keys.cend(),
                                   [](const DoorKey &a, const DoorKey &b) {
                                       return a.id == b.id && a.isRevoked == b.isRevoked && a.usedToday == b.usedToday;
                                   });
    if (isSame)
        return;
    beginResetModel();
    m_keys = sorted;
    endResetModel();
}

void DoorKeyModel::retranslate()
{
    if (!m_keys.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int DoorKeyModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_keys.size()); }

QVariant DoorKeyModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_keys.size())
        return {};
    const DoorKey &key = m_keys.at(index.row());
    switch (role) {
    case TitleRole: return key.name;
    case SubtitleRole:
        return tr("%1 of %2 pictures today, %n request(s) at once", nullptr, key.concurrent)
            .arg(Format::number(key.usedToday), Format::number(key.perDay));
    case MonoRole: return false;
    case IconRole: return u"key"_s;
    case TimeRole: return Format::day(key.createdMs, m_clock.nowMs());
    case LampTextRole: return key.isRevoked ? tr("revoked") : tr("valid");
    case LampShapeRole: return int(key.isRevoked ? LampShape::Cross : LampShape::Full);
    case LampToneRole: return int(key.isRevoked ? Tone::Plain : Tone::Ok);
    case IdRole: return key.id;
    case Qt::AccessibleTextRole:
        return u"%1, %2, %3"_s.arg(key.name, data(index, SubtitleRole).toString(),
                                   data(index, LampTextRole).toString());
    default: return {};
    }
}

} // namespace ain::ui
