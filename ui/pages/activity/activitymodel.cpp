#include "ui/pages/activity/activitymodel.h"

#include "ui/format.h"
#include "ui/text/errortext.h"
#include "ui/widgets/prooflamp.h"
#include "ui/widgets/rowlist.h"

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

bool isSecurity(ActivityKind kind)
{
    switch (kind) {
    case ActivityKind::VaultUnlocked:
    case ActivityKind::VaultLocked:
    case ActivityKind::PasswordChanged:
    case ActivityKind::BackupMade:
    case ActivityKind::SecretExported:
    case ActivityKind::AccountAdded: return true;
    default: return false;
    }
}

QString iconOf(ActivityKind kind)
{
    switch (kind) {
    case ActivityKind::Transaction: return u"send"_s;
    case ActivityKind::Received: return u"receive"_s;
    case ActivityKind::Collection: return u"collection"_s;
    case ActivityKind::Mint: return u"mint"_s;
    case ActivityKind::TokenTransfer: return u"transfer"_s;
    case ActivityKind::Faucet: return u"practice"_s;
    case ActivityKind::VaultUnlocked: return u"unlock"_s;
    case ActivityKind::VaultLocked: return u"lock"_s;
    case ActivityKind::PasswordChanged:
    case ActivityKind::SecretExported: return u"key"_s;
    case ActivityKind::BackupMade: return u"backup"_s;
    case ActivityKind::NetworkChanged: return u"network"_s;
    case ActivityKind::AccountAdded: return u"user"_s;
    case ActivityKind::Failure: return u"warning"_s;
    }
    return u"activity"_s;
}

} // namespace

ActivityModel::ActivityModel(ActivityBackend &backend, const Clock &clock, QObject *parent)
    : QAbstractListModel(parent), m_backend(backend), m_clock(clock), m_rows(backend.rows())
{
    connect(&backend, &ActivityBackend::changed, this, [this] {
        beginResetModel();
        m_rows = m_backend.rows();
        endResetModel();
    });
}

int ActivityModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QString ActivityModel::title(const ActivityRow &row)
{
    if (!row.name.isEmpty()) {
        // The address stands in the line below.
        switch (row.kind) {
        case ActivityKind::Transaction: return tr("Transaction: %1").arg(row.name);
        case ActivityKind::Received: return tr("Received from %1").arg(row.name);
        default: break;
        }
    }
    switch (row.kind) {
    case ActivityKind::Transaction:
        return row.subject.isEmpty() ? tr("Transaction") : tr("Transaction: %1").arg(row.subject);
    case ActivityKind::Received:
        return row.subject.isEmpty() ? tr("Received") : tr("Received from %1").arg(row.subject);
    case ActivityKind::Collection: return tr("Collection created: %1").arg(row.subject);
    case ActivityKind::Mint: return tr("Minted: %1").arg(row.subject);
    case ActivityKind::TokenTransfer: return tr("Token given away: %1").arg(row.subject);
    case ActivityKind::Faucet: return tr("Play money received");
    case ActivityKind::VaultUnlocked: return tr("Vault unlocked");
    case ActivityKind::VaultLocked: return tr("Vault locked");
    case ActivityKind::PasswordChanged: return tr("Password changed");
    case ActivityKind::BackupMade: return tr("Backup written: %1").arg(row.subject);
    case ActivityKind::NetworkChanged: return tr("Network changed: %1").arg(row.subject);
    case ActivityKind::AccountAdded: return tr("Account added: %1").arg(row.subject);
    case ActivityKind::SecretExported: return tr("Secret exported: %1").arg(row.subject);
    case ActivityKind::Failure:
        return row.subject.isEmpty() ? tr("Something failed") : tr("Failed: %1").arg(row.subject);
    }
    return {};
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const ActivityRow &row = m_rows.at(index.row());
    RowLamp lamp;
    if (row.stage)
        lamp = rowLamp(*row.stage, row.proof, m_clock.nowMs());
    else if (row.error)
        lamp = {LampShape::Cross, Tone::Bad, tr("failed")};
    const QString detail = row.error ? text::errorSentence(*row.error)
        : row.name.isEmpty()         ? row.txHash
                                     : Format::address(row.address);
    switch (role) {
    case TitleRole: return title(row);
    case SubtitleRole: return detail;
    case MonoRole: return !row.error;
    case IconRole: return iconOf(row.kind);
    case TimeRole: return Format::day(row.timeMs, m_clock.nowMs());
    case AmountRole: return row.amount ? Format::signedAin(*row.amount) : QString();
    case LampTextRole: return lamp.text;
    case LampShapeRole: return int(lamp.shape);
    case LampToneRole: return int(lamp.tone);
    case IdRole: return row.id;
    case Qt::ToolTipRole: return row.error || row.txHash.isEmpty() ? detail : row.txHash;
    case Qt::AccessibleTextRole:
        return u"%1, %2, %3, %4"_s.arg(title(row), Format::day(row.timeMs, m_clock.nowMs()), lamp.text, detail);
    default: return {};
    }
}

void ActivityModel::retranslate()
{
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1));
}

void ActivityProxy::setFilter(ActivityFilter filter)
{
    m_filter = filter;
    invalidateFilter();
}

bool ActivityProxy::filterAcceptsRow(int row, const QModelIndex & /*parent*/) const
{
    const auto *model = qobject_cast<const ActivityModel *>(sourceModel());
    if (model == nullptr)
        return true;
    const ActivityRow &entry = model->row(row);
    switch (m_filter) {
    case ActivityFilter::All: return true;
    case ActivityFilter::Chain: return entry.stage.has_value() || entry.kind == ActivityKind::Faucet;
    case ActivityFilter::Security: return isSecurity(entry.kind);
    case ActivityFilter::Problems: return entry.error.has_value();
    }
    return true;
}

} // namespace ain::ui
