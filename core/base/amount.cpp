#include "core/base/amount.h"

#include <cmath>

namespace ain {

using namespace Qt::StringLiterals;

Result<Amount> Amount::parse(QStringView text)
{
    const auto fail = [&](ErrorCode code) { return failure(code, {{u"text"_s, text.left(64).toString()}}); };
    const qsizetype point = text.indexOf(u'.');
    const QStringView whole = point < 0 ? text : text.left(point);
    const QStringView fraction = point < 0 ? QStringView() : text.mid(point + 1);
    if ((whole.isEmpty() && fraction.isEmpty()) || (point >= 0 && fraction.isEmpty()))
        return fail(errors::AmountFormat);

    qint64 micro = 0;
    const auto append = [&](QChar c) {
        if (c < u'0' || c > u'9')
            return false;
        micro = micro * 10 + (c.unicode() - u'0');
        return true;
    };
    for (const QChar c : whole) {
        if (!append(c))
            return fail(errors::AmountFormat);
        if (micro > MaxMicro / MicroPerAin)
            return fail(errors::AmountRange);
    }
    // Trailing zeros carry no value: "1.50000000" is one and a half.
    qsizetype significant = fraction.size();
    while (significant > 0 && fraction.at(significant - 1) == u'0')
        --significant;
    for (const QChar c : fraction) {
        if (c < u'0' || c > u'9')
            return fail(errors::AmountFormat);
    }
    if (significant > 6)
        return fail(errors::AmountDecimals);
    for (qsizetype i = 0; i < 6; ++i)
        append(i < significant ? fraction.at(i) : QChar(u'0'));
    if (micro > MaxMicro)
        return fail(errors::AmountRange);
    return Amount(micro);
}

std::optional<Amount> Amount::fromWire(double ain)
{
    if (!std::isfinite(ain) || std::abs(ain) > double(MaxMicro) / double(MicroPerAin) * 1.000001)
        return std::nullopt;
    return Amount(std::llround(ain * double(MicroPerAin)));
}

std::optional<Amount> Amount::floorFromWire(double ain)
{
    auto amount = fromWire(ain);
    if (amount && amount->toWire() > ain)
        amount->m_micro -= 1;
    return amount;
}

QString Amount::toString() const
{
    const qulonglong magnitude = m_micro < 0 ? 0 - qulonglong(m_micro) : qulonglong(m_micro);
    return u"%1%2.%3"_s.arg(m_micro < 0 ? u"-"_s : QString())
        .arg(magnitude / MicroPerAin)
        .arg(magnitude % MicroPerAin, 6, 10, QChar(u'0'));
}

} // namespace ain
