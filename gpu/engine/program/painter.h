// What draws. ain-engine has one painter per kind of model; the first that accepts a model's files gets it, and the
// first of all gets what needs no model.
#pragma once

#include "gpu/engine/protocol/messages.h"
#include "gpu/engine/protocol/sharedpixels.h"

#include <span>

namespace ain::engine {

/// Hears from a painter at work, in the thread of the call or in one of the painter's own: be thread-safe.
class PaintListener {
public:
    PaintListener() = default;
    PaintListener(const PaintListener &) = delete;
    PaintListener &operator=(const PaintListener &) = delete;
    virtual ~PaintListener() = default;

    virtual void progress(Phase phase, int step, int steps) = 0; ///< steps 0: unknown
    virtual void preview(int step, const ImageShape &shape, std::span<const std::uint8_t> pixels) = 0;
    /// State `index` of an order whose trace tells.
    virtual void state(int index, const LatentShape &shape, std::span<const float> values) = 0;
    virtual void log(int level, const QString &text) = 0;
    [[nodiscard]] virtual bool isCancelled() const = 0;
};

struct PaintedTrace {
    TraceEvent event = {}; ///< without the job's name
    UniqueFd memory = UniqueFd(); ///< sealed; of the kept states, if there are any
};

struct Painted {
    ImageShape shape = {};
    UniqueFd pixels = UniqueFd(); ///< sealed, shape.bytes() of them
    QStringList unknownWords = {}; ///< DoneEvent::unknownWords
    std::optional<PaintedTrace> trace = {}; ///< when the order asks for it
};

/// What lies beside an order; null: not there. Of the shapes that the order states.
struct Given {
    const PixelReader *init = nullptr;
    const PixelReader *mask = nullptr;
    const PixelReader *start = nullptr; ///< of the trace
};

/// All calls come from one thread. Errors: engine.arguments, engine.model_refused, engine.out_of_memory, engine.failed,
/// cancelled (then the painter is ready for the next job).
class Painter {
public:
    Painter() = default;
    Painter(const Painter &) = delete;
    Painter &operator=(const Painter &) = delete;
    virtual ~Painter() = default;

    [[nodiscard]] virtual bool accepts(const ModelFiles &files) const = 0;
    /// Makes `files` the loaded model; gives the name of its family. Nothing to do when it is loaded already.
    [[nodiscard]] virtual Result<QString> load(const ModelFiles &files, PaintListener &listener) = 0;
    virtual void unload() = 0;
    /// Loads first when needed.
    [[nodiscard]] virtual Result<Painted> draw(const DrawOrder &order, const Given &given, PaintListener &listener) = 0;
    /// errors::EngineArguments when this painter has no upscaler.
    [[nodiscard]] virtual Result<Painted> upscale(const UpscaleOrder &order, const PixelReader &image,
                                                  PaintListener &listener) = 0;
    /// Speed of what the painter is made of, name → number, in at most `seconds`.
    [[nodiscard]] virtual json::Object benchmark(int seconds) = 0;
};

} // namespace ain::engine
