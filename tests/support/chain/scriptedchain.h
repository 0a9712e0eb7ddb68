// A chain of transfers behind scripted gateways: enough of one to test a wallet against gateways that lie about it.
#pragma once

#include "core/crypto/key.h"
#include "tests/support/chain/scriptedgateway.h"

#include "core/base/clock.h"

namespace ain::test {

/// Blocks are final when they are mined. Fee: 0.1905 AIN for each executed transaction.
class ScriptedChain {
public:
    static constexpr double Fee = 0.1905;
    struct Lies {
        bool losesSends = false; ///< HTTP 502, not taken
        bool hidesSends = false; ///< HTTP 502, taken all the same
        bool isDead = false; ///< HTTP 500 to everything
        qint64 nonceOffset = 0;
        bool rejectsNonces = false; ///< 10712 to every send
        bool isForgetful = false; ///< knows no transaction
        QString executedForEver; ///< hash
        qint64 tipAgeMs = 0;
    };

    explicit ScriptedChain(const Clock &clock) : m_clock(clock) { mine(); }

    QHash<QString, double> balances;
    QHash<QString, qint64> nonces;
    json::Object extraValues; ///< path → value for ain_get
    QStringList sent; ///< hashes in order of arrival, repeated ones too
    bool rejectsAll = false; ///< executed transactions revert
    /// Executed transactions get this code over a list of zeros: they stand and are paid, and their nonce stays free.
    int refusesAfterwards = 0;

    void serve(ScriptedGateway &gateway, const Lies *lies)
    {
        const auto on = [&](const QString &method, auto handler) {
            gateway.handlers[method] = [this, lies, handler](const json::Object &params) {
                return lies->isDead ? ScriptedReply::raw(500, "dead") : handler(params);
            };
        };
        const auto payload = [](const json::Value &value) { return ScriptedReply::payload(value); };
        on(u(u"net_getChainId"), [=](const json::Object &) { return payload(0); });
        on(u(u"ain_getBlockHeadersList"),
           [=, this](const json::Object &) { return payload(json::Array{m_blocks[0]}); });
        on(u(u"ain_getLastBlockNumber"),
           [=, this](const json::Object &) { return payload(qint64(m_blocks.size()) - 1); });
        on(u(u"ain_getLastBlock"), [=, this](const json::Object &) {
            json::Object block = m_blocks.back().object();
            block.set(u(u"timestamp"), m_clock.nowMs() - lies->tipAgeMs);
            return payload(block);
        });
        on(u(u"ain_getBlockByNumber"), [=, this](const json::Object &p) {
            const qint64 number = p[u"number"].toInteger(-1);
            return payload(number >= 0 && number < qint64(m_blocks.size()) ? m_blocks[std::size_t(number)]
                                                                           : json::Value());
        });
        on(u(u"ain_getBlockList"), [=, this](const json::Object &p) {
            json::Array list;
            for (qint64 i = p[u"from"].toInteger(); i < p[u"to"].toInteger() && i < qint64(m_blocks.size()); ++i)
                list.push_back(m_blocks[std::size_t(i)]);
            return payload(list);
        });
        on(u(u"ain_getNonce"), [=, this](const json::Object &p) {
            return payload(nonces.value(p[u"address"].toString()) + lies->nonceOffset);
        });
        on(u(u"ain_get"), [=, this](const json::Object &p) {
            if (p[u"type"].string() != u"GET")
                return payload(value(p[u"ref"].toString()));
            json::Array list;
            for (const json::Value &one : p[u"op_list"].array())
                list.push_back(value(one[u"ref"].toString()));
            return payload(list);
        });
        on(u(u"ain_sendSignedTransactionDryrun"),
           [=, this](const json::Object &p) { return payload(answer(p, execute(p[u"tx_body"], true))); });
        on(u(u"ain_sendSignedTransaction"), [=, this](const json::Object &p) {
            const QString hash = hashOf(p);
            sent.append(hash);
            if (lies->losesSends)
                return ScriptedReply::raw(502, "lost");
            if (lies->rejectsNonces)
                return payload(answer(p, code(10712)));
            if (m_pool.contains(hash) || m_states.contains(hash))
                return payload(answer(p, code(10701)));
            const json::Value body = p[u"tx_body"];
            const QString from = senderOf(body);
            if (body[u"nonce"].toInteger() != nonces.value(from))
                return payload(answer(p, code(10712)));
            json::Object transaction = p;
            transaction.remove(u"protoVer");
            transaction.set(u(u"hash"), hash);
            transaction.set(u(u"address"), from);
            m_pool.insert(hash, transaction);
            return lies->hidesSends ? ScriptedReply::raw(502, "hidden") : payload(answer(p, execute(body, true)));
        });
        on(u(u"ain_getTransactionByHash"), [=, this](const json::Object &p) {
            const QString hash = p[u"hash"].toString();
            if (hash == lies->executedForEver || (m_pool.contains(hash) && !lies->isForgetful))
                return payload(json::Object{{u(u"state"), u(u"EXECUTED")}, {u(u"number"), -1}});
            return payload(lies->isForgetful ? json::Value() : m_states.value(hash));
        });
    }

    /// Everything in the pool goes into a block.
    void mine()
    {
        json::Array transactions;
        json::Array receipts;
        const qint64 number = qint64(m_blocks.size());
        const QHash<QString, json::Value> pool = std::exchange(m_pool, {});
        for (auto [hash, transaction] : pool.asKeyValueRange()) {
            const json::Value body = transaction[u"tx_body"];
            if (body[u"nonce"].toInteger() != nonces.value(senderOf(body)))
                continue; // lost the race for its nonce: dropped in silence
            const json::Value receipt = execute(body, false);
            const bool isGood = receipt[u"code"].toDouble() == 0 || receipt[u"result_list"].isObject();
            m_states.insert(hash,
                            json::Object{{u(u"state"), isGood ? u(u"FINALIZED") : u(u"REVERTED")},
                                         {u(u"number"), number},
                                         {u(u"is_finalized"), true}});
            transactions.push_back(transaction);
            receipts.push_back(receipt);
        }
        json::Object header{
            {u(u"last_hash"), u(u"")},        {u(u"last_votes_hash"), u(u"")}, {u(u"evidence_hash"), u(u"")},
            {u(u"number"), number},           {u(u"epoch"), number},           {u(u"timestamp"), m_clock.nowMs()},
            {u(u"state_proof_hash"), u(u"")}, {u(u"proposer"), u(u"")},        {u(u"validators"), json::Object()},
            {u(u"gas_amount_total"), 0},      {u(u"gas_cost_total"), 0},
        };
        header.set(u(u"transactions_hash"), digest(transactions));
        header.set(u(u"receipts_hash"), digest(receipts));
        const QString hash = digest(header);
        header.set(u(u"hash"), hash);
        header.set(u(u"transactions"), std::move(transactions));
        header.set(u(u"receipts"), std::move(receipts));
        m_blocks.emplace_back(std::move(header));
    }

    /// Straight into the pool, as if another program with the same key had sent it.
    QString sendFromElsewhere(const crypto::PrivateKey &key, const json::Value &body)
    {
        const QString signature = crypto::signTransaction(key, body, 0);
        json::Object transaction{{u(u"tx_body"), body}, {u(u"signature"), signature}};
        const QString hash = crypto::transactionHash(body).toString();
        transaction.set(u(u"hash"), hash);
        transaction.set(u(u"address"), key.address().toString());
        m_pool.insert(hash, std::move(transaction));
        return hash;
    }
    void dropPool() { m_pool.clear(); }
    /// Another chain at the same address; balances stay.
    void reset()
    {
        m_pool.clear();
        m_states.clear();
        m_blocks.clear();
        nonces.clear();
        mine();
    }
    [[nodiscard]] qsizetype poolSize() const { return m_pool.size(); }

private:
    static QString u(QStringView text) { return text.toString(); }
    static QString digest(const json::Value &value)
    {
        return crypto::messageHashUtf8(json::canonical(value)).toString();
    }
    static QString hashOf(const json::Object &params) { return crypto::transactionHash(params[u"tx_body"]).toString(); }
    static QString senderOf(const json::Value &body)
    {
        return body.at({u"operation", u"ref"}).toString().section(QLatin1Char('/'), 2, 2);
    }
    static json::Value code(int number)
    {
        return json::Object{{u(u"code"), number}, {u(u"message"), u(u"no")}, {u(u"gas_cost_total"), 0}};
    }
    static json::Value answer(const json::Object &params, const json::Value &result)
    {
        return json::Object{{u(u"tx_hash"), hashOf(params)}, {u(u"result"), result}};
    }
    json::Value value(const QString &path)
    {
        if (const json::Value *extra = extraValues.find(path))
            return *extra;
        const QString address = path.section(QLatin1Char('/'), 2, 2);
        if (!path.startsWith(u"/accounts/") || !balances.contains(address))
            return {};
        return json::Object{{u(u"balance"), balances.value(address)}, {u(u"nonce"), nonces.value(address)}};
    }
    json::Value execute(const json::Value &body, bool isDry)
    {
        const QString ref = body.at({u"operation", u"ref"}).toString();
        const QString from = ref.section(QLatin1Char('/'), 2, 2);
        const QString to = ref.section(QLatin1Char('/'), 3, 3);
        const double amount = body.at({u"operation", u"value"}).toDouble();
        if (body[u"nonce"].toInteger() != nonces.value(from))
            return code(10712);
        if (balances.value(from) < amount || (rejectsAll && !isDry))
            return code(12103);
        if (!isDry) {
            balances[from] -= amount;
            balances[to] += amount;
            balances[from] -= Fee;
            if (refusesAfterwards != 0) {
                return json::Object{{u(u"code"), refusesAfterwards},
                                    {u(u"gas_cost_total"), Fee},
                                    {u(u"gas_amount_charged"), 381},
                                    {u(u"result_list"), json::Object{{u(u"0"), json::Object{{u(u"code"), 0}}}}}};
            }
            nonces[from] += 1;
        }
        return json::Object{{u(u"code"), 0}, {u(u"gas_cost_total"), Fee}, {u(u"gas_amount_charged"), 381}};
    }

    const Clock &m_clock;
    std::vector<json::Value> m_blocks;
    QHash<QString, json::Value> m_pool;
    QHash<QString, json::Value> m_states;
};

} // namespace ain::test
