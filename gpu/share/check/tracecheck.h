// One check of one delivered picture: what was opened is held against what was committed to, and steps computed again
// against what was opened. Computing again is the caller's, since engines answer later. Thread: one at a time.
//
//   TraceCheck check(commitment, steps, band, numbers of a state);
//   check.open(states of the provider) && check.start(noise of the seed)
//   for each step k: check.step(k, check.state(k) computed one step further)
//   check.image(...) when the delivered picture is held against the last state decoded
#pragma once

#include "gpu/share/check/challenge.h"
#include "gpu/share/check/tolerance.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace ain::share {

/// Why a check was bad, the first reason met.
enum class Fault {
    None,
    NotOpened, ///< nothing came in time, or not what was asked for
    Proof, ///< what came is not what was committed to
    Numbers, ///< a state of another size, or of no numbers
    Start, ///< does not begin with the noise of the seed
    Step, ///< a step is not what the model does
    Image, ///< the picture is not what the last state shows
};

struct OpenedState {
    int index = 0;
    QByteArray state = {}; ///< float32, little-endian
    QList<QByteArray> proof = {};
};

struct StepFinding {
    int step = 0;
    double distance = 0;
    CheckVerdict verdict = CheckVerdict::Ok;
};

struct CheckReport {
    CheckVerdict verdict = CheckVerdict::Ok; ///< the worst of all findings
    Fault fault = Fault::None;
    QList<StepFinding> steps = {};
};

class TraceCheck {
public:
    /// `steps` as challengedSteps() gives them; `numbers` float32 of a state.
    TraceCheck(TraceCommitment commitment, QList<int> steps, const Band &band, qsizetype numbers);

    /// False: bad, see report(). Each challenged state exactly once, in any order; nothing else.
    bool open(const QList<OpenedState> &states);
    /// The provider did not answer in time.
    void notOpened();
    /// Bit for bit: noise is computed with the same bits everywhere. Of a job that was taken over, the state it was
    /// taken over with; its states are counted from there.
    bool start(std::span<const float> noise);
    /// What was handed over is not the state behind the last step.
    void otherEnd();
    /// State `step` as the checker's own model takes it one step further.
    void step(int step, std::span<const float> again);
    /// imageDistance() of the delivered picture from the last state decoded.
    void image(double distance);

    [[nodiscard]] std::span<const float> state(int index) const; ///< empty when it was not opened
    [[nodiscard]] const QList<int> &steps() const { return m_steps; }
    /// Inconclusive as long as a part of the check is missing, unless it is bad already. The picture may be left out.
    [[nodiscard]] CheckReport report() const;

private:
    void note(CheckVerdict verdict, Fault fault);

    TraceCommitment m_commitment;
    QList<int> m_steps;
    Band m_band;
    qsizetype m_numbers;
    QHash<int, std::vector<float>> m_states;
    QSet<int> m_left; ///< steps that were not computed again yet
    bool m_hasStart = false;
    CheckReport m_report;
};

/// Two jobs with different seeds never share a state: digests (SHA-256 of opened states) of this job that are known
/// from others. `known` grows. What is drawn once and delivered twice shows here, whichever steps are computed again.
[[nodiscard]] bool repeatsStates(const QList<OpenedState> &states, QSet<QByteArray> &known);

} // namespace ain::share
