// The tabs of requesters as rows: what was done, for whom, how much, and how sure it is.
#pragma once

#include "core/base/clock.h"
#include "ui/backend/earningsbackend.h"
#include "ui/format.h"
#include "ui/widgets/prooflamp.h"

#include <QAbstractListModel>

namespace ain::ui {

/// "signed, not paid yet": in the current language.
[[nodiscard]] QString standingWord(TabStanding standing);
/// What it means, and what happens next.
[[nodiscard]] QString standingSentence(TabStanding standing);
[[nodiscard]] LampShape standingShape(TabStanding standing);
[[nodiscard]] Tone standingTone(TabStanding standing);

class EarningsModel : public QAbstractListModel {
    Q_OBJECT
public:
    EarningsModel(const Clock &clock, QObject *parent);

    void setTabs(const QList<EarningTab> &tabs);
    void retranslate();
    [[nodiscard]] const EarningTab &tab(int row) const { return m_tabs.at(row); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    const Clock &m_clock;
    QList<EarningTab> m_tabs;
};

} // namespace ain::ui
