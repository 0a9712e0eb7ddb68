#include "app/cli/traitoptions.h"

#include <algorithm>

namespace ain::cli {

using namespace Qt::StringLiterals;

Result<QList<recipe::Composition>> compositionsOf(const Invocation &invocation, const QString &prompt, int count,
                                                  quint64 seed)
{
    QList<recipe::Trait> traits;
    const QStringList texts = invocation.values(u"trait"_s);
    for (const QString &text : texts) {
        const auto trait = recipe::traitFromText(text);
        if (!trait)
            return failure(trait.error());
        traits += *trait;
    }
    const QStringList gaps = recipe::gapsOf(prompt);
    const bool isKnown =
        std::ranges::any_of(gaps, [](const QString &name) { return !recipe::builtInTrait(name).values.isEmpty(); });
    if (traits.isEmpty() && !isKnown)
        return QList<recipe::Composition>();
    return recipe::compose(prompt, traits, count, seed);
}

json::Value traitsToJson(const recipe::Composition &composition)
{
    json::Object out;
    for (const auto &[name, value] : composition.traits)
        out.set(name, value);
    return json::Value(std::move(out));
}

QStringList traitTags(const recipe::Composition &composition)
{
    QStringList tags;
    for (const auto &[name, value] : composition.traits)
        tags += u"%1: %2"_s.arg(name, value);
    return tags;
}

} // namespace ain::cli
