#include "gpu/engine/client/engineclient_p.h"

#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cstring>

namespace ain::engine {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> refused(const QString &what) { return failure(errors::EngineArguments, {{u"what"_s, what}}); }

/// Looks files up and remembers which the engine must be able to read.
class Files {
public:
    explicit Files(const QHash<QString, QString> &known) : m_known(known) { }

    QString path(const recipe::FileRef &file)
    {
        const QFileInfo info(m_known.value(file.sha256));
        const QString canonical = info.isFile() ? info.canonicalFilePath() : QString();
        if (canonical.isEmpty())
            m_missing.append(file.name.isEmpty() ? file.sha256.left(12) : file.name);
        else
            m_paths.append(canonical);
        return canonical;
    }
    [[nodiscard]] const QStringList &paths() const { return m_paths; }
    [[nodiscard]] const QStringList &missing() const { return m_missing; }

private:
    const QHash<QString, QString> &m_known;
    QStringList m_paths;
    QStringList m_missing;
};

/// In the order of recipe::EncoderRoles.
constexpr std::array<QString ModelFiles::*, recipe::EncoderRoles.size()> EncoderFiles = {
    &ModelFiles::clipL, &ModelFiles::clipG, &ModelFiles::t5xxl, &ModelFiles::llm};

Command drawCommand(const QString &id, const Order &order, Files &files)
{
    const recipe::GenerationRequest &request = order.request;
    DrawOrder draw;
    draw.job = id;
    draw.mode = Mode(int(request.mode));
    (request.encoders.isEmpty() ? draw.files.model : draw.files.diffusion) = files.path(request.model);
    for (const recipe::EncoderRef &encoder : request.encoders) {
        const auto role = std::find(recipe::EncoderRoles.begin(), recipe::EncoderRoles.end(), encoder.role);
        if (role != recipe::EncoderRoles.end())
            draw.files.*EncoderFiles[std::size_t(role - recipe::EncoderRoles.begin())] = files.path(encoder.file);
    }
    if (request.vae)
        draw.files.vae = files.path(*request.vae);
    draw.files.precision = request.precision;
    for (const recipe::LoraRef &lora : request.loras)
        draw.loras.append(LoraFile{.path = files.path(lora.file), .weight = lora.weight});
    draw.prompt = request.prompt;
    draw.negative = request.negative;
    draw.width = request.width;
    draw.height = request.height;
    draw.steps = request.steps;
    draw.sampler = request.sampler;
    draw.scheduler = request.scheduler;
    draw.guidance = request.guidance;
    draw.seed = request.seed;
    draw.clipSkip = request.clipSkip;
    draw.strength = request.strength;
    draw.preview = order.preview;
    draw.trace = order.trace;
    return draw;
}

Result<> sharePicture(const QImage &image, QImage::Format format, int channels, SharedPictures &to)
{
    const QImage converted = image.convertToFormat(format);
    const ImageShape shape{.width = converted.width(), .height = converted.height(), .channels = channels};
    auto writer = PixelWriter::make(shape);
    if (!writer)
        return failure(writer.error());
    for (int y = 0; y < shape.height; ++y) {
        std::memcpy(writer->pixels().data() + shape.stride() * y, converted.constScanLine(y),
                    std::size_t(shape.stride()));
    }
    auto sealed = std::move(*writer).seal();
    if (!sealed)
        return failure(sealed.error());
    to.descriptors.push_back(std::move(*sealed));
    to.shapes.append(shape);
    return {};
}

Result<> shareGiven(const Order &order, SharedPictures &to)
{
    const auto init = sharePicture(order.init, QImage::Format_RGB888, 3, to);
    if (!init || order.request.mode != recipe::Mode::Inpaint)
        return init;
    return sharePicture(order.mask, QImage::Format_Grayscale8, 1, to);
}

} // namespace

Result<PreparedOrder> prepare(const QString &id, const Order &order)
{
    const recipe::GenerationRequest &request = order.request;
    if (!order.file.isEmpty()) {
        if (order.file.size() > MaxFileBytes)
            return refused(u"file"_s);
        DecodeOrder decode;
        decode.job = id;
        decode.width = request.width;
        decode.height = request.height;
        decode.bytes = order.file.size();
        PreparedOrder prepared;
        prepared.command = decode;
        return prepared;
    }
    const bool isUpscale = request.mode == recipe::Mode::Upscale;
    const bool needsInit = request.mode != recipe::Mode::TextToImage;
    const QSize size(request.width, request.height);
    if (needsInit && (order.init.isNull() || (!isUpscale && order.init.size() != size)))
        return refused(u"init"_s);
    if (request.mode == recipe::Mode::Inpaint && order.mask.size() != size)
        return refused(u"mask"_s);
    if (request.prompt.size() > MaxPromptChars || request.negative.size() > MaxPromptChars)
        return refused(u"prompt"_s);
    if (request.loras.size() > MaxLoras)
        return refused(u"loras"_s);
    const bool hasStart = order.trace && order.trace->start;
    if ((order.trace && isUpscale) || order.start.size() != (hasStart ? order.trace->start->bytes() : 0))
        return refused(u"trace"_s);
    Files files(order.files);
    PreparedOrder prepared;
    if (isUpscale) {
        UpscaleOrder upscale;
        upscale.job = id;
        upscale.upscaler = files.path(request.upscaler.value_or(recipe::FileRef{}));
        upscale.factor = request.upscaleFactor;
        prepared.command = upscale;
    } else {
        prepared.command = drawCommand(id, order, files);
    }
    if (!files.missing().isEmpty())
        return failure(errors::EngineFileMissing, {{u"name"_s, files.missing().join(u", "_s)}});
    prepared.files = files.paths();
    return prepared;
}

Result<SharedPictures> sharePictures(const Order &order)
{
    SharedPictures shared;
    if (!order.file.isEmpty()) {
        auto writer = PixelWriter::make(DecodeOrder{.bytes = order.file.size()}.memory());
        if (!writer)
            return failure(writer.error());
        std::memcpy(writer->pixels().data(), order.file.constData(), std::size_t(order.file.size()));
        auto sealed = std::move(*writer).seal();
        if (!sealed)
            return failure(sealed.error());
        shared.descriptors.push_back(*std::move(sealed)); // its size stands in the order already
        return shared;
    }
    if (order.request.mode != recipe::Mode::TextToImage) {
        if (auto given = shareGiven(order, shared); !given)
            return failure(given.error());
    }
    if (order.trace && order.trace->start) {
        const auto *bytes = reinterpret_cast<const std::uint8_t *>(order.start.constData());
        auto start = sharePixels(order.trace->start->memory(1), {bytes, std::size_t(order.start.size())});
        if (!start)
            return failure(start.error());
        shared.descriptors.push_back(*std::move(start)); // its shape stands in the order already
    }
    return shared;
}

QByteArrayView Trace::state(int index) const
{
    const qsizetype at = kept.indexOf(index);
    if (at < 0 || !memory)
        return {};
    const QByteArrayView all(memory->pixels().data(), qsizetype(memory->pixels().size()));
    return all.sliced(at * qsizetype(shape.bytes()), qsizetype(shape.bytes()));
}

Result<Trace> readTrace(const TraceEvent &event, std::vector<UniqueFd> &descriptors, const TraceOrder &order)
{
    const int last = order.last == 0 ? event.steps : order.last;
    const bool isWhole = event.first == order.first && event.first + event.hashes.size() - 1 == last;
    if (!isWhole || event.kept != order.keep || (order.start && *order.start != event.shape))
        return failure(errors::EngineProtocol, {{u"what"_s, u"trace"_s}});
    Trace trace{.steps = event.steps, .first = event.first, .shape = event.shape, .kept = event.kept};
    for (const QString &hash : event.hashes)
        trace.hashes.append(QByteArray::fromHex(hash.toLatin1()));
    if (!event.kept.isEmpty()) {
        if (descriptors.size() != 1)
            return failure(errors::EngineProtocol, {{u"what"_s, u"descriptors"_s}});
        auto memory = PixelReader::open(std::move(descriptors.front()), event.shape.memory(int(event.kept.size())));
        if (!memory)
            return failure(memory.error());
        trace.memory = std::make_shared<const PixelReader>(*std::move(memory));
    }
    return trace;
}

void setShapes(Command &command, const QList<ImageShape> &shapes)
{
    if (auto *upscale = std::get_if<UpscaleOrder>(&command); upscale != nullptr && !shapes.isEmpty())
        upscale->image = shapes[0];
    if (auto *draw = std::get_if<DrawOrder>(&command); draw != nullptr) {
        if (!shapes.isEmpty())
            draw->init = shapes[0];
        if (shapes.size() > 1)
            draw->mask = shapes[1];
    }
}

Error errorOf(const FailedEvent &event)
{
    struct Known {
        ErrorCode code;
        const char *argument;
    };
    static constexpr std::array known = {
        Known{errors::EngineMissing, ""},          Known{errors::EngineProtocol, "what"},
        Known{errors::EngineOutOfMemory, "phase"}, Known{errors::EngineModelRefused, "reason"},
        Known{errors::EngineArguments, "what"},    Known{errors::EngineBusy, ""},
        Known{errors::EngineConfinement, "what"},  Known{errors::EngineProcessor, "what"},
        Known{errors::EngineFailed, "phase"},      Known{errors::Cancelled, ""},
    };
    const QByteArray code = event.code.toLatin1();
    const auto *const found = std::find_if(known.begin(), known.end(), [&code](const Known &entry) {
        return entry.code.text() == std::string_view(code.constData(), std::size_t(code.size()));
    });
    if (found == known.end())
        return Error{errors::EngineFailed, {{u"phase"_s, event.what}}, event.code + u": "_s + event.detail};
    Error error{found->code, {}, event.detail};
    if (*found->argument != '\0')
        error.args.insert(QString::fromLatin1(found->argument), event.what);
    return error;
}

} // namespace ain::engine
