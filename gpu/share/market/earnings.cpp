#include "gpu/share/market/earnings.h"

#include "core/json/number.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace ain::market {

using namespace Qt::StringLiterals;

namespace {

qint64 unitsOf(const QList<JobRow> &jobs)
{
    qint64 units = 0;
    for (const JobRow &job : jobs)
        units += job.item.units;
    return units;
}

/// A text that begins like a formula would be one in a spreadsheet.
QString field(const QString &text)
{
    QString safe = text;
    if (!safe.isEmpty() && u"=+-@\t\r"_s.contains(safe.front()))
        safe.prepend(u'\'');
    if (safe.contains(u',') || safe.contains(u'"') || safe.contains(u'\n') || safe.contains(u'\r'))
        return u'"' + safe.replace(u'"', u"\"\""_s) + u'"';
    return safe;
}

} // namespace

QList<EarningRow> earningRows(const QList<SessionBook> &books, qint64 chainNowMs)
{
    QList<EarningRow> rows;
    for (const SessionBook &book : books) {
        for (const TabRow &tab : book.tabs) {
            const bool isPaid = tab.state == TabState::Settled || tab.state == TabState::Proven;
            EarningRow row;
            row.timeMs = tab.endedMs > 0 ? tab.endedMs : tab.firstVoucherMs;
            row.session = tab.session;
            row.seq = tab.seq;
            row.requester = book.session.terms.requester;
            row.jobs = tab.jobs;
            row.units = tab.units;
            row.amount = isPaid ? tab.settledAmount : tab.signedAmount;
            row.fee = tab.fee;
            row.txHash = tab.voucher;
            row.state = tabStateName(tab.state);
            rows.append(std::move(row));
        }
        if (book.loose.isEmpty())
            continue;
        const bool isOver = book.session.state == SessionState::Broken || book.session.state == SessionState::Ended
            || chainNowMs > book.session.terms.expiresMs;
        EarningRow row;
        row.timeMs = book.loose.constFirst().atMs;
        row.session = book.session.id;
        row.requester = book.session.terms.requester;
        row.jobs = int(book.loose.size());
        row.units = unitsOf(book.loose);
        row.amount = amountFor(book.session.terms.pricePerMps, row.units).value_or(Amount());
        row.state = tabStateName(isOver ? TabState::Unpaid : TabState::Owed);
        rows.append(std::move(row));
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const EarningRow &a, const EarningRow &b) { return a.timeMs < b.timeMs; });
    return rows;
}

Earnings earningsOf(const QList<SessionBook> &books, qint64 chainNowMs)
{
    Earnings earnings;
    const QList<EarningRow> rows = earningRows(books, chainNowMs);
    for (const EarningRow &row : rows) {
        earnings.jobs += row.jobs;
        earnings.units += row.units;
        earnings.fees = earnings.fees + row.fee;
        Amount &sum = row.state == u"owed" ? earnings.owed
            : row.state == u"settled"      ? earnings.settled
            : row.state == u"proven"       ? earnings.proven
            : row.state == u"unpaid"       ? earnings.unpaid
                                           : earnings.inVouchers;
        sum = sum + row.amount;
    }
    return earnings;
}

QByteArray earningsCsv(const QList<EarningRow> &rows)
{
    QString csv = u"time,session,requester,jobs,units,amount,fee,tx_hash,state\r\n"_s;
    for (const EarningRow &row : rows) {
        const QString time = row.timeMs > 0
            ? QDateTime::fromMSecsSinceEpoch(row.timeMs, QTimeZone::utc()).toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s)
            : QString();
        const QStringList fields{time,
                                 row.seq < 0 ? row.session : u"%1/%2"_s.arg(row.session).arg(row.seq),
                                 row.requester.toString(),
                                 QString::number(row.jobs),
                                 json::numberText(mpsOf(row.units)),
                                 row.amount.toString(),
                                 row.fee.toString(),
                                 row.txHash,
                                 row.state};
        QStringList written;
        for (const QString &text : fields)
            written.append(field(text));
        csv += written.join(u',') + u"\r\n"_s;
    }
    return csv.toUtf8();
}

} // namespace ain::market
