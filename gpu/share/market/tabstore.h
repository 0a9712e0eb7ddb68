// The durable book of both sides: every function is one transaction, so that a kill at any moment leaves the state
// before it or the state after it.
#pragma once

#include "core/base/clock.h"
#include "core/store/database.h"
#include "gpu/share/market/tabrows.h"

#include <memory>

namespace ain::market {

/// Thread: that of the store (see TabBook).
class TabStore {
public:
    TabStore(QString directory, const Clock &clock);
    ~TabStore();
    Q_DISABLE_COPY_MOVE(TabStore)

    /// Errors: those of core/store. What was damaged is set aside: its path is the result, else null.
    Result<QString> open();

    // --- Both sides ---------------------------------------------------------------------------------------------
    /// The same session again is no error. Errors: ShareTerms when it is there with other terms.
    Result<SessionRow> addSession(Side side, const SessionRow &session);
    Result<SessionRow> session(Side side, const QString &id);
    Result<QList<SessionRow>> sessions(Side side);
    Result<> setSession(Side side, const QString &id, SessionState state, const std::optional<Error> &problem);
    /// In order of time; `session` empty: of all.
    Result<QList<TabRow>> tabs(Side side, const QString &session);
    Result<TabRow> tab(Side side, const QString &session, int seq);
    /// `seq` -1: those in no tab yet; -2: all.
    Result<QList<JobRow>> jobs(Side side, const QString &session, int seq);
    Result<QList<VoucherRow>> vouchers(Side side, const QString &session, int seq);
    Result<QList<OutboxRow>> outbox(const QString &topic);
    Result<> delivered(qint64 outboxId);

    // --- Requester ----------------------------------------------------------------------------------------------
    /// Keeps room for a job in the current tab, or opens the next one when it does not fit there (or the current one
    /// is frozen). `mayRotate(current)` decides about leaving a tab. The same job again is the same room.
    /// Errors: ShareTabFull (larger than any tab), ShareTabEarly, ShareSessionEnded, ShareJob.
    Result<JobRow> reserve(const QString &session, const QString &job, qint64 units,
                           const std::function<bool(const TabRow &)> &mayRotate);
    /// Room that is not used after all. Errors: ShareJob for a delivered one.
    Result<> release(const QString &session, const QString &job);
    /// The job was delivered: it may be signed for. `units` <= those reserved. The same again is no error.
    Result<JobRow> accept(const QString &session, const WorkItem &item);
    /// The tab whose vouchers are signed now: the oldest with delivered work that is not covered.
    Result<std::optional<TabRow>> tabToSign(const QString &session);
    /// A new voucher and its way out, if it still is what the tab asks for. Errors: ShareNothingToSign when the tab
    /// changed meanwhile.
    Result<> storeSigned(const Voucher &voucher, const QByteArray &message);
    /// No more vouchers for it: the provider cashes it. The next job opens the next tab.
    Result<> freeze(const QString &session, int seq);

    // --- Provider -------------------------------------------------------------------------------------------------
    /// Delivered work, in no tab until a voucher covers it. The same again is no error. Errors: ShareJob.
    Result<JobRow> addWork(const QString &session, const WorkItem &item);
    /// A checked voucher: must pay work of this session and nothing else, continue its tab, and not be less than the
    /// one before. The same bytes again are no error. Errors: ShareVoucher ("sequence", "frozen", "amount", "jobs",
    /// "units", "price", "root").
    Result<TabRow> takeVoucher(const Voucher &voucher, const SessionTerms &session, const QByteArray &message);
    /// Chooses the newest voucher of a tab for good and writes down that it will be sent.
    Result<VoucherRow> beginCashing(const QString &session, int seq);
    /// It did not happen: the tab waits for a fresh voucher, or for `nextTryMs`. `isRefused`: these bytes are not sent
    /// again. A tab that is not Cashing only notes the problem.
    Result<TabRow> putBack(const QString &session, int seq, const Error &problem, qint64 nextTryMs, bool isRefused);
    /// Paid: by this voucher (which may be an older one of this tab). What it does not cover is owed again in no tab.
    Result<TabRow> settle(Side side, const QString &session, int seq, const QString &voucher, Amount amount, Amount fee,
                          qint64 block);
    Result<TabRow> setProven(const QString &session, int seq, const QList<std::pair<QString, QByteArray>> &proofs);
    Result<TabRow> giveUp(const QString &session, int seq, const Error &why);
    Result<QList<std::pair<QString, QByteArray>>> proofs(const QString &session, int seq);

private:
    template<typename Work>
    auto step(Work work) -> std::invoke_result_t<Work>
    {
        if (auto opened = ready(); !opened)
            return failure(opened.error());
        return m_database->transaction(std::move(work));
    }
    [[nodiscard]] Result<> ready() const;
    Result<QList<SessionRow>> selectSessions(const QString &where, const QVariantList &values);
    Result<QList<TabRow>> selectTabs(const QString &where, const QVariantList &values);
    Result<QList<JobRow>> selectJobs(const QString &where, const QVariantList &values);
    Result<QList<VoucherRow>> selectVouchers(const QString &where, const QVariantList &values);
    Result<> writeTab(Side side, const TabRow &tab);
    Result<> writeVoucher(Side side, const Voucher &voucher, const QByteArray &message);
    Result<> addOutbox(const QString &topic, const QString &session, int seq, const QByteArray &payload);
    Result<> dropOutbox(const QString &topic, const QString &session, int seq);
    Result<SessionRow> usable(Side side, const QString &id);
    /// The requester's tab that has room for this; a new one where the last has not.
    Result<TabRow> nextTabFor(const QString &session, qint64 units, int jobs);
    Result<> moveOn(Side side, const QString &session, int seq, const QStringList &covered);

    QString m_directory;
    const Clock &m_clock;
    std::unique_ptr<store::Database> m_database;
    std::optional<Error> m_refused; ///< why it could not be opened
};

} // namespace ain::market
