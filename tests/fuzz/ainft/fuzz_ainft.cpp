// Images and what nodes say of collections: bounded texts, storable recipes, no crash.
#include "core/ainft/explain.h"
#include "core/ainft/imagetext.h"
#include "core/ainft/layout.h"
#include "core/ainft/metadata.h"
#include "core/ainft/recipe.h"
#include "core/json/parser.h"

#include <cstdlib>

using namespace ain;
using namespace Qt::StringLiterals;

namespace {

constexpr ainft::ImageTextLimits limits{8, 4096, 8192};

void image(QByteArrayView bytes)
{
    const auto text = ainft::readImageText(bytes, limits);
    if (!text)
        return;
    qsizetype total = 0;
    for (const ainft::TextEntry &entry : text->entries)
        total += entry.text.size();
    if (text->entries.size() > limits.entries || total > limits.totalBytes)
        std::abort();
    // What is left of a recipe has no list, no null and nothing empty; labels and texts may still be refused.
    const auto checked = ainft::checkStorable(ainft::toStorable(ainft::recipeOf(*text)));
    const QString reason = checked ? QString() : checked.error().args[u"reason"_s].toString();
    if (reason == "list"_L1 || reason == "empty"_L1)
        std::abort();
}

void answers(const json::Value &value)
{
    ainft::Token token;
    ainft::readTokenMetadata(value, token);
    if (token.attributes.size() > 1000 || token.name.size() > 100'000)
        std::abort();
    const auto checked = ainft::checkStorable(ainft::toStorable(value));
    if (checked && ainft::toStorable(ainft::toStorable(value)) != ainft::toStorable(value))
        std::abort();
    const auto collection = ainft::readCollection({value[u"app"].toString(), value[u"name"], value[u"symbol"],
                                                   value[u"owner"], value[u"metadata"], value[u"management"],
                                                   value[u"rules"], value[u"owners"], value[u"functions"]});
    if (collection && collection->layout == ainft::Layout::Locked && !value[u"functions"].isNull())
        std::abort();
    const QList<wallet::Fact> facts = ainft::explainOperation(value);
    if (!facts.isEmpty() && !value.isObject())
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    image(bytes);
    static_cast<void>(ainft::recipeFromParameters(QString::fromUtf8(bytes)));
    static_cast<void>(ainft::recipeFromComfy(QString::fromUtf8(bytes)));
    if (const auto value = json::parse(bytes, {1 << 20, 64, 10'000}))
        answers(*value);
    return 0;
}
