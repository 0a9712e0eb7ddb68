// Providers for tests of the checking: an honest one, one with other kernels, and those that cheat, all with real runs
// of the built-in model.
#pragma once

#include "gpu/engine/mini/cpupredictor.h"
#include "gpu/engine/mini/noise.h"
#include "gpu/engine/mini/sampling.h"
#include "gpu/share/check/spotcheck.h"
#include "gpu/share/check/tracecheck.h"
#ifdef AIN_LAB_GRAPH
#include "gpu/engine/minigraph/graphpredictor.h"
#endif

#include <QCryptographicHash>

#include <algorithm>
#include <bit>
#include <cmath>
#include <memory>
#include <random>

namespace ain::share::lab {

namespace mini = engine::mini;

using State = std::vector<float>;
using States = std::vector<State>;

enum class Provider {
    Honest, ///< the same kernels as the checker: the same bits
    OtherKernels, ///< ggml's
    TensorCores, ///< honest too: factors rounded to 11 bits, as graphics cards multiply float32 (TF32)
    EightBit, ///< weights in q8_0
    FourBit, ///< weights in q4_0
    FewerSteps, ///< half of them, and what lies between is put in the middle
    OtherSeed, ///< right noise, then the way of another seed that was drawn before
    OtherSeedPlain, ///< all of another seed
    OtherModel,
    Lookalike, ///< the right model with weights that are a tenth off, as another training of it
    Spliced, ///< begins honestly, and goes over to the way of another seed somewhere
};

/// f(weights of one block of up to 32 inputs of one output).
template<typename F>
void changeLinear(mini::Linear &linear, const F &change)
{
    constexpr int Block = 32;
    const auto at = [&linear](int output, int input) -> float & {
        return linear.weight[(std::size_t(output / 16) * std::size_t(linear.inputs) + std::size_t(input)) * 16
                             + std::size_t(output % 16)];
    };
    for (int output = 0; output < linear.outputs; ++output) {
        for (int first = 0; first < linear.inputs; first += Block) {
            std::vector<float *> block;
            for (int input = first; input < std::min(first + Block, linear.inputs); ++input)
                block.push_back(&at(output, input));
            change(block);
        }
    }
}

template<typename F>
mini::Model changed(mini::Model model, const F &change)
{
    for (mini::TextBlock &block : model.textBlocks) {
        for (mini::Linear *linear : {&block.qkv, &block.out, &block.up, &block.down})
            changeLinear(*linear, change);
    }
    for (mini::ImageBlock &block : model.blocks) {
        for (mini::Linear *linear : {&block.qkv, &block.textKv, &block.out, &block.up, &block.down, &block.skip})
            changeLinear(*linear, change);
    }
    for (mini::Linear *linear : {&model.timeIn, &model.timeOut, &model.pooled, &model.modulation,
                                 &model.finalModulation, &model.patchIn, &model.patchOut})
        changeLinear(*linear, change);
    return model;
}

inline void toFourBit(const std::vector<float *> &block)
{
    float largest = 0;
    for (const float *value : block) {
        if (std::abs(*value) > std::abs(largest))
            largest = *value;
    }
    const float scale = largest / -8;
    for (float *value : block)
        *value = scale == 0 ? 0 : scale * (std::clamp(std::floor(*value / scale + 8.5F), 0.0F, 15.0F) - 8);
}

inline void toEightBit(const std::vector<float *> &block)
{
    float largest = 0;
    for (const float *value : block)
        largest = std::max(largest, std::abs(*value));
    const float scale = largest / 127;
    for (float *value : block)
        *value = scale == 0 ? 0 : scale * std::round(*value / scale);
}

inline float toElevenBits(float value)
{
    const auto bits = std::bit_cast<quint32>(value);
    return std::bit_cast<float>((bits + 0x1000U) & ~0x1fffU);
}

/// Products as the matrix units of graphics cards form them from float32.
inline void multiplyTensorCores(const mini::Product &product)
{
    const auto rounded = [](const float *from, std::size_t count) {
        std::vector<float> values(from, from + count);
        std::transform(values.begin(), values.end(), values.begin(), toElevenBits);
        return values;
    };
    const std::vector<float> left = rounded(
        product.left, std::size_t(product.rows - 1) * std::size_t(product.leftStride) + std::size_t(product.inner));
    const std::size_t panel = std::size_t(product.inner) * mini::PanelColumns;
    const std::vector<float> right =
        rounded(product.right, std::size_t(product.panels - 1) * std::size_t(product.panelStride) + panel);
    mini::Product changed = product;
    changed.left = left.data();
    changed.right = right.data();
    mini::multiplyPlain(changed);
}

/// The same kind of model with other weights of the same size.
inline mini::Model otherModel(const mini::Model &model)
{
    std::mt19937 random(7);
    return changed(model, [&random](const std::vector<float *> &block) {
        for (std::size_t i = block.size(); i > 1; --i)
            std::swap(*block[i - 1], *block[random() % i]);
    });
}

inline mini::Model lookalike(const mini::Model &model)
{
    std::mt19937 random(9);
    return changed(model, [&random](const std::vector<float *> &block) {
        for (float *value : block)
            *value *= 1 + 0.1F * (float(random() % 2001) / 1000 - 1);
    });
}

class Lab {
public:
    explicit Lab(mini::Model model, int threads = 1)
        : m_team(threads),
          m_model(std::move(model)),
          m_eight(changed(m_model, toEightBit)),
          m_four(changed(m_model, toFourBit)),
          m_other(otherModel(m_model)),
          m_like(lookalike(m_model)),
          m_checker(m_model, m_team),
          m_tensorCores(m_model, m_team, multiplyTensorCores)
    {
#ifdef AIN_LAB_GRAPH
        auto graph = mini::GraphPredictor::make(m_model, mini::Device::Cpu, threads);
        if (graph)
            m_graph = *std::move(graph);
#endif
    }

    [[nodiscard]] const mini::Model &model() const { return m_model; }
    [[nodiscard]] bool hasOtherKernels() const { return m_graph != nullptr; }
    [[nodiscard]] qsizetype numbers() const { return 3 * qsizetype(m_model.sizes.size) * m_model.sizes.size; }
    [[nodiscard]] State noiseOf(const mini::Request &request) const
    {
        return mini::noise(request.seed, int(numbers()));
    }

    /// What a provider commits to for this order; all request.steps + 1 states.
    States draw(Provider provider, const mini::Request &request)
    {
        switch (provider) {
        case Provider::Honest: return way(m_model, m_checker, request);
        case Provider::OtherKernels: return m_graph ? way(m_model, *m_graph, request) : States();
        case Provider::TensorCores: return way(m_model, m_tensorCores, request);
        case Provider::EightBit: return cpu(m_eight, request);
        case Provider::FourBit: return cpu(m_four, request);
        case Provider::OtherModel: return cpu(m_other, request);
        case Provider::Lookalike: return cpu(m_like, request);
        case Provider::FewerSteps: return halfTheSteps(request);
        case Provider::OtherSeedPlain: return way(m_model, m_checker, withSeed(request, request.seed + 1));
        case Provider::OtherSeed: return spliced(request, 1);
        case Provider::Spliced: return spliced(request, 1 + int(request.seed % quint64(request.steps)));
        }
        return {};
    }

    /// One step, as the checker does it.
    State again(const mini::Request &request, int step, std::span<const float> from)
    {
        State next;
        const mini::Section section{
            .first = step, .last = step + 1, .start = step == 0 ? std::span<const float>() : from};
        const auto drawn = mini::sample(
            m_model, m_checker, request, section, [](const mini::Step &) { return true; },
            [&next](int, std::span<const float> state) { next.assign(state.begin(), state.end()); });
        return drawn ? next : State();
    }

    /// Distance of each step of what was committed to.
    std::vector<double> distances(const mini::Request &request, const States &states)
    {
        std::vector<double> all;
        for (int k = 0; k < request.steps; ++k) {
            // A beginning that is not the seed's noise can't be gone on from as step 0 of this seed.
            const bool isStart = k > 0 || states[0] == noiseOf(request);
            const State next = isStart ? again(request, k, states[std::size_t(k)]) : State();
            all.push_back(stepDistance(states[std::size_t(k)], next, states[std::size_t(k) + 1]));
        }
        return all;
    }

private:
    static mini::Request withSeed(mini::Request request, quint64 seed)
    {
        request.seed = seed;
        return request;
    }

    static States way(const mini::Model &model, mini::Predictor &predictor, const mini::Request &request)
    {
        States states;
        const auto drawn = mini::sample(
            model, predictor, request, {}, [](const mini::Step &) { return true; },
            [&states](int, std::span<const float> state) { states.emplace_back(state.begin(), state.end()); });
        return drawn ? states : States();
    }

    States cpu(const mini::Model &model, const mini::Request &request)
    {
        mini::CpuPredictor predictor(model, m_team);
        return way(model, predictor, request);
    }

    States halfTheSteps(const mini::Request &request)
    {
        mini::Request half = request;
        half.steps = request.steps / 2;
        const States real = way(m_model, m_checker, half);
        States states;
        for (std::size_t i = 0; i + 1 < real.size(); ++i) {
            states.push_back(real[i]);
            State middle(real[i].size());
            for (std::size_t k = 0; k < middle.size(); ++k)
                middle[k] = (real[i][k] + real[i + 1][k]) / 2;
            states.push_back(std::move(middle));
        }
        states.push_back(real.back());
        return states;
    }

    /// Honest up to state `at` - 1.
    States spliced(const mini::Request &request, int at)
    {
        States states = way(m_model, m_checker, request);
        const States other = way(m_model, m_checker, withSeed(request, request.seed + 1));
        for (std::size_t k = std::size_t(at); k < states.size(); ++k)
            states[k] = other[k];
        return states;
    }

    mini::Team m_team;
    const mini::Model m_model, m_eight, m_four, m_other, m_like;
    mini::CpuPredictor m_checker;
    mini::CpuPredictor m_tensorCores;
#ifdef AIN_LAB_GRAPH
    std::unique_ptr<mini::GraphPredictor> m_graph;
#else
    std::unique_ptr<mini::Predictor> m_graph;
#endif
};

inline QByteArray bytesOf(const State &state)
{
    return {reinterpret_cast<const char *>(state.data()), qsizetype(state.size() * sizeof(float))};
}

inline Result<TraceTree> commit(const States &states)
{
    QList<QByteArray> digests;
    for (const State &state : states)
        digests.append(QCryptographicHash::hash(bytesOf(state), QCryptographicHash::Sha256));
    return TraceTree::make(digests);
}

inline QList<OpenedState> openStates(const TraceTree &tree, const States &states, const QList<int> &wanted)
{
    QList<OpenedState> opened;
    for (const int index : wanted)
        opened.append({.index = index, .state = bytesOf(states[std::size_t(index)]), .proof = tree.proof(index)});
    return opened;
}

inline QByteArray nonceOf(std::mt19937_64 &random)
{
    QByteArray nonce;
    for (int i = 0; i < 4; ++i) {
        const quint64 word = random();
        nonce.append(reinterpret_cast<const char *>(&word), sizeof word);
    }
    return nonce;
}

/// A whole check, from commitment to verdict.
inline CheckReport check(Lab &lab, const mini::Request &request, const States &states, const Band &band,
                         std::mt19937_64 &random)
{
    const auto tree = commit(states);
    const TraceCommitment commitment = tree ? tree->commitment() : TraceCommitment();
    const QList<int> steps = challengedSteps(nonceOf(random), QString::number(request.seed), commitment);
    TraceCheck check(commitment, steps, band, lab.numbers());
    if (!check.open(tree ? openStates(*tree, states, challengedStates(steps, commitment)) : QList<OpenedState>()))
        return check.report();
    if (!check.start(lab.noiseOf(request)))
        return check.report();
    for (const int step : steps)
        check.step(step, lab.again(request, step, check.state(step)));
    return check.report();
}

/// What measuring many drawings of one provider gave.
struct Measured {
    std::vector<std::vector<double>> drawings = {}; ///< distance of each step
    std::vector<bool> isRightStart = {};

    [[nodiscard]] double quantile(double share) const
    {
        std::vector<double> all;
        for (const auto &steps : drawings)
            all.insert(all.end(), steps.begin(), steps.end());
        std::sort(all.begin(), all.end());
        return all.empty() ? NAN : all[std::min(all.size() - 1, std::size_t(share * double(all.size())))];
    }
};

inline mini::Request requestOf(int number, int steps = 12, float guidance = 3)
{
    static const std::array<QString, 5> prompts = {
        QStringLiteral("a blue cat with a gold crown on yellow"), QStringLiteral("red fox with glasses"),
        QStringLiteral("개구리와 왕관"), QStringLiteral("a dog"), QStringLiteral("a green rabbit with a hat on pink")};
    return {prompts[std::size_t(number) % prompts.size()], QString(), quint64(1000 + 3 * number), steps, guidance};
}

inline Measured measure(Lab &lab, Provider provider, int drawings, int steps = 12, float guidance = 3)
{
    Measured measured;
    for (int i = 0; i < drawings; ++i) {
        const mini::Request request = requestOf(i, steps, guidance);
        const States states = lab.draw(provider, request);
        if (states.empty())
            break;
        measured.drawings.push_back(lab.distances(request, states));
        measured.isRightStart.push_back(states[0] == lab.noiseOf(request));
    }
    return measured;
}

struct Caught {
    double checks = 0; ///< share of checks that were bad
    double doubts = 0; ///< share of checks that were inconclusive
    double tabs = 0; ///< share of tabs with a bad picture
};

/// Tabs of pictures drawn by chance from what was measured; steps and pictures are picked as the product does it.
inline Caught simulate(const Measured &measured, const Band &band, double rate, int tabs, int tab = 20,
                       int randomSteps = RandomSteps)
{
    std::mt19937_64 random(11);
    Caught caught;
    int checks = 0;
    const int states = int(measured.drawings.front().size()) + 1;
    for (int t = 0; t < tabs; ++t) {
        bool isCaught = false;
        for (int i = 0; i < tab; ++i) {
            const std::size_t which = random() % measured.drawings.size();
            const TraceCommitment commitment{.root = nonceOf(random), .states = states};
            if (!isPicked(nonceOf(random), QStringLiteral("job"), commitment, rate))
                continue;
            ++checks;
            CheckVerdict verdict = measured.isRightStart[which] ? CheckVerdict::Ok : CheckVerdict::Bad;
            for (const int step : challengedSteps(nonceOf(random), QStringLiteral("job"), commitment, randomSteps))
                verdict = std::max(verdict, judge(measured.drawings[which][std::size_t(step)], band));
            caught.checks += int(verdict == CheckVerdict::Bad);
            caught.doubts += int(verdict == CheckVerdict::Inconclusive);
            isCaught = isCaught || verdict == CheckVerdict::Bad;
        }
        caught.tabs += int(isCaught);
    }
    caught.checks /= std::max(1, checks);
    caught.doubts /= std::max(1, checks);
    caught.tabs /= std::max(1, tabs);
    return caught;
}

} // namespace ain::share::lab
