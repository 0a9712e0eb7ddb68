#include "ui/studiotext.h"

#include "ui/text/errortext.h"

#include <cmath>

namespace ain::ui {

using namespace Qt::StringLiterals;

QString StudioText::engine(const EngineStatus &status)
{
    switch (status.state) {
    case EngineState::Missing: return tr("Engine missing");
    case EngineState::Stopped: return tr("Engine rests");
    case EngineState::Starting: return tr("Engine starts…");
    case EngineState::Idle: return tr("Engine ready");
    case EngineState::Loading: return tr("Engine loads a model…");
    case EngineState::Busy: return tr("Engine draws");
    case EngineState::Stopping: return tr("Engine stops…");
    case EngineState::BackingOff:
        return status.restartInMs > 0 ? tr("Engine starts again in %1").arg(seconds(status.restartInMs))
                                      : tr("Engine starts again…");
    case EngineState::GivenUp: return tr("Engine stopped after errors");
    }
    return {};
}

QString StudioText::device(const EngineStatus &status)
{
    QStringList parts;
    if (!status.device.isEmpty())
        parts += status.device;
    else if (status.backend == u"cpu")
        parts += tr("CPU");
    if (status.freeBytes)
        parts += tr("%1 free").arg(Format::bytes(*status.freeBytes));
    return parts.join(u" · "_s);
}

Tone StudioText::engineTone(EngineState state)
{
    switch (state) {
    case EngineState::Missing:
    case EngineState::GivenUp: return Tone::Bad;
    case EngineState::BackingOff: return Tone::Warn;
    case EngineState::Idle:
    case EngineState::Busy:
    case EngineState::Loading: return Tone::Ok;
    default: return Tone::Plain;
    }
}

QString StudioText::cage(const EngineCage &cage)
{
    if (!cage.isKnown)
        return tr("Not known yet whether the engine is shut in");
    return cage.isWhole() ? tr("The engine is shut in") : tr("The engine is only partly shut in");
}

QString StudioText::cageReason(const EngineCage &cage)
{
    if (!cage.isKnown)
        return tr("The engine tells when it starts for the first time.");
    const auto line = [](bool holds, const QString &yes, const QString &no) {
        return (holds ? u"✓ "_s + yes : u"✕ "_s + no);
    };
    QStringList lines{
        tr("Keys never reach the engine. What the system keeps it from:"),
        line(cage.noNetwork, tr("no network"), tr("the network is not closed off")),
        line(cage.landlock, tr("sees its model files only (Landlock)"), tr("could read your files")),
        line(cage.seccomp, tr("only the system calls it needs (seccomp)"), tr("system calls are not filtered")),
        line(cage.noNewPrivs, tr("can gain no rights"), tr("could gain rights"))};
    return lines.join(u'\n');
}

QString StudioText::phase(const StudioJob &job)
{
    if (job.isCancelWanted)
        return tr("stopping…");
    switch (job.phase) {
    case JobPhase::Waiting: return tr("starting…");
    case JobPhase::Load: return tr("loading the model…");
    case JobPhase::Encode: return tr("reading the prompt…");
    case JobPhase::Sample: return job.steps > 0 ? tr("step %1 of %2").arg(job.step).arg(job.steps) : tr("drawing…");
    case JobPhase::Decode: return tr("making the picture…");
    case JobPhase::Upscale:
        return job.steps > 0 ? tr("enlarging, part %1 of %2").arg(job.step).arg(job.steps) : tr("enlarging…");
    }
    return {};
}

QString StudioText::left(const StudioJob &job)
{
    if (!job.leftMs || job.isCancelWanted)
        return {};
    return job.leftIsWhole ? tr("%1 left").arg(seconds(*job.leftMs)) : tr("%1 of steps left").arg(seconds(*job.leftMs));
}

QString StudioText::jobState(const StudioJob &job)
{
    switch (job.state) {
    case JobState::Queued: return job.attempts > 0 ? tr("waiting, tried before") : tr("waiting");
    case JobState::Paused: return tr("paused");
    case JobState::Running: return phase(job);
    case JobState::Done: return tr("done");
    case JobState::Failed: return tr("failed");
    case JobState::Cancelled: return tr("cancelled");
    }
    return {};
}

QString StudioText::seconds(qint64 ms)
{
    const qint64 whole = std::max<qint64>(1, (ms + 500) / 1000);
    if (whole < 60)
        return tr("%1 s", "seconds").arg(whole);
    if (whole < 3600)
        return whole % 60 == 0 ? tr("%1 min", "minutes").arg(whole / 60)
                               : tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString StudioText::time(const TimeRange &range, int count)
{
    const QString low = seconds(range.lowMs * count);
    const QString high = seconds(range.highMs * count);
    return low == high ? tr("about %1").arg(low) : tr("about %1 to %2").arg(low, high);
}

QString StudioText::kind(models::Kind kind)
{
    switch (kind) {
    case models::Kind::Checkpoint: return tr("Model");
    case models::Kind::DiffusionPart: return tr("Model without text encoder and VAE");
    case models::Kind::Vae: return tr("VAE");
    case models::Kind::Lora: return tr("LoRA");
    case models::Kind::Upscaler: return tr("Upscaler");
    case models::Kind::TextEncoder: return tr("Text encoder");
    case models::Kind::Embedding: return tr("Embedding");
    case models::Kind::Mini: return tr("Built-in model");
    case models::Kind::Unknown: return tr("Unknown kind");
    }
    return {};
}

QString StudioText::verified(models::Verified verified)
{
    switch (verified) {
    case models::Verified::NotHashed: return tr("not checked yet");
    case models::Verified::Hashing: return tr("being checked…");
    case models::Verified::Verified: return tr("verified");
    case models::Verified::NotVerified: return tr("not verified");
    case models::Verified::Mismatch: return tr("changed!");
    }
    return {};
}

QString StudioText::verifiedReason(models::Verified verified)
{
    switch (verified) {
    case models::Verified::NotHashed: return tr("Its SHA-256 is not known yet. It is worked out in the background.");
    case models::Verified::Hashing: return tr("Its SHA-256 is being worked out.");
    case models::Verified::Verified: return tr("Its SHA-256 is one that is known.");
    case models::Verified::NotVerified: return tr("Nobody we know has vouched for these bytes.");
    case models::Verified::Mismatch:
        return tr("These are not the bytes they were. Don’t use the file unless you know why.");
    }
    return {};
}

Tone StudioText::verifiedTone(models::Verified verified)
{
    switch (verified) {
    case models::Verified::Verified: return Tone::Ok;
    case models::Verified::NotVerified: return Tone::Warn;
    case models::Verified::Mismatch: return Tone::Bad;
    default: return Tone::Plain;
    }
}

QString StudioText::licence(const models::Licence &licence)
{
    if (licence.id.isEmpty())
        return tr("licence unknown");
    const QString name = licence.name.isEmpty() ? licence.id : licence.name;
    return licence.known ? name : tr("perhaps %1").arg(name);
}

QString StudioText::licenceReason(const models::Licence &licence)
{
    if (licence.id.isEmpty())
        return tr("Nothing is known about the licence. Choose it if you know it.");
    if (!licence.known)
        return tr("Usual for models of this family, but nobody has said it of this file.");
    return licence.allowsCommercial ? tr("Pictures may be sold.")
                                    : tr("Pictures may not be used commercially. You are asked before one is minted.");
}

QString StudioText::fit(const ModelFit &fit)
{
    if (fit.fits)
        return fit.needBytes > 0 ? tr("fits") : QString();
    return tr("does not fit");
}

Tone StudioText::fitTone(const ModelFit &fit)
{
    if (!fit.fits)
        return Tone::Bad;
    return fit.needBytes > 0 ? Tone::Ok : Tone::Plain;
}

QString StudioText::unusable(const models::Model &model)
{
    if (model.isMissing)
        return tr("The file is gone: %1").arg(model.path);
    if (!model.reason.isEmpty())
        return text::errorSentence(Error{ErrorCode("model.unusable"), {{u"name"_s, model.name}}, model.reason});
    return {};
}

QString StudioText::setting(const QString &identifier)
{
    const std::pair<QStringView, QString> names[] = {
        {u"model", tr("Model")},         {u"prompt", tr("Prompt")},
        {u"size", tr("Size")},           {u"steps", tr("Steps")},
        {u"sampler", tr("Sampler")},     {u"scheduler", tr("Scheduler")},
        {u"guidance", tr("Guidance")},   {u"strength", tr("Strength")},
        {u"clip_skip", tr("CLIP skip")}, {u"lora_weight", tr("LoRA weight")},
        {u"source", tr("Start image")},  {u"seed", tr("Seed")}};
    for (const auto &[known, name] : names) {
        if (identifier == known)
            return name;
    }
    return identifier;
}

QString StudioText::size(QSize size) { return u"%1×%2"_s.arg(size.width()).arg(size.height()); }

QString StudioText::precision(const QString &identifier)
{
    return identifier == u"as_file" ? tr("as in the file") : identifier;
}

QString StudioText::source(MetadataSource source)
{
    switch (source) {
    case MetadataSource::None: return {};
    case MetadataSource::Ours: return u"AIN Studio"_s;
    case MetadataSource::A1111: return u"A1111"_s;
    case MetadataSource::ComfyUi: return u"ComfyUI"_s;
    }
    return {};
}

QList<std::pair<QString, QString>> StudioText::facts(const recipe::GenerationRequest &request)
{
    QList<std::pair<QString, QString>> out;
    const auto add = [&out](const QString &name, const QString &value) {
        if (!value.isEmpty())
            out.append({name, value});
    };
    const bool isUpscale = request.mode == recipe::Mode::Upscale;
    add(tr("Model"), request.model.name.isEmpty() ? request.model.sha256.left(12) : request.model.name);
    if (request.upscaler)
        add(tr("Upscaler"),
            request.upscaler->name.isEmpty() ? request.upscaler->sha256.left(12) : request.upscaler->name);
    add(tr("Size"), size({request.width, request.height}));
    if (!isUpscale) {
        add(tr("Seed"), QString::number(request.seed));
        add(tr("Steps"), QString::number(request.steps));
        add(tr("Sampler"), recipe::samplerTitle(request.sampler));
        add(tr("Scheduler"), recipe::schedulerTitle(request.scheduler));
        add(tr("Guidance"), QString::number(request.guidance));
        if (request.clipSkip > 0)
            add(tr("CLIP skip"), QString::number(request.clipSkip));
        if (request.vae)
            add(tr("VAE"), request.vae->name);
        for (const auto &encoder : request.encoders)
            add(tr("Text encoder"), encoder.file.name.isEmpty() ? encoder.file.sha256.left(12) : encoder.file.name);
        for (const auto &lora : request.loras)
            add(tr("LoRA"), u"%1 × %2"_s.arg(lora.file.name, QString::number(lora.weight)));
        if (request.mode != recipe::Mode::TextToImage)
            add(tr("Strength"), QString::number(request.strength));
        if (request.mode == recipe::Mode::Inpaint)
            add(tr("Mask"), tr("painted"));
    }
    add(tr("Precision"), precision(request.precision));
    add(tr("Drawn by"), request.engine);
    return out;
}

} // namespace ain::ui
