// The built-in model in memory: sizes, words and weights, checked (training/MODEL.md, sections 1 and 3).
#pragma once

#include "core/base/result.h"
#include "gpu/engine/mini/lexicon.h"

#include <QByteArrayView>

#include <vector>

namespace ain::engine::mini {

inline constexpr qint64 MaxFileBytes = 256LL << 20;
inline constexpr int LeastSteps = 4;
inline constexpr int MostSteps = 30;

struct Sizes {
    int size = 0; ///< pixels of a side
    int patch = 0;
    int width = 0; ///< W
    int depth = 0;
    int heads = 0;
    int textDepth = 0;
    int textLength = 0; ///< words with the start mark
    int mlpRatio = 0;
    int vocabulary = 0;

    [[nodiscard]] int headWidth() const { return width / heads; } ///< D, a multiple of 16
    [[nodiscard]] int patches() const { return (size / patch) * (size / patch); } ///< T
    [[nodiscard]] int patchValues() const { return 3 * patch * patch; }
};

/// x · weightᵀ + bias. The weights lie as kernels.h wants them: [panels][inputs][16], zeros in what is left over.
struct Linear {
    int inputs = 0;
    int outputs = 0;
    int panels = 0;
    std::vector<float> weight;
    std::vector<float> bias; ///< [panels · 16] or empty

    [[nodiscard]] int stride() const { return panels * 16; } ///< floats of a row of results
    [[nodiscard]] float at(int output, int input) const
    {
        return weight[(std::size_t(output / 16) * std::size_t(inputs) + std::size_t(input)) * 16
                      + std::size_t(output % 16)];
    }
};

struct TextBlock {
    Linear qkv, out, up, down;
};

struct ImageBlock {
    Linear qkv, textKv, out, up, down;
    Linear skip; ///< empty in the first half
    std::vector<float> modulation; ///< [6][W]
};

/// Immutable once read. Thread: any.
struct Model {
    Sizes sizes;
    int defaultSteps = 0;
    float defaultGuidance = 0;
    Lexicon lexicon;
    std::vector<float> words; ///< [vocabulary][W]
    std::vector<float> wordPositions; ///< [textLength][W]
    std::vector<float> patchPositions; ///< [T][W]
    std::vector<TextBlock> textBlocks;
    Linear timeIn, timeOut, pooled, modulation, finalModulation, patchIn, patchOut;
    std::vector<ImageBlock> blocks;
};

/// Every size, shape and type is checked, every weight is a finite number, and there is no tensor too many. Errors:
/// engine.model_refused (reason: unreadable; the detail says what is wrong).
[[nodiscard]] Result<Model> readModel(QByteArrayView file);

/// Whether these first bytes (64 KiB are enough) of a file say that it is one.
[[nodiscard]] bool isModel(QByteArrayView beginning);

} // namespace ain::engine::mini
