// The history as rows of a RowList, and its filter.
#pragma once

#include "core/base/clock.h"
#include "ui/backend/walletbackend.h"

#include <QAbstractListModel>
#include <QSortFilterProxyModel>

namespace ain::ui {

class HistoryModel : public QAbstractListModel {
    Q_OBJECT
public:
    HistoryModel(WalletBackend &wallet, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] const HistoryRow &row(int index) const { return m_rows.at(index); }
    void reload();
    /// The texts changed, the rows did not.
    void retranslate();

private:
    [[nodiscard]] QString title(const HistoryRow &row) const;
    WalletBackend &m_wallet;
    const Clock &m_clock;
    QList<HistoryRow> m_rows;
};

enum class HistoryFilter { All, Sent, Received, Ainft };

class HistoryProxy : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setFilter(HistoryFilter filter);
    /// Name, address, note, subject; blanks in an address do not matter.
    void setSearch(const QString &text);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    HistoryFilter m_filter = HistoryFilter::All;
    QString m_search;
};

} // namespace ain::ui
