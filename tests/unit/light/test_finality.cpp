// Votes, quorums and final blocks: the recorded network, its recorded peculiarities, and votes bent in every way.
#include "core/light/finality.h"
#include "core/light/votedpool.h"

#include "core/crypto/key.h"
#include "tests/support/light/recordedblocks.h"
#include "tests/support/light/syntheticchain.h"

#include "core/base/secretbytes.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace ain::light {

using test::recordedBlocks;
using test::recordedValidators;
using test::votedHeaders;
using testing::SyntheticChain;

class TestFinality : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }
    void recordedVotes();
    void recordedFinality();
    void doubleVotesAreRefused();
    void forgedSetsAreHints();
    void validatorJoins();
    void votesThatDoNotCount_data();
    void votesThatDoNotCount();
    void quorumAtTheEdge_data();
    void quorumAtTheEdge();
    void triples();
    void links();
    void tooManyVotes();
    void doubleVotersAreFound();
    void poolFindsDoubleVotes();
    void evidenceText();

private:
    static Result<FinalBlock> verify(const test::VotedBlocks &blocks, qint64 middle, const ValidatorSet &set)
    {
        return FinalityVerifier(set, 0).verify(blocks[middle - 1], blocks[middle], blocks[middle + 1]);
    }
};

void TestFinality::recordedVotes()
{
    const ValidatorSet set = recordedValidators();
    QCOMPARE(set.total().micro(), 30'000'000 * Amount::MicroPerAin);
    qsizetype votes = 0;
    for (const QString &file : {u"blocks_1_39.json"_s, u"blocks_993_1004.json"_s, u"blocks_1034_1056.json"_s}) {
        const auto blocks = votedHeaders(recordedBlocks(file));
        for (const VotedHeader &block : blocks) {
            const auto counted = countedVotes(block.header, block.votes, set, 0);
            QVERIFY(counted);
            // The proposal comes first and is no vote; every other entry is one.
            QCOMPARE(counted->size() + 1, block.votes.size());
            QVERIFY(set.isQuorum(stakeOf(*counted, set)));
            votes += qsizetype(counted->size());
            // Nothing of it counts for the blocks beside it.
            for (const qint64 neighbour : {block.header.number() - 1, block.header.number() + 1}) {
                if (blocks.contains(neighbour)) {
                    const auto stolen = countedVotes(blocks[neighbour].header, block.votes, set, 0);
                    QVERIFY(stolen);
                    QVERIFY(stolen->empty());
                }
            }
        }
    }
    QVERIFY2(votes > 180, qPrintable(QString::number(votes)));
}

void TestFinality::recordedFinality()
{
    const ValidatorSet set = recordedValidators();
    int final = 0;
    for (const QString &file : {u"blocks_1_39.json"_s, u"blocks_993_1004.json"_s}) {
        const auto blocks = votedHeaders(recordedBlocks(file));
        for (const qint64 number : blocks.keys()) {
            if (!blocks.contains(number - 1) || !blocks.contains(number + 1))
                continue;
            const bool isConsecutive = blocks[number].header.epoch() == blocks[number - 1].header.epoch() + 1
                && blocks[number + 1].header.epoch() == blocks[number].header.epoch() + 1;
            const auto block = verify(blocks, number, set);
            QCOMPARE(block.has_value(), isConsecutive);
            if (!block) {
                QCOMPARE(block.error().code, errors::LightLink);
                continue;
            }
            ++final;
            QCOMPARE(block->number(), number);
            QCOMPARE(block->header().hash(), blocks[number].header.hash());
            QVERIFY(set.isQuorum(block->stakeSigned()));
            QCOMPARE(block->stakeTotal(), set.total());
            QVERIFY(!block->isLinked());
        }
    }
    QVERIFY2(final > 30, qPrintable(QString::number(final)));
}

/// Recorded blocks with several votes of one validator: each member counts once.
void TestFinality::doubleVotesAreRefused()
{
    const json::Array recorded = recordedBlocks(u"double_votes.json"_s);
    const auto blocks = votedHeaders(recorded);
    const auto set = ValidatorSet::fromJson(blocks[2549].header.statedValidators());
    QVERIFY(set);
    QCOMPARE(set->total().micro(), 35'000'000 * Amount::MicroPerAin);
    int refused = 0;
    for (const VotedHeader &block : blocks) {
        const auto counted = countedVotes(block.header, block.votes, *set, 0);
        QVERIFY(counted);
        QCOMPARE(set->isQuorum(stakeOf(*counted, *set)), block.header.number() < 2551);
    }
    for (qint64 number = 2551; number < 2567; ++number) {
        const auto block = verify(blocks, number, *set);
        QVERIFY(!block);
        refused += block.error().code == errors::LightQuorum ? 1 : 0;
        // Not even one vote more of the same validators helps.
        VotedHeader more = blocks[number];
        more.votes.insert(more.votes.end(), more.votes.begin(), more.votes.end());
        const auto counted = countedVotes(more.header, more.votes, *set, 0);
        QVERIFY(counted);
        QVERIFY(!set->isQuorum(stakeOf(*counted, *set)));
    }
    QVERIFY(refused > 5);
}

/// Honest nodes voted for headers whose validators are invented: the blocks are final by our set, and what they say
/// about the validators changes nothing for us.
void TestFinality::forgedSetsAreHints()
{
    const ValidatorSet set = recordedValidators();
    const auto blocks = votedHeaders(recordedBlocks(u"forged_validator_sets.json"_s));
    const auto stated = ValidatorSet::fromJson(blocks[22].header.statedValidators());
    QVERIFY(stated);
    QVERIFY(*stated != set);
    // One honest validator of three is missing: too much of a change to take the hint.
    QVERIFY(!(3 * set.stakeMissingIn(*stated).micro() < set.total().micro()));
    const auto block = verify(blocks, 23, set);
    QVERIFY(block);
    QCOMPARE(block->stakeTotal(), set.total());
    QCOMPARE(block->stakeSigned().micro(), 20'000'000 * Amount::MicroPerAin);
    // With one of the two signers gone it takes the invented one to reach a quorum, for us it does not.
    auto weak = blocks;
    weak[23].votes.erase(weak[23].votes.begin() + 1);
    QCOMPARE(verify(weak, 23, set).error().code, errors::LightQuorum);
}

void TestFinality::validatorJoins()
{
    const auto blocks = votedHeaders(recordedBlocks(u"blocks_1034_1056.json"_s));
    const ValidatorSet before = recordedValidators();
    const auto after = ValidatorSet::fromJson(blocks[1039].header.statedValidators());
    QVERIFY(after);
    QVERIFY(before.stakeMissingIn(*after).isZero());
    QCOMPARE(after->stakeMissingIn(before).micro(), 5'000'000 * Amount::MicroPerAin);
    // Notarised by 20 of the 30 million before it, which is less than 2/3 of the 35 it names itself.
    for (const auto &[set, expected] : {std::pair(before, true), std::pair(*after, false)}) {
        const auto counted = countedVotes(blocks[1039].header, blocks[1039].votes, set, 0);
        QVERIFY(counted);
        QCOMPARE(stakeOf(*counted, set).micro(), 20'000'000 * Amount::MicroPerAin);
        QCOMPARE(set.isQuorum(stakeOf(*counted, set)), expected);
    }
    QVERIFY(verify(blocks, 1040, before));
    QCOMPARE(verify(blocks, 1040, *after).error().code, errors::LightQuorum);
    QVERIFY(verify(blocks, 1046, *after));
    QVERIFY(verify(blocks, 1050, *after));
    QVERIFY(verify(blocks, 1053, before));
}

namespace {

enum class Bend {
    Nothing,
    OtherHeight,
    OtherHash,
    OtherVoterInPath,
    LowerCaseVoter,
    TrailingSlash,
    LongerPath,
    OtherBlockHash,
    NoBlockHash,
    Against,
    AgainstMissing,
    AgainstAsText,
    Offense,
    NumberedNonce,
    OrderedNonce,
    NonceAsText,
    IncValue,
    NoType,
    InSet,
    OtherSigner,
    Outsider,
    OtherChain,
    HighS,
    CutSignature,
    SignatureOfOtherBody,
    DeepValue,
    LongValue,
    ManyMembers,
    NotAnObject
};

json::Value &operationOf(json::Value &body) { return *body.object().find(u"operation"); }

void setIn(json::Value &object, const QString &name, json::Value value) { object.object().set(name, std::move(value)); }

/// s becomes n - s and the recovery id flips: the same key is recovered by whoever does not insist on low S.
QString highS(const QString &signature)
{
    static const QByteArray order =
        QByteArray::fromHex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
    QByteArray bytes = QByteArray::fromHex(signature.mid(2).toLatin1());
    int borrow = 0;
    for (qsizetype i = 31; i >= 0; --i) {
        const int digit = int(quint8(order[i])) - int(quint8(bytes[64 + i])) - borrow;
        borrow = digit < 0 ? 1 : 0;
        bytes[64 + i] = char(digit + 256 * borrow);
    }
    bytes[96] = char(bytes[96] == 27 ? 28 : 27);
    return u"0x"_s + QString::fromLatin1(bytes.toHex());
}

json::Value bentVote(const Header &header, const crypto::PrivateKey &key, Bend bend)
{
    const QString voter = key.address().toString();
    json::Value body = testing::voteBody(header, voter);
    const QString base = u"/consensus/number/%1/%2/vote/"_s;
    const QString number = QString::number(header.number());
    const QString hash = header.hash().toString();
    const QString zero = crypto::Hash256{}.toString();
    const crypto::PrivateKey other = testing::keyOf("validator 2");
    const crypto::PrivateKey outsider = testing::keyOf("outsider");
    json::Value &operation = operationOf(body);
    json::Value &value = *operation.object().find(u"value");
    const auto setRef = [&](const QString &ref) { setIn(operation, u"ref"_s, ref); };
    const crypto::PrivateKey *signer = &key;
    int chainId = 0;
    switch (bend) {
    case Bend::OtherHeight: setRef(base.arg(QString::number(header.number() + 1), hash) + voter); break;
    case Bend::OtherHash: setRef(base.arg(number, zero) + voter); break;
    case Bend::OtherVoterInPath: setRef(base.arg(number, hash) + other.address().toString()); break;
    case Bend::LowerCaseVoter: setRef(base.arg(number, hash) + voter.toLower()); break;
    case Bend::TrailingSlash: setRef(base.arg(number, hash) + voter + u'/'); break;
    case Bend::LongerPath: setRef(base.arg(number, hash) + voter + u"/block_hash"_s); break;
    case Bend::OtherBlockHash: setIn(value, u"block_hash"_s, zero); break;
    case Bend::NoBlockHash: value.object().remove(u"block_hash"); break;
    case Bend::Against: setIn(value, u"is_against"_s, true); break;
    case Bend::AgainstMissing: value.object().remove(u"is_against"); break;
    case Bend::AgainstAsText: setIn(value, u"is_against"_s, u"false"_s); break;
    case Bend::Offense: setIn(value, u"offense_type"_s, u"INVALID_PROPOSAL"_s); break;
    case Bend::NumberedNonce: setIn(body, u"nonce"_s, 0); break;
    case Bend::OrderedNonce: setIn(body, u"nonce"_s, -2); break;
    case Bend::NonceAsText: setIn(body, u"nonce"_s, u"-1"_s); break;
    case Bend::IncValue: setIn(operation, u"type"_s, u"INC_VALUE"_s); break;
    case Bend::NoType: operation.object().remove(u"type"); break;
    case Bend::InSet: {
        json::Value inner = operation;
        operation = json::Object{{u"type"_s, u"SET"_s}, {u"op_list"_s, json::Array{std::move(inner)}}};
        break;
    }
    case Bend::OtherSigner: signer = &other; break;
    case Bend::Outsider:
        setRef(base.arg(number, hash) + outsider.address().toString());
        signer = &outsider;
        break;
    case Bend::OtherChain: chainId = 1; break;
    case Bend::DeepValue: setIn(value, u"more"_s, json::Array{json::Array{}}); break;
    case Bend::LongValue: setIn(value, u"more"_s, QString(10'000, u'x')); break;
    case Bend::ManyMembers:
        for (int i = 0; i < 20; ++i)
            setIn(body, QString::number(i), i);
        break;
    default: break;
    }
    json::Value vote = testing::signedBy(*signer, body, chainId);
    const QString signature = vote[u"signature"].string();
    if (bend == Bend::HighS)
        setIn(vote, u"signature"_s, highS(signature));
    if (bend == Bend::CutSignature)
        setIn(vote, u"signature"_s, signature.chopped(2));
    if (bend == Bend::SignatureOfOtherBody)
        setIn(operationOf(*vote.object().find(u"tx_body")).object().set(u"value"_s, value), u"stake"_s, 5);
    return bend == Bend::NotAnObject ? json::Value(u"vote"_s) : vote;
}

} // namespace

void TestFinality::votesThatDoNotCount_data()
{
    QTest::addColumn<int>("bend");
    QTest::addColumn<bool>("counts");
    const std::pair<const char *, Bend> bends[] = {
        {"another height", Bend::OtherHeight},
        {"another hash in the path", Bend::OtherHash},
        {"another voter in the path", Bend::OtherVoterInPath},
        {"voter in lower case", Bend::LowerCaseVoter},
        {"trailing slash", Bend::TrailingSlash},
        {"longer path", Bend::LongerPath},
        {"another block_hash", Bend::OtherBlockHash},
        {"no block_hash", Bend::NoBlockHash},
        {"against", Bend::Against},
        {"is_against missing", Bend::AgainstMissing},
        {"is_against a text", Bend::AgainstAsText},
        {"with an offense", Bend::Offense},
        {"numbered nonce", Bend::NumberedNonce},
        {"ordered nonce", Bend::OrderedNonce},
        {"nonce a text", Bend::NonceAsText},
        {"INC_VALUE", Bend::IncValue},
        {"no type", Bend::NoType},
        {"inside a SET", Bend::InSet},
        {"signed by another member", Bend::OtherSigner},
        {"an outsider's", Bend::Outsider},
        {"signed for another chain", Bend::OtherChain},
        {"high S", Bend::HighS},
        {"cut signature", Bend::CutSignature},
        {"body changed after signing", Bend::SignatureOfOtherBody},
        {"nested value", Bend::DeepValue},
        {"endless text", Bend::LongValue},
        {"many members", Bend::ManyMembers},
        {"not an object", Bend::NotAnObject},
    };
    QTest::newRow("untouched") << int(Bend::Nothing) << true;
    for (const auto &[name, bend] : bends)
        QTest::newRow(name) << int(bend) << false;
}

void TestFinality::votesThatDoNotCount()
{
    QFETCH(int, bend);
    QFETCH(bool, counts);
    SyntheticChain chain;
    const VotedHeader first = chain.voted();
    VotedHeader second = chain.appendVoted();
    const VotedHeader third = chain.appendVoted();
    // Two of three are just enough, so everything hangs on the bent one.
    second.votes = json::Array{second.votes[0], bentVote(second.header, chain.key(1), Bend(bend))};
    const auto counted = countedVotes(second.header, second.votes, chain.set(), 0);
    QVERIFY(counted);
    QCOMPARE(counted->size(), std::size_t(counts ? 2 : 1));
    const auto block = FinalityVerifier(chain.set(), 0).verify(first, second, third);
    QCOMPARE(block.has_value(), counts);
    if (!counts)
        QCOMPARE(block.error().code, errors::LightQuorum);
    // The bent one must not push an honest one of the same voter aside.
    second.votes.push_back(testing::voteFor(second.header, chain.key(1), 0));
    QVERIFY(FinalityVerifier(chain.set(), 0).verify(first, second, third));
}

void TestFinality::quorumAtTheEdge_data()
{
    QTest::addColumn<QList<qint64>>("stakes"); // µAIN
    QTest::addColumn<int>("signers");
    QTest::addColumn<bool>("isQuorum");
    const qint64 million = 1'000'000 * Amount::MicroPerAin;
    QTest::newRow("2 of 3 equal") << QList<qint64>{million, million, million} << 2 << true;
    QTest::newRow("1 of 3 equal") << QList<qint64>{million, million, million} << 1 << false;
    QTest::newRow("2 of 4 equal") << QList<qint64>{million, million, million, million} << 2 << false;
    QTest::newRow("3 of 4 equal") << QList<qint64>{million, million, million, million} << 3 << true;
    QTest::newRow("one µAIN short") << QList<qint64>{million, million - 1, million} << 2 << false;
    QTest::newRow("one µAIN more") << QList<qint64>{million, million + 1, million} << 2 << true;
    QTest::newRow("third one µAIN more") << QList<qint64>{million, million, million + 1} << 2 << false;
    QTest::newRow("all of one") << QList<qint64>{1} << 1 << true;
    QTest::newRow("none of one") << QList<qint64>{1} << 0 << false;
    QTest::newRow("dust") << QList<qint64>{1, 1, 1} << 2 << true;
    QTest::newRow("the whole supply") << QList<qint64>{Amount::MaxMicro / 3 * 2, Amount::MaxMicro / 3 + 1} << 1
                                      << false;
    QTest::newRow("the whole supply, enough")
        << QList<qint64>{Amount::MaxMicro / 3 * 2 + 1, Amount::MaxMicro / 3} << 1 << true;
}

void TestFinality::quorumAtTheEdge()
{
    QFETCH(QList<qint64>, stakes);
    QFETCH(int, signers);
    QFETCH(bool, isQuorum);
    QList<Validator> members;
    Amount sum;
    for (qsizetype i = 0; i < stakes.size(); ++i) {
        members.append(Validator{testing::keyOf("validator " + QByteArray::number(i)).address(),
                                 Amount::fromMicro(stakes[i]), true});
        if (i < signers)
            sum = sum + Amount::fromMicro(stakes[i]);
    }
    const auto set = ValidatorSet::make(members);
    QVERIFY(set);
    QCOMPARE(set->isQuorum(sum), isQuorum);
    // The same through the votes of real headers, in the order of the members.
    SyntheticChain chain(int(stakes.size()));
    const VotedHeader first = chain.voted();
    chain.append();
    const VotedHeader second = chain.voted(signers);
    const VotedHeader third = chain.appendVoted();
    const auto block = FinalityVerifier(*set, 0).verify(first, second, third);
    QCOMPARE(block.has_value(), isQuorum);
    if (block)
        QCOMPARE(block->stakeSigned(), sum);
}

void TestFinality::triples()
{
    SyntheticChain chain;
    const VotedHeader zero = chain.voted();
    const VotedHeader first = chain.appendVoted();
    const VotedHeader second = chain.appendVoted();
    const VotedHeader third = chain.appendVoted();
    const VotedHeader late = chain.appendVoted({}, 2);
    const FinalityVerifier verifier(chain.set(), 0);
    QVERIFY(verifier.verify(first, second, third));
    const auto isBroken = [&](const VotedHeader &a, const VotedHeader &b, const VotedHeader &c) {
        const auto block = verifier.verify(a, b, c);
        return !block && block.error().code == errors::LightLink;
    };
    QVERIFY(isBroken(first, third, second));
    QVERIFY(isBroken(third, second, first));
    QVERIFY(isBroken(second, second, third));
    QVERIFY(isBroken(first, second, second));
    QVERIFY(isBroken(zero, second, third));
    QVERIFY(isBroken(second, third, late)); // an epoch without a block
    // A block of the same height and epoch from another chain does not link.
    SyntheticChain other;
    other.append({{}, {}, crypto::keccak256("other")});
    QVERIFY(isBroken(other.voted(), second, third));
    // A set of others, an empty set, another chain id.
    QCOMPARE(FinalityVerifier(recordedValidators(), 0).verify(first, second, third).error().code, errors::LightQuorum);
    QCOMPARE(FinalityVerifier(ValidatorSet(), 0).verify(first, second, third).error().code, errors::LightQuorum);
    QCOMPARE(FinalityVerifier(chain.set(), 1).verify(first, second, third).error().code, errors::LightQuorum);
    // Each of the three needs its quorum.
    for (int weak = 0; weak < 3; ++weak) {
        QList<VotedHeader> blocks{first, second, third};
        blocks[weak].votes.resize(1);
        const auto block = verifier.verify(blocks[0], blocks[1], blocks[2]);
        QVERIFY(!block);
        QCOMPARE(block.error().code, errors::LightQuorum);
        QCOMPARE(block.error().args.value(u"number"_s).toLongLong(), blocks[weak].header.number());
    }
}

void TestFinality::links()
{
    SyntheticChain chain;
    QList<VotedHeader> blocks{chain.voted()};
    for (int i = 0; i < 6; ++i)
        blocks.append(chain.appendVoted({}, i == 2 ? 5 : 1));
    const auto tip = FinalityVerifier(chain.set(), 0).verify(blocks[4], blocks[5], blocks[6]);
    QVERIFY(tip);
    const auto parent = FinalityVerifier::linkBack(*tip, blocks[4].header);
    QVERIFY(parent);
    QVERIFY(parent->isLinked());
    QCOMPARE(parent->stakeSigned(), tip->stakeSigned());
    const auto before = FinalityVerifier::linkBack(*parent, blocks[3].header);
    QVERIFY(before); // whatever the epochs between
    QCOMPARE(before->number(), 3);
    for (const int wrong : {2, 4, 5, 6, 0})
        QCOMPARE(FinalityVerifier::linkBack(*parent, blocks[wrong].header).error().code, errors::LightLink);
}

void TestFinality::tooManyVotes()
{
    const SyntheticChain chain;
    json::Array votes(MaxVotesPerBlock + 1, json::Value());
    QCOMPARE(countedVotes(chain.tip(), votes, chain.set(), 0).error().code, errors::LightHeader);
    votes.resize(MaxVotesPerBlock - 3);
    for (int i = 0; i < 3; ++i)
        votes.push_back(testing::voteFor(chain.tip(), chain.key(i), 0));
    QCOMPARE(countedVotes(chain.tip(), votes, chain.set(), 0)->size(), std::size_t(3));
}

void TestFinality::doubleVotersAreFound()
{
    SyntheticChain one;
    SyntheticChain two;
    one.append();
    two.append({{}, {}, crypto::keccak256("other")});
    const VotedHeader a = one.voted(3);
    const VotedHeader b = two.voted(2);
    const auto both = doubleVoters(a, b, one.set(), 0);
    QCOMPARE(both.size(), std::size_t(2));
    QVERIFY(doubleVoters(a, a, one.set(), 0).empty());
    QVERIFY(doubleVoters(a, b, one.set(), 1).empty());
    two.append();
    QVERIFY(doubleVoters(a, two.voted(), one.set(), 0).empty()); // another epoch
}

void TestFinality::poolFindsDoubleVotes()
{
    // {"header", "votes"} of net_rawConsensusStatus: two blocks of one epoch, signed by three and by two of three.
    const auto pooled = [](int votersOfSecond, bool isOtherEpoch = false) {
        SyntheticChain one;
        SyntheticChain two;
        one.append();
        two.append({{}, {}, crypto::keccak256("other")}, isOtherEpoch ? 2 : 1);
        VotedPool pool;
        for (const auto &[chain, voters] : {std::pair(&one, 3), std::pair(&two, votersOfSecond)}) {
            const VotedHeader voted = chain->voted(voters);
            json::Object info{{u"block"_s, chain->tipBlock()}, {u"votes"_s, voted.votes}};
            json::Object infos{{voted.header.hash().toString(), std::move(info)}};
            pool.addRawStatus(json::Object{{u"block_pool"_s, json::Object{{u"hashToBlockInfo"_s, std::move(infos)}}}});
        }
        return pool.doubleVote(FinalityVerifier(one.set(), 0));
    };
    const auto few = pooled(1);
    QVERIFY(few && !few->areQuorums);
    QCOMPARE(few->first.votes.size() + few->second.votes.size(), std::size_t(4));
    QVERIFY(few->first.header.hash() != few->second.header.hash());
    const auto many = pooled(2);
    QVERIFY(many && many->areQuorums);
    QVERIFY(!pooled(0));
    QVERIFY(!pooled(3, true));
}

void TestFinality::evidenceText()
{
    const SyntheticChain chain;
    Evidence evidence;
    evidence.kind = u"double_vote"_s;
    evidence.network = u"testnet"_s;
    evidence.firstGateway = u"a.example"_s;
    evidence.secondGateway = u"b.example"_s;
    evidence.first = chain.tip().json();
    evidence.seenAtMs = 5;
    const json::Value text = evidence.toJson();
    QCOMPARE(text[u"kind"].string(), u"double_vote"_s);
    QCOMPARE(text[u"format"].string(), u"ain-studio-evidence"_s);
    QCOMPARE(Header::read(text[u"first"])->hash(), chain.tip().hash());
    QCOMPARE(text[u"seen_at"].toInteger(), 5);
}

} // namespace ain::light

QTEST_GUILESS_MAIN(ain::light::TestFinality)
#include "test_finality.moc"
