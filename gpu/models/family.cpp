#include "gpu/models/family.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace ain::models {

using namespace Qt::StringLiterals;

namespace {

/// Tensors by name, below one of the prefixes that tools put before a net.
class Names {
public:
    explicit Names(const ModelHeader &header) : m_header(header)
    {
        m_index.reserve(qsizetype(header.tensors.size()));
        for (const Tensor &tensor : header.tensors)
            m_index.insert(tensor.name, &tensor);
    }

    [[nodiscard]] bool has(const QString &name) const { return find(name) != nullptr; }
    [[nodiscard]] const Tensor *find(const QString &name) const
    {
        const auto bare = m_index.constFind(m_prefix + name);
        return bare == m_index.constEnd() ? nullptr : *bare;
    }
    /// Length of a dimension; 0: no such tensor or dimension.
    [[nodiscard]] qint64 length(const QString &name, qsizetype dimension) const
    {
        const Tensor *tensor = find(name);
        return tensor != nullptr && dimension < tensor->shape.size() ? tensor->shape[dimension] : 0;
    }
    [[nodiscard]] bool any(QStringView part) const
    {
        return std::any_of(m_header.tensors.begin(), m_header.tensors.end(),
                           [&](const Tensor &tensor) { return tensor.name.contains(part); });
    }
    [[nodiscard]] bool anyBelow(QStringView start) const
    {
        return std::any_of(m_header.tensors.begin(), m_header.tensors.end(),
                           [&](const Tensor &tensor) { return tensor.name.startsWith(start); });
    }
    [[nodiscard]] const ModelHeader &header() const { return m_header; }
    void below(QString prefix) { m_prefix = std::move(prefix); }

private:
    const ModelHeader &m_header;
    QHash<QString, const Tensor *> m_index;
    QString m_prefix;
};

/// U-Nets differ by the width of the text they listen to.
QString unetFamily(const Names &names)
{
    if (!names.has(u"input_blocks.0.0.weight"_s) && !names.has(u"down_blocks.0.resnets.0.conv1.weight"_s))
        return {};
    for (const QString &key : {u"input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight"_s,
                               u"input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight"_s,
                               u"down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k.weight"_s,
                               u"down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k.weight"_s}) {
        switch (names.length(key, 1)) {
        case 768: return u"SD 1.x"_s;
        case 1024: return u"SD 2.x"_s;
        case 2048: return u"SDXL"_s;
        case 1280: return u"SDXL refiner"_s;
        default: break;
        }
    }
    return {};
}

QString transformerFamily(const Names &names)
{
    if (names.has(u"joint_blocks.0.x_block.attn.qkv.weight"_s)
        || names.has(u"joint_blocks.0.context_block.attn.qkv.weight"_s))
        return names.has(u"joint_blocks.0.x_block.attn.ln_q.weight"_s) ? u"SD 3.5"_s : u"SD 3"_s;
    if (names.has(u"transformer_blocks.0.img_mod.1.weight"_s) && names.has(u"txt_norm.weight"_s))
        return u"Qwen-Image"_s;
    const bool isFlux = names.has(u"double_blocks.0.img_attn.qkv.weight"_s)
        || names.has(u"single_transformer_blocks.0.attn.to_q.weight"_s)
        || names.has(u"single_transformer_blocks.0.attn.to_qkv_mlp_proj.weight"_s);
    if (isFlux) {
        if (names.has(u"double_stream_modulation_img.lin.weight"_s)
            || names.has(u"double_stream_modulation_img.linear.weight"_s))
            return u"FLUX.2"_s;
        if (names.has(u"distilled_guidance_layer.in_proj.weight"_s))
            return u"Chroma"_s;
        return u"FLUX.1"_s;
    }
    if (names.has(u"transformer_blocks.0.attn.add_q_proj.weight"_s) && names.has(u"pos_embed.proj.weight"_s))
        return names.has(u"transformer_blocks.0.attn.norm_q.weight"_s) ? u"SD 3.5"_s : u"SD 3"_s;
    // Lumina 2 has the same blocks, 2304 wide.
    if (names.length(u"cap_embedder.1.weight"_s, 0) == 3840 && names.has(u"noise_refiner.0.attention_norm1.weight"_s))
        return u"Z-Image"_s;
    return {};
}

QString diffusionFamily(Names &names)
{
    for (const QString &prefix :
         {u"model.diffusion_model."_s, QString(), u"diffusion_model."_s, u"model."_s, u"unet."_s, u"transformer."_s}) {
        names.below(prefix);
        QString family = unetFamily(names);
        if (family.isEmpty())
            family = transformerFamily(names);
        names.below({});
        if (!family.isEmpty())
            return family;
    }
    return {};
}

QString vaeFamily(Names &names)
{
    for (const QString &prefix : {u"first_stage_model."_s, u"vae."_s, QString()}) {
        names.below(prefix);
        const qint64 channels = names.length(u"decoder.conv_in.weight"_s, 1);
        const bool isVideo = names.length(u"decoder.conv1.weight"_s, 4) > 0;
        const bool decodesSmall = names.has(u"decoder.layers.0.weight"_s) || names.has(u"decoder.1.weight"_s);
        const qint64 small =
            std::max(names.length(u"decoder.layers.0.weight"_s, 1),
                     std::max(names.length(u"decoder.layers.1.weight"_s, 1), names.length(u"decoder.1.weight"_s, 1)));
        names.below({});
        if (isVideo)
            return u"Qwen-Image"_s;
        switch (channels) {
        case 4: return u"SD"_s;
        case 16: return u"SD 3/FLUX.1"_s;
        case 32: return u"FLUX.2"_s;
        default: break;
        }
        if (decodesSmall && small > 0)
            return u"TAESD"_s;
    }
    // The preview decoder of TAESD alone, whose layers have no name but their number.
    if (names.header().tensors.size() < 200 && names.has(u"3.conv.0.weight"_s)
        && (names.length(u"1.weight"_s, 0) == 64 || names.length(u"0.weight"_s, 0) == 64))
        return u"TAESD"_s;
    return {};
}

/// The language models that image models listen to, told apart by the width of their words.
QString languageModel(qint64 width, bool isMistral)
{
    switch (width) {
    case 2560: return u"Qwen3 4B"_s;
    case 4096: return isMistral ? u"LLM"_s : u"Qwen3 8B"_s;
    case 3584: return u"Qwen2.5-VL 7B"_s;
    case 5120: return isMistral ? u"Mistral Small"_s : u"LLM"_s;
    default: return u"LLM"_s;
    }
}

QString textEncoderFamily(const Names &names)
{
    const QString architecture = names.header().metadata.value(u"general.architecture"_s);
    if (names.header().format == Format::Gguf && names.has(u"token_embd.weight"_s)) {
        if (architecture.startsWith("t5"_L1))
            return u"T5"_s;
        const bool isMistral = architecture == "llama"_L1 || architecture.startsWith("mistral"_L1);
        return isMistral || architecture.startsWith("qwen"_L1)
            ? languageModel(names.length(u"token_embd.weight"_s, 1), isMistral)
            : u"LLM"_s;
    }
    if (names.any(u"encoder.block.0.layer.0.SelfAttention.q.weight") || names.has(u"enc.blk.0.attn_q.weight"_s))
        return u"T5"_s;
    for (const Tensor &tensor : names.header().tensors) {
        if (tensor.shape.size() != 2
            || !(tensor.name.endsWith("embeddings.token_embedding.weight"_L1)
                 || tensor.name.endsWith("model.token_embedding.weight"_L1)
                 || tensor.name == "token_embedding.weight"_L1))
            continue;
        switch (tensor.shape[1]) {
        case 768: return u"CLIP-L"_s;
        case 1024: return u"CLIP-H"_s;
        case 1280: return u"CLIP-G"_s;
        default: return u"CLIP"_s;
        }
    }
    // Qwen 3 normalises its queries, Qwen 2.5 gives them a bias, Mistral does neither.
    for (const QString &prefix : {u"model."_s, u"language_model.model."_s, u"model.language_model."_s}) {
        const QString attention = prefix + u"layers.0.self_attn."_s;
        if (names.has(attention + u"q_proj.weight"_s)) {
            return languageModel(names.length(prefix + u"embed_tokens.weight"_s, 1),
                                 !names.has(attention + u"q_norm.weight"_s)
                                     && !names.has(attention + u"q_proj.bias"_s));
        }
    }
    return {};
}

bool isLoraName(const QString &name)
{
    constexpr std::array marks = {".lora_up."_L1,   ".lora_down."_L1, ".lora_A."_L1,   ".lora_B."_L1,
                                  ".lora.up."_L1,   ".lora.down."_L1, ".hada_w1_a"_L1, ".hada_w2_a"_L1,
                                  ".lokr_w1"_L1,    ".lokr_w2"_L1,    ".lora_up"_L1,   "_lora.up."_L1,
                                  "_lora.down."_L1, ".oft_blocks"_L1, ".dora_scale"_L1};
    return std::any_of(marks.begin(), marks.end(), [&](QLatin1StringView mark) { return name.contains(mark); });
}

QString loraFamilyByName(const Names &names)
{
    const auto any = [&](QStringView part) { return names.any(part); };
    if (any(u"double_stream_modulation"))
        return u"FLUX.2"_s;
    if (any(u"double_blocks") || any(u"single_transformer_blocks") || any(u"single_blocks"))
        return any(u"distilled_guidance_layer") ? u"Chroma"_s : u"FLUX.1"_s;
    if (any(u"joint_blocks"))
        return u"SD 3"_s;
    if (any(u"img_mod") || any(u"txt_mlp"))
        return u"Qwen-Image"_s;
    if (any(u"noise_refiner") || any(u"context_refiner"))
        return u"Z-Image"_s;
    if (any(u"lora_te2_") || any(u"text_encoder_2."))
        return u"SDXL"_s;
    for (const Tensor &tensor : names.header().tensors) {
        const bool listens = tensor.name.contains("attn2_to_k"_L1) || tensor.name.contains("attn2.to_k"_L1)
            || tensor.name.contains("attn2.processor.to_k"_L1);
        const bool isDown = tensor.name.contains("lora_down"_L1) || tensor.name.contains("lora_A"_L1)
            || tensor.name.contains("lora.down"_L1) || tensor.name.contains("_lora.down"_L1)
            || tensor.name.contains("hada_w1_b"_L1);
        if (!listens || !isDown || tensor.shape.size() < 2)
            continue;
        switch (tensor.shape[1]) {
        case 768: return u"SD 1.x"_s;
        case 1024: return u"SD 2.x"_s;
        case 2048: return u"SDXL"_s;
        default: break;
        }
    }
    return {};
}

/// What trainers write: kohya's ss_base_model_version and the "modelspec" of Stability AI.
QString loraFamilyByText(const ModelHeader &header)
{
    const QString text =
        (header.metadata.value(u"ss_base_model_version"_s) + u' ' + header.metadata.value(u"modelspec.architecture"_s))
            .toLower();
    if (text.contains("sdxl"_L1) || text.contains("xl-v1"_L1))
        return u"SDXL"_s;
    if (text.contains("sd_v1"_L1) || text.contains("stable-diffusion-v1"_L1))
        return u"SD 1.x"_s;
    if (text.contains("sd_v2"_L1) || text.contains("stable-diffusion-v2"_L1))
        return u"SD 2.x"_s;
    if (text.contains("sd3"_L1) || text.contains("stable-diffusion-3"_L1))
        return u"SD 3"_s;
    if (text.contains("flux2"_L1) || text.contains("flux.2"_L1) || text.contains("flux-2"_L1))
        return u"FLUX.2"_s;
    if (text.contains("flux"_L1))
        return u"FLUX.1"_s;
    if (text.contains("qwen"_L1))
        return u"Qwen-Image"_s;
    if (text.contains("zimage"_L1) || text.contains("z-image"_L1))
        return u"Z-Image"_s;
    return {};
}

bool recogniseLora(const Names &names, Recognition &found)
{
    const auto &tensors = names.header().tensors;
    const auto count =
        std::count_if(tensors.begin(), tensors.end(), [](const Tensor &tensor) { return isLoraName(tensor.name); });
    if (count * 2 < qsizetype(tensors.size())) // alphas and biases stand beside the pairs
        return false;
    found.kind = Kind::Lora;
    found.family = loraFamilyByName(names);
    if (found.family.isEmpty())
        found.family = loraFamilyByText(names.header());
    return true;
}

bool recogniseUpscaler(const Names &names, Recognition &found)
{
    const bool isNew = names.has(u"conv_first.weight"_s) && names.has(u"body.0.rdb1.conv1.weight"_s);
    const bool isOld = names.has(u"conv_first.weight"_s) && names.has(u"RRDB_trunk.0.RDB1.conv1.weight"_s);
    const bool isOldest = names.has(u"model.0.weight"_s) && names.has(u"model.1.sub.0.RDB1.conv1.0.weight"_s);
    if (!isNew && !isOld && !isOldest)
        return false;
    found.kind = Kind::Upscaler;
    found.family = u"ESRGAN"_s;
    // A net for 2 times or the same size folds the pixels of its input together first: 12 or 48 channels instead of 3.
    const qint64 input = isOldest ? names.length(u"model.0.weight"_s, 1) : names.length(u"conv_first.weight"_s, 1);
    found.scale = input == 12 ? 2 : input == 48 ? 1 : 4;
    return true;
}

bool recogniseEmbedding(const Names &names, Recognition &found)
{
    const auto &tensors = names.header().tensors;
    if (tensors.size() > 4)
        return false;
    qint64 width = 0;
    bool isPair = false;
    for (const Tensor &tensor : tensors) {
        if (tensor.shape.isEmpty() || tensor.shape.size() > 2 || (tensor.shape.size() == 2 && tensor.shape[0] > 256))
            return false;
        width = std::max(width, tensor.shape.last());
        isPair = isPair || tensor.name == "clip_g"_L1;
    }
    found.kind = Kind::Embedding;
    if (isPair || width == 1280)
        found.family = u"SDXL"_s;
    else if (width == 768)
        found.family = u"SD 1.x"_s;
    else if (width == 1024)
        found.family = u"SD 2.x"_s;
    else
        found.kind = Kind::Unknown;
    return found.kind == Kind::Embedding;
}

QString titleOf(const ModelHeader &header)
{
    QString title = header.metadata.value(u"modelspec.title"_s);
    if (title.isEmpty())
        title = header.metadata.value(u"general.name"_s);
    if (title.isEmpty())
        title = header.metadata.value(u"ss_output_name"_s);
    // A stranger's text on one line of ours: nothing that moves or hides characters.
    title.removeIf([](QChar c) { return !c.isPrint() || c.category() == QChar::Other_Format; });
    return title.simplified().left(120);
}

} // namespace

Recognition recognise(const ModelHeader &header)
{
    Recognition found;
    found.title = titleOf(header);
    Names names(header);
    if (header.metadata.value(u"general.architecture"_s) == "ain-mini"_L1 && header.format == Format::Gguf) {
        found.kind = Kind::Mini;
        found.family = u"ain-mini"_s;
        const int steps = header.metadata.value(u"ain-mini.default_steps"_s).toInt();
        found.defaultSteps = steps >= 1 && steps <= 150 ? steps : 0;
        const double guidance = header.metadata.value(u"ain-mini.default_guidance"_s).toDouble();
        found.defaultGuidance = guidance > 0 && guidance <= 100 ? guidance : 0;
        return found;
    }
    if (recogniseLora(names, found) || recogniseUpscaler(names, found))
        return found;

    const QString diffusion = diffusionFamily(names);
    const QString vae = vaeFamily(names);
    found.hasVae = !vae.isEmpty();
    found.hasTextEncoder = names.anyBelow(u"cond_stage_model.") || names.anyBelow(u"conditioner.embedders.")
        || names.anyBelow(u"text_encoders.") || names.anyBelow(u"text_encoder.");
    if (!diffusion.isEmpty()) {
        found.family = diffusion;
        found.kind = found.hasVae || found.hasTextEncoder ? Kind::Checkpoint : Kind::DiffusionPart;
        return found;
    }
    if (!vae.isEmpty()) {
        found.kind = Kind::Vae;
        found.family = vae;
        return found;
    }
    const QString text = textEncoderFamily(names);
    if (!text.isEmpty()) {
        found.kind = Kind::TextEncoder;
        found.family = text;
        found.hasTextEncoder = true;
        return found;
    }
    recogniseEmbedding(names, found);
    return found;
}

} // namespace ain::models
