// Proofs checked a second of processor time: one balance by branches, and by the listing of 20,000 accounts.
#include "core/chain/statehash.h"
#include "core/json/parser.h"
#include "core/light/finality.h"
#include "core/light/stateproof.h"
#include "core/sandbox/ledger/statetree.h"
#include "tests/support/light/answerproof.h"
#include "tests/support/light/proofmaker.h"

#include <QCoreApplication>

#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace ain;
using namespace ain::light;

namespace {

FinalBlock blockOfState(const QString &stateHash)
{
    const QString zero = u"0x"_s + QString(64, u'0');
    const json::Object fields{{u"last_hash"_s, u""_s},
                              {u"number"_s, 0},
                              {u"epoch"_s, 0},
                              {u"timestamp"_s, 1'700'000'000'000.0},
                              {u"proposer"_s, zero},
                              {u"validators"_s, json::Object()},
                              {u"gas_amount_total"_s, 0},
                              {u"gas_cost_total"_s, 0},
                              {u"last_votes_hash"_s, zero},
                              {u"transactions_hash"_s, zero},
                              {u"receipts_hash"_s, zero},
                              {u"evidence_hash"_s, zero},
                              {u"state_proof_hash"_s, stateHash}};
    const auto header = Header::read(json::Value(fields));
    return testing::ProofMaker::believed(header.value(), 0);
}

template<typename Work>
bool measure(const char *what, int count, Work work)
{
    const std::clock_t start = std::clock();
    bool ok = true;
    for (int i = 0; i < count; ++i)
        ok = work() && ok;
    const double us = 1e6 * double(std::clock() - start) / CLOCKS_PER_SEC / count;
    std::printf("%-44s %10.1f us, %9.0f/s\n", what, us, 1e6 / us);
    return ok;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    constexpr int Accounts = 20'000;
    sandbox::StateTree tree;
    const auto account = [](int i) {
        const auto digest = crypto::keccak256(QByteArray::number(i));
        return crypto::Address::fromBytes(digest.view().first(20)).toString();
    };
    for (int i = 0; i < Accounts; ++i)
        tree.write({u"values"_s, u"accounts"_s, account(i), u"balance"_s}, 0.25 * i + 1);
    for (const QString &root : {u"rules"_s, u"functions"_s, u"owners"_s})
        tree.write({root, u"x"_s}, 1);
    const FinalBlock block = blockOfState(tree.rootHash().toString());
    const StatePath path = StatePath::value(u"/accounts/"_s + account(777) + u"/balance"_s).value();
    const sandbox::Path full = sandbox::Path{u"values"_s} + path.labels;
    const auto isProven = [&](const StateProof &proof) {
        return StateVerifier::verify(block, path, proof).value().proven.has_value();
    };

    const json::Value shown = tree.stateProof(full);
    const json::Value value = tree.value(full);
    const StateProof branches = testing::proofFromAnswer(shown, path, value).value();
    bool ok = measure("balance by branches, verify", 3000, [&] { return isProven(branches); });
    ok = measure("balance by branches, read answer and verify", 2000,
                 [&] { return isProven(testing::proofFromAnswer(shown, path, value).value()); })
        && ok;

    const FinalRead request = FinalRead::make({path}).value();
    json::Array answer;
    static const QHash<QString, QString> roots{{u"GET_VALUE"_s, u"values"_s},
                                               {u"GET_RULE"_s, u"rules"_s},
                                               {u"GET_FUNCTION"_s, u"functions"_s},
                                               {u"GET_OWNER"_s, u"owners"_s}};
    const json::Object params = request.params();
    for (const json::Value &operation : params[u"op_list"].array()) {
        sandbox::ReadOptions options;
        options.partial = operation[u"is_partial"].toBool();
        options.includeProof = options.partial;
        answer.push_back(tree.value(sandbox::Path{roots.value(operation[u"type"].toString())}
                                        + sandbox::parsePath(operation[u"ref"].toString()),
                                    options));
    }
    ok =
        measure("balance by 20,000 listed, read answer", 20, [&] { return request.read(answer)[0].has_value(); }) && ok;
    const StateProof listed = request.read(answer)[0].value();
    ok = measure("balance by 20,000 listed, verify once read", 3000, [&] { return isProven(listed); }) && ok;
    return ok ? 0 : 1;
}
