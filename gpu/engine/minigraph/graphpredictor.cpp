#include "gpu/engine/minigraph/graphpredictor.h"

#include "gpu/engine/mini/patches.h"
#include "gpu/engine/protocol/errors.h"

#include <array>
#include <cmath>

#include "ggml-alloc.h"
#include "ggml-backend.h"
#include "ggml-cpu.h"
#include "ggml.h"

namespace ain::engine::mini {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t MaxNodes = 8192; // a block is about 70
constexpr float Epsilon = 1e-6F;

struct Deleter {
    void operator()(ggml_context *context) const { ggml_free(context); }
    void operator()(ggml_backend *backend) const { ggml_backend_free(backend); }
    void operator()(ggml_backend_buffer *buffer) const { ggml_backend_buffer_free(buffer); }
    void operator()(ggml_gallocr *allocator) const { ggml_gallocr_free(allocator); }
};
template<typename T>
using Owned = std::unique_ptr<T, Deleter>;

Owned<ggml_context> makeContext(std::size_t tensors)
{
    return Owned<ggml_context>(
        ggml_init({.mem_size = tensors * ggml_tensor_overhead() + ggml_graph_overhead_custom(MaxNodes, false),
                   .mem_buffer = nullptr,
                   .no_alloc = true}));
}

struct LinearTensors {
    ggml_tensor *weight = nullptr;
    ggml_tensor *bias = nullptr;
};
struct BlockTensors {
    LinearTensors qkv, textKv, out, up, down, skip;
    ggml_tensor *modulation = nullptr;
};

/// Makes tensors first, all are allocated at once, then they are filled.
class Weights {
public:
    Weights(const Model &model, ggml_backend_t backend) : m_context(makeContext(MaxNodes))
    {
        const Sizes &s = model.sizes;
        words = vectors(model.words, s.width, s.vocabulary);
        wordPositions = vectors(model.wordPositions, s.width, s.textLength);
        patchPositions = vectors(model.patchPositions, s.width, s.patches());
        timeIn = linear(model.timeIn);
        timeOut = linear(model.timeOut);
        pooled = linear(model.pooled);
        modulation = linear(model.modulation);
        finalModulation = linear(model.finalModulation);
        patchIn = linear(model.patchIn);
        patchOut = linear(model.patchOut);
        for (const TextBlock &block : model.textBlocks)
            textBlocks.push_back({.qkv = linear(block.qkv),
                                  .textKv = {},
                                  .out = linear(block.out),
                                  .up = linear(block.up),
                                  .down = linear(block.down),
                                  .skip = {},
                                  .modulation = nullptr});
        for (const ImageBlock &block : model.blocks)
            blocks.push_back({.qkv = linear(block.qkv),
                              .textKv = linear(block.textKv),
                              .out = linear(block.out),
                              .up = linear(block.up),
                              .down = linear(block.down),
                              .skip = block.skip.inputs > 0 ? linear(block.skip) : LinearTensors{},
                              .modulation = vectors(block.modulation, 6 * s.width, 1)});
        m_buffer.reset(ggml_backend_alloc_ctx_tensors(m_context.get(), backend));
        if (m_buffer == nullptr)
            return;
        for (const auto &[tensor, values] : m_values)
            ggml_backend_tensor_set(tensor, values.data(), 0, values.size() * sizeof(float));
        m_values.clear();
    }

    [[nodiscard]] bool isThere() const { return m_buffer != nullptr; }

    ggml_tensor *words = nullptr;
    ggml_tensor *wordPositions = nullptr;
    ggml_tensor *patchPositions = nullptr;
    LinearTensors timeIn, timeOut, pooled, modulation, finalModulation, patchIn, patchOut;
    std::vector<BlockTensors> textBlocks;
    std::vector<BlockTensors> blocks;

private:
    ggml_tensor *vectors(std::vector<float> values, int width, int count)
    {
        ggml_tensor *tensor = ggml_new_tensor_2d(m_context.get(), GGML_TYPE_F32, width, count);
        values.resize(std::size_t(width) * std::size_t(count)); // a bias has room to whole panels
        m_values.emplace_back(tensor, std::move(values));
        return tensor;
    }
    LinearTensors linear(const Linear &linear)
    {
        std::vector<float> rows;
        rows.reserve(std::size_t(linear.inputs) * std::size_t(linear.outputs));
        for (int o = 0; o < linear.outputs; ++o) {
            for (int i = 0; i < linear.inputs; ++i)
                rows.push_back(linear.at(o, i));
        }
        LinearTensors tensors{.weight = vectors(std::move(rows), linear.inputs, linear.outputs)};
        if (!linear.bias.empty())
            tensors.bias = vectors(linear.bias, linear.outputs, 1);
        return tensors;
    }

    Owned<ggml_context> m_context;
    Owned<ggml_backend_buffer> m_buffer;
    std::vector<std::pair<ggml_tensor *, std::vector<float>>> m_values;
};

/// Says the formulas of MODEL.md in ggml's words.
class Builder {
public:
    Builder(ggml_context *context, const Sizes &sizes) : m_c(context), m_s(sizes) { }

    ggml_tensor *linear(const LinearTensors &weights, ggml_tensor *x) const
    {
        ggml_tensor *y = ggml_mul_mat(m_c, weights.weight, x);
        return weights.bias != nullptr ? ggml_add(m_c, y, weights.bias) : y;
    }
    ggml_tensor *rms(ggml_tensor *x) const { return ggml_rms_norm(m_c, x, Epsilon); }
    ggml_tensor *modulated(ggml_tensor *x, ggml_tensor *shift, ggml_tensor *scale) const
    {
        ggml_tensor *y = rms(x);
        return ggml_add(m_c, ggml_add(m_c, y, ggml_mul(m_c, y, scale)), shift);
    }
    ggml_tensor *perceptron(const BlockTensors &block, ggml_tensor *x) const
    {
        return linear(block.down, ggml_sqr(m_c, ggml_relu(m_c, linear(block.up, x))));
    }
    /// Part `index` of rows of several W.
    ggml_tensor *part(ggml_tensor *x, int index) const
    {
        const std::size_t offset = std::size_t(index) * std::size_t(m_s.width) * sizeof(float);
        return ggml_cont(m_c, ggml_view_2d(m_c, x, m_s.width, x->ne[1], x->nb[1], offset));
    }
    /// [W, n] each; keys and values may be more than queries.
    ggml_tensor *attend(ggml_tensor *queries, ggml_tensor *keys, ggml_tensor *values) const
    {
        const int head = m_s.headWidth();
        ggml_tensor *q = ggml_permute(m_c, rms(heads(queries)), 0, 2, 1, 3); // [D, n, H]
        ggml_tensor *k = ggml_permute(m_c, rms(heads(keys)), 0, 2, 1, 3);
        ggml_tensor *v = ggml_cont(m_c, ggml_permute(m_c, heads(values), 1, 2, 0, 3)); // [keys, D, H]
        ggml_tensor *scores = ggml_mul_mat(m_c, ggml_cont(m_c, k), ggml_cont(m_c, q)); // [keys, n, H]
        scores = ggml_soft_max_ext(m_c, scores, nullptr, 1.0F / std::sqrt(float(head)), 0);
        ggml_tensor *mixed = ggml_permute(m_c, ggml_mul_mat(m_c, v, scores), 0, 2, 1, 3); // [D, H, n]
        return ggml_reshape_2d(m_c, ggml_cont(m_c, mixed), m_s.width, queries->ne[1]);
    }

    ggml_tensor *text(const Weights &w, ggml_tensor *ids) const
    {
        ggml_tensor *positions = ggml_view_2d(m_c, w.wordPositions, m_s.width, ids->ne[0], w.wordPositions->nb[1], 0);
        ggml_tensor *x = ggml_add(m_c, ggml_get_rows(m_c, w.words, ids), positions);
        for (const BlockTensors &block : w.textBlocks) {
            ggml_tensor *qkv = linear(block.qkv, rms(x));
            x = ggml_add(m_c, x, linear(block.out, attend(part(qkv, 0), part(qkv, 1), part(qkv, 2))));
            x = ggml_add(m_c, x, perceptron(block, rms(x)));
        }
        return rms(x);
    }

    ggml_tensor *prediction(const Weights &w, ggml_tensor *patches, ggml_tensor *features, ggml_tensor *words,
                            ggml_tensor *mean) const
    {
        ggml_tensor *time = linear(w.timeOut, ggml_silu(m_c, linear(w.timeIn, features)));
        ggml_tensor *c = ggml_silu(m_c, ggml_add(m_c, time, linear(w.pooled, mean)));
        ggml_tensor *m = linear(w.modulation, c);
        ggml_tensor *x = ggml_add(m_c, linear(w.patchIn, patches), w.patchPositions);
        std::vector<ggml_tensor *> kept;
        for (const BlockTensors &block : w.blocks) {
            if (block.skip.weight != nullptr) {
                x = ggml_add(m_c, x, linear(block.skip, kept.back()));
                kept.pop_back();
            }
            ggml_tensor *own = ggml_add(m_c, m, block.modulation);
            ggml_tensor *qkv = linear(block.qkv, modulated(x, part(own, 0), part(own, 1)));
            ggml_tensor *pair = linear(block.textKv, words);
            ggml_tensor *keys = ggml_concat(m_c, part(pair, 0), part(qkv, 1), 1);
            ggml_tensor *values = ggml_concat(m_c, part(pair, 1), part(qkv, 2), 1);
            ggml_tensor *seen = linear(block.out, attend(part(qkv, 0), keys, values));
            x = ggml_add(m_c, x, ggml_mul(m_c, seen, part(own, 2)));
            ggml_tensor *thought = perceptron(block, modulated(x, part(own, 3), part(own, 4)));
            x = ggml_add(m_c, x, ggml_mul(m_c, thought, part(own, 5)));
            if (int(kept.size()) < m_s.depth / 2 && block.skip.weight == nullptr)
                kept.push_back(x);
        }
        ggml_tensor *last = linear(w.finalModulation, c);
        return linear(w.patchOut, modulated(x, part(last, 0), part(last, 1)));
    }

private:
    ggml_tensor *heads(ggml_tensor *x) const { return ggml_reshape_3d(m_c, x, m_s.headWidth(), m_s.heads, x->ne[1]); }

    ggml_context *m_c;
    const Sizes &m_s;
};

/// A graph with its memory on the device.
class Graph {
public:
    explicit Graph(ggml_backend_t backend) : m_backend(backend), m_context(makeContext(MaxNodes)) { }

    [[nodiscard]] ggml_context *context() const { return m_context.get(); }
    ggml_tensor *input(ggml_type type, int width, int count)
    {
        ggml_tensor *tensor = ggml_new_tensor_2d(m_context.get(), type, width, count);
        ggml_set_input(tensor);
        return tensor;
    }
    /// False: no memory.
    [[nodiscard]] bool finish(ggml_tensor *output)
    {
        m_output = output;
        ggml_set_output(output);
        m_graph = ggml_new_graph_custom(m_context.get(), MaxNodes, false);
        ggml_build_forward_expand(m_graph, output);
        m_allocator.reset(ggml_gallocr_new(ggml_backend_get_default_buffer_type(m_backend)));
        return ggml_gallocr_alloc_graph(m_allocator.get(), m_graph);
    }
    [[nodiscard]] bool compute(std::vector<float> &to)
    {
        if (ggml_backend_graph_compute(m_backend, m_graph) != GGML_STATUS_SUCCESS)
            return false;
        to.resize(std::size_t(ggml_nelements(m_output)));
        ggml_backend_tensor_get(m_output, to.data(), 0, to.size() * sizeof(float));
        return true;
    }

private:
    ggml_backend_t m_backend;
    Owned<ggml_context> m_context;
    Owned<ggml_gallocr> m_allocator;
    ggml_cgraph *m_graph = nullptr;
    ggml_tensor *m_output = nullptr;
};

template<typename T>
void set(ggml_tensor *tensor, const std::vector<T> &values)
{
    ggml_backend_tensor_set(tensor, values.data(), 0, values.size() * sizeof(T));
}

tl::unexpected<Error> outOfMemory(const QString &phase)
{
    return failure(errors::EngineOutOfMemory, {{u"phase"_s, phase}});
}

/// What belongs to one of the two prompts.
struct Branch {
    std::vector<float> text;
    std::vector<float> mean;
    std::unique_ptr<Graph> graph;
    ggml_tensor *patches = nullptr;
    ggml_tensor *features = nullptr;
    ggml_tensor *words = nullptr;
    ggml_tensor *average = nullptr;
};

std::vector<float> meanOf(const std::vector<float> &text, std::size_t width)
{
    std::vector<float> mean(width);
    for (std::size_t i = 0; i < text.size(); ++i)
        mean[i % width] += text[i];
    const std::size_t words = text.size() / width;
    for (float &value : mean)
        value /= float(words);
    return mean;
}

} // namespace

struct GraphPredictor::Private {
    const Model &model;
    Owned<ggml_backend> backend;
    std::unique_ptr<Weights> weights = {};
    std::vector<Branch> branches = {};

    Result<Branch> branchOf(const std::vector<int> &ids) const
    {
        const Sizes &s = model.sizes;
        const int count = int(ids.size());
        Branch branch;
        Graph text(backend.get());
        ggml_tensor *input = text.input(GGML_TYPE_I32, count, 1);
        if (!text.finish(Builder(text.context(), s).text(*weights, input)))
            return outOfMemory(u"encode"_s);
        set(input, ids);
        if (!text.compute(branch.text))
            return failure(errors::EngineFailed, {{u"phase"_s, u"encode"_s}});
        branch.mean = meanOf(branch.text, std::size_t(s.width));
        branch.graph = std::make_unique<Graph>(backend.get());
        branch.patches = branch.graph->input(GGML_TYPE_F32, s.patchValues(), s.patches());
        branch.features = branch.graph->input(GGML_TYPE_F32, s.width, 1);
        branch.words = branch.graph->input(GGML_TYPE_F32, s.width, count);
        branch.average = branch.graph->input(GGML_TYPE_F32, s.width, 1);
        const Builder builder(branch.graph->context(), s);
        if (!branch.graph->finish(
                builder.prediction(*weights, branch.patches, branch.features, branch.words, branch.average)))
            return outOfMemory(u"sample"_s);
        return branch;
    }
};

GraphPredictor::GraphPredictor(std::unique_ptr<Private> parts) : d(std::move(parts)) { }
GraphPredictor::~GraphPredictor() = default;

Result<std::unique_ptr<GraphPredictor>> GraphPredictor::make(const Model &model, Device device, int threads)
{
    auto parts = std::make_unique<Private>(Private{
        .model = model,
        .backend = Owned<ggml_backend>(device == Device::Best ? ggml_backend_init_best() : ggml_backend_cpu_init())});
    if (parts->backend == nullptr)
        return outOfMemory(u"load"_s);
    if (ggml_backend_is_cpu(parts->backend.get()))
        ggml_backend_cpu_set_n_threads(parts->backend.get(), threads);
    parts->weights = std::make_unique<Weights>(model, parts->backend.get());
    if (!parts->weights->isThere())
        return outOfMemory(u"load"_s);
    return std::unique_ptr<GraphPredictor>(new GraphPredictor(std::move(parts)));
}

Result<> GraphPredictor::begin(const std::vector<int> &wanted, const std::vector<int> &other)
{
    d->branches.clear();
    for (const std::vector<int> &ids : {wanted, other}) {
        if (ids.empty())
            continue;
        auto branch = d->branchOf(ids);
        if (!branch)
            return failure(branch.error());
        d->branches.push_back(*std::move(branch));
    }
    return {};
}

Result<> GraphPredictor::predict(std::span<const float> z, float time, std::span<float> wanted, std::span<float> other)
{
    const Sizes &s = d->model.sizes;
    std::vector<float> patches(std::size_t(s.patches()) * std::size_t(s.patchValues()));
    toPatches(s, z, patches.data());
    const std::vector<float> features = timeFeatures(s, time);
    const std::array results = {wanted, other};
    for (std::size_t i = 0; i < d->branches.size(); ++i) {
        Branch &branch = d->branches[i];
        set(branch.patches, patches);
        set(branch.features, features);
        set(branch.words, branch.text);
        set(branch.average, branch.mean);
        std::vector<float> predicted;
        if (!branch.graph->compute(predicted))
            return failure(errors::EngineFailed, {{u"phase"_s, u"sample"_s}});
        fromPatches(s, predicted.data(), s.patchValues(), results[i]);
    }
    return {};
}

const std::vector<float> &GraphPredictor::text() const { return d->branches.front().text; }
const std::vector<float> &GraphPredictor::textMean() const { return d->branches.front().mean; }

} // namespace ain::engine::mini
