// Burning a nonce: another transaction with the same one, so that a stuck or reverted one can never come back.
#include "core/chain/operations/pushid.h"
#include "core/chain/operations/transfer.h"
#include "core/wallet/explain.h"
#include "core/wallet/sender.h"

namespace ain::wallet {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 BurntMicro = 1; ///< the least the chain takes

/// A transfer to the pot that all fees go to: what every account may do, and no new account for it.
json::Value tipOperation(const crypto::Address &from, const QString &key)
{
    return json::Object{
        {u"type"_s, u"SET_VALUE"_s},
        {u"ref"_s, u"/transfer/%1/gas_fee|gas_fee|unclaimed/%2/value"_s.arg(from.toString(), key)},
        {u"value"_s, Amount::fromMicro(BurntMicro).toWire()},
    };
}

Fact replaceFact(const QString &txHash, qint64 nonce)
{
    return fact(u"explain.replace"_s, {{u"hash"_s, txHash}, {u"nonce"_s, nonce}});
}

} // namespace

Task<json::Value> Sender::burningOperation(Ground ground)
{
    const QString key = chain::pushId(m_clock, m_rng);
    auto accounts = co_await m_accounts.all();
    if (!accounts)
        co_return failure(accounts.error());
    QList<crypto::Address> mine;
    for (const vault::KeyRecord &account : std::as_const(*accounts)) {
        if (account.address != ground.account.address && account.kind != vault::KeyKind::WatchOnly)
            mine.append(account.address);
    }
    // An own account that the chain knows costs less than one that it would have to open.
    auto exist = co_await m_client.balances(mine);
    if (exist) {
        for (qsizetype i = 0; i < mine.size(); ++i) {
            if (exist->at(i)) {
                co_return chain::transferOperation(ground.account.address, mine.at(i), key,
                                                   Amount::fromMicro(BurntMicro));
            }
        }
    }
    co_return tipOperation(ground.account.address, key);
}

Task<Draft> Sender::prepareReplacement(QString txHash)
{
    auto loaded = co_await m_tracker.load();
    if (!loaded)
        co_return failure(loaded.error());
    const StoredTx *tx = m_tracker.find(txHash);
    if (tx == nullptr)
        co_return failure(errors::NotFound, {{u"what"_s, txHash.left(70)}});
    const TxRecord record = tx->record;
    if (!isInFlight(record) && !mayReturn(record))
        co_return failure(errors::InvalidArgument, {{u"what"_s, u"transaction has ended"_s}});
    auto ground = co_await survey(record.accountId, txHash);
    if (!ground)
        co_return failure(ground.error());
    // Used up already: the tracker will find out by whom.
    if (ground->nonce != record.nonce)
        co_return failure(errors::WalletDraftUnknown);
    auto operation = co_await burningOperation(*ground);
    if (!operation)
        co_return failure(operation.error());

    // A node that holds the old one counts its nonce as used; another node may not.
    const QList<int> gateways = m_client.usableGateways();
    std::optional<Error> lastError;
    for (const int gateway : gateways) {
        auto run = co_await trial(*ground, *operation, gateway);
        if (run && run->result.succeeded) {
            QList<Fact> facts(1, replaceFact(txHash, record.nonce));
            auto draft = co_await finish(*ground, std::move(*run), Amount::fromMicro(BurntMicro), facts, txHash);
            co_return draft;
        }
        if (!run)
            lastError = run.error();
        else
            lastError =
                Error{errors::WalletWouldFail, {{u"code"_s, run->result.code}, {u"message"_s, run->result.message}}};
    }
    if (lastError)
        co_return failure(*lastError);
    co_return failure(errors::RpcUnreachable, {{u"host"_s, QString()}, {u"reason"_s, u"no gateway"_s}});
}

} // namespace ain::wallet
