// The provider's half of the book, and what both note when a tab is paid.
#include "gpu/share/market/tabstore.h"

#include "core/json/parser.h"

#include <algorithm>

namespace ain::market {

using namespace Qt::StringLiterals;

namespace {

QVariant number(auto value) { return QVariant::fromValue(qlonglong(value)); }

tl::unexpected<Error> refuse(const QString &what) { return failure(errors::ShareVoucher, {{u"what"_s, what}}); }

QStringList jobsOf(const QByteArray &message)
{
    QStringList jobs;
    const auto value = json::parse(message);
    if (value) {
        for (const json::Value &job : (*value)[u"jobs"].array())
            jobs.append(job.toString());
    }
    return jobs;
}

} // namespace

Result<JobRow> TabStore::addWork(const QString &session, const WorkItem &item)
{
    return step([&]() -> Result<JobRow> {
        auto row = this->session(Side::Cashier, session);
        if (!row)
            return failure(row.error());
        if (!isSha256Text(item.job) || !isSha256Text(item.receipt) || item.units <= 0 || item.units > MaxUnits)
            return failure(errors::ShareJob, {{u"what"_s, u"receipt"_s}});
        auto known = selectJobs(u"WHERE side = 1 AND session = ? AND job = ?"_s, {session, item.job});
        if (!known)
            return failure(known.error());
        if (!known->isEmpty()) {
            const WorkItem &before = known->constFirst().item;
            if (before.receipt != item.receipt || before.units != item.units)
                return failure(errors::ShareJob, {{u"what"_s, u"receipt"_s}});
            return known->constFirst();
        }
        auto added = m_database->run(u"INSERT INTO jobs(side, session, job, receipt, units, seq, delivered, at)"
                                     " VALUES(1, ?, ?, ?, ?, -1, 1, ?)"_s,
                                     {session, item.job, item.receipt, number(item.units), number(m_clock.nowMs())});
        if (!added)
            return failure(added.error());
        return JobRow{item, -1, true, m_clock.nowMs()};
    });
}

Result<TabRow> TabStore::takeVoucher(const Voucher &voucher, const SessionTerms &session, const QByteArray &message)
{
    return step([&]() -> Result<TabRow> {
        const VoucherTerms &terms = voucher.terms;
        auto tabs = selectTabs(u"WHERE side = 1 AND session = ? ORDER BY seq DESC LIMIT 1"_s, {terms.session});
        if (!tabs)
            return failure(tabs.error());
        TabRow tab;
        tab.session = terms.session;
        if (!tabs->isEmpty() && tabs->constFirst().seq == terms.seq)
            tab = tabs->constFirst();
        else if (terms.seq == (tabs->isEmpty() ? 0 : tabs->constFirst().seq + 1))
            tab.seq = terms.seq;
        else if (tabs->isEmpty() || terms.seq > tabs->constFirst().seq)
            return refuse(u"sequence"_s);
        else { // an earlier tab
            auto earlier = this->tab(Side::Cashier, terms.session, terms.seq);
            if (!earlier)
                return failure(earlier.error());
            tab = *earlier;
        }
        if (tab.voucher == voucher.transaction.hashText())
            return tab;
        if (isFrozen(tab.state))
            return refuse(u"frozen"_s);
        auto pool = selectJobs(u"WHERE side = 1 AND session = ? AND (seq = -1 OR seq = ?)"_s, {terms.session, tab.seq});
        if (!pool)
            return failure(pool.error());
        QList<WorkItem> items;
        int before = 0;
        for (const JobRow &job : std::as_const(*pool)) {
            const bool isListed = std::binary_search(voucher.jobs.cbegin(), voucher.jobs.cend(), job.item.job);
            before += job.seq == tab.seq ? 1 : 0;
            if (job.seq == tab.seq && !isListed)
                return refuse(u"jobs"_s); // vouchers are cumulative
            if (isListed)
                items.append(job.item);
        }
        if (auto fits = checkAgainstWork(voucher, session, items); !fits)
            return failure(fits.error());
        if (terms.settle.amount < tab.signedAmount)
            return refuse(u"amount"_s);
        // The same sum again is a fresh voucher for one that came to nothing, or a repetition that changes nothing.
        if (terms.settle.jobs == before && !tab.voucher.isEmpty()) {
            auto old = selectVouchers(u"WHERE side = 1 AND hash = ?"_s, {tab.voucher});
            if (!old)
                return failure(old.error());
            if (!old->isEmpty() && old->constFirst().state == VoucherState::Kept)
                return tab;
        }
        tab.state = TabState::Signed;
        tab.jobs = terms.settle.jobs;
        tab.units = terms.settle.units;
        tab.signedAmount = terms.settle.amount;
        tab.voucher = voucher.transaction.hashText();
        tab.nextTryMs = 0;
        tab.problem.reset();
        if (tab.firstVoucherMs == 0)
            tab.firstVoucherMs = m_clock.nowMs();
        if (auto written = writeTab(Side::Cashier, tab); !written)
            return failure(written.error());
        if (auto written = writeVoucher(Side::Cashier, voucher, message); !written)
            return failure(written.error());
        for (const WorkItem &item : std::as_const(items)) {
            auto placed = m_database->run(u"UPDATE jobs SET seq = ? WHERE side = 1 AND session = ? AND job = ?"_s,
                                          {tab.seq, terms.session, item.job});
            if (!placed)
                return failure(placed.error());
        }
        return tab;
    });
}

Result<VoucherRow> TabStore::beginCashing(const QString &session, int seq)
{
    return step([&]() -> Result<VoucherRow> {
        auto tab = this->tab(Side::Cashier, session, seq);
        if (!tab)
            return failure(tab.error());
        if ((tab->state != TabState::Signed && tab->state != TabState::Cashing) || tab->voucher.isEmpty())
            return failure(errors::ShareNothingToCash);
        auto found = selectVouchers(u"WHERE side = 1 AND hash = ?"_s, {tab->voucher});
        if (!found)
            return failure(found.error());
        if (found->isEmpty() || found->constFirst().state == VoucherState::Failed)
            return failure(errors::ShareNothingToCash);
        VoucherRow voucher = found->constFirst();
        if (tab->state == TabState::Cashing)
            return voucher;
        tab->state = TabState::Cashing;
        tab->problem.reset();
        if (auto written = writeTab(Side::Cashier, *tab); !written)
            return failure(written.error());
        auto marked = m_database->run(u"UPDATE vouchers SET state = ? WHERE side = 1 AND hash = ?"_s,
                                      {int(VoucherState::Sent), voucher.hash});
        if (!marked)
            return failure(marked.error());
        if (auto queued = addOutbox(BroadcastTopic, session, seq, voucher.message); !queued)
            return failure(queued.error());
        voucher.state = VoucherState::Sent;
        return voucher;
    });
}

Result<TabRow> TabStore::putBack(const QString &session, int seq, const Error &problem, qint64 nextTryMs,
                                 bool isRefused)
{
    return step([&]() -> Result<TabRow> {
        auto tab = this->tab(Side::Cashier, session, seq);
        if (!tab)
            return tab;
        if (tab->state != TabState::Cashing && tab->state != TabState::Signed)
            return tab;
        if (tab->state == TabState::Cashing) {
            auto marked = m_database->run(u"UPDATE vouchers SET state = ? WHERE side = 1 AND hash = ?"_s,
                                          {int(isRefused ? VoucherState::Failed : VoucherState::Kept), tab->voucher});
            if (!marked)
                return failure(marked.error());
            if (auto dropped = dropOutbox(BroadcastTopic, session, seq); !dropped)
                return failure(dropped.error());
        }
        tab->state = TabState::Signed;
        tab->problem = problem;
        tab->nextTryMs = nextTryMs;
        if (auto written = writeTab(Side::Cashier, *tab); !written)
            return failure(written.error());
        return tab;
    });
}

/// What a paid voucher does not cover is owed still: on the provider's side in no tab, on the requester's in the next.
Result<> TabStore::moveOn(Side side, const QString &session, int seq, const QStringList &covered)
{
    auto jobs = selectJobs(u"WHERE side = ? AND session = ? AND seq = ?"_s, {int(side), session, seq});
    if (!jobs)
        return failure(jobs.error());
    QList<JobRow> left;
    qint64 units = 0;
    for (const JobRow &job : std::as_const(*jobs)) {
        if (!covered.contains(job.item.job)) {
            left.append(job);
            units += job.item.units;
        }
    }
    if (left.isEmpty())
        return {};
    int place = -1;
    if (side == Side::Payer) {
        auto tab = nextTabFor(session, units, int(left.size()));
        if (!tab)
            return failure(tab.error());
        for (const JobRow &job : std::as_const(left)) {
            if (!job.isDelivered)
                continue;
            tab->jobs += 1;
            tab->units += job.item.units;
            tab->state = TabState::Owed;
        }
        if (auto written = writeTab(side, *tab); !written)
            return written;
        place = tab->seq;
    }
    for (const JobRow &job : std::as_const(left)) {
        auto moved = m_database->run(u"UPDATE jobs SET seq = ? WHERE side = ? AND session = ? AND job = ?"_s,
                                     {place, int(side), session, job.item.job});
        if (!moved)
            return failure(moved.error());
    }
    return {};
}

Result<TabRow> TabStore::settle(Side side, const QString &session, int seq, const QString &voucher, Amount amount,
                                Amount fee, qint64 block)
{
    return step([&]() -> Result<TabRow> {
        auto tab = this->tab(side, session, seq);
        if (!tab)
            return tab;
        if (tab->state == TabState::Settled || tab->state == TabState::Proven)
            return tab;
        auto paid = selectVouchers(u"WHERE side = ? AND hash = ? AND session = ? AND seq = ?"_s,
                                   {int(side), voucher, session, seq});
        if (!paid)
            return failure(paid.error());
        if (paid->isEmpty())
            return failure(errors::NotFound, {{u"what"_s, voucher.left(70)}});
        tab->state = TabState::Settled;
        tab->settledAmount = amount;
        tab->fee = fee;
        tab->block = block;
        tab->endedMs = m_clock.nowMs();
        tab->nextTryMs = 0;
        tab->problem.reset();
        if (side == Side::Cashier && amount < tab->signedAmount) {
            // Somebody had an older voucher executed: the provider would not have.
            const Error underpaid{errors::ShareUnderpaid,
                                  {{u"signed"_s, tab->signedAmount.toString()}, {u"settled"_s, amount.toString()}}};
            tab->problem = underpaid;
            auto broken = m_database->run(u"UPDATE sessions SET state = ?, problem = ? WHERE side = ? AND id = ?"_s,
                                          {int(SessionState::Broken), problemText(underpaid), int(side), session});
            if (!broken)
                return failure(broken.error());
        }
        const SettleRecord &settle = paid->constFirst().terms.settle;
        tab->voucher = voucher;
        tab->signedAmount = settle.amount;
        tab->jobs = settle.jobs;
        tab->units = settle.units;
        if (auto written = writeTab(side, *tab); !written)
            return failure(written.error());
        if (auto moved = moveOn(side, session, seq, jobsOf(paid->constFirst().message)); !moved)
            return failure(moved.error());
        const QString topic = side == Side::Cashier ? BroadcastTopic : VoucherTopic;
        if (auto dropped = dropOutbox(topic, session, seq); !dropped)
            return failure(dropped.error());
        return tab;
    });
}

Result<TabRow> TabStore::setProven(const QString &session, int seq, const QList<std::pair<QString, QByteArray>> &proofs)
{
    return step([&]() -> Result<TabRow> {
        auto tab = this->tab(Side::Cashier, session, seq);
        if (!tab || tab->state != TabState::Settled)
            return tab;
        tab->state = TabState::Proven;
        if (auto written = writeTab(Side::Cashier, *tab); !written)
            return failure(written.error());
        for (const auto &[kind, proof] : proofs) {
            auto added =
                m_database->run(u"INSERT OR REPLACE INTO proofs(session, seq, kind, proof) VALUES(?, ?, ?, ?)"_s,
                                {session, seq, kind, proof});
            if (!added)
                return failure(added.error());
        }
        return tab;
    });
}

Result<TabRow> TabStore::giveUp(const QString &session, int seq, const Error &why)
{
    return step([&]() -> Result<TabRow> {
        auto tab = this->tab(Side::Cashier, session, seq);
        if (!tab || tab->state == TabState::Settled || tab->state == TabState::Proven)
            return tab;
        tab->state = TabState::Unpaid;
        tab->problem = why;
        tab->endedMs = m_clock.nowMs();
        if (auto written = writeTab(Side::Cashier, *tab); !written)
            return failure(written.error());
        if (auto dropped = dropOutbox(BroadcastTopic, session, seq); !dropped)
            return failure(dropped.error());
        return tab;
    });
}

Result<QList<std::pair<QString, QByteArray>>> TabStore::proofs(const QString &session, int seq)
{
    if (auto opened = ready(); !opened)
        return failure(opened.error());
    QList<std::pair<QString, QByteArray>> list;
    auto read =
        m_database->each(u"SELECT kind, proof FROM proofs WHERE session = ? AND seq = ? ORDER BY kind"_s,
                         {session, seq}, [&list](const store::Row &row) { list.append({row.text(0), row.bytes(1)}); });
    if (!read)
        return failure(read.error());
    return list;
}

} // namespace ain::market
