#include "core/recipe/generationrequest.h"

#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>
#include <cmath>

namespace ain::recipe {

using namespace Qt::StringLiterals;

namespace {

constexpr int Version = 1;
constexpr qsizetype NameMax = 400;
constexpr qsizetype WordMax = 80;
constexpr json::ParseLimits TextLimits{1024 * 1024, 16, 10'000};

constexpr std::array Modes{
    std::pair{Mode::TextToImage, QStringView(u"txt2img")},
    std::pair{Mode::ImageToImage, QStringView(u"img2img")},
    std::pair{Mode::Inpaint, QStringView(u"inpaint")},
    std::pair{Mode::Upscale, QStringView(u"upscale")},
};

bool isHash(QStringView text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

/// Identifiers of samplers, precisions, builds: printable ASCII.
bool isWord(QStringView text)
{
    return text.size() <= WordMax
        && std::all_of(text.begin(), text.end(), [](QChar c) { return c > u' ' && c < QChar(0x7f); });
}

void setFile(json::Object &object, const QString &nameKey, const QString &hashKey, const FileRef &file)
{
    if (!file.name.isEmpty())
        object.set(nameKey, file.name);
    object.set(hashKey, file.sha256);
}

/// Takes members out of an object one by one; what is left over in the end was unknown.
class Reader {
public:
    explicit Reader(json::Object object) : m_object(std::move(object)) { }

    QString text(QStringView key, qsizetype longest, const QString &fallback = {})
    {
        const json::Value *value = m_object.find(key);
        if (value == nullptr)
            return fallback;
        if (!value->isString() || value->string().size() > longest)
            return refuse(key), fallback;
        QString result = value->string();
        m_object.remove(key);
        return result;
    }
    QString word(QStringView key, const QString &fallback)
    {
        QString result = text(key, WordMax, fallback);
        if (!isWord(result))
            refuse(key);
        return result;
    }
    QString hash(QStringView key)
    {
        QString result = text(key, 64);
        if (!result.isEmpty() && !isHash(result))
            refuse(key);
        return result;
    }
    double number(QStringView key, double fallback)
    {
        const json::Value *value = m_object.find(key);
        if (value == nullptr)
            return fallback;
        if (!value->isNumber())
            return refuse(key), fallback;
        const double result = value->toDouble();
        m_object.remove(key);
        return result;
    }
    qint64 integer(QStringView key, qint64 fallback, qint64 least, qint64 most)
    {
        const double value = number(key, double(fallback));
        if (!(value >= double(least) && value <= double(most)) || value != std::floor(value))
            return refuse(key), fallback;
        return qint64(value);
    }
    std::optional<FileRef> file(QStringView nameKey, QStringView hashKey)
    {
        if (!m_object.contains(nameKey) && !m_object.contains(hashKey))
            return std::nullopt;
        FileRef result;
        result.name = text(nameKey, NameMax);
        result.sha256 = hash(hashKey);
        return result;
    }
    /// An array that must hold objects only.
    QList<json::Object> objects(QStringView key, qsizetype most)
    {
        QList<json::Object> result;
        const json::Value *value = m_object.find(key);
        if (value == nullptr)
            return result;
        if (!value->isArray() || qsizetype(value->array().size()) > most)
            return refuse(key), result;
        for (const json::Value &element : value->array()) {
            if (!element.isObject())
                return refuse(key), result;
            result.append(element.object());
        }
        m_object.remove(key);
        return result;
    }
    void drop(QStringView key) { m_object.remove(key); }
    void refuse(QStringView key)
    {
        if (m_refused.isEmpty())
            m_refused = key.toString();
    }
    /// The first member that was wrong or unknown, or a null text.
    [[nodiscard]] QString refused() const
    {
        if (!m_refused.isEmpty() || m_object.isEmpty())
            return m_refused;
        return m_object.begin()->first.left(WordMax);
    }

private:
    json::Object m_object;
    QString m_refused;
};

json::Object write(const GenerationRequest &r)
{
    json::Object object;
    object.set(u"format"_s, u"ain-recipe"_s);
    object.set(u"version"_s, Version);
    for (const auto &[mode, name] : Modes) {
        if (mode == r.mode)
            object.set(u"mode"_s, name.toString());
    }
    object.set(u"width"_s, r.width);
    object.set(u"height"_s, r.height);
    object.set(u"precision"_s, r.precision);
    object.set(u"profile"_s, r.profile);
    if (!r.engine.isEmpty())
        object.set(u"engine"_s, r.engine);
    if (!r.initImage.isEmpty())
        object.set(u"init_image"_s, r.initImage);
    if (!r.mask.isEmpty())
        object.set(u"mask"_s, r.mask);
    if (r.upscaleFactor != 0)
        object.set(u"upscale_factor"_s, r.upscaleFactor);
    if (r.upscaler)
        setFile(object, u"upscaler"_s, u"upscaler_hash"_s, *r.upscaler);
    setFile(object, u"model"_s, u"model_hash"_s, r.model);
    if (r.vae)
        setFile(object, u"vae"_s, u"vae_hash"_s, *r.vae);
    json::Array encoders;
    for (const EncoderRef &encoder : r.encoders) {
        json::Object one;
        one.set(u"role"_s, encoder.role);
        setFile(one, u"name"_s, u"hash"_s, encoder.file);
        encoders.emplace_back(std::move(one));
    }
    if (!encoders.empty())
        object.set(u"text_encoders"_s, std::move(encoders));
    json::Array loras;
    for (const LoraRef &lora : r.loras) {
        json::Object one;
        setFile(one, u"name"_s, u"hash"_s, lora.file);
        one.set(u"weight"_s, lora.weight);
        loras.emplace_back(std::move(one));
    }
    if (!loras.empty())
        object.set(u"loras"_s, std::move(loras));
    object.set(u"prompt"_s, r.prompt);
    object.set(u"negative_prompt"_s, r.negative);
    object.set(u"steps"_s, r.steps);
    object.set(u"sampler"_s, r.sampler);
    object.set(u"scheduler"_s, r.scheduler);
    object.set(u"cfg_scale"_s, r.guidance);
    object.set(u"seed"_s, double(r.seed));
    object.set(u"rng"_s, r.rng);
    if (r.clipSkip != 0)
        object.set(u"clip_skip"_s, r.clipSkip);
    if (r.mode == Mode::ImageToImage || r.mode == Mode::Inpaint || r.strength != GenerationRequest().strength)
        object.set(u"strength"_s, r.strength);
    return object;
}

tl::unexpected<Error> outOf(QStringView what, double least, double most)
{
    return failure(errors::RecipeRange, {{u"what"_s, what.toString()}, {u"least"_s, least}, {u"most"_s, most}});
}

tl::unexpected<Error> missing(const QString &what) { return failure(errors::RecipeMissing, {{u"what"_s, what}}); }

bool isWithin(double value, double least, double most) { return value >= least && value <= most; }

Result<> checkSides(const GenerationRequest &r, int least, int multiple)
{
    constexpr int Most = 4096;
    const auto isSide = [&](int side) { return side >= least && side <= Most && side % multiple == 0; };
    if (isSide(r.width) && isSide(r.height))
        return {};
    return failure(errors::RecipeSize,
                   {{u"width"_s, r.width},
                    {u"height"_s, r.height},
                    {u"least"_s, least},
                    {u"most"_s, Most},
                    {u"multiple"_s, multiple}});
}

Result<> checkUpscale(const GenerationRequest &r)
{
    if (!r.upscaler || !isHash(r.upscaler->sha256))
        return missing(u"upscaler"_s);
    if (!isHash(r.initImage))
        return missing(u"init_image"_s);
    if (r.upscaleFactor != 0 && !isWithin(r.upscaleFactor, 2, 8))
        return outOf(u"upscale_factor", 2, 8);
    return checkSides(r, 1, 1);
}

bool isRole(const QString &text)
{
    return std::any_of(EncoderRoles.begin(), EncoderRoles.end(), [&text](QStringView role) { return role == text; });
}

Result<> checkFiles(const GenerationRequest &r)
{
    if (!isHash(r.model.sha256))
        return missing(u"model"_s);
    if (r.vae && !isHash(r.vae->sha256))
        return missing(u"vae"_s);
    QStringList roles;
    for (const EncoderRef &encoder : r.encoders) {
        if (!isRole(encoder.role) || roles.contains(encoder.role))
            return failure(errors::RecipeFormat, {{u"what"_s, u"text_encoders"_s}});
        if (!isHash(encoder.file.sha256))
            return missing(u"text_encoder"_s);
        roles += encoder.role;
    }
    if (r.loras.size() > LorasMax)
        return failure(errors::TooLarge, {{u"what"_s, u"loras"_s}, {u"limit"_s, LorasMax}});
    for (const LoraRef &lora : r.loras) {
        if (!isHash(lora.file.sha256))
            return missing(u"lora"_s);
        if (!isWithin(lora.weight, -10, 10))
            return outOf(u"weight", -10, 10);
    }
    if (r.mode != Mode::TextToImage && !isHash(r.initImage))
        return missing(u"init_image"_s);
    if (r.mode == Mode::Inpaint && !isHash(r.mask))
        return missing(u"mask"_s);
    return {};
}

} // namespace

json::Object toJson(const GenerationRequest &request) { return write(request); }

Result<GenerationRequest> fromJson(const json::Value &value)
{
    if (!value.isObject() || value[u"format"].string() != u"ain-recipe")
        return failure(errors::RecipeFormat, {{u"what"_s, u"format"_s}});
    const json::Value &version = value[u"version"];
    if (version.toInteger() > Version)
        return failure(errors::RecipeNewer, {{u"version"_s, version.toInteger()}});
    if (version.toInteger() != Version)
        return failure(errors::RecipeFormat, {{u"what"_s, u"version"_s}});
    constexpr qint64 IntMax = 1'000'000'000;
    Reader in(value.object());
    for (const QStringView known : {QStringView(u"format"), QStringView(u"version"), QStringView(u"x")})
        in.drop(known);
    GenerationRequest r;
    const QString mode = in.text(u"mode", WordMax);
    const auto *known = std::find_if(Modes.begin(), Modes.end(), [&](const auto &one) { return mode == one.second; });
    if (known == Modes.end())
        in.refuse(u"mode");
    else
        r.mode = known->first;
    r.model = in.file(u"model", u"model_hash").value_or(FileRef());
    r.vae = in.file(u"vae", u"vae_hash");
    r.upscaler = in.file(u"upscaler", u"upscaler_hash");
    const QList<json::Object> encoders = in.objects(u"text_encoders", qsizetype(EncoderRoles.size()));
    for (const json::Object &one : encoders) {
        Reader inner(one);
        EncoderRef encoder;
        encoder.role = inner.word(u"role", {});
        encoder.file = inner.file(u"name", u"hash").value_or(FileRef());
        if (!inner.refused().isNull())
            in.refuse(u"text_encoders");
        r.encoders.append(std::move(encoder));
    }
    const QList<json::Object> loras = in.objects(u"loras", LorasMax);
    for (const json::Object &one : loras) {
        Reader inner(one);
        LoraRef lora;
        lora.file = inner.file(u"name", u"hash").value_or(FileRef());
        lora.weight = inner.number(u"weight", 1.0);
        if (!inner.refused().isNull())
            in.refuse(u"loras");
        r.loras.append(std::move(lora));
    }
    r.prompt = in.text(u"prompt", PromptMax);
    r.negative = in.text(u"negative_prompt", PromptMax);
    r.width = int(in.integer(u"width", r.width, 0, IntMax));
    r.height = int(in.integer(u"height", r.height, 0, IntMax));
    r.steps = int(in.integer(u"steps", r.steps, 0, IntMax));
    r.sampler = in.word(u"sampler", r.sampler);
    r.scheduler = in.word(u"scheduler", r.scheduler);
    r.guidance = in.number(u"cfg_scale", r.guidance);
    r.seed = quint64(in.integer(u"seed", 0, 0, qint64(SeedEnd) - 1));
    r.clipSkip = int(in.integer(u"clip_skip", 0, 0, IntMax));
    r.initImage = in.hash(u"init_image");
    r.mask = in.hash(u"mask");
    r.strength = in.number(u"strength", r.strength);
    r.upscaleFactor = int(in.integer(u"upscale_factor", 0, 0, IntMax));
    r.precision = in.word(u"precision", r.precision);
    r.profile = in.word(u"profile", r.profile);
    r.rng = in.word(u"rng", r.rng);
    r.engine = in.word(u"engine", r.engine);
    const QString refused = in.refused();
    if (!refused.isNull())
        return failure(errors::RecipeFormat, {{u"what"_s, refused}});
    return r;
}

Result<GenerationRequest> fromJsonText(QByteArrayView utf8)
{
    const auto value = json::parse(utf8, TextLimits);
    if (!value)
        return failure(value.error());
    return fromJson(*value);
}

GenerationRequest normalized(GenerationRequest request)
{
    const GenerationRequest fresh;
    if (request.mode == Mode::Upscale) {
        GenerationRequest result;
        result.mode = request.mode;
        result.width = request.width;
        result.height = request.height;
        result.initImage = std::move(request.initImage);
        result.upscaleFactor = request.upscaleFactor;
        result.upscaler = std::move(request.upscaler);
        result.precision = std::move(request.precision);
        result.profile = std::move(request.profile);
        result.engine = std::move(request.engine);
        return result;
    }
    std::stable_sort(request.encoders.begin(), request.encoders.end(), [](const EncoderRef &a, const EncoderRef &b) {
        return std::find(EncoderRoles.begin(), EncoderRoles.end(), a.role)
            < std::find(EncoderRoles.begin(), EncoderRoles.end(), b.role);
    });
    request.upscaleFactor = fresh.upscaleFactor;
    request.upscaler.reset();
    if (request.mode != Mode::Inpaint)
        request.mask.clear();
    if (request.mode == Mode::TextToImage) {
        request.initImage.clear();
        request.strength = fresh.strength;
    }
    return request;
}

QByteArray canonical(const GenerationRequest &request)
{
    GenerationRequest nameless = normalized(request);
    nameless.model.name.clear();
    if (nameless.vae)
        nameless.vae->name.clear();
    if (nameless.upscaler)
        nameless.upscaler->name.clear();
    for (EncoderRef &encoder : nameless.encoders)
        encoder.file.name.clear();
    for (LoraRef &lora : nameless.loras)
        lora.file.name.clear();
    return json::canonical(write(nameless));
}

QString recipeHash(const GenerationRequest &request)
{
    return QString::fromLatin1(QCryptographicHash::hash(canonical(request), QCryptographicHash::Sha256).toHex());
}

Result<> check(const GenerationRequest &request, int multiple)
{
    const GenerationRequest r = normalized(request);
    if (r.mode == Mode::Upscale)
        return checkUpscale(r);
    if (auto files = checkFiles(r); !files)
        return files;
    if (auto sides = checkSides(r, multiple < 64 ? 32 : 64, std::max(multiple, 1)); !sides)
        return sides;
    if (r.prompt.size() > PromptMax || r.negative.size() > PromptMax)
        return failure(errors::TooLarge, {{u"what"_s, u"prompt"_s}, {u"limit"_s, PromptMax}});
    if (!isWithin(r.steps, 1, 150))
        return outOf(u"steps", 1, 150);
    if (!isWithin(r.guidance, 0, 100))
        return outOf(u"cfg_scale", 0, 100);
    if (r.seed >= SeedEnd)
        return outOf(u"seed", 0, double(SeedEnd - 1));
    if (!isWithin(r.clipSkip, 0, 12))
        return outOf(u"clip_skip", 0, 12);
    if (!isWithin(r.strength, 0, 1))
        return outOf(u"strength", 0, 1);
    const std::pair<QStringView, const QString &> words[] = {{u"sampler", r.sampler},
                                                             {u"scheduler", r.scheduler},
                                                             {u"precision", r.precision},
                                                             {u"profile", r.profile},
                                                             {u"rng", r.rng}};
    for (const auto &[key, word] : words) {
        if (word.isEmpty() || !isWord(word))
            return failure(errors::RecipeFormat, {{u"what"_s, key.toString()}});
    }
    if (!isWord(r.engine))
        return failure(errors::RecipeFormat, {{u"what"_s, u"engine"_s}});
    return {};
}

json::Object generationOf(const GenerationRequest &request, bool hidePrompt)
{
    json::Object object = write(normalized(request));
    if (!hidePrompt)
        return object;
    for (const QStringView key : {QStringView(u"prompt"), QStringView(u"negative_prompt")}) {
        const QByteArray text = object[key].string().toUtf8();
        object.remove(key);
        object.set(key.toString() + u"_sha256"_s,
                   QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex()));
    }
    return object;
}

} // namespace ain::recipe
