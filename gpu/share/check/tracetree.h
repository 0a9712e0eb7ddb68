// The commitment to a trace: one hash that fixes every state between noise and picture, before anybody knows which of
// them will be asked for.
//
//   leaf  = SHA-256(00 ‖ "ain-trace-1" ‖ states ‖ index ‖ SHA-256 of the state)
//   node  = SHA-256(01 ‖ left ‖ right); a node without partner goes up as it is
//   root  = SHA-256(02 ‖ "ain-trace-1" ‖ states ‖ top)
//
// Numbers are u32, little-endian. Number of states and place of a state stand in every leaf, so a proof for one place,
// or of a shorter trace, is none for another. Thread: any.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>

namespace ain::share {

inline constexpr int MostStates = 1024;
inline constexpr qsizetype DigestBytes = 32;

/// What a provider signs. A trace of N steps has N + 1 states.
struct TraceCommitment {
    QByteArray root = {}; ///< 32 bytes
    int states = 0; ///< 2 to MostStates
    friend bool operator==(const TraceCommitment &, const TraceCommitment &) = default;
};

class TraceTree {
public:
    /// SHA-256 of each state, in order. Errors: InvalidArgument.
    [[nodiscard]] static Result<TraceTree> make(const QList<QByteArray> &digests);

    [[nodiscard]] const TraceCommitment &commitment() const { return m_commitment; }
    /// Partners from the leaf upwards; empty for an index that is none.
    [[nodiscard]] QList<QByteArray> proof(int index) const;

private:
    TraceTree() = default;

    QList<QList<QByteArray>> m_levels; ///< leaves first
    TraceCommitment m_commitment;
};

/// Whether the state with this digest stands at `index` of what was committed to. Anything may be handed in.
[[nodiscard]] bool provesState(const TraceCommitment &commitment, int index, QByteArrayView digest,
                               const QList<QByteArray> &proof);

} // namespace ain::share
