#include "core/light/bundle.h"

#include "core/crypto/key.h"

namespace ain::light {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype TripleSize = 3;
constexpr qsizetype MaxText = 500;

auto refuse(const QString &what) { return failure(errors::LightBundle, {{u"what"_s, what}}); }

Result<Header> readHeader(const json::Value &json, const QString &what)
{
    auto header = Header::read(json);
    if (!header)
        return refuse(what + u' ' + header.error().args.value(u"what"_s).toString());
    return header;
}

/// The set that may sign what comes after the trail, and the number of the block that showed it.
struct Followed {
    ValidatorSet set;
    ValidatorSet anchor;
    qint64 number = 0;
};

/// Where the signed blocks of a proof stand must be checked, or a set could be asked about blocks older than itself.
Result<> checkOrder(const FinalityProof &proof, const Followed &followed, const Checkpoint &checkpoint)
{
    if (proof.triple.size() != TripleSize || proof.triple[1].header.number() < followed.number)
        return refuse(u"order"_s);
    QList<Header> named{proof.triple[0].header, proof.triple[1].header, proof.triple[2].header};
    named += proof.links;
    for (const Header &header : std::as_const(named)) {
        const bool isOther = (header.number() == checkpoint.number && header.hash() != checkpoint.hash)
            || (header.number() == 0 && header.hash() != checkpoint.genesisHash);
        if (isOther) {
            return failure(errors::LightOtherChain,
                           {{u"expected"_s, checkpoint.hash.toString()}, {u"found"_s, header.hash().toString()}});
        }
    }
    return {};
}

} // namespace

json::Value FinalityProof::toJson() const
{
    json::Array blocks;
    for (const VotedHeader &block : triple)
        blocks.push_back(json::Object{{u"header"_s, block.header.json()}, {u"votes"_s, block.votes}});
    json::Array chain;
    for (const Header &header : links)
        chain.push_back(header.json());
    return json::Object{{u"blocks"_s, std::move(blocks)}, {u"links"_s, std::move(chain)}};
}

Result<FinalityProof> FinalityProof::read(const json::Value &json)
{
    const json::Array &blocks = json[u"blocks"].array();
    const json::Value &links = json[u"links"];
    if (blocks.size() != std::size_t(TripleSize))
        return refuse(u"blocks"_s);
    if (!links.isArray() || links.array().size() > std::size_t(MaxLinks))
        return refuse(u"links"_s);
    FinalityProof proof;
    for (const json::Value &block : blocks) {
        auto header = readHeader(block[u"header"], u"header"_s);
        if (!header)
            return failure(header.error());
        if (!block[u"votes"].isArray() || block[u"votes"].array().size() > MaxVotesPerBlock)
            return refuse(u"votes"_s);
        proof.triple.append(VotedHeader{std::move(*header), block[u"votes"].array()});
    }
    proof.links.reserve(qsizetype(links.array().size()));
    for (const json::Value &link : links.array()) {
        auto header = readHeader(link, u"link"_s);
        if (!header)
            return failure(header.error());
        proof.links.append(std::move(*header));
    }
    return proof;
}

Result<FinalBlock> verifyFinality(const FinalityProof &proof, const ValidatorSet &set, int chainId)
{
    if (proof.triple.size() != TripleSize || proof.links.size() > MaxLinks)
        return failure(errors::LightLink, {{u"what"_s, u"blocks"_s}, {u"number"_s, -1}});
    const FinalityVerifier verifier(set, chainId);
    auto block = verifier.verify(proof.triple[0], proof.triple[1], proof.triple[2]);
    if (!block)
        return block;
    for (const Header &parent : proof.links) {
        block = FinalityVerifier::linkBack(*block, parent);
        if (!block)
            return block;
    }
    return block;
}

json::Value SetStep::toJson() const
{
    json::Array proofs;
    for (const StateProof &fact : facts)
        proofs.push_back(fact.toJson());
    return json::Object{{u"finality"_s, finality.toJson()}, {u"facts"_s, std::move(proofs)}};
}

Result<SetStep> SetStep::read(const json::Value &json)
{
    const json::Array &facts = json[u"facts"].array();
    if (!facts.empty() && facts.size() != std::size_t(validatorFactPaths().size()))
        return refuse(u"facts"_s);
    auto finality = FinalityProof::read(json[u"finality"]);
    if (!finality)
        return failure(finality.error());
    SetStep step;
    step.finality = std::move(*finality);
    for (const json::Value &fact : facts) {
        auto proof = StateProof::read(fact);
        if (!proof)
            return refuse(u"facts"_s);
        step.facts.append(std::move(*proof));
    }
    return step;
}

QList<StatePath> validatorFactPaths()
{
    const auto path = [](QStringList labels) { return StatePath{StateRoot::Values, std::move(labels)}; };
    return {path({u"consensus"_s, u"proposer_whitelist"_s}), path({u"consensus"_s, u"validator_whitelist"_s}),
            path({u"staking"_s, u"consensus"_s}), path({u"service_accounts"_s, u"staking"_s, u"consensus"_s}),
            path({u"blockchain_params"_s, u"consensus"_s})};
}

namespace {

/// Less than a third of `from` is gone or has less stake, and less than a third has come.
bool isSmallChange(const ValidatorSet &from, const ValidatorSet &to)
{
    const qint64 total = from.total().micro();
    return 3 * from.stakeMissingIn(to).micro() < total && 3 * to.stakeMissingIn(from).micro() < total;
}

/// The set that the header after the block states.
Result<ValidatorSet> statedSet(const SetStep &step, const ValidatorSet &old, const ValidatorSet &anchor)
{
    auto stated = ValidatorSet::fromJson(step.finality.triple.constLast().header.statedValidators());
    if (!stated)
        return stated;
    if (!step.finality.links.isEmpty() || !isSmallChange(old, *stated) || !isSmallChange(anchor, *stated))
        return failure(errors::LightValidators, {{u"what"_s, u"change"_s}});
    return stated;
}

} // namespace

Result<ValidatorSet> verifySetStep(const SetStep &step, const ValidatorSet &old, int chainId,
                                   const ValidatorSet &anchor)
{
    const auto block = verifyFinality(step.finality, old, chainId);
    if (!block)
        return failure(block.error());
    if (step.facts.isEmpty())
        return statedSet(step, old, anchor);
    const QList<StatePath> paths = validatorFactPaths();
    if (step.facts.size() != paths.size())
        return failure(errors::LightValidators, {{u"what"_s, u"facts"_s}});
    ValidatorFacts facts;
    json::Value *const members[] = {&facts.proposerWhitelist, &facts.validatorWhitelist, &facts.staking, &facts.stakes,
                                    &facts.params};
    for (qsizetype i = 0; i < paths.size(); ++i) {
        const auto finding = StateVerifier::verify(*block, paths[i], step.facts[i]);
        if (!finding)
            return failure(finding.error());
        if (!finding->proven)
            return failure(errors::LightValidators, {{u"what"_s, paths[i].toString()}});
        *members[i] = finding->proven->value().value;
    }
    return deriveValidators(facts);
}

json::Value ProofBundle::toJson() const
{
    json::Array steps;
    for (const SetStep &step : trail)
        steps.push_back(step.toJson());
    json::Object result{
        {u"format"_s, u"ain-studio-proof"_s},
        {u"version"_s, 1},
        {u"network"_s, network},
        {u"chain_id"_s, chainId},
        {u"genesis_hash"_s, genesisHash.toString()},
        {u"checkpoint_hash"_s, checkpointHash.toString()},
        {u"made_at"_s, madeAtMs},
        {u"trail"_s, std::move(steps)},
        {u"finality"_s, finality.toJson()},
    };
    if (path) {
        json::Object fact{{u"path"_s, path->toString()}, {u"proof"_s, state.toJson()}};
        result.set(u"state"_s, std::move(fact));
    } else {
        json::Object fact{{u"hash"_s, txHash}, {u"block"_s, block}};
        result.set(u"transaction"_s, std::move(fact));
    }
    return result;
}

Result<ProofBundle> ProofBundle::read(const json::Value &json)
{
    if (json[u"format"].string() != u"ain-studio-proof" || json[u"version"].toInteger() != 1)
        return refuse(u"format"_s);
    ProofBundle bundle;
    bundle.network = json[u"network"].string();
    if (bundle.network.isEmpty() || bundle.network.size() > MaxText)
        return refuse(u"network"_s);
    const qint64 chainId = json[u"chain_id"].toInteger(-1);
    if (chainId < 0 || chainId > crypto::MaxChainId)
        return refuse(u"chain_id"_s);
    bundle.chainId = int(chainId);
    const auto genesis = crypto::Hash256::parse(json[u"genesis_hash"].string());
    const auto checkpoint = crypto::Hash256::parse(json[u"checkpoint_hash"].string());
    if (!genesis || !checkpoint)
        return refuse(u"genesis_hash"_s);
    bundle.genesisHash = *genesis;
    bundle.checkpointHash = *checkpoint;
    bundle.madeAtMs = json[u"made_at"].toInteger(-1);
    if (bundle.madeAtMs < 0)
        return refuse(u"made_at"_s);
    const json::Value &steps = json[u"trail"];
    if (!steps.isArray() || steps.array().size() > std::size_t(MaxTrailSteps))
        return refuse(u"trail"_s);
    for (const json::Value &entry : steps.array()) {
        auto step = SetStep::read(entry);
        if (!step)
            return failure(step.error());
        bundle.trail.append(std::move(*step));
    }
    auto finality = FinalityProof::read(json[u"finality"]);
    if (!finality)
        return failure(finality.error());
    bundle.finality = std::move(*finality);

    const json::Value &fact = json[u"state"];
    const json::Value &transaction = json[u"transaction"];
    if (fact.isObject() == transaction.isObject())
        return refuse(u"state"_s);
    if (fact.isObject()) {
        auto path = StatePath::parse(fact[u"path"].string());
        if (!path)
            return refuse(u"path"_s);
        auto proof = StateProof::read(fact[u"proof"]);
        if (!proof)
            return refuse(u"proof"_s);
        bundle.path = std::move(*path);
        bundle.state = std::move(*proof);
    } else {
        const auto hash = crypto::Hash256::parse(transaction[u"hash"].string());
        if (!hash || !transaction[u"block"].isObject())
            return refuse(u"transaction"_s);
        bundle.txHash = hash->toString();
        bundle.block = transaction[u"block"];
    }
    return bundle;
}

Result<BundleFinding> verifyBundle(const ProofBundle &bundle, const Checkpoint &checkpoint)
{
    const auto otherChain = [](const QString &expected, const QString &found) {
        return failure(errors::LightOtherChain, {{u"expected"_s, expected}, {u"found"_s, found}});
    };
    if (bundle.genesisHash != checkpoint.genesisHash)
        return otherChain(checkpoint.genesisHash.toString(), bundle.genesisHash.toString());
    if (bundle.chainId != checkpoint.chainId)
        return otherChain(QString::number(checkpoint.chainId), QString::number(bundle.chainId));
    if (bundle.trail.size() > MaxTrailSteps)
        return refuse(u"trail"_s);

    Followed followed{checkpoint.validators, checkpoint.validators, checkpoint.number};
    for (const SetStep &step : bundle.trail) {
        if (const auto inOrder = checkOrder(step.finality, followed, checkpoint); !inOrder)
            return failure(inOrder.error());
        auto next = verifySetStep(step, followed.set, checkpoint.chainId, followed.anchor);
        if (!next)
            return failure(next.error());
        followed =
            Followed{*next, step.facts.isEmpty() ? followed.anchor : *next, step.finality.triple[1].header.number()};
    }
    if (const auto inOrder = checkOrder(bundle.finality, followed, checkpoint); !inOrder)
        return failure(inOrder.error());
    const auto block = verifyFinality(bundle.finality, followed.set, checkpoint.chainId);
    if (!block)
        return failure(block.error());

    BundleFinding finding{*block, std::nullopt, std::nullopt};
    if (bundle.path) {
        auto state = StateVerifier::verify(*block, *bundle.path, bundle.state);
        if (!state)
            return failure(state.error());
        finding.state = std::move(*state);
        return finding;
    }
    auto found = InclusionVerifier::find(*block, bundle.block, bundle.txHash);
    if (!found)
        return failure(found.error());
    if (!*found)
        return refuse(u"transaction"_s);
    finding.transaction = std::move(**found);
    return finding;
}

} // namespace ain::light
