#include "ui/pages/common/proofdetails.h"

#include "core/json/writer.h"
#include "ui/format.h"
#include "ui/text/prooftext.h"

#include <QCoreApplication>

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;
using light::ProofBundle;
using light::Standing;

namespace {

constexpr qsizetype MaxRawText = 200'000;
/// Signatures are checked again to count who signed; above this many only the stake is told.
constexpr std::size_t MaxCountedVotes = 60;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ProofDetails)
};

/// How many validators signed that block of the triple which the fewest signed. Empty: not known here.
std::optional<int> signers(const ProofBundle &bundle, const light::ValidatorSet &set)
{
    std::optional<int> fewest;
    for (const light::VotedHeader &block : bundle.finality.triple) {
        if (block.votes.size() > MaxCountedVotes)
            return std::nullopt;
        const auto votes = light::countedVotes(block.header, block.votes, set, bundle.chainId);
        if (!votes)
            return std::nullopt;
        fewest = std::min(fewest.value_or(int(votes->size())), int(votes->size()));
    }
    return fewest;
}

QString signedBy(const ProofState &proof, const light::LightStatus &status)
{
    const light::FinalBlock &block = *proof.mark.block();
    if (block.stakeTotal().isZero())
        return block.number() == 0 ? Words::tr("nobody: it is the first block, known by its hash") : QString();
    const QString stake =
        Words::tr("%1 of %2 of stake").arg(Format::stake(block.stakeSigned()), Format::stake(block.stakeTotal()));
    const bool isSameSet = proof.bundle && status.validators.total() == block.stakeTotal();
    const auto count = isSameSet ? signers(*proof.bundle, status.validators) : std::nullopt;
    if (!count)
        return stake;
    return Words::tr("%1 of %2 validators, with %3").arg(*count).arg(status.validators.validators().size()).arg(stake);
}

QString hashLine(const light::Opening &opening, const QString &node, const std::string &radix)
{
    if (!opening.listing)
        return u"%1\n  branch %2"_s.arg(node, QString::fromUtf8(json::canonical(opening.branch->node)));
    const auto &hash = opening.listing->hash();
    QString line = u"%1\n  %2 children, hash %3"_s.arg(node, QString::number(opening.listing->children().size()),
                                                       hash ? hash->toString() : u"-"_s);
    if (const crypto::Hash256 *child = opening.listing->find(radix))
        line += u"\n  → %1"_s.arg(child->toString());
    return line;
}

QString stateText(const light::StatePath &path, const light::StateProof &state)
{
    QStringList lines{u"path   %1"_s.arg(path.toString()),
                      u"value  %1"_s.arg(QString::fromUtf8(json::pretty(state.value))), QString(), u"openings"_s};
    const std::vector<std::string> radix = path.radix();
    const QString root = light::rootLabel(path.root);
    for (std::size_t i = 0; i < state.openings.size(); ++i) {
        const QString node = i == 0 ? u"/"_s : path.parent(qsizetype(i) - 1).toString();
        const std::string next = i == 0 ? root.toStdString() : i - 1 < radix.size() ? radix[i - 1] : std::string();
        lines += hashLine(state.openings[i], node, next);
    }
    return lines.join(u'\n');
}

QString blockText(const light::VotedHeader &block)
{
    QStringList lines{u"block %1  hash %2"_s.arg(block.header.number()).arg(block.header.hash().toString()),
                      QString::fromUtf8(json::pretty(block.header.json())), u"votes"_s};
    for (const json::Value &vote : block.votes)
        lines += u"  %1\n  %2"_s.arg(vote[u"address"].toString(), vote[u"signature"].toString());
    return lines.join(u'\n');
}

} // namespace

QList<std::pair<QString, QString>> proofFacts(const ProofSubject &subject, const light::LightStatus &status,
                                              qint64 nowMs)
{
    QList<std::pair<QString, QString>> out;
    const ProofState &proof = subject.proof;
    if (const auto &block = proof.mark.block()) {
        const qint64 time = block->header().timestampMs();
        out += {Words::tr("By block"),
                Words::tr("%1, made %2 (%3)")
                    .arg(Format::number(block->number()), Format::moment(time), Format::ago(time, nowMs))};
        out += {Words::tr("Signed by"), signedBy(proof, status)};
        if (block->isLinked())
            out += {Words::tr("Final"), Words::tr("because a signed final block points back to it")};
        if (status.checkpointNumber >= 0) {
            out += {Words::tr("Trust begins"),
                    Words::tr("at block %1 (%2): %3")
                        .arg(Format::number(status.checkpointNumber), status.checkpointDate.left(10),
                             text::checkpointSource(status.checkpointSource))};
        }
    } else if (proof.claimedBlock.value >= 0) {
        out += {Words::tr("Named block"),
                Words::tr("%1, by the node’s word").arg(Format::number(proof.claimedBlock.value))};
    }
    if (!proof.mark.gateway().isEmpty())
        out += {Words::tr("Said by"), proof.mark.gateway()};
    if (proof.seenAtMs > 0 && !proof.mark.block())
        out += {Words::tr("Read"), Format::moment(proof.seenAtMs)};
    out.removeIf([](const auto &fact) { return fact.second.isEmpty(); });
    return out;
}

QString proofLimits(ProofSubject::Kind kind)
{
    const QString common = Words::tr(
        "It rests on the block that trust begins with, and on less than a third of the validators’ stake being "
        "dishonest.");
    switch (kind) {
    case ProofSubject::Kind::Account:
        return Words::tr("It doesn’t prove that nothing has changed after this block. %1").arg(common);
    case ProofSubject::Kind::TokenOwner:
        return Words::tr(
                   "It doesn’t prove that nothing has changed after this block, nor that the picture is original. %1")
            .arg(common);
    case ProofSubject::Kind::Transaction:
        return Words::tr(
                   "It proves that the block has this transaction and what its receipt says, not who stands behind an "
                   "address. %1")
            .arg(common);
    case ProofSubject::Kind::Rules:
        return Words::tr("It doesn’t prove that the pictures are original or worth anything. %1").arg(common);
    }
    return common;
}

QString proofRawText(const ProofBundle &bundle)
{
    QStringList parts;
    if (bundle.path)
        parts += stateText(*bundle.path, bundle.state);
    else
        parts += u"transaction  %1\n(the whole block is in the proof file)"_s.arg(bundle.txHash);
    for (const light::VotedHeader &block : bundle.finality.triple)
        parts += blockText(block);
    for (const light::Header &link : bundle.finality.links)
        parts += u"linked block %1  hash %2"_s.arg(link.number()).arg(link.hash().toString());
    parts += u"checkpoint  %1\ngenesis     %2\nsteps between validator sets: %3"_s.arg(
        bundle.checkpointHash.toString(), bundle.genesisHash.toString(), QString::number(bundle.trail.size()));
    const QString all = parts.join(u"\n\n"_s);
    return all.size() > MaxRawText ? all.left(MaxRawText) + u"\n…"_s : all;
}

} // namespace ain::ui
