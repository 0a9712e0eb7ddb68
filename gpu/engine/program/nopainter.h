// In the place of the library's painter where there is no library, or the processor is too old for it.
#pragma once

#include "gpu/engine/program/painter.h"

namespace ain::engine {

/// Refuses everything but the built-in model, always for the same reason.
class NoPainter final : public Painter {
public:
    explicit NoPainter(Error reason) : m_reason(std::move(reason)) { }

    [[nodiscard]] bool accepts(const ModelFiles &files) const override;
    [[nodiscard]] Result<QString> load(const ModelFiles & /*files*/, PaintListener & /*listener*/) override
    {
        return failure(m_reason);
    }
    void unload() override { }
    [[nodiscard]] Result<Painted> draw(const DrawOrder & /*order*/, const Given & /*given*/,
                                       PaintListener & /*listener*/) override
    {
        return failure(m_reason);
    }
    [[nodiscard]] Result<Painted> upscale(const UpscaleOrder & /*order*/, const PixelReader & /*image*/,
                                          PaintListener & /*listener*/) override
    {
        return failure(m_reason);
    }
    [[nodiscard]] json::Object benchmark(int /*seconds*/) override { return {}; }

private:
    const Error m_reason;
};

} // namespace ain::engine
