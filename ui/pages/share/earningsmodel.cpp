#include "ui/pages/share/earningsmodel.h"

#include "ui/widgets/rowlist.h"

#include <QLocale>

namespace ain::ui {

using namespace Qt::StringLiterals;

QString standingWord(TabStanding standing)
{
    switch (standing) {
    case TabStanding::Owed: return EarningsModel::tr("not signed yet");
    case TabStanding::Signed: return EarningsModel::tr("signed, not paid");
    case TabStanding::Cashing: return EarningsModel::tr("asked for");
    case TabStanding::Settled: return EarningsModel::tr("paid, not proven");
    case TabStanding::Proven: return EarningsModel::tr("paid, proven");
    case TabStanding::Unpaid: return EarningsModel::tr("not paid");
    }
    return {};
}

QString standingSentence(TabStanding standing)
{
    switch (standing) {
    case TabStanding::Owed:
        return EarningsModel::tr("Delivered, but the requester has not signed for it yet. Only what is signed for can "
                                 "be asked for.");
    case TabStanding::Signed:
        return EarningsModel::tr("The requester signed for it. It is asked for by itself when the tab is full, an hour "
                                 "old or near its end; you can ask for it now.");
    case TabStanding::Cashing:
        return EarningsModel::tr("The payment was given to the network and waits for a final block.");
    case TabStanding::Settled:
        return EarningsModel::tr("Paid, as the nodes tell. Whether that is true is being proven from blocks that the "
                                 "validators signed.");
    case TabStanding::Proven: return EarningsModel::tr("Paid, and proven from blocks that the validators signed.");
    case TabStanding::Unpaid: return EarningsModel::tr("This will not be paid any more.");
    }
    return {};
}

LampShape standingShape(TabStanding standing)
{
    switch (standing) {
    case TabStanding::Owed: return LampShape::Ring;
    case TabStanding::Signed: return LampShape::Diamond;
    case TabStanding::Cashing: return LampShape::Half;
    case TabStanding::Settled: return lampShape(light::Standing::Unproven);
    case TabStanding::Proven: return lampShape(light::Standing::Proven);
    case TabStanding::Unpaid: return LampShape::Cross;
    }
    return LampShape::Ring;
}

Tone standingTone(TabStanding standing)
{
    switch (standing) {
    case TabStanding::Owed:
    case TabStanding::Signed:
    case TabStanding::Cashing: return Tone::Warn;
    case TabStanding::Settled: return Format::proofTone(light::Standing::Unproven);
    case TabStanding::Proven: return Format::proofTone(light::Standing::Proven);
    case TabStanding::Unpaid: return Tone::Bad;
    }
    return Tone::Plain;
}

EarningsModel::EarningsModel(const Clock &clock, QObject *parent) : QAbstractListModel(parent), m_clock(clock) { }

void EarningsModel::setTabs(const QList<EarningTab> &tabs)
{
    beginResetModel();
    m_tabs = tabs;
    endResetModel();
}

void EarningsModel::retranslate()
{
    if (!m_tabs.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int EarningsModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_tabs.size()); }

QVariant EarningsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_tabs.size())
        return {};
    const EarningTab &tab = m_tabs.at(index.row());
    switch (role) {
    case TitleRole:
        return tr("%n job(s), %1 megapixel-steps", nullptr, tab.jobs).arg(QLocale().toString(tab.mps, 'f', 1));
    case SubtitleRole: return Format::address(tab.requester);
    case MonoRole: return true;
    case IconRole: return tab.problem ? u"warning"_s : u"receive"_s;
    case TimeRole: return tab.timeMs > 0 ? Format::day(tab.timeMs, m_clock.nowMs()) : QString();
    case AmountRole: return Format::ain(tab.amount);
    case LampTextRole: return standingWord(tab.standing);
    case LampShapeRole: return int(standingShape(tab.standing));
    case LampToneRole: return int(standingTone(tab.standing));
    case IdRole: return u"%1/%2"_s.arg(tab.session).arg(tab.seq);
    case Qt::AccessibleTextRole:
        return u"%1, %2, %3, %4"_s.arg(data(index, TitleRole).toString(), Format::address(tab.requester),
                                       Format::ain(tab.amount), standingWord(tab.standing));
    default: return {};
    }
}

} // namespace ain::ui
