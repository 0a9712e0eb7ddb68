// Matrix products with one fixed order of additions, in several instruction sets that give the same bits.
//
// Each sum runs over the inner index from 0 upward, one multiplication and one addition at a time, rounded to float32
// after each (no fused multiply-add). Vectors lie across the results, never along a sum, so their width is of no
// consequence. This header is read by files compiled for newer processors: it must include nothing, or an inline
// function compiled there could end up in the program for all of them.
#pragma once

namespace ain::engine::mini {

/// Results come in panels of this many columns; the factor on the right is stored panel by panel: [panel][inner][16].
inline constexpr int PanelColumns = 16;

struct Product {
    int rows = 0;
    int inner = 0;
    int panels = 0; ///< of the result
    const float *left = nullptr; ///< [rows][leftStride], of which `inner` count
    long leftStride = 0; ///< floats
    const float *right = nullptr; ///< [panels][panelStride], of which inner · 16 count
    long panelStride = 0;
    const float *bias = nullptr; ///< [panels · 16], added at the end; null: none
    float *result = nullptr; ///< [rows][resultStride], panels · 16 of each row are written
    long resultStride = 0;
};

using Multiply = void (*)(const Product &product);

void multiplyPlain(const Product &product); ///< any processor
#if defined(__x86_64__)
void multiplyAvx2(const Product &product); ///< needs AVX2
#endif

} // namespace ain::engine::mini
