#include "gpu/share/images/imageparams.h"

#include "core/json/parser.h"
#include "core/recipe/generationrequest.h"

#include <QRegularExpression>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype BodyMax = 64 * 1024;

tl::unexpected<Error> wrong(QStringView member)
{
    return failure(errors::InvalidArgument, {{u"what"_s, member.toString()}});
}

/// Empty when the member is not there.
Result<QString> text(const json::Value &body, QStringView member, qsizetype most)
{
    const json::Value &value = body[member];
    if (value.isNull())
        return QString();
    // Half a character would have no UTF-8 to be written into a picture.
    if (!value.isString() || value.string().size() > most || !value.string().isValidUtf16())
        return wrong(member);
    return value.string();
}

/// `fallback` when the member is not there.
Result<qint64> integer(const json::Value &body, QStringView member, qint64 fallback, qint64 least, qint64 most)
{
    const json::Value &value = body[member];
    if (value.isNull())
        return fallback;
    const qint64 number = value.isNumber() ? value.toInteger(least - 1) : least - 1;
    if (number < least || number > most)
        return wrong(member);
    return number;
}

Result<QSize> size(const json::Value &body)
{
    static const QRegularExpression form(u"^([0-9]{2,4})x([0-9]{2,4})$"_s);
    const auto written = text(body, u"size", 9);
    if (!written)
        return failure(written.error());
    if (written->isEmpty() || *written == u"auto")
        return QSize();
    const auto match = form.match(*written);
    const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
    if (!match.hasMatch() || size.isEmpty() || qint64(size.width()) * size.height() > OrderPixelsMax)
        return wrong(u"size");
    return size;
}

/// What would have to be answered in another form than the one there is.
Result<> form(const json::Value &body)
{
    const auto isOr = [&body](QStringView member, QStringView only) {
        return body[member].isNull() || (body[member].isString() && body[member].string() == only);
    };
    if (!isOr(u"response_format", u"b64_json"))
        return wrong(u"response_format");
    if (!isOr(u"output_format", u"png"))
        return wrong(u"output_format");
    if (!body[u"stream"].isNull() && (!body[u"stream"].isBool() || body[u"stream"].toBool()))
        return wrong(u"stream");
    return {};
}

} // namespace

Result<json::Value> parseBody(QByteArrayView body)
{
    json::ParseLimits limits;
    limits.maxBytes = BodyMax;
    limits.maxDepth = 8;
    limits.maxValues = 1000;
    auto parsed = json::parse(body, limits);
    if (parsed && !parsed->isObject())
        return wrong(u"body");
    return parsed;
}

Result<ImageOrder> parseOrder(const json::Value &body, const OrderLimits &limits)
{
    if (const auto formed = form(body); !formed)
        return failure(formed.error());
    const auto model = text(body, u"model", IdMax);
    const auto prompt = text(body, u"prompt", OrderPromptMax);
    const auto negative = text(body, u"negative_prompt", OrderPromptMax);
    const auto wanted = size(body);
    const int most = limits.clampsSteps ? std::numeric_limits<int>::max() : limits.stepsMost;
    const auto steps = integer(body, u"steps", 0, 1, most);
    const auto count = integer(body, u"n", 1, 1, limits.allowsCount ? ImagesMax : 1);
    const auto seed = integer(body, u"seed", -1, 0, qint64(recipe::SeedEnd) - 1);
    for (const auto &read : {model, prompt, negative}) {
        if (!read)
            return failure(read.error());
    }
    if (!wanted)
        return failure(wanted.error());
    for (const auto &read : {steps, count, seed}) {
        if (!read)
            return failure(read.error());
    }
    if (prompt->trimmed().isEmpty())
        return wrong(u"prompt");
    ImageOrder order;
    order.model = *model;
    order.prompt = *prompt;
    order.negative = *negative;
    order.size = *wanted;
    order.steps = int(std::min<qint64>(*steps, limits.stepsMost));
    order.count = int(*count);
    if (limits.allowsSeed && *seed >= 0)
        order.seed = quint64(*seed);
    return order;
}

QString plainText(const QString &text, qsizetype most)
{
    QString plain;
    for (const QChar c : text.left(most)) {
        const bool isOdd = !c.isPrint() || c.isSurrogate();
        plain += isOdd ? QChar(QChar::ReplacementCharacter) : c;
    }
    return plain.trimmed();
}

} // namespace ain::share
