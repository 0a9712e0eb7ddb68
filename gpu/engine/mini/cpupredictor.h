// The network on the CPU: the same bits on every computer, with any number of threads.
//
// Every number is the result of one fixed sequence of IEEE 754 operations: products as kernels.h has them, means and
// softmaxes added from the first to the last, functions.h in place of the C library's. Threads share out rows of the
// picture; a row is computed by one of them alone.
#pragma once

#include "gpu/engine/mini/kernels.h"
#include "gpu/engine/mini/model.h"
#include "gpu/engine/mini/predictor.h"
#include "gpu/engine/mini/team.h"

#include <array>

namespace ain::engine::mini {

/// The fastest of the ways to multiply that this processor has.
[[nodiscard]] Multiply bestMultiply();

class CpuPredictor final : public Predictor {
public:
    /// Both must live longer than this.
    CpuPredictor(const Model &model, Team &team, Multiply product = bestMultiply());

    [[nodiscard]] Result<> begin(const std::vector<int> &wanted, const std::vector<int> &other) override;
    [[nodiscard]] Result<> predict(std::span<const float> z, float time, std::span<float> wanted,
                                   std::span<float> other) override;

    // For comparing with the recorded reference.
    [[nodiscard]] const std::vector<float> &text() const { return m_branches[0].text; } ///< [n][W]
    [[nodiscard]] const std::vector<float> &textMean() const { return m_branches[0].mean; } ///< [W]
    [[nodiscard]] std::vector<float> embedTime(float time) const; ///< [W]

private:
    /// Keys and values of one block, ready to be multiplied: keys [H][panels][D][16], values [H][D / 16][count][16].
    struct Memory {
        std::vector<float> keys;
        std::vector<float> values;
    };
    /// What belongs to one of the two prompts.
    struct Branch {
        int words = 0;
        int keyPanels = 0;
        std::vector<float> text;
        std::vector<float> mean;
        std::vector<Memory> memories; ///< by block
        std::vector<std::vector<float>> modulations; ///< by block, [6][W]; of this step
        std::vector<float> finalModulation; ///< [2][W]
        std::vector<float> x; ///< [T][W]
        std::vector<float> queries; ///< [T][W], of the current block
        std::vector<std::vector<float>> kept; ///< by block of the first half, [T][W]
        std::vector<float> result; ///< [T][stride of patchOut]
    };
    /// Rows of one branch's picture.
    struct Piece {
        int branch = 0;
        int first = 0;
        int rows = 0;
    };

    void multiply(const Linear &linear, const float *x, int rows, float *to) const;
    [[nodiscard]] int keyCount(const Branch &branch) const { return branch.words + m_model.sizes.patches(); }
    void remember(Branch &branch, int block, int index, const float *key, const float *value) const;
    void attend(const Memory &memory, int keys, int keyPanels, const float *queries, int rows, float *to) const;
    void encodeText(Branch &branch, const std::vector<int> &ids) const;
    void beginBranch(Branch &branch, const std::vector<int> &ids) const;
    void condition(Branch &branch, const std::vector<float> &time) const;
    void beforeAttention(int block, const Piece &piece);
    void afterAttention(int block, const Piece &piece);
    void finish(const Piece &piece);

    const Model &m_model;
    Team &m_team;
    const Multiply m_multiply;
    int m_branchCount = 0;
    std::array<Branch, 2> m_branches;
    std::vector<Piece> m_pieces;
    std::vector<float> m_patches; ///< [T][3P²]
};

} // namespace ain::engine::mini
