#include "gpu/engine/program/orders.h"

#include "gpu/engine/protocol/errors.h"
#include "gpu/engine/protocol/uniquefd.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <cmath>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ain::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr double MaxGuidance = 100;
constexpr double MaxLoraWeight = 10;
// K-quants are left out: making them at load takes minutes, and a GGUF file has them already.
constexpr std::array<const char *, 8> Precisions = {"f32", "f16", "bf16", "q8_0", "q5_0", "q5_1", "q4_0", "q4_1"};
constexpr std::array<QString ModelFiles::*, 8> Paths = {
    &ModelFiles::model, &ModelFiles::diffusion, &ModelFiles::vae,   &ModelFiles::taesd,
    &ModelFiles::clipL, &ModelFiles::clipG,     &ModelFiles::t5xxl, &ModelFiles::llm,
};

tl::unexpected<Error> arguments(QString what)
{
    return failure(errors::EngineArguments, {{u"what"_s, std::move(what)}});
}

/// A folder or a device would send the library elsewhere.
bool isReadableFile(const QString &path)
{
    const UniqueFd file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status{};
    return file.isValid() && ::fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode);
}

bool isFloat(const QString &precision)
{
    return precision.isEmpty() || precision == u"as_file" || precision == u"f32" || precision == u"f16"
        || precision == u"bf16";
}

bool isSide(int side) { return side >= MinSide && side <= MaxSide && side % SideStep == 0; }

Result<> checkPictures(const DrawOrder &order)
{
    const bool needsInit = order.mode != Mode::TextToImage;
    if (order.mode == Mode::Upscale || needsInit != order.init.has_value())
        return arguments(u"init"_s);
    if (order.init
        && (order.init->width != order.width || order.init->height != order.height || order.init->channels != 3))
        return arguments(u"init"_s);
    if ((order.mode == Mode::Inpaint) != order.mask.has_value())
        return arguments(u"mask"_s);
    if (order.mask
        && (order.mask->width != order.width || order.mask->height != order.height || order.mask->channels != 1))
        return arguments(u"mask"_s);
    return {};
}

Result<> checkLoras(const DrawOrder &order)
{
    // A LoRA on weights that were converted while loading ends in an assertion of ggml. From a file that was converted
    // before, it works.
    if (!order.loras.isEmpty() && !isFloat(order.files.precision))
        return arguments(u"lora_precision"_s);
    for (const LoraFile &lora : order.loras) {
        if (!(std::abs(lora.weight) <= MaxLoraWeight))
            return arguments(u"lora"_s);
        if (!isReadableFile(lora.path)) // the library would draw without it
            return failure(errors::EngineModelRefused, {{u"reason"_s, u"missing"_s}}, lora.path);
    }
    return {};
}

} // namespace

QStringList samplerNames()
{
    QStringList names;
    for (int i = 0; i < int(SAMPLE_METHOD_COUNT); ++i)
        names.append(QString::fromLatin1(sd_sample_method_name(sample_method_t(i))));
    return names;
}

QStringList schedulerNames()
{
    QStringList names;
    for (int i = 0; i < int(SCHEDULER_COUNT); ++i)
        names.append(QString::fromLatin1(sd_scheduler_name(scheduler_t(i))));
    return names;
}

QStringList precisionNames()
{
    QStringList names = {u"as_file"_s};
    for (const char *name : Precisions)
        names.append(QString::fromLatin1(name));
    return names;
}

sample_method_t samplerOf(const QString &name)
{
    const qsizetype index = samplerNames().indexOf(name);
    return index < 0 ? SAMPLE_METHOD_COUNT : sample_method_t(index);
}

scheduler_t schedulerOf(const QString &name)
{
    const qsizetype index = schedulerNames().indexOf(name);
    return index < 0 ? SCHEDULER_COUNT : scheduler_t(index);
}

sd_type_t precisionOf(const QString &name)
{
    if (name.isEmpty() || name == u"as_file")
        return SD_TYPE_COUNT;
    return str_to_sd_type(name.toLatin1().constData());
}

bool isTinyAutoencoder(const QString &path)
{
    constexpr std::size_t HeaderBytes = 64 * 1024; // its whole header is smaller
    const UniqueFd file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    QByteArray header(qsizetype(HeaderBytes), Qt::Uninitialized);
    const ssize_t count = ::pread(file.get(), header.data(), HeaderBytes, 0);
    header.truncate(std::max(ssize_t(0), count));
    return header.contains("\"decoder.layers.0.weight\"");
}

Result<> checkFiles(const ModelFiles &files)
{
    if (files.isEmpty())
        return arguments(u"model"_s);
    if (!files.precision.isEmpty() && !precisionNames().contains(files.precision))
        return arguments(u"precision"_s);
    // The library loads a net that nobody tells the words to, and ends in an assertion when it draws.
    if (files.model.isEmpty() && files.clipL.isEmpty() && files.clipG.isEmpty() && files.t5xxl.isEmpty()
        && files.llm.isEmpty())
        return arguments(u"text_encoder"_s);
    for (QString ModelFiles::*member : Paths) {
        const QString &path = files.*member;
        if (!path.isEmpty() && !isReadableFile(path))
            return failure(errors::EngineModelRefused, {{u"reason"_s, u"missing"_s}}, path);
    }
    return {};
}

Result<> checkOrder(const DrawOrder &order)
{
    if (!isSide(order.width) || !isSide(order.height))
        return arguments(u"size"_s);
    if (order.steps < 1 || order.steps > MaxSteps)
        return arguments(u"steps"_s);
    if (!order.sampler.isEmpty() && samplerOf(order.sampler) == SAMPLE_METHOD_COUNT)
        return arguments(u"sampler"_s);
    if (!order.scheduler.isEmpty() && schedulerOf(order.scheduler) == SCHEDULER_COUNT)
        return arguments(u"scheduler"_s);
    if (schedulerOf(order.scheduler) == GITS_SCHEDULER && order.steps < 2) // reads before its table
        return arguments(u"steps"_s);
    if (!(order.guidance >= 0 && order.guidance <= MaxGuidance))
        return arguments(u"guidance"_s);
    if (order.clipSkip > MaxClipSkip)
        return arguments(u"clip_skip"_s);
    if (order.trace) // the library tells pictures on the way, not what it computes with
        return arguments(u"no_trace"_s);
    if (auto fits = checkPictures(order); !fits)
        return fits;
    if (auto fits = checkLoras(order); !fits)
        return fits;
    return checkFiles(order.files);
}

Result<> checkUpscale(const UpscaleOrder &order)
{
    if (order.image.channels != 3 || order.image.width > MaxUpscaleSide || order.image.height > MaxUpscaleSide)
        return arguments(u"size"_s);
    if (!isReadableFile(order.upscaler))
        return failure(errors::EngineModelRefused, {{u"reason"_s, u"missing"_s}}, order.upscaler);
    return {};
}

} // namespace ain::engine
