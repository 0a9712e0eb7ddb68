// Pixels in shared memory (memfd), handed over by passing the descriptor.
//
// The sender writes, seals (no more writing, shrinking or growing) and sends; the receiver accepts only sealed memory
// of exactly the stated size, so nothing can change or vanish under its hands.
#pragma once

#include "core/base/result.h"
#include "gpu/engine/protocol/uniquefd.h"

#include <cstdint>
#include <span>

namespace ain::engine {

inline constexpr int MaxImageSide = 16384; ///< pixels
inline constexpr qint64 MaxImageBytes = qint64(1) << 30;

/// Rows of `width` pixels of `channels` bytes each (1 grey, 3 RGB), top row first, no padding between rows.
struct ImageShape {
    int width = 0;
    int height = 0;
    int channels = 3;

    [[nodiscard]] qint64 stride() const { return qint64(width) * channels; } ///< bytes
    [[nodiscard]] qint64 bytes() const { return stride() * height; }
    [[nodiscard]] bool isValid() const;
    friend bool operator==(const ImageShape &, const ImageShape &) = default;
};

/// Memory that may be written until it is sealed. Move-only.
class PixelWriter {
public:
    /// Errors: engine.arguments (shape), engine.out_of_memory.
    [[nodiscard]] static Result<PixelWriter> make(const ImageShape &shape);
    PixelWriter(PixelWriter &&other) noexcept;
    PixelWriter &operator=(PixelWriter &&other) noexcept;
    PixelWriter(const PixelWriter &) = delete;
    PixelWriter &operator=(const PixelWriter &) = delete;
    ~PixelWriter();

    [[nodiscard]] std::span<std::uint8_t> pixels() { return {m_data, std::size_t(m_shape.bytes())}; }
    [[nodiscard]] const ImageShape &shape() const { return m_shape; }
    /// Ends writing; the descriptor to send.
    [[nodiscard]] Result<UniqueFd> seal() &&;

private:
    PixelWriter() = default;
    void unmap();

    ImageShape m_shape;
    UniqueFd m_fd;
    std::uint8_t *m_data = nullptr;
};

/// A received picture, mapped read-only as long as this lives. Move-only.
class PixelReader {
public:
    /// Errors: engine.protocol when the memory is not sealed or not of the stated size.
    [[nodiscard]] static Result<PixelReader> open(UniqueFd fd, const ImageShape &shape);
    PixelReader(PixelReader &&other) noexcept;
    PixelReader &operator=(PixelReader &&other) noexcept;
    PixelReader(const PixelReader &) = delete;
    PixelReader &operator=(const PixelReader &) = delete;
    ~PixelReader();

    [[nodiscard]] std::span<const std::uint8_t> pixels() const { return {m_data, std::size_t(m_shape.bytes())}; }
    [[nodiscard]] const ImageShape &shape() const { return m_shape; }

private:
    PixelReader() = default;
    void unmap();

    ImageShape m_shape;
    const std::uint8_t *m_data = nullptr;
};

/// Copies `pixels` (shape.bytes() of them) into sealed memory.
[[nodiscard]] Result<UniqueFd> sharePixels(const ImageShape &shape, std::span<const std::uint8_t> pixels);

} // namespace ain::engine
