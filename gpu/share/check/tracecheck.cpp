#include "gpu/share/check/tracecheck.h"

#include <QCryptographicHash>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace ain::share {

namespace {

constexpr float MostNumber = 1000; // as engines bound what they begin with

QByteArray digestOf(const QByteArray &state) { return QCryptographicHash::hash(state, QCryptographicHash::Sha256); }

std::vector<float> numbersOf(const QByteArray &state)
{
    std::vector<float> values(std::size_t(state.size()) / sizeof(float));
    if (!values.empty())
        std::memcpy(values.data(), state.constData(), values.size() * sizeof(float));
    return values;
}

} // namespace

TraceCheck::TraceCheck(TraceCommitment commitment, QList<int> steps, const Band &band, qsizetype numbers)
    : m_commitment(std::move(commitment)),
      m_steps(std::move(steps)),
      m_band(band),
      m_numbers(numbers),
      m_left(m_steps.begin(), m_steps.end())
{
}

void TraceCheck::note(CheckVerdict verdict, Fault fault)
{
    if (verdict <= m_report.verdict)
        return;
    m_report.verdict = verdict;
    m_report.fault = fault;
}

void TraceCheck::notOpened() { note(CheckVerdict::Bad, Fault::NotOpened); }

void TraceCheck::otherEnd() { note(CheckVerdict::Bad, Fault::Proof); }

bool TraceCheck::open(const QList<OpenedState> &states)
{
    const QList<int> wanted = challengedStates(m_steps, m_commitment);
    QList<int> given;
    for (const OpenedState &state : states)
        given.append(state.index);
    std::sort(given.begin(), given.end());
    if (given != wanted) {
        notOpened();
        return false;
    }
    for (const OpenedState &opened : states) {
        if (!provesState(m_commitment, opened.index, digestOf(opened.state), opened.proof)) {
            note(CheckVerdict::Bad, Fault::Proof);
            return false;
        }
        const std::vector<float> values = numbersOf(opened.state);
        const bool areNumbers =
            std::all_of(values.begin(), values.end(), [](float value) { return std::abs(value) <= MostNumber; });
        if (opened.state.size() != m_numbers * qsizetype(sizeof(float)) || !areNumbers) {
            note(CheckVerdict::Bad, Fault::Numbers);
            return false;
        }
        m_states.insert(opened.index, values);
    }
    return true;
}

bool TraceCheck::start(std::span<const float> noise)
{
    const std::span<const float> given = state(0);
    m_hasStart = true;
    if (given.size() == noise.size() && std::memcmp(given.data(), noise.data(), noise.size_bytes()) == 0)
        return true;
    note(CheckVerdict::Bad, Fault::Start);
    return false;
}

void TraceCheck::step(int step, std::span<const float> again)
{
    if (!m_left.remove(step))
        return;
    StepFinding finding{.step = step, .distance = stepDistance(state(step), again, state(step + 1))};
    finding.verdict = judge(finding.distance, m_band);
    m_report.steps.append(finding);
    note(finding.verdict, Fault::Step);
}

void TraceCheck::image(double distance) { note(judge(distance, ImageBand), Fault::Image); }

std::span<const float> TraceCheck::state(int index) const
{
    const auto found = m_states.constFind(index);
    return found == m_states.cend() ? std::span<const float>() : std::span<const float>(*found);
}

CheckReport TraceCheck::report() const
{
    CheckReport report = m_report;
    if (report.verdict == CheckVerdict::Ok && (!m_hasStart || !m_left.isEmpty() || m_steps.isEmpty()))
        report.verdict = CheckVerdict::Inconclusive;
    return report;
}

bool repeatsStates(const QList<OpenedState> &states, QSet<QByteArray> &known)
{
    bool isRepeated = false;
    for (const OpenedState &opened : states) {
        const QByteArray digest = digestOf(opened.state);
        isRepeated = isRepeated || known.contains(digest);
        known.insert(digest);
    }
    return isRepeated;
}

} // namespace ain::share
