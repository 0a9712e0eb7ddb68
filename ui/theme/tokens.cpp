#include "ui/theme/tokens.h"

#include "core/json/parser.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <optional>

// Outside any namespace, as Qt asks: the linker would drop the resources of a static library otherwise.
static void initResources() { Q_INIT_RESOURCE(ain_ui); }

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(double(colour.redF())) + 0.7152 * linear(double(colour.greenF()))
        + 0.0722 * linear(double(colour.blueF()));
}

struct Named {
    const char16_t *name;
    QColor Tokens::*colour;
};
constexpr Named Names[] = {
    {u"bg", &Tokens::bg},
    {u"surface", &Tokens::surface},
    {u"raised", &Tokens::raised},
    {u"line", &Tokens::line},
    {u"field", &Tokens::field},
    {u"text", &Tokens::text},
    {u"muted", &Tokens::muted},
    {u"accent", &Tokens::accent},
    {u"accentSoft", &Tokens::accentSoft},
    {u"onAccent", &Tokens::onAccent},
    {u"ok", &Tokens::ok},
    {u"okSoft", &Tokens::okSoft},
    {u"warn", &Tokens::warn},
    {u"warnSoft", &Tokens::warnSoft},
    {u"bad", &Tokens::bad},
    {u"badSoft", &Tokens::badSoft},
    {u"practice", &Tokens::practice},
    {u"practiceSoft", &Tokens::practiceSoft},
    {u"focus", &Tokens::focus},
    {u"scrim", &Tokens::scrim},
};

std::optional<QColor> colourOf(const QString &text)
{
    static const QRegularExpression shape(u"\\A#(?:[0-9a-f]{6}|[0-9a-f]{8})\\z"_s);
    if (!shape.match(text).hasMatch())
        return std::nullopt;
    bool isFine = false;
    const uint number = text.mid(1).toUInt(&isFine, 16);
    return text.size() == 7 ? QColor::fromRgb(number) : QColor::fromRgba(number);
}

Tokens builtIn(const QString &name)
{
    initResources();
    QFile file(u":/ain/theme/%1.json"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the theme %s is not built in", qPrintable(name));
    const auto read = parseTokens(file.readAll());
    if (!read) // a mistake in this very build: a test reads all three
        qFatal("theme %s: %s", qPrintable(name), qPrintable(read.error().args.value(u"what"_s).toString()));
    return *read;
}

} // namespace

const Tokens &tokens(Scheme scheme)
{
    static const Tokens Light = builtIn(u"light"_s);
    static const Tokens Dark = builtIn(u"dark"_s);
    static const Tokens HighContrast = builtIn(u"high-contrast"_s);
    switch (scheme) {
    case Scheme::Light: return Light;
    case Scheme::Dark: return Dark;
    case Scheme::HighContrast: return HighContrast;
    }
    return Light;
}

Result<Tokens> parseTokens(QByteArrayView bytes)
{
    const auto refuse = [](const QString &what) { return failure(errors::InvalidArgument, {{u"what"_s, what}}); };
    const auto read = json::parse(bytes);
    if (!read || !read->isObject())
        return refuse(u"JSON"_s);
    Tokens tokens;
    for (const Named &one : Names) {
        const QString name = QString::fromUtf16(one.name);
        const auto colour = colourOf((*read)[name].string());
        if (!colour)
            return refuse(name);
        tokens.*one.colour = *colour;
    }
    for (const auto &[name, value] : read->object()) {
        const auto isIt = [&](const Named &one) { return name == QStringView(one.name); };
        if (std::none_of(std::begin(Names), std::end(Names), isIt))
            return refuse(name);
    }
    return tokens;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace ain::ui
