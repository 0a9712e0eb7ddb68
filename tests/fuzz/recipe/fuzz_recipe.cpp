// A recipe that reads is written to the same recipe again, and its hash stays; other people's sayings never crash; a
// PNG that takes a text gives it back unchanged when the text goes.
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "core/recipe/pngtext.h"

#include <cstdlib>

using namespace ain;
using namespace ain::recipe;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto marked = withText(bytes, {{QStringLiteral("k"), QStringLiteral("v")}});
    if (marked) {
        const auto without = withoutText(*marked, {QStringLiteral("k")});
        const auto plain = withoutText(bytes, {QStringLiteral("k")});
        if (!without || !plain || *without != *plain)
            std::abort();
    }
    const auto value = json::parse(bytes, {.maxBytes = 1 << 20, .maxDepth = 16, .maxValues = 10'000});
    if (!value)
        return 0;
    const GenerationRequest guessed = fromGeneration(value->object());
    (void)check(guessed);
    (void)parametersText(guessed);
    const auto request = fromJson(*value);
    if (!request)
        return 0;
    const auto again = fromJson(json::Value(toJson(*request)));
    if (!again || *again != *request || recipeHash(*again) != recipeHash(*request))
        std::abort();
    const auto normal = fromJsonText(canonical(*request));
    if (!normal || canonical(*normal) != canonical(*request))
        std::abort();
    (void)check(*request);
    return 0;
}
