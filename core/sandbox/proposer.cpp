#include "core/sandbox/proposer.h"

#include "core/crypto/seedrandom.h"

namespace ain::sandbox {

QString selectProposer(const QString &parentLastVotesHash, qint64 epoch, const json::Object &validators)
{
    double total = 0;
    for (const auto &[address, info] : validators) {
        if (info[u"proposal_right"].toBool())
            total += info[u"stake"].toDouble();
    }
    const double target = crypto::SeedRandom(parentLastVotesHash + QString::number(epoch)).next() * total;
    double cumulative = 0;
    for (const auto &[address, info] : validators) { // in plain text order, which is how objects are kept
        if (!info[u"proposal_right"].toBool())
            continue;
        cumulative += info[u"stake"].toDouble();
        if (cumulative > target)
            return address;
    }
    return {};
}

} // namespace ain::sandbox
