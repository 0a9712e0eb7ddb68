// Providers and agreements as rows (RowList).
#pragma once

#include "core/base/clock.h"
#include "ui/backend/askbackend.h"

#include <QAbstractListModel>

namespace ain::ui {

class AskProviderModel : public QAbstractListModel {
    Q_OBJECT
public:
    explicit AskProviderModel(const Clock &clock, QObject *parent = nullptr);
    void setProviders(const QList<AskProvider> &providers);
    void retranslate();
    [[nodiscard]] const AskProvider &provider(int row) const { return m_rows.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    const Clock &m_clock;
    QList<AskProvider> m_rows;
};

class AskAgreementModel : public QAbstractListModel {
    Q_OBJECT
public:
    explicit AskAgreementModel(const Clock &clock, QObject *parent = nullptr);
    void setAgreements(const QList<AskAgreement> &agreements);
    void retranslate();
    [[nodiscard]] const AskAgreement &agreement(int row) const { return m_rows.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    const Clock &m_clock;
    QList<AskAgreement> m_rows;
};

} // namespace ain::ui
