#include "gpu/engine/program/sdpainter.h"

#include "gpu/engine/program/minipainter.h"
#include "gpu/engine/program/orders.h"
#include "gpu/engine/program/speed.h"
#include "gpu/engine/protocol/errors.h"

#include <QFile>
#include <QSet>

#include <cstdlib>
#include <new>

namespace ain::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr int UpscaleTile = 128; // pixels: bounds the memory of an upscale
constexpr qint64 TiledDecodePixels = qint64(1536) * 1536; // from here on the VAE decodes in tiles

/// Leaves the library from its own progress callback. It is C++ all the way up to our call, between two steps it holds
/// nothing but values, and the context draws the next picture as ever (tested): the model need not be loaded again.
struct Cancelled { };

QByteArray encoded(const QString &path) { return QFile::encodeName(path); }

sd_image_t imageOf(const PixelReader *reader)
{
    if (reader == nullptr)
        return {};
    const ImageShape &shape = reader->shape();
    // The library takes a plain pointer but only reads.
    auto *pixels = const_cast<std::uint8_t *>(reader->pixels().data()); // NOLINT(cppcoreguidelines-pro-type-const-cast)
    return {.width = std::uint32_t(shape.width),
            .height = std::uint32_t(shape.height),
            .channel = std::uint32_t(shape.channels),
            .data = pixels};
}

struct FreeImages {
    void operator()(sd_image_t *images) const
    {
        if (images != nullptr)
            std::free(images->data); // NOLINT(cppcoreguidelines-no-malloc): the library's
        std::free(images); // NOLINT(cppcoreguidelines-no-malloc)
    }
};

ImageShape shapeOf(const sd_image_t &image)
{
    return {.width = int(image.width), .height = int(image.height), .channels = int(image.channel)};
}

Result<Painted> shared(const sd_image_t &image)
{
    const ImageShape shape = shapeOf(image);
    if (image.data == nullptr || !shape.isValid())
        return failure(errors::EngineFailed, {{u"phase"_s, phaseName(Phase::Decode)}});
    auto pixels = sharePixels(shape, {image.data, std::size_t(shape.bytes())});
    if (!pixels)
        return failure(pixels.error());
    return Painted{.shape = shape, .pixels = *std::move(pixels)};
}

} // namespace

struct SdPainter::Callbacks {
    static void log(sd_log_level_t level, const char *text, void *data)
    {
        static_cast<SdPainter *>(data)->m_log.add(int(level), text);
    }

    static void progress(int step, int steps, float /*secondsPerStep*/, void *data)
    {
        auto *painter = static_cast<SdPainter *>(data);
        PaintListener *listener = painter->m_listener;
        if (listener == nullptr)
            return;
        const Phase phase = painter->m_log.phase();
        // Reading weights shows itself by counting tensors wherever it happens (a LoRA is read inside a drawing).
        listener->progress(phase, step, steps);
        if (phase == Phase::Sample && listener->isCancelled())
            throw Cancelled{}; // quality: allow throw: the only way out between two steps; caught in guarded()
    }

    static void preview(int step, int frames, sd_image_t *images, bool /*isNoisy*/, void *data)
    {
        PaintListener *listener = static_cast<SdPainter *>(data)->m_listener;
        if (listener == nullptr || frames < 1 || images == nullptr || images[0].data == nullptr)
            return;
        const ImageShape shape = shapeOf(images[0]);
        if (shape.isValid())
            listener->preview(step, shape, {images[0].data, std::size_t(shape.bytes())});
    }
};

void SdPainter::ContextDeleter::operator()(sd_ctx_t *context) const { free_sd_ctx(context); }
void SdPainter::ContextDeleter::operator()(upscaler_ctx_t *context) const { free_upscaler_ctx(context); }

SdPainter::SdPainter(int threads, bool hasGpu) : m_threads(threads), m_hasGpu(hasGpu)
{
    sd_set_log_callback(&Callbacks::log, this);
    sd_set_progress_callback(&Callbacks::progress, this);
}

SdPainter::~SdPainter() = default;

bool SdPainter::accepts(const ModelFiles &files) const { return !MiniPainter::isItsKind(files); }

Result<> SdPainter::guarded(const std::function<void()> &call, PaintListener &listener)
{
    m_listener = &listener;
    Result<> result;
    try {
        call();
    } catch (const Cancelled &) {
        result = failure(errors::Cancelled);
    } catch (const std::bad_alloc &) {
        result = failure(errors::EngineOutOfMemory, {{u"phase"_s, phaseName(m_log.phase())}});
    } catch (const std::exception &exception) {
        result = failure(errors::EngineFailed, {{u"phase"_s, phaseName(m_log.phase())}},
                         QString::fromUtf8(exception.what()));
    }
    m_listener = nullptr;
    m_log.start(nullptr);
    return result;
}

void SdPainter::unload()
{
    m_context.reset();
    m_upscaler.reset();
    m_files = {};
    m_upscalerPath.clear();
}

Result<> SdPainter::makeContext(const ModelFiles &files, bool canEncode, PaintListener &listener)
{
    if (m_context != nullptr && files == m_files && (m_canEncode || !canEncode))
        return {};
    if (auto fits = checkFiles(files); !fits)
        return fits;
    unload();
    listener.progress(Phase::Load, 0, 0);

    const QByteArray model = encoded(files.model);
    const QByteArray diffusion = encoded(files.diffusion);
    const bool isTiny = files.taesd.isEmpty() && !files.vae.isEmpty() && isTinyAutoencoder(files.vae);
    const QByteArray vae = isTiny ? QByteArray() : encoded(files.vae);
    const QByteArray taesd = encoded(isTiny ? files.vae : files.taesd);
    const QByteArray clipL = encoded(files.clipL);
    const QByteArray clipG = encoded(files.clipG);
    const QByteArray t5xxl = encoded(files.t5xxl);
    const QByteArray llm = encoded(files.llm);
    sd_ctx_params_t parameters;
    sd_ctx_params_init(&parameters);
    parameters.model_path = model.constData();
    parameters.diffusion_model_path = diffusion.constData();
    parameters.vae_path = vae.constData();
    parameters.taesd_path = taesd.constData();
    parameters.clip_l_path = clipL.constData();
    parameters.clip_g_path = clipG.constData();
    parameters.t5xxl_path = t5xxl.constData();
    parameters.llm_path = llm.constData();
    parameters.vae_decode_only = !canEncode;
    parameters.free_params_immediately = false;
    parameters.n_threads = m_threads;
    parameters.wtype = precisionOf(files.precision);
    parameters.rng_type = CPU_RNG; // the same noise on every backend
    parameters.sampler_rng_type = CPU_RNG;
    // Applied to the weights, a LoRA can't be taken out again without a trace, and the next picture would differ.
    parameters.lora_apply_mode = LORA_APPLY_AT_RUNTIME;
    parameters.diffusion_flash_attn = m_hasGpu; // on a CPU it is the slower way

    QString lines;
    auto made = guarded(
        [&] {
            m_log.start(&listener);
            m_context.reset(new_sd_ctx(&parameters));
            lines = m_log.lastLines();
        },
        listener);
    if (!made)
        return made;
    if (m_context == nullptr) {
        if (lines.contains(u"alloc") && lines.contains(u"fail"))
            return failure(errors::EngineOutOfMemory, {{u"phase"_s, phaseName(Phase::Load)}}, lines);
        return failure(errors::EngineModelRefused, {{u"reason"_s, u"unreadable"_s}}, lines);
    }
    if (!sd_ctx_supports_image_generation(m_context.get())) {
        unload();
        return failure(errors::EngineModelRefused, {{u"reason"_s, u"no_pictures"_s}});
    }
    m_files = files;
    m_canEncode = canEncode;
    return {};
}

Result<QString> SdPainter::load(const ModelFiles &files, PaintListener &listener)
{
    auto made = makeContext(files, false, listener);
    if (!made)
        return failure(made.error());
    return m_log.family();
}

Result<Painted> SdPainter::draw(const DrawOrder &order, const Given &given, PaintListener &listener)
{
    if (auto fits = checkOrder(order); !fits)
        return failure(fits.error());
    auto made = makeContext(order.files, given.init != nullptr, listener);
    if (!made)
        return failure(made.error());
    if (listener.isCancelled())
        return failure(errors::Cancelled);
    return paint(order, given.init, given.mask, listener);
}

Result<Painted> SdPainter::paint(const DrawOrder &order, const PixelReader *init, const PixelReader *mask,
                                 PaintListener &listener)
{
    const QByteArray prompt = order.prompt.toUtf8();
    const QByteArray negative = order.negative.toUtf8();
    QByteArrayList paths;
    std::vector<sd_lora_t> loras;
    for (const LoraFile &lora : order.loras)
        paths.append(encoded(lora.path));
    loras.reserve(std::size_t(paths.size()));
    for (qsizetype i = 0; i < order.loras.size(); ++i)
        loras.push_back(
            {.is_high_noise = false, .multiplier = float(order.loras[i].weight), .path = paths[i].constData()});

    sd_img_gen_params_t parameters;
    sd_img_gen_params_init(&parameters);
    parameters.loras = loras.data();
    parameters.lora_count = std::uint32_t(loras.size());
    parameters.prompt = prompt.constData();
    parameters.negative_prompt = negative.constData();
    parameters.clip_skip = order.clipSkip > 0 ? order.clipSkip : -1;
    parameters.init_image = imageOf(init);
    parameters.mask_image = imageOf(mask);
    parameters.width = order.width;
    parameters.height = order.height;
    parameters.sample_params.sample_method = samplerOf(order.sampler);
    parameters.sample_params.scheduler = schedulerOf(order.scheduler);
    parameters.sample_params.sample_steps = order.steps;
    parameters.sample_params.guidance.txt_cfg = float(order.guidance);
    parameters.strength = float(order.strength);
    parameters.seed = qint64(order.seed);
    parameters.batch_count = 1;
    parameters.vae_tiling_params.enabled = qint64(order.width) * order.height > TiledDecodePixels;

    listener.progress(Phase::Encode, 0, 0);
    const preview_t preview = order.preview ? PREVIEW_PROJ : PREVIEW_NONE;
    sd_set_preview_callback(order.preview ? &Callbacks::preview : nullptr, preview, 1, true, false, this);
    std::unique_ptr<sd_image_t, FreeImages> images;
    QString lines;
    qsizetype applied = 0;
    auto drawn = guarded(
        [&] {
            m_log.start(&listener);
            images.reset(generate_image(m_context.get(), &parameters));
            lines = m_log.lastLines();
            applied = m_log.appliedLoras();
        },
        listener);
    if (!drawn)
        return failure(drawn.error());
    if (images == nullptr) {
        if (lines.contains(u"alloc"))
            return failure(errors::EngineOutOfMemory, {{u"phase"_s, phaseName(Phase::Sample)}}, lines);
        return failure(errors::EngineFailed, {{u"phase"_s, phaseName(Phase::Sample)}}, lines);
    }
    if (listener.isCancelled())
        return failure(errors::Cancelled);
    if (lines.contains(u"not compatible with AYS_SCHEDULER")) // it drew all the same, with no noise levels at all
        return failure(errors::EngineArguments, {{u"what"_s, u"scheduler"_s}}, lines);
    // Unreadable, or made for another architecture: the library only mentions it and draws without.
    if (applied < QSet<QByteArray>(paths.begin(), paths.end()).size())
        return failure(errors::EngineModelRefused, {{u"reason"_s, u"lora"_s}}, lines);
    return shared(*images);
}

Result<Painted> SdPainter::upscale(const UpscaleOrder &order, const PixelReader &image, PaintListener &listener)
{
    if (auto fits = checkUpscale(order); !fits)
        return failure(fits.error());
    QString lines;
    if (m_upscaler == nullptr || m_upscalerPath != order.upscaler) {
        m_upscaler.reset();
        listener.progress(Phase::Load, 0, 0);
        const QByteArray path = encoded(order.upscaler);
        auto made = guarded(
            [&] {
                m_log.start(&listener);
                m_upscaler.reset(new_upscaler_ctx(path.constData(), false, false, m_threads, UpscaleTile));
                lines = m_log.lastLines();
            },
            listener);
        if (!made)
            return failure(made.error());
        if (m_upscaler == nullptr)
            return failure(errors::EngineModelRefused, {{u"reason"_s, u"unreadable"_s}}, lines);
        m_upscalerPath = order.upscaler;
    }
    const int factor = get_upscale_factor(m_upscaler.get());
    ImageShape result = order.image;
    result.width *= factor;
    result.height *= factor;
    if ((order.factor != 0 && order.factor != factor) || !result.isValid())
        return failure(errors::EngineArguments, {{u"what"_s, u"factor"_s}});
    listener.progress(Phase::Upscale, 0, 0);
    sd_image_t upscaled{};
    auto done =
        guarded([&] { upscaled = ::upscale(m_upscaler.get(), imageOf(&image), std::uint32_t(factor)); }, listener);
    const std::unique_ptr<std::uint8_t, decltype(&std::free)> owned(upscaled.data, &std::free);
    if (!done)
        return failure(done.error());
    if (listener.isCancelled())
        return failure(errors::Cancelled);
    return shared(upscaled);
}

json::Object SdPainter::benchmark(int seconds) { return measureSpeed(m_threads, seconds); }

} // namespace ain::engine
