#include "core/wallet/recipients.h"

#include "core/wallet/explain.h"

namespace ain::wallet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype ComparedDigits = 4;

bool looksLike(const crypto::Address &a, const crypto::Address &b)
{
    const QStringView x = QStringView(a.toString()).mid(2);
    const QStringView y = QStringView(b.toString()).mid(2);
    return x.left(ComparedDigits).compare(y.left(ComparedDigits), Qt::CaseInsensitive) == 0
        && x.right(ComparedDigits).compare(y.right(ComparedDigits), Qt::CaseInsensitive) == 0;
}

} // namespace

QSet<crypto::Address> recipientsOf(const QList<TxRecord> &records)
{
    QSet<crypto::Address> known;
    for (const TxRecord &record : records) {
        if (record.status.state == chain::TxState::Rejected)
            continue;
        for (const Fact &fact : record.facts) {
            if (auto address = crypto::Address::parse(fact.args[u"to"].string()))
                known.insert(*address);
        }
    }
    return known;
}

QList<Fact> recipientWarnings(const crypto::Address &to, const QSet<crypto::Address> &known)
{
    QList<Fact> warnings;
    if (known.contains(to))
        return warnings;
    warnings.append(warning(u"warn.first_time"_s, {{u"address"_s, to.toString()}}));
    QList<crypto::Address> sorted(known.begin(), known.end());
    std::sort(sorted.begin(), sorted.end());
    for (const crypto::Address &address : std::as_const(sorted)) {
        if (looksLike(address, to)) {
            warnings.append(
                warning(u"warn.look_alike"_s, {{u"address"_s, to.toString()}, {u"known"_s, address.toString()}}));
        }
    }
    return warnings;
}

} // namespace ain::wallet
