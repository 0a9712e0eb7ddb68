#include "ui/pages/share/askmodels.h"

#include "ui/pages/share/asktext.h"
#include "ui/widgets/rowlist.h"

namespace ain::ui {

using namespace Qt::StringLiterals;

AskProviderModel::AskProviderModel(const Clock &clock, QObject *parent) : QAbstractListModel(parent), m_clock(clock) { }

void AskProviderModel::setProviders(const QList<AskProvider> &providers)
{
    beginResetModel();
    m_rows = providers;
    endResetModel();
}

void AskProviderModel::retranslate()
{
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int AskProviderModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QVariant AskProviderModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const AskProvider &one = m_rows.at(index.row());
    const light::Standing standing = one.proof.standing();
    switch (role) {
    case TitleRole: return tr("From %1 for a megapixel-step").arg(Format::ain(one.price));
    case SubtitleRole: return Format::address(one.address);
    case MonoRole: return true;
    case IconRole: return one.isMine ? u"user"_s : u"share"_s;
    case TimeRole: return one.isMine ? tr("you") : one.hasAgreement ? tr("agreed") : QString();
    case AmountRole: return tr("%1 staked").arg(Format::stake(one.stake));
    case LampTextRole: return Format::proof(one.proof, m_clock.nowMs());
    case LampShapeRole: return int(lampShape(standing));
    case LampToneRole: return int(Format::proofTone(standing));
    case IdRole: return one.address;
    case Qt::ToolTipRole: return Format::proofReason(one.proof, m_clock.nowMs());
    case Qt::AccessibleTextRole:
        return QStringList{data(index, TitleRole).toString(), Format::address(one.address),
                           data(index, AmountRole).toString(), data(index, LampTextRole).toString()}
            .join(u", "_s);
    default: return {};
    }
}

AskAgreementModel::AskAgreementModel(const Clock &clock, QObject *parent) : QAbstractListModel(parent), m_clock(clock)
{
}

void AskAgreementModel::setAgreements(const QList<AskAgreement> &agreements)
{
    beginResetModel();
    m_rows = agreements;
    endResetModel();
}

void AskAgreementModel::retranslate()
{
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int AskAgreementModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QVariant AskAgreementModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const AskAgreement &one = m_rows.at(index.row());
    const RowLamp lamp = AskText::lamp(one, m_clock.nowMs());
    switch (role) {
    case TitleRole: return tr("%1 for a megapixel-step").arg(Format::ain(one.price));
    case SubtitleRole: return Format::address(one.provider);
    case MonoRole: return true;
    case IconRole: return one.problem ? u"warning"_s : u"transfer"_s;
    case TimeRole: return tr("%n picture(s)", nullptr, one.pictures);
    case AmountRole: return Format::ain(one.owed + one.inVouchers);
    case LampTextRole: return lamp.text;
    case LampShapeRole: return int(lamp.shape);
    case LampToneRole: return int(lamp.tone);
    case IdRole: return one.id;
    case Qt::AccessibleTextRole:
        return QStringList{data(index, TitleRole).toString(), Format::address(one.provider),
                           data(index, TimeRole).toString(), data(index, AmountRole).toString(), lamp.text}
            .join(u", "_s);
    default: return {};
    }
}

} // namespace ain::ui
