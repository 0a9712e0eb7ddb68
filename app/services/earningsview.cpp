#include "app/services/earningsview.h"

#include <algorithm>
#include <ranges>

namespace ain::app {

using namespace Qt::StringLiterals;
using market::TabState;

namespace {

TabState stateOf(const QString &name)
{
    for (const TabState state : {TabState::Open, TabState::Owed, TabState::Signed, TabState::Cashing, TabState::Settled,
                                 TabState::Proven, TabState::Unpaid}) {
        if (market::tabStateName(state) == name)
            return state;
    }
    return TabState::Owed;
}

bool isPaid(TabState state) { return state == TabState::Settled || state == TabState::Proven; }

} // namespace

QList<market::EarningRow> EarningsView::rows() const
{
    QList<market::EarningRow> out;
    for (const EarningsTab &tab : tabs | std::views::reverse)
        out.append(tab.row);
    return out;
}

EarningsView earningsView(const QList<market::SessionBook> &books, qint64 chainNowMs)
{
    EarningsView view;
    view.sums = market::earningsOf(books, chainNowMs);
    const QList<market::EarningRow> rows = market::earningRows(books, chainNowMs);
    for (const market::EarningRow &row : rows | std::views::reverse) {
        EarningsTab tab{.row = row, .state = stateOf(row.state)};
        const QString session = row.session;
        const int seq = row.seq;
        const auto book = std::find_if(books.cbegin(), books.cend(), [&session](const market::SessionBook &one) {
            return one.session.id == session;
        });
        if (book != books.cend()) {
            const auto found = std::find_if(book->tabs.cbegin(), book->tabs.cend(),
                                            [seq](const market::TabRow &one) { return one.seq == seq; });
            if (found != book->tabs.cend()) {
                tab.problem = found->problem;
                tab.nextTryMs = found->nextTryMs;
            }
            // What broke the session stands in the way of all of it that is not paid.
            if (!tab.problem && !isPaid(tab.state))
                tab.problem = book->session.problem;
        }
        view.tabs.append(std::move(tab));
    }
    return view;
}

} // namespace ain::app
