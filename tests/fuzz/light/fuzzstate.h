// A small known state: whatever a fuzzer brings forward, only what is in it may come out as proven.
#pragma once

#include "core/chain/statehash.h"
#include "core/json/parser.h"
#include "core/light/finality.h"
#include "core/light/stateproof.h"
#include "tests/support/light/answerproof.h"
#include "tests/support/light/proofmaker.h"

#include <cstdlib>

namespace ain::light {

inline const json::Value &knownState()
{
    static const json::Value state = [] {
        const auto parsed = json::parse(
            R"({"values":{"accounts":{"0x05A1247A7400f0C2A893611adD1505743552c631":{"balance":12.5,"nonce":3},
                "0x05A1247A7400f0C2A893611adD1505743552c632":{"balance":0,"timestamp":1795375280710},
                "0xAAAf6f50A0304F12119D218b94bea8082642515B":{"balance":7}},
                "apps":{"mine":{"a":1,"ab":"##61#0xc9e747e611633d664775430e8d57633cb27fe75a0591edcad4567c2654bc21bc"}},
                "consensus":{"proposer_whitelist":{"0x00ADEc28B6a845a085e03591bE7550dd68673C1C":true}},
                "transfer":{"x":{"y":{"a":{"value":5},"ab":{"value":6}}}}},
                "rules":{".rule":{"write":false}},"functions":{"x":{".function":{"f":{"function_id":"f"}}}},
                "owners":{".owner":{"owners":{"x":{"write_rule":false}}}}})");
        return parsed ? *parsed : json::Value();
    }();
    return state;
}

/// What stands at `path`; null: nothing.
inline json::Value knownValue(const StatePath &path)
{
    json::Value value = knownState()[rootLabel(path.root)];
    for (const QString &label : path.labels) {
        json::Value below;
        for (const auto &[key, member] : value.object()) {
            if (chain::radixLabel(key) == chain::radixLabel(label))
                below = member;
        }
        value = std::move(below);
    }
    return value;
}

inline const FinalBlock &knownBlock()
{
    static const FinalBlock block = [] {
        const QString zero = QStringLiteral("0x") + QString(64, u'0');
        json::Object fields{{QStringLiteral("last_hash"), QString(QLatin1String(""))},
                            {QStringLiteral("number"), 0},
                            {QStringLiteral("epoch"), 0},
                            {QStringLiteral("timestamp"), 1'700'000'000'000.0},
                            {QStringLiteral("proposer"), QStringLiteral("0x00ADEc28B6a845a085e03591bE7550dd68673C1C")},
                            {QStringLiteral("validators"), json::Object()},
                            {QStringLiteral("gas_amount_total"), 0},
                            {QStringLiteral("gas_cost_total"), 0},
                            {QStringLiteral("state_proof_hash"), chain::subtreeHash(knownState())->toString()}};
        for (const char16_t *name : {u"last_votes_hash", u"transactions_hash", u"receipts_hash", u"evidence_hash"})
            fields.set(QString::fromUtf16(name), zero);
        const auto header = Header::read(json::Value(fields));
        if (!header)
            std::abort();
        return testing::ProofMaker::believed(*header, 0);
    }();
    return block;
}

/// Aborts when something was proven that is not so.
inline void expectHonest(const StatePath &path, const StateProof &proof)
{
    const auto finding = StateVerifier::verify(knownBlock(), path, proof);
    if (!finding)
        return;
    if (finding->proven && ancestorsOf(path) != Ancestors::Closed)
        std::abort();
    if (finding->proven && !(finding->proven->value().value == normalised(knownValue(path))))
        std::abort();
    const auto root = StateVerifier::rootOf(path, proof);
    if (!root || *root != knownBlock().header().stateHash())
        std::abort();
    if (!(normalised(finding->fact.value) == finding->fact.value))
        std::abort();
}

} // namespace ain::light
