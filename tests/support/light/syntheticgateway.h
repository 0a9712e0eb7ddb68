// A gateway that serves a made-up chain, or several views of one.
#pragma once

#include "tests/support/chain/scriptedgateway.h"
#include "tests/support/light/syntheticstate.h"

namespace ain::light::testing {

/// Everything that a light client asks of a node, out of one chain. All blocks have the same state.
class SyntheticGateway : public test::ScriptedGateway {
public:
    SyntheticGateway(SyntheticChain &chain, json::Value state) : m_chain(chain), m_state(std::move(state))
    {
        note();
        using Params = json::Object;
        using test::ScriptedReply;
        const auto on = [this](const QString &method, auto answer) {
            handlers[method] = [this, answer](const Params &asked) {
                if (onCall)
                    onCall();
                return ScriptedReply::payload(answer(asked));
            };
        };
        on(QStringLiteral("net_getChainId"), [this](const Params &) { return json::Value(m_chain.chainId()); });
        on(QStringLiteral("ain_getLastBlock"), [this](const Params &) { return m_blocks[std::size_t(lastFinal())]; });
        on(QStringLiteral("ain_getLastBlockNumber"), [this](const Params &) { return json::Value(lastFinal()); });
        for (const QString &list : {QStringLiteral("ain_getBlockList"), QStringLiteral("ain_getBlockHeadersList")}) {
            on(list, [this](const Params &asked) {
                json::Array blocks;
                for (qint64 i = asked[u"from"].toInteger(); i < asked[u"to"].toInteger(); ++i) {
                    if (i >= 0 && i < qint64(m_blocks.size()))
                        blocks.push_back(m_blocks[std::size_t(i)]);
                }
                return json::Value(std::move(blocks));
            });
        }
        on(QStringLiteral("net_rawConsensusStatus"), [this](const Params &) { return consensus(); });
        on(QStringLiteral("ain_get"), [this](const Params &asked) { return read(asked); });
    }

    /// The next blocks, all signed by all.
    void grow(int count)
    {
        for (int i = 0; i < count; ++i) {
            m_chain.append({{}, {}, stateHashOf(m_state)});
            note();
        }
    }
    [[nodiscard]] qint64 lastFinal() const { return qint64(m_blocks.size()) - 2; }

    std::function<void()> onCall;
    /// Also in the pool of net_rawConsensusStatus: {"block", "votes"}.
    json::Array alsoPooled;

private:
    void note()
    {
        m_blocks.push_back(m_chain.tipBlock());
        m_votes.push_back(m_chain.voted().votes);
    }

    json::Value consensus() const
    {
        json::Object infos;
        const auto pool = [&](const json::Value &block, const json::Array &votes) {
            json::Object info{{QStringLiteral("block"), block}, {QStringLiteral("votes"), votes}};
            infos.set(block[u"hash"].toString(), json::Value(std::move(info)));
        };
        for (std::size_t i = std::max<std::size_t>(m_blocks.size(), 3) - 3; i < m_blocks.size(); ++i)
            pool(m_blocks[i], m_votes[i]);
        for (const json::Value &info : alsoPooled)
            pool(info[u"block"], info[u"votes"].array());
        json::Object pools{{QStringLiteral("hashToBlockInfo"), std::move(infos)}};
        return json::Object{{QStringLiteral("block_pool"), std::move(pools)}};
    }

    json::Value read(const json::Object &asked) const
    {
        json::Array answers;
        for (const json::Value &operation : asked[u"op_list"].array())
            answers.push_back(readOne(operation.object()));
        return json::Value(std::move(answers));
    }

    json::Value readOne(const json::Object &operation) const
    {
        const QString type = operation[u"type"].toString();
        const json::Value *node = &m_state[type == u"GET_VALUE"       ? u"values"
                                               : type == u"GET_RULE"  ? u"rules"
                                               : type == u"GET_OWNER" ? u"owners"
                                                                      : u"functions"];
        for (const QString &label : operation[u"ref"].toString().split(u'/', Qt::SkipEmptyParts))
            node = &(*node)[label];
        if (!operation.contains(u"include_proof") || !node->isObject())
            return *node;
        json::Object listed;
        for (const auto &[label, child] : node->object()) {
            const QString hash = chain::subtreeHash(child)->toString();
            listed.set(label,
                       child.isObject() ? json::Value(json::Object{{QStringLiteral("#state_ph"), hash}}) : child);
        }
        listed.set(QStringLiteral("#state_ph"), chain::subtreeHash(*node)->toString());
        return listed;
    }

    SyntheticChain &m_chain;
    json::Value m_state;
    std::vector<json::Value> m_blocks;
    std::vector<json::Array> m_votes;
};

} // namespace ain::light::testing
