// What the light client keeps between runs: verified headers, set moves, the tip, distrusted statements. One SQLite
// file, bounded, holding nothing private (no address of the user's).
#pragma once

#include "core/light/bundle.h"

#include <memory>

namespace ain::light {

/// Thread: the one that opened it (the light thread).
class HeaderStore {
public:
    /// Opens or makes `directory`/headers.db. A damaged or foreign file is set aside and begun anew: everything in it
    /// can be had again. errors::LightStore.
    [[nodiscard]] static Result<std::unique_ptr<HeaderStore>> open(const QString &directory);
    ~HeaderStore();

    /// What a run starts from; made for another checkpoint: nothing.
    struct Saved {
        QList<SetStep> trail;
        std::optional<FinalityProof> tip; ///< to be verified again before it is believed
    };
    [[nodiscard]] Result<Saved> load(const crypto::Hash256 &checkpointHash);
    /// Forgets all and begins for this checkpoint.
    [[nodiscard]] Result<> reset(const crypto::Hash256 &checkpointHash);
    [[nodiscard]] Result<> saveTip(const FinalityProof &tip);
    [[nodiscard]] Result<> appendStep(const SetStep &step);

    /// The hashes of final headers; all but the `keep` numbers up to the highest are removed (at least one stays).
    [[nodiscard]] Result<> putHeaders(const QList<FinalBlock> &blocks, qint64 keep);
    /// The hash of a header known to be final.
    [[nodiscard]] std::optional<crypto::Hash256> hashAt(qint64 number) const;
    [[nodiscard]] qint64 count() const;
    [[nodiscard]] qint64 lowest() const; ///< -1: none

private:
    HeaderStore();
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace ain::light
