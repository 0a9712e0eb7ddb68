// Proof files: written, read back, checked against a checkpoint alone, and bent in every part.
#include "core/light/bundle.h"

#include "tests/support/light/recordedblocks.h"
#include "tests/support/light/syntheticstate.h"

#include "core/base/secretbytes.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace ain::light {

using testing::BlockContent;
using testing::SyntheticChain;

namespace {

const QString Account = u"0x05A1247A7400f0C2A893611adD1505743552c631"_s;

/// A network whose state is in block 5 and which is followed from block 1.
struct Network {
    SyntheticChain chain;
    json::Value state;
    Checkpoint checkpoint;
    QList<VotedHeader> blocks; ///< from the checkpoint on
    json::Value fullBlock; ///< number 5, with one transaction
    QString txHash;

    explicit Network(int validators = 3) : chain(validators)
    {
        state = testing::syntheticState(chain.set(), Account, 12.5);
        const crypto::Hash256 genesis = chain.tip().hash();
        chain.append();
        checkpoint = chain.checkpoint(genesis);
        blocks.append(chain.voted());
        BlockContent content;
        content.stateHash = testing::stateHashOf(state);
        json::Object operation{{u"type"_s, u"SET_VALUE"_s}, {u"ref"_s, u"/apps/my_app/key"_s}, {u"value"_s, u"word"_s}};
        json::Object body{
            {u"operation"_s, std::move(operation)}, {u"nonce"_s, 0}, {u"timestamp"_s, 5}, {u"gas_price"_s, 500}};
        content.transactions.push_back(testing::signedBy(testing::keyOf("alice"), std::move(body), 0));
        content.receipts.push_back(json::Object{{u"code"_s, 0}});
        txHash = content.transactions[0][u"hash"].toString();
        for (int i = 2; i < 10; ++i) {
            blocks.append(chain.appendVoted(i == 5 ? content : BlockContent{}));
            if (i == 5)
                fullBlock = chain.tipBlock();
        }
    }
    [[nodiscard]] const VotedHeader &block(qint64 number) const { return blocks[number - 1]; }
    /// `middle` final, linked back to `target`.
    [[nodiscard]] FinalityProof finality(qint64 middle, qint64 target) const
    {
        FinalityProof proof;
        proof.triple = {block(middle - 1), block(middle), block(middle + 1)};
        for (qint64 number = middle - 1; number >= target; --number)
            proof.links.append(block(number).header);
        return proof;
    }
    [[nodiscard]] ProofBundle bundle() const
    {
        ProofBundle result;
        result.network = u"synthetic"_s;
        result.genesisHash = checkpoint.genesisHash;
        result.checkpointHash = checkpoint.hash;
        result.finality = finality(7, 5);
        result.madeAtMs = 1'795'000'000'000;
        return result;
    }
    [[nodiscard]] ProofBundle stateBundle(const QString &path = u"/values/accounts/"_s + Account + u"/balance"_s) const
    {
        ProofBundle result = bundle();
        result.path = *StatePath::parse(path);
        result.state = testing::proofOf(state, *result.path);
        return result;
    }
    [[nodiscard]] ProofBundle txBundle() const
    {
        ProofBundle result = bundle();
        result.txHash = txHash;
        result.block = fullBlock;
        return result;
    }
};

} // namespace

class TestBundle : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }
    void states();
    void absence();
    void appsWord();
    void transactions();
    void trail();
    void statedSets();
    void otherChains();
    void order();
    void linksAreBounded();
    void bentState_data();
    void bentState();
    void refusedTexts_data();
    void refusedTexts();
    void recordedBalance();

private:
    /// What is read from the text of it.
    static Result<BundleFinding> check(const ProofBundle &bundle, const Checkpoint &checkpoint)
    {
        const auto text = json::parse(json::canonical(bundle.toJson()));
        auto read = text ? ProofBundle::read(*text) : failure(errors::LightBundle);
        if (!read)
            return failure(read.error());
        if (json::canonical(read->toJson()) != json::canonical(bundle.toJson()))
            return failure(errors::Internal);
        return verifyBundle(*read, checkpoint);
    }
    static QString codeOf(const Result<BundleFinding> &finding)
    {
        return finding ? QString() : finding.error().code.toString();
    }
};

void TestBundle::states()
{
    const Network network;
    const auto finding = check(network.stateBundle(), network.checkpoint);
    QVERIFY2(finding, qPrintable(codeOf(finding)));
    QVERIFY(finding->state && finding->state->proven);
    QCOMPARE(finding->state->proven->value().value.toDouble(), 12.5);
    QCOMPARE(finding->state->proven->block().number(), 5);
    QCOMPARE(finding->block.number(), 5);
    QVERIFY(finding->block.isLinked());
    QVERIFY(!finding->transaction);
    ProofBundle direct = network.stateBundle();
    direct.finality = network.finality(5, 5);
    const auto same = check(direct, network.checkpoint);
    QVERIFY(same);
    QVERIFY(!same->block.isLinked());
}

void TestBundle::absence()
{
    const Network network;
    const QString nobody = u"/values/accounts/0x9999999999999999999999999999999999999999"_s;
    const auto finding = check(network.stateBundle(nobody), network.checkpoint);
    QVERIFY2(finding, qPrintable(codeOf(finding)));
    QVERIFY(finding->state->proven);
    QVERIFY(finding->state->proven->value().value.isNull());
}

void TestBundle::appsWord()
{
    const Network network;
    const auto finding = check(network.stateBundle(u"/values/apps/my_app/key"_s), network.checkpoint);
    QVERIFY2(finding, qPrintable(codeOf(finding)));
    QVERIFY(finding->state);
    QVERIFY(!finding->state->proven);
    QCOMPARE(finding->state->fact.value.string(), u"word"_s);
}

void TestBundle::transactions()
{
    const Network network;
    const auto finding = check(network.txBundle(), network.checkpoint);
    QVERIFY2(finding, qPrintable(codeOf(finding)));
    QVERIFY(finding->transaction);
    QVERIFY(!finding->state);
    QCOMPARE(finding->transaction->value().hash, network.txHash);
    QCOMPARE(finding->transaction->value().block, 5);
    ProofBundle other = network.txBundle();
    other.txHash = u"0x"_s + QString(64, u'1');
    QCOMPARE(codeOf(check(other, network.checkpoint)), u"light.bundle"_s);
    other = network.txBundle();
    other.finality = network.finality(7, 6);
    QCOMPARE(codeOf(check(other, network.checkpoint)), u"light.body"_s);
}

/// Trust begins with three validators; the state they sign names the next set, which signs what is proven.
void TestBundle::trail()
{
    const Network network;
    QList<Validator> members = network.chain.set().validators();
    members.removeLast();
    for (int i = 3; i < 6; ++i)
        members.append(Validator{testing::keyOf("validator " + QByteArray::number(i)).address(),
                                 Amount::fromMicro(SyntheticChain::StakeAin * Amount::MicroPerAin), true});
    const auto next = ValidatorSet::make(members);
    QVERIFY(next);

    // Blocks 1 to 9: the state of block 5 names the new set; the same chain goes on with the new set's votes.
    SyntheticChain chain;
    const crypto::Hash256 genesis = chain.tip().hash();
    chain.append();
    const Checkpoint checkpoint = chain.checkpoint(genesis);
    QList<VotedHeader> blocks{chain.voted()};
    const json::Value state = testing::syntheticState(*next, Account, 3);
    BlockContent content;
    content.stateHash = testing::stateHashOf(state);
    const auto votesOfNext = [&](const Header &header) {
        json::Array votes;
        for (const char *name : {"validator 1", "validator 3", "validator 4", "validator 5"})
            votes.push_back(testing::voteFor(header, testing::keyOf(name), 0));
        return VotedHeader{header, std::move(votes)};
    };
    for (int i = 2; i < 10; ++i) {
        const Header &header = chain.append(content);
        blocks.append(i < 7 ? chain.voted() : votesOfNext(header));
    }
    const auto proofAt = [&](qint64 middle) {
        FinalityProof proof;
        proof.triple = {blocks[middle - 2], blocks[middle - 1], blocks[middle]};
        return proof;
    };
    ProofBundle bundle;
    bundle.network = u"synthetic"_s;
    bundle.genesisHash = genesis;
    bundle.checkpointHash = checkpoint.hash;
    bundle.finality = proofAt(8);
    bundle.path = *StatePath::parse(u"/values/accounts/"_s + Account + u"/balance"_s);
    bundle.state = testing::proofOf(state, *bundle.path);

    QCOMPARE(codeOf(check(bundle, checkpoint)), u"light.quorum"_s); // the old set did not sign this
    bundle.trail = {testing::stepOf(proofAt(5), state)};
    const auto set = verifySetStep(bundle.trail[0], checkpoint.validators, 0);
    QVERIFY(set);
    QCOMPARE(*set, *next);
    const auto finding = check(bundle, checkpoint);
    QVERIFY2(finding, qPrintable(codeOf(finding)));
    QCOMPARE(finding->state->proven->value().value.toDouble(), 3.0);
    QCOMPARE(finding->block.stakeTotal(), next->total());

    // A fact of another path, a fact too few, a fact that somebody changed, steps in the wrong order.
    ProofBundle bent = bundle;
    std::swap(bent.trail[0].facts[0], bent.trail[0].facts[2]);
    QVERIFY(!check(bent, checkpoint));
    bent = bundle;
    bent.trail[0].facts[2].value.object().remove(next->validators()[0].address.toString());
    QVERIFY(!check(bent, checkpoint));
    bent = bundle;
    bent.trail[0].facts.removeLast();
    QCOMPARE(codeOf(check(bent, checkpoint)), u"light.bundle"_s);
    QVERIFY(!verifySetStep(bent.trail[0], checkpoint.validators, 0));
    bent = bundle;
    bent.finality = proofAt(3);
    QCOMPARE(codeOf(check(bent, checkpoint)), u"light.bundle"_s);
    bent = bundle;
    bent.trail = QList<SetStep>(MaxTrailSteps + 1, bundle.trail[0]);
    QCOMPARE(codeOf(check(bent, checkpoint)), u"light.bundle"_s);
}

/// Sets that only headers state: taken over in small steps, and not further from what was proven than one such step.
void TestBundle::statedSets()
{
    SyntheticChain chain(10);
    const crypto::Hash256 genesis = chain.tip().hash();
    chain.append();
    const Checkpoint checkpoint = chain.checkpoint(genesis);
    const auto grown = [&](int count) {
        QList<Validator> members = chain.set().validators();
        for (int i = 0; i < count; ++i)
            members.append(Validator{testing::keyOf("newcomer " + QByteArray::number(i)).address(),
                                     Amount::fromMicro(SyntheticChain::StakeAin * Amount::MicroPerAin), false});
        return *ValidatorSet::make(members);
    };
    const json::Value state = testing::syntheticState(grown(2), Account, 3);
    BlockContent content;
    content.stateHash = testing::stateHashOf(state);
    const auto triple = [&](const ValidatorSet &stated) {
        FinalityProof proof;
        proof.triple = {chain.appendVoted(content), chain.appendVoted(content)};
        chain.stateValidators(stated);
        proof.triple.append(chain.appendVoted(content));
        return proof;
    };
    const SetStep first{triple(grown(2)), {}};
    const SetStep second{triple(grown(4)), {}};
    const FinalityProof end = triple(grown(4));
    const auto one = verifySetStep(first, chain.set(), 0);
    QVERIFY(one);
    QCOMPARE(*one, grown(2));
    QVERIFY(verifySetStep(second, *one, 0, *one)); // small, seen from the last set
    const auto two = verifySetStep(second, *one, 0, chain.set());
    QVERIFY(!two);
    QCOMPARE(two.error().code, errors::LightValidators);
    QVERIFY(!verifySetStep(second, chain.set(), 0)); // too much at once
    SetStep linked = first;
    linked.finality.links.append(chain.tip());
    QVERIFY(!verifySetStep(linked, chain.set(), 0));
    // A third exactly is too much.
    SyntheticChain three(3);
    FinalityProof proof;
    proof.triple = {three.voted(), three.appendVoted()};
    QList<Validator> members = three.set().validators();
    members.removeFirst();
    three.stateValidators(*ValidatorSet::make(members));
    proof.triple.append(three.appendVoted());
    QVERIFY(!verifySetStep(SetStep{proof, {}}, three.set(), 0));

    ProofBundle bundle;
    bundle.network = u"synthetic"_s;
    bundle.genesisHash = genesis;
    bundle.checkpointHash = checkpoint.hash;
    bundle.finality = end;
    bundle.path = *StatePath::parse(u"/values/accounts/"_s + Account + u"/balance"_s);
    bundle.state = testing::proofOf(state, *bundle.path);
    bundle.trail = {first};
    QVERIFY(check(bundle, checkpoint));
    bundle.trail = {first, second};
    QCOMPARE(codeOf(check(bundle, checkpoint)), u"light.validators"_s);
    // Derived from state in between, the second step starts from there.
    bundle.trail = {testing::stepOf(first.finality, state), second};
    const auto finding = check(bundle, checkpoint);
    QVERIFY2(finding, qPrintable(codeOf(finding)));
}

void TestBundle::otherChains()
{
    const Network network;
    Checkpoint other = network.checkpoint;
    other.genesisHash = crypto::keccak256("other");
    QCOMPARE(codeOf(check(network.stateBundle(), other)), u"light.other_chain"_s);
    other = network.checkpoint;
    other.chainId = 1;
    QCOMPARE(codeOf(check(network.stateBundle(), other)), u"light.other_chain"_s);
    // Both say it is the other chain: the signatures do not.
    ProofBundle bundle = network.stateBundle();
    bundle.chainId = 1;
    QCOMPARE(codeOf(check(bundle, other)), u"light.quorum"_s);
    // Another block at the checkpoint's height.
    other = network.checkpoint;
    other.number = 6;
    other.hash = crypto::keccak256("other");
    QCOMPARE(codeOf(check(network.stateBundle(), other)), u"light.other_chain"_s);
    other.hash = network.block(6).header.hash();
    QVERIFY(check(network.stateBundle(), other)); // links lead back behind the checkpoint
    // Its name is for people only.
    bundle = network.stateBundle();
    bundle.network = u"mainnet"_s;
    QVERIFY(check(bundle, network.checkpoint));
}

void TestBundle::order()
{
    const Network network;
    Checkpoint later = network.checkpoint;
    later.number = 8;
    later.hash = network.block(8).header.hash();
    // What the old keys sign after they were trusted no more does not count.
    QCOMPARE(codeOf(check(network.stateBundle(), later)), u"light.bundle"_s);
    later.number = 7;
    later.hash = network.block(7).header.hash();
    QVERIFY(check(network.stateBundle(), later));
}

void TestBundle::linksAreBounded()
{
    const Network network;
    ProofBundle bundle = network.stateBundle();
    const QList<Header> links = bundle.finality.links;
    bundle.finality.links = links + links;
    QCOMPARE(codeOf(check(bundle, network.checkpoint)), u"light.link"_s);
    bundle.finality.links = {links[1]};
    QCOMPARE(codeOf(check(bundle, network.checkpoint)), u"light.link"_s);
    bundle.finality.links = QList<Header>(MaxLinks + 1, links[0]);
    QCOMPARE(codeOf(check(bundle, network.checkpoint)), u"light.bundle"_s);
    QCOMPARE(verifyFinality(bundle.finality, network.chain.set(), 0).error().code, errors::LightLink);
    FinalityProof proof = network.finality(7, 7);
    proof.triple.append(network.block(9));
    QVERIFY(!verifyFinality(proof, network.chain.set(), 0));
    QVERIFY(!verifyFinality(FinalityProof{}, network.chain.set(), 0));
}

void TestBundle::bentState_data()
{
    QTest::addColumn<int>("kind");
    const char *const kinds[] = {
        "another value",       "another type of value", "another account's path", "another block",
        "an opening too few",  "an opening too many",   "an opening's hash",      "absent",
        "a subtree for a leaf"};
    for (int i = 0; i < int(std::size(kinds)); ++i)
        QTest::newRow(kinds[i]) << i;
}

void TestBundle::bentState()
{
    QFETCH(int, kind);
    const Network network;
    ProofBundle bundle = network.stateBundle();
    switch (kind) {
    case 0: bundle.state.value = json::Value(13.5); break;
    case 1: bundle.state.value = json::Value(125); break;
    case 2:
        bundle.path = *StatePath::parse(u"/values/accounts/0x9999999999999999999999999999999999999999/balance");
        break;
    case 3: bundle.finality = network.finality(7, 6); break;
    case 4: bundle.state.openings.pop_back(); break;
    case 5: bundle.state.openings.push_back(bundle.state.openings.back()); break;
    case 6: {
        Listing::Children children = bundle.state.openings[1].listing->children();
        children[0].second = crypto::keccak256("other");
        bundle.state.openings[1].listing = Listing(std::move(children));
        break;
    }
    case 7: bundle.state.value = json::Value(); break;
    default: bundle.state.value = json::Object{{u"a"_s, 12.5}};
    }
    const auto finding = check(bundle, network.checkpoint);
    QVERIFY(!finding);
    QVERIFY2(codeOf(finding).startsWith(u"light.proof"_s), qPrintable(codeOf(finding)));
}

void TestBundle::refusedTexts_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<json::Value>("value"); // null: left out
    for (const char *member : {"format", "version", "network", "chain_id", "genesis_hash", "checkpoint_hash", "made_at",
                               "trail", "finality", "state"}) {
        QTest::addRow("%s left out", member) << QString::fromLatin1(member) << json::Value();
        QTest::addRow("%s true", member) << QString::fromLatin1(member) << json::Value(true);
        QTest::addRow("%s empty list", member)
            << QString::fromLatin1(member) << json::Value(json::Array{json::Value()});
        QTest::addRow("%s empty object", member) << QString::fromLatin1(member) << json::Value(json::Object{});
        QTest::addRow("%s negative", member) << QString::fromLatin1(member) << json::Value(-1);
    }
    QTest::newRow("both kinds") << u"transaction"_s << json::Value(json::Object{});
    QTest::newRow("long name") << u"network"_s << json::Value(QString(1000, u'x'));
    QTest::newRow("chain id too large") << u"chain_id"_s << json::Value(110);
    QTest::newRow("newer version") << u"version"_s << json::Value(2);
}

void TestBundle::refusedTexts()
{
    QFETCH(QString, member);
    QFETCH(json::Value, value);
    static const json::Value good = Network().stateBundle().toJson();
    QVERIFY(ProofBundle::read(good));
    json::Value text = good;
    if (value.isNull())
        text.object().remove(member);
    else
        text.object().set(member, value);
    const auto bundle = ProofBundle::read(text);
    QVERIFY(!bundle);
    QCOMPARE(bundle.error().code, errors::LightBundle);
}

/// A real answer of a real node: the balance and its proof belong to block 999 of the recorded network.
void TestBundle::recordedBalance()
{
    const json::Value recording = test::dataFile(u"chain/lightclient/final_multi_get_999.json"_s);
    const json::Array &answer = recording[u"result"].array();
    QCOMPARE(answer.size(), std::size_t(6));
    const auto listing = [](const json::Value &node) {
        Listing::Children children;
        for (const auto &[label, child] : node.object()) {
            if (!label.startsWith(u'#'))
                children.emplace_back(label, crypto::Hash256::parse(child[u"#state_ph"].string()).value());
        }
        return Opening{Listing(std::move(children)), std::nullopt};
    };
    Listing::Children roots;
    const QStringList names{u"values"_s, u"rules"_s, u"functions"_s, u"owners"_s};
    for (int i = 0; i < 4; ++i)
        roots.emplace_back(names[i], crypto::Hash256::parse(answer[std::size_t(i)][u"#state_ph"].string()).value());
    // The account's own answer carries hashes beside its leaves.
    json::Value account = json::Object{};
    for (const auto &[label, child] : answer[5].object()) {
        if (!label.startsWith(u'#'))
            account.object().set(label, child);
    }
    ProofBundle bundle;
    bundle.network = u"recorded"_s;
    bundle.genesisHash = crypto::keccak256("first");
    bundle.madeAtMs = 5;
    bundle.path = *StatePath::parse(u"/values/accounts/"_s + Account);
    bundle.state.openings = {Opening{Listing(std::move(roots)), std::nullopt}, listing(answer[0]), listing(answer[4])};
    bundle.state.value = account;
    const auto blocks = test::votedHeaders(test::recordedBlocks(u"blocks_993_1004.json"_s));
    bundle.finality.triple = {blocks[998], blocks[999], blocks[1000]};
    Checkpoint checkpoint;
    checkpoint.network = u"recorded"_s;
    checkpoint.genesisHash = bundle.genesisHash;
    checkpoint.number = 993;
    checkpoint.hash = blocks[993].header.hash();
    checkpoint.validators = test::recordedValidators();
    const auto finding = check(bundle, checkpoint);
    QVERIFY2(finding, qPrintable(codeOf(finding)));
    QVERIFY(finding->state->proven);
    QVERIFY(finding->state->proven->value().value[u"balance"].toDouble() > 0);
    bundle.state.value.object().set(u"balance"_s, 1'000'000);
    QVERIFY(!check(bundle, checkpoint));
}

} // namespace ain::light

QTEST_GUILESS_MAIN(ain::light::TestBundle)
#include "test_bundle.moc"
