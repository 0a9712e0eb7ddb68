// What the books of shared work say, tab by tab, for the window and the terminal alike.
#pragma once

#include "gpu/share/market/earnings.h"

namespace ain::app {

struct EarningsTab {
    market::EarningRow row = {};
    market::TabState state = market::TabState::Owed;
    std::optional<Error> problem = {}; ///< what keeps it from being paid, or why it never will be
    qint64 nextTryMs = 0; ///< this program asks again by itself then; 0: nothing went wrong

    /// It can be asked for now.
    [[nodiscard]] bool canCash() const { return row.seq >= 0 && state == market::TabState::Signed; }
};

struct EarningsView {
    market::Earnings sums = {};
    QList<EarningsTab> tabs = {}; ///< newest first

    /// By whoever tells it: nodes, or the light client too.
    [[nodiscard]] Amount paid() const { return sums.settled + sums.proven; }
    /// As they go into a file: oldest first.
    [[nodiscard]] QList<market::EarningRow> rows() const;
};

/// Pure.
[[nodiscard]] EarningsView earningsView(const QList<market::SessionBook> &books, qint64 chainNowMs);

} // namespace ain::app
