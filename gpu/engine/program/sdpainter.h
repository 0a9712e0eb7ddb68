// Draws with stable-diffusion.cpp. The only file with sdpainter.cpp that calls it for pictures.
#pragma once

#include "gpu/engine/program/painter.h"
#include "gpu/engine/program/sdlog.h"

#include <functional>
#include <memory>
#include <optional>

struct sd_ctx_t;
struct upscaler_ctx_t;

namespace ain::engine {

/// At most one per process: the library's callbacks are global.
class SdPainter final : public Painter {
public:
    SdPainter(int threads, bool hasGpu);
    ~SdPainter() override;

    [[nodiscard]] bool accepts(const ModelFiles &files) const override;
    [[nodiscard]] Result<QString> load(const ModelFiles &files, PaintListener &listener) override;
    void unload() override;
    [[nodiscard]] Result<Painted> draw(const DrawOrder &order, const Given &given, PaintListener &listener) override;
    [[nodiscard]] Result<Painted> upscale(const UpscaleOrder &order, const PixelReader &image,
                                          PaintListener &listener) override;
    [[nodiscard]] json::Object benchmark(int seconds) override;

private:
    struct Callbacks;
    struct ContextDeleter {
        void operator()(sd_ctx_t *context) const;
        void operator()(upscaler_ctx_t *context) const;
    };

    [[nodiscard]] Result<> makeContext(const ModelFiles &files, bool canEncode, PaintListener &listener);
    [[nodiscard]] Result<Painted> paint(const DrawOrder &order, const PixelReader *init, const PixelReader *mask,
                                        PaintListener &listener);
    /// Runs `call`; what the library throws becomes an error.
    [[nodiscard]] Result<> guarded(const std::function<void()> &call, PaintListener &listener);

    const int m_threads;
    const bool m_hasGpu;
    SdLog m_log;
    PaintListener *m_listener = nullptr; ///< of the running call
    std::unique_ptr<sd_ctx_t, ContextDeleter> m_context;
    std::unique_ptr<upscaler_ctx_t, ContextDeleter> m_upscaler;
    ModelFiles m_files;
    bool m_canEncode = false; ///< the loaded model can turn a picture into latents
    QString m_upscalerPath;
};

} // namespace ain::engine
