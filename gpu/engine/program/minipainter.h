// Draws with the built-in model, "ain-mini" (docs/engine.md, "The built-in model"). Needs no library on the CPU.
#pragma once

#include "gpu/engine/mini/cpupredictor.h"
#include "gpu/engine/program/painter.h"

#include <functional>
#include <memory>

namespace ain::engine {

/// Makes what computes the network on a device.
using PredictorMaker = std::function<Result<std::unique_ptr<mini::Predictor>>(const mini::Model &)>;

class MiniPainter final : public Painter {
public:
    /// Without a maker everything is computed on the CPU, always with the same bits.
    explicit MiniPainter(int threads, PredictorMaker maker = {});
    ~MiniPainter() override;

    /// Whether the files are a model of this kind, by the first bytes.
    [[nodiscard]] static bool isItsKind(const ModelFiles &files);

    [[nodiscard]] bool accepts(const ModelFiles &files) const override { return isItsKind(files); }
    [[nodiscard]] Result<QString> load(const ModelFiles &files, PaintListener &listener) override;
    void unload() override;
    [[nodiscard]] Result<Painted> draw(const DrawOrder &order, const Given &given, PaintListener &listener) override;
    [[nodiscard]] Result<Painted> upscale(const UpscaleOrder &order, const PixelReader &image,
                                          PaintListener &listener) override;
    [[nodiscard]] json::Object benchmark(int seconds) override;

private:
    [[nodiscard]] Result<> makeModel(const ModelFiles &files, PaintListener &listener);
    [[nodiscard]] Result<Painted> paint(const DrawOrder &order, const Given &given, PaintListener &listener);

    const int m_threads;
    const PredictorMaker m_maker;
    QString m_path; ///< of the loaded model
    std::unique_ptr<const mini::Model> m_model;
    std::unique_ptr<mini::Team> m_team;
    std::unique_ptr<mini::Predictor> m_predictor;
};

} // namespace ain::engine
