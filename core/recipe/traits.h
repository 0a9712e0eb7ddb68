// Collections with exact traits: one prompt with gaps, and how often each word may fill them.
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace ain {

namespace errors {
inline constexpr ErrorCode TraitUnknown{"recipe.trait_unknown"}; ///< a gap that nobody fills; args: name
inline constexpr ErrorCode TraitUnused{"recipe.trait_unused"}; ///< values for a gap that is not there; args: name
inline constexpr ErrorCode TraitFormat{"recipe.trait_format"}; ///< args: text (as written; the name when it came twice)
/// The counts of a trait do not add up to the number of pictures; args: name, sum, count
inline constexpr ErrorCode TraitCounts{"recipe.trait_counts"};
/// There are not so many different combinations with these counts; args: count, most (combinations in all)
inline constexpr ErrorCode TraitCombinations{"recipe.trait_combinations"};
} // namespace errors

namespace recipe {

struct TraitValue {
    QString text = {};
    int count = 0; ///< in how many pictures; 0: an equal share of what the others leave
    friend bool operator==(const TraitValue &, const TraitValue &) = default;
};

struct Trait {
    QString name = {};
    QList<TraitValue> values = {};
    friend bool operator==(const Trait &, const Trait &) = default;
};

/// One picture of a collection.
struct Composition {
    QString prompt = {};
    QList<std::pair<QString, QString>> traits = {}; ///< name and value, in the order of the gaps
    friend bool operator==(const Composition &, const Composition &) = default;
};

inline constexpr int CompositionsMax = 10'000;
inline constexpr qsizetype TraitValuesMax = 1'000; ///< of one trait
inline constexpr qsizetype TraitsMax = 12;

/// The names in `{name}` of a prompt, each once, in order. A name is a letter or Hangul syllable followed by letters,
/// digits, `-` and `_`; other braces are text.
[[nodiscard]] QStringList gapsOf(const QString &prompt);

/// `name=value,value:3,value`: a value is text without comma, its count follows the last colon if that is a number.
/// Errors: TraitFormat.
[[nodiscard]] Result<Trait> traitFromText(const QString &text);

/// What the built-in model has words for: animal, hat, glasses, background, colour (and their Korean names 동물, 모자,
/// 안경, 배경, 색). Null trait: no such list.
[[nodiscard]] Trait builtInTrait(const QString &name);

/// `count` different combinations with exactly the counts asked for, in an order that `seed` decides. The same on every
/// computer. Gaps without a trait are filled from builtInTrait(). Errors: TraitUnknown, TraitUnused, TraitFormat,
/// TraitCounts, TraitCombinations, TooLarge.
[[nodiscard]] Result<QList<Composition>> compose(const QString &prompt, const QList<Trait> &traits, int count,
                                                 quint64 seed);

} // namespace recipe
} // namespace ain
