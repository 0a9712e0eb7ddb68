// The provider's side: sessions it works in, the work it delivered, the vouchers it was given for it, and how they
// become money.
//
// A voucher is run dry before it is sent; one voucher of a tab is chosen, written down, and only then sent; it is
// followed until a final block has it or the chain refused it; and what the chain's own record of the tab says decides
// what was paid. All that can be repeated after a kill at any moment: the same bytes again have the same effect, once.
#pragma once

#include "gpu/share/market/cashpolicy.h"
#include "gpu/share/market/earnings.h"
#include "gpu/share/market/market.h"
#include "gpu/share/market/tabbook.h"

#include <QSet>
#include <QTimer>

namespace ain::market {

/// What a provider accepts.
struct ProviderTerms {
    Amount leastPrice; ///< AIN per mps
    Amount mostCap; ///< most that it lets one requester owe
    qint64 leastLeftMs = 20 * 60 * 1000; ///< of the session
};

/// Lives in the main thread. All must outlive it.
class Cashier : public QObject {
    Q_OBJECT
public:
    Cashier(Market &market, TabBook &book, wallet::Wallet &wallet, chain::ChainClient &client, Clock &clock,
            CashPolicy policy = {});

    /// Takes up what a former run left: sends once more what may not have been sent, and looks what became of the rest.
    Task<> resume();
    /// Cashes and proves by itself from now on, with every block.
    void startFollowing();

    /// Looks a session up on the chain and works in it from now on. Errors: ShareAppDiffers, ShareSessionUnknown,
    /// ShareTerms (what = "provider", "price", "cap", "expiry"), ShareRequesterFunds.
    Task<SessionRow> acceptSession(QString accountId, QString sessionId, ProviderTerms terms);
    /// Before a job is taken. Errors: as refusalOfWork().
    Task<> mayWork(QString sessionId, qint64 units);
    /// Work was delivered. The same again is no error. Errors: ShareJob, ShareSessionUnknown.
    Task<JobRow> delivered(QString sessionId, WorkItem item);
    /// A voucher came; hostile until it is checked. Errors: ShareVoucher, ShareSessionUnknown.
    Task<TabRow> receive(QByteArray message);
    /// Cashes now. Ends when a node was given it; follow it by tabChanged(). Errors: ShareNothingToCash,
    /// ShareRequesterFunds, ShareWouldFail, ShareUnderpaid, ShareSessionEnded, those of ChainClient.
    Task<TabRow> cash(QString sessionId, int seq);
    /// One look at everything that is under way or due.
    Task<> tick();

    Task<QList<SessionBook>> books();
    Task<Earnings> earnings();
    Task<QList<EarningRow>> rows();
    /// Proof files of a proven tab (docs/formats.md), by kind: "transaction", "balance", "settle".
    Task<QList<std::pair<QString, QByteArray>>> proofs(QString sessionId, int seq);

Q_SIGNALS:
    void tabChanged(const QString &sessionId, int seq, ain::market::TabState state);
    /// What keeps a tab from being paid; told once each time it is found.
    void problem(const QString &sessionId, int seq, const ain::Error &error);

private:
    struct Followed {
        qint64 sentAt = 0; ///< monotonic ms
    };
    Task<SessionRow> sessionRow(QString sessionId);
    Task<TabRow> cashOne(QString sessionId, int seq);
    Task<> checkBeforeSending(SessionRow session, TabRow tab, chain::SignedTransaction transaction);
    Task<> sendChosen(SessionRow session, TabRow tab, VoucherRow voucher);
    Task<> follow(SessionRow session, TabRow tab);
    /// What the chain's record of this tab says; false: there is none yet.
    Task<bool> reconcile(SessionRow session, TabRow tab);
    Task<> prove(SessionRow session, TabRow tab);
    Task<> putBack(QString sessionId, int seq, Error why, bool isRefused);
    Task<> endIfOver(SessionRow session, QList<TabRow> tabs);
    void told(const TabRow &tab);
    [[nodiscard]] Result<chain::SignedTransaction> transactionOf(const SessionRow &session,
                                                                 const VoucherRow &voucher) const;

    Market &m_market;
    TabBook &m_book;
    wallet::Wallet &m_wallet;
    chain::ChainClient &m_client;
    Clock &m_clock;
    CashPolicy m_policy;
    QTimer m_timer;
    QSet<QString> m_busy; ///< "session/seq"
    QHash<QString, Followed> m_followed; ///< by transaction hash
    bool m_isFollowing = false;
    bool m_isTicking = false;
    bool m_tickAgain = false;
};

} // namespace ain::market
