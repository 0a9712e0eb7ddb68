#include "gpu/share/check/tracetree.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <algorithm>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr char LeafMark = 0;
constexpr char NodeMark = 1;
constexpr char RootMark = 2;
constexpr QByteArrayView Domain("ain-trace-1");

QByteArray sha256(const QByteArray &bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); }

void append(QByteArray &to, int number)
{
    std::array<char, 4> bytes{};
    qToLittleEndian(quint32(number), bytes.data());
    to.append(bytes.data(), qsizetype(bytes.size()));
}

QByteArray leafOf(int states, int index, QByteArrayView digest)
{
    QByteArray bytes(1, LeafMark);
    bytes.append(Domain);
    append(bytes, states);
    append(bytes, index);
    bytes.append(digest);
    return sha256(bytes);
}

QByteArray nodeOf(const QByteArray &left, const QByteArray &right)
{
    return sha256(QByteArray(1, NodeMark) + left + right);
}

QByteArray rootOf(int states, const QByteArray &top)
{
    QByteArray bytes(1, RootMark);
    bytes.append(Domain);
    append(bytes, states);
    bytes.append(top);
    return sha256(bytes);
}

} // namespace

Result<TraceTree> TraceTree::make(const QList<QByteArray> &digests)
{
    const bool areDigests =
        std::all_of(digests.begin(), digests.end(), [](const QByteArray &one) { return one.size() == DigestBytes; });
    if (digests.size() < 2 || digests.size() > MostStates || !areDigests)
        return failure(errors::InvalidArgument, {{u"what"_s, u"trace"_s}});
    TraceTree tree;
    const int states = int(digests.size());
    QList<QByteArray> level;
    for (int i = 0; i < states; ++i)
        level.append(leafOf(states, i, digests[i]));
    while (level.size() > 1) {
        QList<QByteArray> above;
        for (qsizetype i = 0; i + 1 < level.size(); i += 2)
            above.append(nodeOf(level[i], level[i + 1]));
        if (level.size() % 2 == 1)
            above.append(level.last());
        tree.m_levels.append(level);
        level = above;
    }
    tree.m_commitment = {.root = rootOf(states, level.first()), .states = states};
    return tree;
}

QList<QByteArray> TraceTree::proof(int index) const
{
    QList<QByteArray> partners;
    if (index < 0 || index >= m_commitment.states)
        return partners;
    qsizetype at = index;
    for (const QList<QByteArray> &level : m_levels) {
        const qsizetype partner = at ^ 1;
        if (partner < level.size())
            partners.append(level[partner]);
        at /= 2;
    }
    return partners;
}

bool provesState(const TraceCommitment &commitment, int index, QByteArrayView digest, const QList<QByteArray> &proof)
{
    const int states = commitment.states;
    if (states < 2 || states > MostStates || index < 0 || index >= states || digest.size() != DigestBytes)
        return false;
    QByteArray hash = leafOf(states, index, digest);
    qsizetype used = 0;
    int at = index;
    for (int width = states; width > 1; width = (width + 1) / 2) {
        if ((at ^ 1) < width) {
            if (used >= proof.size() || proof[used].size() != DigestBytes)
                return false;
            const QByteArray &partner = proof[used++];
            hash = at % 2 == 0 ? nodeOf(hash, partner) : nodeOf(partner, hash);
        }
        at /= 2;
    }
    return used == proof.size() && rootOf(states, hash) == commitment.root;
}

} // namespace ain::share
