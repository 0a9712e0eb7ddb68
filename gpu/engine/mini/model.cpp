#include "gpu/engine/mini/model.h"

#include "gpu/engine/mini/ggufreader.h"
#include "gpu/engine/mini/kernels.h"
#include "gpu/engine/protocol/errors.h"

#include <QtEndian>

#include <bit>
#include <cmath>

namespace ain::engine::mini {

using namespace Qt::StringLiterals;

namespace {

const QString Architecture = QStringLiteral("ain-mini");
constexpr qint64 MaxMemoryElements = 8LL << 20; // of what depends on the depth, in floats
constexpr int MaxPatches = 4096;
constexpr float MaxGuidance = 100;
constexpr int MaxStemSyllables = 64;

float fromHalf(quint16 half)
{
    const quint32 sign = quint32(half & 0x8000U) << 16U;
    const quint32 exponent = (half >> 10U) & 0x1fU;
    const quint32 digits = half & 0x3ffU;
    if (exponent == 0)
        return std::copysign(float(digits) * 0x1p-24F, std::bit_cast<float>(sign | 0x3f800000U));
    if (exponent == 31)
        return std::bit_cast<float>(sign | 0x7f800000U | (digits << 13U));
    return std::bit_cast<float>(sign | ((exponent + 112) << 23U) | (digits << 13U));
}

/// Takes what it is asked for out of a file; the first thing wrong is kept, and everything after it is empty.
class Reader {
public:
    explicit Reader(GgufFile file) : m_file(std::move(file)) { }

    [[nodiscard]] const QString &problem() const { return m_problem; }
    [[nodiscard]] bool isFine() const { return m_problem.isEmpty(); }
    void refuse(const QString &problem)
    {
        if (isFine())
            m_problem = problem;
    }
    /// A tensor that nobody asked for: this is another kind of model under our name.
    void refuseLeftOver()
    {
        if (!m_file.tensors.isEmpty())
            refuse(u"%1 does not belong to it"_s.arg(m_file.tensors.constBegin().key()));
    }

    int whole(const QString &key, int least, int most)
    {
        const GgufValue value = m_file.values.value(Architecture + u'.' + key);
        const auto *number = std::get_if<quint64>(&value);
        if (number == nullptr || *number < quint64(least) || *number > quint64(most)) {
            refuse(u"%1 is missing or impossible"_s.arg(key));
            return least;
        }
        return int(*number);
    }
    double number(const QString &key, double least, double most)
    {
        const GgufValue value = m_file.values.value(Architecture + u'.' + key);
        const auto *number = std::get_if<double>(&value);
        if (number == nullptr || !(*number >= least && *number <= most)) {
            refuse(u"%1 is missing or impossible"_s.arg(key));
            return least;
        }
        return *number;
    }
    QStringList texts(const QString &key)
    {
        const GgufValue value = m_file.values.value(Architecture + u'.' + key);
        const auto *texts = std::get_if<QStringList>(&value);
        if (texts == nullptr) {
            refuse(u"%1 is missing"_s.arg(key));
            return {};
        }
        return *texts;
    }

    std::vector<float> values(const QString &name, WeightType type, const std::vector<qint64> &shape)
    {
        if (!isFine())
            return {};
        const auto found = m_file.tensors.constFind(name);
        if (found == m_file.tensors.constEnd()) {
            refuse(u"%1 is missing"_s.arg(name));
            return {};
        }
        const GgufTensor tensor = m_file.tensors.take(name);
        if (tensor.type != type || tensor.shape != shape) {
            refuse(u"%1 has another shape or type"_s.arg(name));
            return {};
        }
        const bool isHalf = type == WeightType::F16;
        const qsizetype size = isHalf ? 2 : 4;
        std::vector<float> values(std::size_t(tensor.bytes.size() / size));
        bool isFinite = true;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const char *at = tensor.bytes.data() + qsizetype(i) * size;
            values[i] = isHalf ? fromHalf(qFromLittleEndian<quint16>(at))
                               : std::bit_cast<float>(qFromLittleEndian<quint32>(at));
            isFinite = isFinite && std::isfinite(values[i]);
        }
        if (!isFinite)
            refuse(u"%1 has values that are no numbers"_s.arg(name));
        return values;
    }
    Linear linear(const QString &name, int inputs, int outputs, bool hasBias)
    {
        const std::vector<float> weight = values(name + u".weight"_s, WeightType::F16, {outputs, inputs});
        std::vector<float> bias;
        if (hasBias)
            bias = values(name + u".bias"_s, WeightType::F32, {outputs});
        if (!isFine())
            return {};
        Linear linear{.inputs = inputs,
                      .outputs = outputs,
                      .panels = (outputs + PanelColumns - 1) / PanelColumns,
                      .weight = {},
                      .bias = std::move(bias)};
        linear.weight.resize(std::size_t(linear.stride()) * std::size_t(inputs));
        if (hasBias)
            linear.bias.resize(std::size_t(linear.stride()));
        for (int o = 0; o < outputs; ++o) {
            const float *from = weight.data() + std::ptrdiff_t(o) * inputs;
            float *to =
                linear.weight.data() + std::ptrdiff_t(o / PanelColumns) * inputs * PanelColumns + o % PanelColumns;
            for (int i = 0; i < inputs; ++i)
                to[std::ptrdiff_t(i) * PanelColumns] = from[i];
        }
        return linear;
    }

private:
    GgufFile m_file;
    QString m_problem;
};

Sizes readSizes(Reader &reader)
{
    Sizes s;
    s.size = reader.whole(u"size"_s, 8, 128);
    s.patch = reader.whole(u"patch"_s, 1, 16);
    s.width = reader.whole(u"width"_s, 16, 1024);
    s.depth = reader.whole(u"depth"_s, 2, 32);
    s.heads = reader.whole(u"heads"_s, 1, 64);
    s.textDepth = reader.whole(u"text_depth"_s, 0, 16);
    s.textLength = reader.whole(u"text_length"_s, 2, 256);
    s.mlpRatio = reader.whole(u"mlp_ratio"_s, 1, 8);
    if (s.size % s.patch != 0 || s.size % 2 != 0 || s.depth % 2 != 0 || s.width % (PanelColumns * s.heads) != 0)
        reader.refuse(u"sizes that don't fit one another"_s);
    else if (s.patches() > MaxPatches || qint64(s.depth) * (s.patches() + s.textLength) * s.width > MaxMemoryElements)
        reader.refuse(u"too large"_s);
    return s;
}

Vocabulary readVocabulary(Reader &reader)
{
    Vocabulary v{.tokens = reader.texts(u"tokens"_s),
                 .aliasWords = reader.texts(u"alias.words"_s),
                 .aliasTexts = reader.texts(u"alias.texts"_s),
                 .koreanWords = reader.texts(u"korean.words"_s),
                 .koreanTexts = reader.texts(u"korean.texts"_s),
                 .particles = reader.texts(u"korean.particles"_s),
                 .stopWords = reader.texts(u"stop_words"_s)};
    if (v.tokens.isEmpty())
        reader.refuse(u"no words"_s);
    if (v.aliasWords.size() != v.aliasTexts.size() || v.koreanWords.size() != v.koreanTexts.size())
        reader.refuse(u"lists of words of different lengths"_s);
    for (const QString &stem : std::as_const(v.koreanWords)) {
        if (stem.isEmpty() || stem.size() > MaxStemSyllables)
            reader.refuse(u"an impossible Korean word"_s);
    }
    return v;
}

void readWeights(Reader &reader, Model &model)
{
    const Sizes &s = model.sizes;
    const int w = s.width;
    model.words = reader.values(u"words.weight"_s, WeightType::F16, {s.vocabulary, w});
    model.wordPositions = reader.values(u"word_positions"_s, WeightType::F32, {s.textLength, w});
    model.patchPositions = reader.values(u"patch_positions"_s, WeightType::F32, {s.patches(), w});
    for (int i = 0; i < s.textDepth && reader.isFine(); ++i) {
        const QString name = u"text_blocks.%1."_s.arg(i);
        model.textBlocks.push_back({.qkv = reader.linear(name + u"qkv"_s, w, 3 * w, false),
                                    .out = reader.linear(name + u"out"_s, w, w, false),
                                    .up = reader.linear(name + u"up"_s, w, 2 * w, true),
                                    .down = reader.linear(name + u"down"_s, 2 * w, w, true)});
    }
    model.timeIn = reader.linear(u"time_in"_s, w, w, true);
    model.timeOut = reader.linear(u"time_out"_s, w, w, true);
    model.pooled = reader.linear(u"pooled"_s, w, w, true);
    model.modulation = reader.linear(u"modulation"_s, w, 6 * w, true);
    model.finalModulation = reader.linear(u"final_modulation"_s, w, 2 * w, true);
    model.patchIn = reader.linear(u"patch_in"_s, s.patchValues(), w, true);
    model.patchOut = reader.linear(u"patch_out"_s, w, s.patchValues(), true);
    for (int i = 0; i < s.depth && reader.isFine(); ++i) {
        const QString name = u"blocks.%1."_s.arg(i);
        ImageBlock block{.qkv = reader.linear(name + u"qkv"_s, w, 3 * w, false),
                         .textKv = reader.linear(name + u"text_kv"_s, w, 2 * w, false),
                         .out = reader.linear(name + u"out"_s, w, w, false),
                         .up = reader.linear(name + u"up"_s, w, s.mlpRatio * w, true),
                         .down = reader.linear(name + u"down"_s, s.mlpRatio * w, w, true),
                         .skip = {},
                         .modulation = reader.values(name + u"modulation"_s, WeightType::F32, {6, w})};
        if (i >= s.depth / 2)
            block.skip = reader.linear(name + u"skip"_s, w, w, false);
        model.blocks.push_back(std::move(block));
    }
    reader.refuseLeftOver();
}

} // namespace

Result<Model> readModel(QByteArrayView bytes)
{
    auto file = readGguf(bytes);
    if (!file)
        return failure(file.error());
    const GgufValue architecture = file->values.value(u"general.architecture"_s);
    const auto *name = std::get_if<QString>(&architecture);
    Reader reader(*std::move(file));
    if (name == nullptr || *name != Architecture)
        reader.refuse(u"not the built-in kind of model"_s);
    Model model;
    model.sizes = readSizes(reader);
    model.defaultSteps = reader.whole(u"default_steps"_s, LeastSteps, MostSteps);
    model.defaultGuidance = float(reader.number(u"default_guidance"_s, 0, double(MaxGuidance)));
    const Vocabulary vocabulary = readVocabulary(reader);
    model.sizes.vocabulary = int(vocabulary.tokens.size());
    if (reader.isFine()) {
        model.lexicon = Lexicon(vocabulary);
        readWeights(reader, model);
    }
    if (!reader.isFine())
        return failure(errors::EngineModelRefused, {{u"reason"_s, u"unreadable"_s}}, reader.problem());
    return model;
}

bool isModel(QByteArrayView beginning) { return architectureOf(beginning) == Architecture; }

} // namespace ain::engine::mini
