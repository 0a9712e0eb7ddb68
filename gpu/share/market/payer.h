// The requester's side: sessions it opened, what was delivered in them, and the vouchers it signs for that.
//
// It never signs for more than was delivered and accepted, nor for more than the tab's cap; and since a tab's vouchers
// replace one another, what it signed for in all tabs is never more than what was delivered.
#pragma once

#include "gpu/share/market/market.h"
#include "gpu/share/market/tabbook.h"

namespace ain::market {

struct SessionDraft {
    QString sessionId;
    SessionTerms terms;
    wallet::Draft draft;
};

/// What the next voucher would say, and the facts that explain it.
struct VoucherDraft {
    VoucherTerms terms;
    QStringList jobs;
    QList<wallet::Fact> facts;
};

struct PayerPolicy {
    /// A tab is left for the next one when it is at least this full, or this old: each tab that a provider cashes costs
    /// the requester a fee.
    int leastPercent = 50;
    qint64 leastAgeMs = 55 * 60 * 1000;
};

/// Lives in the main thread. All must outlive it.
class Payer : public QObject {
    Q_OBJECT
public:
    Payer(Market &market, TabBook &book, wallet::Wallet &wallet, vault::Vault &vault, chain::ChainClient &client,
          Clock &clock, Rng &rng, PayerPolicy policy = {});

    /// Takes up what a former run left: sessions that were being opened, tabs that may have been paid meanwhile. Can be
    /// called any number of times.
    Task<> resume();

    /// Terms, name and the transaction that opens the session; nothing is kept before openSession().
    Task<SessionDraft> prepareSession(QString accountId, crypto::Address provider, Amount pricePerMps, Amount tabCap,
                                      qint64 lifetimeMs);
    /// Notes the session, then sends. Ends when the session is final. Errors: those of Wallet.
    Task<SessionRow> openSession(SessionDraft draft);
    /// The two halves of it: ends when a node was given the transaction ...
    Task<wallet::TxRecord> sendSession(SessionDraft draft);
    /// ... and when that is final.
    Task<SessionRow> sessionSent(QString sessionId, QString txHash);
    Task<QList<SessionRow>> sessions();
    Task<QList<TabRow>> tabs(QString sessionId);

    /// Keeps room in a tab before a job is given away: only what has room will ever be signed for.
    /// Errors: ShareTabFull, ShareTabEarly, ShareSessionEnded, ShareJob.
    Task<JobRow> order(QString sessionId, QString jobSha256, qint64 units);
    Task<> cancel(QString sessionId, QString jobSha256);
    /// The job was delivered and is what was asked for. `item.units` <= those ordered.
    Task<JobRow> accept(QString sessionId, WorkItem item);

    /// Errors: ShareNothingToSign, ShareSessionEnded.
    Task<VoucherDraft> prepareVoucher(QString sessionId);
    /// Signs exactly what was explained, unless the tab changed meanwhile (ShareNothingToSign: prepare again). It is on
    /// disk, and in the outbox, before it is returned.
    Task<Voucher> sign(VoucherDraft draft);
    /// Messages that the provider has not confirmed yet, oldest first; the same ones after a restart.
    Task<QList<OutboxRow>> outbox();
    Task<> delivered(qint64 outboxId);
    /// A fresh voucher over the same work: the provider tells that the chain refused the one before (for instance
    /// because the account was empty). Both can't be paid.
    Task<VoucherDraft> prepareAgain(QString sessionId, int seq);
    /// The provider tells that it cashes this tab: no more vouchers for it.
    Task<> freeze(QString sessionId, int seq);
    /// Looks whether tabs were paid; proven where there is a light client.
    Task<QList<TabRow>> refresh(QString sessionId);

Q_SIGNALS:
    void tabChanged(const QString &sessionId, int seq);

private:
    Task<> lookAtSession(SessionRow row);
    Task<VoucherDraft> draftFor(SessionRow row, TabRow tab);

    Market &m_market;
    TabBook &m_book;
    wallet::Wallet &m_wallet;
    vault::Vault &m_vault;
    chain::ChainClient &m_client;
    Clock &m_clock;
    Rng &m_rng;
    PayerPolicy m_policy;
};

} // namespace ain::market
