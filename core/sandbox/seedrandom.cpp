#include "core/sandbox/seedrandom.h"

#include <utility>
#include <vector>

namespace ain::sandbox {

using namespace Qt::StringLiterals;

SeedRandom::SeedRandom(QStringView seed)
{
    // The key is the seed folded into at most 256 bytes; a "smear" carries earlier bytes along once it wraps.
    std::vector<std::uint8_t> key;
    std::int32_t smear = 0;
    for (qsizetype at = 0; at < seed.size(); ++at) {
        const auto slot = std::size_t(at) & 255U;
        if (slot < key.size())
            smear ^= std::int32_t(key[slot]) * 19;
        else
            smear = 0;
        const auto mixed = std::uint8_t(std::uint32_t(smear + std::int32_t(seed[at].unicode())) & 255U);
        if (slot < key.size())
            key[slot] = mixed;
        else
            key.push_back(mixed);
    }
    if (key.empty())
        key.push_back(0);

    for (std::size_t i = 0; i < m_state.size(); ++i)
        m_state[i] = std::uint8_t(i);
    std::uint8_t j = 0;
    for (std::size_t i = 0; i < m_state.size(); ++i) {
        j = std::uint8_t(j + key[i % key.size()] + m_state[i]);
        std::swap(m_state[i], m_state[j]);
    }
    for (int i = 0; i < 256; ++i)
        (void)byte();
}

std::uint8_t SeedRandom::byte()
{
    m_i = std::uint8_t(m_i + 1);
    m_j = std::uint8_t(m_j + m_state[m_i]);
    std::swap(m_state[m_i], m_state[m_j]);
    return m_state[std::uint8_t(m_state[m_i] + m_state[m_j])];
}

double SeedRandom::next()
{
    // 6 bytes, then single ones until 52 bits are full; surplus bits are shifted out again.
    double numerator = 0;
    for (int i = 0; i < 6; ++i)
        numerator = numerator * 256.0 + double(byte());
    double denominator = 281474976710656.0; // 256^6
    std::uint32_t extra = 0;
    while (numerator < 4503599627370496.0) { // 2^52
        numerator = (numerator + double(extra)) * 256.0;
        denominator *= 256.0;
        extra = byte();
    }
    while (numerator >= 9007199254740992.0) { // 2^53
        numerator /= 2.0;
        denominator /= 2.0;
        extra >>= 1U;
    }
    return (numerator + double(extra)) / denominator;
}

QString selectProposer(const QString &parentLastVotesHash, qint64 epoch, const json::Object &validators)
{
    double total = 0;
    for (const auto &[address, info] : validators) {
        if (info[u"proposal_right"].toBool())
            total += info[u"stake"].toDouble();
    }
    const double target = SeedRandom(parentLastVotesHash + QString::number(epoch)).next() * total;
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
