// The recipe in the words of other programs: A1111's parameters text, and what was read from it or from ComfyUI.
#include "core/json/number.h"
#include "core/recipe/generationrequest.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <span>

namespace ain::recipe {

using namespace Qt::StringLiterals;

namespace {

struct Name {
    QStringView identifier; ///< stable-diffusion.cpp's
    QStringView title; ///< A1111's
    QStringView comfy; ///< ComfyUI's, where it is another
};

constexpr std::array Samplers{
    Name{u"euler", u"Euler", u"euler"},
    Name{u"euler_a", u"Euler a", u"euler_ancestral"},
    Name{u"heun", u"Heun", u"heun"},
    Name{u"dpm2", u"DPM2", u"dpm_2"},
    Name{u"dpm++2s_a", u"DPM++ 2S a", u"dpmpp_2s_ancestral"},
    Name{u"dpm++2m", u"DPM++ 2M", u"dpmpp_2m"},
    Name{u"dpm++2mv2", u"DPM++ 2M v2", u"dpmpp_2m"},
    Name{u"ipndm", u"IPNDM", u"ipndm"},
    Name{u"ipndm_v", u"IPNDM_V", u"ipndm_v"},
    Name{u"lcm", u"LCM", u"lcm"},
    Name{u"ddim_trailing", u"DDIM", u"ddim"},
    Name{u"tcd", u"TCD", u"tcd"},
    Name{u"res_multistep", u"Res Multistep", u"res_multistep"},
};

constexpr std::array Schedulers{
    Name{u"discrete", u"Automatic", u"normal"},
    Name{u"karras", u"Karras", u"karras"},
    Name{u"exponential", u"Exponential", u"exponential"},
    Name{u"ays", u"Align Your Steps", u"ays"},
    Name{u"gits", u"GITS", u"gits"},
    Name{u"sgm_uniform", u"SGM Uniform", u"sgm_uniform"},
    Name{u"simple", u"Simple", u"simple"},
    Name{u"smoothstep", u"Smoothstep", u"smoothstep"},
    Name{u"kl_optimal", u"KL Optimal", u"kl_optimal"},
};

QString titleOf(std::span<const Name> names, const QString &identifier)
{
    for (const Name &name : names) {
        if (name.identifier == identifier)
            return name.title.toString();
    }
    return identifier;
}

QString identifierOf(std::span<const Name> names, const QString &title)
{
    for (const Name &name : names) {
        if (title.compare(name.title, Qt::CaseInsensitive) == 0 || title == name.identifier || title == name.comfy)
            return name.identifier.toString();
    }
    QString other = title.toLower();
    const bool isIdentifier =
        other.size() <= 40 && std::all_of(other.begin(), other.end(), [](QChar c) {
            return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'+' || c == u'-';
        });
    return isIdentifier ? other : QString();
}

/// A line of a prompt must not pass for the lines that A1111's readers look for.
QString guarded(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines) {
        if (line.startsWith("Steps: "_L1) || line.startsWith("Negative prompt:"_L1))
            line.prepend(u' ');
    }
    return lines.join(u'\n');
}

/// Values with separators stand in quotes.
QString quoted(QString value)
{
    const bool isPlain = !value.contains(u',') && !value.contains(u':') && !value.contains(u'"')
        && !value.contains(u'\n') && value == value.trimmed();
    if (isPlain)
        return value;
    value.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'\n', u' ');
    return u'"' + value + u'"';
}

/// A file as A1111 names it: without its ending.
QString stem(const FileRef &file)
{
    for (const QStringView ending : {QStringView(u".safetensors"), QStringView(u".gguf"), QStringView(u".ckpt")}) {
        if (file.name.endsWith(ending, Qt::CaseInsensitive))
            return file.name.chopped(ending.size());
    }
    return file.name;
}

/// The short hash that A1111 and model sites show.
QString shortHash(const FileRef &file) { return file.sha256.left(10); }

void readInteger(const json::Object &object, QStringView key, int &value, int least, int most)
{
    const qint64 number = object[key].toInteger(-1);
    if (number >= least && number <= most)
        value = int(number);
}

bool isWholeHash(const QString &text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

} // namespace

QString samplerTitle(const QString &identifier) { return titleOf(Samplers, identifier); }
QString samplerFromTitle(const QString &title) { return identifierOf(Samplers, title); }
QString schedulerTitle(const QString &identifier) { return titleOf(Schedulers, identifier); }
QString schedulerFromTitle(const QString &title) { return identifierOf(Schedulers, title); }

QString parametersText(const GenerationRequest &request)
{
    const GenerationRequest r = normalized(request);
    QString text = guarded(r.prompt);
    for (const LoraRef &lora : r.loras)
        text += u" <lora:%1:%2>"_s.arg(stem(lora.file), json::numberText(lora.weight));
    if (!r.negative.isEmpty())
        text += u"\nNegative prompt: "_s + guarded(r.negative);
    QStringList settings;
    const auto set = [&settings](const QString &name, const QString &value) {
        if (!value.isEmpty())
            settings.append(name + u": "_s + quoted(value));
    };
    set(u"Steps"_s, QString::number(r.steps));
    set(u"Sampler"_s, samplerTitle(r.sampler));
    set(u"Schedule type"_s, schedulerTitle(r.scheduler));
    set(u"CFG scale"_s, json::numberText(r.guidance));
    set(u"Seed"_s, QString::number(r.seed));
    set(u"Size"_s, u"%1x%2"_s.arg(r.width).arg(r.height));
    set(u"Model hash"_s, shortHash(r.model));
    set(u"Model"_s, stem(r.model));
    if (r.vae) {
        set(u"VAE hash"_s, shortHash(*r.vae));
        set(u"VAE"_s, stem(*r.vae));
    }
    for (qsizetype i = 0; i < r.encoders.size(); ++i) // as Forge writes them
        set(u"Module %1"_s.arg(i + 1), stem(r.encoders[i].file));
    if (!r.initImage.isEmpty())
        set(u"Denoising strength"_s, json::numberText(r.strength));
    if (r.clipSkip != 0)
        set(u"Clip skip"_s, QString::number(r.clipSkip));
    QStringList hashes;
    for (const LoraRef &lora : r.loras)
        hashes.append(stem(lora.file) + u": "_s + shortHash(lora.file));
    set(u"Lora hashes"_s, hashes.join(u", "_s));
    if (r.upscaler) {
        set(u"Upscaler hash"_s, shortHash(*r.upscaler));
        set(u"Upscaler"_s, stem(*r.upscaler));
    }
    set(u"RNG"_s, r.rng.toUpper());
    set(u"Version"_s, u"AIN Studio"_s);
    return text.isEmpty() ? settings.join(u", "_s) : text + u'\n' + settings.join(u", "_s);
}

GenerationRequest fromGeneration(const json::Object &generation)
{
    if (auto own = fromJson(generation))
        return *std::move(own);
    GenerationRequest r;
    r.prompt = generation[u"prompt"].string().left(PromptMax);
    r.negative = generation[u"negative_prompt"].string().left(PromptMax);
    readInteger(generation, u"width", r.width, 1, 16384);
    readInteger(generation, u"height", r.height, 1, 16384);
    readInteger(generation, u"steps", r.steps, 1, 150);
    readInteger(generation, u"clip_skip", r.clipSkip, 0, 12);
    const double guidance = generation[u"cfg_scale"].toDouble(-1);
    if (guidance >= 0 && guidance <= 100)
        r.guidance = guidance;
    const qint64 seed = generation[u"seed"].toInteger(-1);
    if (seed >= 0 && quint64(seed) < SeedEnd)
        r.seed = quint64(seed);
    QString sampler = generation[u"sampler"].string();
    QString scheduler = generation[u"scheduler"].string();
    // Before A1111 1.9 the scheduler stood behind the sampler: "DPM++ 2M Karras".
    for (const QStringView old : {QStringView(u" Karras"), QStringView(u" Exponential")}) {
        if (scheduler.isEmpty() && sampler.endsWith(old)) {
            scheduler = old.sliced(1).toString();
            sampler.chop(old.size());
        }
    }
    sampler = samplerFromTitle(sampler);
    scheduler = schedulerFromTitle(scheduler);
    if (!sampler.isEmpty())
        r.sampler = sampler;
    if (!scheduler.isEmpty())
        r.scheduler = scheduler;
    r.model.name = generation[u"model"].string().left(400);
    const QString hash = generation[u"model_hash"].string().toLower();
    if (isWholeHash(hash))
        r.model.sha256 = hash;
    return r;
}

} // namespace ain::recipe
