#include "core/ainft/recipe.h"

#include "core/json/parser.h"

#include <QStringList>

#include <utility>

using namespace Qt::StringLiterals;

namespace ain::ainft {

namespace {

constexpr json::ParseLimits graphLimits{4 * 1024 * 1024, 64, 100'000};

/// Numbers as numbers when a double holds them exactly, else as text (64-bit seeds).
json::Value numberOrText(const QString &text)
{
    bool isInteger = false;
    const qint64 integer = text.toLongLong(&isInteger);
    constexpr qint64 Exact = Q_INT64_C(1) << 53;
    if (isInteger && integer >= -Exact && integer <= Exact)
        return integer;
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    const bool hasFraction = text.contains(u'.');
    if (hasFraction && isNumber && qIsFinite(number))
        return number;
    return text;
}

/// "Steps: 20, Sampler: Euler a, Model: "a, b"" as pairs; a quoted value may hold commas.
QList<std::pair<QString, QString>> settings(const QString &line)
{
    QList<std::pair<QString, QString>> pairs;
    qsizetype at = 0;
    while (at < line.size() && pairs.size() < 200) {
        const qsizetype colon = line.indexOf(u':', at);
        if (colon < 0)
            break;
        const QString name = line.mid(at, colon - at).trimmed();
        qsizetype start = colon + 1;
        while (start < line.size() && line[start] == u' ')
            ++start;
        QString value;
        qsizetype end = start;
        if (start < line.size() && line[start] == u'"') {
            for (end = start + 1; end < line.size() && line[end] != u'"'; ++end) {
                if (line[end] == u'\\' && end + 1 < line.size())
                    ++end;
                value += line[end];
            }
            end = line.indexOf(u',', end);
        } else {
            end = line.indexOf(u',', start);
            value = line.mid(start, end < 0 ? -1 : end - start).trimmed();
        }
        pairs.append({name, value});
        if (end < 0)
            break;
        at = end + 1;
    }
    return pairs;
}

void setText(json::Object &recipe, const QString &key, const QString &text)
{
    if (!text.isEmpty())
        recipe.set(key, text);
}

bool isSettingsLine(const QString &line) { return line.startsWith("Steps: "_L1); }

/// A ComfyUI graph with links as [node id, output].
class ComfyGraph {
public:
    explicit ComfyGraph(const json::Object &nodes) : m_nodes(nodes) { }

    [[nodiscard]] json::Object recipe() const
    {
        for (const auto &[id, node] : m_nodes) {
            if (node[u"class_type"].string().startsWith("KSampler"_L1))
                return fromSampler(node[u"inputs"]);
        }
        return {};
    }

private:
    [[nodiscard]] json::Object fromSampler(const json::Value &inputs) const
    {
        json::Object recipe;
        const std::pair<QStringView, QString> direct[] = {
            {u"seed", u"seed"_s},     {u"noise_seed", u"seed"_s},      {u"steps", u"steps"_s},
            {u"cfg", u"cfg_scale"_s}, {u"sampler_name", u"sampler"_s}, {u"scheduler", u"scheduler"_s},
        };
        for (const auto &[input, key] : direct) {
            const json::Value &value = inputs[input];
            if (value.isNumber() || (value.isString() && !value.string().isEmpty()))
                recipe.set(key, value);
        }
        setText(recipe, u"prompt"_s, follow(inputs[u"positive"], u"text").toString());
        setText(recipe, u"negative_prompt"_s, follow(inputs[u"negative"], u"text").toString());
        setText(recipe, u"model"_s, follow(inputs[u"model"], u"ckpt_name").toString());
        for (const QStringView side : {QStringView(u"width"), QStringView(u"height")}) {
            const json::Value value = follow(inputs[u"latent_image"], side);
            if (value.isNumber())
                recipe.set(side.toString(), value);
        }
        if (!recipe.isEmpty())
            recipe.set(u"app"_s, u"ComfyUI"_s);
        return recipe;
    }

    /// Goes up a chain of links until a node has `input` as a plain value. A graph may have circles, hence the bound.
    [[nodiscard]] json::Value follow(const json::Value &link, QStringView input) const
    {
        const json::Value *next = &link;
        for (int steps = 0; steps < 32; ++steps) {
            if (next->array().size() != 2 || !next->array()[0].isString())
                return {};
            const json::Value &inputs = m_nodes[next->array()[0].string()][u"inputs"];
            const json::Value &value = inputs[input];
            if (value.isString() || value.isNumber())
                return value;
            if (value.isArray()) {
                next = &value;
                continue;
            }
            // Through whatever passes the same thing on (LoRA loaders, conditioning combiners).
            const json::Value *through = nullptr;
            for (const QStringView name :
                 {QStringView(u"model"), QStringView(u"conditioning"), QStringView(u"conditioning_1"),
                  QStringView(u"string"), QStringView(u"samples"), QStringView(u"positive")}) {
                if (inputs[name].isArray()) {
                    through = &inputs[name];
                    break;
                }
            }
            if (through == nullptr)
                return {};
            next = through;
        }
        return {};
    }

    const json::Object &m_nodes;
};

} // namespace

json::Object recipeFromParameters(const QString &parameters)
{
    QStringList prompt;
    QStringList negative;
    QString last;
    bool isNegative = false;
    const QStringList lines = parameters.split(u'\n');
    for (const QString &line : lines) {
        if (isSettingsLine(line)) {
            last = line;
            continue;
        }
        if (line.startsWith("Negative prompt:"_L1)) {
            isNegative = true;
            negative.append(line.mid(16).trimmed());
            continue;
        }
        (isNegative ? negative : prompt).append(line);
    }
    if (last.isEmpty() && !isNegative)
        return {}; // some other program's text under the same keyword
    json::Object recipe;
    setText(recipe, u"prompt"_s, prompt.join(u'\n').trimmed());
    setText(recipe, u"negative_prompt"_s, negative.join(u'\n').trimmed());
    const QList<std::pair<QString, QString>> pairs = settings(last);
    for (const auto &[name, value] : pairs) {
        if (value.isEmpty())
            continue;
        if (name == "Steps"_L1)
            recipe.set(u"steps"_s, numberOrText(value));
        else if (name == "Sampler"_L1)
            recipe.set(u"sampler"_s, value);
        else if (name == "Schedule type"_L1)
            recipe.set(u"scheduler"_s, value);
        else if (name == "CFG scale"_L1)
            recipe.set(u"cfg_scale"_s, numberOrText(value));
        else if (name == "Seed"_L1)
            recipe.set(u"seed"_s, numberOrText(value));
        else if (name == "Model"_L1)
            recipe.set(u"model"_s, value);
        else if (name == "Model hash"_L1)
            recipe.set(u"model_hash"_s, value);
        else if (name == "Version"_L1)
            recipe.set(u"app"_s, value);
        else if (name == "Size"_L1) {
            const QStringList sides = value.split(u'x');
            if (sides.size() == 2) {
                recipe.set(u"width"_s, numberOrText(sides[0]));
                recipe.set(u"height"_s, numberOrText(sides[1]));
            }
        }
    }
    return recipe;
}

json::Object recipeFromComfy(const QString &prompt)
{
    const auto graph = json::parse(prompt.toUtf8(), graphLimits);
    if (!graph || !graph->isObject())
        return {};
    return ComfyGraph(graph->object()).recipe();
}

json::Object recipeOf(const ImageText &text)
{
    const QString own = text.text(RecipeKeyword);
    if (!own.isEmpty()) {
        const auto recipe = json::parse(own.toUtf8(), graphLimits);
        if (recipe && !recipe->object().isEmpty())
            return recipe->object();
    }
    const QString parameters = text.text(u"parameters");
    if (!parameters.isEmpty()) {
        json::Object recipe = recipeFromParameters(parameters);
        if (!recipe.isEmpty())
            return recipe;
    }
    const QString prompt = text.text(u"prompt");
    return prompt.isEmpty() ? json::Object() : recipeFromComfy(prompt);
}

} // namespace ain::ainft
