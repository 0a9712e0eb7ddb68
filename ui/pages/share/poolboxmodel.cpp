#include "ui/pages/share/poolboxmodel.h"

#include "ui/format.h"
#include "ui/widgets/prooflamp.h"
#include "ui/widgets/rowlist.h"

namespace ain::ui {

using namespace Qt::StringLiterals;

PoolBoxModel::PoolBoxModel(const Clock &clock, QObject *parent) : QAbstractListModel(parent), m_clock(clock) { }

void PoolBoxModel::setBoxes(const QList<PoolBox> &boxes)
{
    if (boxes == m_boxes)
        return;
    bool areSame = boxes.size() == m_boxes.size();
    for (qsizetype i = 0; areSame && i < boxes.size(); ++i)
        areSame = boxes.at(i).name == m_boxes.at(i).name;
    if (areSame) {
        m_boxes = boxes;
        retranslate();
        return;
    }
    beginResetModel();
    m_boxes = boxes;
    endResetModel();
}

void PoolBoxModel::retranslate()
{
    if (!m_boxes.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int PoolBoxModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_boxes.size()); }

QString PoolBoxModel::subtitle(const PoolBox &box) const
{
    if (box.state == PoolBoxState::Unseen)
        return tr("Let in: %1").arg(Format::day(box.createdMs, m_clock.nowMs()));
    const QString models = box.models.isEmpty() ? tr("no model")
        : box.models.size() == 1
        ? box.models.constFirst()
        : tr("%1 and %n more", nullptr, int(box.models.size()) - 1).arg(box.models.constFirst());
    return box.device.isEmpty() ? models : u"%1 · %2"_s.arg(box.device, models);
}

QVariant PoolBoxModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_boxes.size())
        return {};
    const PoolBox &box = m_boxes.at(index.row());
    const bool isSeen = box.state != PoolBoxState::Unseen;
    switch (role) {
    case TitleRole: return box.isHub ? tr("%1 (serves the pool)").arg(box.name) : box.name;
    case SubtitleRole: return subtitle(box);
    case MonoRole: return false;
    case IconRole: return u"network"_s;
    case TimeRole:
        if (!box.isKnown || box.isHub)
            return QString();
        return box.role == PoolRole::Member ? tr("draws and asks") : tr("only draws");
    case AmountRole: return isSeen ? tr("%n in the last hour", nullptr, int(box.lastHour)) : QString();
    case LampTextRole:
        switch (box.state) {
        case PoolBoxState::Unseen: return tr("not at work");
        case PoolBoxState::Idle: return tr("ready");
        case PoolBoxState::Drawing: return tr("drawing");
        case PoolBoxState::Away: return tr("away");
        }
        return {};
    case LampShapeRole:
        switch (box.state) {
        case PoolBoxState::Unseen: return int(LampShape::Ring);
        case PoolBoxState::Idle: return int(LampShape::Diamond);
        case PoolBoxState::Drawing: return int(LampShape::Full);
        case PoolBoxState::Away: return int(LampShape::Half);
        }
        return {};
    case LampToneRole:
        switch (box.state) {
        case PoolBoxState::Unseen: return int(Tone::Plain);
        case PoolBoxState::Idle: return int(Tone::Accent);
        case PoolBoxState::Drawing: return int(Tone::Ok);
        case PoolBoxState::Away: return int(Tone::Warn);
        }
        return {};
    case IdRole: return box.name;
    case Qt::AccessibleTextRole: {
        QStringList words{data(index, TitleRole).toString(), data(index, LampTextRole).toString(), subtitle(box),
                          data(index, TimeRole).toString(), data(index, AmountRole).toString()};
        words.removeAll(QString());
        return words.join(u", "_s);
    }
    default: return {};
    }
}

} // namespace ain::ui
