#include "gpu/share/guard/settings.h"

#include "core/json/parser.h"
#include "core/json/writer.h"

#include <algorithm>
#include <cmath>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MiB = 1024 * 1024;
constexpr qsizetype MaxNames = 64;
constexpr qsizetype MaxNameChars = 128;
constexpr qint64 MaxWallMs = qint64(1) << 52;

struct Bounds {
    qint64 least;
    qint64 most;
};

struct IntField {
    const char16_t *key;
    int Settings::*field;
    Bounds bounds;
};
constexpr std::array IntFields = {
    IntField{u"idle_s", &Settings::idleS, {10, 24 * 3600}},
    IntField{u"locked_idle_s", &Settings::lockedIdleS, {5, 24 * 3600}},
    IntField{u"other_sm_percent", &Settings::otherSmPercent, {0, 100}},
    IntField{u"hot_c", &Settings::hotC, {40, 110}},
    IntField{u"cool_c", &Settings::coolC, {30, 109}},
    IntField{u"power_cap_w", &Settings::powerCapW, {0, 5000}},
    IntField{u"own_hold_s", &Settings::ownHoldS, {0, 24 * 3600}},
    IntField{u"cooldown_s", &Settings::cooldownS, {0, 3600}},
};

struct BytesField {
    const char16_t *key;
    qint64 Settings::*field;
    Bounds bounds;
};
constexpr std::array BytesFields = {
    BytesField{u"other_bytes", &Settings::otherBytes, {MiB, MiB << 20}},
    BytesField{u"keep_free_bytes", &Settings::keepFreeBytes, {0, MiB << 20}},
    BytesField{u"day_bytes", &Settings::dayBytes, {0, MiB << 24}},
};

struct BoolField {
    const char16_t *key;
    bool Settings::*field;
};
constexpr std::array BoolFields = {
    BoolField{u"on", &Settings::isOn},
    BoolField{u"without_idle_sensor", &Settings::withoutIdleSensor},
    BoolField{u"pause_fullscreen", &Settings::pauseFullscreen},
    BoolField{u"pause_game", &Settings::pauseGame},
    BoolField{u"pause_other_gpu", &Settings::pauseOtherGpu},
    BoolField{u"mains_only", &Settings::mainsOnly},
    BoolField{u"unmetered_only", &Settings::unmeteredOnly},
    BoolField{u"hours_on", &Settings::hasHours},
};

struct NamesField {
    const char16_t *key;
    QStringList Settings::*field;
};
constexpr std::array NamesFields = {
    NamesField{u"ignored_programs", &Settings::ignoredPrograms},
    NamesField{u"gpus_off", &Settings::gpusOff},
};

constexpr std::array<const char16_t *, 4> PauseWords = {u"none", u"timed", u"until_started", u"panic"};

QString key(const char16_t *text) { return QStringView(text).toString(); }

/// An integer within the bounds, or nothing.
std::optional<qint64> integer(const json::Value &value, Bounds bounds)
{
    const double number = value.toDouble(NAN);
    if (!value.isNumber() || std::trunc(number) != number || number < double(bounds.least)
        || number > double(bounds.most))
        return std::nullopt;
    return qint64(number);
}

bool isNames(const QStringList &names)
{
    return names.size() <= MaxNames && std::all_of(names.cbegin(), names.cend(), [](const QString &name) {
               return !name.isEmpty() && name.size() <= MaxNameChars;
           });
}

std::optional<QStringList> names(const json::Value &value)
{
    if (!value.isArray() || qsizetype(value.array().size()) > MaxNames)
        return std::nullopt;
    QStringList list;
    for (const json::Value &name : value.array()) {
        if (!name.isString())
            return std::nullopt;
        list.append(name.string());
    }
    return isNames(list) ? std::optional(list) : std::nullopt;
}

std::optional<WeekTable> week(const json::Value &value)
{
    if (!value.isArray() || value.array().size() != 7)
        return std::nullopt;
    WeekTable table;
    for (std::size_t day = 0; day < table.size(); ++day) {
        const json::Value &spans = value.array()[day];
        if (!spans.isArray() || qsizetype(spans.array().size()) > MaxSpansPerDay)
            return std::nullopt;
        for (const json::Value &pair : spans.array()) {
            if (!pair.isArray() || pair.array().size() != 2)
                return std::nullopt;
            const auto from = integer(pair.array()[0], {0, 1439});
            const auto to = integer(pair.array()[1], {0, 1440});
            const Span span{.from = int(from.value_or(-1)), .to = int(to.value_or(-1))};
            if (!isValid(span))
                return std::nullopt;
            table[day].append(span);
        }
    }
    return table;
}

std::optional<Pause> pauseOf(const json::Value &value)
{
    const QString kind = value[u"kind"].string();
    const auto *const found = std::find(PauseWords.begin(), PauseWords.end(), QStringView(kind));
    if (found == PauseWords.end())
        return std::nullopt;
    Pause pause;
    pause.kind = PauseKind(found - PauseWords.begin());
    if (pause.kind != PauseKind::Timed)
        return pause;
    const auto setAt = integer(value[u"set_at"], {0, MaxWallMs});
    const auto until = integer(value[u"until"], {0, MaxWallMs});
    if (!setAt || !until || *until < *setAt || *until - *setAt > MaxPauseMs)
        return std::nullopt;
    pause.setAtMs = *setAt;
    pause.untilMs = *until;
    return pause;
}

/// Takes a member out of `object`; reads it into `field` with `read`, or tells that it could not.
template<typename T, typename Read>
void take(json::Object &object, const QString &name, T &field, QStringList &mended, Read read)
{
    const json::Value *value = object.find(name);
    if (value == nullptr)
        return;
    if (const auto got = read(*value))
        field = T(*got);
    else
        mended.append(name);
    object.remove(name);
}

} // namespace

Result<LoadedSettings> loadSettings(QByteArrayView text)
{
    const json::ParseLimits limits{.maxBytes = MaxSettingsBytes, .maxDepth = 16, .maxValues = 10'000};
    auto parsed = json::parse(text, limits);
    if (!parsed)
        return failure(parsed.error());
    if (!parsed->isObject())
        return failure(errors::InvalidArgument, {{u"what"_s, u"settings"_s}});
    json::Object object = parsed->object();
    LoadedSettings loaded;
    Settings &settings = loaded.settings;
    QStringList &mended = loaded.mended;
    const auto boolean = [](const json::Value &value) {
        return value.isBool() ? std::optional(value.toBool()) : std::nullopt;
    };
    for (const BoolField &one : BoolFields)
        take(object, key(one.key), settings.*one.field, mended, boolean);
    for (const IntField &one : IntFields) {
        take(object, key(one.key), settings.*one.field, mended,
             [&one](const json::Value &value) { return integer(value, one.bounds); });
    }
    for (const BytesField &one : BytesFields) {
        take(object, key(one.key), settings.*one.field, mended,
             [&one](const json::Value &value) { return integer(value, one.bounds); });
    }
    for (const NamesField &one : NamesFields)
        take(object, key(one.key), settings.*one.field, mended, names);
    take(object, u"hours"_s, settings.hours, mended, week);
    // A pause that can't be read was still a wish to be left alone.
    if (const json::Value *pause = object.find(u"pause"); pause != nullptr && !pauseOf(*pause))
        settings.pause.kind = PauseKind::UntilStarted;
    take(object, u"pause"_s, settings.pause, mended, pauseOf);
    if (settings.coolC >= settings.hotC) {
        settings.hotC = Settings().hotC;
        settings.coolC = Settings().coolC;
        mended.append(u"cool_c"_s);
    }
    settings.others = std::move(object);
    return loaded;
}

QByteArray saveSettings(const Settings &settings)
{
    json::Object object = settings.others;
    for (const BoolField &one : BoolFields)
        object.set(key(one.key), settings.*one.field);
    for (const IntField &one : IntFields)
        object.set(key(one.key), settings.*one.field);
    for (const BytesField &one : BytesFields)
        object.set(key(one.key), settings.*one.field);
    for (const NamesField &one : NamesFields) {
        json::Array list;
        for (const QString &name : settings.*one.field)
            list.emplace_back(name);
        object.set(key(one.key), std::move(list));
    }
    json::Array week;
    for (const QList<Span> &day : settings.hours) {
        json::Array spans;
        for (const Span &span : day) {
            json::Array pair;
            pair.emplace_back(span.from);
            pair.emplace_back(span.to);
            spans.emplace_back(std::move(pair));
        }
        week.emplace_back(std::move(spans));
    }
    object.set(u"hours"_s, std::move(week));
    json::Object pause;
    pause.set(u"kind"_s, key(PauseWords[std::size_t(settings.pause.kind)]));
    if (settings.pause.kind == PauseKind::Timed) {
        pause.set(u"set_at"_s, settings.pause.setAtMs);
        pause.set(u"until"_s, settings.pause.untilMs);
    }
    object.set(u"pause"_s, std::move(pause));
    return json::canonical(json::Value(std::move(object)));
}

Settings bounded(Settings settings)
{
    for (const IntField &one : IntFields)
        settings.*one.field = int(std::clamp<qint64>(settings.*one.field, one.bounds.least, one.bounds.most));
    for (const BytesField &one : BytesFields)
        settings.*one.field = std::clamp(settings.*one.field, one.bounds.least, one.bounds.most);
    settings.coolC = std::min(settings.coolC, settings.hotC - 1);
    for (const NamesField &one : NamesFields) {
        QStringList &list = settings.*one.field;
        list.removeIf([](const QString &name) { return name.isEmpty() || name.size() > MaxNameChars; });
        list = list.mid(0, MaxNames);
    }
    for (QList<Span> &day : settings.hours) {
        day.removeIf([](const Span &span) { return !isValid(span); });
        day = day.mid(0, MaxSpansPerDay);
    }
    if (settings.pause.kind == PauseKind::Timed)
        settings.pause.untilMs =
            std::clamp(settings.pause.untilMs, settings.pause.setAtMs, settings.pause.setAtMs + MaxPauseMs);
    return settings;
}

} // namespace ain::share
