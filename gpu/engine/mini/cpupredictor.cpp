#include "gpu/engine/mini/cpupredictor.h"

#include "gpu/engine/mini/functions.h"
#include "gpu/engine/mini/patches.h"

#include <algorithm>
#include <cmath>

namespace ain::engine::mini {

namespace {

constexpr int RowsOfPiece = 16;

std::vector<float> floats(int rows, int columns)
{
    return std::vector<float>(std::size_t(rows) * std::size_t(columns));
}

void activate(std::vector<float> &x)
{
    for (float &value : x) {
        const float positive = value > 0.0F ? value : 0.0F;
        value = positive * positive;
    }
}

/// rms(x) · (1 + scale) + shift, row by row.
void modulate(const float *x, int rows, int width, const float *shift, const float *scale, float *to)
{
    for (int r = 0; r < rows; ++r) {
        float *row = to + std::ptrdiff_t(r) * width;
        rootMeanSquare(x + std::ptrdiff_t(r) * width, width, row);
        for (int i = 0; i < width; ++i)
            row[i] = row[i] * (1.0F + scale[i]) + shift[i];
    }
}

void add(float *x, const std::vector<float> &y, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        x[i] += y[i];
}

} // namespace

Multiply bestMultiply()
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") != 0)
        return multiplyAvx2;
#endif
    return multiplyPlain;
}

CpuPredictor::CpuPredictor(const Model &model, Team &team, Multiply product)
    : m_model(model),
      m_team(team),
      m_multiply(product),
      m_patches(floats(model.sizes.patches(), model.sizes.patchValues()))
{
}

void CpuPredictor::multiply(const Linear &linear, const float *x, int rows, float *to) const
{
    m_multiply({.rows = rows,
                .inner = linear.inputs,
                .panels = linear.panels,
                .left = x,
                .leftStride = linear.inputs,
                .right = linear.weight.data(),
                .panelStride = long(linear.inputs) * PanelColumns,
                .bias = linear.bias.empty() ? nullptr : linear.bias.data(),
                .result = to,
                .resultStride = linear.stride()});
}

std::vector<float> CpuPredictor::embedTime(float time) const
{
    const int width = m_model.sizes.width;
    const std::vector<float> features = timeFeatures(m_model.sizes, time);
    std::vector<float> inner = floats(1, width);
    std::vector<float> embedded = floats(1, width);
    multiply(m_model.timeIn, features.data(), 1, inner.data());
    for (float &value : inner)
        value = silu(value);
    multiply(m_model.timeOut, inner.data(), 1, embedded.data());
    return embedded;
}

void CpuPredictor::remember(Branch &branch, int block, int index, const float *key, const float *value) const
{
    const Sizes &s = m_model.sizes;
    const int head = s.headWidth();
    const int keys = keyCount(branch);
    Memory &memory = branch.memories[std::size_t(block)];
    std::vector<float> normal = floats(1, head);
    for (int h = 0; h < s.heads; ++h) {
        rootMeanSquare(key + h * head, head, normal.data());
        float *toKeys = memory.keys.data() + std::ptrdiff_t(h) * branch.keyPanels * head * PanelColumns
            + std::ptrdiff_t(index / PanelColumns) * head * PanelColumns + index % PanelColumns;
        float *toValues = memory.values.data() + std::ptrdiff_t(h) * head * keys + std::ptrdiff_t(index) * PanelColumns;
        for (int d = 0; d < head; ++d) {
            toKeys[std::ptrdiff_t(d) * PanelColumns] = normal[std::size_t(d)];
            toValues[std::ptrdiff_t(d / PanelColumns) * keys * PanelColumns + d % PanelColumns] = value[h * head + d];
        }
    }
}

void CpuPredictor::attend(const Memory &memory, int keys, int keyPanels, const float *queries, int rows,
                          float *to) const
{
    const Sizes &s = m_model.sizes;
    const int head = s.headWidth();
    const float scale = 1.0F / std::sqrt(float(head));
    std::vector<float> normal = floats(rows, head);
    std::vector<float> scores = floats(rows, keyPanels * PanelColumns);
    for (int h = 0; h < s.heads; ++h) {
        for (int r = 0; r < rows; ++r)
            rootMeanSquare(queries + std::ptrdiff_t(r) * s.width + h * head, head, normal.data() + r * head);
        m_multiply({.rows = rows,
                    .inner = head,
                    .panels = keyPanels,
                    .left = normal.data(),
                    .leftStride = head,
                    .right = memory.keys.data() + std::ptrdiff_t(h) * keyPanels * head * PanelColumns,
                    .panelStride = long(head) * PanelColumns,
                    .bias = nullptr,
                    .result = scores.data(),
                    .resultStride = long(keyPanels) * PanelColumns});
        for (int r = 0; r < rows; ++r)
            softmax(scores.data() + std::ptrdiff_t(r) * keyPanels * PanelColumns, keys, scale);
        m_multiply({.rows = rows,
                    .inner = keys,
                    .panels = head / PanelColumns,
                    .left = scores.data(),
                    .leftStride = long(keyPanels) * PanelColumns,
                    .right = memory.values.data() + std::ptrdiff_t(h) * head * keys,
                    .panelStride = long(keys) * PanelColumns,
                    .bias = nullptr,
                    .result = to + h * head,
                    .resultStride = s.width});
    }
}

void CpuPredictor::encodeText(Branch &branch, const std::vector<int> &ids) const
{
    const Sizes &s = m_model.sizes;
    const int w = s.width;
    const int n = branch.words;
    const std::size_t count = std::size_t(n) * std::size_t(w);
    std::vector<float> x = floats(n, w);
    for (int i = 0; i < n; ++i) {
        const std::size_t row = std::size_t(i) * std::size_t(w);
        const std::size_t word = std::size_t(ids[std::size_t(i)]) * std::size_t(w);
        for (std::size_t k = 0; k < std::size_t(w); ++k)
            x[row + k] = m_model.words[word + k] + m_model.wordPositions[row + k];
    }
    std::vector<float> y = floats(n, w);
    std::vector<float> qkv = floats(n, 3 * w);
    std::vector<float> queries = floats(n, w);
    std::vector<float> wide = floats(n, 2 * w);
    const auto normalise = [&] {
        for (int r = 0; r < n; ++r)
            rootMeanSquare(x.data() + std::ptrdiff_t(r) * w, w, y.data() + std::ptrdiff_t(r) * w);
    };
    // A passing branch whose only keys are the words themselves.
    Branch self;
    self.words = n - s.patches(); // keyCount() is n
    self.keyPanels = (n + PanelColumns - 1) / PanelColumns;
    self.memories.resize(1);
    self.memories[0].keys = floats(s.heads * self.keyPanels * PanelColumns, s.headWidth());
    self.memories[0].values = floats(n, w);
    for (const TextBlock &block : m_model.textBlocks) {
        normalise();
        multiply(block.qkv, y.data(), n, qkv.data());
        for (int r = 0; r < n; ++r) {
            const float *row = qkv.data() + std::ptrdiff_t(r) * 3 * w;
            std::copy_n(row, w, queries.data() + std::ptrdiff_t(r) * w);
            remember(self, 0, r, row + w, row + 2 * w);
        }
        attend(self.memories[0], n, self.keyPanels, queries.data(), n, y.data());
        multiply(block.out, y.data(), n, queries.data());
        add(x.data(), queries, count);
        normalise();
        multiply(block.up, y.data(), n, wide.data());
        activate(wide);
        multiply(block.down, wide.data(), n, y.data());
        add(x.data(), y, count);
    }
    normalise();
    branch.text = std::move(y);
    branch.mean = floats(1, w);
    for (int k = 0; k < w; ++k) {
        float sum = 0;
        for (int r = 0; r < n; ++r)
            sum += branch.text[std::size_t(r) * std::size_t(w) + std::size_t(k)];
        branch.mean[std::size_t(k)] = sum / float(n);
    }
}

void CpuPredictor::beginBranch(Branch &branch, const std::vector<int> &ids) const
{
    const Sizes &s = m_model.sizes;
    const int patches = s.patches();
    branch.words = int(ids.size());
    encodeText(branch, ids);
    const int keys = keyCount(branch);
    branch.keyPanels = (keys + PanelColumns - 1) / PanelColumns;
    branch.memories.assign(std::size_t(s.depth), {});
    branch.modulations.assign(std::size_t(s.depth), floats(6, s.width));
    std::vector<float> pairs = floats(branch.words, 2 * s.width);
    for (int i = 0; i < s.depth; ++i) {
        Memory &memory = branch.memories[std::size_t(i)];
        memory.keys = floats(s.heads * branch.keyPanels * PanelColumns, s.headWidth());
        memory.values = floats(keys, s.width);
        multiply(m_model.blocks[std::size_t(i)].textKv, branch.text.data(), branch.words, pairs.data());
        for (int r = 0; r < branch.words; ++r) {
            const float *row = pairs.data() + std::ptrdiff_t(r) * 2 * s.width;
            remember(branch, i, r, row, row + s.width);
        }
    }
    branch.finalModulation = floats(2, s.width);
    branch.x = floats(patches, s.width);
    branch.queries = floats(patches, s.width);
    branch.kept.assign(std::size_t(s.depth / 2), floats(patches, s.width));
    branch.result = floats(patches, m_model.patchOut.stride());
}

Result<> CpuPredictor::begin(const std::vector<int> &wanted, const std::vector<int> &other)
{
    const PlainArithmetic plain;
    m_branchCount = other.empty() ? 1 : 2;
    beginBranch(m_branches[0], wanted);
    if (!other.empty())
        beginBranch(m_branches[1], other);
    const int patches = m_model.sizes.patches();
    m_pieces.clear();
    for (int branch = 0; branch < m_branchCount; ++branch) {
        for (int first = 0; first < patches; first += RowsOfPiece)
            m_pieces.push_back({.branch = branch, .first = first, .rows = std::min(RowsOfPiece, patches - first)});
    }
    return {};
}

void CpuPredictor::condition(Branch &branch, const std::vector<float> &time) const
{
    const int w = m_model.sizes.width;
    std::vector<float> c = floats(1, w);
    multiply(m_model.pooled, branch.mean.data(), 1, c.data());
    for (std::size_t k = 0; k < c.size(); ++k)
        c[k] = silu(time[k] + c[k]);
    std::vector<float> m = floats(6, w);
    multiply(m_model.modulation, c.data(), 1, m.data());
    for (std::size_t i = 0; i < branch.modulations.size(); ++i) {
        for (std::size_t k = 0; k < m.size(); ++k)
            branch.modulations[i][k] = m[k] + m_model.blocks[i].modulation[k];
    }
    multiply(m_model.finalModulation, c.data(), 1, branch.finalModulation.data());
}

void CpuPredictor::beforeAttention(int index, const Piece &piece)
{
    const int w = m_model.sizes.width;
    const int half = m_model.sizes.depth / 2;
    const std::ptrdiff_t start = std::ptrdiff_t(piece.first) * w;
    Branch &branch = m_branches[std::size_t(piece.branch)];
    const ImageBlock &block = m_model.blocks[std::size_t(index)];
    float *x = branch.x.data() + start;
    std::vector<float> y = floats(piece.rows, w);
    std::vector<float> qkv = floats(piece.rows, 3 * w);
    if (index >= half) {
        const std::vector<float> &kept = branch.kept[std::size_t(m_model.sizes.depth - 1 - index)];
        multiply(block.skip, kept.data() + start, piece.rows, y.data());
        add(x, y, y.size());
    }
    const float *modulation = branch.modulations[std::size_t(index)].data();
    modulate(x, piece.rows, w, modulation, modulation + w, y.data());
    multiply(block.qkv, y.data(), piece.rows, qkv.data());
    for (int r = 0; r < piece.rows; ++r) {
        const float *row = qkv.data() + std::ptrdiff_t(r) * 3 * w;
        std::copy_n(row, w, branch.queries.data() + start + std::ptrdiff_t(r) * w);
        remember(branch, index, branch.words + piece.first + r, row + w, row + 2 * w);
    }
}

void CpuPredictor::afterAttention(int index, const Piece &piece)
{
    const Sizes &s = m_model.sizes;
    const int w = s.width;
    const std::ptrdiff_t start = std::ptrdiff_t(piece.first) * w;
    Branch &branch = m_branches[std::size_t(piece.branch)];
    const ImageBlock &block = m_model.blocks[std::size_t(index)];
    const float *modulation = branch.modulations[std::size_t(index)].data();
    float *x = branch.x.data() + start;
    std::vector<float> y = floats(piece.rows, w);
    std::vector<float> change = floats(piece.rows, w);
    std::vector<float> wide = floats(piece.rows, s.mlpRatio * w);
    const auto addGated = [&](const float *gate) {
        for (int r = 0; r < piece.rows; ++r) {
            for (int k = 0; k < w; ++k) {
                const std::ptrdiff_t at = std::ptrdiff_t(r) * w + k;
                x[at] += gate[k] * change[std::size_t(at)];
            }
        }
    };
    attend(branch.memories[std::size_t(index)], keyCount(branch), branch.keyPanels, branch.queries.data() + start,
           piece.rows, y.data());
    multiply(block.out, y.data(), piece.rows, change.data());
    addGated(modulation + 2 * w);
    modulate(x, piece.rows, w, modulation + 3 * w, modulation + 4 * w, y.data());
    multiply(block.up, y.data(), piece.rows, wide.data());
    activate(wide);
    multiply(block.down, wide.data(), piece.rows, change.data());
    addGated(modulation + 5 * w);
    if (index < s.depth / 2)
        std::copy_n(x, std::size_t(piece.rows) * std::size_t(w), branch.kept[std::size_t(index)].data() + start);
}

void CpuPredictor::finish(const Piece &piece)
{
    const int w = m_model.sizes.width;
    const int stride = m_model.patchOut.stride();
    Branch &branch = m_branches[std::size_t(piece.branch)];
    std::vector<float> y = floats(piece.rows, w);
    const float *modulation = branch.finalModulation.data();
    modulate(branch.x.data() + std::ptrdiff_t(piece.first) * w, piece.rows, w, modulation, modulation + w, y.data());
    multiply(m_model.patchOut, y.data(), piece.rows, branch.result.data() + std::ptrdiff_t(piece.first) * stride);
}

Result<> CpuPredictor::predict(std::span<const float> z, float time, std::span<float> wanted, std::span<float> other)
{
    const PlainArithmetic plain;
    const Sizes &s = m_model.sizes;
    toPatches(s, z, m_patches.data());
    const std::vector<float> embedded = embedTime(time);
    for (int i = 0; i < m_branchCount; ++i)
        condition(m_branches[std::size_t(i)], embedded);
    const int pieces = int(m_pieces.size());
    m_team.run(pieces, [&](int number) {
        const Piece &piece = m_pieces[std::size_t(number)];
        Branch &branch = m_branches[std::size_t(piece.branch)];
        const std::size_t start = std::size_t(piece.first) * std::size_t(s.width);
        multiply(m_model.patchIn, m_patches.data() + std::ptrdiff_t(piece.first) * s.patchValues(), piece.rows,
                 branch.x.data() + start);
        for (std::size_t i = 0; i < std::size_t(piece.rows) * std::size_t(s.width); ++i)
            branch.x[start + i] += m_model.patchPositions[start + i];
        beforeAttention(0, piece);
    });
    for (int block = 0; block < s.depth; ++block) {
        m_team.run(pieces, [&](int number) {
            const Piece &piece = m_pieces[std::size_t(number)];
            afterAttention(block, piece);
            if (block + 1 < s.depth)
                beforeAttention(block + 1, piece);
            else
                finish(piece);
        });
    }
    const std::array results = {wanted, other};
    for (int i = 0; i < m_branchCount; ++i)
        fromPatches(s, m_branches[std::size_t(i)].result.data(), m_model.patchOut.stride(), results[std::size_t(i)]);
    return {};
}

} // namespace ain::engine::mini
