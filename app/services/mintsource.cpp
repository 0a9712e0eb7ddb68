#include "app/services/mintsource.h"

#include "app/services/pool.h"
#include "core/ainft/imagetext.h"
#include "core/ainft/recipe.h"
#include "core/json/writer.h"
#include "core/recipe/pngtext.h"

namespace ain::app {

using namespace Qt::StringLiterals;

Result<MintSource> mintSource(const QByteArray &file, bool hidePrompt)
{
    MintSource source;
    source.image = file;
    const auto texts = ainft::readImageText(file);
    if (!texts || texts->entries.isEmpty())
        return source;
    source.generation = ainft::recipeOf(*texts);
    if (source.generation.isEmpty())
        return source;
    const recipe::GenerationRequest request = recipe::fromGeneration(source.generation);
    source.hasPrompt = !request.prompt.isEmpty() || !request.negative.isEmpty();
    const bool isOurs = !texts->text(ainft::RecipeKeyword).isNull();
    if (isOurs || hidePrompt)
        source.generation = recipe::generationOf(request, hidePrompt);
    if (!hidePrompt || !source.hasPrompt)
        return source;

    // Whatever another program wrote may repeat the words: no text stays but our own.
    QStringList keywords;
    for (const ainft::TextEntry &entry : texts->entries)
        keywords += entry.keyword;
    auto bare = recipe::withoutText(file, keywords);
    if (!bare)
        return failure(bare.error());
    recipe::TextEntries entries = recipe::markTexts();
    entries.append({ainft::RecipeKeyword.toString(), QString::fromUtf8(json::canonical(source.generation))});
    auto written = recipe::withText(*bare, entries);
    if (!written)
        return failure(written.error());
    source.image = *written;
    return source;
}

Task<MintImage> mintImage(ainft::ContentStore &store, QString sha256, bool hidePrompt)
{
    MintImage out;
    auto found = co_await store.find(sha256);
    if (!found)
        co_return failure(found.error());
    out.content = *found;
    auto bytes = co_await store.read(sha256);
    if (!bytes)
        co_return failure(bytes.error());
    const QByteArray file = *bytes;
    auto read = [file, hidePrompt] { return mintSource(file, hidePrompt); };
    auto reading = runInPool(std::move(read));
    auto source = co_await std::move(reading);
    if (!source)
        co_return failure(source.error());
    out.generation = source->generation;
    if (source->image != file) {
        auto added = co_await store.addBytes(source->image);
        if (!added)
            co_return failure(added.error());
        out.content = *added;
    }
    co_return out;
}

} // namespace ain::app
