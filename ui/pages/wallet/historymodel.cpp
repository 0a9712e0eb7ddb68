#include "ui/pages/wallet/historymodel.h"

#include "ui/format.h"
#include "ui/widgets/prooflamp.h"
#include "ui/widgets/rowlist.h"

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

QString iconOf(HistoryKind kind)
{
    switch (kind) {
    case HistoryKind::Sent: return u"send"_s;
    case HistoryKind::Received: return u"receive"_s;
    case HistoryKind::CollectionCreated: return u"collection"_s;
    case HistoryKind::Minted: return u"mint"_s;
    case HistoryKind::TokenSent:
    case HistoryKind::TokenReceived: return u"transfer"_s;
    case HistoryKind::Staked:
    case HistoryKind::Unstaked:
    case HistoryKind::RewardClaimed: return u"stake"_s;
    case HistoryKind::Other: return u"activity"_s;
    }
    return u"activity"_s;
}

} // namespace

HistoryModel::HistoryModel(WalletBackend &wallet, const Clock &clock, QObject *parent)
    : QAbstractListModel(parent), m_wallet(wallet), m_clock(clock), m_rows(wallet.history())
{
    connect(&wallet, &WalletBackend::historyChanged, this, &HistoryModel::reload);
    connect(&wallet, &WalletBackend::currentAccountChanged, this, &HistoryModel::reload);
}

int HistoryModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QString HistoryModel::title(const HistoryRow &row) const
{
    const bool named = !row.name.isEmpty();
    switch (row.kind) {
    case HistoryKind::Sent: return named ? tr("Sent to %1").arg(row.name) : tr("Sent");
    case HistoryKind::Received: return named ? tr("Received from %1").arg(row.name) : tr("Received");
    case HistoryKind::CollectionCreated: return tr("Created collection %1").arg(row.subject);
    case HistoryKind::Minted: return tr("Minted %1").arg(row.subject);
    case HistoryKind::TokenSent: return tr("Gave away %1").arg(row.subject);
    case HistoryKind::TokenReceived: return tr("Received token %1").arg(row.subject);
    case HistoryKind::Staked: return row.subject.isEmpty() ? tr("Staked") : tr("Staked for %1").arg(row.subject);
    case HistoryKind::Unstaked:
        return row.subject.isEmpty() ? tr("Stake taken back") : tr("Stake taken back from %1").arg(row.subject);
    case HistoryKind::RewardClaimed: return tr("Rewards claimed");
    case HistoryKind::Other: return row.subject.isEmpty() ? tr("Transaction") : row.subject;
    }
    return {};
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const HistoryRow &row = m_rows.at(index.row());
    const RowLamp lamp = rowLamp(row.stage, row.proof, m_clock.nowMs());
    switch (role) {
    case TitleRole: return title(row);
    case SubtitleRole:
        if (!row.memo.isEmpty())
            return u"%1 · %2"_s.arg(Format::address(row.address.isEmpty() ? row.id : row.address), row.memo);
        return row.address.isEmpty() ? row.id : Format::address(row.address);
    case MonoRole: return row.memo.isEmpty();
    case IconRole: return iconOf(row.kind);
    case TimeRole: return Format::day(row.timeMs, m_clock.nowMs());
    case AmountRole: return Format::signedAin(row.amount);
    case BalanceRole:
        return row.balanceAfter ? tr("balance %1").arg(Format::ain(*row.balanceAfter)) : tr("balance not known");
    case LampTextRole: return lamp.text;
    case LampShapeRole: return int(lamp.shape);
    case LampToneRole: return int(lamp.tone);
    case IdRole: return row.id;
    case Qt::ToolTipRole: return row.id;
    case Qt::AccessibleTextRole:
        return u"%1, %2, %3, %4, %5"_s.arg(title(row), Format::signedAin(row.amount),
                                           Format::day(row.timeMs, m_clock.nowMs()), lamp.text,
                                           index.data(BalanceRole).toString());
    default: return {};
    }
}

void HistoryModel::reload()
{
    beginResetModel();
    m_rows = m_wallet.history();
    endResetModel();
}

void HistoryModel::retranslate()
{
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1));
}

void HistoryProxy::setFilter(HistoryFilter filter)
{
    m_filter = filter;
    invalidateFilter();
}

void HistoryProxy::setSearch(const QString &text)
{
    m_search = text.trimmed();
    invalidateFilter();
}

bool HistoryProxy::filterAcceptsRow(int row, const QModelIndex & /*parent*/) const
{
    const auto *model = qobject_cast<const HistoryModel *>(sourceModel());
    if (model == nullptr)
        return true;
    const HistoryRow &entry = model->row(row);
    switch (m_filter) {
    case HistoryFilter::All: break;
    case HistoryFilter::Sent:
        if (entry.kind != HistoryKind::Sent)
            return false;
        break;
    case HistoryFilter::Received:
        if (entry.kind != HistoryKind::Received)
            return false;
        break;
    case HistoryFilter::Ainft:
        if (entry.kind != HistoryKind::Minted && entry.kind != HistoryKind::CollectionCreated
            && entry.kind != HistoryKind::TokenSent && entry.kind != HistoryKind::TokenReceived)
            return false;
        break;
    }
    if (m_search.isEmpty())
        return true;
    QString compact = m_search;
    compact.remove(u' ');
    const QString figures = Format::signedAin(entry.amount) + u'\n' + entry.amount.toString();
    return figures.contains(m_search, Qt::CaseInsensitive) || entry.name.contains(m_search, Qt::CaseInsensitive)
        || entry.memo.contains(m_search, Qt::CaseInsensitive) || entry.subject.contains(m_search, Qt::CaseInsensitive)
        || entry.address.contains(compact, Qt::CaseInsensitive) || entry.id.contains(compact, Qt::CaseInsensitive);
}

} // namespace ain::ui
