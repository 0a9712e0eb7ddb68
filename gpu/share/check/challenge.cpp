#include "gpu/share/check/challenge.h"

#include <QMessageAuthenticationCode>
#include <QtEndian>

#include <algorithm>

namespace ain::share {

namespace {

/// Numbers that follow from a nonce and what it is about.
class Stream {
public:
    Stream(QByteArrayView purpose, QByteArrayView nonce, QStringView job, const TraceCommitment &commitment)
        : m_key(nonce.toByteArray()), m_about(purpose.toByteArray())
    {
        m_about += '\0';
        m_about += commitment.root;
        m_about += QByteArray::number(commitment.states);
        m_about += '\0';
        m_about += job.toUtf8();
        m_about += '\0';
    }

    quint64 next()
    {
        const QByteArray block = QMessageAuthenticationCode::hash(m_about + QByteArray::number(m_count++), m_key,
                                                                  QCryptographicHash::Sha256);
        return qFromLittleEndian<quint64>(block.constData());
    }
    /// Uniform in [0, bound).
    quint64 below(quint64 bound)
    {
        const quint64 unfair = (~quint64(0) - bound + 1) % bound; // 2^64 mod bound
        for (;;) {
            const quint64 value = next();
            if (value >= unfair)
                return value % bound;
        }
    }

private:
    QByteArray m_key;
    QByteArray m_about;
    quint32 m_count = 0;
};

bool isCommitment(const TraceCommitment &commitment)
{
    return commitment.root.size() == DigestBytes && commitment.states >= 2 && commitment.states <= MostStates;
}

} // namespace

QList<int> challengedSteps(QByteArrayView nonce, QStringView job, const TraceCommitment &commitment, int count)
{
    if (nonce.size() != NonceBytes || !isCommitment(commitment) || count < 0)
        return {};
    QList<int> others;
    for (int step = 1; step < commitment.states - 1; ++step)
        others.append(step);
    Stream stream("ain-challenge-1", nonce, job, commitment);
    QList<int> steps = {0};
    for (int i = 0; i < count && !others.isEmpty(); ++i)
        steps.append(others.takeAt(qsizetype(stream.below(quint64(others.size())))));
    std::sort(steps.begin(), steps.end());
    return steps;
}

QList<int> challengedStates(const QList<int> &steps, const TraceCommitment &commitment)
{
    QList<int> states = {0, commitment.states - 1};
    for (const int step : steps)
        states << step << step + 1;
    std::sort(states.begin(), states.end());
    states.erase(std::unique(states.begin(), states.end()), states.end());
    return states;
}

bool isPicked(QByteArrayView nonce, QStringView job, const TraceCommitment &commitment, double rate)
{
    constexpr double Range = 9007199254740992.0; // 2^53: every value is a double
    Stream stream("ain-pick-1", nonce, job, commitment);
    return double(stream.next() >> 11U) < rate * Range;
}

} // namespace ain::share
