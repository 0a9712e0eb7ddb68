#include "core/wallet/recipients.h"

#include "core/wallet/explain.h"

#include <QMap>

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

bool isUnowned(const crypto::Address &address)
{
    const QString &text = address.toString();
    return text.compare(u"0x0000000000000000000000000000000000000000", Qt::CaseInsensitive) == 0
        || text.compare(u"0x000000000000000000000000000000000000dead", Qt::CaseInsensitive) == 0;
}

QList<Fact> recipientWarnings(const crypto::Address &to, const QList<KnownAddress> &known)
{
    using Kind = KnownAddress::Kind;
    if (isUnowned(to))
        return {warning(u"warn.unowned"_s, {{u"address"_s, to.toString()}})};
    bool isMine = false;
    bool isContact = false;
    bool wasSentTo = false;
    QList<Fact> warnings;
    QString mine;
    for (const KnownAddress &one : known) {
        if (one.address != to)
            continue;
        isMine = isMine || one.kind == Kind::Account;
        isContact = isContact || one.kind == Kind::Contact;
        wasSentTo = wasSentTo || one.kind == Kind::Recipient;
        if (one.kind == Kind::Account)
            mine = one.name;
        if (one.kind == Kind::App && warnings.isEmpty())
            warnings.append(warning(u"warn.app_address"_s, {{u"address"_s, to.toString()}, {u"name"_s, one.name}}));
    }
    // By address, each once; a name is worth more than none.
    QMap<crypto::Address, KnownAddress> near;
    for (const KnownAddress &one : known) {
        const bool counts =
            one.kind == Kind::Contact || one.kind == Kind::Account || (one.kind == Kind::Recipient && !wasSentTo);
        if (one.address == to || !counts || !looksLike(one.address, to))
            continue;
        if (!near.contains(one.address) || near[one.address].name.isEmpty())
            near.insert(one.address, one);
    }
    if (!isMine && !isContact) {
        for (const KnownAddress &one : std::as_const(near)) {
            warnings.append(
                warning(u"warn.look_alike"_s,
                        {{u"address"_s, to.toString()}, {u"known"_s, one.address.toString()}, {u"name"_s, one.name}}));
        }
    }
    if (isMine)
        warnings.append(warning(u"warn.own_address"_s, {{u"address"_s, to.toString()}, {u"name"_s, mine}}));
    else if (!isContact && !wasSentTo)
        warnings.append(warning(u"warn.first_time"_s, {{u"address"_s, to.toString()}}));
    return warnings;
}

bool needsConsent(const Fact &warning)
{
    return warning.id == u"warn.unowned" || warning.id == u"warn.look_alike" || warning.id == u"warn.app_address";
}

} // namespace ain::wallet
