#include "gpu/engine/program/minipainter.h"

#include "gpu/engine/mini/pixels.h"
#include "gpu/engine/mini/sampling.h"
#include "gpu/engine/program/tracerecorder.h"
#include "gpu/engine/protocol/errors.h"

#include <QFile>

#include <cerrno>
#include <new>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ain::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 BeginningBytes = 64 * 1024; // the architecture stands first
constexpr int MaxSide = 1024; // pixels
constexpr double MaxGuidance = 100;

const QString &pathOf(const ModelFiles &files) { return files.model.isEmpty() ? files.diffusion : files.model; }

/// At most `limit` bytes from the start of a regular file; nothing when it is none, or can't be read.
std::optional<QByteArray> readFile(const QString &path, qint64 limit)
{
    const UniqueFd file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status{};
    if (!file.isValid() || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode))
        return std::nullopt;
    QByteArray bytes(qsizetype(std::min<qint64>(status.st_size, limit)), Qt::Uninitialized);
    qsizetype at = 0;
    while (at < bytes.size()) {
        const ssize_t count = ::pread(file.get(), bytes.data() + at, std::size_t(bytes.size() - at), at);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        at += count;
    }
    bytes.truncate(at);
    return bytes;
}

tl::unexpected<Error> arguments(const QString &what) { return failure(errors::EngineArguments, {{u"what"_s, what}}); }

tl::unexpected<Error> outOfMemory(Phase phase)
{
    return failure(errors::EngineOutOfMemory, {{u"phase"_s, phaseName(phase)}});
}

Result<> checkOrder(const DrawOrder &order, const mini::Model &model)
{
    const ModelFiles &files = order.files;
    if (order.mode != Mode::TextToImage || order.init || order.mask)
        return arguments(u"mini_mode"_s);
    if (!order.loras.isEmpty() || !files.vae.isEmpty() || !files.taesd.isEmpty())
        return arguments(u"mini_extras"_s);
    if (order.width != order.height || order.width < model.sizes.size || order.width > MaxSide
        || order.width % model.sizes.size != 0)
        return arguments(u"mini_size"_s);
    if (order.steps != 0 && (order.steps < mini::LeastSteps || order.steps > mini::MostSteps))
        return arguments(u"mini_steps"_s);
    if (!(order.guidance <= MaxGuidance))
        return arguments(u"guidance"_s);
    return {};
}

} // namespace

MiniPainter::MiniPainter(int threads, PredictorMaker maker) : m_threads(threads), m_maker(std::move(maker)) { }

MiniPainter::~MiniPainter() = default;

bool MiniPainter::isItsKind(const ModelFiles &files)
{
    const auto beginning = readFile(pathOf(files), BeginningBytes);
    return beginning && mini::isModel(*beginning);
}

void MiniPainter::unload()
{
    m_predictor.reset();
    m_team.reset();
    m_model.reset();
    m_path.clear();
}

Result<> MiniPainter::makeModel(const ModelFiles &files, PaintListener &listener)
{
    const QString &path = pathOf(files);
    if (m_predictor != nullptr && path == m_path)
        return {};
    unload();
    listener.progress(Phase::Load, 0, 0);
    const auto bytes = readFile(path, mini::MaxFileBytes + 1);
    if (!bytes)
        return failure(errors::EngineModelRefused, {{u"reason"_s, u"missing"_s}}, path);
    if (bytes->size() > mini::MaxFileBytes)
        return failure(errors::EngineModelRefused, {{u"reason"_s, u"unreadable"_s}}, u"too large"_s);
    auto model = mini::readModel(*bytes);
    if (!model)
        return failure(model.error());
    m_model = std::make_unique<const mini::Model>(*std::move(model));
    if (m_maker) {
        auto predictor = m_maker(*m_model);
        if (!predictor)
            return failure(predictor.error());
        m_predictor = *std::move(predictor);
    } else {
        m_team = std::make_unique<mini::Team>(m_threads);
        m_predictor = std::make_unique<mini::CpuPredictor>(*m_model, *m_team);
    }
    m_path = path;
    return {};
}

Result<QString> MiniPainter::load(const ModelFiles &files, PaintListener &listener)
{
    try {
        auto made = makeModel(files, listener);
        if (!made)
            return failure(made.error());
    } catch (const std::bad_alloc &) {
        unload();
        return outOfMemory(Phase::Load);
    }
    return u"ain-mini"_s;
}

Result<Painted> MiniPainter::draw(const DrawOrder &order, const Given &given, PaintListener &listener)
{
    auto loaded = load(order.files, listener);
    if (!loaded)
        return failure(loaded.error());
    if (auto fits = checkOrder(order, *m_model); !fits)
        return failure(fits.error());
    if (listener.isCancelled())
        return failure(errors::Cancelled);
    try {
        return paint(order, given, listener);
    } catch (const std::bad_alloc &) {
        return outOfMemory(Phase::Sample);
    }
}

Result<Painted> MiniPainter::paint(const DrawOrder &order, const Given &given, PaintListener &listener)
{
    const int side = m_model->sizes.size;
    const mini::Request request{
        .prompt = order.prompt,
        .negative = order.negative,
        .seed = order.seed,
        .steps = order.steps == 0 ? m_model->defaultSteps : order.steps,
        .guidance = order.guidance < 0 ? m_model->defaultGuidance : float(order.guidance),
    };
    const int last = order.trace && order.trace->last > 0 ? order.trace->last : request.steps;
    mini::Section section{.first = order.trace ? order.trace->first : 0, .last = last};
    const LatentShape shapeOfState{.channels = 3, .height = side, .width = side};
    std::optional<TraceRecorder> recorder;
    std::vector<float> start;
    if (order.trace) {
        auto made = TraceRecorder::make(*order.trace, shapeOfState, request.steps);
        if (!made)
            return failure(made.error());
        recorder.emplace(*std::move(made));
        if (given.start != nullptr) {
            if (order.trace->start != shapeOfState)
                return arguments(u"latents"_s);
            start = statesOf(given.start->pixels());
            section.start = start;
        }
    }
    listener.progress(Phase::Encode, 0, 0);
    listener.progress(Phase::Sample, section.first, request.steps);
    const auto onStep = [&](const mini::Step &step) {
        listener.progress(Phase::Sample, step.index + 1, request.steps);
        if (order.preview)
            listener.preview(step.index + 1, {.width = side, .height = side, .channels = 3},
                             mini::toBytes(step.guided, side));
        return !listener.isCancelled();
    };
    const bool tells = order.trace && order.trace->tells;
    const auto onState = [&](int index, std::span<const float> state) {
        if (recorder)
            recorder->add(index, state);
        if (tells)
            listener.state(index, shapeOfState, state);
    };
    const auto values = mini::sample(*m_model, *m_predictor, request, section, onStep, onState);
    if (!values)
        return failure(values.error());
    listener.progress(Phase::Decode, 0, 0);
    const mini::Pixels small = mini::crisp(mini::toBytes(*values, side));
    const ImageShape shape{.width = order.width, .height = order.height, .channels = 3};
    auto pixels = sharePixels(shape, mini::enlarge(small, side, order.width / side));
    if (!pixels)
        return failure(pixels.error());
    Painted painted{.shape = shape,
                    .pixels = *std::move(pixels),
                    .unknownWords =
                        m_model->lexicon.unknown(request.prompt + u' ' + request.negative, MaxUnknownWords)};
    if (recorder) {
        auto trace = std::move(*recorder).finish();
        if (!trace)
            return failure(trace.error());
        painted.trace = *std::move(trace);
    }
    return painted;
}

Result<Painted> MiniPainter::upscale(const UpscaleOrder & /*order*/, const PixelReader & /*image*/,
                                     PaintListener & /*listener*/)
{
    return arguments(u"factor"_s);
}

json::Object MiniPainter::benchmark(int /*seconds*/) { return {}; }

} // namespace ain::engine
