#include "core/recipe/traits.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <numeric>

namespace ain::recipe {

using namespace Qt::StringLiterals;

namespace {

/// SplitMix64 (Steele, Lea, Flood 2014): the library's shuffles differ between implementations.
class Dice {
public:
    explicit Dice(quint64 seed) : m_state(seed) { }
    quint64 next()
    {
        m_state += Q_UINT64_C(0x9e3779b97f4a7c15);
        quint64 z = m_state;
        z = (z ^ (z >> 30)) * Q_UINT64_C(0xbf58476d1ce4e5b9);
        z = (z ^ (z >> 27)) * Q_UINT64_C(0x94d049bb133111eb);
        return z ^ (z >> 31);
    }
    /// 0 … end - 1. The bias of the remainder is below 2^-49 for the sizes used here.
    int below(qsizetype end) { return int(next() % quint64(end)); }
    template<typename List>
    void shuffle(List &list)
    {
        for (qsizetype i = list.size() - 1; i > 0; --i)
            std::swap(list[i], list[below(i + 1)]);
    }

private:
    quint64 m_state;
};

using Row = QList<int>; ///< the index of the value of every trait

const QRegularExpression &gapPattern()
{
    static const QRegularExpression pattern(uR"(\{(\p{L}[\p{L}\p{N}_-]*)\})"_s,
                                            QRegularExpression::UseUnicodePropertiesOption);
    return pattern;
}

/// How often each value comes, adding up to `count`.
Result<QList<int>> countsOf(const Trait &trait, int count, Dice &dice)
{
    QList<int> counts;
    QList<int> open;
    qint64 sum = 0;
    for (const TraitValue &value : trait.values) {
        if (value.count == 0)
            open += int(counts.size());
        counts += value.count;
        sum += value.count;
    }
    const qint64 rest = count - sum;
    if (rest < 0 || (rest > 0 && open.isEmpty()))
        return failure(errors::TraitCounts, {{u"name"_s, trait.name}, {u"sum"_s, sum}, {u"count"_s, count}});
    dice.shuffle(open);
    for (qsizetype i = 0; i < open.size(); ++i)
        counts[open[i]] = int(rest / open.size() + (i < rest % open.size() ? 1 : 0));
    return counts;
}

/// Deals the values of one trait to rows that are equal so far: each group of equal rows gets the values of which most
/// are left, one of each before a second of any. Keeps the groups as small as can be (the greedy of Gale and Ryser).
void deal(QList<Row> &rows, QList<int> left, Dice &dice)
{
    QHash<Row, QList<qsizetype>> groups;
    for (qsizetype i = 0; i < rows.size(); ++i)
        groups[rows[i]] += i;
    // A hash's order is its own: sort, then shuffle by our dice.
    QList<QList<qsizetype>> order = groups.values();
    std::ranges::sort(order, {}, [](const QList<qsizetype> &group) { return group.constFirst(); });
    dice.shuffle(order);
    std::ranges::stable_sort(order, std::ranges::greater(), &QList<qsizetype>::size);
    QList<int> values(left.size());
    std::iota(values.begin(), values.end(), 0);
    for (const QList<qsizetype> &group : std::as_const(order)) {
        qsizetype done = 0;
        while (done < group.size()) {
            dice.shuffle(values);
            std::ranges::stable_sort(values, std::ranges::greater(), [&left](int value) { return left[value]; });
            for (qsizetype i = 0; i < values.size() && done < group.size() && left[values[i]] > 0; ++i) {
                rows[group[done++]] += values[i];
                --left[values[i]];
            }
        }
    }
}

/// Swaps values between rows, which keeps every count, until no two rows are equal or `tries` are over. Afterwards the
/// same swaps mix what the dealing put in order.
bool separate(QList<Row> &rows, Dice &dice, qsizetype tries)
{
    QHash<Row, int> seen;
    for (const Row &row : std::as_const(rows))
        ++seen[row];
    const auto surplus = [&seen](const Row &row) { return std::max(0, seen.value(row) - 1); };
    qsizetype doubles = rows.size() - seen.size();
    qsizetype mixing = 4 * rows.size();
    while (tries-- > 0 && (doubles > 0 || mixing-- > 0)) {
        qsizetype a = dice.below(rows.size());
        // Begin where it helps.
        for (int look = 0; doubles > 0 && look < 64 && surplus(rows[a]) == 0; ++look)
            a = dice.below(rows.size());
        const qsizetype b = dice.below(rows.size());
        const qsizetype at = dice.below(rows[a].size());
        Row first = rows[a];
        Row second = rows[b];
        std::swap(first[at], second[at]);
        if (first == rows[a])
            continue;
        const auto take = [&seen, &doubles](const Row &row) { doubles -= seen[row]-- > 1 ? 1 : 0; };
        const auto put = [&seen, &doubles](const Row &row) { doubles += seen[row]++ > 0 ? 1 : 0; };
        const qsizetype before = doubles;
        take(rows[a]);
        take(rows[b]);
        put(first);
        put(second);
        if (doubles > before) {
            take(first);
            take(second);
            put(rows[a]);
            put(rows[b]);
            continue;
        }
        rows[a] = first;
        rows[b] = second;
    }
    return doubles == 0;
}

Result<QList<Trait>> traitsFor(const QStringList &gaps, const QList<Trait> &given)
{
    for (const Trait &trait : given) {
        if (!gaps.contains(trait.name))
            return failure(errors::TraitUnused, {{u"name"_s, trait.name}});
        if (std::ranges::count(given, trait.name, &Trait::name) > 1)
            return failure(errors::TraitFormat, {{u"text"_s, trait.name}});
    }
    QList<Trait> traits;
    for (const QString &name : gaps) {
        const auto found = std::ranges::find(given, name, &Trait::name);
        Trait trait = found != given.end() ? *found : builtInTrait(name);
        if (trait.values.isEmpty())
            return failure(errors::TraitUnknown, {{u"name"_s, name}});
        if (trait.values.size() > TraitValuesMax)
            return failure(errors::TooLarge, {{u"what"_s, name}, {u"limit"_s, qint64(TraitValuesMax)}});
        traits += std::move(trait);
    }
    return traits;
}

} // namespace

QStringList gapsOf(const QString &prompt)
{
    QStringList names;
    auto found = gapPattern().globalMatch(prompt);
    while (found.hasNext())
        names += found.next().captured(1);
    names.removeDuplicates();
    return names;
}

Result<Trait> traitFromText(const QString &text)
{
    const auto wrong = [&text] { return failure(errors::TraitFormat, {{u"text"_s, text.left(200)}}); };
    const qsizetype equals = text.indexOf(u'=');
    Trait trait;
    trait.name = text.left(equals).trimmed();
    if (equals <= 0 || gapsOf(u'{' + trait.name + u'}') != QStringList{trait.name})
        return wrong();
    const QStringList parts = text.mid(equals + 1).split(u',');
    if (parts.size() > TraitValuesMax)
        return failure(errors::TooLarge, {{u"what"_s, trait.name}, {u"limit"_s, qint64(TraitValuesMax)}});
    QSet<QString> seen;
    for (const QString &part : parts) {
        TraitValue value;
        value.text = part.trimmed();
        const qsizetype colon = value.text.lastIndexOf(u':');
        bool isNumber = false;
        const int count = value.text.mid(colon + 1).trimmed().toInt(&isNumber);
        if (colon >= 0 && isNumber) {
            if (count < 1 || count > CompositionsMax)
                return wrong();
            value.count = count;
            value.text = value.text.left(colon).trimmed();
        }
        if (value.text.isEmpty() || seen.contains(value.text))
            return wrong();
        seen += value.text;
        trait.values += value;
    }
    return trait;
}

Trait builtInTrait(const QString &name)
{
    static const QHash<QString, QString> english = {
        {u"동물"_s, u"animal"_s}, {u"모자"_s, u"hat"_s},    {u"안경"_s, u"glasses"_s}, {u"배경"_s, u"background"_s},
        {u"색"_s, u"colour"_s},   {u"색깔"_s, u"colour"_s}, {u"color"_s, u"colour"_s},
    };
    static const QHash<QString, QString> lists = {
        {u"animal"_s, u"cat,dog,bear,rabbit,panda,frog,fox,pig,owl,lion,penguin,chick,ape"_s},
        {u"hat"_s,
         u"crown,top hat,party hat,wizard hat,cowboy hat,pirate hat,santa hat,chef hat,graduation cap,halo,"
         "headphones,flower,bow,viking helmet,bandana,mushroom hat,beanie,propeller hat"_s},
        {u"glasses"_s, u"glasses,sunglasses,3d glasses,vr headset,laser eyes,eye patch,heart glasses,visor"_s},
        {u"background"_s, u"night sky,space,sky,sunset,grass,sea,desert,snow,forest,city,rainbow"_s},
        {u"colour"_s, u"red,orange,yellow,green,mint,teal,blue,navy,purple,pink,brown,beige,black,white,gray,gold"_s},
    };
    const QString words = lists.value(english.value(name, name));
    Trait trait;
    if (words.isEmpty())
        return trait;
    trait.name = name;
    const QStringList texts = words.split(u',');
    for (const QString &text : texts)
        trait.values += TraitValue{.text = text};
    return trait;
}

Result<QList<Composition>> compose(const QString &prompt, const QList<Trait> &traits, int count, quint64 seed)
{
    const QStringList gaps = gapsOf(prompt);
    if (gaps.size() > TraitsMax)
        return failure(errors::TooLarge, {{u"what"_s, u"{}"_s}, {u"limit"_s, qint64(TraitsMax)}});
    if (count < 1 || count > CompositionsMax)
        return failure(errors::TooLarge, {{u"what"_s, u"count"_s}, {u"limit"_s, qint64(CompositionsMax)}});
    const auto used = traitsFor(gaps, traits);
    if (!used)
        return failure(used.error());
    Dice dice(seed);
    double combinations = 1;
    QList<QList<int>> counts;
    for (const Trait &trait : *used) {
        const auto of = countsOf(trait, count, dice);
        if (!of)
            return failure(of.error());
        counts += *of;
        combinations *= double(trait.values.size());
    }
    const auto tooFew = [count, combinations] {
        return failure(errors::TraitCombinations,
                       {{u"count"_s, count}, {u"most"_s, qint64(std::min(combinations, 1e15))}});
    };
    if (combinations < count)
        return tooFew();
    QList<Row> rows(count);
    for (const QList<int> &of : std::as_const(counts))
        deal(rows, of, dice);
    constexpr qsizetype TriesPerRow = 400;
    constexpr qsizetype TriesLeast = 50'000;
    if (!gaps.isEmpty() && !separate(rows, dice, std::max(TriesLeast, TriesPerRow * count)))
        return tooFew();
    dice.shuffle(rows);
    QList<Composition> result;
    result.reserve(count);
    for (const Row &row : std::as_const(rows)) {
        Composition composition;
        for (qsizetype i = 0; i < gaps.size(); ++i) {
            const QString value = used->at(i).values[row[i]].text;
            composition.traits += std::pair(gaps[i], value);
        }
        // All gaps in one pass: a value that looks like a gap stays text.
        QString filled;
        qsizetype end = 0;
        auto found = gapPattern().globalMatch(prompt);
        while (found.hasNext()) {
            const auto gap = found.next();
            filled += QStringView(prompt).mid(end, gap.capturedStart() - end);
            filled += composition.traits[gaps.indexOf(gap.captured(1))].second;
            end = gap.capturedEnd();
        }
        filled += QStringView(prompt).mid(end);
        composition.prompt = filled;
        result += std::move(composition);
    }
    return result;
}

} // namespace ain::recipe
