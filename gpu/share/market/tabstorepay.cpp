// The requester's half of the book.
#include "gpu/share/market/tabstore.h"

namespace ain::market {

using namespace Qt::StringLiterals;

namespace {

QVariant number(auto value) { return QVariant::fromValue(qlonglong(value)); }

} // namespace

Result<TabRow> TabStore::nextTabFor(const QString &session, qint64 units, int jobs)
{
    auto row = this->session(Side::Payer, session);
    if (!row)
        return failure(row.error());
    auto tabs = selectTabs(u"WHERE side = 0 AND session = ? ORDER BY seq DESC LIMIT 1"_s, {session});
    if (!tabs)
        return failure(tabs.error());
    TabRow tab;
    tab.session = session;
    if (tabs->isEmpty())
        return tab;
    tab = tabs->constFirst();
    auto kept = selectJobs(u"WHERE side = 0 AND session = ? AND seq = ?"_s, {session, tab.seq});
    if (!kept)
        return failure(kept.error());
    qint64 all = units;
    for (const JobRow &other : std::as_const(*kept))
        all += other.item.units;
    const auto sum = amountFor(row->terms.pricePerMps, all);
    if (sum && *sum <= row->terms.tabCap && kept->size() + jobs <= MaxJobsPerTab && !isFrozen(tab.state))
        return tab;
    if (tab.seq + 1 >= MaxTabs)
        return failure(errors::ShareSessionEnded, {{u"session"_s, session}});
    TabRow next;
    next.session = session;
    next.seq = tab.seq + 1;
    return next;
}

Result<JobRow> TabStore::reserve(const QString &session, const QString &job, qint64 units,
                                 const std::function<bool(const TabRow &)> &mayRotate)
{
    return step([&]() -> Result<JobRow> {
        auto row = usable(Side::Payer, session);
        if (!row)
            return failure(row.error());
        const Amount cap = row->terms.tabCap;
        const auto alone = amountFor(row->terms.pricePerMps, units);
        if (!isSha256Text(job) || units <= 0 || !alone)
            return failure(errors::ShareJob, {{u"what"_s, u"units"_s}});
        if (*alone > cap)
            return failure(errors::ShareTabFull, {{u"cap"_s, cap.toString()}});
        auto known = selectJobs(u"WHERE side = 0 AND session = ? AND job = ?"_s, {session, job});
        if (!known)
            return failure(known.error());
        if (!known->isEmpty()) {
            if (known->constFirst().item.units != units)
                return failure(errors::ShareJob, {{u"what"_s, u"units"_s}});
            return known->constFirst();
        }
        auto last = selectTabs(u"WHERE side = 0 AND session = ? ORDER BY seq DESC LIMIT 1"_s, {session});
        if (!last)
            return failure(last.error());
        auto place = nextTabFor(session, units, 1);
        if (!place)
            return failure(place.error());
        const TabRow tab = *place;
        if (!last->isEmpty() && last->constFirst().seq != tab.seq && !mayRotate(last->constFirst()))
            return failure(errors::ShareTabEarly, {{u"amount"_s, last->constFirst().signedAmount.toString()}});
        if (auto written = writeTab(Side::Payer, tab); !written)
            return failure(written.error());
        auto added = m_database->run(u"INSERT INTO jobs(side, session, job, receipt, units, seq, delivered, at)"
                                     " VALUES(0, ?, ?, '', ?, ?, 0, ?)"_s,
                                     {session, job, number(units), tab.seq, number(m_clock.nowMs())});
        if (!added)
            return failure(added.error());
        JobRow made;
        made.item = {job, QString(), units};
        made.seq = tab.seq;
        made.atMs = m_clock.nowMs();
        return made;
    });
}

Result<> TabStore::release(const QString &session, const QString &job)
{
    return step([&]() -> Result<> {
        auto known = selectJobs(u"WHERE side = 0 AND session = ? AND job = ?"_s, {session, job});
        if (!known)
            return failure(known.error());
        if (!known->isEmpty() && known->constFirst().isDelivered)
            return failure(errors::ShareJob, {{u"what"_s, u"delivered"_s}});
        auto removed =
            m_database->run(u"DELETE FROM jobs WHERE side = 0 AND session = ? AND job = ?"_s, {session, job});
        return removed ? Result<>() : failure(removed.error());
    });
}

Result<JobRow> TabStore::accept(const QString &session, const WorkItem &item)
{
    return step([&]() -> Result<JobRow> {
        auto found = selectJobs(u"WHERE side = 0 AND session = ? AND job = ?"_s, {session, item.job});
        if (!found)
            return failure(found.error());
        if (found->isEmpty())
            return failure(errors::ShareJob, {{u"what"_s, u"unknown"_s}});
        JobRow known = found->takeFirst();
        if (!isSha256Text(item.receipt))
            return failure(errors::ShareJob, {{u"what"_s, u"receipt"_s}});
        if (known.isDelivered) {
            if (known.item.receipt != item.receipt || known.item.units != item.units)
                return failure(errors::ShareJob, {{u"what"_s, u"receipt"_s}});
            return known;
        }
        // Never more than there is room for: the tab was measured with the reserved units.
        if (item.units <= 0 || item.units > known.item.units)
            return failure(errors::ShareJob, {{u"what"_s, u"units"_s}});
        auto tab = this->tab(Side::Payer, session, known.seq);
        if (!tab)
            return failure(tab.error());
        if (isFrozen(tab->state)) {
            // The tab was cashed while this was being made: it moves on with the room it had.
            tab = nextTabFor(session, item.units, 1);
            if (!tab)
                return failure(tab.error());
        }
        tab->jobs += 1;
        tab->units += item.units;
        tab->state = TabState::Owed;
        if (auto written = writeTab(Side::Payer, *tab); !written)
            return failure(written.error());
        auto changed =
            m_database->run(u"UPDATE jobs SET receipt = ?, units = ?, seq = ?, delivered = 1, at = ?"
                            " WHERE side = 0 AND session = ? AND job = ?"_s,
                            {item.receipt, number(item.units), tab->seq, number(m_clock.nowMs()), session, item.job});
        if (!changed)
            return failure(changed.error());
        known.item = item;
        known.seq = tab->seq;
        known.isDelivered = true;
        return known;
    });
}

Result<std::optional<TabRow>> TabStore::tabToSign(const QString &session)
{
    auto tabs = selectTabs(u"WHERE side = 0 AND session = ? AND state = ? ORDER BY seq LIMIT 1"_s,
                           {session, int(TabState::Owed)});
    if (!tabs)
        return failure(tabs.error());
    return tabs->isEmpty() ? std::optional<TabRow>() : std::optional(tabs->constFirst());
}

Result<> TabStore::storeSigned(const Voucher &voucher, const QByteArray &message)
{
    return step([&]() -> Result<> {
        auto tab = this->tab(Side::Payer, voucher.terms.session, voucher.terms.seq);
        if (!tab)
            return failure(tab.error());
        const SettleRecord &settle = voucher.terms.settle;
        // A tab that is being cashed may need its voucher once more (prepareAgain()); only one can be paid.
        const bool isOver = isFrozen(tab->state) && tab->state != TabState::Cashing;
        if (isOver || tab->jobs != settle.jobs || tab->units != settle.units || settle.amount < tab->signedAmount)
            return failure(errors::ShareNothingToSign);
        tab->state = TabState::Signed;
        tab->signedAmount = settle.amount;
        tab->voucher = voucher.transaction.hashText();
        if (tab->firstVoucherMs == 0)
            tab->firstVoucherMs = m_clock.nowMs();
        if (auto written = writeTab(Side::Payer, *tab); !written)
            return written;
        if (auto written = writeVoucher(Side::Payer, voucher, message); !written)
            return written;
        return addOutbox(VoucherTopic, voucher.terms.session, voucher.terms.seq, message);
    });
}

Result<> TabStore::freeze(const QString &session, int seq)
{
    return step([&]() -> Result<> {
        auto tab = this->tab(Side::Payer, session, seq);
        if (!tab)
            return failure(tab.error());
        if (isFrozen(tab->state))
            return {};
        if (tab->voucher.isEmpty())
            return failure(errors::ShareNothingToCash);
        // Work that the voucher does not cover moves on when it is known which one was paid (settle()).
        tab->state = TabState::Cashing;
        return writeTab(Side::Payer, *tab);
    });
}

} // namespace ain::market
