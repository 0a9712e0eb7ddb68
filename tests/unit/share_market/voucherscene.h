// A session between two keys, and vouchers in it.
#pragma once

#include "core/base/secretbytes.h"
#include "gpu/share/market/voucher.h"

#include <QTest>

namespace ain::test {

inline const qint64 Now = 1'795'375'000'000;

inline QString sha(int n) { return crypto::toHex(crypto::sha256(QByteArray::number(n))); }

inline market::WorkItem work(int n, qint64 units) { return {sha(n), sha(n + 1'000'000), units}; }

struct Scene {
    Scene()
    {
        session.requester = requester.address();
        session.provider = provider.address();
        session.pricePerMps = Amount::fromMicro(10'000); // 0.01 AIN
        session.tabCap = Amount::fromMicro(1'000'000);
        session.expiresMs = Now + 24LL * 3600 * 1000;
        id = QString::number(session.expiresMs) + QStringLiteral("-00112233445566aa");
        check.app = app;
        check.sessionId = id;
        check.session = session;
        check.minGasPrice = 500;
        check.nowMs = Now;
    }
    market::VoucherTerms terms(int seq, const QList<market::WorkItem> &items) const
    {
        qint64 units = 0;
        for (const market::WorkItem &item : items)
            units += item.units;
        market::VoucherTerms made;
        made.session = id;
        made.seq = seq;
        made.settle = {market::amountFor(session.pricePerMps, units).value_or(Amount()), int(items.size()), units,
                       market::receiptsRoot(items)};
        return made;
    }
    market::Voucher voucher(int seq, const QList<market::WorkItem> &items, qint64 timestamp = Now) const
    {
        const auto body = market::voucherBody(app, session, terms(seq, items), timestamp, 500);
        return signedBy(requester, body.value_or(json::Value()), seq, items, 0);
    }
    market::Voucher signedBy(const crypto::PrivateKey &key, const json::Value &body, int seq,
                             const QList<market::WorkItem> &items, int chainId) const
    {
        market::Voucher made;
        made.terms = terms(seq, items);
        for (const market::WorkItem &item : items)
            made.jobs.append(item.job);
        made.jobs.sort();
        made.transaction.body = body;
        made.transaction.signature = crypto::signTransaction(key, body, chainId);
        made.transaction.hash = crypto::transactionHash(body);
        made.transaction.sender = key.address();
        return made;
    }
    QByteArray message(const market::Voucher &voucher) const { return market::voucherMessage(app, voucher); }

    bool isReady = initializeSecretMemory(); ///< before the keys below
    market::AppDefinition app;
    crypto::PrivateKey requester = crypto::PrivateKey::generate();
    crypto::PrivateKey provider = crypto::PrivateKey::generate();
    QString id;
    market::SessionTerms session;
    market::VoucherCheck check;
};

/// args "what" of a refusal, or its code when it has none.
template<typename T>
QString whatOf(const Result<T> &result)
{
    if (result)
        return QStringLiteral("accepted");
    const QString what = result.error().args.value(QStringLiteral("what")).toString();
    return what.isEmpty() ? result.error().code.toString() : what;
}

} // namespace ain::test
